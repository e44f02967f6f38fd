"""Registration, sealing and seizure with their limits; remedies against decisions."""

from datetime import date

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.permits import Actor, require
from qingzhi.engine.limits.queries import limit
from qingzhi.engine.procedures.actions import end_clock, extend, start_clock
from qingzhi.engine.procedures.models import Case

from ..models import Decision, Measure, Remedy
from ..refusals import ValueNotValid
from ..refusals.cases import MeasureStands
from ..terms.penalty import MeasureKind, RemedyKind, RemedyOutcome
from .finality import reckon_contest

LIMITS = {
    MeasureKind.REGISTER: "enforcement.measure.register",
    MeasureKind.SEAL: "enforcement.measure.seize",
    MeasureKind.SEIZE: "enforcement.measure.seize",
}


@transaction.atomic
def impose_measure(
    *,
    actor: Actor,
    case: Case,
    kind: MeasureKind,
    items: str,
    place: str,
    on: date | None = None,
    decision: Decision | None = None,
) -> Measure:
    """Keep, seal or seize things 「先行登记保存、查封、扣押」; its limit runs on the case until it is ended."""
    require(actor, "enforcement.case.approve", body_id=case.body_id)
    kind, on = MeasureKind(kind), on or clock.today()
    if not items.strip() or not place.strip():
        raise ValueNotValid("请填写物品清单和地点", "items")
    if on > clock.today():
        raise ValueNotValid("实施日期不能晚于今天", "from_on")
    made = Measure.objects.create(
        case=case, kind=kind.value, items=items.strip()[:1000], place=place.strip()[:200], from_on=on, decision=decision
    )
    start_clock(case=case, code=made.clock, label=f"{kind.label}期限", limit=LIMITS[kind], on=on)
    record(actor, "enforcement.impose_measure", case, changes={"measure": ("", f"{kind.label}：{made.items}")})
    return made


@transaction.atomic
def lengthen_measure(*, actor: Actor, measure: Measure, reason: str) -> Measure:
    """Lengthen a sealing or seizure once 「延长查封、扣押」: 《行政强制法》第二十五条."""
    locked = _running(measure)
    require(actor, "enforcement.case.approve", body_id=locked.case.body_id)
    if locked.kind == MeasureKind.REGISTER:
        raise MeasureStands("先行登记保存不能延长")
    if locked.extended_on is not None:
        raise MeasureStands(f"已于{locked.extended_on}延长过一次")
    clock_row = locked.case.clocks.filter(code=locked.clock, ended_on=None).first()
    if clock_row is not None and clock_row.due_on is not None and clock_row.due_on < clock.today():
        raise MeasureStands(f"期限已于{clock_row.due_on}届满，不能延长，请解除")
    length = limit("enforcement.measure.seize.extension", locked.case.rules_on).length
    extend(actor=actor, case=locked.case, code=locked.clock, length=length, reason=reason, approved_by=actor.name)
    locked.extended_on = clock.today()
    locked.save(update_fields=["extended_on"])
    record(actor, "enforcement.lengthen_measure", locked.case, changes={"measure": ("", str(locked))}, reason=reason)
    return locked


@transaction.atomic
def end_measure(*, actor: Actor, measure: Measure, how: str) -> Measure:
    """End a measure 「解除或转为查封、没收」 with what became of the things."""
    locked = _running(measure)
    require(actor, "enforcement.case.handle", body_id=locked.case.body_id)
    if not how.strip():
        raise ValueNotValid("请写明处理结果", "how")
    locked.ended_on, locked.ended_how = clock.today(), how.strip()[:200]
    locked.save(update_fields=["ended_on", "ended_how"])
    end_clock(case=locked.case, code=locked.clock, on=clock.today())
    record(actor, "enforcement.end_measure", locked.case, changes={"measure": (str(locked), how.strip())})
    return locked


@transaction.atomic
def note_remedy(
    *, actor: Actor, decision: Decision, kind: RemedyKind, authority: str, accepted_on: date, number: str = ""
) -> Remedy:
    """Note that the party went for reconsideration or to court. A penalty binds meanwhile (《行政处罚法》第七十三条), an adjudication
    does not become effective (《专利法》第六十五条)."""
    require(actor, "enforcement.case.handle", body_id=decision.case.body_id)
    if decision.served_on is None or accepted_on < decision.served_on or accepted_on > clock.today():
        raise ValueNotValid("受理日期须在决定送达之后，不晚于今天", "accepted_on")
    if not authority.strip():
        raise ValueNotValid("请填写复议机关或法院", "authority")
    made = Remedy.objects.create(
        case=decision.case, decision=decision, kind=RemedyKind(kind).value, authority=authority.strip()[:120],
        number=number.strip()[:80], accepted_on=accepted_on,
    )  # fmt: skip
    record(
        actor,
        "enforcement.note_remedy",
        decision.case,
        changes={"remedy": ("", f"{made.get_kind_display()} {made.authority}")},
    )
    reckon_contest(decision=decision)
    return made


@transaction.atomic
def end_remedy(*, actor: Actor, remedy: Remedy, outcome: RemedyOutcome, on: date, note: str = "") -> Remedy:
    """Note how it ended; a revocation is then decided on the case itself (`revoke_decision`)."""
    locked = Remedy.objects.select_for_update(of=("self",)).select_related("case__body").get(pk=remedy.pk)
    require(actor, "enforcement.case.handle", body_id=locked.case.body_id)
    if locked.outcome:
        raise MeasureStands(f"结果已登记为“{locked.get_outcome_display()}”")
    if not locked.accepted_on <= on <= clock.today():
        raise ValueNotValid("结果日期须在受理之后，不晚于今天", "on")
    locked.outcome, locked.ended_on, locked.note = RemedyOutcome(outcome).value, on, note.strip()[:300]
    locked.save(update_fields=["outcome", "ended_on", "note"])
    record(
        actor,
        "enforcement.end_remedy",
        locked.case,
        changes={"remedy": ("", locked.get_outcome_display())},
        reason=note,
    )
    reckon_contest(decision=locked.decision)
    return locked


def _running(measure: Measure) -> Measure:
    found = Measure.objects.select_for_update(of=("self",)).select_related("case__body__region").get(pk=measure.pk)
    if found.ended_on is not None:
        raise MeasureStands(f"已于{found.ended_on}处理：{found.ended_how}")
    return found
