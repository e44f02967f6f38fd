"""What is wrong with an answer sheet, and what needs a reason: ranges, relations, the period before, the computed figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .amounts import amount_text
from .survey_relations import Relation, holds, in_words, sides

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Asked:
    """A question as the checks see it."""

    code: str
    title: str
    unit: str
    is_number: bool
    required: bool
    least: Decimal | None = None
    most: Decimal | None = None


@dataclass(frozen=True)
class Said:
    """An answer with what it is compared to."""

    value: Decimal | None = None
    text: str = ""
    reason: str = ""
    computed: Decimal | None = None
    previous: Decimal | None = None


@dataclass(frozen=True)
class Bond:
    """A relation of the form; one that is not strict may be explained."""

    relation: Relation
    strict: bool
    note: str = ""


@dataclass(frozen=True)
class Thresholds:
    """From which difference in percent an answer needs a reason; None: it never does."""

    change: Decimal | None = None
    computed: Decimal | None = None


@dataclass(frozen=True)
class Finding:
    """One finding at a question; `must_mend` cannot be explained away."""

    code: str
    kind: str  # missing, range, relation, change, computed
    text: str
    must_mend: bool


def findings(
    asked: Sequence[Asked], said: Mapping[str, Said], bonds: Sequence[Bond], thresholds: Thresholds
) -> list[Finding]:
    """All findings, in the order of the form."""
    found = [one for question in asked for one in _alone(question, said.get(question.code, Said()), thresholds)]
    found += _bonds(asked, said, bonds)
    order = {question.code: place for place, question in enumerate(asked)}
    return sorted(found, key=lambda one: order.get(one.code, len(order)))


def standing(found: Sequence[Finding], said: Mapping[str, Said]) -> dict[str, str]:
    """By question what stands against handing the sheet in: what must be mended, and what has no reason yet."""
    faults: dict[str, list[str]] = {}
    for one in found:
        if one.must_mend:
            faults.setdefault(one.code, []).append(one.text)
        elif not said.get(one.code, Said()).reason.strip():
            faults.setdefault(one.code, []).append(f"{one.text}，请核对或填写差异说明")
    return {code: "；".join(texts) for code, texts in faults.items()}


def difference(value: Decimal, other: Decimal) -> Decimal | None:
    """By how many percent a value differs from another; None: from nothing to something, which no percent tells."""
    if value == other:
        return Decimal(0)
    return None if not other else (abs(value - other) / abs(other) * HUNDRED).quantize(Decimal("0.1"))


def _alone(question: Asked, answer: Said, thresholds: Thresholds) -> list[Finding]:
    def finding(kind: str, text: str, must_mend: bool = False) -> Finding:
        return Finding(question.code, kind, text, must_mend)

    if not question.is_number:
        return [finding("missing", "没有填写", True)] if question.required and not answer.text.strip() else []
    if answer.value is None:
        return [finding("missing", "没有填写，确无此项请填 0", True)] if question.required else []
    found = []
    if question.least is not None and answer.value < question.least:
        found.append(finding("range", f"不能小于 {amount_text(question.least)}", True))
    if question.most is not None and answer.value > question.most:
        found.append(finding("range", f"不能大于 {amount_text(question.most)}", True))
    if answer.previous is not None and _beyond(answer.value, answer.previous, thresholds.change):
        found.append(finding("change", _compared("上期数", answer.value, answer.previous, question.unit)))
    if answer.computed is not None and _beyond(answer.value, answer.computed, thresholds.computed):
        found.append(finding("computed", _compared("系统计算数", answer.value, answer.computed, question.unit)))
    return found


def _beyond(value: Decimal, other: Decimal, percent: Decimal | None) -> bool:
    if percent is None or value == other:
        return False
    apart = difference(value, other)
    return apart is None or apart > percent


def _compared(what: str, value: Decimal, other: Decimal, unit: str) -> str:
    apart = difference(value, other)
    by = f"{'多' if value > other else '少'} {amount_text(abs(value - other))} {unit}".rstrip()
    share = f"（{amount_text(apart)}%）" if apart is not None else ""
    return f"比{what} {amount_text(other)} {by}{share}"


def _bonds(asked: Sequence[Asked], said: Mapping[str, Said], bonds: Sequence[Bond]) -> list[Finding]:
    values = {question.code: said[question.code].value for question in asked if question.code in said}
    titles = {question.code: question.title for question in asked}
    found = []
    for bond in bonds:
        if holds(bond.relation, values):
            continue
        left, right = sides(bond.relation, values) or (Decimal(0), Decimal(0))
        words = bond.note or in_words(bond.relation, titles)
        text = f"不符合“{words}”：左边 {amount_text(left)}，右边 {amount_text(right)}"
        found.append(Finding(bond.relation.names[0], "relation", text, bond.strict))
    return found
