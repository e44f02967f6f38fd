"""Hand-computed calendars of every statutory limit of penalty and adjudication: rule, from, stops, extensions → due.

Counted by hand with the State Council's arrangements: 2018-10-01…07 National Day (29 and 30 September work), 2021-10-01…07 (26
September and 9 October work), 2022-04-03…05 清明 (2 April works), 2022-05-01…04 (24 April and 7 May work), 2025-04-04…06 清明,
2025-05-01…05 (27 April works), 2025-05-31…06-02 端午.
"""

from datetime import date

import pytest

from qingzhi.engine.limits.queries import UnknownLimit, due, limit
from qingzhi.engine.limits.rules.lengths import Extension, Length, Stop, Unit

from ..testing.cases import make_case_rules

D = date
MONTH, TWO = Length(1, Unit.MONTH), Length(2, Unit.MONTH)
DAYS30, DAYS15 = Length(30, Unit.DAY), Length(15, Unit.DAY)
ROWS = [
    # checking a clue: 7 working days before 2019-04-01, 15 since, +15 once
    ("penalty.check", D(2018, 9, 25), (), (), D(2018, 10, 9)),  # 26 27 28, 29 30 Sept (both work), 8 9 Oct
    ("penalty.check", D(2022, 3, 1), (), (), D(2022, 3, 22)),
    ("penalty.check", D(2022, 3, 1), (), (Length(15, Unit.WORKING_DAY),), D(2022, 4, 13)),
    ("penalty.check", D(2022, 3, 1), ((D(2022, 3, 10), D(2022, 3, 20)),), (), D(2022, 3, 31)),
    # deciding a penalty: 90 days, +30; hearings and appraisals do not count
    ("penalty.decide", D(2022, 3, 1), (), (), D(2022, 5, 30)),
    ("penalty.decide", D(2022, 3, 1), ((D(2022, 4, 1), D(2022, 4, 21)),), (), D(2022, 6, 20)),  # Sunday 19 June moves
    ("penalty.decide", D(2022, 3, 1), (), (DAYS30,), D(2022, 6, 29)),
    # counterfeit patents: one month, +15 days, until 2019-04-01
    ("penalty.decide.counterfeit", D(2018, 5, 14), (), (), D(2018, 6, 14)),
    ("penalty.decide.counterfeit", D(2018, 5, 14), (), (DAYS15,), D(2018, 6, 29)),
    ("penalty.decide.counterfeit", D(2022, 3, 1), (), (), D(2022, 5, 30)),
    # registration and seizure
    ("measure.register", D(2018, 7, 2), (), (), D(2018, 7, 9)),
    ("measure.register", D(2022, 3, 1), (), (), D(2022, 3, 10)),
    ("measure.seize", D(2022, 3, 1), (), (), D(2022, 3, 31)),
    ("measure.seize", D(2022, 3, 1), (), (DAYS30,), D(2022, 5, 5)),  # 30 April is a holiday, as is what follows
    ("penalty.review", D(2022, 3, 1), (), (), D(2022, 3, 15)),
    ("penalty.statement", D(2018, 7, 2), (), (), D(2018, 7, 5)),
    ("penalty.statement", D(2021, 9, 28), (), (), D(2021, 10, 11)),  # 29 30 Sept, 8 9 Oct (Saturday works), 11 Oct
    ("hearing.notice", D(2022, 3, 1), (), (), D(2022, 3, 10)),
    ("service.decision", D(2018, 7, 2), (), (), D(2018, 7, 9)),
    ("service.decision", D(2022, 3, 1), (), (), D(2022, 3, 10)),
    ("service.announcement", D(2018, 6, 6), (), (), D(2018, 8, 6)),  # day 60 is Sunday 5 August
    ("service.announcement", D(2022, 3, 1), (), (), D(2022, 3, 31)),
    ("penalty.pay", D(2022, 3, 1), (), (), D(2022, 3, 16)),
    ("penalty.demand", D(2022, 4, 20), (), (), D(2022, 5, 6)),  # 21 22 24(works) 25 26 27 28 29 April, 5 6 May
    ("penalty.court", D(2022, 5, 5), (), (), D(2022, 8, 5)),
    ("penalty.close", D(2022, 3, 1), (), (), D(2022, 3, 22)),
    ("prescription", D(2020, 3, 1), (), (), D(2022, 3, 1)),
    ("prescription.danger", D(2021, 8, 2), (), (), D(2026, 8, 3)),  # 2 August 2026 is a Sunday
    # adjudication: 5 (+5 since 2025) working days, copy 5, defence 15 or 30, forwarding 5, 3 months +1 +2
    ("adjudication.accept", D(2018, 9, 28), (), (), D(2018, 10, 10)),  # 29 30 Sept work, 8 9 10 Oct
    ("adjudication.accept", D(2025, 3, 3), (), (), D(2025, 3, 10)),
    ("adjudication.accept", D(2025, 3, 3), (), (Length(5, Unit.WORKING_DAY),), D(2025, 3, 17)),
    ("adjudication.copy", D(2025, 4, 24), (), (), D(2025, 4, 30)),  # 25, 27 (Sunday works), 28 29 30
    ("adjudication.defence", D(2025, 3, 3), (), (), D(2025, 3, 18)),
    ("adjudication.defence.abroad", D(2018, 7, 2), (), (), D(2018, 7, 17)),
    ("adjudication.defence.abroad", D(2025, 3, 3), (), (), D(2025, 4, 2)),
    ("adjudication.forward", D(2025, 3, 18), (), (), D(2025, 3, 25)),
    ("adjudication.hearing", D(2025, 3, 3), (), (), D(2025, 3, 6)),
    ("adjudication.decide", D(2018, 5, 31), (), (), D(2018, 8, 31)),
    ("adjudication.decide", D(2025, 3, 3), (), (), D(2025, 6, 3)),
    ("adjudication.decide", D(2025, 3, 3), (), (MONTH,), D(2025, 7, 3)),
    ("adjudication.decide", D(2025, 3, 3), (), (MONTH, TWO), D(2025, 9, 3)),
    ("adjudication.decide", D(2025, 3, 3), ((D(2025, 4, 1), D(2025, 5, 1)),), (), D(2025, 7, 3)),  # thirty days stood still
    ("adjudication.sue", D(2025, 5, 16), (), (), D(2025, 6, 3)),  # 31 May to 2 June is 端午
    ("adjudication.court", D(2025, 3, 3), (), (), D(2025, 6, 3)),
    # contesting a penalty: 60 days or six months; after a reconsideration 15 days; a summary penalty is handed in within 7 working days
    ("remedy.reconsider", D(2022, 3, 1), (), (), D(2022, 5, 5)),  # day 60 is 30 April, in the holidays until 4 May
    ("remedy.sue", D(2022, 3, 1), (), (), D(2022, 9, 1)),
    ("remedy.sue", D(2018, 8, 31), (), (), D(2019, 2, 28)),
    ("remedy.sue_after", D(2022, 3, 1), (), (), D(2022, 3, 16)),
    ("summary.file", D(2022, 3, 1), (), (), D(2022, 3, 10)),
    ("fast.accept", D(2025, 3, 3), (), (), D(2025, 3, 5)),
    ("fast.answer", D(2025, 3, 3), (), (), D(2025, 3, 6)),
    ("fast.finding", D(2025, 3, 3), (), (), D(2025, 3, 12)),
    ("fast.settle", D(2025, 3, 3), (), (), D(2025, 3, 10)),
]  # fmt: skip


@pytest.fixture(scope="module")
def rules(django_db_setup, django_db_blocker):
    """Loaded once for the module, and taken back."""
    from django.db import transaction

    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        make_case_rules()
        yield
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)


@pytest.mark.parametrize(("code", "start", "stops", "more", "on"), ROWS)
def test_each_limit_by_hand(rules, code, start, stops, more, on):
    held = [Stop(first, last, "不计入") for first, last in stops]
    longer = [Extension(one, "理由", "负责人") for one in more]
    assert due(f"enforcement.{code}", start, stops=held, extensions=longer).on == on


@pytest.mark.parametrize(
    ("code", "on"),
    [
        ("penalty.check.extension", D(2018, 7, 2)),
        ("adjudication.accept.extension", D(2025, 1, 31)),
        ("adjudication.decide.second", D(2025, 1, 31)),
        ("prescription.danger", D(2021, 7, 14)),
    ],
)
def test_what_an_older_law_did_not_know(rules, code, on):
    with pytest.raises(UnknownLimit):
        limit(f"enforcement.{code}", on)
