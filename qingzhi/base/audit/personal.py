"""Personal data in the trail: ciphertext under a key per subject. Destroying the key erases them; the chain stays."""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings

from .models import AuditEntry, SubjectKey
from .rules.ciphers import Unreadable, decrypt, encrypt, new_key
from .secrets import open_secret, seal_secret

ERASED = "已依法删除"
_WRAP = "audit.subject-key"


def encrypted(personal: Mapping[int, Mapping[str, Any]]) -> dict[str, str | None]:
    """Each subject's data as base64 ciphertext; None for a subject whose data were erased before."""
    found: dict[str, str | None] = {}
    for subject_id, values in personal.items():
        key = _key_of(subject_id, make=True)
        if key is None:
            found[str(subject_id)] = None
            continue
        plain = json.dumps(values, ensure_ascii=False, default=str).encode()
        sealed = encrypt(settings.QINGZHI_CIPHER, key, plain, _about(subject_id))
        found[str(subject_id)] = b64encode(sealed).decode()
    return found


def decrypted(entry: AuditEntry) -> dict[int, dict[str, Any] | None]:
    """The personal data of an entry by subject; None where they were erased. Reading them is to be audited."""
    found: dict[int, dict[str, Any] | None] = {}
    for number, sealed in entry.personal.items():
        subject_id = int(number)
        key = _key_of(subject_id) if sealed else None
        found[subject_id] = None if key is None else _opened(key, sealed, subject_id)
    return found


def _opened(key: bytes, sealed: str, subject_id: int) -> dict[str, Any]:
    try:
        return dict(json.loads(decrypt(key, b64decode(sealed), _about(subject_id))))
    except Unreadable:
        return {"": "密文已损坏，无法读取"}


def _about(subject_id: int) -> bytes:
    return f"subject:{subject_id}".encode()


def _key_of(subject_id: int, *, make: bool = False) -> bytes | None:
    """The subject's key; None when it was destroyed (or never made)."""
    if make:
        fresh = seal_secret(new_key(), _WRAP)
        row, _ = SubjectKey.objects.get_or_create(subject_id=subject_id, defaults={"key": fresh})
    else:
        found = SubjectKey.objects.filter(subject_id=subject_id).first()
        if found is None:
            return None
        row = found
    return open_secret(bytes(row.key), _WRAP) if row.key else None


def sealed_text(subject_id: int, text: str) -> bytes | None:
    """A personal text of a subject as ciphertext under the subject's key, for a register; None where that was destroyed."""
    key = _key_of(subject_id, make=True)
    return None if key is None else encrypt(settings.QINGZHI_CIPHER, key, text.encode(), _about(subject_id))


def opened_text(subject_id: int, sealed: bytes) -> str:
    """What `sealed_text` made; says so where it was erased by law or cannot be read. Reading it is to be audited."""
    return _text_of(subject_id, sealed, _key_of(subject_id))


def opened_texts(sealed: Sequence[tuple[int, bytes]]) -> list[str]:
    """As `opened_text` for many (subject, ciphertext), with one question to the database."""
    rows = SubjectKey.objects.filter(subject_id__in={subject_id for subject_id, _ in sealed})
    keys = {row.subject_id: open_secret(bytes(row.key), _WRAP) for row in rows if row.key}
    return [_text_of(subject_id, one, keys.get(subject_id)) for subject_id, one in sealed]


def _text_of(subject_id: int, sealed: bytes, key: bytes | None) -> str:
    if key is None:
        return ERASED
    try:
        return decrypt(key, bytes(sealed), _about(subject_id)).decode()
    except Unreadable:
        return "密文已损坏，无法读取"
