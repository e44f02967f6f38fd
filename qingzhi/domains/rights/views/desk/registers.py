"""The registers: the front page with counts of any day, the list of each kind, what falls due."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import Figure
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check

from ...access import visible_rights
from ...forms.entering import AsOfForm
from ...queries.fees import fee_table
from ...queries.fees_finding import KINDS
from ...queries.overview import overview_on
from ...queries.record import with_detail
from ...terms import RightKind
from .filters import FEES
from .listings import LISTINGS, DueListing


@desk("rights.view")
def overview(request: PageRequest) -> HttpResponse:
    """How many rights of each kind and type were in force on a day, and how many were granted in a span."""
    today = clock.today()
    form = AsOfForm(request.GET if request.GET else None, initial={"on": today})
    on = form.cleaned_data["on"] if form.is_bound and form.is_valid() else today
    region = form.cleaned_data.get("region", "") if form.is_bound and form.is_valid() else ""
    rows, counted_at = overview_on(visible_rights(request.actor), on, region, whole=is_whole(request))
    context = {
        "form": form,
        "on": on,
        "rows": [(row, list_url(row.kind, on, row.query, region)) for row in rows],
        "figures": [
            Figure(row.label, f"{row.in_force:,}", list_url(row.kind, on, "", region), unit="件")
            for row in rows if not row.type
        ],
        "counted_at": counted_at,
        "may_register": bool(check(request.actor, "rights.register")),
        "may_import": bool(check(request.actor, "rights.import")),
    }  # fmt: skip
    return render(request, "rights/overview.html", context)


def is_whole(request: PageRequest) -> bool:
    """Whether the reader sees every right, so that counts may be kept for all such readers."""
    return not visible_rights(request.actor).query.where


def list_url(kind: str, on: date, query: str, region: str) -> str:
    """The list that a number counts. What bore a recognition on a day need not have been in force by another rule."""
    asked = [] if query.startswith("honour=") else [f"on={on}"]
    asked += [query] if query else []
    asked += [f"region={region}"] if region else []
    return f"{reverse('rights:rights', args=[kind])}?{'&'.join(asked)}"


@desk("rights.view")
def rights(request: PageRequest, kind: str) -> HttpResponse:
    """The list of one kind."""
    if kind not in LISTINGS:
        raise Http404
    rows = with_detail(visible_rights(request.actor).filter(kind=kind), [kind])
    listing = LISTINGS[kind](request, rows)
    may_register = bool(check(request.actor, "rights.register"))
    if may_register:
        listing.bulk, listing.bulk_url = (("status", "登记法律状态"),), reverse("rights:bulk_status")
        listing.empty_action = ("登记一件", reverse("rights:register", args=[kind]))
    context = {
        "kind": RightKind(kind),
        "tabs": [(one.label, reverse("rights:rights", args=[one.value]), one == kind) for one in RightKind],
        "may_register": may_register,
        "may_import": bool(check(request.actor, "rights.import")),
    }
    return listing.respond("rights/rights.html", context)


@desk("rights.view")
def due(request: PageRequest) -> HttpResponse:
    """Rights of a kind that fall due or are at risk, the nearest first."""
    asked = request.GET["fee"] if request.GET.get("fee") in FEES else "soon"
    kind = RightKind(request.GET["of"]) if request.GET.get("of") in KINDS else RightKind.PATENT
    table, here = fee_table(), reverse("rights:due")
    rows = visible_rights(request.actor).filter(FEES[asked][1](table, kind))
    listing = DueListing(request, with_detail(rows, [kind]), table, kind, asked)
    context = {
        "kinds": [(one.label, f"{here}?of={one.value}&fee={asked}", one == kind) for one in KINDS],
        "matters": [(label, f"{here}?of={kind.value}&fee={code}", code == asked) for code, (label, _) in FEES.items()],
    }
    return listing.respond("rights/due.html", context)
