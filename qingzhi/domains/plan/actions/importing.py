"""Importing a plan's text: read, compile, keep as a draft with all that was understood."""

import hashlib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.files.actions import ReceivedFile, receive_file, store_file
from qingzhi.base.identity.models import Body
from qingzhi.base.identity.queries import body_named
from qingzhi.base.permits import Actor, require
from qingzhi.base.regions.models import Region
from qingzhi.base.secrecy.rules import refuse_classified
from qingzhi.engine.documents.rules.reading import ReadDocument, UnreadableDocument, read_document

from ..events import PlanVersionImported
from ..models import Baseline, Citation, CompileWarning, Measure, MeasureBody, Plan, PlanVersion, Section, Target
from ..refusals import DocumentNotReadable, DraftExists
from ..rules.compiler import as_json, compile_text
from ..rules.lineages import Known, inherit
from ..rules.places import innermost
from ..terms import PlanLevel, VersionState
from .drafting import next_number, require_on

Compiled = dict[str, Any]

KEPT = ("txt", "docx", "pdf")


def import_plan(
    *,
    actor: Actor,
    source: bytes | str | Path,
    name: str = "",
    plan: Plan | None = None,
    code: str = "",
    level: str = "",
    region: Region | None = None,
    owner: Body | None = None,
) -> PlanVersion:
    """Read and compile a notice and keep it as a draft. The same text twice gives the same version, nothing doubled."""
    require(actor, "plan.version.import")
    document = read_source(source, name)
    compiled = compiled_of(document)
    data = source if isinstance(source, bytes) else Path(source).read_bytes()
    name = name or ("" if isinstance(source, bytes) else Path(source).name) or "规划文本"
    received = _received(actor, document, name, data)
    return keep_compiled(
        actor=actor,
        compiled=compiled,
        plan=plan,
        code=code,
        level=level,
        region=region,
        owner=owner,
        received=received,
    )


def read_source(source: bytes | str | Path, name: str = "") -> ReadDocument:
    """A notice as text; raises `DocumentNotReadable`."""
    try:
        document = read_document(source, name)
    except UnreadableDocument as error:
        raise DocumentNotReadable(str(error)) from None
    refuse_classified(document.text)
    return document


def compiled_of(document: ReadDocument) -> Compiled:
    """The compiled JSON of a notice."""
    return as_json(compile_text(document))


def _received(actor: Actor, document: ReadDocument, name: str, data: bytes) -> ReceivedFile:
    """The file, checked and taken in; of a web page, which is not kept for its scripts, the text that was read."""
    stem = name.rsplit(".", 1)[0] or name
    if document.kind == "html":
        return receive_file(actor=actor, name=f"{stem}.txt", data=document.text.encode(), kinds=KEPT)
    return receive_file(actor=actor, name=f"{stem}.{document.kind}", data=data, kinds=KEPT)


