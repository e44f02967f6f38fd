"""Reading says what for; who read what is itself on a list."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import tried
from qingzhi.base.pages.request import PageRequest

from ... import actions
from ...access import visible_readings
from ...forms import PurposeForm
from .acting import acted, found_archive
from .listings import ReadingListing


@desk("credit.archive.view")
def read(request: PageRequest, archive_id: int) -> HttpResponse:
    """Ask what for; then the archive is open for the day."""
    found = found_archive(request, archive_id)
    return acted(
        request, title=f"查阅信用档案：{found.name}", form=PurposeForm(request.POST or None), submit="查阅",
        do=lambda form: actions.read_archive(actor=request.actor, archive=found, purpose=form.cleaned_data["purpose"]),
        to=reverse("credit:archive", args=[found.pk]), success="已记录查阅用途", cancel_url=reverse("credit:archives"),
    )  # fmt: skip


@desk("credit.person.view")
def name(request: PageRequest, archive_id: int) -> HttpResponse:
    """Show a natural person's name and number once; why, who and when stand in the trail."""
    found, shown = found_archive(request, archive_id), None
    if not found.is_person:
        raise Http404
    form = PurposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        purpose = form.cleaned_data["purpose"]
        shown = tried(form, lambda: actions.read_name(actor=request.actor, archive=found, purpose=purpose))
    context = {"archive": found, "form": form, "shown": shown, "cancel_url": reverse("credit:archive", args=[found.pk])}
    response = render(request, "credit/name.html", context)
    response["Cache-Control"] = "no-store"
    return response


@desk("credit.reading.view")
def readings(request: PageRequest) -> HttpResponse:
    """Who read which archive, and what for."""
    return ReadingListing(request, visible_readings(request.actor).select_related("archive")).respond(
        "credit/readings.html"
    )
