"""A case's due day in the inboxes: before, on and after it to who handles it, later to who answers for it; each once."""

from datetime import date, datetime

import pytest

from qingzhi.base import clock
from qingzhi.base.identity.models import Person
from qingzhi.base.identity.testing import a_body, a_post, a_role, an_account
from qingzhi.base.permits import SYSTEM
from qingzhi.engine.limits.testing import make_limit
from qingzhi.engine.messages.models import Message
from qingzhi.engine.procedures.actions import take_step
from qingzhi.engine.procedures.actions.escalating import escalate_overdue
from qingzhi.engine.procedures.models import Case
from qingzhi.engine.procedures.testing import make_sample_case
from qingzhi.engine.tasks.actions import remind

from .people import enterprise

pytestmark = pytest.mark.django_db
ROWS = (
    ("tasks.remind.before.last", 1),
    ("tasks.remind.after.first", 1),
    ("procedures.escalate.first", 2),
    ("procedures.escalate.second", 5),
)


@pytest.fixture
def chief():
    user = an_account("chief", "李处长")
    a_post(user, a_role("chief", "procedures.case.extend"), a_body())
    return user.person


def told_on(days):
    """(day, who was told, the heading) on each of these days of July, the duties running twice."""
    found, before = [], 0
    for day in days:
        with clock.fixed(datetime(2018, 7, day, 9)):
            for _ in range(2):
                remind()
                escalate_overdue()
        rows = list(Message.objects.exclude(kind="procedures.step").order_by("id"))[before:]
        before += len(rows)
        found += [(day, row.recipient.display_name, row.title) for row in rows]
    return found


def test_before_at_after_and_to_the_chief_each_once(sample, chief):
    for code, days in ROWS:
        make_limit(code, days)
    make_limit("tasks.remind.at.first", 1, counting="calendar")
    handler = an_account("handler", "王经办")
    a_post(handler, a_role("handler", "procedures.case.handle"), a_body())
    with clock.fixed(date(2018, 6, 4)):
        case = make_sample_case(body=a_body(), applicant=enterprise())
        Case.objects.filter(pk=case.pk).update(state="submitted", owner=Person.objects.get(pk=handler.person.pk))
        case = take_step(actor=SYSTEM, case=Case.objects.get(pk=case.pk), step="accept", revision=0)
    assert case.due_on == date(2018, 7, 3), "20 working days; 18 June is the Dragon Boat Festival"
    found = told_on(range(1, 21))
    assert found == [
        (2, "王经办", "待办提醒：1 项即将到期"),
        (3, "王经办", "待办提醒：1 项今天到期"),
        (4, "王经办", "待办提醒：1 项逾期"),
        (5, "李处长", f"{case.number} 逾期 2 天未办"),
        (10, "李处长", f"{case.number} 逾期 7 天未办"),
    ]
