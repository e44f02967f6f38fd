"""Legislative projects: the list, one project with its drafts and comments, and every step."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.identity.queries import bodies_on
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import Entry, Stage, State
from qingzhi.base.pages.listing import Choice, Column, Listing, Search
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check

from ...access.legislation import visible_projects
from ...actions import consultations, legislation
from ...forms.conference import (
    AnswerCommentForm,
    ConsultationForm,
    DraftForm,
    ProjectForm,
    PublishForm,
    ReportBackForm,
    StageForm,
)
from ...models import Consultation, ConsultationComment, LegalSource, LegislativeProject
from ...queries.legislation import cited_by, compared
from ...rules.stages import NEXT, stage_line
from ...terms import LegislativeStage
from .acting import confirm, drawer

STATES = {"done": "past", "now": "now", "next": "next"}
OWN_VERBS = (LegislativeStage.PUBLISHED, LegislativeStage.IN_FORCE)


def project_state(project: LegislativeProject) -> State:
    stage = LegislativeStage(project.stage)
    return State("done" if stage in OWN_VERBS else "ok", stage.label)


class ProjectListing(Listing):
    name = "立法项目"
    columns = [
        Column("state", "阶段", kind="state", value=project_state, sort="stage"),
        Column("due_on", "计划完成", kind="deadline", state=project_state),
        Column("title", "名称", kind="link", url=lambda row: reverse("plan:project", args=[row.pk]), sub="code"),
        Column("kind", "类别", value=lambda row: row.get_kind_display(), sort="kind"),
        Column("lead", "起草单位", value=lambda row: row.lead.short_name, sort="lead__short_name"),
        Column("opened_on", "立项", kind="date", drop=True),
    ]
    filters = [
        Search("q", "按名称查找", fields=["title", "code", "lead__name"]),
        Choice("stage", "阶段", options=LegislativeStage.choices()),
    ]
    default_order = ("-opened_on", "code")
    empty_title = "还没有立法项目"


@desk("plan.legislation.view")
def projects(request: PageRequest) -> HttpResponse:
    context = {
        "may_manage": bool(check(request.actor, "plan.legislation.manage")),
        "sources": LegalSource.objects.order_by("-in_force_from")[:20],
    }
    listing = ProjectListing(request, visible_projects(request.actor).select_related("lead"))
    return listing.respond("plan/projects.html", context)


@desk("plan.legislation.view")
def project(request: PageRequest, project_id: int) -> HttpResponse:
    """One project: its stages, drafts compared, consultations with comments and answers."""
    found = _found(request, project_id)
    records = list(found.stage_records.order_by("on", "pk"))
    drafts = list(found.drafts.order_by("number"))
    asked = request.GET.get("draft", "")
    shown = next((one for one in drafts if str(one.number) == asked), drafts[-1] if drafts else None)
    before = next((one for one in reversed(drafts) if shown and one.number < shown.number), None)
    line = stage_line(found.stage, {one.stage: one.on for one in records})
    source = LegalSource.objects.filter(project=found).first()
    context = {
        "project": found,
        "state": project_state(found),
        "stages": [Stage(one.label, STATES[one.state], f"{one.on or ''}") for one in line],
        "history": [Entry(one.on, one.recorded_by, one.label, note=one.note) for one in records],
        "drafts": drafts,
        "shown": shown,
        "before": before,
        "lines": compared(before, shown) if shown else [],
        "consultations": found.consultations.select_related("draft").prefetch_related("comments"),
        "source": source,
        "cited": cited_by(source) if source else [],
        "entries": drawer(found),
        "may_manage": bool(
            check(request.actor, "plan.legislation.manage", body_id=found.lead_id, region_code=found.lead.region.code)
        ),
        "may_publish": found.stage == LegislativeStage.REVIEW and bool(drafts),
        "may_consult": found.stage == LegislativeStage.CONSULTATION and may_consult(found),
        "may_draft": LegislativeStage(found.stage) not in OWN_VERBS,
    }
    return render(request, "plan/project.html", context)


def may_consult(found: LegislativeProject) -> bool:
    """Whether no consultation is open now."""
    return not found.consultations.filter(closes_on__gte=clock.today(), reported_on=None).exists()


def _found(request: PageRequest, project_id: int) -> LegislativeProject:
    rows = visible_projects(request.actor).select_related("lead__region", "amends")
    return get_object_or_404(rows, pk=project_id)


def _step(request: PageRequest, found: LegislativeProject, **more: object) -> HttpResponse:
    to = reverse("plan:project", args=[found.pk])
    values = {"to": to, "cancel_url": to, "crumb": (found.title, to), **more}
    return confirm(request, **values)  # type: ignore[arg-type]


@desk("plan.legislation.manage")
def open_project(request: PageRequest) -> HttpResponse:
    back = reverse("plan:legislation")
    return confirm(
        request, title="立项", form=ProjectForm(request.POST or None, bodies=bodies_on()), cancel_url=back,
        crumb=("立法项目", back), to=lambda made: reverse("plan:project", args=[made.pk]), success="已立项", submit="立项",
        do=lambda form: legislation.open_project(actor=request.actor, **form.cleaned_data),
    )  # fmt: skip


@desk("plan.legislation.manage")
def add_draft(request: PageRequest, project_id: int) -> HttpResponse:
    found = _found(request, project_id)
    last = found.drafts.order_by("number").last()
    initial = {"title": last.title if last else found.title, "text": last.text if last else ""}
    return _step(
        request, found, title="增加文稿", form=DraftForm(request.POST or None, initial=initial), success="文稿已保存",
        submit="保存新文稿", do=lambda form: legislation.add_draft(actor=request.actor, project=found, **form.cleaned_data),
    )  # fmt: skip


@desk("plan.legislation.manage")
def move(request: PageRequest, project_id: int) -> HttpResponse:
    found = _found(request, project_id)
    following = tuple(one for one in NEXT[LegislativeStage(found.stage)] if one not in OWN_VERBS)
    return _step(
        request, found, title="转入下一阶段", form=StageForm(request.POST or None, stages=following), success="阶段已更新",
        submit="转入", do=lambda form: legislation.move_project(actor=request.actor, project=found, **form.cleaned_data),
    )  # fmt: skip


@desk("plan.legislation.manage")
def publish(request: PageRequest, project_id: int) -> HttpResponse:
    found = _found(request, project_id)
    form = PublishForm(request.POST or None, drafts=found.drafts.order_by("-number"))
    return _step(
        request, found, title="公布", form=form, success="文本已公布，规则可以引用", submit="公布",
        warning="公布后文本成为规则可以引用的依据，不能修改。",
        do=lambda form: legislation.publish_text(actor=request.actor, project=found, **form.cleaned_data),
    )  # fmt: skip


@desk("plan.legislation.manage")
def consult(request: PageRequest, project_id: int) -> HttpResponse:
    found = _found(request, project_id)
    form = ConsultationForm(request.POST or None, drafts=found.drafts.order_by("-number"))
    return _step(
        request, found, title="公开征求意见", form=form, success="征求意见已开启，公众页面可见", submit="开启",
        do=lambda form: consultations.open_consultation(actor=request.actor, project=found, **form.cleaned_data),
    )  # fmt: skip


@desk("plan.legislation.manage")
def answer(request: PageRequest, comment_id: int) -> HttpResponse:
    rows = ConsultationComment.objects.filter(consultation__project__in=visible_projects(request.actor))
    comment = get_object_or_404(rows.select_related("consultation__project"), pk=comment_id)
    form = AnswerCommentForm(request.POST or None, initial={"adoption": comment.adoption, "answer": comment.answer})
    facts = [
        ("意见", comment.text),
        ("条款", comment.article),
        ("提出人", comment.name or "未署名"),
        ("联系方式", comment.contact),
    ]
    return _step(
        request, comment.consultation.project, title="答复意见", form=form, facts=facts, success="已答复", submit="答复",
        do=lambda form: consultations.answer_comment(actor=request.actor, comment=comment, **form.cleaned_data),
    )  # fmt: skip


@desk("plan.legislation.manage")
def report_back(request: PageRequest, consultation_id: int) -> HttpResponse:
    rows = Consultation.objects.filter(project__in=visible_projects(request.actor)).select_related("project")
    found = get_object_or_404(rows, pk=consultation_id)
    form = ReportBackForm(request.POST or None, initial={"text": found.report})
    return _step(
        request, found.project, title="公布意见采纳情况", form=form, success="意见采纳情况已公布", submit="公布",
        do=lambda form: consultations.report_consultation(
            actor=request.actor, consultation=found, text=form.cleaned_data["text"]
        ),
    )  # fmt: skip
