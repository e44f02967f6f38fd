"""Methods of evaluation: loaded or drafted from another, then published; a published one never changes."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.models import Body
from qingzhi.base.permits import SYSTEM, Actor, require
from qingzhi.engine.publication.actions import publish_notice
from qingzhi.engine.scoring.actions import load_schemes
from qingzhi.engine.scoring.models import SchemeVersion
from qingzhi.engine.scoring.refusals import SchemeWrong

from ..events.evaluation import MethodDrafted, MethodPublished
from ..models import EvaluationMethod, Indicator, MethodLeaf
from ..queries.evaluation_methods import judged_and_torn, method_text
from ..refusals.evaluation import JudgmentsTorn, MethodWrong
from ..terms.evaluation import EvaluationKind, MethodState, ScalingTerm
from ..terms.publications import METHOD

FUNCTION = "metrics.figure"  # how criteria that are computed here are marked in their tree


def load_methods(*, actor: Actor, rows: Iterable[Mapping[str, Any]]) -> int:
    """Load methods (code, title, kind, valid_from, parts …) as drafts; how many are new. One that stands is left as it is."""
    require(actor, "metrics.evaluation.prepare")
    made = 0
    for row in rows:
        standing = SchemeVersion.objects.filter(scheme__code=row["code"], valid_from=row["valid_from"])
        if not standing.exists():
            _draft(actor, row)
            made += 1
    return made


@transaction.atomic
def draft_method(
    *, actor: Actor, former: EvaluationMethod, weights: Mapping[str, Decimal], valid_from: date, source: str
) -> EvaluationMethod:
    """Draft the next version of a method with other weights 「拟订新版本」, for instance those found in the sandbox.

    The former speaks until the day before; who was scored by it keeps his score.
    """
    require(actor, "metrics.evaluation.prepare")
    former = (
        EvaluationMethod.objects.select_for_update(of=("self",)).select_related("version__scheme").get(pk=former.pk)
    )
    if not source.strip():
        raise MethodWrong("请填写新版本的依据", "source")
    if valid_from <= former.version.valid_from:
        raise MethodWrong(f"施行日期应晚于现行版本的施行日期 {former.version.valid_from}", "valid_from")
    later = SchemeVersion.objects.filter(scheme=former.version.scheme, valid_from__gt=former.version.valid_from).first()
    if later is not None:
        raise MethodWrong(f"已有自 {later.valid_from} 起施行的版本，请在该版本上修改", "valid_from")
    row = {**_row_of(former, weights), "valid_from": valid_from.isoformat(), "source": source.strip()}
    return _draft(actor, row, ends=former)


@transaction.atomic
def publish_method(*, actor: Actor, method: EvaluationMethod) -> EvaluationMethod:
    """Make a method public 「公布评价办法」 and let it stand; from now on scores may be computed by it. Twice is harmless."""
    require(actor, "metrics.evaluation.publish")
    rows = EvaluationMethod.objects.select_for_update(of=("self",)).select_related("version__scheme")
    method = rows.get(pk=method.pk)
    if method.is_published:
        return method
    _, torn = judged_and_torn(method)
    if torn:
        raise JudgmentsTorn(f"权重的两两比较自相矛盾，不能公布：{torn[0]}")
    body = Body.objects.select_related("region").filter(pk=actor.body_id or 0).first()
    if body is not None:
        notice = publish_notice(
            actor=actor, kind=METHOD.code, title=f"{method}办法（{method.version.valid_from} 起施行）", text=method_text(method),
            body=body, subject=method, url=reverse("metrics:public_method", args=[method.pk]),
        )  # fmt: skip
        method.publication = notice.pk
    method.state, method.published_by, method.published_at = MethodState.PUBLISHED.value, actor.name, clock.now()
    method.save()
    record(
        actor,
        "metrics.publish_method",
        method,
        changes={"state": (MethodState.DRAFT.label, MethodState.PUBLISHED.label)},
    )
    publish(MethodPublished(method_id=method.pk))
    return method


@transaction.atomic
def _draft(actor: Actor, row: Mapping[str, Any], ends: EvaluationMethod | None = None) -> EvaluationMethod:
    version = _tree(row, ends)
    made = EvaluationMethod.objects.create(
        kind=EvaluationKind(row["kind"]).value, version=version, base_period=row.get("base_period", ""),
        confidence=Decimal(row["confidence"]), least_held=Decimal(row["least_held"]),
        judgments=row.get("judgments", []), about=row.get("about", ""), source=row["source"], drafted_by=actor.name,
        drafted_at=clock.now(),
    )  # fmt: skip
    criteria = {one.code: one for one in version.criteria.all()}
    indicators = {one.code: one for one in Indicator.objects.filter(code__in=_named(row))}
    for part, _ in _flat(row["parts"]):
        if "parts" not in part:
            _leaf(made, part, criteria, indicators)
    record(actor, "metrics.draft_method", made, changes={"title": ("", str(version))}, reason=row["source"])
    publish(MethodDrafted(method_id=made.pk))
    return made


def _leaf(method: EvaluationMethod, part: Mapping[str, Any], criteria: Any, indicators: Any) -> None:
    indicator = indicators.get(part.get("indicator", ""))
    if indicator is None and not part.get("figure"):
        raise MethodWrong(f"评价指标“{part['title']}”所用的指标“{part.get('indicator', '')}”不存在")
    scaling = ScalingTerm(part["scaling"])
    demand = Decimal(part["demand"]) if part.get("demand") else None
    if scaling is ScalingTerm.DEMAND and not demand:
        raise MethodWrong(f"评价指标“{part['title']}”按目标值计分，须写明目标值")
    if scaling is ScalingTerm.BASE and not method.base_period:
        raise MethodWrong(f"评价指标“{part['title']}”与基期比较，评价办法须写明基期")
    down = part.get("down", indicator is not None and indicator.direction == "down")
    MethodLeaf.objects.create(
        method=method, criterion=criteria[part["code"]], indicator=indicator, figure=part.get("figure", ""),
        scaling=scaling.value, down=down, demand=demand, source=part.get("source", ""),
    )  # fmt: skip


def _tree(row: Mapping[str, Any], ends: EvaluationMethod | None) -> SchemeVersion:
    """The tree of criteria as a version of its own; the former one ends on its day."""
    base = {"code": row["code"], "title": row["title"], "tie_code": "", "valid_to": row.get("valid_to", "")}
    schemes = [{**base, "valid_from": row["valid_from"], "source": row["source"]}]
    criteria = _criteria(row)
    if ends is not None:
        former = ends.version
        day = former.valid_from.isoformat()
        schemes.insert(0, {**base, "valid_from": day, "valid_to": row["valid_from"], "source": former.source})
        criteria += _criteria({**_row_of(ends, {}), "valid_from": day})
    try:
        load_schemes(actor=SYSTEM, schemes=schemes, criteria=criteria)
    except SchemeWrong as error:
        raise MethodWrong(error.reason) from None
    return SchemeVersion.objects.select_related("scheme").get(scheme__code=row["code"], valid_from=row["valid_from"])


def _criteria(row: Mapping[str, Any]) -> list[dict[str, str]]:
    return [
        {
            "scheme": row["code"], "valid_from": row["valid_from"], "code": part["code"], "parent": parent,
            "title": part["title"], "kind": "group" if "parts" in part else "computed", "weight": str(part["weight"]),
            "function": "" if "parts" in part else FUNCTION, "guidance": part.get("guidance", ""),
        }
        for part, parent in _flat(row["parts"])
    ]  # fmt: skip


def _flat(parts: Iterable[Mapping[str, Any]], parent: str = "") -> Iterable[tuple[Mapping[str, Any], str]]:
    for part in parts:
        yield part, parent
        yield from _flat(part.get("parts", ()), part["code"])


def _named(row: Mapping[str, Any]) -> set[str]:
    return {part["indicator"] for part, _ in _flat(row["parts"]) if part.get("indicator")}


def _row_of(method: EvaluationMethod, weights: Mapping[str, Decimal]) -> dict[str, Any]:
    """A method as it would be loaded, with other weights where they are given."""
    criteria = list(method.version.criteria.select_related("parent").order_by("position", "pk"))
    leaves = {one.criterion_id: one for one in method.leaves.select_related("indicator")}
    parts: dict[str, dict[str, Any]] = {}
    top: list[dict[str, Any]] = []
    for one in criteria:
        leaf = leaves.get(one.pk)
        part: dict[str, Any] = {
            "code": one.code, "title": one.title, "weight": weights.get(one.code, one.weight), "guidance": one.guidance,
        }  # fmt: skip
        if leaf is None:
            part["parts"] = []
        else:
            part |= {
                "indicator": leaf.indicator.code if leaf.indicator else "", "figure": leaf.figure, "scaling": leaf.scaling,
                "down": leaf.down, "demand": str(leaf.demand) if leaf.demand else "", "source": leaf.source,
            }  # fmt: skip
        parts[one.code] = part
        (parts[one.parent.code]["parts"] if one.parent else top).append(part)
    return {
        "code": method.version.scheme.code, "title": method.version.scheme.title, "kind": method.kind, "parts": top,
        "base_period": method.base_period, "confidence": str(method.confidence), "least_held": str(method.least_held),
        "judgments": [], "about": method.about, "source": method.source,
    }  # fmt: skip
