"""Loading criteria and thresholds as reference data: dated rows, twice changes nothing, versions in use are never rewritten."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import transaction

from qingzhi.base.audit.actions import changed, record
from qingzhi.base.permits import Actor, require

from ..models import Criterion, Scheme, SchemeVersion, Threshold
from ..queries.schemes import nodes_of
from ..refusals import SchemeWrong
from ..rules.criteria import Node, faults
from ..terms import CriterionKind

Rows = Iterable[Mapping[str, str]]


@transaction.atomic
def load_schemes(*, actor: Actor, schemes: Rows, criteria: Rows) -> tuple[int, int]:
    """Load versions (code, title, valid_from, valid_to, tie_code, source) with their criteria (scheme, valid_from, code, parent,
    title, kind, weight, function, guidance). A version that stands keeps its criteria: another tree is another version.

    Returns (versions made, versions ended or corrected).
    """
    require(actor, "scoring.scheme.load")
    parts: dict[tuple[str, str], list[Mapping[str, str]]] = {}
    for row in criteria:
        parts.setdefault((row["scheme"], row["valid_from"]), []).append(row)
    created = updated = 0
    for row in schemes:
        scheme, _ = Scheme.objects.get_or_create(code=row["code"], defaults={"title": row["title"]})
        if not row["source"]:
            raise SchemeWrong(f"评审标准“{row['title']}”没有写明来源")
        values: dict[str, Any] = {"valid_to": _day(row.get("valid_to", "")), "source": row["source"]}
        found = SchemeVersion.objects.filter(scheme=scheme, valid_from=row["valid_from"]).first()
        if found is not None:
            _refuse_other_tree(found, parts.get((row["code"], row["valid_from"]), []))
            if changed(found, **values):
                found.save()
                updated += 1
            continue
        _make(scheme, row, parts.get((row["code"], row["valid_from"]), []), values)
        created += 1
    _refuse_overlap()
    if created or updated:
        record(actor, "scoring.load_schemes", reason=f"新增 {created} 个版本，更新 {updated} 个")
    return created, updated


@transaction.atomic
def load_thresholds(*, actor: Actor, rows: Rows) -> tuple[int, int]:
    """Load dated numbers (code, title, value, of, valid_from, valid_to, source). Returns (created, updated)."""
    require(actor, "scoring.scheme.load")
    created = updated = 0
    for row in rows:
        values = {
            "title": row["title"], "value": _number(row["value"], row["title"]), "of": int(row.get("of") or 1),
            "valid_to": _day(row.get("valid_to", "")), "source": row["source"],
        }  # fmt: skip
        found = Threshold.objects.filter(code=row["code"], valid_from=row["valid_from"]).first()
        if found is None:
            Threshold.objects.create(code=row["code"], valid_from=row["valid_from"], **values)
            created += 1
        elif changed(found, **values):
            found.save()
            updated += 1
    if created or updated:
        record(actor, "scoring.load_thresholds", reason=f"新增 {created} 项，更新 {updated} 项")
    return created, updated


def _make(scheme: Scheme, row: Mapping[str, str], parts: list[Mapping[str, str]], values: dict[str, Any]) -> None:
    nodes = [_node(one) for one in parts]
    wrong = faults(nodes)
    tie = row.get("tie_code", "")
    if tie and tie not in {one.code for one in nodes}:
        wrong.append(f"同分比较的指标“{tie}”不在评审标准中")
    if wrong:
        raise SchemeWrong(f"评审标准“{scheme.title}”有误：{wrong[0]}")
    version = SchemeVersion.objects.create(
        scheme=scheme, valid_from=date.fromisoformat(row["valid_from"]), tie_code=tie, **values
    )
    made: dict[str, Criterion] = {}
    waiting = list(enumerate(zip(nodes, parts, strict=True)))
    while waiting:
        left = []
        for position, (node, part) in waiting:
            if node.parent and node.parent not in made:
                left.append((position, (node, part)))
                continue
            made[node.code] = Criterion.objects.create(
                version=version, parent=made.get(node.parent), code=node.code, title=node.title, kind=node.kind,
                weight=node.weight, function=node.function, guidance=part.get("guidance", ""), position=position,
            )  # fmt: skip
        waiting = left


def _refuse_other_tree(version: SchemeVersion, parts: list[Mapping[str, str]]) -> None:
    if set(nodes_of(version)) != {_node(one) for one in parts}:
        raise SchemeWrong(f"{version}已经施行，不能改写其指标；请另立施行日期的新版本")


def _refuse_overlap() -> None:
    before: SchemeVersion | None = None
    for one in SchemeVersion.objects.select_related("scheme").order_by("scheme_id", "valid_from"):
        same = before is not None and before.scheme_id == one.scheme_id
        if before is not None and same and (before.valid_to is None or before.valid_to > one.valid_from):
            raise SchemeWrong(f"{before}与{one}在同一天有效，请写明前一版本的废止日期")
        before = one


def _node(row: Mapping[str, str]) -> Node:
    try:
        kind = CriterionKind(row["kind"]).value
    except ValueError as error:
        raise SchemeWrong(f"指标“{row['title']}”的评分方式“{row['kind']}”不明") from error
    weight = _number(row["weight"], row["title"])
    return Node(row["code"], row["title"], kind, weight, row.get("parent", ""), row.get("function", ""))


def _number(text: str, title: str) -> Decimal:
    try:
        return Decimal(text).quantize(Decimal("0.01"))
    except InvalidOperation as error:
        raise SchemeWrong(f"“{title}”的数值“{text}”不正确") from error


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
