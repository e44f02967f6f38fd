"""Telling those who keep the register whose terms are about to end, so that they are renewed or let go in time 「续聘」."""

from collections import defaultdict
from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.identity.models import Person
from qingzhi.base.identity.queries import people_holding
from qingzhi.base.permits import SYSTEM
from qingzhi.engine.messages.actions import send

from ..models import Expert
from ..queries.experts import active_on
from ..queries.terms import MARKS, marks_on

KIND = "talent.term"
NAMED = 30  # experts that a message names


@transaction.atomic
def remind_of_terms() -> int:
    """One message to each keeper for every day on which terms end and every mark `talent.term.remind.*` (days before it)
    that has come; told once. Returns how many days of ending were told of."""
    today, told = clock.today(), 0
    keepers = None
    for code, days in marks_on(today):
        ending: dict[date, list[Expert]] = defaultdict(list)
        for one in active_on(today).filter(valid_to__lte=today + timedelta(days=days)).order_by("valid_to", "number"):
            if one.valid_to is not None:
                ending[one.valid_to].append(one)
        keepers = list(people_holding("talent.register", today)) if ending and keepers is None else keepers
        for on, experts in ending.items():
            for person in keepers or ():
                _tell(person, code, on, experts)
            told += 1
    return told


def _tell(person: Person, code: str, on: date, experts: list[Expert]) -> None:
    names = "、".join(f"{one.name}（{one.number}）" for one in experts[:NAMED])
    more = f"等 {len(experts)} 位" if len(experts) > NAMED else ""
    send(
        actor=SYSTEM, recipient=person, kind=KIND, key=f"{KIND}:{code.removeprefix(MARKS)}:{on}", url=f"{reverse('talent:experts')}?term=ending",
        title=f"{len(experts)} 位专家的聘期将于 {on} 届满", text=f"{names}{more}。届满后不再抽取，请续聘或办理退出。",
    )  # fmt: skip
