"""Performance: figures per body and officer, and the records behind each."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.identity.models import Body, Person
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import Figure
from qingzhi.base.pages.request import PageRequest

from ...access.review import measured_bodies
from ...queries.performance import Performance, officers_of_body, performance_of, records
from ...terms.review import TOLD, Measure
from ..listings.review import RecordListing

SHOWN = (
    ("cases", Measure.CASES), ("ended", Measure.ENDED), ("kept", Measure.KEPT), ("late", Measure.LATE), ("decisions", Measure.DECISIONS),
    ("reversed", Measure.REVERSED), ("reviewed", Measure.REVIEWED),
)  # fmt: skip


@desk("enforcement.performance.view")
def performance(request: PageRequest) -> HttpResponse:
    """Every body, or the officers of one; each number opens its records."""
    year = _year(request)
    body = _body(request)
    found = performance_of(request.actor, year) if body is None else None
    rows = found.rows if found else officers_of_body(body, year) if body else []
    by = {"body": body.pk} if body else {}
    context = {
        "year": year, "years": range(clock.today().year, clock.today().year - 5, -1), "body": body, "found": found,
        "rows": [(one, _links(year, {**by, **({"officer": one.pk} if body else {"body": one.pk})})) for one in rows],
        "figures": _figures(found, year) if found else [], "told": [(one.label, TOLD[one]) for one in Measure],
    }  # fmt: skip
    return render(request, "enforcement/performance.html", context)


def _links(year: int, of: dict[str, Any]) -> dict[str, str]:
    base = reverse("enforcement:performance_records")
    return {name: f"{base}?{urlencode({'measure': measure.value, 'year': year, **of})}" for name, measure in SHOWN}


def _figures(found: Performance, year: int) -> list[Figure]:
    to = _links(year, {})
    ended, kept = sum(one.ended for one in found.rows), sum(one.kept for one in found.rows)
    late = sum(one.late for one in found.rows)
    made, fell = sum(one.decisions for one in found.rows), sum(one.reversed for one in found.rows)
    below = found.below
    return [
        Figure("办理案件", found.total, url=to["cases"], unit="件"),
        Figure("市州和区县办理", f"{below:.0f}%" if below is not None else "—", note="重心下移"),
        Figure(
            "按期率", f"{kept * 100 / ended:.0f}%" if ended else "—", url=to["ended"], note=f"{kept}／{ended} 项期限"
        ),
        Figure("超期未办", late, url=to["late"], unit="项", state="late" if late else "ok"),
        Figure(
            "撤改率", f"{fell * 100 / made:.1f}%" if made else "—", url=to["reversed"], note=f"{fell}／{made} 件决定"
        ),
    ]


@desk("enforcement.performance.view")
def performance_records(request: PageRequest) -> HttpResponse:
    """What a figure counts, and how it is counted."""
    try:
        measure = Measure(request.GET.get("measure", Measure.CASES.value))
    except ValueError:
        raise Http404 from None
    year, body, bodies = _year(request), _body(request), measured_bodies(request.actor)
    owner = request.GET.get("officer", "")
    person = get_object_or_404(Person, pk=int(owner)) if owner.isdecimal() else None
    chosen = bodies.filter(pk=body.pk) if body else bodies
    rows = records(measure, year, chosen, owner=person.pk if person else None)
    path = "" if measure is Measure.CASES else "case__"
    listing = RecordListing(request, rows.select_related(*(f"{path}{one}" for one in ("body", "owner"))), measure)
    context = {"measure": measure, "told": TOLD[measure], "year": year, "body": body, "person": person}
    return listing.respond("enforcement/performance_records.html", context)


def _year(request: PageRequest) -> int:
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else clock.today().year
    return year if 2000 <= year <= clock.today().year else clock.today().year


def _body(request: PageRequest) -> Body | None:
    asked = request.GET.get("body", "")
    return get_object_or_404(measured_bodies(request.actor), pk=int(asked)) if asked.isdecimal() else None
