"""The lists of the registers: one declaration a kind, over the columns and filters that all share."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.core.cache import cache
from django.core.paginator import Page
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.functional import cached_property

from qingzhi.base.pages.listing import Column, Day, Filter, Flag, Listing
from qingzhi.base.pages.paging import BoundedPaginator
from qingzhi.engine.search.queries import search

from ...access import words_of
from ...models import GeographicalIndication, Patent, Right, Trademark, Variety
from ...queries.fees import FeeTable, fee_table
from ...queries.fees_finding import soonest_first
from ...queries.record import detail_of
from ...queries.regions import region_name
from ...queries.standing import judged
from ...terms import RightKind
from . import filters as by

# How a filter of the list is asked of the index; "" where the index cannot say it.
FACETS: dict[str, Callable[[str], str]] = {
    "status": str,
    "type": str,
    "year": str,
    "region": lambda code: code if code.endswith("00") and not code.endswith("0000") else "",
    "class": lambda symbol: f"N{symbol.zfill(2)}",
}
KNOWN_SECONDS = 60
IN_ORDER = 4_000  # what falls due is put in order of its days up to so many rights
PLACEHOLDER = "号码（任意写法）或权利人名称"


def _fee(row: Any) -> Any:
    return row.fee_light


def _due(row: Any) -> str:
    light = row.fee_light
    return f"{light.due.due_on}" if light is not None and light.due is not None else ""


def _choice(field: Any, row: Right, name: str) -> str:
    """A coded value of the kind's own table in words."""
    detail = detail_of(row)
    value = getattr(detail, name, "") if detail is not None else ""
    return str(dict(field.flatchoices).get(value, value))


def right_url(row: Right) -> str:
    """The page of a right."""
    return reverse("rights:right", args=[row.pk])


def _region(row: Right) -> str:
    return region_name(row.region_code)


STATUS = Column(
    "status", "法律状态", kind="state", value=lambda row: row.status_light, sort=False,
    export=lambda row: row.status_light.label,
)  # fmt: skip
FEE = Column(
    "fee", "缴费、续展", kind="state", value=_fee, sub=_due, sort=False,
    export=lambda row: f"{row.fee_light.label} {_due(row)}".strip() if row.fee_light else None,
)  # fmt: skip
NUMBER = Column("number_shown", "号码", sort=False, width=24, nowrap=True)
HOLDER = Column("holder_text", "权利人", sort=False, width=40)
REGION = Column("region_code", "地区", value=_region, sort=False, drop=True, nowrap=True)


class RightListing(Listing):
    """What the lists of all kinds share: bounded counting, the newest first, both lights."""

    kind = RightKind.PATENT
    registered = "登记日"
    default_order = ("-registered_on", "-pk")
    count_limit = 1_000
    export_limit = 20_000
    compact = True
    empty_title = "登记簿里还没有这一类权利"
    empty_hint = "可以导入国家系统的数据文件，也可以逐件登记。"

    def __init__(self, request: Any, rows: Any, table: FeeTable | None = None, **options: Any):
        super().__init__(request, rows, **options)
        self.table = table or fee_table()

    def prepare(self, rows: list[Any]) -> list[Any]:
        return list(judged(rows, self.table))

    def _sorted(self, rows: Any) -> Any:
        """In the order of an index: the day of the grant, then the number of the record, both the same way."""
        name, downwards = self.sort
        if name not in ("", "registered_on", "applied_on"):
            return super()._sorted(rows)
        day = F(name or "registered_on")
        if not name and any(
            isinstance(one, Day) and one.value(self) for one in self.filters
        ):  # what was in force on a day of the past is old
            return rows.order_by(F("applied_on").asc(nulls_first=True), "pk")
        if downwards or not name:
            return rows.order_by(day.desc(nulls_last=True), "-pk")
        return rows.order_by(day.asc(nulls_first=True), "pk")

    def known_count(self) -> int | None:
        """The whole number of a list that is cut, from the search index, where its facets can say what is asked for."""
        asked = {one.name: str(one.value(self)) for one in self.filters if one.chips(self)}
        facets = {name: FACETS[name](value) for name, value in asked.items() if name in FACETS}
        if len(facets) < len(asked) or "" in facets.values():
            return None
        reader = ".".join(sorted(words_of(self.request.actor)))
        key = f"rights.total.{self.kind}.{reader}.{urlencode(sorted(facets.items()))}"
        total = cache.get(key)
        if total is None:
            total = self._searched(facets)
            cache.set(key, total, KNOWN_SECONDS)
        return total if total > self.count_limit else None

    def _searched(self, facets: dict[str, str]) -> int:
        found = search(
            self.request.actor, kinds=[self.kind], filters={name: (value,) for name, value in facets.items()}, limit=0
        )
        return 0 if found.problem else found.total


