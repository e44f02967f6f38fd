"""Correcting the measures of a draft."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.identity.queries import body_named
from qingzhi.base.permits import Actor
from qingzhi.base.secrecy.rules import refuse_classified

from ..models import Measure, MeasureBody, PlanVersion, Section
from ..refusals import NotMergeable, PlaceOutsideText, ValueNotValid
from ..rules import places, values
from ..terms import Origin
from .drafting import body_rows, lock_draft, lock_item, require_reason, save_item, section_holding, sound_place

Bodies = Sequence[tuple[str, str]]


@transaction.atomic
def correct_measure(
    *,
    actor: Actor,
    measure: Measure,
    revision: int | None = None,
    start: int,
    end: int,
    due_on: date | None = None,
    due_every: str = "",
    due_quote: str = "",
    bodies: Bodies = (),
    programmes: Sequence[str] = (),
    audiences: Sequence[str] = (),
) -> Measure:
    """Correct a measure; its text is what stands at its place."""
    version, measure = lock_item(actor, measure, revision)
    start, end = sound_place(version, start, end)
    fields = {
        "due_on": due_on,
        "due_every": due_every,
        "due_quote": due_quote,
        "programmes": list(programmes),
        "audiences": list(audiences),
    }
    _require_sound(fields, bodies)
    fields.update(_placed(version, start, end))
    before, after = body_rows(measure), [(name.strip(), role) for name, role in bodies]
    save_item(actor, "plan.correct_measure", measure, fields, bodies=(before, after))
    if before != after:
        measure.bodies.all().delete()
        _add_bodies(measure, after)
    return measure


@transaction.atomic
def add_measure(
    *,
    actor: Actor,
    version: PlanVersion,
    start: int,
    end: int,
    due_on: date | None = None,
    due_every: str = "",
    due_quote: str = "",
    bodies: Bodies = (),
    programmes: Sequence[str] = (),
    audiences: Sequence[str] = (),
) -> Measure:
    """Add a measure that no rule found, from a place in the text; the same place twice gives the same measure."""
    version = lock_draft(actor, version.pk)
    start, end = sound_place(version, start, end)
    there = version.measures.filter(start=start, end=end).first()
    if there is not None:
        return there
    fields: dict[str, Any] = {
        "due_on": due_on,
        "due_every": due_every,
        "due_quote": due_quote,
        "programmes": list(programmes),
        "audiences": list(audiences),
    }
    _require_sound(fields, bodies)
    fields.update(_placed(version, start, end))
    measure = _new_measure(actor, version, fields)
    _add_bodies(measure, [(name.strip(), role) for name, role in bodies])
    record(actor, "plan.add_measure", measure, changes={"text": ("", measure.text)})
    return measure


@transaction.atomic
def split_measure(*, actor: Actor, measure: Measure, at: int, revision: int | None = None) -> tuple[Measure, Measure]:
    """Split a measure at a place in the text; the first part keeps the lineage, so that what carries it out stays.

    Targets go with the part in which they stand; bodies stay with both; a deadline with the part that names it.
    """
    version, first = lock_item(actor, measure, revision)
    if not first.start < at < first.end:
        raise PlaceOutsideText("分开的位置须在这条措施之内")
    before, bodies = first.text, body_rows(first)
    left, right = sound_place(version, first.start, at), sound_place(version, at, first.end)
    fields = {
        "due_on": first.due_on,
        "due_every": first.due_every,
        "due_quote": first.due_quote,
        "programmes": first.programmes,
        "audiences": first.audiences,
    }
    second = _new_measure(actor, version, _part(fields, _placed(version, *right)), rule=first.rule, origin=first.origin)
    _add_bodies(second, bodies)
    save_item(actor, "plan.split_measure", first, _part(fields, _placed(version, *left)))
    first.targets.filter(start__gte=at).update(measure=second)
    record(actor, "plan.add_measure", second, changes={"text": ("", second.text)}, reason=f"由“{before[:60]}”拆分")
    return first, second


@transaction.atomic
def merge_measures(*, actor: Actor, measures: Sequence[Measure], revisions: Sequence[int] | None = None) -> Measure:
    """Merge neighbouring measures of one section into the first, which keeps its lineage."""
    if len({one.pk for one in measures}) < 2:
        raise NotMergeable("请选择两条以上的措施")
    if len({(one.version_id, one.section_id) for one in measures}) > 1:
        raise NotMergeable("只能合并同一章节的措施")
    expected = {one.pk: (revisions[index] if revisions else None) for index, one in enumerate(measures)}
    locked = [lock_item(actor, one, expected[one.pk]) for one in sorted(measures, key=lambda one: one.pk)]
    version, found = locked[0][0], sorted((one for _, one in locked), key=lambda one: (one.start, one.pk))
    start, end = found[0].start, max(one.end for one in found)
    between = version.measures.filter(section=found[0].section_id, start__gte=start, end__lte=end)
    if between.exclude(pk__in=[one.pk for one in found]).exists():
        raise NotMergeable("所选措施之间还有别的措施，只能合并相邻的措施")
    first, rest = found[0], found[1:]
    bodies = list({name: (name, role) for one in reversed(found) for name, role in body_rows(one)}.values())
    bodies.sort(key=lambda row: [name for one in found for name, _ in body_rows(one)].index(row[0]))
    fields = {
        "due_on": next((one.due_on for one in found if one.due_on), None),
        "due_every": next((one.due_every for one in found if one.due_every), ""),
        "due_quote": next((one.due_quote for one in found if one.due_quote), ""),
        "programmes": list(dict.fromkeys(name for one in found for name in one.programmes)),
        "audiences": list(dict.fromkeys(name for one in found for name in one.audiences)),
        **_placed(version, start, end),
    }
    before = body_rows(first)
    for one in rest:
        one.targets.update(measure=first)
        record(
            actor,
            "plan.delete_measure",
            one,
            changes={"text": (one.text, ""), "lineage": (str(one.lineage), "")},
            reason=f"并入“{first.text[:60]}”",
        )
        one.delete()
    save_item(actor, "plan.merge_measures", first, fields, bodies=(before, bodies))
    if before != bodies:
        first.bodies.all().delete()
        _add_bodies(first, bodies)
    return first


@transaction.atomic
def delete_measure(*, actor: Actor, measure: Measure, reason: str, revision: int | None = None) -> None:
    """Delete what is no measure, with the reason; its targets stay, on their own."""
    _, measure = lock_item(actor, measure, revision)
    reason = require_reason(reason)
    record(
        actor,
        "plan.delete_measure",
        measure,
        changes={"text": (measure.text, ""), "lineage": (str(measure.lineage), ""), "bodies": (body_rows(measure), [])},
        reason=reason,
    )
    measure.delete()


def _require_sound(fields: dict[str, Any], bodies: Bodies) -> None:
    fault = values.fault_of_measure({**fields, "bodies": bodies})
    if fault:
        raise ValueNotValid(fault[1], fault[0])
    refuse_classified(*fields["programmes"], *fields["audiences"], *(name for name, _ in bodies))


def _placed(version: PlanVersion, start: int, end: int) -> dict[str, Any]:
    section: Section = section_holding(version, start)
    return {"start": start, "end": end, "text": version.text[start:end], "section_id": section.pk}


def _part(fields: dict[str, Any], placed: dict[str, Any]) -> dict[str, Any]:
    """The fields of one part of a split measure: only what its own words name, where the whole's words named it."""
    text = placed["text"]
    found = {**fields, **placed}
    found["programmes"] = places.parts(fields["programmes"], text)
    found["audiences"] = places.parts(fields["audiences"], text)
    return found


def _new_measure(
    actor: Actor, version: PlanVersion, fields: dict[str, Any], rule: str = "", origin: str = Origin.PERSON.value
) -> Measure:
    return Measure.objects.create(
        version=version,
        lineage=uuid.uuid4(),
        code=_free_code(version),
        position=version.measures.filter(start__lt=fields["start"]).count(),
        rule=rule,
        origin=origin,
        confirmed_at=clock.now(),
        confirmed_by=actor.name,
        **fields,
    )


def _free_code(version: PlanVersion) -> str:
    taken = set(version.measures.values_list("code", flat=True))
    return next(code for number in range(1, len(taken) + 2) if (code := f"m+{number}") not in taken)


def _add_bodies(measure: Measure, bodies: Bodies) -> None:
    MeasureBody.objects.bulk_create(
        MeasureBody(measure=measure, name=name, role=role, body=body_named(name), position=position)
        for position, (name, role) in enumerate(bodies)
    )
