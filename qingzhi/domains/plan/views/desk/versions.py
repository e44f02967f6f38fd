"""Versions: publishing, withdrawing, deriving, the difference, the coverage."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import Figure
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import PermitRefused, Refusal

from ...access.versions import visible_versions
from ...actions.drafting import derive_draft, withdraw_draft
from ...actions.publishing import publish_version
from ...forms.review import ReasonForm
from ...queries.coverage import carriers, coverage_of
from ...queries.differences import difference_between
from ...queries.versions import progress_of
from ...terms import VersionState
from .found import found_version
from .review import review_url, shared

KIND_LABELS = {"added": "新增", "removed": "删除", "changed": "修改"}


@desk("plan.version.publish")
def publish(request: PageRequest, version_id: int) -> HttpResponse:
    """Confirm publishing: what blocks it, what it replaces."""
    version = found_version(request, version_id)
    refusal = ""
    if request.method == "POST":
        try:
            publish_version(actor=request.actor, version=version)
            messages.success(request, f"“{version}”已发布，今后不再改动")
            return redirect("plan:plan", version.plan.code)
        except PermitRefused:
            raise
        except Refusal as refused:
            refusal = refused.reason
    context = {
        **shared(request, version),
        "refusal": refusal,
        "open_warnings": version.warnings.filter(resolved_at=None),
        "progress": progress_of(version),
        "older": version.plan.versions.filter(state=VersionState.PUBLISHED).first(),
        "counts": [
            ("措施", version.measures.count()),
            ("目标", version.targets.count()),
            ("基期数", version.baselines.count()),
            ("引用文件", version.citations.count()),
        ],
    }
    return render(request, "plan/publish.html", context)


@desk("plan.version.review")
def withdraw(request: PageRequest, version_id: int) -> HttpResponse:
    """Give a draft up, with the reason."""
    version = found_version(request, version_id)
    form = ReasonForm(request.POST or None)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_draft(actor=request.actor, version=version, reason=form.cleaned_data["reason"])
            messages.success(request, f"“{version}”已撤回")
            return redirect("plan:plans")
        except Refusal as refused:
            refusal = refused.reason
    context = {**shared(request, version), "form": form, "refusal": refusal, "heading": "撤回草稿", "submit": "撤回"}
    note = f"撤回后“{version}”不再出现在核对列表中，已作的核对一并作废；同一文件可以重新导入。"
    return render(request, "plan/item_form.html", {**context, "note": note, "danger": True})


@require_POST
@desk("plan.version.review")
def derive(request: PageRequest, version_id: int) -> HttpResponse:
    """Derive a draft from a published version."""
    draft = derive_draft(actor=request.actor, version=found_version(request, version_id))
    return redirect(review_url(draft))


@desk("plan.version.view")
def differences(request: PageRequest, version_id: int) -> HttpResponse:
    """What changed from another version (the one that it was based on, unless another is named)."""
    version = found_version(request, version_id)
    rows = visible_versions(request.actor).filter(plan=version.plan).exclude(pk=version.pk).order_by("-number")
    others = list(rows)
    asked = request.GET.get("from", "")
    older = next((one for one in others if str(one.pk) == asked), None)
    if asked and older is None:
        raise Http404
    if older is None:
        older = next((one for one in others if one.pk == version.based_on_id), None) or next(
            (one for one in others if one.number < version.number), None
        )
    found = difference_between(older, version) if older else None
    context = {**shared(request, version), "others": others, "older": older, "found": found, "labels": KIND_LABELS}
    return render(request, "plan/differences.html", context)


@desk("plan.version.view")
def coverage(request: PageRequest, version_id: int) -> HttpResponse:
    """Which measures are carried out by something."""
    version = found_version(request, version_id)
    found = coverage_of(version)
    only = request.GET.get("only", "")
    here = reverse("plan:coverage", args=[version.pk])
    figures = [
        Figure("措施", found.measures, here, unit="条"),
        Figure("已有承接", found.carried, f"{here}?only=carried", unit="条", state="ok"),
        Figure(
            "尚无承接",
            found.measures - found.carried,
            f"{here}?only=uncarried",
            unit="条",
            state="late" if found.carried < found.measures else "",
        ),
    ]
    rows = [row for row in found.rows if only not in ("carried", "uncarried") or bool(row[1]) == (only == "carried")]
    context = {**shared(request, version), "coverage": found, "figures": figures, "rows": rows, "only": only}
    return render(request, "plan/coverage.html", {**context, "carriers": list(carriers)})
