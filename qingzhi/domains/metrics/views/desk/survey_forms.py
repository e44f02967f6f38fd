"""Forms of surveys: versions with their questions and relations, drafting and publishing one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from qingzhi.base import clock
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import acted
from qingzhi.base.pages.components import State
from qingzhi.base.pages.listing import Column, Listing
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal, check

from ...access.surveys import visible_surveys, visible_versions
from ...actions.survey_designs import (
    add_rule,
    draft_version,
    publish_version,
    remove_question,
    remove_rule,
    set_question,
)
from ...forms.surveys import PublishForm, QuestionForm, RuleForm, VersionForm, shown
from ...models import SurveyVersion
from ...queries.surveys import questions_of, thresholds_for
from ...rules.survey_relations import in_words, read_relation
from .survey_finding import drawer, found_version


def version_state(version: SurveyVersion) -> State:
    """Drafted, in use, or over."""
    if version.is_draft:
        return State("warn", "拟订中")
    over = version.valid_to is not None and version.valid_to <= clock.today()
    return State("none", "已停用") if over else State("ok", "已发布")


class VersionListing(Listing):
    name = "调查表式"
    columns = [
        Column("state", "状态", kind="state", value=version_state, sort=False),
        Column("survey", "统计调查", kind="link", value=lambda one: one.survey.title, sort="survey__position",
               url=lambda one: reverse("metrics:survey_version", args=[one.pk]), sub=lambda one: one.survey.get_audience_display()),
        Column("number", "版本", value=lambda one: f"第 {one.number} 版"),
        Column("span", "期别", value=lambda one: one.survey.get_span_display(), sort=False),
        Column("valid_from", "启用", kind="date"),
        Column("source", "依据", drop=True),
    ]  # fmt: skip
    default_order = ("survey__position", "-number")
    empty_title = "还没有调查表式"


@desk("metrics.survey.view")
def survey_forms(request: PageRequest) -> HttpResponse:
    """Every version of every survey's form."""
    context = {
        "surveys": visible_surveys(request.actor),
        "may_design": bool(check(request.actor, "metrics.survey.design")),
    }
    return VersionListing(request, visible_versions(request.actor)).respond("metrics/surveys/forms.html", context)


@desk("metrics.survey.view")
def version(request: PageRequest, version_id: int) -> HttpResponse:
    """One version: its questions, its relations, its thresholds."""
    found = found_version(request, version_id)
    questions = questions_of(found)
    titles = {one.code: f"{one.title}（{one.code}）" for one in questions}
    may_design = bool(check(request.actor, "metrics.survey.design"))
    context = {
        "drawn": found,
        "survey": found.survey,
        "state": version_state(found),
        "questions": questions,
        "rules": [(one, in_words(read_relation(one.text), titles)) for one in found.rules.all()],
        "thresholds": thresholds_for(found.survey),
        "may_edit": found.is_draft and may_design,
        "may_publish": found.is_draft and bool(check(request.actor, "metrics.survey.publish")),
        "may_draft": not found.is_draft and may_design,
        "entries": drawer(found),
    }
    return render(request, "metrics/surveys/version.html", context)


@desk("metrics.survey.design")
def draft(request: PageRequest, survey: str) -> HttpResponse:
    """Begins the next version, a copy of the last."""
    found = get_object_or_404(visible_surveys(request.actor), code=survey)
    return acted(
        request,
        template="metrics/form.html",
        title=f"拟订“{found.title}”的新表式",
        form=VersionForm(request.POST or None),
        do=lambda form: draft_version(actor=request.actor, survey=found, **form.cleaned_data),
        to=_address,
        success="新版本已按现行表式复制，请修改项目后发布",
        cancel_url=reverse("metrics:survey_forms"),
        submit="开始拟订",
    )


@desk("metrics.survey.design")
def new_question(request: PageRequest, version_id: int) -> HttpResponse:
    """Adds a question to a draft."""
    return _question(request, version_id, "")


@desk("metrics.survey.design")
def question(request: PageRequest, version_id: int, question: str) -> HttpResponse:
    """Changes a question of a draft."""
    return _question(request, version_id, question)


def _question(request: PageRequest, version_id: int, code: str) -> HttpResponse:
    found = found_version(request, version_id)
    held = get_object_or_404(found.questions, code=code) if code else None
    initial: dict[str, Any] = {}
    if held is not None:
        initial = {name: getattr(held, name) for name in QuestionForm.base_fields}
        initial |= {"least": shown(held.least), "most": shown(held.most), "indicator": held.indicator_id}
    return acted(
        request,
        template="metrics/form.html",
        title=f"修改项目“{held.title}”" if held else "添加项目",
        form=QuestionForm(request.POST or None, survey=found.survey, held=held, initial=initial),
        do=lambda form: set_question(actor=request.actor, version=found, **form.values),
        to=_address(found),
        success="项目已保存",
        cancel_url=_address(found),
        submit="保存",
    )


@desk("metrics.survey.design")
@require_POST
def remove(request: PageRequest, version_id: int, question: str) -> HttpResponse:
    """Takes a question out of a draft."""
    found = found_version(request, version_id)
    return _done(request, found, lambda: remove_question(actor=request.actor, version=found, code=question))


@desk("metrics.survey.design")
def rule(request: PageRequest, version_id: int) -> HttpResponse:
    """Adds a relation to a draft."""
    found = found_version(request, version_id)
    return acted(
        request,
        template="metrics/form.html",
        title="添加审核关系",
        form=RuleForm(request.POST or None),
        do=lambda form: add_rule(actor=request.actor, version=found, **form.cleaned_data),
        to=_address(found),
        success="审核关系已保存",
        cancel_url=_address(found),
        submit="保存",
    )


@desk("metrics.survey.design")
@require_POST
def unrule(request: PageRequest, version_id: int, rule_id: int) -> HttpResponse:
    """Takes a relation out of a draft."""
    found = found_version(request, version_id)
    return _done(request, found, lambda: remove_rule(actor=request.actor, version=found, rule=rule_id))


@desk("metrics.survey.publish")
def publish(request: PageRequest, version_id: int) -> HttpResponse:
    """Asks from when, then publishes."""
    found = found_version(request, version_id)
    return acted(
        request,
        template="pages/confirm.html",
        title=f"发布“{found.survey.title}”第 {found.number} 版表式",
        form=PublishForm(request.POST or None),
        do=lambda form: publish_version(actor=request.actor, version=found, **form.cleaned_data),
        to=_address(found),
        success="表式已发布",
        cancel_url=_address(found),
        warning="发布后不能修改，调整须另拟新版本。",
        consequences=["启用日期及以后下发的调查使用本版", "已经下发的调查仍用原版本"],
        submit="发布",
        danger=False,
    )


def _done(request: PageRequest, found: SurveyVersion, do: Any) -> HttpResponse:
    try:
        do()
        messages.success(request, "已删除")
    except Refusal as refused:
        messages.error(request, refused.reason)
    return redirect("metrics:survey_version", found.pk)


def _address(found: SurveyVersion) -> str:
    return reverse("metrics:survey_version", args=[found.pk])
