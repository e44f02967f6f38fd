"""What the case page shows: read once, a fixed number of queries whatever the case holds."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, prefetch_related_objects

from qingzhi.base import clock
from qingzhi.base.pages.components import Entry, Stage, State
from qingzhi.base.permits import Actor
from qingzhi.engine.limits.rules.lengths import UNIT_LABELS, Unit
from qingzhi.engine.tasks.queries import warn_days
from qingzhi.engine.tasks.rules.state import item_state

from ..access import layers_for
from ..declaring import Attachment
from ..models import Case, CaseAttachment, CaseClock, CaseEntry, CaseStop
from ..terms import Layer, Waits

TALK = "留言"
OFTEN_ABSENT = ("attachments", "stops", "drafts", "uploads", "links", "linked_from")


@dataclass
class CaseRead:
    """A case with its rows, as one actor may read them."""

    case: Case
    layers: tuple[Layer, ...]
    entries: list[CaseEntry]
    attachments: list[CaseAttachment]
    clocks: list[CaseClock]
    stops: list[CaseStop]
    absent: frozenset[str] = frozenset()  # related rows that there are none of

    @property
    def inside(self) -> bool:
        """Whether the reader belongs to the handling side."""
        return Layer.INTERNAL in self.layers

    @property
    def suspended(self) -> CaseStop | None:
        """The ordered stop that is open."""
        return next((one for one in self.stops if one.to_on is None and not one.state), None)


@dataclass(frozen=True)
class Slot:
    """A document that a step of the present state asks for, with what is there."""

    wanted: Attachment
    step: str
    present: CaseAttachment | None

    @property
    def missing(self) -> bool:
        return self.wanted.required and self.present is None


@dataclass(frozen=True)
class ClockShown:
    """A limit with all that explains it."""

    row: CaseClock
    state: State
    stops: tuple[str, ...]
    extensions: tuple[str, ...] = field(default=())


def read_case(actor: Actor, case: Case) -> CaseRead:
    """The rows of a case that the actor reads, in three to five queries. They stay with the case, for steps and guards that ask
    for them."""
    layers = layers_for(actor, case)
    values = [one.value for one in layers]
    absent = note_absent(case, (*OFTEN_ABSENT, *case.declared.parts))
    attachments = Prefetch("attachments", CaseAttachment.objects.select_related("file"))
    prefetch_related_objects([case], attachments, "entries", "clocks", "stops")
    return CaseRead(
        case, layers,
        [one for one in case.entries.all() if one.layer in values],
        [one for one in case.attachments.all() if one.layer in values],
        list(case.clocks.all()),
        list(case.stops.all()),
        absent,
    )  # fmt: skip


def note_absent(case: Case, names: Sequence[str]) -> frozenset[str]:
    """Of these related rows of a case, those that there are none of, by one query; nobody who asks the case for them asks the
    database then."""
    rows = [Case._meta.get_field(name) for name in names]
    there = [Exists(one.related_model._default_manager.filter(**{one.field.name: OuterRef("pk")})) for one in rows]  # type: ignore[union-attr]
    answers = Case.objects.filter(pk=case.pk).values_list(*there).get()
    absent = frozenset(name for name, present in zip(names, answers, strict=True) if not present)
    kept = case.__dict__.setdefault("_prefetched_objects_cache", {})
    kept.update({name: getattr(case, name).none() for name in absent})
    return absent


def light_of(case: Case, warn: int | None = None) -> Any:
    """The light of a case: by its nearest limit."""
    return item_state(
        case.due_on, _day(case.closed_at), clock.today(), warn_days() if warn is None else warn, case.outcome_label
    )


def _day(at: datetime | None) -> date | None:
    return at.astimezone(clock.now().tzinfo).date() if at else None


def waiting_on(case: Case) -> tuple[str, datetime]:
    """With whom a case is stuck, by name, and since when."""
    waits = case.state_declared.waits
    if not case.is_open or waits is Waits.NOBODY:
        return ("", case.entered_at)
    if waits is Waits.APPLICANT and case.applicant is not None:
        return (case.applicant.display_name, case.entered_at)
    if waits is Waits.DESK:
        return (f"{case.body.short_name}{f' {case.owner.name}' if case.owner else ''}", case.entered_at)
    return (waits.label, case.entered_at)


def waiting_for_applicant(case: Case) -> tuple[str, datetime]:
    """The same in the applicant's words: bodies, and no officer's name."""
    waits = case.state_declared.waits
    if waits is Waits.APPLICANT:
        return ("您", case.entered_at)
    return (case.body.name if waits is Waits.DESK else waiting_on(case)[0], case.entered_at)


def stages_of(case: Case, entries: Sequence[CaseEntry], *, suspended: bool = False, note: str = "") -> list[Stage]:
    """The stage line: what is behind, what is now (with a note), what may come."""
    declared = case.declared
    names = declared.stages
    of_state = {one.code: one.stage for one in declared.states}
    here = of_state[case.state] or next(
        (of_state[one.from_state] for one in reversed(entries) if of_state.get(one.from_state)), ""
    )
    reached = names.index(here) if here in names else 0
    stopped = suspended or (not case.is_open and not of_state[case.state])
    found = []
    for number, name in enumerate(names):
        state = "past" if number < reached else "now" if number == reached else "next"
        if number == reached and stopped:
            state = "stopped"
        elif number == reached and not case.is_open:
            state = "past"
        found.append(Stage(name, state, note if number == reached else ""))
    return found


def clocks_shown(read: CaseRead, warn: int) -> list[ClockShown]:
    """Every limit: running first, then those that ended."""
    today = clock.today()
    rows = sorted(read.clocks, key=lambda row: (row.ended_on is not None, row.due_on or today, row.pk))
    found = []
    for row in rows:
        state = _clock_state(read, row, today, warn)
        if row.due_on is None and row.ended_on is None:
            state = State("none", "停止计算", "停止的原因消除后接着算")
        stops = tuple(
            f"{one.from_on} 至 {one.to_on or '今'}：{one.reason}{f'（依据：{one.basis}）' if one.basis else ''}"
            for one in read.stops if one.clock in ("", row.code) and (row.ended_on is None or one.from_on <= row.ended_on)
            and (one.to_on is None or one.to_on >= row.started_on)
        )  # fmt: skip
        extensions = tuple(f"延长 {value} {unit}：{why}（批准人：{who}）" for value, unit, why, who in _extensions(row))
        found.append(ClockShown(row, state, stops, extensions))
    return found


def _clock_state(read: CaseRead, row: CaseClock, today: date, warn: int) -> State:
    """The light of a limit; a period that has to pass is over, never late."""
    if row.code in read.case.declared.periods:
        over = row.ended_on or (row.due_on and row.due_on < today)
        return State("done", "已届满") if over else State("ok", "进行中", "期满后才能办理")
    ended = "已办结" if row.ended_on and not row.was_late else "逾期办结" if row.ended_on else ""
    if row.due_at is not None and row.ended_on is None:
        return hours_light(row.due_at)
    light = item_state(row.due_on, row.ended_on, today, warn, ended)
    return State(light.code, light.label, light.reason)


def hours_light(due_at: datetime) -> State:
    """The light of a running limit in hours: late from the instant on."""
    now = clock.now()
    left, told = abs(due_at - now), f"{due_at.astimezone(now.tzinfo):%Y-%m-%d %H:%M} 届满"
    words = f"{int(left.total_seconds() // 3600)} 小时 {int(left.total_seconds() // 60 % 60)} 分"
    return State("late", f"逾期 {words}", told) if now > due_at else State("warn", f"剩 {words}", told)


def _extensions(row: CaseClock) -> list[tuple[Any, str, str, str]]:
    return [(value, UNIT_LABELS[Unit(unit)], why, who) for value, unit, why, who in row.extensions]


def slots_of(read: CaseRead, steps: Sequence[Any]) -> list[Slot]:
    """The documents that the steps open to the actor ask for, each slot once."""
    present = {one.slot: one for one in read.attachments if one.replaced_at is None}
    found: dict[str, Slot] = {}
    for step in steps:
        for wanted in step.attachments:
            known = found.get(wanted.code)
            if known is None or (wanted.required and not known.wanted.required):
                found[wanted.code] = Slot(wanted, step.label, present.get(wanted.code))
    return list(found.values())


def timeline_of(read: CaseRead, layer: str = "") -> list[Entry]:
    """What happened, newest last, in the words of who reads: the applicant sees no officer's name and nothing internal."""
    state_of = {one.code: one for one in read.case.declared.states}
    found = []
    for one in read.entries:
        if (one.label == TALK and not one.step) or (layer and one.layer != layer):
            continue
        label = one.label if read.inside else one.told or one.label
        to = state_of.get(one.to_state)
        moved = one.step and to is not None and one.from_state != one.to_state
        to_label = (to.label if read.inside else to.shown_to_applicant) if to is not None else ""
        what = f"{label}，转入“{to_label}”" if moved else label
        note = (
            one.text
            if not (read.inside and one.internal)
            else "\n".join(filter(None, (one.text, f"内部意见：{one.internal}")))
        )
        tone = _tone(to) if to is not None and moved else ""
        found.append(Entry(_local(one.at), _who(read, one), what, note=note, state=tone))
    return found


