"""Rounds of commendation at the desk: candidates, check, publicity, decision."""

from functools import partial
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from qingzhi.base.audit.queries import entries_of
from qingzhi.base.pages import acting
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import State
from qingzhi.base.pages.forms import PageForm
from qingzhi.base.pages.listing import Column, Listing
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check
from qingzhi.engine.publication.queries import publications_about

from ...access.commendations import visible_commendations
from ...actions import commendations
from ...forms.commendations import DecideForm, LeaveOutForm
from ...models import Commendation, CommendationRound
from ...terms.commendations import CommendationStage, CommendationState

LIGHTS = {"open": "warn", "publicised": "warn", "decided": "done"}
CANDIDATES = {"candidate": "none", "left_out": "unknown", "proposed": "warn", "struck": "late", "commended": "done"}
acted = partial(acting.acted, template="support/award/form.html")


class RoundListing(Listing):
    """Rounds, the newest first."""

    name = "绩效奖励和表彰"
    columns = [
        Column("stage", "阶段", kind="state", value=lambda one: State(LIGHTS[one.stage], one.get_stage_display())),
        Column("title", "名称", kind="link", url=lambda one: url_of(one)),
        Column("source_title", "评价结果", drop=True),
        Column("quota", "名额", kind="number"),
        Column("body", "组织单位", value=lambda one: one.body.short_name, sort="body__name", drop=True),
    ]
    default_order = ("-opened_at",)
    empty_title = "还没有开展表彰"
    empty_hint = "在评价结果页由名次提出表彰人选。"


class CandidateListing(Listing):
    """The candidates of a round by their places."""

    name = "表彰人选"
    page_size = 100
    columns = [
        Column("state", "状态", kind="state", sort=False,
               value=lambda one: State(CANDIDATES[one.state], CommendationState(one.state).label, one.why)),
        Column("place_text", "名次", sort=False, nowrap=True),
        Column("name", "单位", kind="link", url=lambda one: one.url, sort=False),
        Column("points", "得分", sort=False),
        Column("checks_ok", "核查", value=lambda one: passed(one), sub=lambda one: told(one), sort=False),
        Column("why", "理由", sort=False, drop=True),
        Column("act", "办理", kind="link", sort=False,
               value=lambda one: "不予推荐" if one.state == "candidate" and one.round.stage == "open" else "",
               url=lambda one: reverse("support:leave_out", args=[one.pk])),
    ]  # fmt: skip


def passed(one: Commendation) -> str:
    """Whether the checks let a candidate through."""
    return {True: "通过", False: "未通过", None: "未核查"}[one.checks_ok]


def told(one: Commendation) -> str:
    """What the checks of a candidate found, in one line."""
    return "；".join(f"{source}：{text}" for source, _, text in one.checks)


def url_of(found: CommendationRound) -> str:
    """The page of a round."""
    return reverse("support:commendation", args=[found.pk])


@desk("support.commend.view")
def rounds(request: PageRequest) -> HttpResponseBase:
    """The rounds that the actor sees."""
    return RoundListing(request, visible_commendations(request.actor)).respond("support/commendation/rounds.html", {})


@desk("support.commend.view")
def round_page(request: PageRequest, round_id: int) -> HttpResponseBase:
    """One round with its candidates."""
    found = _found(request, round_id)
    listing = CandidateListing(request, found.candidates.select_related("round"))
    may = bool(check(request.actor, "support.commend.manage", body_id=found.body_id))
    context = {
        "round": found,
        "state": State(LIGHTS[found.stage], found.get_stage_display()),
        "publications": publications_about(found),
        "may_check": may and found.stage == CommendationStage.OPEN,
        "may_publicise": may and found.stage == CommendationStage.OPEN,
        "may_decide": found.stage == CommendationStage.PUBLICISED
        and check(request.actor, "support.commend.decide", body_id=found.body_id),
        "entries": list(entries_of(found)[:30]),
    }
    return listing.respond("support/commendation/round.html", context)


@desk("support.commend.manage")
def check_all(request: PageRequest, round_id: int) -> HttpResponse:
    """Ask the archives."""
    return _done_on(
        request, _found(request, round_id), title="核查人选", form=PageForm(request.POST or None), submit="核查", success="已核查",
        consequences=["向信用档案等来源逐一核查，结果连同日期留存"],
        do=lambda found: commendations.check_candidates(actor=request.actor, round=found),
    )  # fmt: skip


@desk("support.commend.manage")
def publicise(request: PageRequest, round_id: int) -> HttpResponse:
    """Publish who is proposed."""
    return _done_on(
        request, _found(request, round_id), title="公示拟表彰单位", form=PageForm(request.POST or None), submit="公示", success="已公示",
        consequences=["核查通过的人选按名次取满名额，向社会公示", "公示期内任何人可以提出异议"],
        do=lambda found: commendations.publicise_commendation(actor=request.actor, round=found),
    )  # fmt: skip


@desk("support.commend.decide")
def decide(request: PageRequest, round_id: int) -> HttpResponse:
    """Commend."""
    form = DecideForm(request.POST or None)
    return _done_on(
        request, _found(request, round_id), title="表彰决定", form=form, submit="表彰", success="已表彰，名单已公布",
        consequences=["公示期满且异议均已办结方可表彰", "公示中被撤下的单位不予表彰"],
        do=lambda found: commendations.decide_commendation(
            actor=request.actor, round=found, decision=form.cleaned_data["decision"]
        ),
    )  # fmt: skip


@desk("support.commend.manage")
def exclude(request: PageRequest, candidate_id: int) -> HttpResponse:
    """Leave one out."""
    rows = Commendation.objects.filter(round__in=visible_commendations(request.actor)).select_related("round")
    one = get_object_or_404(rows, pk=candidate_id)
    here = url_of(one.round)
    return acted(
        request, title=f"不予推荐：{one.name}", form=LeaveOutForm(request.POST or None), submit="不予推荐", success="已记录",
        to=here, cancel_url=here, crumb=(one.round.title, here),
        do=lambda form: commendations.leave_out(
            actor=request.actor, candidate=one, reason=form.cleaned_data["reason"]
        ),
    )  # fmt: skip


def _done_on(request: PageRequest, found: CommendationRound, *, do: Any, **more: Any) -> HttpResponse:
    here = url_of(found)
    return acted(request, to=here, cancel_url=here, crumb=(found.title, here), do=lambda form: do(found), **more)


def _found(request: PageRequest, round_id: int) -> CommendationRound:
    return get_object_or_404(visible_commendations(request.actor), pk=round_id)
