"""Importing a plan's text: read, compile, keep as a draft with all that was understood."""

import hashlib
from pathlib import Path
from typing import Any

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
from ..models import Plan, PlanVersion
from ..refusals import DocumentNotReadable, DraftExists
from ..rules.compiler import as_json, compile_text
from ..terms import PlanLevel, VersionState
from .drafting import next_number, require_on
from .keeping import Compiled, day_of, keep_rows

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
    keep_rows(version, compiled)
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
        "issued_on": day_of(compiled.get("issued_on")),
        "period_from": period.get("from"),
        "period_to": period.get("to"),
    }
