"""A holder's page: all rights of all kinds of its family of records, what is due, what is at risk."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import Figure
from qingzhi.base.pages.listing import Choice, Column, Listing
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check

from ...access import visible_rights
from ...queries.fees import FeeTable, fee_table
from ...queries.fees_finding import KINDS
from ...queries.holder import Holdings, holdings_of
from ...queries.holdings import family_of
from ...queries.record import with_detail
from ...queries.standing import judged
from ...terms import RightKind, RightStatus
from .listings import FEE, NUMBER, STATUS, right_url


class HolderListing(Listing):
    """The rights of one holder."""

    name = "名下权利"
    columns = [
        STATUS, FEE, Column("title", "名称", kind="link", url=right_url, sort=False, width=50), NUMBER,
        Column("kind_shown", "种类", value=lambda row: RightKind(row.kind).label, sort=False),
        Column("registered_on", "授权、登记日", kind="date"), Column("applied_on", "申请日", kind="date", drop=True),
    ]  # fmt: skip
    filters = [
        Choice("kind", "种类", options=RightKind.choices()),
        Choice("status", "法律状态", options=RightStatus.choices()),
    ]
    default_order = ("-registered_on", "-pk")
    export_limit = 20_000
    empty_title = "名下没有权利"
    empty_hint = "权利导入或登记后，会按权利人名称归到这里。"

    def __init__(self, request: PageRequest, rows: Any, table: FeeTable, total: int):
        super().__init__(request, rows)
        self.table, self.all_told = table, total

    @cached_property
    def page(self) -> Page:
        """Without filters the whole number is known already."""
        if self.is_filtered:
            return super().page
        paginator = Paginator(self.rows, self.page_size)
        paginator.count = self.all_told
        return paginator.get_page(self.given("page"))

    def prepare(self, rows: list[Any]) -> list[Any]:
        return list(judged(rows, self.table))


@desk("rights.view")
def holder(request: PageRequest, party_id: int) -> HttpResponse:
    """The page of the family to which a record belongs; records that were merged lead to the whole."""
    family = family_of(party_id)
    if not family:
        raise Http404
    table = fee_table()
    found = holdings_of([one.pk for one in family], visible_rights(request.actor), table)
    listing = HolderListing(request, with_detail(found.rights, KINDS), table, found.total)
    context = {
        "party": family[0],
        "merged": family[1:],
        "found": found,
        "figures": figures_of(found),
        "chart": chart_of(found),
        "party_url": party_url(request, family[0].pk),
    }
    return listing.respond("rights/holder.html", context)


def figures_of(found: Holdings) -> list[Figure]:
    """The strip: what is in force, what is pending, what is at risk."""
    return [
        Figure("有效权利", f"{found.in_force:,}", "?status=in_force", unit="件"),
        Figure("申请中", f"{found.pending:,}", "?status=pending", unit="件"),
        Figure("到期与风险", found.risk_text, "#risks", state="warn" if found.risk_count else "", unit="件"),
        Figure("全部（含失效）", f"{found.total:,}", "?", unit="件"),
    ]


def chart_of(found: Holdings) -> tuple[dict[str, Any], str] | None:
    """Grants by year and kind, with the finding in a sentence; None where there were none."""
    total = sum(row["number"] for row in found.by_year)
    if not total:
        return None
    first, last = found.by_year[0]["year"], found.by_year[-1]["year"]
    best = max({row["year"] for row in found.by_year}, key=lambda year: (_of_year(found, year), year))
    spec = {
        "data": {"values": found.by_year},
        "mark": "bar",
        "height": 220,
        "encoding": {
            "x": {"field": "year", "type": "ordinal", "title": "年份"},
            "y": {"field": "number", "type": "quantitative", "title": "件", "axis": {"tickMinStep": 1}},
            "color": {"field": "kind", "type": "nominal", "title": "种类"},
        },
    }
    return spec, f"{first}—{last} 年授权、登记 {total} 件，最多的是 {best} 年（{_of_year(found, best)} 件）"


def _of_year(found: Holdings, year: str) -> int:
    return sum(row["number"] for row in found.by_year if row["year"] == year)


def party_url(request: PageRequest, party_id: int) -> str:
    """The party's own page, for those who may open it."""
    if not check(request.actor, "parties.view"):
        return ""
    try:
        return reverse("parties:party", args=[party_id])
    except NoReverseMatch:
        return ""
