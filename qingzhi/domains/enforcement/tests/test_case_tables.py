"""What the tables of penalty and adjudication answer, row by row."""

from datetime import date
from decimal import Decimal

import pytest

from qingzhi.domains.enforcement.queries.rulings import ask, numbers

from ..rules.penalty import FineRange, fine_range, surcharge
from ..testing.cases import make_case_rules

OLD, NEW = date(2018, 7, 2), date(2022, 3, 1)
GOOD = {"evidence": True, "punishable": True, "jurisdiction": True, "in_time": True, "minor": False, "first_minor": False, "no_fault": False}  # fmt: skip


@pytest.fixture(scope="module")
def rules(django_db_setup, django_db_blocker):
    from django.db import transaction

    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        make_case_rules()
        yield
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)


@pytest.mark.parametrize(
    ("change", "on", "filing"),
    [
        ({}, NEW, "must"), ({"evidence": False}, NEW, "not"), ({"punishable": False}, NEW, "not"), ({"jurisdiction": False}, NEW, "not"),
        ({"in_time": False}, NEW, "not"), ({"minor": True}, NEW, "may_not"), ({"first_minor": True}, NEW, "may_not"),
        ({"no_fault": True}, NEW, "may_not"), ({"no_fault": True}, OLD, "must"), ({"minor": True}, OLD, "may_not"),
        ({"minor": True, "evidence": False}, NEW, "not"),
    ],
)  # fmt: skip
def test_filing(rules, change, on, filing):
    assert ask("file", {**GOOD, **change}, on)["outcome"]["filing"] == filing


@pytest.mark.parametrize(
    ("offence", "base", "on", "law"),
    [
        ("trademark", 49_999, NEW, (0, 250_000)), ("trademark", 50_000, NEW, (0, 250_000)), ("trademark", 60_000, NEW, (0, 300_000)),
        ("trademark", None, NEW, (0, 250_000)), ("trademark", 60_000, OLD, (0, 300_000)),
        ("counterfeit", 50_000, NEW, (0, 250_000)), ("counterfeit", 50_001, NEW, (0, 250_005)), ("counterfeit", 50_001, OLD, (0, 200_004)),
        ("counterfeit", None, OLD, (0, 200_000)), ("counterfeit", 0, OLD, (0, 200_000)),
        ("copyright", 50_000, NEW, (50_000, 250_000)), ("copyright", 10_000, NEW, (0, 250_000)),
        ("variety", 50_000, NEW, (250_000, 500_000)), ("variety", 49_999, NEW, (10_000, 250_000)),
        ("false_licence", None, date(2024, 3, 1), (0, 100_000)), ("bad_faith", None, date(2027, 1, 4), (0, 100_000)),
    ],
)  # fmt: skip
def test_what_the_law_allows(rules, offence, base, on, law):
    row = numbers(
        ask(
            "penalty",
            {"offence": offence, "good_faith": False, "base": None if base is None else Decimal(base)},
            on,
        )["outcome"]
    )
    found = fine_range(row, None if base is None else Decimal(base), Decimal(0), Decimal(100))
    assert (found.law_least, found.law_most) == law


@pytest.mark.parametrize(("offence", "on"), [("false_licence", NEW), ("bad_faith", date(2026, 12, 31))])
def test_no_penalty_before_its_law(rules, offence, on):
    assert ask("penalty", {"offence": offence, "good_faith": False, "base": None}, on)["outcome"] == {}


def test_who_sold_in_good_faith_is_only_told_to_stop(rules):
    told = ask("penalty", {"offence": "trademark", "good_faith": True, "base": Decimal(90_000)}, NEW)["outcome"]
    assert told["order"] == "责令停止销售" and told["confiscate"] is False and told.get("most") is None


