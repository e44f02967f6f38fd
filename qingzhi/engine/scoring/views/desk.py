"""The office's pages of a round: where it stands, entries, candidates, conflicts."""

from typing import Any

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from qingzhi.base.audit.queries import entries_of
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import Figure, Stage, State
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check

from ..access import visible_rounds
from ..listings import CandidateListing, EntryListing, FindingListing, RoundListing, round_state
from ..models import Finding, Round
from ..queries.rounds import SeatProgress, panel_gaps, progress_of
from ..queries.standings import wide_entries
from ..terms import RoundState, SeatState

STEPS = (
    (RoundState.PREPARING, "列入项目"), (RoundState.COMMITTED, "公布种子摘要"), (RoundState.FROZEN, "锁定名单"),
    (RoundState.SCORING, "抽取和评分"), (RoundState.CLOSED, "结果"),
)  # fmt: skip
NEXT = {
    RoundState.PREPARING: ("scoring:commit", "公布种子摘要"), RoundState.COMMITTED: ("scoring:freeze", "锁定名单并筛查回避"),
    RoundState.FROZEN: ("scoring:draw_panel", "抽取专家"), RoundState.SCORING: ("scoring:close", "结束评分"),
}  # fmt: skip


@desk("scoring.round.view")
def rounds(request: PageRequest) -> HttpResponse:
    return RoundListing(request, visible_rounds(request.actor)).respond("scoring/rounds.html")


@desk("scoring.round.view")
def one_round(request: PageRequest, pk: int) -> HttpResponse:
    """Where a round stands, the seats with their progress, and the next step."""
    found = find_round(request, pk)
    may = bool(check(request.actor, "scoring.round.manage", body_id=found.body_id, region_code=found.body.region.code))
    scoring = found.state == RoundState.SCORING
    seats = progress_of(found)
    context = {
        "round": found, "state": round_state(found), "stages": _stages(found), "figures": _figures(found, seats),
        "seats": [(one, _seat_state(one)) for one in seats], "may_manage": may, "facts": _facts(found),
        "next": (reverse(NEXT[found.state][0], args=[pk]), NEXT[found.state][1]) if may and found.state in NEXT else None,  # type: ignore[index]
        "wide": wide_entries(found) if scoring else [], "gaps": panel_gaps(seats) if scoring else [],
        "audit": entries_of(found), "scoring": scoring,
    }  # fmt: skip
    return render(request, "scoring/round.html", context)


@desk("scoring.round.view")
def entries(request: PageRequest, pk: int) -> HttpResponse:
    found = find_round(request, pk)
    return EntryListing(request, found, found.entries.all()).respond("scoring/list.html", _about(found, "参评项目"))


@desk("scoring.round.view")
def candidates(request: PageRequest, pk: int) -> HttpResponse:
    found = find_round(request, pk)
    standing = Count("findings", filter=Q(findings__lifted_reason=""), distinct=True)
    rows = found.candidates.annotate(findings_count=standing, seats_count=Count("seats", distinct=True))
    return CandidateListing(request, rows).respond("scoring/list.html", _about(found, "候选专家"))


@desk("scoring.round.view")
def findings(request: PageRequest, pk: int) -> HttpResponse:
    found = find_round(request, pk)
    may = bool(check(request.actor, "scoring.round.manage", body_id=found.body_id, region_code=found.body.region.code))
    rows = Finding.objects.filter(candidate__round=found)
    listing = FindingListing(request, rows, may_lift=may and found.state == RoundState.FROZEN)
    may_add = may and found.state in (RoundState.FROZEN, RoundState.SCORING)
    add = reverse("scoring:add_finding", args=[pk]) if may_add else ""
    return listing.respond(
        "scoring/list.html", {**_about(found, "回避情形"), "add_url": add, "add_label": "登记回避情形"}
    )


def find_round(request: PageRequest, pk: int) -> Round:
    """A round that the actor may see; 404 otherwise."""
    rows = visible_rounds(request.actor).select_related("version__scheme", "body__region")
    return get_object_or_404(rows, pk=pk)


def _about(found: Round, title: str) -> dict[str, Any]:
    return {"round": found, "title": title}


def _stages(found: Round) -> list[Stage]:
    order = [state for state, _ in STEPS]
    at = order.index(RoundState(found.state))
    done = found.state == RoundState.CLOSED
    return [
        Stage(label, "past" if index < at or done else "now" if index == at else "next")
        for index, (_, label) in enumerate(STEPS)
    ]


def _figures(found: Round, seats: list[SeatProgress]) -> list[Figure]:
    counts = Round.objects.filter(pk=found.pk).aggregate(
        entries=Count("entries", filter=Q(entries__withdrawn_reason=""), distinct=True),
        people=Count("candidates", distinct=True),
        found=Count("candidates__findings", filter=Q(candidates__findings__lifted_reason=""), distinct=True),
    )
    sheets, done = sum(one.sheets for one in seats), sum(one.submitted for one in seats)
    unsigned = sum(one.seat.state == SeatState.OFFERED for one in seats)
    return [
        Figure("参评项目", counts["entries"], reverse("scoring:entries", args=[found.pk]), unit="项"),
        Figure("候选专家", counts["people"], reverse("scoring:candidates", args=[found.pk]), unit="人"),
        Figure("回避情形", counts["found"], reverse("scoring:findings", args=[found.pk]), unit="项"),
        Figure("待签承诺", unsigned, note="专家签署后才能看到项目", unit="人"),
        Figure("已提交评分", f"{done}/{sheets}" if sheets else "0", note=f"{done * 100 // sheets}%" if sheets else ""),
    ]


def _facts(found: Round) -> list[tuple[str, Any]]:
    return [
        ("评审标准", str(found.version)), ("标准来源", found.version.source), ("组织单位", found.body.name),
        ("评审方式", "匿名评审" if found.blind else "实名评审"), ("适用规则日期", found.rules_on),
        ("评分截止", found.scores_due_on), ("种子摘要", found.seed_hash), ("名单摘要", found.list_digest),
        ("提前结束的理由", found.close_reason),
    ]  # fmt: skip


def _seat_state(one: SeatProgress) -> State:
    state = SeatState(one.seat.state)
    if state == SeatState.ACCEPTED:
        whole = bool(one.sheets) and one.submitted == one.sheets
        return State("done", "已完成") if whole else State("warn", "评分中")
    return State("unknown" if state == SeatState.OFFERED else "none", state.label, one.seat.left_reason)
