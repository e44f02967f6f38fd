"""The index follows the records: nothing is lost, whoever is killed, whatever is built meanwhile."""

import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.permits import PUBLIC
from qingzhi.engine.search import checks
from qingzhi.engine.search.actions import Follower, RebuildRefused, rebuild, rebuild_or_refuse, reindex
from qingzhi.engine.search.actions import rebuilding as rebuilding_module
from qingzhi.engine.search.index.folder import (
    building,
    create,
    current,
    is_building,
    new_folder,
    request_rebuild,
    take_into_use,
)
from qingzhi.engine.search.models import IndexChange
from qingzhi.engine.search.queries import search, standing
from qingzhi.engine.search.queries.place import search_root
from qingzhi.engine.search.testing import follow_once

pytestmark = pytest.mark.django_db


def ids(query=""):
    return {one.id for one in search(PUBLIC, query, limit=1000).results}


@pytest.fixture
def follower(shelf):
    """An empty index in use, and who follows."""
    follow_once()
    one = Follower(search_root())
    yield one
    one.close()


def test_what_is_put_changed_and_dropped_is_followed(shelf, follower):
    shelf.put(1, "牦牛")
    shelf.put(2, "青稞")
    assert follower.turn() == 2 and ids() == {1, 2}
    shelf.put(1, "枸杞")
    shelf.drop(2)
    follower.turn()
    assert ids() == {1} and ids("枸杞") == {1} and ids("牦牛") == set()
    assert not IndexChange.objects.exists()


def test_what_is_rolled_back_is_never_told(shelf, follower):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        shelf.put(1, "牦牛")
        raise ZeroDivisionError
    assert not IndexChange.objects.exists()


def test_killed_before_the_commit_nothing_is_lost(shelf, follower, monkeypatch):
    shelf.put(1, "牦牛")
    monkeypatch.setattr(Follower, "_settle", lambda *rest: (_ for _ in ()).throw(SystemExit))
    with pytest.raises(SystemExit):
        follower.turn()
    follower.close()
    monkeypatch.undo()
    assert IndexChange.objects.count() == 1, "committed to the index, but the outbox still has it"
    follow_once()
    assert ids() == {1} and search(PUBLIC, "牦牛").total == 1, "taken twice, it stands once"
    assert not IndexChange.objects.exists()


def test_a_long_run_is_taken_in_parts_and_short_ones_do_not_wait(shelf, follower, monkeypatch):
    monkeypatch.setattr("qingzhi.engine.search.actions.following.SLICE", 10)
    for id in range(1, 36):
        shelf.records[id] = next(iter_document(shelf, id))
    with transaction.atomic():
        reindex(shelf.kind, 1, 35)
    shelf.put(100, "后来的")
    follower.step()
    assert ids("后来的") == {100}
    assert IndexChange.objects.get().first_id == 11
    follower.close()
    follow_once()
    assert ids() == {*range(1, 36), 100}
    assert not IndexChange.objects.exists()


def iter_document(shelf, id):
    from qingzhi.engine.search.sources import Document

    yield Document(shelf.kind, id, f"第{id}册")


def test_one_bad_record_holds_up_no_other(shelf, follower):
    for id in (1, 2, 3):
        shelf.put(id, f"第{id}册")
    shelf.broken = {2}
    follower.turn()
    assert ids() == {1, 3}
    left = IndexChange.objects.get()
    assert left.first_id == 2 and "broken" in left.error
    assert any("未能收录" in line for line in checks.problems())
    shelf.broken = set()
    assert follower.turn() == 0, "not at once again"
    IndexChange.objects.update(failed_at=clock.real_now() - timedelta(minutes=2))
    follower.turn()
    assert ids() == {1, 2, 3} and not IndexChange.objects.exists()


def test_two_workers_do_not_disturb_each_other(shelf, follower):
    shelf.put(1, "牦牛")
    assert follower.turn() == 1
    other = Follower(search_root())
    shelf.put(2, "青稞")
    assert other.turn() == 0, "the first one holds the writer"
    assert follower.turn() == 1
    follower.close()
    shelf.put(3, "枸杞")
    assert other.turn() == 1
    other.close()
    assert ids() == {1, 2, 3}


def test_the_lock_of_a_killed_worker_is_free(shelf, follower):
    shelf.put(1, "牦牛")
    follower.turn()
    follower.close()
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(current(search_root()))], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None and holder.stdout.readline() == "holds\n"
    shelf.put(2, "青稞")
    assert follower.turn() == 0
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    assert follower.turn() == 1 and ids() == {1, 2}


HOLD = """
import sys, time, tantivy
writer = tantivy.Index.open(sys.argv[1]).writer(20_000_000, 1)
print("holds", flush=True)
time.sleep(60)
"""


