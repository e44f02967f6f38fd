"""Killed at any moment and started again: no row lost, none doubled. On either database, with real processes."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qingzhi.base.audit.models import AuditEntry
from qingzhi.engine.imports import testing
from qingzhi.engine.imports.actions import run_batch
from qingzhi.engine.imports.models import Batch
from qingzhi.engine.imports.tests.conftest import cut_small

WORKER = Path(__file__).with_name("worker.py")
ROWS = 1500


@pytest.fixture
def shared(concurrent_db, settings):
    """A database and a data folder that other processes use too."""
    testing.declare_items()
    testing.make_table()
    yield settings.QINGZHI_DATA
    testing.drop_table()


def start(data, batch):
    environment = {**os.environ, "QINGZHI_DATA": str(data), "QINGZHI_SECRET_KEY": "only-for-tests"}
    database = str(connection.settings_dict["NAME"])
    command = [sys.executable, str(WORKER), database, str(batch.pk)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, cwd=WORKER.parents[4])


def thousand():
    """A file with a fault in every hundredth row."""
    return [(f"A-{n}", f"物品{n}", "无" if n % 100 == 0 else n) for n in range(1, ROWS + 1)]


def settled(batch):
    """Everything that must be true of the batch at its end, whatever happened before."""
    batch.refresh_from_db()
    bad = [n + 1 for n in range(1, ROWS + 1) if n % 100 == 0]
    assert batch.state == "done" and batch.cursor == ROWS
    assert batch.created_count == ROWS - len(bad) and batch.rejected_count == len(bad)
    assert list(batch.rejections.values_list("line", flat=True)) == bad
    there = testing.items()
    assert len(there) == batch.created_count
    assert all(there[f"A-{n}"] == (f"物品{n}", n) for n in range(1, ROWS + 1) if n % 100)
    assert AuditEntry.objects.filter(action="imports.finish_batch", object_id=str(batch.pk)).count() == 1


def goes_on(batch):
    """Wait until the worker has written something more."""
    before, until = batch.cursor, time.monotonic() + 60
    while batch.cursor == before:
        assert time.monotonic() < until, "the worker does not work"
        time.sleep(0.005)
        batch.refresh_from_db()


@pytest.mark.embedded
def test_a_worker_killed_again_and_again_loses_and_doubles_nothing(shared, monkeypatch):
    batch = testing.make_batch(thousand())
    chance = random.Random(7)
    for _ in range(3):
        worker = start(shared, batch)
        assert worker.stdout.readline() == b"begun\n"
        goes_on(batch)
        time.sleep(chance.uniform(0, 0.06))
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    batch.refresh_from_db()
    assert 0 < batch.cursor < ROWS, "the kills fell outside of the work: the test tests nothing"
    last = start(shared, batch)
    assert last.wait(timeout=60) == 0
    settled(batch)
    cut_small(monkeypatch, 20)
    again = run_batch(testing.make_batch(thousand()))
    assert again.digest == batch.digest
    assert (again.created_count, again.updated_count, again.unchanged_count) == (0, 0, batch.created_count)


def test_two_workers_at_once_do_not_write_the_same_rows(shared):
    batch = testing.make_batch(thousand())
    workers = [start(shared, batch) for _ in range(2)]
    assert [worker.wait(timeout=120) for worker in workers] == [0, 0]
    settled(batch)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(breaks=st.lists(st.integers(0, 40), max_size=6), chunk=st.integers(1, 9), seed=st.integers(0, 9999))
def test_whatever_breaks_between_two_chunks_the_end_is_the_same(register, breaks, chunk, seed):
    """A writer that fails after some calls, in the middle of its transaction, at random; the batch is taken up again."""
    chance = random.Random(seed)
    rows = [(f"{seed}-{n}", "物品", chance.choice(["1", "2", "无"])) for n in range(60)]
    batch = register.make_batch(rows, file_name=f"{seed}-{chunk}-{breaks}.csv")
    write = register.ItemWriter.write
    left = sorted(breaks, reverse=True)
    calls = [0]

    def breaking(self, given_rows):
        outcome = write(self, given_rows)
        calls[0] += 1
        if left and calls[0] > left[-1]:
            left.pop()
            calls[0] = 0
            raise KeyboardInterrupt
        return outcome

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(register.ItemWriter, "write", breaking)
        cut_small(patch, chunk)
        while batch.state in {"waiting", "running"}:
            try:
                batch = run_batch(batch)
            except KeyboardInterrupt:
                batch = Batch.objects.get(pk=batch.pk)
    good = {number: int(amount) for number, _, amount in rows if amount != "无"}
    assert {number: pair[1] for number, pair in register.items().items() if number in dict.fromkeys(good)} == good
    assert batch.created_count + batch.unchanged_count + batch.updated_count == len(good)
    assert batch.rejected_count == len(rows) - len(good) == batch.rejections.count()
