"""Joining two records of one holder, and taking that back."""

from django.db import IntegrityError, transaction
from django.db.models import Q

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require
from qingzhi.engine.search.actions.outbox import reindex

from ..events import MergeUndone, PartiesMerged
from ..models import Merge, NameQuestion, Party
from ..refusals import ChangedMeanwhile, MergeAlreadyUndone, MergeInCircle, PartiesDiffer, PartyMerged, ValueNotValid
from ..terms import PartyKind, QuestionState
from .locking import locked_family


@transaction.atomic
def merge_parties(*, actor: Actor, party: Party, into: Party, reason: str, score: int | None = None) -> Merge:
    """Join a record to another of the same holder 「归并」.

    Nothing that points to the record is rewritten: it and all that was merged into it get the other's root. A record that
    was merged before is not merged again; one that is merged away is followed to the record that stands for it.
    """
    require(actor, "parties.merge")
    if not reason.strip():
        raise ValueNotValid("请填写归并的理由", "reason")
    rows = locked_family(party, into)
    party, target = rows[party.pk], rows[rows[into.pk].root_pk]
    if party.merged_into_id:
        raise PartyMerged(f"“{party.name}”已归并，撤销原归并后才能另行归并")
    if target.pk == party.pk or into.pk == party.pk:
        raise MergeInCircle(f"“{rows[into.pk].name}”与“{party.name}”已是同一主体，不能再归并")
    _require_alike(party, target)
    moved = _below(party)
    Party.objects.filter(pk=party.pk).update(merged_into=target)
    Party.objects.filter(pk__in=moved).update(root=target)
    try:
        with transaction.atomic():
            merge = Merge.objects.create(
                party=party, into=target, score=score, reason=reason[:300], merged_at=clock.now(), merged_by=actor.name
            )
    except IntegrityError:
        raise ChangedMeanwhile("该主体刚刚被他人归并，请刷新后再办理") from None
    _settle_questions(target, actor)
    record(actor, "parties.merge", party, changes={"merged_into": (None, str(target))}, reason=reason)
    publish(PartiesMerged(merge_id=merge.pk, party_id=party.pk, into_id=target.pk, party_ids=moved))
    _reindex([*moved, target.pk])
    return merge


@transaction.atomic
def undo_merge(*, actor: Actor, merge: Merge, reason: str) -> Merge:
    """Take a merge back 「撤销归并」: the record stands for itself again, with what was merged into it before."""
    require(actor, "parties.merge")
    if not reason.strip():
        raise ValueNotValid("请填写撤销的理由", "reason")
    rows = locked_family(merge.party, merge.into)
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    if merge.undone_at:
        raise MergeAlreadyUndone(f"该归并已于{merge.undone_at:%Y年%-m月%-d日}由{merge.undone_by}撤销")
    party = rows[merge.party_id]
    moved = _below(party)
    Party.objects.filter(pk=party.pk).update(merged_into=None)
    Party.objects.filter(pk__in=moved).update(root=party)
    merge.undone_at, merge.undone_by, merge.undo_reason = clock.now(), actor.name, reason[:300]
    merge.save(update_fields=["undone_at", "undone_by", "undo_reason"])
    pair = Q(party=merge.party_id, candidate=merge.into_id) | Q(party=merge.into_id, candidate=merge.party_id)
    NameQuestion.objects.filter(pair, state=QuestionState.MERGED).update(
        state=QuestionState.OPEN, decided_at=None, decided_by="", reason=f"归并已撤销：{reason}"[:300]
    )
    record(actor, "parties.undo_merge", party, changes={"merged_into": (str(merge.into), None)}, reason=reason)
    publish(MergeUndone(merge_id=merge.pk, party_id=party.pk, from_id=merge.into_id, party_ids=moved))
    _reindex([*moved, party.root_pk, merge.into_id])
    return merge


def _require_alike(party: Party, target: Party) -> None:
    if (party.kind == PartyKind.INDIVIDUAL) != (target.kind == PartyKind.INDIVIDUAL):
        raise PartiesDiffer("个人与单位不能归并；类型登记有误的，请先更正类型")
    codes = {one.credit_code for one in (party, target) if one.credit_code and not one.code_check}
    if len(codes) == 2:
        raise PartiesDiffer("两个主体的统一社会信用代码均校验通过且不同，不能归并；承继关系请登记为“承继单位”")


def _below(party: Party) -> list[int]:
    """The record and all that was merged into it, directly or through others, in ascending order."""
    found, edge = {party.pk}, {party.pk}
    while edge:
        edge = set(Party.objects.filter(merged_into_id__in=edge).values_list("pk", flat=True)) - found
        found |= edge
    return sorted(found)


def _settle_questions(target: Party, actor: Actor) -> None:
    """Questions within a family that is one now need no answer."""
    family = Party.objects.filter(Q(pk=target.pk) | Q(root=target)).values("pk")
    NameQuestion.objects.filter(state=QuestionState.OPEN, party__in=family, candidate__in=family).update(
        state=QuestionState.MERGED, decided_at=clock.now(), decided_by=actor.name
    )


def _reindex(party_ids: list[int]) -> None:
    for pk in sorted(set(party_ids)):
        reindex("party", pk)
