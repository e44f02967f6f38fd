"""Recognitions of a party, over time 「资质标记」."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require
from qingzhi.engine.search.actions.outbox import reindex

from ..events import PartyChanged
from ..models import Party, PartyFlagSpan
from ..refusals import ValueNotValid
from ..terms import PartyFlag
from .locking import locked


@transaction.atomic
def set_flag(
    *, actor: Actor, party: Party, flag: str, valid_from: date | None, valid_to: date | None = None, basis: str = ""
) -> PartyFlagSpan:
    """Note a recognition with its validity and document; one that covers the same time is refused, the same row twice is once."""
    require(actor, "parties.register")
    party = locked(party)
    if flag not in set(PartyFlag):
        raise ValueNotValid("没有这种资质标记", "flag")
    if valid_from and valid_to and valid_to <= valid_from:
        raise ValueNotValid("有效期止应晚于起", "valid_to")
    same = party.flags.filter(flag=flag, valid_from=valid_from, valid_to=valid_to).first()
    if same:
        return same
    if _overlapping(party, flag, valid_from, valid_to):
        raise ValueNotValid(f"该时段内已有“{PartyFlag(flag).label}”标记，请先终止原标记", "valid_from")
    span = PartyFlagSpan.objects.create(
        party=party, flag=flag, valid_from=valid_from, valid_to=valid_to, basis=basis[:200]
    )
    told = {"flag": (None, PartyFlag(flag).label), "valid_from": (None, valid_from), "valid_to": (None, valid_to)}
    record(actor, "parties.set_flag", party, changes=told, reason=basis)
    _tell(party)
    return span


@transaction.atomic
def end_flag(*, actor: Actor, span: PartyFlagSpan, on: date, basis: str) -> PartyFlagSpan:
    """End a recognition on a day 「终止」 (exclusive)."""
    require(actor, "parties.register")
    party = locked(span.party)
    span = PartyFlagSpan.objects.select_for_update().get(pk=span.pk)
    if span.valid_from and on < span.valid_from:
        raise ValueNotValid("终止日期不应早于有效期起", "on")
    if span.valid_to and span.valid_to <= on:
        return span
    changes = changed(span, valid_to=on)
    span.save(update_fields=["valid_to"])
    record(actor, "parties.end_flag", party, changes={"flag": (span.flag, span.flag)} | changes, reason=basis)
    _tell(party)
    return span


def _overlapping(party: Party, flag: str, begin: date | None, end: date | None) -> bool:
    rows = party.flags.filter(flag=flag)
    if begin:
        rows = rows.filter(Q(valid_to=None) | Q(valid_to__gt=begin))
    if end:
        rows = rows.filter(Q(valid_from=None) | Q(valid_from__lt=end))
    return rows.exists()


def _tell(party: Party) -> None:
    publish(PartyChanged(party_id=party.pk, what="flags"))
    reindex("party", party.pk)
