"""Legislative projects: opened, drafted, moved from stage to stage, published as a source that rules can cite."""

from datetime import date

from django.db import transaction
from django.db.models import Count, Max, Q

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.files.models import StoredFile
from qingzhi.base.identity.models import Body
from qingzhi.base.permits import SYSTEM, Actor, require
from qingzhi.base.secrecy.rules import refuse_classified

from ..events import LegalSourcePublished, LegislationMoved
from ..models import DraftVersion, LegalSource, LegislativeProject, StageRecord
from ..refusals import AlreadyRecorded, StageNotReached, ValueNotValid
from ..rules.stages import Facts, why_not
from ..terms import LegislativeStage
from .locking import require_reason

PERMIT = "plan.legislation.manage"


@transaction.atomic
def open_project(
    *,
    actor: Actor,
    code: str,
    title: str,
    kind: str,
    purpose: str,
    lead: Body,
    amends: LegalSource | None = None,
    due_on: date | None = None,
) -> LegislativeProject:
    """Open a project with its proposal 「立项」."""
    require(actor, PERMIT, body_id=lead.pk)
    if LegislativeProject.objects.filter(code=code.strip()).exists():
        raise AlreadyRecorded(f"编号“{code}”已经使用")
    refuse_classified(title, purpose)
    project = LegislativeProject.objects.create(
        code=code.strip(),
        title=title.strip(),
        kind=kind,
        purpose=require_reason(purpose, "请写明立项理由"),
        lead=lead,
        amends=amends,
        opened_on=clock.today(),
        due_on=due_on,
    )
    _note(actor, project, LegislativeStage.PROPOSAL, "立项")
    record(actor, "plan.open_legislation", project, changes={"title": ("", project.title)})
    return project


@transaction.atomic
def add_draft(
    *, actor: Actor, project: LegislativeProject, title: str, text: str, note: str = "", file: StoredFile | None = None
) -> DraftVersion:
    """Add the next draft 「文稿」; the same text as the last one adds nothing."""
    project = lock_project(actor, project.pk)
    if project.stage in (LegislativeStage.PUBLISHED, LegislativeStage.IN_FORCE):
        raise StageNotReached("文本已经公布，不能再增加文稿；修改须另行立项")
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise ValueNotValid("请填写文稿正文", "text")
    refuse_classified(title, text)
    last = project.drafts.order_by("number").last()
    if last is not None and last.text == text:
        return last
    number = (project.drafts.aggregate(last=Max("number"))["last"] or 0) + 1
    draft = DraftVersion.objects.create(
        project=project,
        number=number,
        title=title.strip() or project.title,
        text=text,
        note=note.strip(),
        made_on=clock.today(),
        file=file,
    )
    record(actor, "plan.add_draft", draft, changes={"number": (None, number), "length": (None, len(text))}, reason=note)
    return draft


@transaction.atomic
def move_project(*, actor: Actor, project: LegislativeProject, to: str, note: str = "") -> LegislativeProject:
    """Move a project to another stage, or back for drafting; publishing and coming into force have their own verbs."""
    project = lock_project(actor, project.pk)
    stage = LegislativeStage(to)
    if stage in (LegislativeStage.PUBLISHED, LegislativeStage.IN_FORCE):
        raise StageNotReached("公布须填写文号、施行日期和正文，请使用“公布”")
    _move(actor, project, stage, note)
    return project


@transaction.atomic
def publish_text(
    *,
    actor: Actor,
    project: LegislativeProject,
    code: str,
    number: str,
    issuer: str,
    in_force_from: date,
    draft: DraftVersion,
    published_on: date | None = None,
) -> LegalSource:
    """Publish the text 「公布」: it becomes a source that rules cite by its code, from the day it is in force.

    A text that it amends ends on that day.
    """
    project = lock_project(actor, project.pk)
    published_on = published_on or clock.today()
    if draft.project_id != project.pk:
        raise ValueNotValid("公布的文稿不属于本项目", "draft")
    if in_force_from < published_on:
        raise ValueNotValid("施行日期不能早于公布日期", "in_force_from")
    if LegalSource.objects.filter(code=code.strip()).exists():
        raise AlreadyRecorded(f"依据代码“{code}”已经使用")
    _move(actor, project, LegislativeStage.PUBLISHED, f"{number} 公布，{in_force_from} 起施行")
    old = project.amends
    source = LegalSource.objects.create(
        code=code.strip(),
        title=project.title,
        kind=project.kind,
        number=number.strip(),
        issuer=issuer.strip(),
        text=draft.text,
        project=project,
        published_on=published_on,
        in_force_from=in_force_from,
        replaces=old,
    )
    if old is not None and old.in_force_to is None:
        changes = changed(old, in_force_to=in_force_from)
        old.save(update_fields=["in_force_to"])
        record(actor, "plan.end_legal_source", old, changes=changes, reason=f"由{source}取代")
    record(actor, "plan.publish_text", source, changes={"code": ("", source.code), "number": ("", source.number)})
    publish(LegalSourcePublished(source_id=source.pk, code=source.code))
    if in_force_from <= clock.today():
        _move(actor, project, LegislativeStage.IN_FORCE, f"{in_force_from} 起施行")
    return source


def bring_into_force() -> int:
    """Move published projects whose day has come to the last stage; twice does nothing."""
    due = LegislativeProject.objects.filter(
        stage=LegislativeStage.PUBLISHED, published_source__in_force_from__lte=clock.today()
    )
    count = 0
    for pk in due.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            project = lock_project(SYSTEM, pk)
            if project.stage == LegislativeStage.PUBLISHED:
                _move(SYSTEM, project, LegislativeStage.IN_FORCE, f"{project.published_source.in_force_from} 起施行")
                count += 1
    return count


def lock_project(actor: Actor, project_id: int) -> LegislativeProject:
    """The project, locked, when the actor may work on it."""
    rows = LegislativeProject.objects.select_for_update(of=("self",)).select_related("lead__region", "amends")
    project = rows.get(pk=project_id)
    require(actor, PERMIT, body_id=project.lead_id, region_code=project.lead.region.code)
    return project


def _move(actor: Actor, project: LegislativeProject, to: LegislativeStage, note: str) -> None:
    if reason := why_not(project.stage, to, _facts(project)):
        raise StageNotReached(reason)
    changes = changed(project, stage=to)
    project.save(update_fields=["stage"])
    _note(actor, project, to, note)
    record(actor, "plan.move_legislation", project, changes=changes, reason=note)
    publish(LegislationMoved(project_id=project.pk, stage=to))


def _note(actor: Actor, project: LegislativeProject, stage: LegislativeStage, note: str) -> None:
    StageRecord.objects.create(
        project=project, stage=stage, on=clock.today(), note=note.strip(), recorded_by=actor.name
    )


def _facts(project: LegislativeProject) -> Facts:
    found = project.consultations.aggregate(
        all=Count("pk", distinct=True),
        open=Count("pk", filter=Q(closes_on__gte=clock.today()), distinct=True),
        reported=Count("pk", filter=Q(reported_on__isnull=False), distinct=True),
        unanswered=Count("comments", filter=Q(comments__answered_at=None), distinct=True),
    )
    return Facts(project.drafts.count(), found["open"], found["unanswered"], found["all"], found["reported"])
