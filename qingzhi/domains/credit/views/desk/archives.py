"""Archives: the list, one archive behind its purpose, findings."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from qingzhi.base import clock
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check

from ...access import visible_archives, visible_listings
from ...models import Archive
from ...queries.archives import entries_of, read_today, with_counts
from ...queries.standing import grade_of
from .acting import found_archive
from .listings import ArchiveListing, FindingListing, entry_light, finding_light


@desk("credit.archive.view")
def archives(request: PageRequest) -> HttpResponse:
    """Every archive that the actor sees: whose it is and how much stands in it, nothing more."""
    may = {
        "may_enter": bool(check(request.actor, "credit.handle")),
        "may_audit": bool(check(request.actor, "credit.reading.view")),
    }
    return ArchiveListing(request, with_counts(visible_archives(request.actor))).respond("credit/archives.html", may)


@desk("credit.case.view")
def listings(request: PageRequest) -> HttpResponse:
    """Findings, proposed and standing."""
    rows = visible_listings(request.actor).select_related("archive", "case")
    return FindingListing(request, rows).respond("credit/listings.html")


@desk("credit.archive.view")
def archive(request: PageRequest, archive_id: int) -> HttpResponse:
    """One archive; who has not said what for today is asked first."""
    found = found_archive(request, archive_id)
    reading = read_today(found, request.actor.user_id, clock.today())
    if reading is None:
        return redirect("credit:read", found.pk)
    context = {
        **contents(found), "reading": reading, "may_handle": bool(check(request.actor, "credit.handle")),
        "may_name": found.is_person and bool(check(request.actor, "credit.person.view")),
        "readings": found.readings.all()[:10],
    }  # fmt: skip
    return render(request, "credit/archive.html", context)


def contents(archive: Archive) -> dict[str, Any]:
    """What stands in an archive, with its grade and the formula."""
    today = clock.today()
    entries = list(entries_of([archive]))
    findings = list(archive.listings.select_related("case").order_by("-pk"))
    standing = [one for one in findings if one.stands(today)]
    return {
        "archive": archive,
        "entries": [(one, entry_light(one)) for one in entries],
        "findings": [(one, finding_light(one)) for one in findings],
        "standing": standing,
        "graded": grade_of([archive], today, standing),
        "today": today,
    }
