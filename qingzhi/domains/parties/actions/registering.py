"""Entering a party, correcting what stands of it, and its end."""

from datetime import date
from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.actions import enter_subject, rename_subject
from qingzhi.base.identity.models.subject import SubjectKind
from qingzhi.base.permits import Actor, require
from qingzhi.base.regions.models import Region
from qingzhi.engine.search.actions.outbox import reindex

from ..events import PartyChanged, PartyClosed, PartyRegistered
from ..models import Party, PartyIdentifier, PartyName
from ..refusals import CreditCodeTaken, PartyEnded, SameNameKnown, ValueNotValid
from ..rules.credit_code import canonical_credit_code, credit_code_fault
from ..rules.names import identity_key, name_key, script_of
from ..terms import IdentifierScheme, NameKind, PartyKind
from .locking import locked

CORRECTABLE = ("kind", "name", "credit_code", "place", "address", "founded_on", "region", "provisional")


@transaction.atomic
def register_party(
    *,
    actor: Actor,
    kind: str,
    name: str,
    credit_code: str = "",
    region: Region | None = None,
    place: str = "",
    address: str = "",
    founded_on: date | None = None,
    other_names: dict[str, str] | None = None,
    source: str = "",
    despite_same_name: bool = False,
    fictional: bool = False,
    batch_id: int | None = None,
) -> Party:
    """Register a party 「登记主体」. A code that does not hold is kept as given, with what is wrong with it.

    `other_names` maps further names (former, Tibetan, Latin) to their kind.
    """
    require(actor, "parties.register")
    name = _named(name)
    code, fault = checked_code(credit_code)
    refuse_taken_code(code)
    key = identity_key(name, kind, region.code if region else "", address)
    if not despite_same_name:
        _refuse_namesake(key, name)
    subject = enter_subject(kind=SubjectKind.PARTY, name=name)
    party = Party.objects.create(
        subject=subject,
        kind=PartyKind(kind),
        name=name,
        credit_code=code,
        code_check=fault,
        region=region,
        place=place.strip()[:60],
        address=address.strip()[:300],
        founded_on=founded_on,
        fictional=fictional,
        batch_id=batch_id,
        registered_at=clock.now(),
    )
    Party.objects.filter(pk=party.pk).update(root=party)
    party.root = party
    _write_name(party, name, key, script_of(name), source, batch_id)
    for other, other_kind in (other_names or {}).items():
        _write_name(party, _named(other), _other_key(other, key), NameKind(other_kind), source, batch_id)
    keep_code(party, code, fault, source)
    facts = {
        "kind": (None, kind),
        "name": (None, name),
        "credit_code": (None, code),
        "region": (None, str(region or place)),
    }
    record(actor, "parties.register", party, changes=facts)
    publish(PartyRegistered(party_id=party.pk))
    reindex("party", party.pk)
    return party


@transaction.atomic
def correct_party(*, actor: Actor, party: Party, reason: str, **values: Any) -> Party:
    """Correct what was entered wrongly 「更正」; what changed in the world has actions of its own (rename, move)."""
    require(actor, "parties.register")
    if not reason.strip():
        raise ValueNotValid("请填写更正的理由", "reason")
    party = locked(party)
    unknown = set(values) - set(CORRECTABLE)
    if unknown:
        raise TypeError(f"not correctable: {unknown}")
    if "credit_code" in values:
        code, fault = checked_code(values["credit_code"])
        refuse_taken_code(code, but=party)
        values |= {"credit_code": code, "code_check": fault}
    if "name" in values:
        values["name"] = _named(values["name"])
    changes = changed(party, **values)
    if not changes:
        return party
    party.save()
    if "name" in changes:
        _correct_name(party, *changes["name"])
    if "credit_code" in changes:
        keep_code(party, party.credit_code, party.code_check, "更正")
    record(actor, "parties.correct", party, changes=changes, reason=reason)
    publish(PartyChanged(party_id=party.pk, what=" ".join(changes)))
    reindex("party", party.pk)
    return party


