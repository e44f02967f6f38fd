"""The rules by tables, computed by hand: terms, score, grade, what a penalty is in the platform's fields."""

from datetime import date
from decimal import Decimal as D

import pytest

from qingzhi.base import clock
from qingzhi.engine.limits.queries import due

from ..models import Entry
from ..queries.rulings import ask
from ..queries.standing import grade_of
from ..rules.dates import add_months, months_between
from ..rules.penalties import in_ten_thousands, penalty_kinds, severity_of
from ..rules.score import score
from ..testing import make_entry, make_firm, make_listing


@pytest.mark.parametrize(
    ("points", "since", "on", "value"),
    [
        (20, date(2018, 6, 4), date(2018, 6, 4), "80.00"),
        (20, date(2017, 6, 4), date(2018, 6, 4), "90.00"),  # 20 × 0.5^0.9993 = 10.005, cut to cents: 10.00 or 10.01
        (20, date(2014, 6, 4), date(2018, 6, 4), "98.75"),  # four years: 20/16
        (45, date(2018, 6, 10), date(2018, 6, 4), "55.00"),  # what lies ahead counts whole
        (250, date(2018, 6, 4), date(2018, 6, 4), "0.00"),  # never below zero
    ],
)
def test_score(points, since, on, value):
    found = score(D(100), D(1), [(1, "一条", D(points), since)], on)
    assert abs(found.value - D(value)) <= D("0.01")
    assert found.value == max(D(100) - found.lines[0].left, D(0))


def test_the_score_takes_everything():
    rows = [
        (1, "处罚", D(10), date(2018, 6, 4)),
        (2, "裁决", D(10), date(2016, 6, 4)),
        (3, "展会", D(5), date(2017, 6, 4)),
    ]
    assert score(D(100), D(1), rows, date(2018, 6, 4)).value == D("85.00")  # 10 + 2.50 + 2.50


@pytest.mark.parametrize(
    ("on", "months", "later"),
    [(date(2018, 6, 4), 12, date(2019, 6, 4)), (date(2018, 8, 31), 6, date(2019, 2, 28)), (date(2019, 8, 31), 6, date(2020, 2, 29)),
     (date(2018, 12, 31), 2, date(2019, 2, 28)), (date(2018, 11, 15), 1, date(2018, 12, 15))],
)  # fmt: skip
def test_months(on, months, later):
    assert add_months(on, months) == later


def test_whole_months_between():
    assert months_between(date(2018, 6, 4), date(2019, 6, 3)) == 11
    assert months_between(date(2018, 6, 4), date(2019, 6, 4)) == 12


@pytest.mark.parametrize(
    ("content", "fine", "confiscated", "kinds"),
    [
        ("警告", 0, 0, "警告"),
        ("没收侵权商品，罚款二万元", 20_000, 0, "没收违法所得、没收非法财物；罚款"),
        ("处理如下", 500, 1, "没收违法所得、没收非法财物；罚款"),
        ("责令停产停业", 0, 0, "责令停产停业"),
        ("责令改正", 0, 0, "其他"),
    ],
)
def test_penalty_kinds(content, fine, confiscated, kinds):
    assert penalty_kinds(content, D(fine), D(confiscated)) == kinds


@pytest.mark.parametrize(
    ("yuan", "shown"), [("20000.00", "2"), ("12345.60", "1.23456"), ("0.00", "0"), ("100000.00", "10")]
)
def test_ten_thousands(yuan, shown):
    assert in_ten_thousands(D(yuan)) == shown


@pytest.mark.parametrize(
    ("words", "severity"),
    [
        ("从重处罚", "heavy"),
        ("情节严重", "heavy"),
        ("从轻", "light"),
        ("减轻处罚", "light"),
        ("一般", "ordinary"),
        ("", "ordinary"),
    ],
)
def test_severity(words, severity):
    assert severity_of(words) == severity


