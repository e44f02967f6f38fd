"""Publications, their rows and objections as listings."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.components import State
from qingzhi.base.pages.listing import Choice, Column, DateRange, Flag, Listing, Search
from qingzhi.base.pages.request import PageRequest

from .kinds import PublicColumn, kind_title
from .models import Objection, Publication, PublicationItem
from .terms import OPEN, Nature, Shown, Standing, ValueKind

LIGHTS = {
    Standing.RECEIVED: "warn",
    Standing.ACCEPTED: "ok",
    Standing.UPHELD: "late",
    Standing.DISMISSED: "done",
    Standing.NOT_ACCEPTED: "none",
    Standing.LEAD: "unknown",
    Standing.TAKEN_BACK: "none",
}


def publication_state(row: Publication) -> State:
    """The light of a publication."""
    if row.withdrawn_at:
        return State("late", "已撤回", row.withdrawn_reason)
    if row.is_permanent:
        return State("done", "长期公开", f"{row.starts_on} 起公开")
    if row.is_running:
        return State("ok", "公示中", f"公示至 {row.closes_on}")
    return State("none", "公示期满", f"公示期 {row.starts_on} 至 {row.closes_on}")


def standing_state(row: Objection) -> State:
    """The light of an objection; an open one past its limit is late."""
    due = row.answer_due_on if row.standing == Standing.ACCEPTED else row.accept_due_on
    if row.is_open and due is not None and due < clock.today():
        return State("late", row.standing_label, f"应于 {due} 前办理")
    reason = row.lead_reason or (f"{row.answered_at:%Y-%m-%d} 办结" if row.answered_at else "")
    return State(LIGHTS[Standing(row.standing)], row.standing_label, reason)


def period_narrowed(rows: QuerySet[Publication], asked: str) -> QuerySet[Publication]:
    """The publications in one state of their period."""
    today = clock.today()
    running = Q(closes_on__gte=today, starts_on__lte=today, ended_at=None, withdrawn_at=None)
    wanted = {
        "open": running,
        "over": Q(closes_on__isnull=False, withdrawn_at=None) & ~running,
        "lasting": Q(closes_on=None, withdrawn_at=None),
        "withdrawn": Q(withdrawn_at__isnull=False),
    }
    return rows.filter(wanted[asked])


STATES = [("open", "公示中"), ("over", "公示期满"), ("lasting", "长期公开"), ("withdrawn", "已撤回")]


class PublicationListing(Listing):
    """Publications; `place` is the name of the page that a row leads to."""

    name = "公示公开"
    default_order = ("-published_at", "-id")
    exports = False
    saved = [("全部", ""), ("公示中", "state=open"), ("长期公开", "state=lasting")]
    empty_title = "还没有公示"
    empty_hint = "拟资助、拟奖励名单和办理结果会在这里公示公开。"

    def __init__(self, request: PageRequest, rows: QuerySet[Publication], *, place: str = "publication:page"):
        super().__init__(request, rows)
        self.columns = [
            Column("state", "状态", kind="state", value=publication_state, sort="closes_on"),
            Column("title", "标题", kind="link", url=lambda row: reverse(place, args=[row.pk]), sub="number"),
            Column("kind", "类别", value=lambda row: row.kind_title, drop=True),
            Column("body__name", "发布单位", drop=True),
            Column("starts_on", "发布日期", kind="date"),
            Column("closes_on", "公示截止", kind="date", sub=_left),
        ]
        self.filters = [
            Search("q", "按标题或正文查找", fields=["title", "text"], only={"text": Q(text_hidden=False)}),
            Choice("kind", "类别", options=self._kinds, lookup="kind"),
            Choice("state", "状态", options=STATES, narrowing=period_narrowed),
            DateRange("starts_on", "发布日期"),
        ]

    def _kinds(self, listing: Listing) -> list[tuple[str, str]]:
        codes = self.all_rows.order_by("kind").values_list("kind", flat=True).distinct()
        return [(code, kind_title(code)) for code in codes]


class DeskPublicationListing(PublicationListing):
    """The same for an office, with what waits at each."""

    exports = True

    def __init__(self, request: PageRequest, rows: QuerySet[Publication]):
        super().__init__(request, rows, place="publication:desk_page")
        self.columns = [*self.columns, Column("waiting", "待办异议", kind="number")]
        self.filters = [*self.filters, Flag("objected", "只看有待办异议的", condition=Q(waiting__gt=0))]


class RowListing(Listing):
    """The rows of one publication under the columns that it was published with."""

    default_order = ("position", "id")
    compact = True
    empty_title = "没有列出的对象"

    def __init__(self, request: PageRequest, publication: Publication, *, edits: bool = False):
        rows = publication.items.none() if publication.is_covered else publication.items.filter(replaced_by=None)
        super().__init__(request, rows, prefix="row_")
        self.publication = publication
        self.name = publication.title
        self.about = [("使用许可", publication.licence)] if publication.licence else []
        shown = [one for one in publication.declared if one.shown is not Shown.NEVER]
        self.columns = [
            Column("position", "序号", kind="number"),
            *(_column(one, place == 0) for place, one in enumerate(shown)),
            Column("note", "备注", value=_note, sort=False),
        ]
        if edits:
            self.columns.append(Column("act", "办理", kind="html", template="publication/row_acts.html", sort=False))
        self.filters = [Search("q", "在名单中查找", fields=["said"], only={"said": Q(is_hidden=False)})]

    def prepare(self, rows: list[PublicationItem]) -> list[PublicationItem]:
        """Where a page has no remark, the rows know their publication without asking for it."""
        for row in rows:
            row.publication = self.publication
        return rows


class ObjectionListing(Listing):
    """Objections and leads."""

    name = "异议和线索"
    columns = [
        Column("state", "状态", kind="state", value=standing_state, sort="standing"),
        Column(
            "due", "期限", kind="deadline", sort=False,
            value=lambda row: row.answer_due_on or row.accept_due_on,
            state=lambda row: State("none") if row.is_open else State("done"),
        ),
        Column(
            "publication__title", "公示", kind="link",
            url=lambda row: reverse("publication:objection", args=[row.pk]), sub=lambda row: row.ground.title,
        ),
        Column("nature", "性质", value=lambda row: row.nature_label),
        Column("shown_name", "提出人", sort=False, drop=True),
        Column("raised_at", "提出时间", kind="datetime"),
    ]  # fmt: skip
    filters = [
        Search("q", "按公示标题或内容查找", fields=["publication__title", "text"]),
        Choice("nature", "性质", options=[(each.value, each.label) for each in Nature]),
        Choice("standing", "状态", options=[(each.value, each.label) for each in Standing]),
        Flag("open", "只看未办结", condition=Q(standing__in=OPEN)),
    ]
    default_order = ("-raised_at", "-id")
    saved = [("全部", ""), ("未办结", "open=1"), ("线索", "standing=lead")]
    empty_title = "没有异议"
    empty_hint = "公示期内提出的异议会列在这里，并按期限生成待办。"


def value_shown(column: PublicColumn, item: PublicationItem) -> Any:
    """A value as a page or a sheet shows it: money and days as such, nothing of a row that was covered."""
    value = item.values.get(column.code)
    if value is None or (item.withdrawn_at is not None and item.is_hidden):
        return None
    if column.kind is ValueKind.MONEY:
        return Decimal(str(value))
    if column.kind is ValueKind.DATE and column.shown is Shown.FULL:
        return date.fromisoformat(str(value))
    return value


def _column(declared: PublicColumn, leads: bool) -> Column:
    kinds = {ValueKind.MONEY: "money", ValueKind.DATE: "date", ValueKind.NUMBER: "number"}
    kind = kinds.get(declared.kind, "text") if declared.shown is Shown.FULL else "text"
    return Column(
        declared.code,
        declared.label,
        kind=kind,
        value=lambda item, one=declared: value_shown(one, item),  # type: ignore[misc]
        sort=False,
    )


def _left(row: Publication) -> str:
    """How long it is still open, in words."""
    if not row.is_running or row.closes_on is None:
        return ""
    days = (row.closes_on - clock.today()).days
    return f"剩 {days} 天" if days else "今天截止"


def _note(item: PublicationItem) -> str:
    if item.withdrawn_at is not None:
        covered = "，内容不再显示" if item.is_hidden else ""
        return f"{item.withdrawn_at.astimezone(clock.now().tzinfo):%Y-%m-%d} 撤下{covered}：{item.withdrawn_reason}"
    return "已更正，原内容见“公示经过”" if item.replaces_id else ""
