"""Correcting the targets and baselines of a draft."""

import uuid
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.permits import Actor

from ..models import Baseline, Figure, Measure, PlanVersion, Target
from ..refusals import ValueNotValid
from ..rules import places, values
from ..terms import Origin
from .drafting import lock_draft, lock_item, require_reason, save_item, section_holding, sound_place

F = TypeVar("F", bound=Figure)


@transaction.atomic
def correct_target(
    *,
    actor: Actor,
    target: Target,
    revision: int | None = None,
    start: int,
    end: int,
    indicator: str,
    comparator: str,
    value: Decimal,
    value_to: Decimal | None = None,
    unit: str = "",
    kind: str,
    per: str = "",
    deadline: date | None = None,
    baseline: dict[str, Any] | None = None,
) -> Target:
    """Correct a target; its quotation is what stands at its place."""
    version, target = lock_item(actor, target, revision)
    fields = _fields(version, start, end, indicator, comparator, value, value_to, unit, kind, per, deadline)
    measure = _measure_holding(version, fields["start"])
    fields |= {"measure_id": measure.pk if measure else None}
    if baseline is not None:
        fields["baseline"] = baseline or None
    save_item(actor, "plan.correct_target", target, fields)
    return target


@transaction.atomic
def correct_baseline(
    *,
    actor: Actor,
    baseline: Baseline,
    revision: int | None = None,
    start: int,
    end: int,
    indicator: str,
    comparator: str,
    value: Decimal,
    value_to: Decimal | None = None,
    unit: str = "",
    kind: str,
    per: str = "",
    deadline: date | None = None,
    as_of: date | None = None,
    from_on: date | None = None,
) -> Baseline:
    """Correct a figure that the text reports as reached."""
    version, baseline = lock_item(actor, baseline, revision)
    fields = _fields(version, start, end, indicator, comparator, value, value_to, unit, kind, per, deadline)
    for name, day in (("as_of", as_of), ("from_on", from_on)):
        if fault := values.fault_of_day(name, day):
            raise ValueNotValid(fault[1], fault[0])
    save_item(actor, "plan.correct_baseline", baseline, {**fields, "as_of": as_of, "from_on": from_on})
    return baseline


@transaction.atomic
def add_target(
    *,
    actor: Actor,
    version: PlanVersion,
    start: int,
    end: int,
    indicator: str,
    comparator: str,
    value: Decimal,
    value_to: Decimal | None = None,
    unit: str = "",
    kind: str,
    per: str = "",
    deadline: date | None = None,
) -> Target:
    """Add a target that no rule found, from a place in the text; the same place and indicator twice give the same."""
    version = lock_draft(actor, version.pk)
    fields = _fields(version, start, end, indicator, comparator, value, value_to, unit, kind, per, deadline)
    there = version.targets.filter(start=fields["start"], end=fields["end"], indicator=fields["indicator"]).first()
    if there is not None:
        return there
    measure = _measure_holding(version, fields["start"])
    target = Target.objects.create(
        version=version,
        lineage=uuid.uuid4(),
        code=_free_code(version),
        measure=measure,
        origin=Origin.PERSON.value,
        position=version.targets.filter(start__lt=fields["start"]).count(),
        confirmed_at=clock.now(),
        confirmed_by=actor.name,
        **fields,
    )
    changes = {"indicator": ("", target.indicator), "value": ("", target.value), "quote": ("", target.quote)}
    record(actor, "plan.add_target", target, changes=changes)
    return target


@transaction.atomic
def delete_figure(*, actor: Actor, figure: F, reason: str, revision: int | None = None) -> None:
    """Delete what is no target or no baseline, with the reason."""
    _, figure = lock_item(actor, figure, revision)
    reason = require_reason(reason)
    action = "plan.delete_target" if isinstance(figure, Target) else "plan.delete_baseline"
    changes = {
        "indicator": (figure.indicator, ""),
        "value": (figure.value, ""),
        "quote": (figure.quote, ""),
        "lineage": (str(figure.lineage), ""),
    }
    record(actor, action, figure, changes=changes, reason=reason)
    figure.delete()


def _fields(
    version: PlanVersion,
    start: int,
    end: int,
    indicator: str,
    comparator: str,
    value: Decimal,
    value_to: Decimal | None,
    unit: str,
    kind: str,
    per: str,
    deadline: date | None,
) -> dict[str, Any]:
    start, end = sound_place(version, start, end)
    found = {
        "indicator": indicator.strip(),
        "comparator": comparator,
        "value": value,
        "value_to": value_to,
        "unit": unit.strip(),
        "kind": kind,
        "per": per,
        "deadline": deadline,
    }
    if fault := values.fault_of_figure(found):
        raise ValueNotValid(fault[1], fault[0])
    return {
        **found,
        "start": start,
        "end": end,
        "quote": version.text[start:end],
        "section_id": section_holding(version, start).pk,
    }


def _measure_holding(version: PlanVersion, start: int) -> Measure | None:
    found = list(version.measures.all())
    return places.innermost(((one.start, one.end, one) for one in found), start)


def _free_code(version: PlanVersion) -> str:
    taken = set(version.targets.values_list("code", flat=True))
    return next(code for number in range(1, len(taken) + 2) if (code := f"t+{number}") not in taken)
