"""Storing: once per content, whole or not at all, told to the trail."""

import errno
import hashlib
import io
import os
import resource
import threading

import pytest
from django.db import connection, transaction

from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.files import blobs, checks
from qingzhi.base.files.actions import receive_file, store_file
from qingzhi.base.files.blobs import folder, path_of
from qingzhi.base.files.models import StoredFile
from qingzhi.base.files.queries import open_file, read_file
from qingzhi.base.files.refusals import FileMissing, StorageFull
from qingzhi.base.files.testing import a_file, pdf_bytes
from qingzhi.base.permits import Actor
from qingzhi.base.secrecy.rules import ClassifiedText

ACTOR = Actor("person", "张三", user_id=3, body_id=9, body_name="省局")


def kept() -> list[str]:
    return sorted(name for _, _, names in os.walk(folder()) for name in names)


def test_a_file_is_kept_with_what_is_known_of_it(db):
    data = pdf_bytes()
    file = store_file(actor=ACTOR, name="../报告.pdf", stream=io.BytesIO(data))
    digest = hashlib.sha256(data).hexdigest()
    assert (file.name, file.media_type, file.size, file.sha256) == ("报告.pdf", "application/pdf", len(data), digest)
    assert (file.body_id, file.stored_by, file.stored_by_id) == (9, "张三", 3)
    assert path_of(digest).relative_to(folder()).as_posix() == f"{digest[:2]}/{digest[2:4]}/{digest}"
    assert read_file(file) == data
    assert AuditEntry.objects.get(action="files.store").changes["sha256"] == ["", digest]


def test_equal_bytes_are_kept_once(db):
    first, second = a_file(name="一.txt"), a_file(name="二.txt")
    assert first.pk != second.pk and first.sha256 == second.sha256
    assert kept() == [first.sha256]


def test_a_name_without_an_ending_gets_one(db):
    assert a_file(name="说明").name == "说明.txt"


def test_what_was_received_before_the_transaction_is_named_within_it(db):
    received = receive_file(actor=ACTOR, name="说明.txt", data=b"a")
    with transaction.atomic():
        file = store_file(actor=ACTOR, received=received)
    assert file.sha256 == received.sha256


@pytest.fixture
def full_disk():
    """The system lets no file grow past 64 KiB: a write fails half way, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_is_one_sentence_and_leaves_nothing(db, full_disk):
    with pytest.raises(StorageFull, match="存储空间不足"):
        a_file(data=b"a" * 200_000)
    assert kept() == []
    assert not StoredFile.objects.exists()


def test_a_disk_that_fills_at_the_last_step(db, monkeypatch):
    def full(*args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(blobs.os, "replace", full)
    with pytest.raises(StorageFull):
        a_file()
    assert kept() == []


def test_a_refused_file_leaves_nothing_but_an_entry(db):
    with pytest.raises(ClassifiedText):
        store_file(actor=ACTOR, name="a.txt", data="绝密★".encode())
    assert kept() == []
    assert not StoredFile.objects.exists()
    entry = AuditEntry.objects.get(action="files.refuse")
    assert (entry.actor_name, entry.object_label) == ("张三", "a.txt")


def test_a_half_written_leftover_is_replaced(db):
    digest = hashlib.sha256("说明".encode()).hexdigest()
    path_of(digest).parent.mkdir(parents=True)
    path_of(digest).write_bytes(b"x")
    assert read_file(a_file()) == "说明".encode()


def test_equal_uploads_at_once(concurrent_db):
    data, failed = os.urandom(100_000).hex().encode(), []
    barrier = threading.Barrier(4)

    def upload() -> None:
        try:
            barrier.wait()
            a_file(data=data)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=upload) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert StoredFile.objects.count() == 4
    assert kept() == [hashlib.sha256(data).hexdigest()]
    assert read_file(StoredFile.objects.first()) == data


def test_what_a_killed_process_left_aside_is_swept(db):
    a_file()
    for name, age in (("stale", 100_000), ("fresh", 10)):
        path = folder() / "incoming" / name
        path.write_bytes(b"x")
        os.utime(path, (path.stat().st_atime, path.stat().st_mtime - age))
    assert blobs.sweep_incoming() == 1
    assert (folder() / "incoming" / "fresh").exists()


@pytest.mark.parametrize("sha256", ["../../etc/passwd", "a" * 63, "A" * 64, ""])
def test_only_a_hash_is_a_place(sha256):
    with pytest.raises(ValueError):
        path_of(sha256)


def test_missing_and_changed_bytes_are_found(db):
    good, lost, bent = a_file(), a_file(data=b"lost"), a_file(data=b"bent")
    assert checks.problems() == []
    path_of(lost.sha256).unlink()
    path_of(bent.sha256).chmod(0o640)
    path_of(bent.sha256).write_bytes(b"bend")
    found = checks.problems()
    assert len(found) == 2
    assert any(lost.sha256[:12] in one and "缺失" in one for one in found)
    assert any(bent.sha256[:12] in one and "已改变" in one for one in found)
    with pytest.raises(FileMissing):
        open_file(lost.sha256)
    assert read_file(good)
