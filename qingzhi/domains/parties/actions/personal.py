"""Identity numbers, phones: ciphertext under the subject's key; each reading of a full value is logged."""

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.audit.personal import opened_text, sealed_text
from qingzhi.base.audit.secrets import keyed_fingerprint
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require

from ..events import PersonalRead
from ..models import Party, PartyContact, PartyIdentifier
from ..refusals import ValueNotValid
from ..rules.identity_number import canonical_identity_number, identity_number_fault
from ..terms import IdentifierScheme
from .locking import locked

_PURPOSE = "parties.identity-number"

PHONE_CHARACTERS = frozenset("0123456789-+() （）转,，")  # half-width on purpose


@transaction.atomic
def set_identity_number(*, actor: Actor, party: Party, number: str, source: str = "") -> PartyIdentifier:
    """Store a citizen's number, sealed; one that does not hold is kept as given, unverified."""
    require(actor, "parties.personal")
    party = locked(party)
    number = canonical_identity_number(number)
    if not number or len(number) > 30:
        raise ValueNotValid("请填写公民身份号码", "number")
    sealed = sealed_text(party.subject_id, number)
    if sealed is None:
        raise ValueNotValid("该主体的个人信息已依法删除，不能再登记", "number")
    verified = not identity_number_fault(number, clock.today())
    row, _ = PartyIdentifier.objects.update_or_create(
        party=party,
        scheme=IdentifierScheme.IDENTITY_CARD,
        defaults={
            "value": "",
            "sealed": sealed,
            "fingerprint": identity_fingerprint(number),
            "verified": verified,
            "source": source[:200],
        },
    )
    record(
        actor,
        "parties.set_identity_number",
        party,
        changes={"verified": (None, verified)},
        personal={party.subject_id: {"number": (None, number)}},
        reason=source,
    )
    return row


@transaction.atomic
def add_contact(*, actor: Actor, party: Party, title: str = "", name: str = "", phone: str = "") -> PartyContact:
    """Store whom to reach, sealed; the contact until now ends."""
    require(actor, "parties.personal")
    party = locked(party)
    if not phone.strip() and not name.strip():
        raise ValueNotValid("请填写联系人或电话", "phone")
    if phone.strip() and not set(phone.strip()) <= PHONE_CHARACTERS:
        raise ValueNotValid("电话号码只含数字和 + - （）", "phone")  # half-width on purpose
    names, phones = (sealed_text(party.subject_id, text.strip()) if text.strip() else None for text in (name, phone))
    if names is None and phones is None:
        raise ValueNotValid("该主体的个人信息已依法删除，不能再登记", "phone")
    today = clock.today()
    party.contacts.filter(valid_to=None).update(valid_to=today)
    row = PartyContact.objects.create(
        party=party, title=title.strip()[:60], name_sealed=names, phone_sealed=phones, valid_from=today
    )
    told = {party.subject_id: {"name": (None, name), "phone": (None, phone)}}
    record(actor, "parties.add_contact", party, changes={"title": (None, title)}, personal=told)
    return row


@transaction.atomic
def read_personal(*, actor: Actor, party: Party, what: str, reason: str) -> str:
    """A full personal value (`identity`, `phone`, `contact`); that it was read, by whom and why, is an entry of the trail."""
    require(actor, "parties.personal")
    if not reason.strip():
        raise ValueNotValid("请填写查看个人信息的理由", "reason")
    sealed = _sealed(party, what)
    record(actor, "parties.read_personal", party, changes={"what": (None, _TITLES[what])}, reason=reason)
    publish(PersonalRead(party_id=party.pk, what=what))
    return opened_text(party.subject_id, sealed) if sealed else ""


def identity_fingerprint(number: str) -> str:
    """By which a sealed identity number is found again."""
    return keyed_fingerprint(canonical_identity_number(number), _PURPOSE)


_TITLES = {"identity": "公民身份号码", "phone": "电话", "contact": "联系人"}


def _sealed(party: Party, what: str) -> bytes | None:
    if what == "identity":
        row = party.identifiers.filter(scheme=IdentifierScheme.IDENTITY_CARD).first()
        return bytes(row.sealed) if row and row.sealed else None
    contact = party.contacts.filter(valid_to=None).order_by("-id").first()
    found = {"phone": contact and contact.phone_sealed, "contact": contact and contact.name_sealed}[what]
    return bytes(found) if found else None
