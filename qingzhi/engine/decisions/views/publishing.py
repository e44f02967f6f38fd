"""Trying a version, putting it in force, ending it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import Figure
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal

from .. import queries
from ..actions import end_version, publish_version, try_version
from ..forms import EndForm, PublishForm
from ..listings import DifferenceListing, period
from ..models import Trial
from ..terms import VersionState
from .finding import allowed, found_version


@desk("decisions.edit")
@require_POST
def try_one(request: PageRequest, pk: int) -> HttpResponse:
    version, _ = found_version(request, pk)
    try:
        found = try_version(actor=request.actor, version=version)
    except Refusal as refused:
        messages.error(request, refused.reason)
        return redirect("decisions:version", pk=pk)
    return redirect("decisions:trial", pk=found.pk)


@desk("decisions.view")
def trial(request: PageRequest, pk: int) -> HttpResponse:
    """Which past cases would come out differently."""
    found = get_object_or_404(Trial, pk=pk)
    version, spec = found_version(request, found.version_id)
    context = {
        "spec": spec,
        "found": version,
        "trial": found,
        "is_stale": found.digest != version.digest,
        "figures": _figures(found),
        **{name: value for name, value in allowed(request, version).items() if name != "trial"},
    }
    return DifferenceListing(request, queries.trial_differences(found)).respond("decisions/trial.html", context)


@desk("decisions.publish")
def publish(request: PageRequest, pk: int) -> HttpResponse:
    version, spec = found_version(request, pk)
    if not version.is_open:
        messages.info(request, f"第 {version.number} 版{VersionState(version.state).label}")
        return redirect("decisions:version", pk=pk)
    form = PublishForm(request.POST or None, draft=version)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            done = publish_version(actor=request.actor, version=version, **form.cleaned_data)
        except Refusal as refused:
            refusal = refused.reason
        else:
            messages.success(request, f"《{spec.title}》第 {done.number} 版自 {done.valid_from} 起施行")
            return redirect("decisions:version", pk=pk)
    context: dict[str, Any] = {
        "spec": spec,
        "found": version,
        "form": form,
        "refusal": refusal,
        "findings": queries.findings(spec, queries.raw_rows(version)),
        "cases": queries.cases_count(version.table),
        **allowed(request, version),
    }
    return render(request, "decisions/publish.html", context, status=409 if refusal else 200)


@desk("decisions.publish")
def end(request: PageRequest, pk: int) -> HttpResponse:
    version, spec = found_version(request, pk)
    if version.state != VersionState.PUBLISHED:
        raise Http404
    form = EndForm(request.POST or None)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            end_version(actor=request.actor, version=version, **form.cleaned_data)
        except Refusal as refused:
            refusal = refused.reason
        else:
            messages.success(request, f"第 {version.number} 版于 {form.cleaned_data['valid_to']} 终止")
            return redirect("decisions:version", pk=pk)
    context = {
        "title": f"终止《{spec.title}》第 {version.number} 版",
        "warning": "终止后若没有新版本，凭这张表办理的事项将无法决定。",
        "facts": [("施行时间", period(version)), ("依据", version.source)],
        "form": form,
        "refusal": refusal,
        "submit": "确认终止",
        "cancel_url": reverse("decisions:version", args=[pk]),
    }
    return render(request, "pages/confirm.html", context, status=409 if refusal else 200)


def _figures(found: Trial) -> list[Figure]:
    address = reverse("decisions:trial", args=[found.pk])
    rows = [
        Figure("试算事项", found.cases, unit="件", note="只取最近的 20,000 件" if found.is_cut else ""),
        Figure("结果相同", found.same, unit="件"),
        Figure("结果不同", found.differing, f"{address}?kind=0", unit="件", state="warn" if found.differing else ""),
        Figure("无法得出", found.failing, f"{address}?kind=1", unit="件", state="late" if found.failing else ""),
    ]
    return [
        *rows,
        *(Figure(f"{label}合计", after, unit="元", note=f"原为 {before} 元") for label, before, after in found.totals),
    ]
