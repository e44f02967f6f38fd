"""The worker's duties: each by its period, a failing one alone."""

import pytest

from qingzhi.base.events import duties
from qingzhi.base.events.duties import all_duties, duty, run_due_duties


@pytest.fixture
def ran(monkeypatch):
    monkeypatch.setattr(duties, "_duties", {})
    found: list[str] = []
    duty("seldom", every=3600)(lambda: found.append("seldom"))
    duty("always", every=0)(lambda: found.append("always"))
    return found


def test_each_by_its_period(ran):
    for one in all_duties():
        one.last_at = -1e9
    run_due_duties()
    run_due_duties()
    assert ran == ["seldom", "always", "always"]
    run_due_duties(all_now=True)
    assert ran[-2:] == ["seldom", "always"]


def test_a_failing_duty_stops_nobody(ran):
    duty("broken", every=0)(lambda: 1 / 0)
    duty("last", every=0)(lambda: ran.append("last"))
    assert run_due_duties(all_now=True) == ["broken"]
    assert ran[-1] == "last"
    assert next(one for one in all_duties() if one.name == "broken").failures == 1