@pytest.mark.parametrize(
    ("on", "conduct", "months", "repair_after", "kind"),
    [
        (date(2018, 6, 4), "serious_infringement", 60, 60, "serious"),  # 令83: five years, no early exit
        (date(2021, 9, 1), "serious_infringement", 36, 12, "serious"),  # 令44 from its first day
        (date(2021, 8, 31), "serious_infringement", 60, 60, "serious"),
        (date(2022, 1, 24), "false_promise", 12, 6, "dishonest"),
    ],
)
def test_the_rule_of_the_day_counts(june, on, conduct, months, repair_after, kind):
    rule = ask("conducts", on, conduct=conduct)
    assert (rule.get("months"), rule.get("repair_after"), rule.get("list")) == (months, repair_after, kind)


@pytest.mark.parametrize(
    ("value", "serious", "grade"),
    [("100", False, "A"), ("90", False, "A"), ("89.99", False, "B"), ("75", False, "B"), ("74.99", False, "C"), ("60", False, "C"),
     ("59.99", False, "D"), ("100", True, "D")],
)  # fmt: skip
def test_grades(june, value, serious, grade):
    assert ask("grades", date(2018, 6, 4), score=D(value), serious=serious).get("grade") == grade


@pytest.mark.parametrize(
    ("use", "on_list", "grade", "bar"),
    [("subsidy", "none", "A", False), ("subsidy", "none", "C", False), ("subsidy", "none", "D", True),
     ("subsidy", "dishonest", "A", True), ("award", "serious", "B", True)],
)  # fmt: skip
def test_bars(june, use, on_list, grade, bar):
    assert ask("bars", date(2018, 6, 4), use=use, list=on_list, grade=grade).get("bar") is bar


@pytest.mark.parametrize(
    ("code", "start", "last"),
    [
        ("credit.penalty.publish", date(2018, 6, 4), date(2018, 6, 13)),  # 5 6 7 8 11 12 13
        (
            "credit.penalty.publish",
            date(2018, 9, 28),
            date(2018, 10, 12),
        ),  # 29 30 | 8 9 10 11 12: the 29th and 30th were worked
        ("credit.dispute.mark", date(2018, 6, 7), date(2018, 6, 11)),  # 8 11
        ("credit.dispute.verify", date(2018, 6, 4), date(2018, 6, 26)),  # without 18 June, 端午节
        ("credit.withdraw", date(2018, 6, 4), date(2018, 6, 7)),
    ],
)
def test_limits_by_hand(june, code, start, last):
    assert due(code, start, region="630000").on == last


def test_who_is_found_again_is_found_longer(june):
    firm = make_firm()
    terms = [make_listing(firm) for _ in range(4)]
    assert [one.relapses for one in terms] == [0, 1, 2, 3]
    assert [one.until for one in terms] == [date(2019, 6, 3), date(2020, 6, 3), date(2021, 6, 3), date(2021, 6, 3)]


def test_the_grade_of_an_archive_is_explained(june):
    firm = make_firm()
    entry = make_entry(firm, effective_on=date(2017, 6, 4), decided_on=date(2017, 6, 4))
    graded = grade_of([entry.archive], clock.today())
    assert (
        graded.grade == "A" and graded.told == "100 − 5×0.5^1.00（2.50） = 97.50" and "默认，待确认" in graded.formula
    )


def test_a_natural_person_s_results_are_not_published(june):
    from ..actions import record_result
    from ..terms import EntryKind, Severity
    from ..testing import clerk

    made = record_result(
        actor=clerk(), person="马示例", identity="630102199003070011", kind=EntryKind.PENALTY, severity=Severity.HEAVY, number="1号",
        authority="示例局", violation="假冒专利", content="罚款", decided_on=date(2018, 6, 1), effective_on=date(2018, 6, 1),
    )  # fmt: skip
    archive = Entry.objects.get(pk=made.pk).archive
    assert made.public_until is None and archive.name == "马**" and archive.party is None
    assert "马示例".encode() not in bytes(archive.name_sealed) and archive.subject.display_name == "马**"
