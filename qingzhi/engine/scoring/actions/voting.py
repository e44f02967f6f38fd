"""The panel's vote 「评审委员会表决」: presence, ballots that leave no trace, counts, outcome."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import models, transaction
from django.db.models import F

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.models import Body, Subject
from qingzhi.base.permits import Actor, PermitRefused, require

from ..access import subjects_of
from ..events import BallotCast, VoteClosed, VoteOpened
from ..models import Vote, VoteItem, VoteMember, VoteRecusal
from ..queries.thresholds import share
from ..refusals import VoteInvalid
from ..rules.voting import carried, quorum
from ..sources import Involved
from ..terms import Choice, VoteState
from .recusing import OWN, keep_out, screen_vote

FIELDS = {Choice.FOR: "in_favour", Choice.AGAINST: "against", Choice.ABSTAIN: "abstained"}


@dataclass(frozen=True)
class NewItem:
    """A question to vote on; `involved` is whom it touches, so that members with a conflict keep out of it."""

    title: str
    subject: models.Model | None = None
    involved: Sequence[Involved] = field(default_factory=tuple)


@transaction.atomic
def open_vote(
    *,
    actor: Actor,
    title: str,
    body: Body,
    items: Sequence[NewItem],
    members: Sequence[Subject] = (),
    members_count: int = 0,
    subject: models.Model | None = None,
    rules_on: date | None = None,
) -> Vote:
    """Open a vote by named members, or by a count of them where the ballots are paper. Named members are screened at once."""
    require(actor, "scoring.vote.manage", body_id=body.pk, region_code=body.region.code)
    count = len(members) or members_count
    if count < 1 or not items:
        raise VoteInvalid("表决须有委员和事项")
    vote = Vote.objects.create(
        title=title[:200], body=body, members=count, rules_on=rules_on or clock.today(), opened_at=clock.now(),
        subject_kind=subject._meta.label_lower if subject else "", subject_id=str(subject.pk) if subject else "",
    )  # fmt: skip
    VoteMember.objects.bulk_create([VoteMember(vote=vote, subject=one) for one in members])
    made = [_item(vote, number, one) for number, one in enumerate(items, 1)]
    VoteItem.objects.bulk_create(made, batch_size=500)
    recused = screen_vote(vote, made, {number: one.involved for number, one in enumerate(items, 1)})
    record(
        actor,
        "scoring.open_vote",
        vote,
        changes={"title": ("", title)},
        reason=f"事项 {len(items)} 项，应到 {count} 人，回避情形 {recused} 项",
    )
    publish(VoteOpened(vote_id=vote.pk))
    return vote


@transaction.atomic
def take_attendance(*, actor: Actor, vote: Vote, present: Sequence[Subject]) -> Vote:
    """Who of the named members is present 「签到」; once a ballot is in, presence only grows."""
    vote = _locked(actor, vote)
    ids = {one.pk for one in present}
    rows = list(VoteMember.objects.select_for_update().filter(vote=vote).order_by("pk"))
    if ids - {one.subject_id for one in rows}:
        raise VoteInvalid("到会人员中有不是本次表决委员的")
    for one in rows:
        one.present = one.subject_id in ids or one.voted
        one.save(update_fields=["present"])
    before, vote.present = vote.present, sum(one.present for one in rows)
    vote.save(update_fields=["present"])
    if vote.present != before:
        record(actor, "scoring.take_attendance", vote, changes={"present": (before, vote.present)})
    return vote


@transaction.atomic
def cast_ballot(*, actor: Actor, vote: Vote, choices: Mapping[int, str]) -> None:
    """Cast one's ballot on all items at once (item → for, against, abstain, recuse), but for those one keeps out of.

    Only sums are kept, so nobody can trace it, and nobody can change it: there is nothing left that could be taken out.
    """
    vote = Vote.objects.select_for_update().get(pk=vote.pk)
    _require_open(vote)
    member = VoteMember.objects.select_for_update().filter(vote=vote, subject_id__in=subjects_of(actor)).first()
    if member is None or not actor.is_signed_in:
        raise PermitRefused("您不是本次表决的委员")
    if not member.present:
        raise VoteInvalid("请先签到，到会委员才能投票")
    if member.voted:
        raise VoteInvalid("您已经投过票，无记名投票不能更改")
    items = {one.pk: one for one in VoteItem.objects.filter(vote=vote)}
    barred = set(VoteRecusal.objects.filter(member=member, certain=True).values_list("item_id", flat=True))
    if set(choices) & barred:
        raise VoteInvalid("您对其中的事项须回避，不能投票，请刷新页面后重新选择")
    if set(choices) != set(items) - barred:
        raise VoteInvalid("请对每个事项作出选择")
    for item in sorted(choices):
        chosen = _choice(choices[item])
        if chosen is Choice.RECUSE:
            keep_out(member, items[item], OWN)
            continue
        name = FIELDS[chosen]
        VoteItem.objects.filter(pk=item).update(**{name: F(name) + 1})
    member.voted = True
    member.save(update_fields=["voted"])
    record(actor, "scoring.cast_ballot", vote)
    publish(BallotCast(vote_id=vote.pk, member_id=member.pk))


@transaction.atomic
def count_ballots(
    *, actor: Actor, vote: Vote, present: int, counts: Mapping[int, tuple[int, int, int]], tellers: str,
    recused: Mapping[int, int] | None = None,
) -> Vote:  # fmt: skip
    """Enter what the tellers counted on paper: those present, and per item (for, against, abstained), and who kept out."""
    vote = _locked(actor, vote)
    if VoteMember.objects.filter(vote=vote, voted=True).exists():
        raise VoteInvalid("已有委员在线投票，不能再登记纸质计票")
    if not tellers.strip():
        raise VoteInvalid("请写明计票人和监票人")
    if not 0 < present <= vote.members:
        raise VoteInvalid(f"实到人数应在 1 到 {vote.members} 之间")
    items = list(VoteItem.objects.select_for_update().filter(vote=vote).order_by("pk"))
    if set(counts) != {one.pk for one in items}:
        raise VoteInvalid("请填写每个事项的票数")
    for one in items:
        one.in_favour, one.against, one.abstained = counts[one.pk]
        one.recused = (recused or {}).get(one.pk, 0)
        if min(*counts[one.pk], one.recused) < 0 or sum(counts[one.pk]) + one.recused > present:
            raise VoteInvalid(f"“{one.title}”的票数合计超过实到人数 {present}")
        one.save(update_fields=["in_favour", "against", "abstained", "recused"])
    vote.present, vote.tellers = present, tellers.strip()[:200]
    vote.save(update_fields=["present", "tellers"])
    record(actor, "scoring.count_ballots", vote, changes={"present": (None, present)}, reason=tellers)
    return vote


@transaction.atomic
def close_vote(*, actor: Actor, vote: Vote) -> Vote:
    """Close a vote 「公布表决结果」: enough present, enough in favour, each with its reason."""
    vote = _locked(actor, vote)
    valid = quorum(vote.members, vote.present, share("vote.quorum", vote.rules_on))
    majority = share("vote.majority", vote.rules_on)
    if not valid.passed:
        raise VoteInvalid(f"{valid.reason}，表决无效，请另行召集")
    out = Counter(
        VoteRecusal.objects.filter(item__vote=vote, certain=True, member__present=True).values_list(
            "item_id", flat=True
        )
    )
    for one in VoteItem.objects.select_for_update().filter(vote=vote).order_by("pk"):
        one.recused = out[one.pk] or one.recused
        found = carried(vote.present, one.in_favour, majority, one.recused)
        one.passed, one.reason = found.passed, found.reason
        one.save(update_fields=["recused", "passed", "reason"])
    vote.state, vote.closed_at, vote.quorum_reason = VoteState.CLOSED.value, clock.now(), valid.reason[:200]
    vote.save(update_fields=["state", "closed_at", "quorum_reason"])
    record(actor, "scoring.close_vote", vote, reason=valid.reason)
    publish(VoteClosed(vote_id=vote.pk))
    return vote


def _item(vote: Vote, number: int, asked: NewItem) -> VoteItem:
    about = {}
    if asked.subject is not None:
        about = {"subject_kind": asked.subject._meta.label_lower, "subject_id": str(asked.subject.pk)}
    return VoteItem(vote=vote, position=number, title=asked.title[:300], **about)


def _choice(text: str) -> Choice:
    try:
        return Choice(text)
    except ValueError as error:
        raise VoteInvalid("请选择同意、不同意或弃权") from error


def _locked(actor: Actor, vote: Vote) -> Vote:
    found = Vote.objects.select_for_update(of=("self",)).select_related("body__region").get(pk=vote.pk)
    require(actor, "scoring.vote.manage", body_id=found.body_id, region_code=found.body.region.code)
    _require_open(found)
    return found


def _require_open(vote: Vote) -> None:
    if vote.state != VoteState.OPEN:
        raise VoteInvalid("表决已经结束，请刷新查看结果")
