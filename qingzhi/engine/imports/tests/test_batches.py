"""The life of a batch: states, trail, events, counts, permits, leases, what goes wrong."""

import errno
import io
import socket
import subprocess
import sys
from datetime import date, timedelta
from time import monotonic, sleep

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.files import blobs
from qingzhi.base.files.blobs import path_of
from qingzhi.base.files.refusals import FileTooLarge, StorageFull
from qingzhi.base.permits import SYSTEM, PermitRefused
from qingzhi.base.regions.models import Region
from qingzhi.engine.imports import checks, tasks
from qingzhi.engine.imports.actions import (
    confirm_batch,
    drop_batch,
    map_columns,
    prepare_batch,
    read_rejections,
    resume_batch,
    roll_back_batch,
    run_batch,
    running,
    save_feed,
    stop_batch,
)
from qingzhi.engine.imports.code_tables import load_code_table
from qingzhi.engine.imports.kinds import Outcome
from qingzhi.engine.imports.models import Batch
from qingzhi.engine.imports.queries import contents
from qingzhi.engine.imports.queries.batches import earlier_same, progress_of
from qingzhi.engine.imports.queries.preview import preview
from qingzhi.engine.imports.refusals import (
    BatchNotOpen,
    BatchRunning,
    ChangedSince,
    FileNotUnderstood,
    KindUnknown,
    ReasonMissing,
)
from qingzhi.engine.imports.terms import BatchState
from qingzhi.engine.imports.tests.conftest import cut_small

ROWS = [("A-1", "青稞酒", 3), ("A-2", "藏毯", 5), ("", "无号", 1), ("A-3", "唐卡", "三")]


def test_a_batch_goes_from_upload_to_register(register):
    clerk = register.make_clerk()
    batch = register.make_batch(ROWS, actor=clerk, confirm=False)
    assert batch.state == BatchState.PREPARED and batch.columns == {"number": 0, "title": 1, "amount": 2}
    confirm_batch(actor=clerk, batch=batch)
    done = run_batch(batch)
    assert done.state == BatchState.DONE
    assert (done.created_count, done.rejected_count, done.cursor) == (2, 2, 4)
    assert register.items() == {"A-1": ("青稞酒", 3), "A-2": ("藏毯", 5)}
    assert [(one.line, one.column_name, one.content) for one in done.rejections.all()] == [
        (4, "编号", ""),
        (5, "数量", "三"),
    ]
    trail = list(AuditEntry.objects.order_by("id").values_list("action", flat=True))
    assert trail == ["imports.prepare_batch", "imports.confirm_batch", "imports.finish_batch"]
    told = list(EventRow.objects.order_by("id").values_list("name", flat=True))
    assert told == ["imports.batch_prepared", "imports.batch_confirmed", "imports.batch_finished"]


def test_every_step_is_asked_for_its_permit(register):
    stranger = register.make_clerk("外人", "imports.view")
    with pytest.raises(PermitRefused):
        register.make_batch(ROWS, actor=stranger)
    batch = register.make_batch(ROWS, confirm=False)
    steps = [
        lambda: confirm_batch(actor=stranger, batch=batch),
        lambda: map_columns(actor=stranger, batch=batch, columns={}),
        lambda: drop_batch(actor=stranger, batch=batch),
        lambda: stop_batch(actor=stranger, batch=batch),
        lambda: resume_batch(actor=stranger, batch=batch),
        lambda: roll_back_batch(actor=stranger, batch=batch, reason="x"),
        lambda: read_rejections(actor=stranger, batch=batch),
        lambda: save_feed(actor=stranger, code="x"),
    ]
    for step in steps:
        with pytest.raises(PermitRefused):
            step()
    assert Batch.objects.get().state == BatchState.PREPARED


def test_the_same_file_twice_changes_nothing(register):
    run_batch(register.make_batch(ROWS))
    before = register.items()
    again = run_batch(register.make_batch(ROWS))
    assert (again.created_count, again.updated_count, again.unchanged_count, again.rejected_count) == (0, 0, 2, 2)
    assert register.items() == before and not again.changes.exists()
    assert earlier_same(again) is not None


