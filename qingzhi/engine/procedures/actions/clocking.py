"""The limits of a case: started, stopped and ended by its states, suspended, resumed and extended by people."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.permits import Actor, require
from qingzhi.engine.limits.queries import calendar_for, due_explained
from qingzhi.engine.limits.rules.lengths import Extension, Length, Stop, Unit
from qingzhi.engine.limits.rules.result import Due

from ..declaring import Clock
from ..models import Case, CaseClock, CaseEntry, CaseStop
from ..refusals import AlreadySuspended, NothingChanges, ReasonMissing
from ..terms import Layer
from .locking import lock_case
from .signing import represented, signature, told_for
from .working import set_work


def set_clocks(case: Case, today: date) -> list[CaseClock]:
    """Start, stop and end the limits as the case's state says, and note the nearest due day on the case (not saved); returns
    those that run now."""
    declared = case.declared
    running = {one.code: one for one in CaseClock.objects.filter(case=case, ended_on=None)}
    if not declared.clocks and not running:
        return []
    stops = list(CaseStop.objects.filter(case=case))
    for one in declared.clocks:
        _set_clock(case, one, running, stops, today)
    count_clocks(case, running.values(), stops)
    return list(running.values())


def _set_clock(case: Case, one: Clock, running: dict[str, CaseClock], stops: list[CaseStop], today: date) -> None:
    """A clock that begins is written when it has been counted."""
    known = running.get(one.code)
    goes_on = case.state in one.runs_in or case.state in one.stopped_in
    if known is None and case.state in one.runs_in:
        code = one.choose(case) if one.choose is not None else one.limit
        since = one.since(case) if one.since is not None else None
        at = since.astimezone(clock.now().tzinfo) if isinstance(since, datetime) else None
        running[one.code] = CaseClock(
            case=case, code=one.code, label=one.label, limit=code, started_on=at.date() if at else since or today, started_at=at
        )  # fmt: skip
    elif known is not None and not goes_on:
        CaseClock.objects.filter(pk=known.pk).update(ended_on=today, ended_at=clock.now())
        del running[one.code]
    if known is not None:
        _stand_still(case, one, stops, today)


def _stand_still(case: Case, one: Clock, stops: list[CaseStop], today: date) -> None:
    """Begin or end the stop that a state is for one clock."""
    open_stop = next((row for row in stops if row.clock == one.code and row.to_on is None and row.state), None)
    stands = case.state in one.stopped_in
    if stands and open_stop is None:
        label = case.state_label
        stop = CaseStop(case=case, clock=one.code, state=case.state, from_on=today, reason=f"{label}期间不计入")
        stop.save()
        stops.append(stop)
    elif not stands and open_stop is not None:
        open_stop.to_on = max(today, open_stop.from_on)
        CaseStop.objects.filter(pk=open_stop.pk).update(to_on=open_stop.to_on)


def count_clocks(case: Case, running: Iterable[CaseClock], stops: Sequence[CaseStop] | None = None) -> None:
    """Count every running clock anew, by the rules of the case's day; the nearest due day is noted on the case (not saved). A
    period that has to pass is no due day: nobody is late when it is over."""
    calendar = calendar_for(case.region_code)
    stops = list(CaseStop.objects.filter(case=case)) if stops is None else stops
    dues, periods = [], case.declared.periods
    for one in running:
        held = [Stop(row.from_on, row.to_on, row.reason) for row in stops if row.clock in ("", one.code)]
        found, told = due_explained(
            one.limit, one.started_on, stops=held, extensions=extensions_of(one), calendar=calendar, on=case.rules_on, instant=one.started_at
        )  # fmt: skip
        _note_due(one, found, told)
        if one.due_on is not None and one.code not in periods:
            dues.append(one.due_on)
    case.due_on = min(dues, default=None)


def _note_due(one: CaseClock, found: Due, told: list[str]) -> None:
    """What was counted, written where it is new; the day of a limit in hours is the one on which it ends."""
    on = found.at.date() if found.at is not None else found.on
    if one.pk is None or (one.due_on, one.due_at, one.explained) != (on, found.at, told):
        one.due_on, one.due_at, one.explained = on, found.at, told
        if isinstance(found.start, datetime):
            one.started_at = found.start
        one.save()


def extensions_of(row: CaseClock) -> list[Extension]:
    """The approved extensions of a clock."""
    return [Extension(Length(value, Unit(unit)), why, who) for value, unit, why, who in row.extensions]


@transaction.atomic
def start_clock(*, case: Case, code: str, label: str, limit: str, on: date) -> CaseClock:
    """Let a limit of something within a case run (a seizure, an announcement): it ends by `end_clock`, not by the case's
    state. Called by a domain's action inside its own transaction; a clock that runs already is left as it is."""
    found = CaseClock.objects.filter(case=case, code=code, ended_on=None).first()
    if found is None:
        found = CaseClock.objects.create(case=case, code=code, label=label, limit=limit, started_on=on)
    _counted(case)
    return found


