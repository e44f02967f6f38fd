"""What the chain betrays: changing, deleting, reordering, inserting, cutting off the tail, forging all anew."""

import importlib
import json
import threading

import pytest
from django.db import DatabaseError, connection, transaction

from qingzhi.base.audit import checks
from qingzhi.base.audit.actions import anchor_head, record, seal_entries, seal_late_entries, verify_chain
from qingzhi.base.audit.anchors import folder, kept_heads
from qingzhi.base.audit.models import AuditEntry, AuditSeal
from qingzhi.base.audit.queries import chain_breaks, content_of
from qingzhi.base.audit.rules.chain import FIRST, digest, link
from qingzhi.base.audit.testing import settle, unguarded
from qingzhi.base.permits import SYSTEM

sealing = importlib.import_module("qingzhi.base.audit.actions.chain")


def write(count: int) -> None:
    with transaction.atomic():
        for number in range(count):
            record(SYSTEM, "audit.test", reason=f"第 {number} 条")


@pytest.fixture
def chain(db):
    write(10)
    assert seal_entries() == 10


def problems() -> list[tuple[int, str]]:
    return [(one.position, one.problem[:8]) for one in chain_breaks()]


def test_a_whole_chain_holds(chain):
    assert chain_breaks() == []
    assert checks.problems() == []
    assert seal_entries() == 0
    assert list(AuditSeal.objects.values_list("position", flat=True)) == list(range(1, 11))


@pytest.mark.parametrize("algorithm", ["sha256", "sm3"])
def test_either_digest(db, settings, algorithm):
    settings.QINGZHI_DIGEST = algorithm
    write(3)
    seal_entries()
    assert set(AuditSeal.objects.values_list("algorithm", flat=True)) == {algorithm}
    assert chain_breaks() == []


def test_the_digest_may_change_on_the_way(db, settings):
    write(2)
    seal_entries()
    settings.QINGZHI_DIGEST = "sm3"
    write(2)
    seal_entries()
    assert chain_breaks() == []


def test_sm3_is_the_standard_one():
    """GB/T 32905-2016, appendix A.1: SM3("abc")."""
    assert digest("sm3", b"abc") == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


def test_a_changed_entry_is_found(chain):
    entry = AuditEntry.objects.get(seal__position=4)
    with unguarded():
        AuditEntry.objects.filter(pk=entry.pk).update(reason="从未发生")
    assert problems() == [(4, "内容与封印不符，")]


@pytest.mark.parametrize("field", ["at", "actor_name", "address", "changes", "object_label", "personal"])
def test_every_field_is_protected(chain, field):
    values = {"at": "2001-01-01T00:00:00Z", "changes": {"a": [1, 2]}, "personal": {"1": "x"}}
    with unguarded():
        AuditEntry.objects.filter(seal__position=4).update(**{field: values.get(field, "别人")})
    assert problems() == [(4, "内容与封印不符，")]


def test_a_deleted_entry_is_found(chain):
    entry = AuditEntry.objects.get(seal__position=4)
    with unguarded():
        AuditSeal.objects.filter(position=4).delete()
        AuditEntry.objects.filter(pk=entry.pk).delete()
    assert (5, "第 4 条封印缺") in problems()


def test_swapped_entries_are_found(chain):
    one, two = AuditSeal.objects.get(position=4), AuditSeal.objects.get(position=5)
    with unguarded():
        AuditSeal.objects.filter(position__in=[4, 5]).delete()
        AuditSeal.objects.bulk_create(
            [
                AuditSeal(**{**_values(one), "entry_id": two.entry_id}),
                AuditSeal(**{**_values(two), "entry_id": one.entry_id}),
            ]
        )
    assert {position for position, _ in problems()} == {4, 5}


def test_an_inserted_entry_is_found_although_everything_behind_it_was_renumbered(chain):
    write(1)
    forged = AuditEntry.objects.get(seal=None)
    seals = [_values(seal) for seal in AuditSeal.objects.filter(position__gte=5)]
    before = AuditSeal.objects.get(position=4)
    hash_ = link("sha256", before.hash, content_of(forged, before.sealed_at))
    inserted = AuditSeal(5, forged.pk, before.sealed_at, "sha256", before.hash, hash_)
    with unguarded():
        AuditSeal.objects.filter(position__gte=5).delete()
        moved = [AuditSeal(**{**values, "position": values["position"] + 1}) for values in seals]
        AuditSeal.objects.bulk_create([inserted, *moved])
    assert (6, "与前一条的链接不") in problems()


def test_a_tail_that_was_cut_off_is_found_by_the_kept_head(chain):
    with unguarded():
        AuditSeal.objects.filter(position__gt=7).delete()
        AuditEntry.objects.filter(seal=None).delete()
    assert problems() == [(10, "库外留存的链头到")]
    assert "链尾被删除过" in checks.problems()[0]


