"""Rounds and nominations as pages show them: stages, figures, what comes next and why not yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from qingzhi.base.pages.components import Figure, Stage, State
from qingzhi.base.permits import Actor
from qingzhi.engine.scoring.models import Round, Vote
from qingzhi.engine.scoring.queries.rounds import progress_of
from qingzhi.engine.scoring.terms import RoundState, VoteState

from ..models import AwardNomination, AwardRound
from ..terms.awards import AwardStage

CHECKING = ("submitted", "correcting", "checking")
LEFT = ("shortlisted", "voted", "publicity", "investigating", "approving", "awarding")
SHOWN = (
    AwardStage.OPEN,
    AwardStage.SCORING,
    AwardStage.SHORTLISTED,
    AwardStage.VOTED,
    AwardStage.PUBLICISED,
    AwardStage.CLOSED,
)


@dataclass(frozen=True)
class Next:
    """What the secretary does next: its page, or why it has to wait."""

    label: str
    url: str = ""
    reason: str = ""


def round_state(found: AwardRound, today: date) -> State:
    """A round as a light."""
    if found.stage == AwardStage.DRAFT:
        return State("none", "筹备")
    if found.stage == AwardStage.CLOSED:
        return State("done", "已公布")
    if found.stage == AwardStage.OPEN:
        if today < found.opens_on:
            return State("none", "未开始", f"{found.opens_on} 开始推荐")
        if today > found.closes_on:
            return State("warn", "推荐已截止", "完成审查后送专家评审")
        return State("ok", "接受推荐", f"{found.closes_on} 截止")
    return State("ok", {"scoring": "专家评审中"}.get(found.stage, found.known_stage.label))


def stages_of(found: AwardRound) -> list[Stage]:
    """The stage line of a round."""
    order = list(AwardStage)
    at = order.index(found.known_stage)
    shown = []
    for one in SHOWN:
        place = order.index(one)
        now = place == at or (found.stage == AwardStage.GROUPED and one is AwardStage.OPEN)
        done = place < at or found.stage == AwardStage.CLOSED
        shown.append(Stage(one.label, "past" if done else "now" if now else "next"))
    return shown


def counts_of(found: AwardRound) -> Mapping[str, int]:
    """How many nominations are in which state."""
    rows = found.nominations.values_list("case__state").annotate(count=Count("pk")).order_by()
    return dict(rows)


def figures_of(counts: Mapping[str, int]) -> list[Figure]:
    """The strip of a round's page; each number opens its list."""

    def of(label: str, key: str, *states: str, state: str = "") -> Figure:
        count = sum(counts.get(one, 0) for one in states)
        return Figure(label, count, f"?state={key}", state=state if count else "", unit="项")

    handed_in = sum(count for state, count in counts.items() if state != "draft")
    return [
        Figure("已提交推荐", handed_in, "?", unit="项"),
        of("审查中", "checking", *CHECKING, state="warn"),
        of("评审", "judging", "grouping", "scoring"),
        of("入围", "shortlisted", "shortlisted", "voted", state="ok"),
        of("公示和异议", "public", "publicity", "investigating", state="warn"),
        of("授奖", "given", "approving", "awarding", "paying", "awarded", state="done"),
    ]


@dataclass(frozen=True)
class Progress:
    """How far the experts are."""

    round: Round
    seats: int
    signed: int
    sheets: int
    submitted: int

    @property
    def percent(self) -> int:
        return round(self.submitted * 100 / self.sheets) if self.sheets else 0


def scoring_of(found: AwardRound) -> Progress | None:
    """The experts' progress in a round; None before it began."""
    scoring = Round.objects.filter(pk=found.scoring_round or 0).first()
    if scoring is None:
        return None
    rows = progress_of(scoring)
    signed = sum(one.seat.state == "accepted" for one in rows)
    return Progress(scoring, len(rows), signed, sum(one.sheets for one in rows), sum(one.submitted for one in rows))


def next_of(found: AwardRound, counts: Mapping[str, int], loose: int, today: date) -> Next | None:
    """The one thing that moves a round on."""
    if found.stage == AwardStage.DRAFT:
        return Next("发布评选办法", "publish")
    if found.stage in (AwardStage.OPEN, AwardStage.GROUPED):
        open_ones = sum(counts.get(state, 0) for state in CHECKING)
        if open_ones:
            return Next("送专家评审", reason=f"还有 {open_ones} 项没有完成审查")
        if loose:
            return Next("送专家评审", reason=f"还有 {loose} 项没有分组")
        return (
            Next("送专家评审", "score") if counts.get("grouping") else Next("送专家评审", reason="还没有可以送评的推荐")
        )
    if found.stage == AwardStage.SCORING:
        scoring = Round.objects.filter(pk=found.scoring_round or 0).first()
        closed = scoring is not None and scoring.state == RoundState.CLOSED
        return Next("确定入围", "results") if closed else Next("确定入围", reason="专家评分还没有结束")
    if found.stage == AwardStage.SHORTLISTED or (found.stage == AwardStage.PUBLICISED and counts.get("shortlisted")):
        vote = Vote.objects.filter(pk=found.vote or 0).first()
        if vote is None or _counts_others(found, vote):
            return Next("开始评委会表决", "panel")
        closed = vote.state == VoteState.CLOSED
        return Next("登记表决结果", "vote") if closed else Next("登记表决结果", reason="表决还没有结束")
    if found.stage == AwardStage.VOTED or (found.stage == AwardStage.PUBLICISED and counts.get("voted")):
        return Next("公示拟授奖项目", "publicise")
    return _last_of(found, counts) if found.stage == AwardStage.PUBLICISED else None


def _counts_others(found: AwardRound, vote: Vote) -> bool:
    """Whether a vote was on those who came before, not on who moved up since."""
    waiting = found.nominations.filter(case__state="shortlisted").values_list("pk", flat=True)
    return not vote.items.filter(subject_id__in=[str(one) for one in waiting]).exists()


def _last_of(found: AwardRound, counts: Mapping[str, int]) -> Next:
    """Announcing, once everything else is settled."""
    free = vacancies_of(found).count()
    if free:
        return Next("公布获奖名单", reason=f"还有 {free} 个空出的名额没有办理")
    left = sum(counts.get(state, 0) for state in LEFT)
    return Next("公布获奖名单", reason=f"还有 {left} 项没有办结") if left else Next("公布获奖名单", "announce")


def vacancies_of(found: AwardRound) -> QuerySet[AwardNomination]:
    """Those who lost a proposed grade and whose place is not settled yet."""
    return found.nominations.filter(case__state="disqualified").exclude(seat=None)


def nomination_shown(actor: Actor, nomination: AwardNomination) -> Mapping[str, Any]:
    """What the dossier's part of a case page needs."""
    return {
        "nomination": nomination,
        "round": nomination.round,
        "right": nomination.right,
        "seat": nomination.seat,
        "revocation": nomination.revocations.first(),
        "may_amend": nomination.case.state in ("draft", "correcting")
        and actor.acts_for == nomination.case.applicant_id,
    }
