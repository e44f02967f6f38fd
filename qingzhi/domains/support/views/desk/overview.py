"""The overview of money and time: every figure opens the list that it counts."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import Figure
from qingzhi.base.pages.listing import Column, Listing
from qingzhi.base.pages.request import PageRequest
from qingzhi.domains.funds.access import visible_lines
from qingzhi.domains.funds.queries.execution import Execution, years_with_money

from ...queries.overview import WAYS, MoneyShown, TimeShown, money_shown, time_shown, times_of

WAN = 10_000


@desk("support.overview.view")
def overview(request: PageRequest) -> HttpResponse:
    """One year: what was given, promised, paid and got back; how long cases took; where they are overdue."""
    today = clock.today()
    years = years_with_money(visible_lines(request.actor)) or [today.year]
    asked, by = request.GET.get("year", ""), request.GET.get("by", "programme")
    year = int(asked) if asked in {str(one) for one in years} else today.year if today.year in years else years[0]
    by = by if by in WAYS else "programme"
    times = times_of(year)
    board, money = money_shown(request.actor, year, by, times)
    cases = time_shown(request.actor, year, times)
    listings = {"money": MoneyListing(request, money, year, by), "cases": TimeListing(request, cases, year, by)}
    context = {
        "year": year,
        "as_of": times.as_of,
        "figures": figures(board, cases),
        "years": [(f"{one}年", f"?year={one}&by={by}", one == year) for one in years],
        "ways": [(f"按{label}", f"?year={year}&by={code}", code == by) for code, label in WAYS.items()],
        **listings,
    }
    chosen = listings[
        "cases" if request.GET.get("t_export") or request.headers.get("HX-Target", "")[:2] == "t-" else "money"
    ]
    return chosen.respond("support/overview.html", context)


def figures(board: Execution, cases: list[TimeShown]) -> list[Figure]:
    """The year in seven numbers."""
    total, wholes = board.total, [one for one in cases if not one.stage]
    claims, inbox = f"{reverse('funds:claims')}?year={board.year}", reverse("procedures:inbox")
    late = sum(one.late for one in wholes)
    owed = total.clawed_back
    return [
        Figure("预算", _wan(total.budget), f"{reverse('funds:journals')}?year={board.year}&budget=1", unit="万元"),
        Figure("待付", _wan(total.committed), f"{claims}&state=committed", unit="万元"),
        Figure("已拨付", _wan(total.paid), f"{claims}&state=paid", unit="万元", note=f"执行率 {total.percent or 0}%"),
        Figure("应追回", _wan(owed), f"{claims}&state=clawed_back", unit="万元", state="warn" if owed else ""),
        Figure("在办", sum(one.open for one in wholes), inbox, unit="件"),
        Figure("已超期", late, f"{inbox}?light=late", unit="件", state="late" if late else ""),
        Figure(
            "本年度办结", sum(one.closed for one in wholes), f"{inbox}?standing=closed&closed={board.year}", unit="件"
        ),
    ]


class OverviewListing(Listing):
    """A table of the page: the year and the way belong to its address."""

    page_size = 200
    compact = True

    def __init__(self, request: PageRequest, rows: Iterable[Any], year: int, by: str, prefix: str):
        self.year, self.by = year, by
        super().__init__(request, rows, prefix=prefix)

    def _query(self) -> dict[str, str]:
        return {"year": str(self.year), "by": self.by, **super()._query()}


class MoneyListing(OverviewListing):
    """Money by programme, source or year."""

    empty_title = "这一年度还没有资金"
    empty_hint = "设立专项并登记预算下达后列在这里。"

    def __init__(self, request: PageRequest, rows: list[MoneyShown], year: int, by: str):
        self.name = f"资金（按{WAYS[by]}）" if by == "year" else f"{year}年资金（按{WAYS[by]}）"
        sums = [
            ("committed", "待付", False),
            ("paid", "已拨付", False),
            ("clawed_back", "应追回", False),
            ("refunded", "已退回", True),
        ]
        times = [
            Column("ended", "办结", kind="number", value=lambda one: one.time.count if one.time else None, drop=True),
            Column("median", "中位天数", kind="number", value=_median, drop=True),
            Column("slow", "九成不超过（天）", kind="number", value=_slow, drop=True),
        ]  # fmt: skip
        self.columns = [
            Column("label", WAYS[by], kind="link", value=lambda one: one.row.label, url=self._url, sort=False),
            Column("budget", "预算", kind="money", value=lambda one: one.row.budget, url=self._budget),
            *(self._sum(name, label, drop) for name, label, drop in sums),
            Column("percent", "执行率", kind="percent", value=lambda one: one.row.percent),
            Column("claims", "用款事项", kind="number", url=self._claims, drop=True),
            *(times if by == "programme" else ()),
        ]
        super().__init__(request, rows, year, by, "m_")

    def _sum(self, name: str, label: str, drop: bool) -> Column:
        return Column(name, label, kind="money", value=lambda one: getattr(one.row, name), drop=drop,
                      url=lambda one: f"{self._claims(one)}&state={name}")  # fmt: skip

    def _asked(self, one: MoneyShown) -> dict[str, str]:
        return {"year": str(self.year), self.by: one.row.key}

    def _url(self, one: MoneyShown) -> str:
        if self.by == "programme":
            return reverse("funds:programme", args=[one.row.key])
        return f"?{urlencode({'year': one.row.key})}" if self.by == "year" else self._claims(one)

    def _claims(self, one: MoneyShown) -> str:
        return f"{reverse('funds:claims')}?{urlencode(self._asked(one))}"

    def _budget(self, one: MoneyShown) -> str:
        return f"{reverse('funds:journals')}?{urlencode(self._asked(one))}&budget=1"


class TimeListing(OverviewListing):
    """Time by procedure and stage."""

    empty_title = "还没有办件"
    empty_hint = "申请提交后，各事项的件数和用时列在这里。"

    def __init__(self, request: PageRequest, rows: list[TimeShown], year: int, by: str):
        self.name = f"{year}年办件用时"
        self.columns = [
            Column("title", "事项和阶段", kind="link", value=_named, url=self._open, sub=_under, sort=False),
            Column("open", "在办", kind="number", url=self._open, sort=False),
            Column("late", "已超期", kind="number", url=lambda one: f"{self._open(one)}&light=late", sort=False),
            Column("closed", "本年度办结", kind="number", value=lambda one: None if one.stage else one.closed,
                   url=self._closed, sort=False),
            Column("median", "中位天数", kind="number", value=_median, sort=False),
            Column("slow", "九成不超过（天）", kind="number", value=_slow, sort=False),
        ]  # fmt: skip
        super().__init__(request, rows, year, by, "t_")

    def _open(self, one: TimeShown) -> str:
        asked = {"procedure": one.procedure, **({"stage": one.stage} if one.stage else {})}
        return f"{reverse('procedures:inbox')}?{urlencode(asked)}"

    def _closed(self, one: TimeShown) -> str:
        asked = {"procedure": one.procedure, "standing": "closed", "closed": str(self.year)}
        return f"{reverse('procedures:inbox')}?{urlencode(asked)}"


def _named(one: TimeShown) -> str:
    return one.stage or one.title


def _under(one: TimeShown) -> str:
    return one.title if one.stage else "全程"


def _median(one: Any) -> float | None:
    return round(one.time.median, 1) if one.time else None


def _slow(one: Any) -> float | None:
    return round(one.time.slow, 1) if one.time else None


def _wan(value: Any) -> str:
    return f"{value / WAN:,.4f}".rstrip("0").rstrip(".")
