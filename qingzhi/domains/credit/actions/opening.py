"""The archive of a subject, found or opened; natural persons' names and numbers are sealed under their own key."""

from typing import Any

from qingzhi.base import clock
from qingzhi.base.audit.personal import sealed_text
from qingzhi.base.audit.secrets import keyed_fingerprint
from qingzhi.base.identity.actions.subjects import enter_subject
from qingzhi.base.identity.models.subject import SubjectKind
from qingzhi.domains.parties.terms import PartyKind
from qingzhi.engine.publication.rules.redaction import masked_names

from ..models import Archive
from ..queries.archives import archives_of

_PURPOSE = "credit.identity-number"


def archive_of_party(party: Any) -> Archive:
    """The one archive of a party and all that were merged into it."""
    root = party.root or party
    there = archives_of(party).order_by("pk").first()
    if there is not None:
        return there
    if root.kind == PartyKind.INDIVIDUAL:
        return _opened(
            subject=root.subject, party=root, is_person=True, name=masked_names(root.name), region_code=_region(root),
            name_sealed=sealed_text(root.subject_id, root.name),
        )  # fmt: skip
    return _opened(subject=root.subject, party=root, name=root.name, region_code=_region(root))


def archive_of_person(name: str, identity: str = "", region_code: str = "") -> Archive:
    """The archive of a natural person who is not in the register: by the number where it is known; else a new one,
    since namesakes are not one person."""
    number = "".join(identity.split()).upper()
    fingerprint = keyed_fingerprint(number, _PURPOSE) if number else ""
    there = Archive.objects.filter(fingerprint=fingerprint).first() if fingerprint else None
    if there is not None:
        return there
    shown = masked_names(name.strip())
    subject = enter_subject(kind=SubjectKind.PERSON, name=shown)
    return _opened(
        subject=subject, is_person=True, name=shown, name_sealed=sealed_text(subject.pk, name.strip()),
        identity_sealed=sealed_text(subject.pk, number) if number else None, fingerprint=fingerprint, region_code=region_code,
    )  # fmt: skip


def archive_of_stranger(name: str, region_code: str = "") -> Archive:
    """The archive of an organisation that the register does not know; it waits to be matched."""
    subject = enter_subject(kind=SubjectKind.PARTY, name=name.strip())
    return _opened(subject=subject, name=name.strip()[:200], region_code=region_code)


def _region(party: Any) -> str:
    return party.region.code if party.region_id else ""


def _opened(subject: Any, **values: Any) -> Archive:
    """Two who open the same archive at once open one."""
    return Archive.objects.get_or_create(subject=subject, defaults={"opened_on": clock.today(), **values})[0]
