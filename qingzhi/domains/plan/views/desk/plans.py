"""Plans: the list, one plan, importing a text."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import Figure
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal, check
from qingzhi.base.regions.queries import valid_on

from ...access.versions import visible_plans, visible_versions
from ...actions.importing import import_plan
from ...forms.review import ImportForm
from ...models import PlanVersion
from ...queries.versions import listed_plans, with_counts
from ...terms import PlanLevel, VersionState
from .cards import titled
from .found import found_plan
from .review import STATES


@desk("plan.version.view")
def plans(request: PageRequest) -> HttpResponse:
    """The plans with their versions in force and their drafts."""
    rows = []
    for plan in listed_plans(request.actor):
        seen: list[PlanVersion] = plan.seen  # type: ignore[attr-defined]  # prefetched by `listed_plans`
        in_force = next((one for one in seen if one.state == VersionState.PUBLISHED), None)
        draft = next((one for one in seen if one.state == VersionState.DRAFT), None)
        rows.append((plan, PlanLevel(plan.level).label, in_force, draft))
    context = {"rows": rows, "can_import": bool(check(request.actor, "plan.version.import"))}
    return render(request, "plan/plans.html", context)


@desk("plan.version.view")
def plan(request: PageRequest, code: str) -> HttpResponse:
    """One plan: its versions, the sections of the newest, the numbers."""
    found = found_plan(request, code)
    rows = with_counts(visible_versions(request.actor).filter(plan=found)).order_by("-number")
    versions = [(one, VersionState(one.state).label, STATES[one.state]) for one in rows]
    shown = next((one for one, _, _ in versions if one.state == VersionState.PUBLISHED), None) or versions[0][0]
    sections = list(shown.sections.all())
    review = reverse("plan:review", args=[shown.pk])
    counted: Any = shown  # by `with_counts`
    open_count = counted.open_warning_count
    figures = [
        Figure("措施", counted.measure_count, f"{review}?kind=m", unit="条"),
        Figure("目标", counted.target_count, f"{review}?kind=t", unit="项"),
        Figure("章节", len(sections), review, unit="节"),
        Figure("待核事项", open_count, f"{review}?open=1", state="warn" if open_count else ""),
    ]
    context = {
        "plan": found,
        "level": PlanLevel(found.level).label,
        "versions": versions,
        "shown": shown,
        "shown_label": VersionState(shown.state).label,
        "sections": [(one, titled(shown.text, one)) for one in sections],
        "figures": figures if shown.is_draft else figures[:3],
        "can_import": bool(check(request.actor, "plan.version.import")),
        "can_derive": bool(check(request.actor, "plan.version.review"))
        and not any(one.state == VersionState.DRAFT for one, _, _ in versions),
    }
    return render(request, "plan/plan.html", context)


@desk("plan.version.import")
def import_text(request: PageRequest) -> HttpResponse:
    """Import a notice: read, compile, keep as a draft."""
    form = ImportForm(
        request.POST or None,
        request.FILES or None,
        plans=visible_plans(request.actor),
        regions=valid_on(),
        initial={"plan": request.GET.get("plan"), "region": valid_on().filter(level="province").first()},
    )
    refusal = ""
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        if file.size > settings.QINGZHI_UPLOAD_MAX_MIB * 2**20:
            form.add_error("file", f"文件超过 {settings.QINGZHI_UPLOAD_MAX_MIB} MB，请压缩后再试")
        else:
            try:
                version = import_plan(
                    actor=request.actor,
                    source=file.read(),
                    name=file.name,
                    plan=form.cleaned_data["plan"],
                    region=form.cleaned_data["region"],
                )
                messages.success(request, f"“{version}”已读入，请对照正文核对")
                return redirect("plan:review", version.pk)
            except Refusal as refused:
                refusal = refused.reason
    return render(request, "plan/import.html", {"form": form, "refusal": refusal})
