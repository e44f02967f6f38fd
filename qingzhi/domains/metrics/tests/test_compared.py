"""Tables of the nation and the provinces: read as they come, taken whole or not at all, once; how places stand. All figures made up."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.permits import SYSTEM, PermitRefused
from qingzhi.domains.metrics.actions.compared import About, load_compared, withdraw_compared
from qingzhi.domains.metrics.models import ComparedFigure, ComparedTable
from qingzhi.domains.metrics.queries.compared import years_of
from qingzhi.domains.metrics.refusals import FileNotReadable
from qingzhi.domains.metrics.refusals.boards import TableTakenAlready, TableWithdrawnAlready
from qingzhi.domains.metrics.rules.comparing import compare, warnings_of
from qingzhi.domains.metrics.testing import make_actor
from qingzhi.domains.metrics.tests.compared_samples import ABOUT, LONG, SAMPLE, make_places, taken
from qingzhi.domains.metrics.tests.test_pages import VIEW

pytestmark = pytest.mark.django_db
NAMES = {"a": "甲", "b": "乙", "c": "丙"}


@pytest.fixture
def marks():
    with clock.fixed(datetime(2018, 7, 1, 9, 0)):
        yield make_places()


def test_a_table_of_the_statistics_bureau_is_taken_in_as_it_comes(marks):
    table = taken(about=About("", "", date(2017, 12, 31)))
    assert (table.source, table.row_count, table.title) == ("测试用虚构数据", 7, "a.csv")
    found = ComparedFigure.objects.get(place__name="乙省", period="2016")
    assert (found.value, found.line) == (Decimal(20000), 4)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (SAMPLE.replace("丙省".encode(), "戊省".encode()), "不认识这个地区"),
        (SAMPLE.replace(b"20000,10000", b"20000,many"), "不是数值"),
        (SAMPLE.replace("有效注册商标量".encode(), "无名指标".encode()), "没有写明指标"),
        (LONG.format("有效注册商标量,甲省,2016,1,件,年鉴\n有效注册商标量,甲省,2016,2,件,年鉴\n").encode(), "数值不同"),
        (LONG.format("有效注册商标量,甲省,某年,1,件,年鉴\n").encode(), "看不懂时期"),
        (LONG.format("有效注册商标量,甲省,2016,1,万户,年鉴\n").encode(), "单位"),
        (b"", "空"),
    ],
)
def test_a_table_with_a_hole_is_refused_whole(marks, content, reason):
    with pytest.raises(FileNotReadable, match=reason):
        taken(content)
    assert not ComparedTable.objects.exists()


def test_the_same_file_is_taken_once_and_may_be_taken_back(marks):
    table = taken()
    with pytest.raises(TableTakenAlready):
        taken()
    withdraw_compared(actor=SYSTEM, table=table, reason="口径有误")
    with pytest.raises(TableWithdrawnAlready):
        withdraw_compared(actor=SYSTEM, table=table, reason="再来一次")
    names = set(EventRow.objects.values_list("name", flat=True))
    assert {"metrics.compared_table_loaded", "metrics.compared_table_withdrawn"} <= names
    assert AuditEntry.objects.filter(action="metrics.withdraw_compared", reason="口径有误").exists()
    assert not years_of("marks") and taken().pk != table.pk
    with pytest.raises(PermitRefused):
        load_compared(actor=make_actor(permits=(VIEW,)), content=SAMPLE, file_name="a", about=ABOUT)


@pytest.mark.parametrize(
    ("values", "more", "rank", "gap", "share"),
    [
        ({"a": 5, "b": 9, "c": 5}, {}, 2, -4, None),
        ({"a": 5, "b": 9, "c": 1}, {"downward": True}, 2, 4, None),
        ({"a": 5, "b": 9}, {"nation": Decimal(50)}, 2, -4, Decimal(10)),
        ({"a": 5, "b": 9}, {"nation": Decimal(50), "kind": "ratio"}, 2, -4, None),
        ({"a": 5, "b": 9, "c": 7}, {"per": {"a": Decimal(1), "b": Decimal(9)}}, 1, 0, None),
    ],
)
def test_place_gap_and_share(values, more, rank, gap, share):
    found = compare({code: Decimal(value) for code, value in values.items()}, NAMES, "a", **more)
    assert found.own.rank == rank and found.gap(found.first.value) == gap and found.share == share


def test_of_whom_nothing_is_known_no_place_is_told():
    found = compare({"b": Decimal(1)}, NAMES, "a", nation=Decimal(3))
    assert found.own is None and found.share is None and found.gap(Decimal(1)) is None
    assert compare({}, NAMES, "a").first is None


def test_what_is_not_comparable_is_said():
    asked = {"places": 31, "own_is_from_table": True, "own_source": "", "source": "年鉴", "sources": ["年鉴"], "definition": "", "meaning": "",
             "has_nation": True, "own_is_there": True}  # fmt: skip
    assert warnings_of(**asked) == []
    assert "来源不同" in warnings_of(**{**asked, "own_is_from_table": False, "own_source": "登记簿"})[0]
    assert "不能排位次" in warnings_of(**{**asked, "own_is_there": False})[0]
    assert "取自 2 张表" in warnings_of(**{**asked, "sources": ["年鉴", "公报"]})[0]
    assert "只有 30 个" in warnings_of(**{**asked, "places": 30})[0]
