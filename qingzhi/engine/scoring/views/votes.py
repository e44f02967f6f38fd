"""A panel's vote: the tellers' pages and the member's ballot."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from qingzhi.base.identity.models import Subject
from qingzhi.base.pages.access import desk, signed_in
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal, check

from ..access import subjects_of, visible_votes
from ..actions import cast_ballot, close_vote, count_ballots, recuse_member, take_attendance
from ..forms import AttendanceForm, BallotForm, CountForm, RecusalForm
from ..listings import VoteListing, vote_state
from ..models import Vote, VoteRecusal
from ..terms import VoteState


@signed_in
def all_votes(request: PageRequest) -> HttpResponse:
    """The votes that one organises or takes part in."""
    return VoteListing(request, visible_votes(request.actor)).respond("scoring/votes.html")


@signed_in
def vote(request: PageRequest, pk: int) -> HttpResponse:
    """A vote: counts when it is closed; the ballot for a member who is present."""
    found = _vote(request, pk)
    may = bool(check(request.actor, "scoring.vote.manage", body_id=found.body_id, region_code=found.body.region.code))
    open_ = found.state == VoteState.OPEN
    member = found.member_rows.filter(subject_id__in=subjects_of(request.actor)).first()
    form = (
        BallotForm(request.POST or None, vote=found, member=member) if member and open_ and not member.voted else None
    )
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            cast_ballot(actor=request.actor, vote=found, choices=form.choices())
        except Refusal as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, "已投票；系统只保留合计数")
            return redirect("scoring:vote", pk)
    context = {
        "vote": found, "state": vote_state(found), "items": found.items.all(), "open": open_, "may_manage": may and open_,
        "member": member, "form": form, "members": found.member_rows.select_related("subject"),
        "recusals": VoteRecusal.objects.filter(item__vote=found).select_related("member__subject", "item"),
    }  # fmt: skip
    return render(request, "scoring/vote.html", context)


@desk("scoring.vote.manage")
def attendance(request: PageRequest, pk: int) -> HttpResponse:
    found = _vote(request, pk)
    here = [str(one.subject_id) for one in found.member_rows.all() if one.present]
    form = AttendanceForm(request.POST or None, vote=found, initial={"present": here})
    if request.method == "POST" and form.is_valid():
        present = list(Subject.objects.filter(pk__in=form.cleaned_data["present"]))
        try:
            take_attendance(actor=request.actor, vote=found, present=present)
        except Refusal as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, "签到已保存")
            return redirect("scoring:vote", pk)
    return _page(request, found, form, "委员签到", "保存签到")


@desk("scoring.vote.manage")
def recusal(request: PageRequest, pk: int) -> HttpResponse:
    """Register that a member keeps out of a question."""
    found = _vote(request, pk)
    form = RecusalForm(request.POST or None, vote=found)
    if request.method == "POST" and form.is_valid():
        try:
            recuse_member(actor=request.actor, vote=found, **form.cleaned_data)
        except Refusal as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, "已登记回避，该委员对这一事项不投票")
            return redirect("scoring:vote", pk)
    return _page(request, found, form, "登记委员回避", "登记")


@desk("scoring.vote.manage")
def count(request: PageRequest, pk: int) -> HttpResponse:
    found = _vote(request, pk)
    form = CountForm(request.POST or None, vote=found)
    if request.method == "POST" and form.is_valid():
        try:
            count_ballots(
                actor=request.actor, vote=found, present=form.cleaned_data["present"], counts=form.counts(),
                tellers=form.cleaned_data["tellers"], recused=form.recused(),
            )  # fmt: skip
        except Refusal as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, "计票结果已登记，核对后公布")
            return redirect("scoring:vote", pk)
    return _page(request, found, form, "登记纸质计票", "登记")


@desk("scoring.vote.manage")
@require_POST
def close(request: PageRequest, pk: int) -> HttpResponse:
    found = _vote(request, pk)
    try:
        close_vote(actor=request.actor, vote=found)
    except Refusal as refused:
        messages.error(request, refused.reason)
    else:
        messages.success(request, "表决结果已公布")
    return redirect("scoring:vote", pk)


def _page(request: PageRequest, found: Vote, form: object, title: str, submit: str) -> HttpResponse:
    back = reverse("scoring:vote", args=[found.pk])
    return render(
        request,
        "scoring/form.html",
        {"vote": found, "form": form, "title": title, "submit": submit, "cancel_url": back},
    )


def _vote(request: PageRequest, pk: int) -> Vote:
    return get_object_or_404(visible_votes(request.actor).select_related("body__region"), pk=pk)