def _tone(state: Any) -> str:
    return "done" if state.is_final else "warn" if state.waits is Waits.APPLICANT else ""


def _who(read: CaseRead, one: CaseEntry) -> str:
    if read.inside:
        return f"{one.by}（{Layer(one.layer).label}）"
    if one.by_subject_id == read.case.applicant_id:
        return one.by
    return read.case.body.name if one.by_user_id else one.by


def _local(at: datetime) -> datetime:
    return at.astimezone(clock.now().tzinfo)


@dataclass(frozen=True)
class Talk:
    """One conversation of a case, kept apart by layer."""

    layer: Layer
    label: str
    said: tuple[Entry, ...]


def talks_of(read: CaseRead) -> list[Talk]:
    """With the applicant, between bodies, inside: those that the reader takes part in."""
    labels = {Layer.APPLICANT: "与申请人", Layer.BODIES: "部门之间", Layer.INTERNAL: "内部"}
    if not read.inside:
        labels[Layer.APPLICANT] = "与承办单位"
    found = []
    for layer, label in labels.items():
        if layer in read.layers:
            said = tuple(
                Entry(_local(one.at), one.by if read.inside else _who(read, one), one.text)
                for one in read.entries if one.layer == layer.value and one.label == TALK and not one.step
            )  # fmt: skip
            found.append(Talk(layer, label, said))
    return found
