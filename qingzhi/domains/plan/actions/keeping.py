"""The rows of a compiled version: sections, measures with bodies, figures, citations, warnings, in bulk."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from qingzhi.base.identity.queries import body_named

from ..models import Baseline, Citation, CompileWarning, Measure, MeasureBody, PlanVersion, Section, Target
from ..rules.lineages import Known, inherit
from ..rules.places import innermost

Compiled = dict[str, Any]


def keep_rows(version: PlanVersion, compiled: Compiled) -> None:
    """Keep all that was understood of a version, in a fixed number of queries."""
    sections = _keep_sections(version, compiled)
    measures = _keep_measures(version, compiled, sections)
    for model, key in ((Target, "targets"), (Baseline, "baselines")):
        _keep_figures(version, model, compiled[key], sections, measures)
    Citation.objects.bulk_create(
        Citation(
            version=version,
            position=position,
            title=(row["title"] or "")[:300],
            number=(row["number"] or "")[:100],
            quote=row["quote"],
            **_place(row),
        )
        for position, row in enumerate(compiled["citations"])
    )
    CompileWarning.objects.bulk_create(
        CompileWarning(version=version, position=position, text=row["text"], start=row["start"], end=row["end"])
        for position, row in enumerate(compiled["warnings"])
    )


def _keep_sections(version: PlanVersion, compiled: Compiled) -> "_Sections":
    rows = compiled["sections"] or [
        {"id": "0", "level": 1, "heading": version.title, "start": 0, "end": len(version.text)}
    ]
    made = Section.objects.bulk_create(
        Section(
            version=version,
            code=row["id"][:60],
            level=row["level"],
            heading=row["heading"][:500],
            start=row["start"],
            end=row["end"],
            rule=row.get("rule") or "",
            position=position,
        )
        for position, row in enumerate(rows)
    )
    return _Sections(made)


class _Sections:
    """The sections of a version by code, or, where two bear one code, by place."""

    def __init__(self, rows: list[Section]):
        self.rows = rows
        self.by_code: dict[str, list[Section]] = {}
        for row in rows:
            self.by_code.setdefault(row.code, []).append(row)

    def of(self, code: str, start: int) -> Section:
        named = self.by_code.get(code, [])
        if len(named) == 1:
            return named[0]
        return innermost(((row.start, row.end, row) for row in named or self.rows), start) or self.rows[0]


def _keep_measures(version: PlanVersion, compiled: Compiled, sections: _Sections) -> dict[str, Measure]:
    rows = compiled["measures"]
    lineages = _lineages(version.based_on, Measure, "text", [(row["section"], row["text"]) for row in rows])
    made = Measure.objects.bulk_create(
        Measure(
            version=version,
            section=sections.of(row["section"], row["start"]),
            lineage=lineage,
            code=row["id"],
            text=row["text"],
            due_on=day_of((row["due"] or {}).get("on")),
            due_every=(row["due"] or {}).get("every") or "",
            due_quote=((row["due"] or {}).get("quote") or "")[:200],
            programmes=row["programmes"],
            audiences=row["audiences"],
            position=position,
            **_place(row),
        )
        for position, (row, lineage) in enumerate(zip(rows, lineages, strict=True))
    )
    names = {body["name"] for row in rows for body in row["bodies"]}
    bodies = {name: body_named(name, version.issued_on) for name in names}
    MeasureBody.objects.bulk_create(
        MeasureBody(
            measure=measure, name=body["name"][:200], role=body["role"], body=bodies[body["name"]], position=place
        )
        for measure, row in zip(made, rows, strict=True)
        for place, body in enumerate(row["bodies"])
    )
    return {measure.code: measure for measure in made}


def _keep_figures(
    version: PlanVersion,
    model: type[Target] | type[Baseline],
    rows: list[Compiled],
    sections: _Sections,
    measures: dict[str, Measure],
) -> None:
    lineages = _lineages(version.based_on, model, "quote", [(row["section"], _words(row)) for row in rows])
    made: list[Any] = []
    for position, (row, lineage) in enumerate(zip(rows, lineages, strict=True)):
        values = {
            "indicator": row["indicator"][:200],
            "comparator": row["comparator"],
            "value": Decimal(str(row["value"])),
            "value_to": None if row["value_to"] is None else Decimal(str(row["value_to"])),
            "unit": (row["unit"] or "")[:40],
            "kind": row["kind"],
            "per": row["per"] or "",
            "deadline": day_of(row["deadline"]),
            "quote": row["quote"],
        }
        if model is Target:
            values |= {"measure": measures.get(row["measure"] or ""), "baseline": row["baseline"]}
        else:
            values |= {"as_of": day_of(row.get("as_of")), "from_on": day_of(row.get("from"))}
        section = sections.of(row["section"], row["start"])
        made.append(
            model(
                version=version,
                section=section,
                lineage=lineage,
                code=row["id"],
                position=position,
                **values,
                **_place(row),
            )
        )
    model._default_manager.bulk_create(made)


def _lineages(based_on: PlanVersion | None, model: type[Any], field: str, new: list[tuple[str, str]]) -> list[UUID]:
    """The lineage that each new item continues from the version in force, or a fresh one."""
    known = []
    if based_on is not None:
        for row in model.objects.filter(version=based_on).select_related("section"):
            text = row.text if field == "text" else f"{row.indicator}\n{row.quote}"
            known.append(Known(row.lineage, row.section.code, text))
    return [lineage or uuid4() for lineage in inherit(known, new)]


def _words(row: Compiled) -> str:
    return f"{row['indicator']}\n{row['quote']}"


def _place(row: Compiled) -> dict[str, Any]:
    return {"start": row["start"], "end": row["end"], "rule": row.get("rule") or ""}


def day_of(value: str | date | None) -> date | None:
    """A day of the JSON."""
    return date.fromisoformat(value) if isinstance(value, str) else value
