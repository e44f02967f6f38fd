"""Calling on enterprises that have not applied: asking for it, the list, one answer."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import acted
from qingzhi.base.pages.forms import PageForm
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check

from ..access.cohorts import visible_calls
from ..actions.outreach import answer_outreach, ask_outreach
from ..forms.cohorts import AnswerForm
from ..models import CohortRoll
from ..queries.cohorts import outreach_bodies, zero_members
from .cohort_listings import CallListing


@desk("cultivation.outreach.ask")
def ask(request: PageRequest, pk: int) -> HttpResponse:
    """Ask the prefectures to call on the members of a roll without an application."""
    roll = get_object_or_404(CohortRoll.objects.select_related("cohort"), pk=pk)
    waiting = list(zero_members(roll).filter(calls=None).values_list("region_code", flat=True))
    bodies = outreach_bodies()
    nobody = sum(1 for code in waiting if code[:4] not in bodies)
    left = f"其中 {nobody} 家所在地不明或所在市州没有承办人，不能交办。" if nobody else ""
    url = reverse("cultivation:roll", args=[pk])
    return acted(
        request, template="cultivation/cohorts/form.html", title="交办走访联系", roll=roll,
        form=PageForm(request.POST if request.method == "POST" else None),
        do=lambda valid: ask_outreach(actor=request.actor, roll=roll) + 1, to=url, success="已交办所在市州，列入其待办",
        cancel_url=url, submit="交办所在市州",
        lead=f"{roll}中有 {len(waiting)} 家企业没有专利申请、也没有交办过走访。{left}交办以后各市州在待办中逐家答复。",
    )  # fmt: skip


@desk("cultivation.cohort.view")
def calls(request: PageRequest) -> HttpResponse:
    """The calls that the actor sees."""
    rows = visible_calls(request.actor).select_related("member__roll__cohort", "body")
    listing = CallListing(request, rows)
    listing.rolls = [(str(one.pk), str(one)) for one in CohortRoll.objects.select_related("cohort")]
    return listing.respond("cultivation/cohorts/outreach.html", {"open": rows.filter(answered_at=None).count()})


@desk("cultivation.cohort.view")
def answer(request: PageRequest, pk: int) -> HttpResponse:
    """One call: what came of it, or the form for it."""
    found = get_object_or_404(
        visible_calls(request.actor).select_related("member__roll__cohort", "member__party", "body__region"), pk=pk
    )
    place = found.body.region.code if found.body.region else ""
    may = check(request.actor, "cultivation.outreach.answer", body_id=found.body_id, region_code=place)
    back = f"{reverse('cultivation:outreach')}?roll={found.member.roll_id}&state=open"
    return acted(
        request, template="cultivation/cohorts/call.html", title=f"走访 {found.member.name}",
        form=AnswerForm(request.POST or None),
        do=lambda valid: answer_outreach(actor=request.actor, call=found, **valid.cleaned_data), to=back, success="已答复",
        cancel_url=back, call=found, may=bool(may) and found.answered_at is None,
    )  # fmt: skip
