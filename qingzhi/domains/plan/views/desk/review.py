"""The review: the text on the left, the understanding on the right."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import State
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal

from ...actions import reviewing
from ...forms.review import HeadForm, ResolutionForm, SectionForm
from ...models import PlanVersion
from ...queries.versions import understanding_of
from ...refusals import EditedMeanwhile, ValueNotValid
from ...terms import VersionState
from .cards import KINDS, LABELS, blocks_for, groups_of, titled
from .found import found_section, found_version, found_warning, may_divide, may_publish, may_review

STATES = {"draft": "warn", "published": "ok", "superseded": "none", "withdrawn": "none"}


@desk("plan.version.view")
def review(request: PageRequest, version_id: int) -> HttpResponse:
    """A version beside its text; a draft can be corrected here."""
    version = found_version(request, version_id)
    found = understanding_of(version)
    only_open = request.GET.get("open") == "1" and version.is_draft
    chosen = request.GET.get("kind", "")
    kinds = [chosen] if chosen in LABELS else []
    groups = groups_of(found, items_url(version), only_open=only_open, kinds=kinds)
    warnings = [one for one in found.warnings if not (only_open and one.resolved_at)]
    counts = {"m": len(found.measures), "t": len(found.targets), "b": len(found.baselines), "c": len(found.citations)}
    context = {
        **shared(request, version),
        "found": found,
        "progress": found.progress,
        "blocks": blocks_for(found),
        "groups": groups,
        "tree": [(one, titled(version.text, one)) for one in found.sections],
        "warnings": warnings if chosen in ("", "w") else [],
        "only_open": only_open,
        "chosen": chosen,
        "kinds": [(key, LABELS[key], KINDS[key], count) for key, count in counts.items()],
        "shown": sum(len(group.cards) for group in groups),
    }
    return render(request, "plan/review.html", context)


@desk("plan.version.review")
def edit_head(request: PageRequest, version_id: int) -> HttpResponse:
    """Correct title, number, issuer, date and period."""
    version = found_version(request, version_id)
    form = HeadForm(request.POST or None, initial=HeadForm.initial_of(version))
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            reviewing.correct_head(actor=request.actor, version=version, **form.cleaned_data)
            return redirect(review_url(version))
        except ValueNotValid as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.reason)
        except Refusal as refused:
            refusal = refused.reason
    context = {
        **shared(request, version),
        "form": form,
        "refusal": refusal,
        "heading": "更正文件信息",
        "submit": "保存",
    }
    return render(request, "plan/item_form.html", context)


@desk("plan.version.review")
def edit_section(request: PageRequest, version_id: int, section_id: int) -> HttpResponse:
    """Correct a heading."""
    version, section = found_section(request, version_id, section_id)
    form = SectionForm(request.POST or None, initial=SectionForm.initial_of(section))
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            reviewing.correct_section(actor=request.actor, section=section, **form.cleaned_data)
            return redirect(review_url(version, f"g-{section.pk}"))
        except EditedMeanwhile as refused:
            form.conflicts = [("标题", refused.theirs.get("heading", ""), form.cleaned_data["heading"])]
            form.data = {**dict(form.data.items()), "revision": refused.theirs.get("revision", "")}
        except Refusal as refused:
            refusal = refused.reason
    context = {**shared(request, version), "form": form, "refusal": refusal, "heading": "更正标题", "submit": "保存"}
    return render(request, "plan/item_form.html", {**context, "anchor": f"g-{section.pk}"})


@require_POST
@desk("plan.version.review")
def confirm_section(request: PageRequest, version_id: int, section_id: int) -> HttpResponse:
    """Confirm all that is open in a section."""
    version, section = found_section(request, version_id, section_id)
    count = reviewing.confirm_section(actor=request.actor, section=section)
    messages.success(request, f"“{section}”的 {count} 条已核对")
    return redirect(back(request, version, f"g-{section.pk}"))


@desk("plan.version.review")
def resolve_warning(request: PageRequest, version_id: int, warning_id: int) -> HttpResponse:
    """Resolve a warning, saying how."""
    version, warning = found_warning(request, version_id, warning_id)
    form = ResolutionForm(request.POST or None)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            reviewing.resolve_warning(actor=request.actor, warning=warning, **form.cleaned_data)
            return redirect(back(request, version, f"w-{warning.pk}"))
        except Refusal as refused:
            refusal = refused.reason
    context = {
        **shared(request, version),
        "form": form,
        "refusal": refusal,
        "heading": "处理待核事项",
        "submit": "确认已处理",
    }
    return render(request, "plan/item_form.html", {**context, "note": warning.text, "anchor": f"w-{warning.pk}"})


@require_POST
@desk("plan.version.review")
def reopen_warning(request: PageRequest, version_id: int, warning_id: int) -> HttpResponse:
    """Open a resolved warning again."""
    version, warning = found_warning(request, version_id, warning_id)
    reviewing.reopen_warning(actor=request.actor, warning=warning)
    return redirect(back(request, version, f"w-{warning.pk}"))


def shared(request: PageRequest, version: PlanVersion) -> dict[str, Any]:
    """What every page about one version needs."""
    return {
        "version_row": version,
        "plan": version.plan,
        "state": State(STATES[version.state], VersionState(version.state).label),
        "plans_url": reverse("plan:plans"),
        "plan_url": reverse("plan:plan", args=[version.plan.code]),
        "version_name": f"第 {version.number} 版",
        "can_review": may_review(request, version),
        "can_divide": may_divide(request, version),
        "can_publish": may_publish(request, version),
        "review_url": review_url(version),
    }


def review_url(version: PlanVersion, anchor: str = "") -> str:
    return reverse("plan:review", args=[version.pk]) + (f"#{anchor}" if anchor else "")


def items_url(version: PlanVersion) -> str:
    return f"{reverse('plan:review', args=[version.pk])}items/"


def back(request: PageRequest, version: PlanVersion, anchor: str) -> str:
    """The review page as it was filtered, at an item."""
    asked = "?open=1" if request.POST.get("open") == "1" else ""
    return f"{reverse('plan:review', args=[version.pk])}{asked}#{anchor}"
