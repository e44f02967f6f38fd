"""从旧兼从轻 (《刑法》第十二条): a later version with higher thresholds counts for an act before it; a lower one never does."""

from datetime import date

import pytest

from qingzhi.base.permits import SYSTEM
from qingzhi.engine.decisions.actions import load_decisions

from ..queries.thresholds import reached

pytestmark = pytest.mark.django_db
FACTS = {"offence": "mark_counterfeit", "marks": 1, "repeated": False, "gain": 0, "total": 0, "loss": 0, "pieces": 0}
BEFORE, AFTER = date(2029, 5, 1), date(2030, 5, 1)


def version(since, until, least):
    row = dict.fromkeys(("marks", "repeated", "gain", "total", "loss", "pieces", "note"), "")
    return {
        **row, "valid_from": since, "valid_to": until, "version_source": f"虚构的解释（{since}）", "status": "default",
        "offence": "假冒注册商标罪", "turnover": f">= {least}", "threshold": f"非法经营数额{least}元以上", "source": "虚构",
    }  # fmt: skip


def load(first, later):
    rows = [version("2004-12-22", "2030-01-01", first), version("2030-01-01", "", later)]
    load_decisions(actor=SYSTEM, table="coordination.crime", rows=rows)


@pytest.mark.parametrize(
    ("turnover", "acted", "today", "counts"),
    [
        (60_000, BEFORE, AFTER, False),  # reached then, not now: the lighter law of today
        (60_000, BEFORE, BEFORE, True),  # while the old one holds it counts
        (200_000, BEFORE, AFTER, True),  # reached by both
        (60_000, AFTER, AFTER, False),
        (40_000, BEFORE, AFTER, False),  # never reached
    ],
)
def test_a_later_version_with_higher_thresholds(turnover, acted, today, counts):
    load(50_000, 100_000)
    assert bool(reached({**FACTS, "turnover": turnover}, acted, today)) is counts


def test_it_is_told_why_nothing_counts():
    load(50_000, 100_000)
    told = reached({**FACTS, "turnover": 60_000}, BEFORE, AFTER).told
    assert "行为发生日 2029-05-01 的标准" in told[0] and "从轻适用新标准" in told[1]


def test_a_later_version_with_lower_thresholds_does_not_reach_back():
    load(100_000, 50_000)
    assert not reached({**FACTS, "turnover": 60_000}, BEFORE, AFTER)
    assert reached({**FACTS, "turnover": 60_000}, AFTER, AFTER)