@transaction.atomic
def end_clock(*, case: Case, code: str, on: date) -> None:
    """End such a limit; twice changes nothing."""
    CaseClock.objects.filter(case=case, code=code, ended_on=None).update(ended_on=on, ended_at=clock.now())
    _counted(case)


def _counted(case: Case) -> None:
    count_clocks(case, CaseClock.objects.filter(case=case, ended_on=None))
    Case.objects.filter(pk=case.pk).update(due_on=case.due_on)


@transaction.atomic
def suspend(*, actor: Actor, case: Case, reason: str, basis: str, revision: int | None = None) -> Case:
    """Suspend a case 「中止」 from today, with the legal reason; its limits stand still and its desk takes no step."""
    case = lock_case(case)
    _require_desk(actor, "procedures.case.suspend", case)
    if not reason.strip() or not basis.strip():
        raise ReasonMissing("中止须写明理由和法律依据")
    if not case.is_open:
        raise AlreadySuspended("办件已办结，不能中止")
    if case.stops.filter(to_on=None, state="").exists():
        raise AlreadySuspended("办件已经中止")
    CaseStop.objects.create(case=case, from_on=clock.today(), reason=reason.strip()[:300], basis=basis.strip()[:300])
    _changed(actor, case, "中止", f"{reason.strip()}（依据：{basis.strip()}）", "procedures.suspend")
    return case


@transaction.atomic
def resume(*, actor: Actor, case: Case, reason: str) -> Case:
    """Let a suspended case go on 「恢复」; today counts again."""
    case = lock_case(case)
    _require_desk(actor, "procedures.case.suspend", case)
    stop = case.stops.filter(to_on=None, state="").first()
    if stop is None:
        raise AlreadySuspended("办件没有中止")
    if not reason.strip():
        raise ReasonMissing("恢复须写明理由")
    CaseStop.objects.filter(pk=stop.pk).update(to_on=max(clock.today(), stop.from_on))
    _changed(actor, case, "恢复", reason.strip(), "procedures.resume")
    return case


@transaction.atomic
def extend(*, actor: Actor, case: Case, code: str, length: Length, reason: str, approved_by: str) -> Case:
    """Lengthen a running limit 「延长」 with its reason and who approved it."""
    case = lock_case(case)
    _require_desk(actor, "procedures.case.extend", case)
    if not reason.strip() or not approved_by.strip():
        raise ReasonMissing("延长期限须写明理由和批准人")
    row = CaseClock.objects.filter(case=case, code=code, ended_on=None).first()
    if row is None:
        raise NothingChanges("这项期限没有在计算")
    if (row.due_at is None) is (length.unit is Unit.HOUR):
        raise NothingChanges("以小时计的期限只能按小时延长，以日、月计的不能按小时延长")
    row.extensions = [*row.extensions, [length.value, length.unit.value, reason.strip(), approved_by.strip()]]
    row.save(update_fields=["extensions"])
    _changed(
        actor,
        case,
        f"延长{row.label}{length}",
        f"{reason.strip()}（批准人：{approved_by.strip()}）",
        "procedures.extend",
    )
    return case


def _changed(actor: Actor, case: Case, label: str, text: str, verb: str) -> None:
    """What a change of the limits means for the case: counted anew, told, audited."""
    before, owner = case.due_on, represented(actor, case)
    set_clocks(case, clock.today())
    case.revision += 1
    case.save(update_fields=["due_on", "revision"])
    set_work(actor, case)
    CaseEntry.objects.create(
        case=case, at=clock.now(), label=label, from_state=case.state, to_state=case.state, layer=Layer.APPLICANT.value,
        by=signature(actor, owner), by_user_id=actor.user_id, by_subject_id=actor.acts_for, text=text,
    )  # fmt: skip
    record(actor, verb, case, changes={"due_on": (before, case.due_on), **told_for(owner)}, reason=text)


def _require_desk(actor: Actor, code: str, case: Case) -> None:
    require(actor, code, body_id=case.body_id, region_code=case.region_code or None)
