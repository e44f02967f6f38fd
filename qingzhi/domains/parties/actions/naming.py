"""Names over time, and other spellings."""

from datetime import date

from django.db import transaction

from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.actions import rename_subject
from qingzhi.base.permits import Actor, require
from qingzhi.engine.search.actions.outbox import reindex

from ..events import PartyChanged
from ..models import Party, PartyName
from ..refusals import ValueNotValid
from ..rules.names import identity_key, script_of
from ..terms import NameKind
from .locking import locked


@transaction.atomic
def rename_party(*, actor: Actor, party: Party, name: str, on: date, basis: str) -> Party:
    """A party bears another name from a day on 「变更名称」; the name until then stays as a former one."""
    require(actor, "parties.register")
    party = locked(party)
    name = _clean(name)
    if name == party.name:
        raise ValueNotValid("新名称与现名称相同", "name")
    current = _current_row(party)
    if current.valid_from and on < current.valid_from:
        raise ValueNotValid(f"变更日期不应早于现名称的启用日期（{current.valid_from:%Y年%-m月%-d日}）", "on")
    _former(party, current, on)
    PartyName.objects.filter(party=party, name=name, kind=NameKind.OFFICIAL).delete()
    PartyName.objects.create(
        party=party, name=name, key=_key(party, name), kind=NameKind.OFFICIAL, valid_from=on, source=basis[:200]
    )
    changes = changed(party, name=name)
    party.save(update_fields=["name"])
    rename_subject(subject_id=party.subject_id, name=name)
    record(actor, "parties.rename", party, changes=changes | {"on": (None, on)}, reason=basis)
    publish(PartyChanged(party_id=party.pk, what="name"))
    reindex("party", party.pk)
    return party


@transaction.atomic
def add_name(
    *, actor: Actor, party: Party, name: str, kind: str = "", source: str = "", valid_to: date | None = None
) -> PartyName:
    """Note another spelling, a former, Tibetan or Latin name 「登记别名」; twice is once."""
    require(actor, "parties.register")
    party = locked(party)
    name = _clean(name)
    found = kind or {NameKind.OFFICIAL: NameKind.ALIAS}.get(script_of(name), script_of(name))
    row, new = PartyName.objects.get_or_create(
        party=party,
        name=name,
        kind=NameKind(found),
        defaults={"key": _key(party, name), "source": source[:200], "valid_to": valid_to},
    )
    if new:
        record(actor, "parties.add_name", party, changes={"name": (None, name)}, reason=source)
        publish(PartyChanged(party_id=party.pk, what="names"))
        reindex("party", party.pk)
    return row


def _clean(name: str) -> str:
    name = " ".join(name.replace("\x00", "").split())
    if not name or len(name) > 200:
        raise ValueNotValid("请填写名称，最长200字", "name")
    return name


def _key(party: Party, name: str) -> str:
    return identity_key(name, party.kind, party.region.code if party.region else "", party.address)


def _current_row(party: Party) -> PartyName:
    row = party.names.filter(name=party.name).exclude(kind=NameKind.FORMER).order_by("id").first()
    if row is None:
        row = PartyName.objects.create(
            party=party, name=party.name, key=_key(party, party.name), kind=NameKind.OFFICIAL
        )
    return row


def _former(party: Party, row: PartyName, on: date) -> None:
    """The name becomes a former one; one that was borne twice keeps its first beginning."""
    before = PartyName.objects.filter(party=party, name=row.name, kind=NameKind.FORMER).first()
    if before:
        before.valid_to = on
        before.save(update_fields=["valid_to"])
        row.delete()
        return
    row.kind, row.valid_to = NameKind.FORMER, on
    row.save(update_fields=["kind", "valid_to"])
