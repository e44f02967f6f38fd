"""Permits on assessment, and which rounds, seats and sheets an actor sees."""

from django.db.models import QuerySet

from qingzhi.base.permits import Actor, Scope, declare, permit
from qingzhi.base.permits.reach import reached

from .models import Round, Seat, Sheet, Vote
from .terms import RoundState, SeatState

declare("scoring.round.view", "查看评审轮次")
declare("scoring.round.manage", "组织评审：抽取专家、回避、催办、结束评分")
declare("scoring.score", "参加评审和评分")
declare("scoring.vote.manage", "组织评审委员会表决")
declare("scoring.scheme.view", "查看评审标准")
declare("scoring.scheme.load", "导入评审标准和参数")

COMMITTED = (RoundState.COMMITTED, RoundState.FROZEN, RoundState.SCORING, RoundState.CLOSED)


def subjects_of(actor: Actor) -> set[int]:
    """As whom the actor may sit: the person, and by mandate the expert for whom the person acts."""
    found = {actor.subject_id, actor.acts_for if actor.is_mandated else None}
    return {one for one in found if one}


def visible_rounds(actor: Actor) -> QuerySet[Round]:
    """The rounds that the actor's grant reaches."""
    return Round.objects.filter(reached(actor, "scoring.round.view"))


def public_rounds() -> QuerySet[Round]:
    """The rounds whose draw the public may check: from the day on which the seed was bound."""
    return Round.objects.filter(state__in=COMMITTED)


def own_seats(actor: Actor) -> QuerySet[Seat]:
    """The seats of the expert for whom the actor acts; those left are told of no more."""
    if permit("scoring.score").code not in actor.grants:
        return Seat.objects.none()
    mine = Seat.objects.filter(candidate__subject_id__in=subjects_of(actor))
    return mine.filter(state__in=(SeatState.OFFERED, SeatState.ACCEPTED))


def own_sheets(actor: Actor) -> QuerySet[Sheet]:
    """The sheets of the expert's signed seats: nothing is shown before the declaration."""
    return Sheet.objects.filter(seat__in=own_seats(actor).filter(state=SeatState.ACCEPTED), entry__withdrawn_reason="")


def visible_votes(actor: Actor) -> QuerySet[Vote]:
    """The votes of the rounds' organisers, and those in which the actor is a member."""
    if actor.is_system:
        return Vote.objects.all()
    mine = (
        Vote.objects.filter(member_rows__subject_id__in=subjects_of(actor))
        if actor.is_signed_in
        else Vote.objects.none()
    )
    scope = actor.grants.get(permit("scoring.round.view").code)
    if scope is Scope.ALL:
        return Vote.objects.all()
    if scope is not None:
        return (mine | Vote.objects.filter(body=actor.body_id)).distinct()
    return mine.distinct()
