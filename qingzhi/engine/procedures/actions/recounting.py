"""Counting running limits anew after the office has changed what a day is: nobody is held to a date that is no longer right."""

from datetime import date

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import SYSTEM

from ..events import RecountAsked
from ..models import CaseClock, CaseEntry
from ..terms import Layer
from .clocking import count_clocks
from .locking import lock_case
from .working import set_work

AT_ONCE = 200  # cases of one transaction: writers wait no longer than that


@transaction.atomic
def ask_recount(*, first: date, last: date, after: int = 0) -> None:
    """Ask that the limits which run over these days be counted anew."""
    publish(RecountAsked(first=first.isoformat(), last=last.isoformat(), after=after))


@transaction.atomic
def recount(*, first: date, last: date, after: int = 0) -> int:
    """Count the limits anew that run over these days, for the next cases after a key; asks for the rest. Returns how many
    cases are due on another day now. Twice changes nothing."""
    running = CaseClock.objects.filter(ended_on=None, started_on__lt=last, due_on__gte=first, case_id__gt=after)
    keys = list(running.order_by("case_id").values_list("case_id", flat=True).distinct()[:AT_ONCE])
    moved = sum(_recount_one(key) for key in keys)
    if len(keys) == AT_ONCE:
        ask_recount(first=first, last=last, after=keys[-1])
    return moved


def _recount_one(key: int) -> bool:
    case = lock_case(key)
    before = case.due_on
    count_clocks(case, list(case.clocks.filter(ended_on=None)))
    if case.due_on == before:
        return False
    case.save(update_fields=["due_on"])
    set_work(SYSTEM, case)
    text = f"节假日安排有变，期限由 {before} 改为 {case.due_on}"
    CaseEntry.objects.create(
        case=case, at=clock.now(), label="重新计算期限", from_state=case.state, to_state=case.state,
        layer=Layer.APPLICANT.value, by=SYSTEM.name, text=text,
    )  # fmt: skip
    record(SYSTEM, "procedures.recount", case, changes={"due_on": (before, case.due_on)}, reason="节假日安排有变")
    return True
