"""Rounds of awards for those who organise them: the list, one round with all that happens in it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.queries import entries_of
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import State
from qingzhi.base.pages.listing import Choice, Column, Listing, Search
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check
from qingzhi.engine.publication.queries import publications_about
from qingzhi.engine.scoring.models import Vote

from ...access.awards import visible_award_rounds, visible_nominations
from ...models import AwardNomination, AwardRound
from ...queries import award_shown
from ...rules.priority import plain
from ...terms.awards import AwardKind, AwardStage

LIGHTS = {"awarded": "done", "refused": "none", "not_shortlisted": "none", "not_passed": "none", "withdrawn": "none",
          "disqualified": "late", "revoked": "late", "investigating": "warn", "correcting": "warn"}  # fmt: skip
GROUPS = {
    "checking": ("审查中", award_shown.CHECKING),
    "judging": ("评审", ("grouping", "scoring")),
    "shortlisted": ("入围", ("shortlisted", "voted")),
    "public": ("公示和异议", ("publicity", "investigating")),
    "given": ("授奖", ("approving", "awarding", "paying", "awarded")),
    "ended": (
        "未获奖",
        ("refused", "not_shortlisted", "not_passed", "disqualified", "withdrawn", "revoked", "removed"),
    ),
}


class RoundListing(Listing):
    """Rounds, the newest first."""

    name = "奖项评选"
    columns = [
        Column(
            "state", "状态", kind="state", value=lambda one: award_shown.round_state(one, clock.today()), sort=False
        ),
        Column("closes_on", "推荐截止", kind="date"),
        Column("title", "评选", kind="link", url=lambda one: reverse("support:award_round", args=[one.pk])),
        Column("kind", "类别", value=lambda one: one.known_kind.label, drop=True),
        Column("year", "年度", value=lambda one: str(one.year), drop=True),
        Column("body", "组织单位", value=lambda one: one.body.short_name, sort=False, drop=True),
    ]
    filters = [
        Search("q", "按名称查找", fields=["title"]),
        Choice("kind", "类别", options=AwardKind.choices(), lookup="kind"),
    ]
    default_order = ("-year", "kind")
    empty_title = "还没有奖项评选"
    empty_hint = "由评审办公室筹备，负责人发布评选办法后接受推荐。"


class NominationListing(Listing):
    """The nominations of a round."""

    name = "推荐项目"
    columns = [
        Column("state", "状态", kind="state", value=lambda one: nomination_state(one), sort="case__state"),
        Column("due", "期限", kind="deadline", value=lambda one: one.case.due_on, state=lambda one: nomination_state(one),
               sort="case__due_on"),
        Column("right__title", "名称", kind="link", url=lambda one: f"/cases/{one.case_id}/",
               sub=lambda one: f"{one.right.number_shown} · {'、'.join(one.holders)}"),
        Column("nominator", "推荐单位", value=lambda one: one.nominator.short_name, sort="nominator__short_name", drop=True),
        Column("group", "评审组", value=lambda one: one.group.title if one.group else "", sort="group__position", drop=True),
        Column("score", "得分", kind="number", sub=lambda one: f"含加分 {plain(one.priority_points)}" if one.priority_points else ""),
        Column("rank", "名次", kind="number"),
        Column("seat", "拟授奖项", value=lambda one: one.seat.title if one.seat else "", sub="vote_why", sort="seat__position"),
    ]  # fmt: skip
    filters = [
        Search("q", "按名称、号码、权利人查找", fields=["right__title", "right__number", "right__holder_text"]),
    ]
    default_order = ("rank", "pk")
    empty_title = "没有符合条件的推荐"
    empty_hint = "发布评选办法后，由成员单位和市州推荐。"


def nomination_state(one: AwardNomination) -> State:
    """A nomination as a light."""
    code = LIGHTS.get(one.case.state, "ok")
    return State(code, one.case.state_label)


def found_round(request: PageRequest, round_id: int) -> AwardRound:
    """A round that the actor sees."""
    rows = visible_award_rounds(request.actor).select_related("body__region", "programme")
    return get_object_or_404(rows, pk=round_id)


@desk("support.award.view")
def rounds(request: PageRequest) -> HttpResponse:
    """Every round that the actor sees."""
    listing = RoundListing(request, visible_award_rounds(request.actor).select_related("body"))
    return listing.respond(
        "support/award/rounds.html", {"may_draft": bool(check(request.actor, "support.award.manage"))}
    )


@desk("support.award.view")
def round_page(request: PageRequest, round_id: int) -> HttpResponse:
    """One round: how far it is, what comes next, its grades and groups, its nominations."""
    found, actor = found_round(request, round_id), request.actor
    counts = award_shown.counts_of(found)
    rows = visible_nominations(actor).filter(round=found).exclude(case__state="draft", nominator__isnull=True)
    rows = rows.select_related("case", "right", "nominator", "group", "seat")
    key = request.GET.get("state", "")
    if key in GROUPS:
        rows = rows.filter(case__state__in=GROUPS[key][1])
    manages = bool(check(actor, "support.award.manage", body_id=found.body_id))
    decides = bool(check(actor, "support.award.decide", body_id=found.body_id))
    loose = found.nominations.filter(case__state="grouping", group=None).count() if manages else 0
    today = clock.today()
    takes = found.stage == AwardStage.OPEN and found.opens_on <= today <= found.closes_on
    following = award_shown.next_of(found, counts, loose, today)
    context = {
        "round": found,
        "state": award_shown.round_state(found, today),
        "stages": award_shown.stages_of(found),
        "figures": award_shown.figures_of(counts) if manages or decides else [],
        "next": following if _may(following, manages=manages, decides=decides) else None,
        "loose": loose,
        "seats": list(found.seats.all()),
        "groups": list(found.groups.all()),
        "scoring": award_shown.scoring_of(found) if manages or decides else None,
        "vote": Vote.objects.filter(pk=found.vote or 0).first() if manages or decides else None,
        "publications": list(publications_about(found)),
        "vacancies": list(award_shown.vacancies_of(found).select_related("right", "seat"))
        if manages or decides
        else [],
        "manages": manages,
        "may_nominate": takes and bool(check(actor, "support.award.nominate", body_id=actor.body_id)),
        "shown_group": GROUPS[key][0] if key in GROUPS else "",
        "entries": list(entries_of(found)[:30]) if manages or decides else [],
    }
    return NominationListing(request, rows).respond("support/award/round.html", context)


def _may(following: award_shown.Next | None, *, manages: bool, decides: bool) -> bool:
    """Publishing the rules and announcing are decided; the rest is organised."""
    if following is None:
        return False
    return decides if following.url in ("publish", "announce") else manages
