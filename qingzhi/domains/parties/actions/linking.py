"""How parties belong to each other."""

from datetime import date

from django.db import transaction

from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require
from qingzhi.engine.search.actions.outbox import reindex

from ..events import PartyChanged
from ..models import Party, PartyLink
from ..refusals import LinkNotPossible
from ..terms import LinkKind
from .locking import locked


@transaction.atomic
def link_parties(
    *, actor: Actor, party: Party, other: Party, kind: str, valid_from: date | None = None, basis: str = ""
) -> PartyLink:
    """Note that one party belongs to another: parent, head company, successor, university 「登记主体关系」."""
    require(actor, "parties.register")
    party = locked(party)
    if party.root_pk == other.root_pk:
        raise LinkNotPossible("主体不能与自身建立关系", "other")
    if kind not in set(LinkKind):
        raise LinkNotPossible("没有这种关系", "kind")
    if PartyLink.objects.filter(party=party, other=other, kind=kind, valid_to=None).exists():
        raise LinkNotPossible(f"已登记为“{other.name}”的{LinkKind(kind).label}关系", "other")
    if _leads_back(other, party, kind):
        raise LinkNotPossible(f"“{other.name}”已直接或间接隶属于该主体，不能互为上级", "other")
    link = PartyLink.objects.create(party=party, other=other, kind=kind, valid_from=valid_from, basis=basis[:200])
    told = {"kind": (None, LinkKind(kind).label), "other": (None, str(other)), "valid_from": (None, valid_from)}
    record(actor, "parties.link", party, changes=told, reason=basis)
    _tell(party, other)
    return link


@transaction.atomic
def end_link(*, actor: Actor, link: PartyLink, on: date, basis: str = "") -> PartyLink:
    """End a link on a day (exclusive)."""
    require(actor, "parties.register")
    party = locked(link.party)
    link = PartyLink.objects.select_for_update().get(pk=link.pk)
    if link.valid_to and link.valid_to <= on:
        return link
    if link.valid_from and on < link.valid_from:
        raise LinkNotPossible("终止日期不应早于起始日期", "on")
    changes = changed(link, valid_to=on)
    link.save(update_fields=["valid_to"])
    record(actor, "parties.end_link", party, changes=changes, reason=basis)
    _tell(party, link.other)
    return link


def _leads_back(start: Party, goal: Party, kind: str) -> bool:
    """Whether links of this kind lead from one party to the other."""
    seen, edge = {start.pk}, {start.pk}
    while edge:
        edge = set(
            PartyLink.objects.filter(party_id__in=edge, kind=kind, valid_to=None).values_list("other_id", flat=True)
        )
        if goal.pk in edge:
            return True
        edge -= seen
        seen |= edge
    return False


def _tell(party: Party, other: Party) -> None:
    publish(PartyChanged(party_id=party.pk, what="links"))
    reindex("party", party.pk)
    reindex("party", other.pk)