@pytest.mark.parametrize(
    ("facts", "severity", "shares"),
    [
        ({}, "ordinary", (30, 70)), ({"repeats": 1}, "heavy", (70, 100)), ({"serious": True}, "heavy", (70, 100)),
        ({"mitigating": True}, "light", (0, 30)), ({"repeats": 1, "mitigating": True}, "heavy", (70, 100)),
        ({"repeats": 1, "offence": "copyright"}, "ordinary", (30, 70)), ({"repeats": 2, "offence": "copyright"}, "heavy", (70, 100)),
    ],
)  # fmt: skip
def test_discretion(rules, facts, severity, shares):
    usual = {"offence": "trademark", "repeats": 0, "serious": False, "mitigating": False}
    found = numbers(ask("discretion", {**usual, **facts}, NEW)["outcome"])
    assert (found["severity"], found["from_share"], found["to_share"]) == (severity, *shares)


@pytest.mark.parametrize(
    ("facts", "answers"),
    [
        ({"person": True, "amount": 9_999}, (False, False, False)), ({"person": True, "amount": 10_000}, (True, True, True)),
        ({"amount": 99_999}, (False, False, False)), ({"amount": 100_000}, (True, True, True)), ({"suspends": True}, (True, True, True)),
        ({"public_interest": True}, (False, True, True)), ({"complex": True}, (False, True, True)),
    ],
)  # fmt: skip
def test_hearing_review_and_discussion(rules, facts, answers):
    usual = {"person": False, "amount": 0, "suspends": False, "public_interest": False, "complex": False}
    found = ask("hearing", {**usual, **facts}, NEW)["outcome"]
    assert (found["hearing"], found["review"], found["collective"]) == answers


@pytest.mark.parametrize(
    ("standing", "silent", "authorised", "may"),
    [
        ("holder", False, False, True), ("heir", False, False, True), ("exclusive", False, False, True), ("sole", False, False, False),
        ("sole", True, False, True), ("ordinary", True, False, False), ("ordinary", False, True, True), ("other", True, True, False),
    ],
)  # fmt: skip
def test_standing(rules, standing, silent, authorised, may):
    facts = {"standing": standing, "holder_silent": silent, "authorised": authorised}
    assert ask("standing", facts, date(2025, 3, 3))["outcome"]["may"] is may


@pytest.mark.parametrize(
    ("facts", "on", "answer"),
    [
        ({}, date(2025, 3, 3), "must"), ({"patent": "invention"}, date(2025, 3, 3), "may_not"), ({"report": "clean"}, date(2025, 3, 3), "may_not"),
        ({"report": "defect"}, date(2025, 3, 3), "must"), ({"again": True}, date(2025, 3, 3), "may_not"),
        ({"upheld": True}, date(2025, 3, 3), "may_not"), ({"again": True}, OLD, "must"), ({"ground": "succession"}, OLD, "must"),
        ({"ground": "asked_above"}, date(2025, 3, 3), "must"), ({"ground": "asked_above"}, OLD, "no"), ({"ground": "other"}, NEW, "no"),
    ],
)  # fmt: skip
def test_stay(rules, facts, on, answer):
    usual = {"ground": "invalidation", "patent": "utility", "report": "none", "again": False, "upheld": False}
    assert ask("stay", {**usual, **facts}, on)["outcome"]["answer"] == answer


def test_the_grade_is_a_part_of_the_law_s_range():
    found = fine_range({"least": Decimal(10_000), "most": Decimal(250_000)}, None, Decimal(30), Decimal(70))
    assert found == FineRange(Decimal(10_000), Decimal(250_000), Decimal(82_000), Decimal(178_000))
    assert (
        found.within_grade(Decimal(82_000))
        and not found.within_grade(Decimal("81999.99"))
        and found.holds(Decimal(10_000))
    )


@pytest.mark.parametrize(("days", "added"), [(-1, 0), (0, 0), (1, 600), (33, 19_800), (34, 20_000), (400, 20_000)])
def test_delay_adds_three_in_a_hundred_a_day_up_to_the_fine(days, added):
    assert surcharge(Decimal(20_000), days, Decimal(3), Decimal(100)) == added
