"""The diagram of a declared procedure, drawn on the server: its states and steps, where a case stands, which way it took."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from .declaring import Procedure, Step
from .models import CaseEntry
from .rules.layout import Box, Drawing, Way, drawing_of

LETTER, LABEL_LETTER, LINE = 14.0, 12.5, 8  # widths in the drawing's units; letters in a line of a box


@dataclass(frozen=True)
class Node:
    """A state as it is drawn; `standing` is "now", "past" or empty."""

    code: str
    lines: tuple[tuple[str, str], ...]  # (text, y)
    x: str
    y: str
    width: str
    height: str
    middle: str
    standing: str
    is_final: bool


@dataclass(frozen=True)
class Line:
    """The steps from one state to another as they are drawn."""

    path: str
    label: str
    x: str
    y: str
    taken: bool
    turns_back: bool


@dataclass(frozen=True)
class Diagram:
    """What the template draws, and the same in words."""

    title: str
    told: str
    width: int
    height: int
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    words: tuple[tuple[str, tuple[str, ...]], ...]  # (state, its ways)

    @property
    def has_place(self) -> bool:
        """Whether a case's place is shown."""
        return any(one.standing == "now" for one in self.nodes)


def diagram_of(
    declared: Procedure, state: str = "", entries: Iterable[CaseEntry] = (), *, for_public: bool = False
) -> Diagram:
    """The diagram, with the place of a case in `state` and the way that its entries tell."""
    drawing, pairs = _drawn(_Held(declared), for_public)
    taken = {(one.from_state, one.to_state) for one in entries if one.step}
    past = {one for pair in taken for one in pair} - {state}
    names = _names(declared, for_public)
    nodes = tuple(
        _node(one.code, names[one.code], drawing.boxes[one.code], one.is_final,
              "now" if one.code == state else "past" if one.code in past else "")
        for one in declared.states if one.code in drawing.boxes
    )  # fmt: skip
    lines = tuple(_line(way, pairs[way.source, way.target], taken) for way in drawing.ways)
    told = f"共{len(nodes)}个状态" + (f"，现在“{names[state]}”" if state else "")
    words = tuple((names[one.code], _ways_in_words(declared, one.code, names, for_public)) for one in declared.states)
    return Diagram(
        f"{declared.title}的办理流程", told, round(drawing.width), round(drawing.height), nodes, lines, words
    )


class _Held:
    """A declaration as the cache knows it: by what it is called."""

    def __init__(self, declared: Procedure):
        self.declared = declared

    def __hash__(self) -> int:
        return hash((self.declared.code, self.declared.version))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.declared is self.declared


@lru_cache(maxsize=128)
def _drawn(held: _Held, for_public: bool) -> tuple[Drawing, dict[tuple[str, str], str]]:
    """The places of a declaration's states and ways; found once."""
    declared = held.declared
    pairs: dict[tuple[str, str], list[str]] = {}
    for step in _shown(declared, for_public):
        for source in step.source:
            if source != step.target:
                pairs.setdefault((source, step.target), []).append(step.label)
    labels = {pair: _joined(found) for pair, found in pairs.items()}
    names = _names(declared, for_public)
    others = [one.code for one in declared.states if one.code != declared.initial]
    codes = [declared.initial, *others]
    widths = {code: min(len(names[code]), LINE) * LETTER + 24 for code in codes}
    sizes = [len(label) * LABEL_LETTER for label in labels.values()]
    return drawing_of(codes, list(labels), widths, sizes), labels


def _shown(declared: Procedure, for_public: bool) -> list[Step]:
    return [one for one in declared.steps if not for_public or one.layer.value in {"public", "applicant"}]


def _names(declared: Procedure, for_public: bool) -> dict[str, str]:
    return {one.code: one.shown_to_applicant if for_public else one.label for one in declared.states}


def _joined(labels: list[str]) -> str:
    text = "、".join(dict.fromkeys(labels))
    return text if len(text) <= 14 else f"{text[:13]}…"


def _node(code: str, name: str, box: Box, is_final: bool, standing: str) -> Node:
    parts = [name[at : at + LINE] for at in range(0, len(name), LINE)][:2]
    first = box.y + 5 - (len(parts) - 1) * 9
    lines = tuple((part, f"{first + number * 18:.1f}") for number, part in enumerate(parts))
    left, top = box.x - box.width / 2, box.y - box.height / 2
    return Node(
        code, lines, f"{left:.1f}", f"{top:.1f}", f"{box.width:.1f}", f"{box.height:.1f}", f"{box.x:.1f}", standing,
        is_final,
    )  # fmt: skip


def _line(way: Way, label: str, taken: set[tuple[str, str]]) -> Line:
    x, y = way.label_at
    return Line(curve(way.points), label, f"{x:.1f}", f"{y + 4:.1f}", (way.source, way.target) in taken, way.turns_back)


def curve(points: tuple[tuple[float, float], ...]) -> str:
    """A path through the points that leaves and enters each level."""
    x, y = points[0]
    found = [f"M{x:.1f} {y:.1f}"]
    for to_x, to_y in points[1:]:
        middle = (x + to_x) / 2
        found.append(f"C{middle:.1f} {y:.1f} {middle:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}")
        x, y = to_x, to_y
    return "".join(found)


def _ways_in_words(declared: Procedure, state: str, names: dict[str, str], for_public: bool) -> tuple[str, ...]:
    return tuple(
        f"{one.label}（{declared.lane(one.lane).label}）→ {names[one.target]}"
        for one in _shown(declared, for_public) if state in one.source
    )  # fmt: skip