def _columns(kind: str, *own: Column, registered: str, fee: bool = False) -> list[Column]:
    return [
        STATUS,
        *([FEE] if fee else []),
        Column("title", "名称", kind="link", url=right_url, sort=False, width=50),
        NUMBER,
        *own,
        HOLDER,
        REGION,
        Column("registered_on", registered, kind="date"),
        Column("applied_on", "申请日", kind="date", drop=True),
    ]


def _filters(kind: str, *own: Filter, registered: str, fee: bool = False) -> list[Filter]:
    return [
        by.NumberOrHolder("q", "号码或权利人", placeholder=PLACEHOLDER, of=kind),
        by.status_filter(kind),
        *own,
        by.region_filter(),
        by.industry_filter(),
        by.year_filter(f"{registered[:2]}年份"),
        *([by.fee_filter()] if fee else []),
        by.day_filter(),
        by.span_filter(registered),
    ]


def _type_column(model: Any, name: str, label: str = "类型") -> Column:
    field = model._meta.get_field(name)
    return Column(f"{name}_shown", label, value=lambda row: _choice(field, row, name), sort=False)


class PatentListing(RightListing):
    name = "专利"
    kind = RightKind.PATENT
    columns = _columns(
        RightKind.PATENT, _type_column(Patent, "type"),
        Column("main_class", "主分类号", value=lambda row: row.patent.main_class, sort=False, drop=True, nowrap=True),
        registered="授权日", fee=True,
    )  # fmt: skip
    filters = _filters(
        RightKind.PATENT, by.type_filter("patent", "patent__type", Patent._meta.get_field("type").flatchoices),
        by.ClassPrefix("ipc", "分类号", placeholder="如 A23L、C01D15"), registered="授权日", fee=True,
    )  # fmt: skip
    saved = (
        ("有效发明", "status=in_force&type=invention"), ("年费即将到期", "fee=soon"), ("滞纳期内", "fee=grace"),
        ("申请中", "status=pending"),
    )  # fmt: skip


class TrademarkListing(RightListing):
    name = "商标"
    kind = RightKind.TRADEMARK
    columns = _columns(
        RightKind.TRADEMARK, _type_column(Trademark, "type"),
        Column("classes", "类别", value=lambda row: "、".join(row.symbols), sort=False), registered="注册日", fee=True,
    )  # fmt: skip
    filters = _filters(
        RightKind.TRADEMARK,
        by.type_filter("trademark", "trademark__type", Trademark._meta.get_field("type").flatchoices),
        by.nice_filter(), by.honour_filter(), Flag("gi", "地理标志", condition="trademark__is_gi"), registered="注册日", fee=True,
    )  # fmt: skip
    saved = (
        ("地理标志商标", "status=in_force&gi=1"),
        ("驰名商标", "honour=well_known"),
        ("续展期内", "fee=soon"),
        ("宽展期内", "fee=grace"),
    )

    def prepare(self, rows: list[Any]) -> list[Any]:
        """Marks show their classes: one query for the page."""
        symbols: dict[int, list[str]] = {row.pk: [] for row in rows}
        found = Right.objects.filter(pk__in=symbols).order_by("pk", "classes__position")
        for pk, symbol in found.exclude(classes=None).values_list("pk", "classes__symbol"):
            symbols[pk].append(symbol)
        for row in rows:
            row.symbols = symbols[row.pk]
        return super().prepare(rows)


