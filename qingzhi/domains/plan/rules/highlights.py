"""How a plan's text is cut into runs, each with the items that it belongs to. Pure.

Items nest and overlap (a target stands in a measure, a citation in both), which elements cannot; runs can:
every run lies wholly inside or outside every item.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .places import heading_end


@dataclass(frozen=True)
class Span:
    """An item's place: `key` such as `m-12`, `kind` such as `measure`, `label` the number that it bears."""

    start: int
    end: int
    key: str
    kind: str
    label: str = ""


@dataclass(frozen=True)
class Run:
    """A piece of text within one set of items; `to` is the innermost item, `begins` those that start here."""

    start: int
    text: str
    kinds: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    to: str = ""
    begins: tuple[Span, ...] = ()


@dataclass
class Block:
    """A line of the text: `heading` (with its level) or `paragraph`; a heading may run into its paragraph."""

    kind: str
    runs: list[Run]
    level: int = 0
    anchor: str = ""
    head: list[Run] = field(default_factory=list)


@dataclass(frozen=True)
class Head:
    """A section's heading: where it starts, its level, its words, its anchor."""

    start: int
    level: int
    heading: str
    anchor: str


def blocks_of(text: str, spans: Sequence[Span], heads: Iterable[Head]) -> list[Block]:
    """The text as lines of runs."""
    by_start = {head.start: head for head in heads}
    ordered = sorted(spans, key=lambda span: (span.start, -span.end))
    found: list[Block] = []
    at, taken = 0, 0
    open_spans: list[Span] = []
    for line in text.split("\n"):
        start, end, at = at, at + len(line), at + len(line) + 1
        if not line.strip():
            continue
        while taken < len(ordered) and ordered[taken].start < end:
            open_spans.append(ordered[taken])
            taken += 1
        open_spans = [span for span in open_spans if span.end > start]
        head = next((by_start[place] for place in range(start, end) if place in by_start), None)
        cut = min(heading_end(text, head.start, head.heading), end) if head else start
        lead, rest = _runs(text, start, cut, open_spans), _runs(text, cut, end, open_spans)
        if head and not text[cut:end].strip():
            found.append(Block("heading", lead, head.level, head.anchor))
        elif head:
            found.append(Block("paragraph", rest, head.level, head.anchor, lead))
        else:
            found.append(Block("paragraph", rest))
    return found


def _runs(text: str, start: int, end: int, spans: Sequence[Span]) -> list[Run]:
    if start >= end:
        return []
    edges = {start, end}
    for span in spans:
        edges.update(place for place in (span.start, span.end) if start < place < end)
    ordered = sorted(edges)
    found = []
    for left, right in pairwise(ordered):
        inside = [span for span in spans if span.start <= left and span.end >= right]
        inmost = min(inside, key=lambda span: span.end - span.start, default=None)
        found.append(
            Run(
                left,
                text[left:right],
                tuple(dict.fromkeys(span.kind for span in inside)),
                tuple(span.key for span in inside),
                inmost.key if inmost else "",
                tuple(span for span in inside if span.start == left),
            )
        )
    return found
