"""A round of awards taken through its steps: experts, scores, votes, publicity."""

from typing import Any

from qingzhi.base.identity.models import Subject
from qingzhi.base.permits import SYSTEM, Actor
from qingzhi.engine.procedures.actions import take_step
from qingzhi.engine.scoring.actions import (
    accept_seat,
    close_round,
    close_vote,
    commit_seed,
    count_ballots,
    draw_panel,
    freeze_list,
)
from qingzhi.engine.scoring.models import Round, Seat, Sheet, Vote
from qingzhi.engine.scoring.sources import CandidateFacts, candidate_source
from qingzhi.engine.scoring.testing import expert_of, score

from ..actions.award_publishing import publicise
from ..actions.award_scoring import start_scoring, take_results
from ..actions.award_voting import open_panel, take_vote
from ..models import AwardNomination, AwardRound
from .awards import make_award_round, make_grouped

POOL = "tests.award_experts"
VISIT = {"visited_on": "2018-07-02", "visited_by": "张三、李四", "finding": "已在生产线使用。", "confirmed": "1"}
_people: list[CandidateFacts] = []


def experts(number: int = 7) -> None:
    """So many experts in a pool."""
    _people[:] = [
        CandidateFacts(Subject.objects.create(kind="person", display_name=f"专家{at}").pk, f"专家{at}", "某所")
        for at in range(number)
    ]
    candidate_source(POOL, "测试专家", told)


def told(groups: Any, on: Any) -> list[CandidateFacts]:
    """The pool."""
    return list(_people)


def scored(round_: AwardRound, *values: int, made: list[AwardNomination] | None = None) -> list[AwardNomination]:
    """Nominations grouped, drawn, signed, and scored so (one value for each entry, the same by every expert)."""
    made = made or make_grouped(round_, len(values))
    experts()
    scoring = start_scoring(actor=SYSTEM, round=round_, candidate_source=POOL)
    for act in (commit_seed, freeze_list, draw_panel):
        act(actor=SYSTEM, round_=Round.objects.get(pk=scoring.pk))
    for seat in Seat.objects.filter(group__round=scoring):
        accept_seat(actor=expert_of(seat), seat=seat, declared=True)
    worth = {str(one.pk): value for one, value in zip(made, values, strict=True)}
    for sheet in Sheet.objects.filter(entry__round=scoring).select_related("entry", "seat__candidate"):
        score(sheet, worth[sheet.entry.subject_id])
    close_round(actor=SYSTEM, round_=Round.objects.get(pk=scoring.pk))
    return made


def voted(round_: AwardRound, favour: list[int]) -> tuple[int, int]:
    """The shortlist put to nine members of whom all came: so many for each, in the order of the items."""
    vote = open_panel(actor=SYSTEM, round=round_, members_count=9)
    counts = {one.pk: (yes, 9 - yes, 0) for one, yes in zip(vote.items.order_by("position"), favour, strict=True)}
    count_ballots(actor=SYSTEM, vote=vote, present=9, counts=counts, tellers="计票人、监票人")
    close_vote(actor=SYSTEM, vote=Vote.objects.get(pk=vote.pk))
    return take_vote(actor=SYSTEM, round=round_)


def fresh(one: AwardNomination) -> AwardNomination:
    """The nomination and its case as they are kept now."""
    one.refresh_from_db()
    one.case.refresh_from_db()
    return one


def step(one: AwardNomination, code: str, actor: Actor = SYSTEM, **more: Any) -> AwardNomination:
    """One step of a nomination."""
    fresh(one)
    take_step(actor=actor, case=one.case, step=code, revision=one.case.revision, **more)
    return fresh(one)


def publicised(round_: AwardRound | None = None, *values: int) -> tuple[AwardRound, list[AwardNomination]]:
    """A round whose shortlist was voted, visited and published."""
    round_ = round_ or make_award_round()
    made = scored(round_, *(values or (95, 80)))
    take_results(actor=SYSTEM, round=round_)
    shortlisted = [one for one in made if fresh(one).case.state == "shortlisted"]
    voted(round_, [9] * len(shortlisted))
    for one in shortlisted:
        if (seat := fresh(one).seat) and seat.needs_visit:
            step(one, "visit", data=VISIT)
    publicise(actor=SYSTEM, round=round_)
    return round_, [fresh(one) for one in made]
