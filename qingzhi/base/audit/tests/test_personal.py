"""Personal data as ciphertext: readable with a reason, erasable by law, the chain unharmed."""

import json

import pytest

from qingzhi.base.audit.actions import erase_subject, read_personal, record, seal_entries
from qingzhi.base.audit.models import AuditEntry, SubjectKey
from qingzhi.base.audit.personal import decrypted
from qingzhi.base.audit.queries import chain_breaks
from qingzhi.base.audit.refusals import ReasonMissing
from qingzhi.base.audit.rules.ciphers import Unreadable, decrypt, encrypt, new_key
from qingzhi.base.audit.secrets import open_secret, seal_secret
from qingzhi.base.permits import SYSTEM, Actor, PermitRefused

PHONE = "13900000000"


@pytest.fixture
def entry(db):
    return record(SYSTEM, "audit.test", personal={7: {"phone": ("", PHONE)}, 8: {"name": "李四"}})


@pytest.mark.parametrize("cipher", ["aes", "sm4"])
def test_ciphers(cipher):
    key = new_key()
    sealed = encrypt(cipher, key, "张三".encode(), b"subject:1")
    assert decrypt(key, sealed, b"subject:1").decode() == "张三"
    for wrong in [
        (key, sealed, b"subject:2"),
        (new_key(), sealed, b"subject:1"),
        (key, sealed[:-1] + bytes([sealed[-1] ^ 1]), b"subject:1"),
    ]:
        with pytest.raises(Unreadable):
            decrypt(*wrong)


@pytest.mark.parametrize("nonsense", [b"", b"A", b"Z" * 60, b"A" * 28])
def test_nonsense_is_unreadable(nonsense):
    with pytest.raises(Unreadable):
        decrypt(new_key(), nonsense, b"")


@pytest.mark.parametrize("cipher", ["aes", "sm4"])
def test_nothing_personal_stands_in_the_rows(db, settings, cipher):
    settings.QINGZHI_CIPHER = cipher
    entry = record(SYSTEM, "audit.test", personal={7: {"phone": ("", PHONE)}})
    row = json.dumps(AuditEntry.objects.values().get(pk=entry.pk), default=str)
    assert PHONE not in row
    entry.refresh_from_db()
    assert decrypted(entry) == {7: {"phone": ["", PHONE]}}


def test_the_key_is_wrapped(db, settings):
    settings.SECRET_KEY = "the first"
    record(SYSTEM, "audit.test", personal={7: {"phone": ("", PHONE)}})
    key = bytes(SubjectKey.objects.get(subject_id=7).key)
    settings.SECRET_KEY = "somebody else's"
    with pytest.raises(Unreadable):
        open_secret(key, "audit.subject-key")
    settings.SECRET_KEY_FALLBACKS = ["the first"]
    assert len(open_secret(key, "audit.subject-key")) == 32


def test_a_secret_has_one_purpose():
    with pytest.raises(Unreadable):
        open_secret(seal_secret(b"x", "one"), "another")


def test_one_subject_is_erased_the_other_stays_and_the_chain_holds(entry):
    seal_entries()
    assert erase_subject(actor=SYSTEM, subject_id=7, reason="本人申请")
    entry.refresh_from_db()
    assert decrypted(entry) == {7: None, 8: {"name": "李四"}}
    seal_entries()
    assert chain_breaks() == []
    assert not erase_subject(actor=SYSTEM, subject_id=7, reason="又一次")
    assert AuditEntry.objects.filter(action="audit.erase_subject").count() == 1


def test_after_erasure_nothing_personal_is_written_any_more(entry):
    erase_subject(actor=SYSTEM, subject_id=7, reason="本人申请")
    later = record(SYSTEM, "audit.test", personal={7: {"phone": PHONE}})
    assert later.personal == {"7": None}
    assert decrypted(later) == {7: None}


def test_reading_needs_a_reason_and_leaves_its_mark(entry):
    with pytest.raises(ReasonMissing):
        read_personal(actor=SYSTEM, entry=entry, reason=" ")
    assert read_personal(actor=SYSTEM, entry=entry, reason="投诉核查")[7] == {"phone": ["", PHONE]}
    assert AuditEntry.objects.get(action="audit.read_personal").object_id == str(entry.pk)


def test_nobody_without_the_permit_reads_or_erases(entry):
    nobody = Actor("person", "甲", user_id=1)
    with pytest.raises(PermitRefused):
        read_personal(actor=nobody, entry=entry, reason="好奇")
    with pytest.raises(PermitRefused):
        erase_subject(actor=nobody, subject_id=7, reason="好奇")


def test_a_register_keeps_personal_texts_under_the_subjects_key(db):
    from qingzhi.base.audit.models import SubjectKey
    from qingzhi.base.audit.personal import ERASED, opened_text, sealed_text
    from qingzhi.base.audit.secrets import keyed_fingerprint

    sealed = sealed_text(7, "13997000000")
    assert b"1399700" not in sealed and opened_text(7, sealed) == "13997000000"
    assert opened_text(8, sealed) == ERASED  # another subject has no key
    assert keyed_fingerprint("a", "x") == keyed_fingerprint("a", "x") != keyed_fingerprint("a", "y")
    SubjectKey.objects.filter(subject_id=7).update(key=None)
    assert opened_text(7, sealed) == ERASED and sealed_text(7, "1") is None