def test_older_data_never_overwrite_newer(register):
    run_batch(register.make_batch([("A", "新", 2)], data_as_of=date(2018, 6, 30)))
    older = run_batch(register.make_batch([("A", "旧", 1)], data_as_of=date(2018, 5, 31)))
    assert (older.older_count, older.updated_count) == (1, 0) and register.items() == {"A": ("新", 2)}
    newer = run_batch(register.make_batch([("A", "更新", 3)], data_as_of=date(2018, 7, 1)))
    assert newer.updated_count == 1 and register.items() == {"A": ("更新", 3)}
    [kept] = newer.changes.all()
    assert (kept.old["title"], kept.new["title"]) == ("新", "更新")


def test_a_batch_is_taken_back_to_what_was_before(register):
    run_batch(register.make_batch([("A", "一", 1), ("B", "二", 2)], data_as_of=date(2018, 1, 1)))
    before = register.items()
    second = run_batch(register.make_batch([("A", "壹", 9), ("C", "三", 3)]))
    assert roll_back_batch(actor=SYSTEM, batch=second, reason="传错").state == BatchState.ROLLED_BACK
    assert register.items() == before
    assert roll_back_batch(actor=SYSTEM, batch=second, reason="再点一次").rollback_reason == "传错"
    assert AuditEntry.objects.filter(action="imports.roll_back_batch").count() == 1


@pytest.mark.parametrize("kind", ["changed", "created"])
def test_what_a_later_batch_changed_is_not_taken_back_under_it(register, kind):
    first = run_batch(register.make_batch([("A", "一", 1)], data_as_of=date(2018, 1, 1)))
    if kind == "changed":
        first = run_batch(register.make_batch([("A", "二", 2)], data_as_of=date(2018, 2, 1)))
    later = run_batch(register.make_batch([("A", "三", 3)], data_as_of=date(2018, 3, 1), file_name="三月.csv"))
    with pytest.raises(ChangedSince, match=later.code):
        roll_back_batch(actor=SYSTEM, batch=first, reason="试")
    assert register.items() == {"A": ("三", 3)}
    roll_back_batch(actor=SYSTEM, batch=later, reason="先撤这批")
    roll_back_batch(actor=SYSTEM, batch=first, reason="再撤那批")


def test_reasons_and_states_are_asked_for(register):
    batch = register.make_batch(ROWS)
    with pytest.raises(BatchRunning):
        roll_back_batch(actor=SYSTEM, batch=batch, reason="x")
    done = run_batch(batch)
    with pytest.raises(ReasonMissing):
        roll_back_batch(actor=SYSTEM, batch=done, reason="  ")
    with pytest.raises(BatchNotOpen):
        stop_batch(actor=SYSTEM, batch=done)
    with pytest.raises(BatchNotOpen):
        drop_batch(actor=SYSTEM, batch=done)
    fresh = register.make_batch(ROWS, confirm=False)
    with pytest.raises(BatchNotOpen):
        roll_back_batch(actor=SYSTEM, batch=fresh, reason="x")


def test_a_paused_batch_goes_on_from_where_it_was(register, monkeypatch):
    cut_small(monkeypatch, 2)
    batch = register.make_batch([(f"A-{n}", "x", n) for n in range(7)])
    run_batch(batch, seconds=0.0)
    stopped = stop_batch(actor=SYSTEM, batch=batch)
    assert stopped.state == BatchState.FAILED and 0 < stopped.cursor < 7
    assert run_batch(stopped).cursor == stopped.cursor, "nobody works on what is paused"
    done = run_batch(resume_batch(actor=SYSTEM, batch=stopped))
    assert (done.state, done.cursor, done.created_count) == (BatchState.DONE, 7, 7)