def test_a_rebuild_answers_from_the_old_index_and_loses_no_change(shelf, follower, monkeypatch):
    for id in (1, 2, 3):
        shelf.put(id, f"第{id}册")
    follower.turn()
    seen = []

    def walk():
        yield 1
        yield 2
        seen.append(ids())  # the old index answers
        shelf.records[1] = next(iter_document(shelf, 1))
        shelf.put(1, "改过的")  # behind the walk
        shelf.put(4, "新来的")
        follower.turn()
        seen.append(ids("新来的"))
        yield 3

    shelf.walk = walk
    monkeypatch.setattr(rebuilding_module, "CHUNK", 1)
    before = current(search_root())
    assert rebuild().documents == 3
    assert seen == [{1, 2, 3}, {4}]
    assert current(search_root()) != before and not before.exists()
    assert IndexChange.objects.filter(is_applied=True).count() == 2
    assert ids("改过的") == set(), "the new index has not seen it yet"
    follower.turn()
    assert ids("改过的") == {1} and ids() == {1, 2, 3, 4}
    assert not IndexChange.objects.exists()


def test_a_long_run_during_a_rebuild_is_taken_by_both(shelf, follower, monkeypatch):
    monkeypatch.setattr("qingzhi.engine.search.actions.following.SLICE", 10)
    with building(search_root()):
        for id in range(1, 26):
            shelf.records[id] = next(iter_document(shelf, id))
        with transaction.atomic():
            reindex(shelf.kind, 1, 25)
        follower.turn()
        assert ids() == set(range(1, 26))
        assert not standing().changes
        take_into_use(search_root(), empty_folder())
    assert ids() == set()
    follower.turn()
    assert ids() == set(range(1, 26)) and not IndexChange.objects.exists()


def empty_folder():
    folder = new_folder(search_root())
    create(folder).writer(20_000_000, 1).commit()
    return folder


def test_a_killed_rebuild_leaves_the_old_index_and_no_change_behind(shelf, follower):
    shelf.put(1, "牦牛")
    follower.turn()

    def walk():
        yield 1
        shelf.put(2, "青稞")
        follower.turn()
        raise SystemExit

    shelf.walk = walk
    with pytest.raises(SystemExit):
        rebuild()
    assert not is_building(search_root())
    follower.turn()
    assert ids() == {1, 2} and not IndexChange.objects.exists()


def test_only_one_builds(shelf):
    with building(search_root()), pytest.raises(RebuildRefused) as refused:
        rebuild_or_refuse(processes=0)
    assert refused.value.reason == "检索索引正在重建，请等它完成"


def test_what_was_asked_for_is_built_once(shelf, follower):
    shelf.records[7] = next(iter_document(shelf, 7))
    request_rebuild(search_root())
    before = current(search_root())
    follower.turn()
    after = current(search_root())
    assert ids() == {7} and after != before
    follower.turn()
    assert current(search_root()) == after


def test_says_how_far_it_is_behind(shelf, follower):
    assert standing().text == "" and checks.problems() == []
    shelf.put(1, "牦牛")
    IndexChange.objects.update(at=clock.real_now() - timedelta(seconds=30), last_id=12)
    how = standing()
    assert how.is_behind and how.changes == 1 and how.records == 12
    assert "落后约 12 条" in how.text
    assert search(PUBLIC, "牦牛").stale
    assert any("落后" in line for line in checks.problems())
    follower.turn()
    assert not search(PUBLIC, "牦牛").stale and checks.problems() == []


def test_check_tells_of_a_missing_index(shelf):
    assert any("尚未建立" in line for line in checks.problems())


def test_progress_is_told(shelf, monkeypatch):
    monkeypatch.setattr(rebuilding_module, "EVERY", 2)
    monkeypatch.setattr(rebuilding_module, "CHUNK", 2)
    for id in range(1, 6):
        shelf.records[id] = next(iter_document(shelf, id))
    lines = []
    assert rebuild(lines.append).documents == 5
    assert len(lines) == 3 and "样书：共已写入 2 条" in lines[0] and lines[-1] == "共写入 5 条，正在整理"


def test_a_record_that_cannot_be_read_does_not_stop_a_rebuild(shelf, follower):
    for id in (1, 2, 3):
        shelf.put(id, f"第{id}册")
    shelf.broken = {2}
    assert rebuild().documents == 2
    assert ids() == {1, 3}
    left = IndexChange.objects.get()
    assert (left.kind, left.first_id, left.last_id) == (shelf.kind, 2, 2) and "broken" in left.error
    shelf.broken = set()
    IndexChange.objects.update(failed_at=clock.real_now() - timedelta(minutes=2))
    follower.turn()
    assert ids() == {1, 2, 3} and not IndexChange.objects.exists()


def test_what_was_told_before_a_rebuild_is_not_taken_twice(shelf, follower):
    for id in (1, 2):
        shelf.put(id, f"第{id}册")
    rebuild()
    assert not IndexChange.objects.exists() and ids() == {1, 2}