def test_a_chain_forged_anew_as_a_whole_is_found_by_the_kept_head(chain):
    with unguarded():
        AuditEntry.objects.filter(seal__position=4).update(reason="从未发生")
        seals, before = [], FIRST
        for seal in AuditSeal.objects.select_related("entry"):
            seal.previous, seal.hash = before, link("sha256", before, content_of(seal.entry, seal.sealed_at))
            before = seal.hash
            seals.append(seal)
        AuditSeal.objects.all().delete()
        AuditSeal.objects.bulk_create(seals)
    assert problems() == [(10, "与库外留存的链头")]


def test_an_unreadable_kept_head_is_a_problem_and_no_crash(chain):
    (folder() / "head.json").write_text("{broken")
    assert problems() == [(0, "库外留存的链头到")]


def test_an_unknown_algorithm_is_a_break_and_no_crash(chain):
    with unguarded():
        AuditSeal.objects.filter(position=2).update(algorithm="md5")
    assert problems() == [(2, "内容与封印不符，")]


def test_after_a_restored_backup_the_head_is_anchored_again(chain, django_capture_on_commit_callbacks):
    with unguarded():
        AuditSeal.objects.filter(position__gt=7).delete()
        AuditEntry.objects.filter(seal=None).delete()
    with django_capture_on_commit_callbacks(execute=True):
        anchor_head(actor=SYSTEM, reason="由 7 月 1 日的备份恢复")
    assert chain_breaks() == []
    assert AuditEntry.objects.filter(action="audit.anchor_head").exists()
    seal_entries()
    assert chain_breaks() == []


def test_breaks_are_told_up_to_a_limit(chain):
    with unguarded():
        AuditEntry.objects.update(reason="全改")
    assert len(chain_breaks(limit=3)) == 3


def test_the_chain_is_read_page_by_page(db, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr("qingzhi.base.audit.queries.PAGE", 4)
    write(10)
    seal_entries()
    with django_assert_num_queries(3):
        assert chain_breaks() == []


def test_the_daily_heads_are_kept(chain):
    write(1)
    seal_entries()
    lines = (folder() / "heads.log").read_text().splitlines()
    assert [json.loads(line)["position"] for line in lines] == [10]
    assert set(kept_heads()) == {10, 11}


def test_what_a_long_transaction_left_far_behind_is_sealed_by_the_late_turn(db, monkeypatch):
    monkeypatch.setattr(sealing, "WINDOW", 2)
    write(10)
    seal_entries()
    with unguarded():
        AuditSeal.objects.filter(position=10).delete()  # as if it had committed late: the first entry is moved below
        first = AuditSeal.objects.get(position=1)
        AuditSeal.objects.filter(position=1).delete()
    assert first.entry_id < AuditSeal.objects.last().entry_id - 2
    assert seal_entries() == 1
    assert seal_late_entries() == 1


def test_verifying_leaves_its_mark(chain):
    assert verify_chain(actor=SYSTEM) == []
    assert AuditEntry.objects.get(action="audit.verify_chain").reason == "核验 10 条封印：完好"


def test_entries_that_wait_too_long_are_a_problem(db):
    write(2)
    with unguarded():
        AuditEntry.objects.update(at="2001-01-01T00:00:00Z")
    assert checks.problems() == ["有 2 条审计记录超过 10 分钟未封存，请检查后台进程是否在运行"]


def test_sealers_at_once_do_not_fork_the_chain(concurrent_db):
    write(300)
    barrier, failed = threading.Barrier(4), []

    def seal() -> None:
        try:
            barrier.wait()
            for _ in range(5):
                seal_entries()
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=seal) for _ in range(3)]
    for thread in threads:
        thread.start()
    barrier.wait()
    for _ in range(20):
        write(5)
    for thread in threads:
        thread.join()
    seal_entries()
    assert failed == []
    assert AuditSeal.objects.count() == AuditEntry.objects.count() == 400
    assert chain_breaks() == []


GUARDED = {
    "": [
        "UPDATE audit_auditentry SET reason = 'x'",
        "DELETE FROM audit_auditentry",
        "UPDATE audit_auditseal SET hash = 'x'",
        "DELETE FROM audit_auditseal",
        "INSERT INTO audit_auditseal SELECT * FROM audit_auditseal WHERE position = 1 "
        "ON CONFLICT (position) DO UPDATE SET hash = 'x'",
    ],
    "postgresql": ["TRUNCATE audit_auditentry CASCADE", "TRUNCATE audit_auditseal"],
    "sqlite": [
        "REPLACE INTO audit_auditseal SELECT * FROM audit_auditseal WHERE position = 1",
        "REPLACE INTO audit_auditseal (position, entry_id, sealed_at, algorithm, previous, hash) "
        "SELECT 99, entry_id, sealed_at, algorithm, previous, hash FROM audit_auditseal WHERE position = 1",
        "REPLACE INTO audit_auditentry SELECT * FROM audit_auditentry",
    ],
}


@pytest.mark.parametrize("statement", GUARDED[""] + GUARDED[connection.vendor])
def test_the_database_refuses_to_change_what_was_audited(chain, statement):
    settle()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert AuditEntry.objects.count() == 10
    assert chain_breaks() == []


def _values(seal: AuditSeal) -> dict:
    return {field.attname: getattr(seal, field.attname) for field in AuditSeal._meta.concrete_fields}
