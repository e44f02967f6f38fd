"""Flags are computed anew whenever what they follow from may have changed; what came or went is told, recorded, and changes a case's turn."""

from typing import Any

from django.db import transaction
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.models import Body
from qingzhi.base.identity.queries import bodies_holding
from qingzhi.base.permits import SYSTEM, region_prefix
from qingzhi.engine.messages.actions import send
from qingzhi.engine.messages.kinds import message_kind
from qingzhi.engine.procedures.actions import rank_case
from qingzhi.engine.procedures.models import Case
from qingzhi.engine.tasks.terms import Priority

from ..events.flags import CaseFlagged, FlagEnded
from ..models import CaseFlag
from ..queries.flag_facts import facts_of
from ..queries.flag_reach import cases_by_the_day
from ..queries.flagging import FLAGS, Found
from ..terms.flags import FlagKind

TOLD = message_kind("enforcement.flagged", "重点案件提醒").code
GONE = "依据的事实或名录已经变化"


@transaction.atomic
def recompute_flags(*, case_id: int) -> list[CaseFlag]:
    """Compute every flag of an open case; returns those that hold. A closed case keeps the flags that it was closed with."""
    case = Case.objects.select_for_update(of=("self",)).select_related("body__region").filter(pk=case_id).first()
    facts = facts_of(case) if case is not None and case.is_open else None
    if case is None or facts is None:
        return []
    held = {one.kind: one for one in CaseFlag.objects.filter(case=case, ended_at=None)}
    day, found = clock.today(), []
    for kind, compute in FLAGS.items():
        answer, known = compute(facts, day), held.get(kind.value)
        if answer is not None:
            found.append(_renewed(known, answer) if known is not None else _raised(case, kind, answer))
        elif known is not None:
            _ended(known)
    _rank(case, found)
    return found


def _raised(case: Case, kind: FlagKind, answer: Found) -> CaseFlag:
    made = CaseFlag.objects.create(case=case, kind=kind.value, since=clock.now(), **_values(answer))
    made.counties.set(answer.counties)
    record(SYSTEM, "enforcement.flag", case, changes={"flag": ("", kind.label)}, reason="；".join(answer.reasons)[:500])
    publish(CaseFlagged(flag_id=made.pk, case_id=case.pk, kind=kind.value))
    return made


def _renewed(known: CaseFlag, answer: Found) -> CaseFlag:
    values = _values(answer)
    if any(getattr(known, name) != value for name, value in values.items()):
        before = "；".join(known.reasons)[:200]
        for name, value in values.items():
            setattr(known, name, value)
        known.save()
        known.counties.set(answer.counties)
        record(SYSTEM, "enforcement.flag", known.case, changes={"reasons": (before, "；".join(answer.reasons)[:200])})
    return known


def _ended(known: CaseFlag) -> None:
    known.ended_at, known.ended_why = clock.now(), GONE
    known.save(update_fields=["ended_at", "ended_why"])
    record(SYSTEM, "enforcement.unflag", known.case, changes={"flag": (known.get_kind_display(), "")}, reason=GONE)
    publish(FlagEnded(flag_id=known.pk, case_id=known.case_id, kind=known.kind))


def _values(answer: Found) -> dict[str, Any]:
    return {"entry": answer.entry, "reasons": answer.reasons, "rows": answer.rows, "table_version": answer.version}


def _rank(case: Case, flags: list[CaseFlag]) -> None:
    """What touches the protection list takes precedence (推进计划4.2.3); without it the case takes its usual turn again."""
    listed = next((one for one in flags if one.kind == FlagKind.LISTED), None)
    if listed is not None:
        rank_case(actor=SYSTEM, case=case, priority=Priority.URGENT, reason="涉重点保护名录，优先办理")
    elif CaseFlag.objects.filter(case=case, kind=FlagKind.LISTED.value).exists():
        rank_case(actor=SYSTEM, case=case, priority=Priority.NORMAL, reason="不再涉重点保护名录")


def recompute_by_the_day() -> int:
    """Compute anew what a date alone may have changed; returns how many cases were looked at. Twice a day changes nothing."""
    cases = cases_by_the_day(clock.today())
    for pk in cases:
        recompute_flags(case_id=pk)
    return len(cases)


@transaction.atomic
def tell_flag(*, flag_id: int) -> int:
    """Tell the body that handles the case, whoever keeps the list, and those who watch over its region; once each, returns to how many."""
    flag = CaseFlag.objects.select_related("case__body", "entry__body").filter(pk=flag_id, ended_at=None).first()
    if flag is None:
        return 0
    bodies = _concerned(flag)
    for body in bodies:
        send(
            actor=SYSTEM, recipient=body, kind=TOLD, key=f"flag:{flag.pk}", url=f"{reverse('enforcement:flagged')}?flag={flag.kind}",
            title=f"{flag.get_kind_display()}：{flag.case.number}", text="；".join(flag.reasons),
        )  # fmt: skip
    return len(bodies)


def _concerned(flag: CaseFlag) -> list[Body]:
    found = {flag.case.body_id: flag.case.body}
    if flag.entry is not None:
        found[flag.entry.body_id] = flag.entry.body
    code = flag.case.region_code
    if code and not code.endswith("0000"):
        near = bodies_holding("enforcement.flag.view").filter(region__code__startswith=region_prefix(code)[:4])
        found |= {one.pk: one for one in near}
    return list(found.values())