def test_what_a_living_process_holds_is_left_alone_and_what_a_dead_one_held_is_taken(register):
    batch = register.make_batch(ROWS)
    other = f"elsewhere:1:{'0' * 16}"
    Batch.objects.update(lease=other, state="running", beat_at=clock.real_now())
    assert run_batch(batch).cursor == 0
    Batch.objects.update(beat_at=clock.real_now() - timedelta(minutes=5))
    assert run_batch(batch).state == BatchState.DONE


def test_a_process_that_died_on_this_machine_holds_nothing(register):
    batch = register.make_batch(ROWS)
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    held_by = f"{socket.gethostname()[:100]}:{dead.pid}:{'0' * 16}"
    Batch.objects.update(lease=held_by, state="running", beat_at=clock.real_now())
    assert run_batch(batch).state == BatchState.DONE


def test_who_lost_the_batch_meanwhile_writes_nothing(register, monkeypatch):
    batch = register.make_batch(ROWS)
    monkeypatch.setattr(running, "held", _taken_from(running.held))
    assert run_batch(batch).cursor == 0
    assert register.items() == {}


def _taken_from(held):
    def taken(batch_id, lease, cursor):
        Batch.objects.filter(pk=batch_id).update(lease="another")
        return held(batch_id, lease, cursor)

    return taken


def test_a_writer_that_loses_a_row_stops_the_batch(register, monkeypatch):
    monkeypatch.setattr(register.ItemWriter, "write", lambda self, rows: Outcome(created=len(rows) - 1))
    batch = register.make_batch(ROWS)
    for _ in range(running.ATTEMPTS):
        with pytest.raises(running.WriterLostRows):
            run_batch(batch)
    batch.refresh_from_db()
    assert batch.state == BatchState.FAILED and "第 1 行以后写入出错" in batch.failure and batch.cursor == 0


