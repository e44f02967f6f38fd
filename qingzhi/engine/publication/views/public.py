"""What everybody may read: the list of publications, one publication, its data."""

import csv
import io
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from qingzhi.base import clock
from qingzhi.base.pages.access import open_to_public
from qingzhi.base.pages.components import Entry
from qingzhi.base.pages.request import PageRequest

from ..listings import PublicationListing, RowListing, publication_state, value_shown
from ..models import Publication, PublicationTrace
from ..queries import public_publications
from ..terms import Shown, Trace

RUNS = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for a formula


@open_to_public
@require_safe
def publications(request: PageRequest) -> HttpResponse:
    """Everything that is public, what is open first."""
    return PublicationListing(request, public_publications()).respond("publication/public.html")


@open_to_public
@require_safe
def publication(request: PageRequest, pk: int) -> HttpResponse:
    """One publication with its rows, its period, how to object, and what happened to it."""
    found = public_one(pk)
    context = {
        "found": found,
        "state": publication_state(found),
        "facts": facts_of(found),
        "entries": [entry_of(one, found) for one in found.traces.select_related("item__replaces")],
        "has_rows": bool(found.columns) and not found.is_covered,
    }
    return RowListing(request, found).respond("publication/page.html", context)


@open_to_public
@require_safe
def data(request: PageRequest, pk: int) -> HttpResponse:
    """The rows that stand, as CSV with its licence in the head (RFC 8288, rel=license)."""
    found = public_one(pk)
    if not found.columns or found.withdrawn_at:
        raise Http404
    shown = [one for one in found.declared if one.shown is not Shown.NEVER]
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["序号", *(one.label for one in shown)])
    for item in found.items.filter(withdrawn_at=None):
        writer.writerow([item.position, *(_cell(value_shown(one, item)) for one in shown)])
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    name = f"{found.number}-{clock.today():%Y%m%d}.csv"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["Link"] = f'<{reverse("publication:page", args=[found.pk])}#licence>; rel="license"'
    return response


def public_one(pk: int) -> Publication:
    """A public publication or 404."""
    found = public_publications().filter(pk=pk).select_related("replaces", "replaced_by").first()
    if found is None:
        raise Http404
    return found


def facts_of(found: Publication) -> list[tuple[str, object]]:
    """The head of a publication."""
    rows: list[tuple[str, object]] = [
        ("公示编号", found.number),
        ("发布单位", found.body.name),
        ("发布日期", found.starts_on.isoformat()),
        ("公示截止", found.closes_on.isoformat() if found.closes_on else "长期公开"),
    ]
    return [*rows, ("联系方式", found.contact)] if found.contact else rows


def entry_of(trace: PublicationTrace, found: Publication) -> Entry:
    """One line of what happened; a corrected row says what it said before, unless that or the whole is covered."""
    where = f"（第{trace.item.position}行）" if trace.item is not None else ""
    old = trace.item.replaces if trace.item is not None and trace.what == Trace.ROW_CORRECTED else None
    before = f"原内容：{old.said}" if old is not None and not old.is_hidden and not found.is_covered else ""
    return Entry(trace.at, "发布单位", f"{trace.label}{where}", note="。".join(filter(None, [trace.reason, before])))


def _cell(value: Any) -> Any:
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(RUNS) else text
