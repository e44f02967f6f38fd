"""Escalation 「超期上报」: a case that is overdue for so many working days is told to those who answer for its body."""

from datetime import date, timedelta

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.identity.models import Person
from qingzhi.base.identity.queries import people_holding
from qingzhi.base.permits import SYSTEM
from qingzhi.engine.limits.queries import calendar_for, limits_under
from qingzhi.engine.messages.actions import send

from ..models import Case
from ..queries.lists import states_with

KIND = "procedures.overdue"
ANSWERS = "procedures.case.extend"  # who may extend a case answers for it
LOOKED_BACK = timedelta(days=15)  # a mark that was passed longer ago is not told any more


@transaction.atomic
def escalate_overdue() -> int:
    """Tell whoever may extend a body's cases which of them are overdue by a mark `procedures.escalate.*` of the limit table
    (working days); once per case, mark and due day. Returns how many cases were told. What waits on others than the desk is
    not the desk's lateness."""
    today, calendar = clock.today(), calendar_for()
    told, heads = 0, dict[int, list[Person]]()
    for rule in limits_under("procedures.escalate", today):
        newest = calendar.shift(today, -rule.value)
        reached = Case.objects.filter(
            states_with("desk"), closed_at=None, due_on__lte=newest, due_on__gt=newest - LOOKED_BACK
        )
        for case in reached.select_related("body", "owner").order_by("due_on", "pk"):
            if case.body_id not in heads:
                heads[case.body_id] = list(people_holding(ANSWERS, today, body=case.body))
            for person in heads[case.body_id]:
                _tell(person, case, f"{rule.code}:{case.pk}:{case.due_on}", today)
            told += bool(heads[case.body_id])
    return told


def _tell(person: Person, case: Case, key: str, today: date) -> None:
    days = (today - case.due_on).days if case.due_on else 0
    send(
        actor=SYSTEM, recipient=person, kind=KIND, key=key, url=f"/cases/{case.pk}/",
        title=f"{case.number} 逾期 {days} 天未办"[:200],
        text=f"{case.title}，期限 {case.due_on}，现为“{case.state_label}”，承办人 {case.owner or '待认领'}。",
    )  # fmt: skip