def test_a_full_disk_is_one_sentence_and_leaves_nothing(register, settings, monkeypatch):
    def full(handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(blobs.os, "fsync", full)
    with pytest.raises(StorageFull, match="存储空间不足"):
        register.make_batch(ROWS)
    assert not Batch.objects.exists() and not AuditEntry.objects.exists()
    assert [path for path in (settings.QINGZHI_DATA / "imports").rglob("*") if path.is_file()] == []


def test_a_file_over_the_limit_is_refused_before_it_is_whole(register, settings):
    settings.QINGZHI_IMPORT_MAX_MIB = 1
    served = []

    class Endless(io.RawIOBase):
        def read(self, size=-1):
            served.append(size)
            return b"A" * size

        def seek(self, *args):
            return 0

    with pytest.raises(FileTooLarge, match="1 MB"):
        prepare_batch(actor=SYSTEM, kind="testing-items", source=Endless(), file_name="大.csv")
    assert sum(served) < 2 * 1024 * 1024, "no more than the limit is read"
    assert [path for path in (settings.QINGZHI_DATA / "imports").rglob("*") if path.is_file()] == []


def test_a_file_that_breaks_in_the_middle_leaves_the_register_as_it_was(register, monkeypatch):
    cut_small(monkeypatch, 2)
    take = contents.Records.take

    def breaking(self, size):
        chunk = take(self, size)
        if chunk and chunk.settled > 4:
            raise FileNotUnderstood("第 6 行：文件在此中断")
        return chunk

    monkeypatch.setattr(contents.Records, "take", breaking)
    batch = run_batch(register.make_batch([(f"A-{n}", "x", n) for n in range(8)]))
    assert batch.state == BatchState.FAILED and batch.cursor == 0
    assert "文件在此中断" in batch.failure and "4 行已自动撤回" in batch.failure
    assert register.items() == {} and not batch.rejections.exists()


def test_a_file_that_is_gone_stops_the_batch(register, settings):
    batch = register.make_batch(ROWS)
    path_of(batch.file_sha256, "imports").unlink()
    assert "批次" in checks.problems()[0]
    assert "请重新上传" in run_batch(batch).failure


def test_the_digest_does_not_depend_on_how_the_work_was_cut(register, monkeypatch):
    cut_small(monkeypatch, 3)
    rows = [(f"A-{n}", "x", "坏" if n % 4 == 0 else n) for n in range(20)]
    whole = run_batch(register.make_batch(rows), chunk_rows=12)
    cut = register.make_batch(rows)
    while cut.state in {"waiting", "running"}:
        cut = run_batch(cut, seconds=0.0, chunk_rows=3)
    assert cut.digest == whole.digest != ""
    other = run_batch(register.make_batch([*rows[:-1], ("A-19", "x", 99)]), chunk_rows=12)
    assert other.digest != whole.digest


def test_a_preview_tells_what_would_be_and_writes_nothing(register):
    run_batch(register.make_batch([("A-1", "旧名", 3)], data_as_of=date(2018, 1, 1)))
    batch = register.make_batch(ROWS, confirm=False)
    found = preview(register.ITEMS, batch)
    assert (found.created, found.updated, found.rejected, found.whole) == (1, 1, 2, True)
    assert {one.label: one.what for one in found.differences} == {"A-1": "updated", "A-2": "created"}
    assert found.differences[1].changes == (("名称", "旧名", "青稞酒"),)
    assert register.items() == {"A-1": ("旧名", 3)} and not batch.changes.exists()


def test_progress_tells_rate_and_time_left():
    batch = Batch(state="running", cursor=3000, row_total=12_000, seconds=1.5)
    found = progress_of(batch)
    assert (found.percent, found.rate, found.left) == (25.0, 2000.0, 4.5)
    assert found.left_in_words == "不到 1 分钟"
    assert progress_of(Batch(state="running", cursor=3000, row_total=1000, seconds=1)).percent == 100.0
    assert progress_of(Batch(state="running", cursor=0, row_total=None)).left_in_words == "尚不能估计"
    assert progress_of(Batch(state="running", cursor=10, row_total=130, seconds=10)).left_in_words == "约 2 分钟"


def test_the_worker_takes_slices_and_waits_for_nobody(register, monkeypatch):
    cut_small(monkeypatch, 1)
    monkeypatch.setattr(tasks, "SLICE", 0.1)
    write = register.ItemWriter.write

    def slowly(self, rows):
        sleep(0.002 * len(rows))
        return write(self, rows)

    monkeypatch.setattr(register.ItemWriter, "write", slowly)
    batch = register.make_batch([(f"A-{n}", "x", n) for n in range(600)])
    started = monotonic()
    assert tasks.run_open_batches() > 0
    assert monotonic() - started < 1.0, "the whole file takes more than a second"
    batch.refresh_from_db()
    assert batch.state == BatchState.RUNNING and 0 < batch.cursor < 600
    running.let_go(batch)


def test_records_of_markup_cannot_name_a_classified_text(register):
    with pytest.raises(FileNotUnderstood, match="密级标志"):
        register.make_batch([("A-1", "机密★10年", 1)])
    assert not Batch.objects.exists()


def test_code_tables_come_in_whole_or_not_at_all(register, tmp_path):
    head = "code,name,short_name,level,parent,valid_from,valid_to,replaced_by,source\n"
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text(
        f"{head}630000,青海省,青海,province,,,,,国家统计局\n630100,西宁市,西宁,prefecture,630000,,,,国家统计局\n"
    )
    bad.write_text(f"{head}632200,海北州,海北,prefecture,630000,,,,x\n632300,黄南州,黄南,prefecture,630000,去年,,,x\n")
    done = load_code_table(actor=SYSTEM, name="regions", path=good)
    assert (done.rows, done.created, done.unchanged) == (2, 2, 0)
    assert load_code_table(actor=SYSTEM, name="regions", path=good).unchanged == 2
    with pytest.raises(FileNotUnderstood, match="行政区划没有载入"):
        load_code_table(actor=SYSTEM, name="regions", path=bad)
    assert Region.objects.count() == 2
    with pytest.raises(KindUnknown, match="没有名为“x”的代码表"):
        load_code_table(actor=SYSTEM, name="x", path=good)
