"""Flagged cases, the protection list, poverty counties, particulars of a case."""

from typing import Any

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.identity.models import Body
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import acted
from qingzhi.base.pages.request import PageRequest
from qingzhi.engine.procedures.access import visible_cases

from ...access.flags import visible_supervisions
from ...actions import protection as actions
from ...forms.flags import ListForm, ParticularsForm, PovertyForm, UnlistForm
from ...models import CaseParticulars, ListedRight, PovertyCounty
from ...queries.flag_figures import overview_of, poverty_report, seen_cases
from ...terms.flags import FlagKind, ListedKind
from ..listings.flags import FlaggedListing, ProtectionListing, SupervisionListing

FORM = "enforcement/form.html"


@desk("enforcement.flag.view")
def flagged(request: PageRequest) -> HttpResponse:
    """Cases that are flagged, counted by region."""
    listing = FlaggedListing(request, seen_cases(request.actor))
    context: dict[str, Any] = {}
    if not listing.is_filtered and not request.GET.get("export"):
        figures, rows = overview_of(request.actor)
        context = {"figures": figures, "rows": rows, "kinds": list(FlagKind)}
    return listing.respond("enforcement/flagged.html", context)


@desk("enforcement.flag.view")
def poverty(request: PageRequest) -> HttpResponse:
    """Cases that touch poverty counties, apart."""
    today, asked = clock.today(), request.GET.get("year", "")
    year = int(asked) if len(asked) == 4 and asked.isdecimal() and int(asked) > 1990 else today.year
    figures, rows = poverty_report(request.actor, year)
    may = "enforcement.list.manage" in request.actor.grants
    counties = {one.region_id: one for one in PovertyCounty.objects.all()}
    context = {
        "figures": figures,
        "rows": [(one, counties[one.county.pk]) for one in rows],
        "year": year,
        "today": today,
        "may": may,
    }
    return render(request, "enforcement/poverty.html", context)


@desk("enforcement.list.manage")
def end_poverty(request: PageRequest, pk: int) -> HttpResponse:
    """A county is no poverty county any more."""
    county, back = (
        get_object_or_404(PovertyCounty.objects.select_related("region"), pk=pk),
        reverse("enforcement:poverty"),
    )
    form = PovertyForm(request.POST or None, initial={"on": county.valid_to, "source": county.ended_source})
    return acted(
        request, template=FORM, title=f"登记退出贫困县：{county.region.name}", form=form, to=back, success="已登记，涉及的在办案件将重新标记",
        do=lambda form: actions.end_poverty(actor=request.actor, county=county, **form.cleaned_data), cancel_url=back, submit="登记",
        refused_status=422,
    )  # fmt: skip


@desk("enforcement.list.view")
def protection_list(request: PageRequest) -> HttpResponse:
    """The protection list."""
    open_flags = Q(flags__ended_at=None, flags__case__closed_at=None)
    rows = ListedRight.objects.select_related("right", "body").annotate(open_cases=Count("flags", filter=open_flags))
    return ProtectionListing(request, rows).respond("enforcement/protection_list.html", {})


@desk("enforcement.list.manage")
def list_right(request: PageRequest) -> HttpResponse:
    """A right comes to the list."""
    body, back = get_object_or_404(Body, pk=request.actor.body_id), reverse("enforcement:protection_list")

    def do(form: ListForm) -> ListedRight:
        data = {name: form.cleaned_data[name] for name in ("right_id", "reason", "source", "valid_from")}
        return actions.list_right(actor=request.actor, body=body, kind=ListedKind(form.cleaned_data["kind"]), **data)

    return acted(
        request, template=FORM, title="列入重点保护名录", form=ListForm(request.POST or None), do=do, to=back, cancel_url=back,
        success="已列入，涉及的举报投诉和案件将优先办理", submit="列入", refused_status=422,
    )  # fmt: skip


@desk("enforcement.list.manage")
def unlist_right(request: PageRequest, pk: int) -> HttpResponse:
    """A right leaves the list."""
    rows = ListedRight.objects.select_related("right").filter(body=request.actor.body_id)
    entry, back = get_object_or_404(rows, pk=pk), reverse("enforcement:protection_list")
    return acted(
        request, template=FORM, title=f"移出重点保护名录：{entry.right.title}", form=UnlistForm(request.POST or None), to=back, cancel_url=back,
        do=lambda form: actions.unlist_right(actor=request.actor, entry=entry, **form.cleaned_data), success="已移出", submit="移出",
        refused_status=422,
    )  # fmt: skip


@desk("enforcement.case.handle")
def particulars(request: PageRequest) -> HttpResponse:
    """What officers note of a case."""
    number = request.GET.get("case", "")
    case = get_object_or_404(visible_cases(request.actor).filter(procedure__startswith="enforcement."), number=number)
    known, back = CaseParticulars.objects.filter(case=case).first(), reverse("procedures:case", args=[case.pk])
    names = ("amount", "is_source", "malicious", "is_group", "note")
    initial = {name: getattr(known, name) for name in names} | {"regions": list(known.regions.all())} if known else {}
    return acted(
        request, template=FORM, title=f"登记案件要素：{case.number}", form=ParticularsForm(request.POST or None, initial=initial), to=back, cancel_url=back,
        do=lambda form: actions.note_particulars(actor=request.actor, case=case, **form.cleaned_data), submit="登记", refused_status=422,
        success="已登记，标记将据此重新计算",
    )  # fmt: skip


@desk("enforcement.flag.view")
def supervisions(request: PageRequest) -> HttpResponse:
    """Supervised cases."""
    return SupervisionListing(request, visible_supervisions(request.actor)).respond("enforcement/supervisions.html", {})
