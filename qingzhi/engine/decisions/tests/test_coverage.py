"""Overlaps, gaps and rows that are never reached, in worked examples."""

from time import perf_counter

from qingzhi.engine.decisions.rules.coverage import coverage
from qingzhi.engine.decisions.rules.spec import Condition, OutcomeColumn, TableSpec
from qingzhi.engine.decisions.rules.table import RawRow, read_table

KIND = Condition("kind", "类型", "choice", choices={"a": "发明", "b": "实用新型", "c": "外观设计"})
DAY = Condition("on", "日期", "date")
COUNT = Condition("n", "件数", "number", whole=True, unit="件")
SHARE = Condition("s", "比例", "number")


def found(rows, *columns, hit="unique"):
    spec = TableSpec("t", "表", columns, [OutcomeColumn("x", "结果", optional=True)], hit=hit)
    table, problems = read_table(spec, [RawRow(row) for row in rows])
    assert problems == []
    return coverage(table)


def test_rows_that_can_fire_together_are_named():
    rows = [{"kind": "a", "on": "2018-01-01.."}, {"kind": "not(b)", "on": "..2018-01-01"}, {"kind": "b"}]
    told = found(rows, KIND, DAY)
    assert told.overlaps == ((1, 2),)
    assert "第 2 行：与第 1 行重叠" in told.problems("unique")[0].sentence
    assert told.problems("first") == []
    assert found([{"kind": "a", "on": "2018-01-01.."}, {"kind": "a", "on": "(..2018-01-01)"}], KIND, DAY).overlaps == ()


def test_gaps_are_told_in_words():
    rows = [{"kind": "a", "on": "[2018-01-01..2019-01-01)"}, {"kind": "a", "on": "2019-03-01.."}, {"kind": "b,c"}]
    told = [str(gap) for gap in found(rows, KIND, DAY).gaps]
    assert told == ["类型为发明；日期早于 2018-01-01，或在 2019-01-01 至 2019-03-01 之间（含起点、不含终点）"]


def test_whole_numbers_and_days_have_nothing_between_neighbours():
    assert found([{"n": "<= 3"}, {"n": ">= 4"}], COUNT).gaps == ()
    assert found([{"on": "..2018-01-01"}, {"on": "2018-01-02.."}], DAY).gaps == ()
    assert [str(gap) for gap in found([{"s": "<= 3"}, {"s": ">= 4"}], SHARE).gaps] == [
        "比例在 3 至 4 之间（不含起点、不含终点）"
    ]


def test_a_row_behind_one_that_takes_everything_is_never_reached():
    rows = [{"kind": "a"}, {"kind": "b,c"}, {"kind": "a", "n": "> 3"}, {"kind": "-"}]
    assert found(rows, KIND, COUNT, hit="first").unreached == (3, 4)
    assert found(rows[:1] + rows[3:], KIND, COUNT, hit="first").unreached == ()


def test_several_values_at_once_can_meet_in_any_two_rows():
    many = Condition("code", "代码", "code-prefix", many=True)
    assert found([{"code": "63*"}, {"code": "A01*"}], many).overlaps == ((1, 2),)


def test_a_long_table_is_looked_through_in_bounded_time():
    columns = [Condition(f"c{n}", f"列{n}", "number") for n in range(8)]
    rows = [{f"c{n}": f"[{(row * 7 + n) % 50}..{(row * 11 + n) % 50 + 51})" for n in range(8)} for row in range(300)]
    begun = perf_counter()
    told = found(rows, *columns, hit="first")
    assert perf_counter() - begun < 15
    assert told.gaps is None or told.gaps
