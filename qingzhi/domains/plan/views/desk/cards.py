"""What the review page shows of an item: its card on the right, its mark on the left."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from ...models import Baseline, Citation, CompileWarning, Measure, PlanVersion, Section, Target
from ...models.item import Item
from ...queries.differences import due_text, value_text
from ...queries.versions import Understanding
from ...rules import places
from ...rules.compiler.catalogue import RULES
from ...rules.highlights import Block, Head, Span, blocks_of
from ...terms import BodyRole, FigureKind, Origin

PREFIXES: dict[type[Item], str] = {Measure: "m", Target: "t", Baseline: "b", Citation: "c"}
MODELS: dict[str, type[Item]] = {prefix: model for model, prefix in PREFIXES.items()}
LABELS = {"m": "措施", "t": "目标", "b": "基期", "c": "引用", "w": "待核"}
KINDS = {"m": "measure", "t": "target", "b": "baseline", "c": "citation", "w": "warning"}


@dataclass
class Card:
    """One understood item as the page shows it."""

    key: str
    kind: str
    label: str
    number: str
    title: str
    facts: list[tuple[str, str]]
    why: str
    start: int
    confirmed_by: str = ""
    is_open: bool = True
    inside: bool = False
    bodies: list[tuple[str, str, bool]] = field(default_factory=list)
    url: str = ""
    revision: int = 0
    pk: int = 0


@dataclass
class Group:
    """A section with its cards; none for what stands before the first section."""

    section: Section | None
    title: str
    cards: list[Card]

    @property
    def open_count(self) -> int:
        return sum(card.is_open for card in self.cards)


def key_of(item: Item) -> str:
    """The item's name in addresses and anchors, such as `m-12`."""
    return f"{PREFIXES[type(item)]}-{item.pk}"


def card_of(item: Item, base_url: str, number: str = "", inside: bool = False) -> Card:
    """An item's card."""
    prefix = PREFIXES[type(item)]
    title, facts, bodies = _DRAW[prefix](item)
    key = key_of(item)
    return Card(
        key=key,
        kind=KINDS[prefix],
        label=LABELS[prefix],
        number=number,
        title=title,
        facts=[pair for pair in facts if pair[1]],
        why=explained(item),
        start=item.start,
        confirmed_by=item.confirmed_by,
        is_open=item.confirmed_at is None,
        inside=inside,
        bodies=bodies,
        url=f"{base_url}{key}/",
        revision=item.revision,
        pk=item.pk,
    )


def explained(item: Item) -> str:
    """Why the item is here: the rule that found it, or the person."""
    if item.origin == Origin.PERSON:
        return "由人工添加"
    if item.rule in RULES:
        return f"由规则 {item.rule} 识别：{RULES[item.rule]}"
    return f"由规则 {item.rule} 识别" if item.rule else "自动识别"


def groups_of(
    found: Understanding, base_url: str, *, only_open: bool = False, kinds: Iterable[str] = ()
) -> list[Group]:
    """The cards by section, in the order of the text; what stands inside a measure comes below it."""
    numbers = _numbers(found)
    wanted = set(kinds)
    measures = [(one.start, one.end, one) for one in found.measures]
    sections = [(one.start, one.end, one.pk) for one in found.sections]
    by_section: dict[int, list[tuple[tuple[int, int, int], Card]]] = {}
    for item in found.items:
        if (only_open and item.confirmed_at) or (wanted and PREFIXES[type(item)] not in wanted):
            continue
        holder = None if isinstance(item, Measure) else places.innermost(measures, item.start)
        home = getattr(item, "section_id", None) or places.innermost(sections, item.start)
        home = home or 0
        card = card_of(item, base_url, numbers[key_of(item)], holder is not None)
        order = (holder.start if holder else item.start, 0 if isinstance(item, Measure) else 1, item.start)
        by_section.setdefault(home, []).append((order, card))
    groups = []
    for section in (None, *found.sections):
        rows = by_section.get(section.pk if section else 0, [])
        if rows:
            rows.sort(key=lambda row: row[0])
            title = titled(found.version.text, section) if section else "文首"
            groups.append(Group(section, title, [card for _, card in rows]))
    return groups


def titled(text: str, section: Section) -> str:
    """A section's heading with its number as written."""
    words = text[section.start : places.heading_end(text, section.start, section.heading)].strip()
    return words if words.endswith(section.heading) else f"{section.code} {section.heading}"


def blocks_for(found: Understanding) -> list[Block]:
    """The text with its marks."""
    numbers = _numbers(found)
    spans = []
    for one in found.items:
        key = key_of(one)
        spans.append(Span(one.start, one.end, key, KINDS[PREFIXES[type(one)]], numbers[key]))
    spans += [
        Span(one.start, one.end, f"w-{one.pk}", "warning")
        for one in found.warnings
        if one.start is not None and one.end is not None and one.end > one.start
    ]
    heads = [Head(one.start, one.level, one.heading, f"s-{one.pk}") for one in found.sections]
    return blocks_of(found.version.text, spans, heads)


def warning_url(version: PlanVersion, warning: CompileWarning, verb: str) -> str:
    return reverse(f"plan:{verb}_warning", args=[version.pk, warning.pk])


def _numbers(found: Understanding) -> dict[str, str]:
    numbers = {}
    for rows in (found.measures, found.targets, found.baselines, found.citations):
        for number, one in enumerate(rows, 1):
            numbers[key_of(one)] = str(number)
    return numbers


Drawn = tuple[str, list[tuple[str, str]], list[tuple[str, str, bool]]]


def _draw_measure(one: Measure) -> Drawn:
    facts = [
        ("期限", due_text(one) + (f"（原文“{one.due_quote}”）" if one.due_quote else "")),
        ("专项行动", "、".join(one.programmes)),
        ("面向", "、".join(one.audiences)),
    ]
    bodies = [
        (BodyRole(row.role).label, row.body.short_name if row.body else row.name, row.body is not None)
        for row in one.bodies.all()
    ]
    return one.text, facts, bodies


def _draw_figure(one: Target | Baseline) -> Drawn:
    facts = [("类别", FigureKind(one.kind).label)]
    if isinstance(one, Target):
        facts.append(("期限", str(one.deadline or "")))
        if one.baseline:
            value = one.baseline.get("value")
            facts.append(
                ("基期", f"{value:g} {one.baseline.get('unit') or ''}" if isinstance(value, int | float) else "")
            )
    else:
        facts += [("截至", str(one.as_of or "")), ("自", str(one.from_on or ""))]
    facts.append(("原文", one.quote))
    return f"{one.indicator}：{value_text(one)}", facts, []


def _draw_citation(one: Citation) -> Drawn:
    title = f"《{one.title}》" if one.title and not one.title.startswith("《") else one.title
    return f"{title}{f'（{one.number}）' if one.title and one.number else one.number}", [], []


_DRAW: dict[str, Callable[[Any], Drawn]] = {
    "m": _draw_measure,
    "t": _draw_figure,
    "b": _draw_figure,
    "c": _draw_citation,
}
