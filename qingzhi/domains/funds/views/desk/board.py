"""The execution board and the list of claims behind its numbers."""

from django.http import HttpResponse
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import Figure
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check

from ...access import visible_claims, visible_journals, visible_lines
from ...queries.execution import WAYS, Execution, execution, years_with_money
from .listings import BoardListing, ClaimListing, JournalListing


@desk("funds.view")
def board(request: PageRequest) -> HttpResponse:
    """What each programme, source or division was given this year, and how much of it is carried out."""
    lines = visible_lines(request.actor)
    years = years_with_money(lines)
    asked = request.GET.get("year", "")
    year = int(asked) if asked in {str(one) for one in years} else _default_year(years)
    by = request.GET.get("by", "programme")
    by = by if by in WAYS else "programme"
    found = execution(year, by=by, lines=lines)
    context = {
        "board": found,
        "figures": figures(found),
        "years": [(f"{one}年", f"?year={one}&by={by}", one == year) for one in years],
        "ways": [(f"按{label}", f"?year={year}&by={code}", code == by) for code, label in WAYS.items()],
        "may_manage": check(request.actor, "funds.programme.manage"),
    }
    return BoardListing(request, found).respond("funds/board.html", context)


@desk("funds.view")
def claims(request: PageRequest) -> HttpResponse:
    rows = visible_claims(request.actor).select_related("line__programme", "line__region", "payee")
    return ClaimListing(request, rows).respond("funds/claims.html")


@desk("funds.view")
def journals(request: PageRequest) -> HttpResponse:
    """The ledger, newest first."""
    rows = visible_journals(request.actor).select_related("line__programme", "line__region", "claim")
    return JournalListing(request, rows).respond("funds/journals.html")


def figures(found: Execution) -> list[Figure]:
    """The year in six numbers, each opening what it counts."""
    total, url = found.total, f"{reverse('funds:claims')}?year={found.year}"
    percent = "—" if total.percent is None else f"{total.percent}%"
    journals_url = reverse("funds:journals")
    state = total.state.code if total.state and total.state.code in ("warn", "late", "ok") else ""
    return [
        Figure("预算", wan(total.budget), f"{journals_url}?year={found.year}&budget=1", unit="万元"),
        Figure("可用", wan(total.available), unit="万元"),
        Figure("已预留", wan(total.reserved), f"{url}&state=reserved", unit="万元"),
        Figure("待付", wan(total.committed), f"{url}&state=committed", unit="万元"),
        Figure("已拨付", wan(total.paid), f"{url}&state=paid", unit="万元"),
        Figure("执行率", percent, note=f"时间进度 {found.elapsed}%", state=state),
    ]


def wan(value: object) -> str:
    """An amount in 万元, as short as it is exact to the yuan."""
    return f"{float(value) / 10_000:,.4f}".rstrip("0").rstrip(".")  # type: ignore[arg-type]  # a Decimal


def _default_year(years: list[int]) -> int:
    today = clock.today().year
    return today if today in years or not years else years[0]
