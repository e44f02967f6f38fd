"""Where the states and ways of a statechart stand in a drawing. Pure: names and widths in, places out.

Layered drawing after Sugiyama, Tagawa, Toda (1981): ways that lead back are turned round, each node stands in the layer of
the longest way to it, long ways get a place in every layer that they cross, the order in a layer is found by barycentres
and the heights by least squares under the order.
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .layering import layers_of, ordered, without_cycles

NODE_HEIGHT, NODE_SEP, WAY_SEP = 46.0, 22.0, 26.0
GAP, MARGIN, LABEL_SEP = 44.0, 16.0, 18.0
PASSES = 8


@dataclass(frozen=True)
class Box:
    """A node's place: its middle, and its width and height."""

    x: float
    y: float
    width: float
    height: float = NODE_HEIGHT


@dataclass(frozen=True)
class Way:
    """A line from one node to another through points, and where its label stands."""

    source: str
    target: str
    points: tuple[tuple[float, float], ...]
    label_at: tuple[float, float]
    turns_back: bool = False


@dataclass(frozen=True)
class Drawing:
    """The whole: its size, the boxes by name, the ways in the order given."""

    width: float
    height: float
    boxes: Mapping[str, Box]
    ways: tuple[Way, ...]


@dataclass
class _Grid:
    """What is placed: names by layer (nodes and the places of long ways), and the chain of names of each way."""

    layers: list[list[str]]
    chains: list[list[str]]
    heights: dict[str, float] = field(default_factory=dict)


def drawing_of(
    nodes: Sequence[str], edges: Sequence[tuple[str, str]], widths: Mapping[str, float], labels: Sequence[float]
) -> Drawing:
    """The drawing of nodes (the first is where all begins) and edges between different nodes, left to right.

    `widths` are those of the nodes, `labels` those of the edges' labels, in the edges' order.
    """
    turned = without_cycles(nodes, edges)
    forward = [(b, a) if back else (a, b) for (a, b), back in zip(edges, turned, strict=True)]
    grid = _grid(nodes, forward)
    ys = _heights(grid, forward)
    xs, width = _columns(grid, widths, _gaps(grid, labels))
    top = min(ys[name] - grid.heights[name] / 2 for layer in grid.layers for name in layer)
    ys = {name: y - top + MARGIN + LABEL_SEP for name, y in ys.items()}
    bottom = max(ys[name] + grid.heights[name] / 2 for layer in grid.layers for name in layer)
    boxes = {name: Box(xs[name], ys[name], widths[name]) for name in nodes}
    ways = _ways(grid, edges, turned, boxes, xs, ys)
    return Drawing(width, bottom + MARGIN + LABEL_SEP, boxes, tuple(ways))


def _grid(nodes: Sequence[str], forward: Sequence[tuple[str, str]]) -> _Grid:
    layer_of = layers_of(nodes, forward)
    layers: list[list[str]] = [[] for _ in range(max(layer_of.values()) + 1)]
    for name in nodes:
        layers[layer_of[name]].append(name)
    chains = []
    for number, (source, target) in enumerate(forward):
        chain = [source]
        for layer in range(layer_of[source] + 1, layer_of[target]):
            place = f"\x00{number}:{layer}"
            layers[layer].append(place)
            chain.append(place)
        chains.append([*chain, target])
    links = [pair for chain in chains for pair in itertools.pairwise(chain)]
    grid = _Grid(ordered(layers, links), chains)
    grid.heights = {name: _height(name) for layer in grid.layers for name in layer}
    return grid


def _height(name: str) -> float:
    return 4.0 if name.startswith("\x00") else NODE_HEIGHT


def _heights(grid: _Grid, forward: Sequence[tuple[str, str]]) -> dict[str, float]:
    """The y of every name: drawn to its neighbours, kept apart and in order."""
    ys: dict[str, float] = {}
    for layer in grid.layers:
        at = 0.0
        for name in layer:
            ys[name], at = at, at + grid.heights[name] + NODE_SEP
        middle = (at - NODE_SEP) / 2
        ys |= {name: ys[name] - middle for name in layer}
    near: dict[str, list[str]] = {}
    for chain in grid.chains:
        for a, b in itertools.pairwise(chain):
            near.setdefault(a, []).append(b)
            near.setdefault(b, []).append(a)
    for turn in range(PASSES):
        for layer in grid.layers if turn % 2 else reversed(grid.layers):
            wanted = [sum(ys[one] for one in near[name]) / len(near[name]) if near.get(name) else ys[name]
                      for name in layer]  # fmt: skip
            ys |= dict(zip(layer, apart(wanted, _separations(grid, layer)), strict=True))
    return ys


