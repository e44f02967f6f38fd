"""Who keeps out of a question of a vote 「表决回避」: found by the registers, reported, or declared on the ballot."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.permits import Actor, require

from ..models import Vote, VoteItem, VoteMember, VoteRecusal
from ..refusals import ReasonMissing, VoteInvalid
from ..sources import EntryFacts, Involved, Screening, conflicts
from ..terms import VoteState

OWN = "委员本人提出"


@transaction.atomic
def recuse_member(
    *, actor: Actor, vote: Vote, member: VoteMember, item: VoteItem, reason: str, source_text: str
) -> VoteRecusal:
    """Register that a member keeps out of one question, before the member's ballot is in; twice changes nothing."""
    vote = Vote.objects.select_for_update(of=("self",)).select_related("body__region").get(pk=vote.pk)
    require(actor, "scoring.vote.manage", body_id=vote.body_id, region_code=vote.body.region.code)
    if vote.state != VoteState.OPEN:
        raise VoteInvalid("表决已经结束，请刷新查看结果")
    member = VoteMember.objects.select_for_update().get(pk=member.pk)
    if member.vote_id != vote.pk or item.vote_id != vote.pk:
        raise VoteInvalid("委员或事项不属于本次表决")
    if not reason.strip() or not source_text.strip():
        raise ReasonMissing("登记委员回避须写明理由和来源")
    known = VoteRecusal.objects.filter(member=member, item=item).first()
    if known is not None and known.certain:
        return known
    if member.voted:
        raise VoteInvalid("该委员已经投票，无记名选票不能取出；确有影响的请另行召集表决")
    made = keep_out(member, item, reason.strip(), source_text.strip())
    record(actor, "scoring.recuse_member", vote, changes={"recused": ("", f"{member}：{item}"[:300])}, reason=reason)
    return made


def keep_out(member: VoteMember, item: VoteItem, reason: str, source_text: str = OWN) -> VoteRecusal:
    """Write it inside an action of ours; what was only suspected becomes certain."""
    values = {"reason": reason[:400], "source_text": source_text[:300], "certain": True, "found_at": clock.now()}
    made, _ = VoteRecusal.objects.update_or_create(member=member, item=item, defaults=values)
    return made


def screen_vote(vote: Vote, items: Sequence[VoteItem], involved: Mapping[int, Iterable[Involved]]) -> int:
    """Ask every conflict source about the members and what the questions touch (by position); called inside an action."""
    members = {one.subject_id: one for one in VoteMember.objects.filter(vote=vote)}
    facts = [
        EntryFacts(one.position, one.subject_kind, one.subject_id, one.title, tuple(involved[one.position]))
        for one in items
        if involved.get(one.position)
    ]
    if not members or not facts:
        return 0
    asked = Screening(tuple(members), tuple(facts), vote.rules_on)
    by_position = {one.position: one for one in items}
    found: dict[tuple[int, int], VoteRecusal] = {}
    for source in conflicts.all():
        for one in source.function(asked):
            if one.entry is None or one.expert not in members:
                continue  # to apply in the same round bars from scoring; here only the own question is kept out of
            key = (members[one.expert].pk, one.entry)
            if key in found and (found[key].certain or not one.certain):
                continue
            found[key] = VoteRecusal(
                member=members[one.expert], item=by_position[one.entry], reason=one.reason[:400], certain=one.certain,
                source_text=one.source_text[:300], source_url=one.source_url, found_at=clock.now(),
            )  # fmt: skip
    VoteRecusal.objects.bulk_create(found.values())
    return len(found)
