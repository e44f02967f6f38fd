"""The register of parties as identity asks it, when enterprises want accounts."""

from django.db import transaction
from django.urls import reverse

from qingzhi.base.identity.holders import Holder
from qingzhi.base.permits import SYSTEM, Actor

from ..models import Party, PartyName
from ..rules.credit_code import canonical_credit_code, credit_code_fault
from ..rules.names import name_key
from ..terms import PartyKind
from .registering import correct_party, register_party


class AccountHolders:
    """Finds a party by its unified social credit code, and enters the one that is not known."""

    def canonical(self, code: str) -> str:
        return canonical_credit_code(code)

    def fault(self, code: str) -> str:
        return credit_code_fault(code)

    def find(self, code: str, name: str = "") -> Holder | None:
        """The record that stands for the party with this code, or else the only one of that name without a code."""
        party = Party.objects.select_related("root").filter(credit_code=code).first() if code else None
        if party is not None:
            return _holder(party, by_code=True)
        party = _namesake(name)
        return _holder(party, by_code=False) if party else None

    @transaction.atomic
    def enter(self, *, actor: Actor, code: str, name: str, reason: str) -> int:
        """The subject of the party with this code: found, given its code, or registered anew.

        Called by an action that has asked for its own permit; what is written here is the system's, on that ground.
        """
        found = self.find(code, name)
        if found is not None and not found.by_code:
            party = Party.objects.get(subject=found.subject_id)
            ground = f"{reason}，由{actor.name}核准"
            correct_party(actor=SYSTEM, party=party, reason=ground, credit_code=code, provisional=False)
        if found is not None:
            return found.subject_id
        party = register_party(
            actor=SYSTEM, kind=PartyKind.ENTERPRISE, name=name, credit_code=code, source=reason, despite_same_name=True
        )
        return party.subject_id


def _namesake(name: str) -> Party | None:
    key = name_key(name)
    if not key:
        return None
    ids = PartyName.objects.filter(key=key).values("party__root")
    found = list(Party.objects.filter(pk__in=ids, ended_on=None)[:2])
    return found[0] if len(found) == 1 and not found[0].credit_code else None


def _holder(party: Party, *, by_code: bool) -> Holder:
    root = party.root or party
    return Holder(root.subject_id, root.name, reverse("parties:party", args=[root.pk]), by_code)