class GiListing(RightListing):
    name = "地理标志产品"
    kind = RightKind.GI
    columns = _columns(
        RightKind.GI, _type_column(GeographicalIndication, "type"), _type_column(GeographicalIndication, "category", "产品类别"),
        registered="批准日",
    )  # fmt: skip
    filters = _filters(
        RightKind.GI, by.type_filter("gi", "gi__type", GeographicalIndication._meta.get_field("type").flatchoices),
        registered="批准日",
    )  # fmt: skip


class WorkListing(RightListing):
    name = "作品登记"
    kind = RightKind.WORK
    columns = _columns(
        RightKind.WORK, Column("category", "作品类别", value=lambda row: row.work.category, sort=False),
        Column("author", "作者", value=lambda row: row.work.author, sort=False, drop=True), registered="登记日",
    )  # fmt: skip
    filters = _filters(RightKind.WORK, registered="登记日")


class SoftwareListing(RightListing):
    name = "软件登记"
    kind = RightKind.SOFTWARE
    columns = _columns(
        RightKind.SOFTWARE,
        Column("version", "版本号", value=lambda row: row.software.version, sort=False),
        registered="登记日",
    )
    filters = _filters(RightKind.SOFTWARE, registered="登记日")


class VarietyListing(RightListing):
    name = "植物新品种"
    kind = RightKind.VARIETY
    columns = _columns(
        RightKind.VARIETY, _type_column(Variety, "field", "领域"),
        Column("genus", "植物种属", value=lambda row: row.variety.genus, sort=False), registered="授权日",
    )  # fmt: skip
    filters = _filters(
        RightKind.VARIETY, by.type_filter("variety", "variety__field", Variety._meta.get_field("field").flatchoices),
        registered="授权日",
    )  # fmt: skip


class LayoutListing(RightListing):
    name = "集成电路布图设计"
    kind = RightKind.LAYOUT
    columns = _columns(
        RightKind.LAYOUT,
        Column("category", "类别", value=lambda row: row.layout.category, sort=False),
        registered="登记日",
    )
    filters = _filters(RightKind.LAYOUT, registered="登记日")


LISTINGS: dict[str, type[RightListing]] = {
    str(one.kind): one
    for one in (PatentListing, TrademarkListing, GiListing, WorkListing, SoftwareListing, VarietyListing, LayoutListing)
}


class DueListing(RightListing):
    """What falls due, the nearest first; where too many fall due for that, the newest rights first."""

    name = "到期与风险"
    columns = [
        FEE, STATUS, Column("title", "名称", kind="link", url=right_url, sub="number_shown", sort=False, width=50),
        HOLDER, REGION, Column("registered_on", "授权、注册日", kind="date", sort=False, drop=True),
        Column("expires_on", "期限至", kind="date", sort=False, drop=True),
    ]  # fmt: skip
    empty_title = "没有这样的权利"
    empty_hint = "年费到期前、商标续展期内、滞纳期和宽展期内的权利会列在这里。"

    def __init__(self, request: Any, rows: Any, table: FeeTable, kind: RightKind, asked: str):
        super().__init__(request, rows, table)
        self.kind, self.asked = kind, asked
        self.name = f"{kind.label}{by.FEES[asked][0]}"
        self.filters = [by.Kept("of", "种类"), by.Kept("fee", "缴费、续展"), by.region_filter()]

    @cached_property
    def counted(self) -> int:
        """How many there are, or one more than are put in order."""
        rows = self.all_rows
        for one in self.filters:
            rows = one.narrow(rows, self)
        return int(super()._sorted(rows)[: IN_ORDER + 1].count())

    def _sorted(self, rows: Any) -> Any:
        return super()._sorted(rows) if self.counted > IN_ORDER else soonest_first(rows, self.table, self.kind)

    @cached_property
    def page(self) -> Page:
        assert isinstance(self.rows, QuerySet)
        paginator = BoundedPaginator(self.rows, self.page_size, limit=self.count_limit)
        paginator.counted = self.counted
        return paginator.get_page(self.given("page"))

    def known_count(self) -> int | None:
        return self.counted if self.counted <= IN_ORDER else None
