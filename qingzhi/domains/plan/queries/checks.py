"""Whether published versions are still what was published."""

import hashlib
import json
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from qingzhi.base.audit.rules.chain import digest

from ..models import Measure, MeasureBody, PlanVersion, Target
from ..terms import VersionState

HEAD = (
    "number",
    "title",
    "document_number",
    "issuer",
    "issued_on",
    "period_from",
    "period_to",
    "text",
    "compiled_sha256",
)
FIGURE = (
    "section__code",
    "lineage",
    "code",
    "indicator",
    "comparator",
    "value",
    "value_to",
    "unit",
    "kind",
    "per",
    "deadline",
    "quote",
    "start",
    "end",
    "rule",
    "origin",
)
ROWS = {
    "sections": ("code", "level", "heading", "start", "end", "position", "rule"),
    "measures": (
        "section__code",
        "lineage",
        "code",
        "text",
        "start",
        "end",
        "due_on",
        "due_every",
        "due_quote",
        "programmes",
        "audiences",
        "rule",
        "origin",
    ),
    "targets": (*FIGURE, "measure__lineage", "baseline"),
    "baselines": (*FIGURE, "as_of", "from_on"),
    "citations": ("title", "number", "quote", "start", "end", "rule", "origin"),
    "warnings": ("text", "start", "end", "resolution", "resolved_by"),
}


def content_hash_of(version: PlanVersion, algorithm: str = "") -> str:
    """The hash over a version's text and every row of it, `algorithm:hash`."""
    algorithm = algorithm or settings.QINGZHI_DIGEST
    stored = PlanVersion.objects.values(*HEAD).get(pk=version.pk)
    content: dict[str, Any] = {"head": _plain(stored)}
    for related, fields in ROWS.items():
        content[related] = _rows(getattr(version, related).values(*fields))
    bodies = MeasureBody.objects.filter(measure__version=version)
    content["bodies"] = _rows(bodies.values("measure__lineage", "name", "role", "position"))
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{algorithm}:{digest(algorithm, written.encode())}"


def problems() -> list[str]:
    """One sentence for every published version that is no longer what was published; empty when all is well."""
    found = []
    for version in PlanVersion.objects.filter(state__in=(VersionState.PUBLISHED, VersionState.SUPERSEDED)):
        algorithm = version.content_hash.partition(":")[0]
        if content_hash_of(version, algorithm) != version.content_hash:
            found.append(f"规划版本“{version}”发布后内容被改动过，与发布时的哈希不符")
        if hashlib.sha256(version.text.encode()).hexdigest() != version.compiled_sha256:
            found.append(f"规划版本“{version}”的正文与导入时不符")
    return found


def misplaced(version: PlanVersion) -> list[str]:
    """Items whose words are not those that stand at their place in the text."""
    rows = [
        *((row.code, row.start, row.end, row.text) for row in Measure.objects.filter(version=version)),
        *((row.code, row.start, row.end, row.quote) for row in Target.objects.filter(version=version)),
    ]
    return [code for code, start, end, words in rows if version.text[start:end] != words]


def _rows(rows: QuerySet[Any, Any]) -> list[str]:
    return sorted(json.dumps(_plain(row), ensure_ascii=False, sort_keys=True) for row in rows.order_by())


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, date | UUID):
        return str(value)
    return value