@transaction.atomic
def keep_compiled(
    *,
    actor: Actor,
    compiled: Compiled,
    plan: Plan | None = None,
    code: str = "",
    level: str = "",
    region: Region | None = None,
    owner: Body | None = None,
    received: ReceivedFile | None = None,
) -> PlanVersion:
    """Keep a compiled notice as a draft version of its plan, which is made when there is none."""
    text = compiled["text"]
    refuse_classified(text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    if plan is None:
        plan = _plan_of(actor, compiled, digest, code, level, region, owner)
    plan = Plan.objects.select_for_update(of=("self",)).select_related("region").get(pk=plan.pk)
    require_on(actor, "plan.version.import", plan)
    known = plan.versions.exclude(state=VersionState.WITHDRAWN)
    same = known.filter(compiled_sha256=digest).first()
    if same is not None:
        return same
    draft = known.filter(state=VersionState.DRAFT).first()
    if draft is not None:
        raise DraftExists(f"“{plan}”已有一份内容不同的草稿（第 {draft.number} 版），请先发布或撤回")
    based_on = known.filter(state=VersionState.PUBLISHED).first()
    version = PlanVersion.objects.create(
        plan=plan,
        number=next_number(plan),
        text=text,
        compiled_sha256=digest,
        made_at=clock.now(),
        made_by=actor.name,
        based_on=based_on,
        source_file=store_file(actor=actor, received=received) if received else None,
        **_head(compiled),
    )
    _keep_rows(version, compiled)
    record(
        actor, "plan.import_plan", version, changes={"sha256": ("", digest), "measures": (0, len(compiled["measures"]))}
    )
    publish(PlanVersionImported(plan_id=plan.pk, version_id=version.pk))
    return version


def _plan_of(
    actor: Actor, compiled: Compiled, digest: str, code: str, level: str, region: Region | None, owner: Body | None
) -> Plan:
    """The plan that the text belongs to: of the given code, with this text already, of the same name; or a new one."""
    if code:
        found = Plan.objects.filter(code=code).first()
    else:
        same_text = PlanVersion.objects.filter(compiled_sha256=digest).exclude(state=VersionState.WITHDRAWN)
        version = same_text.select_related("plan").first()
        found = version.plan if version else Plan.objects.filter(title=_title(compiled), region=region).first()
    if found is not None:
        return found
    issuer = compiled.get("issuer") or ""
    owner = owner or body_named(issuer) or body_named(issuer.removesuffix("办公厅").removesuffix("办公室"))
    period = compiled.get("period") or {}
    level = level or (region.level if region else PlanLevel.NATIONAL.value)
    require(actor, "plan.version.import", body_id=owner.pk if owner else 0, region_code=region.code if region else "")
    plan = Plan.objects.create(
        code=code or _free_code(region, period),
        title=_title(compiled),
        level=level,
        region=region,
        owner=owner,
        period_from=period.get("from"),
        period_to=period.get("to"),
    )
    record(actor, "plan.open_plan", plan, changes={"code": ("", plan.code), "title": ("", plan.title)})
    return plan


def _free_code(region: Region | None, period: dict[str, int]) -> str:
    years = f"-{period['from']}-{period['to']}" if period else ""
    stem = f"{region.code if region else 'cn'}{years}"
    taken = set(Plan.objects.filter(code__startswith=stem).values_list("code", flat=True))
    return next(
        one for number in range(1, len(taken) + 2) if (one := stem if number == 1 else f"{stem}-{number}") not in taken
    )


def _title(compiled: Compiled) -> str:
    return (compiled.get("title") or compiled["text"].strip().split("\n")[0])[:300]


def _head(compiled: Compiled) -> dict[str, Any]:
    period = compiled.get("period") or {}
    return {
        "title": _title(compiled),
        "document_number": (compiled.get("number") or "")[:100],
        "issuer": (compiled.get("issuer") or "")[:200],
        "issued_on": _day(compiled.get("issued_on")),
        "period_from": period.get("from"),
        "period_to": period.get("to"),
    }


def _keep_rows(version: PlanVersion, compiled: Compiled) -> None:
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
            due_on=_day((row["due"] or {}).get("on")),
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
    made = []
    for position, (row, lineage) in enumerate(zip(rows, lineages, strict=True)):
        values = {
            "indicator": row["indicator"][:200],
            "comparator": row["comparator"],
            "value": Decimal(str(row["value"])),
            "value_to": None if row["value_to"] is None else Decimal(str(row["value_to"])),
            "unit": (row["unit"] or "")[:40],
            "kind": row["kind"],
            "per": row["per"] or "",
            "deadline": _day(row["deadline"]),
            "quote": row["quote"],
        }
        if model is Target:
            values |= {"measure": measures.get(row["measure"] or ""), "baseline": row["baseline"]}
        else:
            values |= {"as_of": _day(row.get("as_of")), "from_on": _day(row.get("from"))}
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


def _day(value: str | date | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
