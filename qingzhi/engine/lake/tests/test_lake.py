"""The lake follows the records: typed, incremental, dated, and never half-written."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.regions.models import Region
from qingzhi.engine.imports.models import Batch
from qingzhi.engine.lake import checks, manifests
from qingzhi.engine.lake.actions import prune_lake, refresh_lake, touch
from qingzhi.engine.lake.columns import NoLakeType, schema_of
from qingzhi.engine.lake.keeping import keep_snapshot, kept_marks
from qingzhi.engine.lake.models import LakeChange
from qingzhi.engine.lake.reading import count_by, kept_snapshot, public_columns, query, snapshot, table
from qingzhi.engine.lake.tables import LakeTable, UnknownLakeTable
from qingzhi.engine.lake.testing import only_tables, rows_of, without_columns
from qingzhi.engine.search.actions import reindex

REGIONS = LakeTable(
    "regions",
    "行政区划",
    "regions.Region",
    {"id": "id", "code": "code", "name": "name", "parent": "parent__code", "since": "valid_from", "secret": "source"},
    protected=("secret",),
    feeds=("region",),
)
BATCHES = LakeTable(
    "batches",
    "批次",
    "imports.Batch",
    {
        "id": "id",
        "kind": "kind",
        "data_as_of": "data_as_of",
        "requested_at": "requested_at",
        "seconds": "seconds",
        "row_total": "row_total",
        "feed": "feed_id",
    },
)
SIZE = 10


@pytest.fixture(autouse=True)
def _tables():
    with only_tables(REGIONS, BATCHES):
        yield


def make(*ids: int) -> None:
    Region.objects.bulk_create(
        Region(
            id=n,
            code=f"{n:06}",
            name=f"县{n}",
            short_name="县",
            level="county",
            valid_from=date(2000, 1, 1),
            source="x",
        )
        for n in ids
    )


def told(first: int, last: int | None = None) -> None:
    with transaction.atomic():
        reindex("region", first, last)


def files() -> set[str]:
    return {path.name for path in (manifests.lake_folder() / "blocks").rglob("*.parquet")}


@pytest.mark.django_db
def test_values_keep_their_types():
    at = datetime(2018, 3, 4, 5, 6, 7, 891234, tzinfo=UTC)
    given = {"file_name": "甲.csv", "file_sha256": "0" * 64, "file_size": 1, "format": "csv", "requested_by": "王"}
    Batch.objects.create(kind="patents", data_as_of=date(2018, 1, 1), requested_at=at, seconds=1.5, **given)
    Batch.objects.create(kind="国", data_as_of=date(1, 1, 1), requested_at=at, row_total=7, **given)
    refresh_lake()
    first, second = rows_of("batches", "id")
    assert (first["kind"], first["data_as_of"], first["seconds"], first["row_total"]) == (
        "patents",
        date(2018, 1, 1),
        1.5,
        None,
    )
    assert first["requested_at"] == at
    assert (second["kind"], second["data_as_of"], second["row_total"], second["feed"]) == ("国", date(1, 1, 1), 7, None)
    assert [str(one.type) for one in schema_of(BATCHES)][2:4] == ["date32[day]", "timestamp[us, tz=UTC]"]


@pytest.mark.django_db
def test_a_path_reaches_another_record_and_bytes_are_refused():
    make(1, 2)
    Region.objects.filter(pk=2).update(parent=1)
    refresh_lake()
    assert [row["parent"] for row in rows_of("regions", "id")] == [None, "000001"]
    with pytest.raises(NoLakeType):
        schema_of(LakeTable("x", "X", "parties.PartyIdentifier", {"sealed": "sealed"}))


@pytest.mark.django_db
def test_only_dirty_blocks_are_read_and_written(monkeypatch):
    make(*range(1, 46))
    assert refresh_lake(size=SIZE).written_by == {"regions": 5, "batches": 0}
    before = files()
    from qingzhi.engine.lake.actions import refreshing

    read = []
    real = refreshing.read_block
    monkeypatch.setattr(refreshing, "read_block", lambda t, n, s: read.append((t.name, n)) or real(t, n, s))
    Region.objects.filter(pk=13).update(name="新名")
    Region.objects.filter(pk=40).delete()
    make(61)
    told(13)
    told(40, 61)
    done = refresh_lake(size=SIZE)
    assert read == [("regions", number) for number in (1, 4, 5, 6)]
    assert done.written == 3 and len(files() - before) == 3
    held = {row["id"]: row["name"] for row in rows_of("regions", "id")}
    assert held == dict(Region.objects.values_list("id", "name"))
    assert LakeChange.objects.count() == 0
    assert refresh_lake(size=SIZE).written == 0


@pytest.mark.django_db
def test_a_block_without_records_vanishes_and_far_ids_cost_nothing():
    make(3, 10**11)
    assert refresh_lake(size=SIZE).tables["regions"].rows == 2
    Region.objects.filter(pk=3).delete()
    told(3)
    assert [block.number for block in refresh_lake(size=SIZE).tables["regions"].blocks] == [10**10]


@pytest.mark.django_db
def test_a_table_without_feeds_is_read_whole_each_time():
    refresh_lake()
    with only_tables(without_columns(LakeTable("regions", "区", "regions.Region", REGIONS.columns), "since")):
        make(1)
        assert refresh_lake().tables["regions"].rows == 1


@pytest.mark.django_db
def test_new_columns_and_full_reading_do_not_trust_what_was():
    make(1, 2)
    with only_tables(without_columns(REGIONS, "since")):
        refresh_lake()
    Region.objects.filter(pk=1).update(name="未通知")
    assert refresh_lake().tables["regions"].columns["since"] == "date32[day]"
    Region.objects.filter(pk=1).update(name="仍未通知")
    refresh_lake()
    assert rows_of("regions", "id")[0]["name"] == "未通知"
    refresh_lake(full=True)
    assert rows_of("regions", "id")[0]["name"] == "仍未通知"


@pytest.mark.django_db
def test_one_table_alone_forgets_no_change():
    make(1)
    refresh_lake()
    told(1)
    refresh_lake(tables=["batches"])
    assert LakeChange.objects.count() == 1 and table("regions").count().execute() == 1
    with pytest.raises(UnknownLakeTable):
        refresh_lake(tables=["nothing"])


@pytest.mark.django_db
def test_earlier_days_stay_readable():
    with clock.fixed(date(2018, 7, 1)):
        make(1)
        refresh_lake()
    with clock.fixed(date(2018, 7, 3)):
        make(2)
        told(2)
        refresh_lake()
    assert [row["id"] for row in rows_of("regions", "id", as_of=date(2018, 7, 2))] == [1]
    assert [row["id"] for row in rows_of("regions", "id", as_of=date(2018, 7, 3))] == [1, 2]
    assert snapshot(date(2018, 7, 2)).as_of == date(2018, 7, 1)
    with pytest.raises(manifests.NoSnapshot):
        table("regions", date(2018, 6, 30))


@pytest.mark.django_db
def test_days_past_their_time_go_with_their_blocks(settings):
    settings.QINGZHI_LAKE_DAYS, settings.QINGZHI_LAKE_MONTHS = 2, 2
    make(1)
    for number, day in enumerate(
        [date(2018, 4, 30), date(2018, 5, 30), date(2018, 5, 31), date(2018, 6, 29), date(2018, 6, 30)]
    ):
        with clock.fixed(day):
            Region.objects.filter(pk=1).update(name=f"第{number}")
            told(1)
            refresh_lake()
    assert manifests.manifest_days() == [date(2018, 5, 31), date(2018, 6, 29), date(2018, 6, 30)]
    with clock.fixed(date(2018, 6, 30)):
        prune_lake()
    assert [rows_of("regions", "id", as_of=day)[0]["name"] for day in manifests.manifest_days()] == [
        "第2",
        "第3",
        "第4",
    ]
    assert len(files()) == 3


@pytest.mark.django_db
def test_a_replaced_block_stays_for_readers_of_the_hour():
    make(1)
    now = datetime(2018, 7, 1, 9, tzinfo=clock.reading.CHINA)
    with clock.fixed(now):
        refresh_lake()
        opened = table("regions")
        Region.objects.filter(pk=1).update(name="乙")
        told(1)
        refresh_lake()
        assert query(opened)[0]["name"] == "县1"
    with clock.fixed(now + timedelta(minutes=61)):
        prune_lake()
    assert len(files()) == 1 and rows_of("regions", "id")[0]["name"] == "乙"


@pytest.mark.django_db
@pytest.mark.parametrize("at", range(4))
def test_broken_off_anywhere_the_former_state_counts(monkeypatch, at):
    make(1, 15)
    refresh_lake(size=SIZE)
    before = rows_of("regions", "id")
    Region.objects.update(name="乙")
    told(1, 15)

    class Killed(BaseException):
        pass

    steps = []
    real = Path.replace

    def replace(path, target):
        steps.append(target)
        if len(steps) == at + 1:
            raise Killed
        return real(path, target)

    monkeypatch.setattr(Path, "replace", replace)
    if at < 3:  # two blocks and the manifest; the fourth step is the forgetting of the changes
        with pytest.raises(Killed):
            refresh_lake(size=SIZE)
        assert rows_of("regions", "id") == before
    else:
        monkeypatch.setattr("qingzhi.engine.lake.actions.refreshing._forget", lambda changes: None)
        refresh_lake(size=SIZE)
    assert LakeChange.objects.count() == 1
    monkeypatch.undo()
    refresh_lake(size=SIZE)
    assert [row["name"] for row in rows_of("regions", "id")] == ["乙", "乙"]
    assert LakeChange.objects.count() == 0


WRITER = """
import sys
from datetime import date
from django.conf import settings
settings.configure(QINGZHI_DATA=sys.argv[1])
from qingzhi.engine.lake.manifests import Block, Manifest, TableBlocks, write_manifest
number = 0
print("ready", flush=True)
while True:
    number += 1
    blocks = tuple(Block(n, f"{number}", n, number) for n in range(400))
    write_manifest(Manifest(date(2018, 7, 1), str(number), {"t": TableBlocks({"id": "int64"}, 10, blocks)}))
