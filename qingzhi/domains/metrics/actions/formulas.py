"""Preparing, trying and publishing formulas of indicators."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require
from qingzhi.base.regions.queries import prefectures, province
from qingzhi.engine.lake.manifests import NoSnapshot
from qingzhi.engine.lake.reading import snapshot

from ..events import FormulaDrafted, FormulaPublished, FormulaTried
from ..models import Formula, Indicator
from ..queries.catalogue import expression_of
from ..queries.trials import trial_of
from ..refusals import FormulaPublishedAlready, FormulaStandsElsewhere, LakeNotReady, ValueNotValid
from ..rules.formula import FormulaNotUnderstood
from ..terms import FormulaState


@transaction.atomic
def draft_formula(*, actor: Actor, indicator: Indicator, spec: Mapping[str, Any], source: str) -> Formula:
    """Prepare the next version of an indicator's formula, or change the one in preparation 「拟订公式」. It is to be tried anew."""
    require(actor, "metrics.formula.prepare")
    indicator = Indicator.objects.select_for_update().get(pk=indicator.pk)
    _understood(spec)
    if not source.strip():
        raise ValueNotValid("请填写公式的依据：文件、条款或统计制度", "source")
    values = {"spec": dict(spec), "source": source.strip()}
    formula = indicator.formulas.exclude(state=FormulaState.PUBLISHED).first()
    said = json.dumps(formula.spec, ensure_ascii=False) if formula else None
    if formula is None:
        last = indicator.formulas.aggregate(last=Max("version"))["last"] or 0
        formula = Formula(indicator=indicator, version=last + 1, **values)
        changes: dict[str, Any] = {name: (None, value) for name, value in values.items()}
    else:
        changes = changed(formula, **values)
        if not changes:
            return formula
    formula.state, formula.trial, formula.tried_at, formula.tried_by = FormulaState.DRAFT, {}, None, ""
    formula.drafted_by, formula.drafted_at = actor.name, clock.now()
    formula.save()
    if "spec" in changes:
        changes["spec"] = (said, json.dumps(formula.spec, ensure_ascii=False))
    record(actor, "metrics.draft_formula", formula, changes=changes)
    publish(FormulaDrafted(formula_id=formula.pk, indicator_id=indicator.pk))
    return formula


@transaction.atomic
def try_formula(*, actor: Actor, formula: Formula) -> Formula:
    """Compute a draft for the last five years beside the present version and statistics 「试算」; what was seen is kept."""
    require(actor, "metrics.formula.prepare")
    formula = _in_preparation(formula)
    try:
        lake = snapshot()
    except NoSnapshot:
        raise LakeNotReady("数据湖尚未建立，不能试算，请系统管理员运行 qingzhi rebuild lake") from None
    expression = _understood(formula.spec)
    regions = [province(), *prefectures()]
    trial = trial_of(lake, formula, expression, regions, clock.today())
    changes = changed(formula, state=FormulaState.TRIED.value, trial=trial, tried_by=actor.name, tried_at=clock.now())
    formula.save()
    record(actor, "metrics.try_formula", formula, changes={name: changes[name] for name in changes if name != "trial"})
    publish(FormulaTried(formula_id=formula.pk, indicator_id=formula.indicator_id))
    return formula


@transaction.atomic
def publish_formula(*, actor: Actor, formula: Formula, valid_from: date, reason: str = "") -> Formula:
    """Let a tried version speak from a day on 「发布公式」; the version before it ends on that day."""
    require(actor, "metrics.formula.publish")
    formula = _in_preparation(formula)
    if formula.state != FormulaState.TRIED:
        raise FormulaStandsElsewhere("公式还没有试算，或试算后又改过，请先试算")
    former = formula.indicator.formulas.select_for_update().filter(state=FormulaState.PUBLISHED, valid_to=None).first()
    if former and former.valid_from and valid_from <= former.valid_from:
        raise ValueNotValid(f"启用日期应晚于现行版本的启用日期 {former.valid_from}", "valid_from")
    if former:
        ended = changed(former, valid_to=valid_from)
        former.save(update_fields=["valid_to"])
        record(actor, "metrics.end_formula", former, changes=ended)
    changes = changed(
        formula,
        state=FormulaState.PUBLISHED.value,
        valid_from=valid_from,
        published_by=actor.name,
        published_at=clock.now(),
    )
    formula.save()
    record(actor, "metrics.publish_formula", formula, changes=changes, reason=reason)
    publish(FormulaPublished(formula_id=formula.pk, indicator_id=formula.indicator_id))
    return formula


def load_formulas(*, actor: Actor, rows: Iterable[Mapping[str, Any]]) -> int:
    """Load reference formulas (indicator, spec, source, valid_from); how many are new.

    One with `valid_from` speaks from that day on; one without is left for the office to try and publish. An indicator that
    has a formula already keeps it.
    """
    indicators = {one.code: one for one in Indicator.objects.filter(formulas=None)}
    made = 0
    with transaction.atomic():
        for row in rows:
            indicator = indicators.get(row["indicator"])
            if indicator is None:
                continue
            formula = draft_formula(actor=actor, indicator=indicator, spec=row["spec"], source=row["source"])
            if row.get("valid_from"):
                _loaded(actor, formula, date.fromisoformat(row["valid_from"]))
            made += 1
    return made


def _loaded(actor: Actor, formula: Formula, valid_from: date) -> None:
    """Publish what the house itself brings: there is no lake to try it on before the first record."""
    require(actor, "metrics.formula.publish")
    changes = changed(
        formula,
        state=FormulaState.PUBLISHED.value,
        valid_from=valid_from,
        published_by=actor.name,
        published_at=clock.now(),
    )
    formula.save()
    record(actor, "metrics.publish_formula", formula, changes=changes, reason="随系统载入")
    publish(FormulaPublished(formula_id=formula.pk, indicator_id=formula.indicator_id))


def _in_preparation(formula: Formula) -> Formula:
    """The formula, locked; refused once it is published."""
    Indicator.objects.select_for_update().get(pk=formula.indicator_id)
    found = Formula.objects.select_for_update(of=("self",)).select_related("indicator").get(pk=formula.pk)
    if found.state == FormulaState.PUBLISHED:
        raise FormulaPublishedAlready(
            f"第 {found.version} 版已由{found.published_by}发布，不能再改；如有调整请拟订新版本"
        )
    return found


def _understood(spec: Mapping[str, Any]) -> Any:
    try:
        return expression_of(spec)
    except FormulaNotUnderstood as error:
        raise ValueNotValid(str(error), "spec") from None
