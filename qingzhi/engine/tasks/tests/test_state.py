"""The light of a work item, by table: each edge once."""

from datetime import date, timedelta

import pytest

from qingzhi.engine.tasks.rules.state import board_state, item_state

TODAY = date(2018, 7, 1)


def day(offset):
    return None if offset is None else TODAY + timedelta(days=offset)


@pytest.mark.parametrize(
    ("due", "closed", "code", "days"),
    [
        (None, None, "none", None),
        (8, None, "ok", 8),
        (7, None, "warn", 7),
        (1, None, "warn", 1),
        (0, None, "warn", 0),
        (-1, None, "late", -1),
        (-400, None, "late", -400),
        (None, -1, "done", None),
        (3, 0, "done", 3),
        (-3, -3, "done", 0),
        (-3, 0, "done", -3),
    ],
)
def test_state(due, closed, code, days):
    found = item_state(day(due), day(closed), TODAY)
    assert (found.code, found.days) == (code, days)
    assert found.reason


def test_the_warning_begins_when_the_office_says():
    assert item_state(day(10), None, TODAY, warn_days=10).code == "warn"
    assert item_state(day(11), None, TODAY, warn_days=10).code == "ok"


def test_a_late_closing_says_how_late():
    assert "晚 3 天" in item_state(day(-3), day(0), TODAY).reason


@pytest.mark.parametrize(
    ("overdue", "soon", "count", "code"), [(1, 0, 1, "late"), (0, 1, 2, "warn"), (0, 0, 2, "ok"), (0, 0, 0, "none")]
)
def test_board_state(overdue, soon, count, code):
    assert board_state(overdue, soon, count).code == code