"""


def test_a_writer_killed_by_signal_leaves_a_whole_manifest(tmp_path):
    for wait in (0.05, 0.11, 0.2):
        process = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE)
        process.stdout.readline()
        time.sleep(wait)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        found = manifests.read_manifest(date(2018, 7, 1))
        assert len(found.tables["t"].blocks) == 400
        assert {block.file for block in found.tables["t"].blocks} == {found.made_at}


@pytest.mark.django_db
def test_protected_columns_stay_in_the_house():
    make(1)
    refresh_lake()
    assert public_columns("regions") == ("id", "code", "name", "parent", "since")
    assert table("regions", public=True).columns == public_columns("regions")
    assert "secret" in table("regions").columns


@pytest.mark.django_db
def test_grouping_and_an_empty_table():
    make(1, 2, 13)
    refresh_lake()
    found = table("regions")
    decade = (found.id // 10).name("decade")
    assert query(count_by(found, [decade])) == [{"decade": 0, "count": 2}, {"decade": 1, "count": 1}]
    assert table("batches").count().execute() == 0


@pytest.mark.django_db
def test_the_lake_is_told_inside_the_transaction_and_only_of_what_feeds_it():
    with transaction.atomic():
        touch("nothing", 1, 2)
    assert LakeChange.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_telling_outside_a_transaction_is_refused():
    with pytest.raises(RuntimeError):
        touch("region", 1, 2)


@pytest.mark.django_db(transaction=True)
def test_a_refresh_outside_of_any_transaction_leaves_none_open():
    from django.db import connection

    make(1)
    told(1)
    assert refresh_lake().tables["regions"].rows == 1
    assert not connection.in_atomic_block and LakeChange.objects.count() == 0
    with transaction.atomic():
        Region.objects.filter(pk=1).update(name="丙")


@pytest.mark.django_db
def test_the_check_says_what_is_behind_or_lost():
    assert checks.problems() == ["数据湖尚未建立，请运行 qingzhi rebuild lake"]
    make(1)
    refresh_lake()
    assert checks.problems() == []
    make(2)
    assert "有 1 行，登记簿有 2 行" in checks.problems()[0]
    told(2)
    assert checks.problems() == []
    with clock.fixed(clock.real_now() + timedelta(hours=4)):
        assert "落后 4 小时" in checks.problems()[0]
    refresh_lake()
    for path in (manifests.lake_folder() / "blocks").rglob("*.parquet"):
        path.unlink()
    assert "缺少 1 个文件" in checks.problems()[0]
    refresh_lake(full=True)
    assert checks.problems() == []


@pytest.mark.django_db
def test_a_kept_snapshot_is_read_for_good_and_the_check_misses_its_blocks(monkeypatch):
    make(1, 2)
    refresh_lake(size=SIZE)
    held = snapshot()
    mark = keep_snapshot(held.manifest, {"regions"})
    assert keep_snapshot(held.manifest, {"regions"}) == mark and kept_marks() == [mark]
    Region.objects.filter(pk=1).update(name="改名")
    with clock.fixed(datetime(2050, 1, 1)):
        refresh_lake(full=True, size=SIZE)
    monkeypatch.setattr("qingzhi.engine.lake.actions.pruning.GRACE", timedelta(0))
    prune_lake()
    kept = kept_snapshot(mark)
    names = {row["id"]: row["name"] for row in query(kept.table("regions"))}
    assert names[1] != "改名" and kept.names == ["regions"] and checks.problems() == []
    manifests.block_path("regions", kept.manifest.tables["regions"].blocks[0].file).unlink()
    assert "请从备份恢复" in checks.problems()[0]
    with pytest.raises(manifests.NoSnapshot):
        kept_snapshot("nobody")
    (manifests.lake_folder() / "kept" / f"{mark}.json").write_text("{")
    make(3)
    refresh_lake(full=True, size=SIZE)
    assert prune_lake() == 0 and "不能读取" in checks.problems()[-1], "nothing is lost meanwhile"