def _separations(grid: _Grid, layer: Sequence[str]) -> list[float]:
    found = []
    for a, b in itertools.pairwise(layer):
        gap = WAY_SEP if a.startswith("\x00") or b.startswith("\x00") else NODE_SEP
        found.append((grid.heights[a] + grid.heights[b]) / 2 + gap)
    return found


def apart(wanted: Sequence[float], separations: Sequence[float]) -> list[float]:
    """The places nearest to those wanted (least squares) that keep the order and the distances (pooled neighbours)."""
    offsets = [0.0]
    for one in separations:
        offsets.append(offsets[-1] + one)
    blocks: list[tuple[float, int]] = []  # mean of what is wanted less the offset, how many
    for value, offset in zip(wanted, offsets, strict=False):
        mean, count = value - offset, 1
        while blocks and blocks[-1][0] > mean:
            before, many = blocks.pop()
            mean, count = (before * many + mean * count) / (many + count), many + count
        blocks.append((mean, count))
    means = [mean for mean, count in blocks for _ in range(count)]
    return [mean + offset for mean, offset in zip(means, offsets, strict=False)]


def _gaps(grid: _Grid, labels: Sequence[float]) -> list[float]:
    """The width between each layer and the next: the widest label that stands there."""
    layer_of = {name: number for number, layer in enumerate(grid.layers) for name in layer}
    found = [GAP] * len(grid.layers)
    for chain, label in zip(grid.chains, labels, strict=True):
        first = layer_of[chain[0]]
        found[first] = max(found[first], label + GAP)
    return found


def _columns(grid: _Grid, widths: Mapping[str, float], gaps: Sequence[float]) -> tuple[dict[str, float], float]:
    xs: dict[str, float] = {}
    left = MARGIN
    for layer, gap in zip(grid.layers, gaps, strict=True):
        broad = max((widths.get(name, 0.0) for name in layer), default=0.0)
        xs |= dict.fromkeys(layer, left + broad / 2)
        left += broad + gap
    return xs, left - gaps[-1] + MARGIN


def _ways(
    grid: _Grid, edges: Sequence[tuple[str, str]], turned: Sequence[bool], boxes: Mapping[str, Box],
    xs: Mapping[str, float], ys: Mapping[str, float],
) -> list[Way]:  # fmt: skip
    ports = _ports(grid, ys)
    lines = []
    for number, chain in enumerate(grid.chains):
        first, last = boxes[chain[0]], boxes[chain[-1]]
        lines.append([
            (first.x + first.width / 2, first.y + ports[number, 0]),
            *((xs[name], ys[name]) for name in chain[1:-1]),
            (last.x - last.width / 2, last.y + ports[number, 1]),
        ])  # fmt: skip
    at = _label_places(lines)
    return [
        Way(source, target, tuple(reversed(line)) if back else tuple(line), place, back)
        for (source, target), back, line, place in zip(edges, turned, lines, at, strict=True)
    ]


def _ports(grid: _Grid, ys: Mapping[str, float]) -> dict[tuple[int, int], float]:
    """Where on a node's side each way begins (0) and ends (1): spread in the order of where it goes."""
    sides: dict[tuple[str, int], list[tuple[float, int]]] = {}
    for number, chain in enumerate(grid.chains):
        sides.setdefault((chain[0], 0), []).append((ys[chain[1]], number))
        sides.setdefault((chain[-1], 1), []).append((ys[chain[-2]], number))
    found = {}
    for (_, end), ways in sides.items():
        step = min(12.0, (NODE_HEIGHT - 14.0) / max(len(ways) - 1, 1))
        for place, (_, number) in enumerate(sorted(ways)):
            found[number, end] = (place - (len(ways) - 1) / 2) * step
    return found


def _label_places(lines: Sequence[Sequence[tuple[float, float]]]) -> list[tuple[float, float]]:
    """The middle of each first stretch, moved apart where labels of one gap would lie on each other."""
    middles = [((line[0][0] + line[1][0]) / 2, (line[0][1] + line[1][1]) / 2) for line in lines]
    found = list(middles)
    gaps: dict[int, list[int]] = {}
    for number, line in enumerate(lines):
        gaps.setdefault(round(line[0][0] / 40), []).append(number)
    for numbers in gaps.values():
        numbers.sort(key=lambda number: middles[number][1])
        placed = apart([middles[number][1] for number in numbers], [LABEL_SEP] * (len(numbers) - 1))
        for number, y in zip(numbers, placed, strict=True):
            found[number] = (middles[number][0], y)
    return found
