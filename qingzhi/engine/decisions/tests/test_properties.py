"""What holds whatever is written: the parser never crashes, the hit policies keep their meaning, the checks find what fires."""

from datetime import date
from decimal import Decimal
from itertools import product

from hypothesis import example, given, settings
from hypothesis import strategies as st

from qingzhi.engine.decisions.rules.coverage import atoms, coverage
from qingzhi.engine.decisions.rules.deciding import SeveralRowsFired, decide_by
from qingzhi.engine.decisions.rules.facts import keep_facts, kept_facts, read_facts
from qingzhi.engine.decisions.rules.literals import CellWrong
from qingzhi.engine.decisions.rules.parsing import read_test
from qingzhi.engine.decisions.rules.spec import CONDITION_TYPES, Condition, OutcomeColumn, TableSpec
from qingzhi.engine.decisions.rules.table import RawRow, read_table

QUICK = settings(max_examples=150, deadline=None)
COLUMNS = [
    Condition("kind", "类型", "choice", choices={"a": "甲", "b": "乙", "c": "丙"}),
    Condition("n", "数", "number", whole=True),
    Condition("on", "日期", "date"),
    Condition("code", "代码", "code-prefix"),
    Condition("yes", "是否", "yes_no"),
]
VALUES = {
    "kind": ["a", "b", "c", None],
    "n": [Decimal(n) for n in range(-1, 7)] + [None],
    "on": [date(2018, 1, d) for d in range(1, 6)] + [None],
    "code": ["6", "63", "630", "6301", "64", None],
    "yes": [True, False, None],
}
CELLS = {
    "kind": st.sampled_from(["-", "a", "甲,乙", "not(a)", "not(a,b)", "!= c", "空", "not(空)"]),
    "n": st.sampled_from(["-", "3", ">= 2", "< 4", "[1..3)", "(1..3]", "1,2,5", "not(2..4)", "空", "5..", "!= 3"]),
    "on": st.sampled_from(
        ["-", "2018-01-03", "2018-01-02..", "[2018-01-01..2018-01-04)", "not(..2018-01-02)", "> 2018-01-03"]
    ),
    "code": st.sampled_from(["-", "63*", "6301", "6*", "not(63*)", "63,64", "空"]),
    "yes": st.sampled_from(["-", "是", "否", "空,是"]),
}
SIGNS = st.text(alphabet='-<>=!.,()[]"“”空非not*0123456789年月日甲万%＞，（）… \x00\ue000', max_size=24)


def tables(hit: str, collect: str = "list") -> st.SearchStrategy:
    """Tables of up to six rows over some of the columns."""

    def made(drawn):
        columns, rows = drawn
        spec = TableSpec("t", "表", columns, [OutcomeColumn("x", "结果", "number")], hit=hit, collect=collect)
        raw = [RawRow({**row, "x": str(n)}) for n, row in enumerate(rows, 1)]
        table, problems = read_table(spec, raw)
        assert problems == []
        return table

    return (
        st.lists(st.sampled_from(COLUMNS), min_size=1, max_size=3, unique_by=lambda one: one.name)
        .flatmap(
            lambda columns: st.tuples(
                st.just(columns),
                st.lists(st.fixed_dictionaries({one.name: CELLS[one.name] for one in columns}), min_size=1, max_size=6),
            )
        )
        .map(made)
    )


def every_fact(table):
    """All combinations of the values of its columns."""
    names = [one.name for one in table.spec.conditions]
    return [dict(zip(names, values, strict=True)) for values in product(*(VALUES[name] for name in names))]


def firing(table, facts):
    """The rows that fire, told one by one: what the masks must agree with."""
    pairs = [list(zip(table.spec.conditions, row.tests, strict=True)) for row in table.rows]
    return [
        row
        for row, asked in zip(table.rows, pairs, strict=True)
        if all(test.holds(facts[column.name]) for column, test in asked)
    ]


@QUICK
@given(SIGNS | st.text(max_size=30), st.sampled_from(CONDITION_TYPES))
@example("not(" * 120 + "1" + ")" * 120, "number")
@example("(" * 400, "number")
@example("not(not(", "text")
@example("1..٣", "number")
@example("0000-00-00..", "date")
def test_the_parser_never_crashes(cell, kind):
    column = Condition("x", "列", kind, choices={"a": "甲"} if kind == "choice" else ())
    try:
        test = read_test(cell, column)
    except CellWrong as wrong:
        assert str(wrong).strip()
        assert "\n" not in str(wrong) or "\n" in cell
        return
    value = {"number": Decimal(3), "date": date(2018, 1, 1), "yes_no": True, "choice": "a"}.get(kind, "甲")
    assert test.holds(value) in (True, False)
    assert test.holds(None) in (True, False)
    assert test.words(column)
    assert atoms(column, [test])


@QUICK
@given(tables("unique"))
def test_unique_one_row_or_none_or_a_refusal(table):
    for facts in every_fact(table):
        rows = firing(table, facts)
        try:
            verdict = decide_by(table, facts)
        except SeveralRowsFired as refused:
            assert len(rows) > 1
            assert all(str(row.position) in str(refused) for row in rows)
            continue
        assert len(rows) <= 1
        assert verdict.decided is bool(rows)
        assert verdict.outcome == ({"x": rows[0].outcome[0]} if rows else {})
        fired = {row.position for row in rows}
        assert {one.position for one in verdict.misses} == {row.position for row in table.rows} - fired


@QUICK
@given(tables("first"))
def test_first_the_first_in_order_counts(table):
    for facts in every_fact(table):
        rows, verdict = firing(table, facts), decide_by(table, facts)
        assert [row.position for row in verdict.rows] == [row.position for row in rows[:1]]
        assert verdict.outcome == ({"x": rows[0].outcome[0]} if rows else {})


@QUICK
@given(st.sampled_from(["list", "sum", "max"]).flatmap(lambda how: tables("collect", how)))
def test_collect_every_row_counts(table):
    for facts in every_fact(table):
        rows, verdict = firing(table, facts), decide_by(table, facts)
        values = [row.outcome[0] for row in rows]
        expected = {"list": values, "sum": sum(values, Decimal(0)), "max": max(values, default=None)}
        assert verdict.outcome == {"x": expected[table.spec.collect]}
        assert [row.position for row in verdict.rows] == [row.position for row in rows]
        assert verdict.explained


@QUICK
@given(tables("unique"))
def test_what_overlaps_is_found_and_a_table_without_gaps_always_answers(table):
    found = coverage(table)
    together = set()
    for facts in every_fact(table):
        places = [row.position for row in firing(table, facts)]
        together |= {(one, other) for one in places for other in places if one < other}
        known = all(value is not None for value in facts.values())
        if known and not places:
            assert found.gaps, facts
    assert together <= set(found.overlaps)


@QUICK
@given(tables("first"))
def test_a_row_that_is_said_to_be_out_of_reach_never_counts(table):
    counted = {decide_by(table, facts).rows[0].position for facts in every_fact(table) if decide_by(table, facts).rows}
    assert not counted & set(coverage(table).unreached)


@QUICK
@given(st.fixed_dictionaries({name: st.sampled_from(values) for name, values in VALUES.items()}))
def test_facts_come_back_as_they_were_kept(facts):
    spec = TableSpec("t", "表", COLUMNS, [OutcomeColumn("x", "结果")])
    assert kept_facts(spec, keep_facts(spec, facts)) == read_facts(spec, facts)
