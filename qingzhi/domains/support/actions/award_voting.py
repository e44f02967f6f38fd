"""The panel's vote on the shortlist, through the ballots of engine.scoring, and what it means for each nomination."""

from collections.abc import Sequence

from django.db import transaction

from qingzhi.base.audit.actions import record
from qingzhi.base.identity.models import Subject
from qingzhi.base.permits import Actor
from qingzhi.engine.procedures.actions import take_step
from qingzhi.engine.scoring.actions import NewItem, open_vote
from qingzhi.engine.scoring.models import Round, Vote, VoteItem
from qingzhi.engine.scoring.queries.rounds import entry_facts
from qingzhi.engine.scoring.sources import Involved
from qingzhi.engine.scoring.terms import VoteState

from ..models import AwardRound
from ..refusals.awards import RecordedAlready, RoundNotThere, ValueUnfit
from ..terms.awards import AwardStage
from .award_rounds import locked_round, move_round


@transaction.atomic
def open_panel(*, actor: Actor, round: AwardRound, members: Sequence[Subject] = (), members_count: int = 0) -> Vote:
    """Open the vote 「评审委员会表决」 on every shortlisted nomination with the grade that is proposed for it.

    Named members are screened for conflicts by what the experts' round knows of each. Who moved up later has a vote of his own.
    """
    found = locked_round(actor, round, AwardStage.SHORTLISTED, AwardStage.PUBLICISED)
    if found.vote is not None and Vote.objects.filter(pk=found.vote or 0, state=VoteState.OPEN).exists():
        raise RecordedAlready("表决已经开始")
    rows = (
        found.nominations.filter(case__state="shortlisted")
        .select_related("right", "seat")
        .order_by("seat__position", "rank")
    )
    touched = touched_in(found)
    items = [
        NewItem(f"{one.seat.title if one.seat else ''}：{one.right.title}", one, touched.get(one.pk, ()))
        for one in rows
    ]
    if not items:
        raise ValueUnfit("没有入围的推荐")
    vote = open_vote(
        actor=actor, title=f"{found.title}评审委员会表决", body=found.body, items=items, members=members,
        members_count=members_count, subject=found, rules_on=found.rules_on,
    )  # fmt: skip
    found.vote = vote.pk
    found.save(update_fields=["vote"])
    record(actor, "support.open_award_panel", found, changes={"items": (0, len(items)), "members": (0, vote.members)})
    return vote


@transaction.atomic
def take_vote(*, actor: Actor, round: AwardRound) -> tuple[int, int]:
    """Take the counted vote over: every nomination passes or not, with its count; returns how many of either."""
    found = locked_round(actor, round, AwardStage.SHORTLISTED, AwardStage.PUBLICISED)
    vote = Vote.objects.filter(pk=found.vote or 0).first()
    if vote is None or vote.state != VoteState.CLOSED:
        raise RoundNotThere("评审委员会表决还没有结束")
    counted = {int(one.subject_id): one for one in VoteItem.objects.filter(vote=vote) if one.subject_id}
    rows = found.nominations.filter(case__state="shortlisted", pk__in=counted).select_related("case")
    rows = rows.select_for_update(of=("self",))
    passed = failed = 0
    for one in rows.order_by("pk"):
        item = counted[one.pk]
        one.vote_passed, one.vote_why = bool(item.passed), item.reason[:300]
        one.save(update_fields=["vote_passed", "vote_why"])
        step = "pass_vote" if one.vote_passed else "fail_vote"
        take_step(actor=actor, case=one.case, step=step, revision=one.case.revision, internal=one.vote_why)
        passed, failed = passed + one.vote_passed, failed + (not one.vote_passed)
    if not passed + failed:
        raise RoundNotThere("表决结果已经登记")
    record(actor, "support.take_award_vote", found, changes={"passed": (0, passed)}, reason=vote.quorum_reason)
    if found.stage == AwardStage.SHORTLISTED:
        move_round(actor, found, AwardStage.VOTED, "support.vote_award")
    return passed, failed


def touched_in(found: AwardRound) -> dict[int, tuple[Involved, ...]]:
    """Whom each nomination touches, as the experts' round was told."""
    scoring = Round.objects.filter(pk=found.scoring_round or 0).first()
    return {int(one.subject_id): one.involved for one in entry_facts(scoring)} if scoring else {}
