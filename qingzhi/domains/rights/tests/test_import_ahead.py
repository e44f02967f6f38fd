"""Large files are read and validated by a second process: the same rows, faults and digests; its end is noticed."""

import io

import pytest

from qingzhi.base.permits import SYSTEM
from qingzhi.domains.rights.tests.files import AS_OF, counts, patent, reference, state, take_back, take_in, written
from qingzhi.engine.imports.actions import confirm_batch, prepare_batch, run_batch
from qingzhi.engine.imports.models import Change
from qingzhi.engine.imports.queries import ahead

pytestmark = pytest.mark.django_db
ROWS = [patent(serial, 申请日="去年" if serial % 7 == 0 else "2017-07-21", 发明名称="" if serial % 11 == 0 else "装置") for serial in range(1, 61)]  # fmt: skip


@pytest.fixture(autouse=True)
def tables(monkeypatch):
    reference()
    monkeypatch.setattr(ahead.os, "cpu_count", lambda: 2)


def told(batch):
    return batch.digest, counts(batch), list(batch.rejections.values_list("line", "column_name", "reason", "cells"))


def test_two_processes_do_what_one_does(monkeypatch):
    alone = take_in("patents", ROWS)
    found, expected = told(alone), state()
    take_back(alone)
    Change.objects.all().delete()
    monkeypatch.setattr(ahead, "FROM_BYTES", 0)
    begun = []
    monkeypatch.setattr(ahead.Ahead, "close", lambda self, close=ahead.Ahead.close: (begun.append(self), close(self)))
    together = take_in("patents", ROWS)
    assert told(together) == found
    assert state() == expected
    assert len(begun) == 1 and not begun[0]._process.is_alive()


def test_a_second_process_that_dies_leaves_the_batch_where_it_was(monkeypatch):
    monkeypatch.setattr(ahead, "FROM_BYTES", 0)
    made = prepare_batch(
        actor=SYSTEM, kind="patents", source=io.BytesIO(written(ROWS)), file_name="示例.csv", data_as_of=AS_OF
    )
    batch = confirm_batch(actor=SYSTEM, batch=made)
    monkeypatch.setattr(ahead.Ahead, "take", lambda self, size, take=ahead.Ahead.take: (self._process.kill(), self._process.join(), take(self, size))[2])  # fmt: skip
    with pytest.raises(ahead.ReaderDied):
        run_batch(batch)
    monkeypatch.undo()
    batch.refresh_from_db()
    assert (batch.state, batch.cursor, batch.failures) == ("running", 0, 1)
    found = run_batch(batch)
    assert (found.state, found.cursor) == ("done", 60)
    assert counts(found) == {"created": 47, "rejected": 13}
