"""The visible difference between two versions of a plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ..models import Baseline, Citation, Measure, PlanVersion, Section, Target
from ..rules.differences import Change, Entry, FieldChange, changed_fields, compare
from ..terms import BodyRole, Comparator, Every, FigureKind
from .versions import Understanding, understanding_of


@dataclass
class Difference:
    """What changed from one version to another, kind by kind."""

    old: PlanVersion
    new: PlanVersion
    head: tuple[FieldChange, ...]
    groups: list[tuple[str, list[Change]]]

    @property
    def count(self) -> int:
        return bool(self.head) + sum(len(changes) for _, changes in self.groups)


def difference_between(old: PlanVersion, new: PlanVersion) -> Difference:
    """Sections, measures, targets, baselines and citations: added, removed, changed to the word."""
    before, after = understanding_of(old), understanding_of(new)
    groups = [(label, compare(entries(before), entries(after))) for label, entries in KINDS]
    return Difference(old, new, changed_fields(_head(old), _head(new)), groups)


def _head(version: PlanVersion) -> Mapping[str, str]:
    return {
        "标题": version.title,
        "文号": version.document_number,
        "发文机关": version.issuer,
        "成文日期": _text(version.issued_on),
        "规划期": f"{version.period_from or ''}—{version.period_to or ''}",
    }


def _sections(found: Understanding) -> list[Entry]:
    text = found.version.text
    return [
        Entry(_section_key(one), str(one), {"标题": one.heading, "内容": _own_text(text, one, found.sections)})
        for one in found.sections
    ]


def _section_key(section: Section) -> str:
    return section.code


def _own_text(text: str, section: Section, sections: list[Section]) -> str:
    inner = [one.start for one in sections if section.start < one.start < section.end]
    return text[section.start : min(inner, default=section.end)].strip()


def _measures(found: Understanding) -> list[Entry]:
    return [
        Entry(one.lineage, f"{one.section.code} {one.section.heading}", _measure_fields(one)) for one in found.measures
    ]


def _measure_fields(one: Measure) -> Mapping[str, str]:
    return {
        "内容": one.text,
        "章节": f"{one.section.code} {one.section.heading}",
        "责任单位": "、".join(f"{body.name}（{BodyRole(body.role).label}）" for body in one.bodies.all()),
        "期限": due_text(one),
        "专项行动": "、".join(one.programmes),
        "面向": "、".join(one.audiences),
    }


def _targets(found: Understanding) -> list[Entry]:
    return [Entry(one.lineage, one.indicator, figure_fields(one)) for one in found.targets]


def _baselines(found: Understanding) -> list[Entry]:
    return [Entry(one.lineage, one.indicator, figure_fields(one)) for one in found.baselines]


def _citations(found: Understanding) -> list[Entry]:
    seen: dict[tuple[str, str], int] = {}
    rows = []
    for one in found.citations:
        key = (one.title, one.number)
        seen[key] = seen.get(key, 0) + 1
        rows.append(Entry((*key, seen[key]), str(one), _citation_fields(one)))
    return rows


def _citation_fields(one: Citation) -> Mapping[str, str]:
    return {"名称": one.title, "文号": one.number, "原文": one.quote}


def figure_fields(one: Target | Baseline) -> Mapping[str, str]:
    """What a figure says, label to text."""
    found = {
        "指标": one.indicator,
        "数值": value_text(one),
        "类别": FigureKind(one.kind).label,
        "期限": _text(one.deadline),
        "原文": one.quote,
    }
    if isinstance(one, Baseline):
        found["截至"] = _text(one.as_of)
    return found


def value_text(one: Target | Baseline) -> str:
    """A figure's value in words: 每年 不少于 20 家."""
    per = Every(one.per).label if one.per else ""
    if one.comparator == Comparator.RANGE and one.value_to is not None:
        words = f"{number_text(one.value)} 至 {number_text(one.value_to)} {one.unit}"
    elif one.comparator == Comparator.ABOUT:
        words = f"{number_text(one.value)} {one.unit}左右"
    else:
        words = f"{Comparator(one.comparator).label} {number_text(one.value)} {one.unit}"
    return f"{per} {words}".strip()


def number_text(value: Decimal) -> str:
    """A number as people write it: 12,000,000,000 as 120 亿, 0.733000 as 0.733."""
    for size, name in ((Decimal(10) ** 8, " 亿"), (Decimal(10) ** 4, " 万")):
        if abs(value) >= size * 10 and value % (size / 100) == 0:
            return f"{(value / size).normalize():,f}{name}"
    return f"{value.normalize():,f}"


def due_text(one: Measure) -> str:
    """When a measure is due, in words."""
    words = []
    if one.due_every:
        words.append(Every(one.due_every).label)
    if one.due_on:
        words.append(f"{one.due_on:%Y-%m-%d} 前")
    return "、".join(words)


def _text(value: Any) -> str:
    return "" if value is None else str(value)


KINDS = (
    ("章节", _sections),
    ("措施", _measures),
    ("目标", _targets),
    ("基期数", _baselines),
    ("引用文件", _citations),
)