@transaction.atomic
def close_party(*, actor: Actor, party: Party, on: date, basis: str) -> Party:
    """Note that a party ended 「注销」."""
    require(actor, "parties.register")
    party = locked(party)
    if party.ended_on:
        raise PartyEnded(f"该主体已于{party.ended_on:%Y年%-m月%-d日}登记注销")
    if party.founded_on and on < party.founded_on:
        raise ValueNotValid("注销日期不应早于成立日期", "on")
    changes = changed(party, ended_on=on)
    party.save(update_fields=["ended_on"])
    record(actor, "parties.close", party, changes=changes, reason=basis)
    publish(PartyClosed(party_id=party.pk, on=on))
    reindex("party", party.pk)
    return party


def checked_code(text: str) -> tuple[str, str]:
    """The canonical code and what is wrong with it; both empty where none is given."""
    code = canonical_credit_code(text or "")
    if len(code) > 18:
        raise ValueNotValid(f"统一社会信用代码应为18位，现为{len(code)}位", "credit_code")
    return code, credit_code_fault(code) if code else ""


def refuse_taken_code(code: str, but: Party | None = None) -> None:
    """A code stands for one party only."""
    if not code:
        return
    holder = Party.objects.filter(credit_code=code).exclude(pk=but.pk if but else 0).first()
    if holder:
        raise CreditCodeTaken(f"统一社会信用代码{code}已登记在“{holder.name}”名下，同一主体请归并", holder.pk)


def keep_code(party: Party, code: str, fault: str, source: str) -> None:
    """The code among the party's numbers, verified or not."""
    party.identifiers.filter(scheme=IdentifierScheme.CREDIT_CODE).delete()
    if code:
        PartyIdentifier.objects.create(
            party=party, scheme=IdentifierScheme.CREDIT_CODE, value=code, verified=not fault, source=source[:200]
        )


def _named(name: str) -> str:
    name = " ".join(name.replace("\x00", "").split())
    if not name:
        raise ValueNotValid("请填写名称", "name")
    if len(name) > 200:
        raise ValueNotValid("名称最长200字", "name")
    return name


def _refuse_namesake(key: str, name: str) -> None:
    found = PartyName.objects.filter(key=key).select_related("party__root").order_by("party_id").first()
    if found:
        root = found.party.root or found.party
        raise SameNameKnown(f"已有同名主体“{root.name}”；确为不同主体的，请勾选“确为同名的另一主体”", root.pk)


def _write_name(party: Party, name: str, key: str, kind: NameKind, source: str, batch_id: int | None) -> None:
    kept = NameKind.OFFICIAL if kind == NameKind.OFFICIAL else kind
    PartyName.objects.get_or_create(
        party=party, name=name, kind=kept, defaults={"key": key, "source": source[:200], "batch_id": batch_id}
    )


def _other_key(name: str, key: str) -> str:
    """The key of a further name; a person's keeps what tells namesakes apart."""
    _, mark, place = key.partition("|")
    return name_key(name)[:60] + mark + place if mark else name_key(name)


def _correct_name(party: Party, old: str, new: str) -> None:
    """The wrong name stays as an alias, so that files which bear it still find the party."""
    rows = list(party.names.filter(name=old).exclude(kind=NameKind.ALIAS))
    key = next((row.key for row in rows), identity_key(old, party.kind, "", party.address))
    party.names.filter(pk__in=[row.pk for row in rows]).delete()
    PartyName.objects.get_or_create(
        party=party, name=old, kind=NameKind.ALIAS, defaults={"key": key, "source": "更正前的写法"}
    )
    PartyName.objects.update_or_create(
        party=party, name=new, kind=script_of(new), defaults={"key": _other_key(new, key), "valid_to": None}
    )
    rename_subject(subject_id=party.subject_id, name=new)
