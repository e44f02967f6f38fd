"""Importing figures: rejected rows say where and why, twice changes nothing, a batch comes out again, nothing is left half."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.permits import SYSTEM, PermitRefused, Scope
from qingzhi.domains.metrics.actions import (
    import_statistics,
    load_statistics,
    revise_statistic,
    rollback_batch,
)
from qingzhi.domains.metrics.models import ImportBatch, Statistic
from qingzhi.domains.metrics.queries import value_known_on, value_of
from qingzhi.domains.metrics.refusals import (
    BatchAlreadyTakenBack,
    BatchRevisedSince,
    FileNotReadable,
)
from qingzhi.domains.metrics.testing import make_actor, make_indicator, make_region

pytestmark = pytest.mark.django_db
HOME = "990000"
GOOD = "指标,年份,数值,单位,来源\n有效注册商标量,2015,12918,件,年报\n有效注册商标量,2016,1.8537万,件,年报\n"


@pytest.fixture(autouse=True)
def indicators(db):
    make_region()
    make_indicator(aliases=["注册商标总量"])
    make_indicator("filed", "发明专利申请量", kind="flow")


def take(text, **values):
    content = text if isinstance(text, bytes) else text.encode()
    return import_statistics(actor=SYSTEM, content=content, file_name="年报.csv", **values)


def counts(result):
    return result.rows, result.created, result.updated, result.unchanged, result.rejected


def test_a_file_becomes_one_batch_with_state_audit_and_event():
    result = take(GOOD, note="商标局年报")
    assert counts(result) == (2, 2, 0, 0, 0)
    assert value_of("marks", HOME).value == Decimal(18537)
    row = Statistic.objects.get(period="2016")
    assert (row.batch, row.line, row.entered_by, row.source) == (result.batch, 3, "系统", "年报")
    entry = AuditEntry.objects.get(action="metrics.import_statistics")
    assert "新增 2" in entry.reason
    assert EventRow.objects.get(name="metrics.statistics_imported").payload == {
        "batch_id": result.batch.pk,
        "created": 2,
        "updated": 0,
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_the_encodings_of_offices(encoding):
    assert counts(take(GOOD.encode(encoding))) == (2, 2, 0, 0, 0)


def test_every_rejected_row_says_line_column_and_reason():
    table = (
        "年份,指标,数值,单位,来源,地区\n"
        "2016,不存在的指标,1,件,年报,\n"
        "去年,有效注册商标量,1,件,年报,\n"
        "2016,有效注册商标量,>2000,件,年报,\n"
        "2016,有效注册商标量,5,家,年报,\n"
        "2016,有效注册商标量,5,件,,\n"
        "2016,有效注册商标量,5,件,年报,火星\n"
        '2016,有效注册商标量,5,件,"from memory, unverified",\n'
        "2014,有效注册商标量,5,件,年报,\n"
        "2014,注册商标总量,6,件,年报,甲省\n"
        "2014,有效注册商标量,5,件,年报,全省\n"
    )
    result = take(table)
    assert counts(result) == (10, 1, 0, 1, 8)
    found = {(one.line, one.column): one.reason for one in result.rejections}
    assert found == {
        (2, 2): "指标目录里没有“不存在的指标”，请先登记指标或补充别名",
        (3, 1): "看不懂时期“去年”，应为 2016、2018H1、2018Q3、2016-03 或 2016-01..04 等写法",
        (4, 3): "“>2000”不是数值",
        (5, 4): "单位“家”与指标的单位“件”不一致",
        (6, 5): "没有数据来源",
        (7, 6): "没有名为“火星”的地区",
        (8, 5): "来源写明未经核实，不作为数据收录",
        (10, 0): "与第 9 行的指标、地区、时期相同而数值不同",
    }


def test_a_note_in_brackets_names_the_months():
    take("年份,指标,数值,来源\n2011-04,发明专利申请量(1-4月累计),75,月报\n2015,注册商标总量(年末),12918,年报\n")
    assert set(Statistic.objects.values_list("period", flat=True)) == {"2011-01..04", "2015"}


def test_a_wish_is_no_figure():
    result = take("年份,指标,数值,来源\n2018,有效注册商标量(年度目标),19000,报道\n")
    assert [one.reason for one in result.rejections] == ["“年度目标”不是实际数，不作为统计数据收录"]


def test_a_dry_run_tells_and_writes_nothing():
    assert counts(take(GOOD, dry_run=True)) == (2, 2, 0, 0, 0)
    assert not Statistic.objects.exists()
    assert not ImportBatch.objects.exists()
    assert not AuditEntry.objects.filter(action__contains="import").exists()


def test_the_same_file_twice_changes_nothing():
    first = take(GOOD)
    again = take(GOOD)
    assert counts(again) == (2, 0, 0, 2, 0)
    assert again.batch == first.batch
    assert (Statistic.objects.count(), ImportBatch.objects.count()) == (2, 1)


def test_another_value_becomes_a_dated_revision():
    with clock.fixed(date(2017, 1, 10)):
        take(GOOD)
    with clock.fixed(date(2017, 5, 1)):
        result = take(GOOD.replace("1.8537万", "18600"), note="更正")
    assert counts(result) == (2, 0, 1, 1, 0)
    assert value_known_on("marks", HOME, date(2017, 4, 30)).value == Decimal(18537)
    assert value_of("marks", HOME).value == Decimal(18600)
    assert Statistic.objects.get(value=18600).revision_reason == f"导入文件更正（批次 {result.batch.code}）"


def test_an_old_file_does_not_undo_a_correction():
    take(GOOD)
    old = Statistic.objects.get(period="2016")
    revise_statistic(actor=SYSTEM, statistic=old, value=Decimal(18600), reason="统计部门更正")
    assert counts(take(GOOD)) == (2, 0, 0, 2, 0)
    assert value_of("marks", HOME).value == Decimal(18600)


def test_a_batch_comes_out_again_and_may_be_taken_in_once_more():
    first = take(GOOD)
    second = take(GOOD.replace("1.8537万", "18600"))
    rollback_batch(actor=SYSTEM, batch=second.batch, reason="导错文件")
    assert value_of("marks", HOME).value == Decimal(18537)
    rollback_batch(actor=SYSTEM, batch=first.batch)
    assert value_of("marks", HOME).value is None
    assert Statistic.objects.count() == 3, "nothing is deleted"
    assert EventRow.objects.filter(name="metrics.import_rolled_back").count() == 2
    with pytest.raises(BatchAlreadyTakenBack):
        rollback_batch(actor=SYSTEM, batch=first.batch)
    assert counts(take(GOOD)) == (2, 2, 0, 0, 0)
    assert value_of("marks", HOME).value == Decimal(18537)


def test_a_batch_does_not_come_out_under_a_later_revision():
    batch = take(GOOD).batch
    revise_statistic(actor=SYSTEM, statistic=Statistic.objects.get(period="2016"), value=Decimal(1), reason="更正")
    with pytest.raises(BatchRevisedSince, match="甲省 2016 有效注册商标量"):
        rollback_batch(actor=SYSTEM, batch=batch)
    assert not Statistic.objects.exclude(withdrawn_on=None).exists()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("指标,年份,数值\n甲,2016,1\n", "缺少列：来源"),
        (b"", "空"),
        ("一,二\n三,四\n", "缺少列：指标、时期、数值、来源"),
    ],
)
def test_a_file_that_is_no_table_of_figures(content, says):
    with pytest.raises(FileNotReadable, match=says):
        take(content)


def test_columns_may_be_named():
    table = "项,年,数,据\n有效注册商标量,2016,5,年报\n"
    mapping = {"项": "indicator", "数": "value", "据": "source"}
    assert counts(take(table, mapping=mapping)) == (1, 1, 0, 0, 0)


def test_only_who_may_imports():
    with pytest.raises(PermitRefused):
        import_statistics(actor=make_actor(permits=("metrics.statistic.view",)), content=b"x", file_name="x")
    actor = make_actor(scope=Scope.ALL)
    assert counts(import_statistics(actor=actor, content=GOOD.encode(), file_name="x")) == (2, 2, 0, 0, 0)


def test_the_rows_of_a_province_load_once():
    rows = [{"indicator": "marks", "region": HOME, "period": "2016", "value": "18537", "unit": "件", "source": "年报"}]
    assert load_statistics(actor=SYSTEM, rows=rows).created == 1
    assert load_statistics(actor=SYSTEM, rows=rows).unchanged == 1
    assert load_statistics(actor=SYSTEM, rows=[]).rows == 0


def test_thousands_of_rows_take_few_queries(django_assert_max_num_queries):
    lines = [f"有效注册商标量,{1990 + n // 12}-{n % 12 + 1:02},{n},年报" for n in range(400)]
    with django_assert_max_num_queries(30):
        assert take("指标,时期,数值,来源\n" + "\n".join(lines)).created == 400


KILLED = """
    import os, signal, django
    django.setup()
    from django.db.models.query import QuerySet
    from qingzhi.base.permits import SYSTEM
    from qingzhi.domains.metrics import actions
    whole = QuerySet.bulk_create
    def half(rows, objs, **values):
        made = whole(rows, objs[: len(objs) // 2], **values)
        os.kill(os.getpid(), signal.SIGKILL)
    QuerySet.bulk_create = half
    lines = [f"有效注册商标量,{1990 + n // 12}-{n % 12 + 1:02},{n},年报" for n in range(300)]
    actions.import_statistics(actor=SYSTEM, content=("指标,时期,数值,来源\\n" + "\\n".join(lines)).encode(), file_name="x")
"""


@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_nothing_is_left_half(concurrent_db, tmp_path):
    environment = {**os.environ, "QINGZHI_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "qingzhi.config.settings"}
    environment.pop("DATABASE_URL", None)
    if connection.vendor == "sqlite":
        connection.close()
        shutil.copy(connection.settings_dict["NAME"], tmp_path / "qingzhi.sqlite3")
    else:
        where = {name.lower(): connection.settings_dict[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")}
        environment["DATABASE_URL"] = "postgresql://{user}:{password}@{host}:{port}/{name}".format(**where)
    killed = subprocess.run([sys.executable, "-c", textwrap.dedent(KILLED)], env=environment, capture_output=True)
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    assert count_left("metrics_indicator", tmp_path) == 2
    for table in ("metrics_statistic", "metrics_importbatch"):
        assert count_left(table, tmp_path) == 0


def count_left(table, folder):
    if connection.vendor == "sqlite":
        return sqlite3.connect(folder / "qingzhi.sqlite3").execute(f"select count(*) from {table}").fetchone()[0]
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {table}")
        return cursor.fetchone()[0]
