"""Formulas of an indicator: one version in words with its trial, preparing, trying and publishing one."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from qingzhi.base.audit.queries import entries_of
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import acted
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal, check
from qingzhi.base.regions.models import Region
from qingzhi.base.regions.queries import prefectures, province
from qingzhi.engine.lake.records import has_records
from qingzhi.engine.lake.tables import all_tables

from ...access import visible_formulas, visible_indicators
from ...actions import draft_formula, publish_formula, try_formula
from ...forms import FormulaForm, FormulaPublishForm
from ...models import Formula, Indicator
from ...queries.catalogue import catalogue, expression_of, in_words
from ...queries.trials import trial_rows
from ...rules.formula import FormulaNotUnderstood
from ...terms import FormulaState

EXAMPLE = {
    "table": "rights",
    "joins": {"patent": {"table": "patents", "here": "id", "there": "right_id"}},
    "where": [["patent.type", "is", "invention"]],
    "day": "registered_on",
    "region": "region_code",
}


@desk("metrics.statistic.view")
def formula(request: PageRequest, formula_id: int) -> HttpResponse:
    """One version: its words, where it stands, what its trial showed."""
    found = get_object_or_404(visible_formulas(request.actor), pk=formula_id)
    region = _region(request)
    is_open = found.state != FormulaState.PUBLISHED
    context = {
        "formula": found,
        "indicator": found.indicator,
        "region": region,
        "regions": [province(), *prefectures()],
        "words": words(found),
        "spec": json.dumps(found.spec, ensure_ascii=False, indent=2),
        "rows": trial_rows(found, region.code),
        "lake_on": found.trial.get("lake_on", ""),
        "may_prepare": is_open and check(request.actor, "metrics.formula.prepare"),
        "may_publish": found.state == FormulaState.TRIED and check(request.actor, "metrics.formula.publish"),
        "entries": list(entries_of(found)[:50]),
    }
    return render(request, "metrics/formula.html", context)


@desk("metrics.formula.prepare")
def draft(request: PageRequest, code: str) -> HttpResponse:
    """The next version, or the one in preparation."""
    indicator = get_object_or_404(visible_indicators(request.actor), code=code)
    newest: Formula | None = indicator.formulas.order_by("-version").first()
    begun = {"spec": json.dumps(newest.spec if newest else EXAMPLE, ensure_ascii=False, indent=2)}
    if newest:
        begun["source"] = newest.source
    return acted(
        request,
        template="metrics/formula_draft.html",
        title=f"拟订“{indicator.name}”的公式",
        form=FormulaForm(request.POST or None, initial=begun),
        do=lambda form: draft_formula(actor=request.actor, indicator=indicator, **form.cleaned_data),
        to=_address,
        success="公式已保存，请试算后再发布",
        cancel_url=reverse("metrics:indicator", args=[indicator.code]),
        tables=_tables(),
        indicator=indicator,
    )


@desk("metrics.formula.prepare")
@require_POST
def try_out(request: PageRequest, formula_id: int) -> HttpResponse:
    """Computes a version beside the present one and statistics."""
    found = get_object_or_404(visible_formulas(request.actor), pk=formula_id)
    try:
        try_formula(actor=request.actor, formula=found)
        messages.success(request, "试算完成，请核对各年的数")
    except Refusal as refused:
        messages.error(request, refused.reason)
    return redirect("metrics:formula", formula_id)


@desk("metrics.formula.publish")
def publish(request: PageRequest, formula_id: int) -> HttpResponse:
    """Asks from when, then publishes."""
    found = get_object_or_404(visible_formulas(request.actor), pk=formula_id)
    return acted(
        request,
        template="pages/confirm.html",
        title=f"发布“{found.indicator.name}”公式第 {found.version} 版",
        form=FormulaPublishForm(request.POST or None),
        do=lambda form: publish_formula(actor=request.actor, formula=found, **form.cleaned_data),
        to=_address,
        success="公式已发布，稍后按本版重新计算",
        cancel_url=_address(found),
        warning="发布后不能修改，调整须另拟新版本。",
        consequences=["期末在启用日期及以后的数改按本版计算", "现行版本自启用日期起停用，此前的数仍按原版本"],
        facts=[("口径", words(found)), ("依据", found.source)],
        submit="发布",
    )


def words(formula: Formula) -> str:
    """A version in official words, or why it cannot be computed any more."""
    try:
        return in_words(expression_of(formula.spec))
    except FormulaNotUnderstood as error:
        return f"不能计算：{error}"


def formulas_of(indicator: Indicator) -> list[dict[str, Any]]:
    """Every version of an indicator for its page, the newest first."""
    return [{"row": one, "words": words(one)} for one in indicator.formulas.order_by("-version")]


def _address(formula: Formula) -> str:
    return reverse("metrics:formula", args=[formula.pk])


def _region(request: PageRequest) -> Region:
    asked = request.GET.get("region", "")
    return next((one for one in prefectures() if one.code == asked), None) or province()


def _tables() -> list[tuple[str, str, bool, str]]:
    """The lake's tables for the form: name, title, whether its rows open to records, its columns."""
    columns = catalogue()
    return [(one.name, one.title, has_records(one.name), "、".join(columns[one.name])) for one in all_tables()]
