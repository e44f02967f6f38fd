"""What follows in the register and for its people from what happens to a seat: work items, messages, engagements.

Each is idempotent, since events are delivered at least once. Called by the subscribers, as the system.
"""

from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.permits import SYSTEM
from qingzhi.engine.messages.actions import send
from qingzhi.engine.scoring.models import Round, Seat, Vote, VoteMember
from qingzhi.engine.scoring.queries import seats_waiting
from qingzhi.engine.scoring.terms import VoteState
from qingzhi.engine.tasks.actions import close_items_about, open_item
from qingzhi.engine.tasks.terms import Outcome

from ..models import Expert, ExpertEngagement
from ..terms import EngagementKind

WORK, MESSAGE = "talent.review", "talent.review"
VOTE = "talent.vote"


@transaction.atomic
def ask_experts(seats: Iterable[Seat]) -> int:
    """Put the seat into the expert's inbox, and tell him; returns how many were asked."""
    asked = 0
    for seat in seats:
        if not seat.sits:
            continue
        round_ = seat.group.round
        url = reverse("scoring:seat", args=[seat.pk])
        open_item(
            actor=SYSTEM, kind=WORK, title=f"评审：{round_.title}（{seat.group.title}）", url=url, holder=seat.candidate.subject,
            subject=seat, due_on=round_.scores_due_on, lead_region=round_.body.region.code,
        )  # fmt: skip
        send(
            recipient=seat.candidate.subject, kind=MESSAGE, key=f"talent.seat.{seat.pk}", url=url,
            title=f"请您担任评审专家：{round_.title}", text="请登录后先签署承诺再评分；不能参加的请尽早谢绝，由下一位专家递补。",
        )  # fmt: skip
        asked += 1
    return asked


@transaction.atomic
def call_members(vote: Vote) -> int:
    """Put a vote into the inbox of every named member who is in the register, and tell him; returns how many."""
    if vote.state != VoteState.OPEN:
        return 0
    members = VoteMember.objects.filter(vote=vote, voted=False, subject__in=Expert.objects.values("subject"))
    url, called = reverse("scoring:vote", args=[vote.pk]), 0
    for member in members.select_related("subject"):
        open_item(
            actor=SYSTEM, kind=VOTE, title=f"表决：{vote.title}"[:200], url=url, holder=member.subject, subject=member,
            lead_region=vote.body.region.code,
        )  # fmt: skip
        send(
            recipient=member.subject, kind=MESSAGE, key=f"talent.vote.{member.pk}", url=url,
            title=f"请您参加表决：{vote.title}", text="请到会签到后登录投票；与事项有利害关系的，请在选票上选择回避。",
        )  # fmt: skip
        called += 1
    return called


@transaction.atomic
def settle_members(members: Iterable[VoteMember], outcome: Outcome) -> int:
    """Take a vote out of the inbox of those who have voted, or of all when it is over."""
    return close_items_about(actor=SYSTEM, subjects=members, kind=VOTE, outcome=outcome)


@transaction.atomic
def settle_seats(seats: Iterable[Seat], outcome: Outcome) -> int:
    """Take seats out of the inbox that ask nothing any more."""
    return close_items_about(actor=SYSTEM, subjects=seats, kind=WORK, outcome=outcome)


@transaction.atomic
def remind_waiting(round_: Round) -> int:
    """One message a day to each expert who has yet to sign or to score."""
    told = 0
    for seat in seats_waiting(round_).select_related("candidate__subject"):
        due = f"，评分截止 {round_.scores_due_on}" if round_.scores_due_on else ""
        send(
            recipient=seat.candidate.subject, kind=MESSAGE, key=f"talent.seat.{seat.pk}.{clock.today()}",
            title=f"请尽快完成评审：{round_.title}", text=f"您还有未完成的评审{due}。", url=reverse("scoring:seat", args=[seat.pk]),
        )  # fmt: skip
        told += 1
    return told


@transaction.atomic
def note_reviews(round_: Round) -> int:
    """Enter the review among the engagements of every expert who scored: nobody types it."""
    seats = Seat.objects.filter(group__round=round_, sheets__state="submitted").select_related("candidate").distinct()
    people = {one.candidate.subject_id: one for one in seats}
    made = 0
    for expert in Expert.objects.filter(subject_id__in=people):
        seat = people[expert.subject_id]
        began = (round_.drawn_at or round_.opened_at).date()
        _, created = ExpertEngagement.objects.get_or_create(
            expert=expert, kind=EngagementKind.REVIEW.value, title=round_.title, began_on=began,
            defaults={"role": f"{seat.group}评审专家"[:100], "ended_on": round_.closed_at.date() if round_.closed_at else None},
        )  # fmt: skip
        made += created
    return made
