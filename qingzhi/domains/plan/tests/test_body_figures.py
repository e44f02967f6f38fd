"""What evaluation is told of bodies: shares of reports and tasks with the numbers behind them."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from qingzhi.domains.metrics.queries.body_figures import body_figure
from qingzhi.domains.plan.queries.body_figures import SOURCES
from qingzhi.domains.plan.testing.tracking import make_bare_round, make_body, make_report, make_task

pytestmark = pytest.mark.django_db
YEAR = SimpleNamespace(first=date(2018, 1, 1), last=date(2018, 12, 31))


def told(code, body):
    found = body_figure(code).figures(YEAR)[body.pk]
    return found.value, found.count, found.whole


def test_every_figure_is_registered_and_counts_what_it_says():
    body, other = make_body(), make_body()
    round_, earlier = make_bare_round(), make_bare_round(period_from=date(2017, 10, 1), period_to=date(2017, 12, 31))
    tasks = [make_task(body, due_on=date(2018, 6, 30)) for _ in range(4)]
    tasks[0].done_on = date(2018, 6, 1)
    tasks[0].save()
    days = (date(2018, 7, 10), date(2018, 7, 20), None)
    for task, day in zip(tasks, days, strict=False):
        make_report(task, round_, first_submitted_on=day, state="accepted" if day else "missed")
    make_report(tasks[0], earlier, first_submitted_on=date(2018, 7, 1))
    make_report(tasks[3], round_, state="waived")
    make_task(other, due_on=date(2019, 6, 30))
    assert told("plan.reports_on_time", body) == (Decimal("33.33"), 1, 3)
    assert told("plan.reports_accepted", body) == (Decimal("66.67"), 2, 3)
    assert told("plan.tasks_done", body) == (Decimal("25.00"), 1, 4)
    assert told("plan.dunned", body) == (0, 0, None)
    assert other.pk not in body_figure("plan.tasks_done").figures(YEAR)
    assert all(body_figure(one.code) == one and one.meaning for one in SOURCES)
    assert body_figure("plan.tasks_done").figures(YEAR)[body.pk].url == f"/plan/records/{body.code}/"
