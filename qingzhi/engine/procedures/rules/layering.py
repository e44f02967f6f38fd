"""Layers of a directed graph: no cycles, longest ways, few crossings. Pure."""

from collections.abc import Sequence

Edge = tuple[str, str]
SWEEPS = 12


def without_cycles(nodes: Sequence[str], edges: Sequence[Edge]) -> list[bool]:
    """For each edge whether it leads back and has to be turned round, so that no cycle is left; found depth first."""
    ways: dict[str, list[int]] = {}
    for number, (source, _) in enumerate(edges):
        ways.setdefault(source, []).append(number)
    turned, entered, left = [False] * len(edges), set[str](), set[str]()

    def visit(name: str) -> None:
        entered.add(name)
        for number in ways.get(name, ()):
            target = edges[number][1]
            if target in entered and target not in left:
                turned[number] = True
            elif target not in entered:
                visit(target)
        left.add(name)

    for name in nodes:
        if name not in entered:
            visit(name)
    return turned


def layers_of(nodes: Sequence[str], edges: Sequence[Edge]) -> dict[str, int]:
    """The layer of each node: the length of the longest way to it. The edges have no cycle."""
    before: dict[str, list[str]] = {name: [] for name in nodes}
    for source, target in edges:
        before[target].append(source)
    found: dict[str, int] = {}

    def layer(name: str) -> int:
        if name not in found:
            found[name] = max((layer(one) + 1 for one in before[name]), default=0)
        return found[name]

    return {name: layer(name) for name in nodes}


def ordered(layers: Sequence[Sequence[str]], links: Sequence[Edge]) -> list[list[str]]:
    """The layers in an order with few crossings: barycentres up and down, the best of all sweeps is kept."""
    after: dict[str, list[str]] = {}
    before: dict[str, list[str]] = {}
    for a, b in links:
        after.setdefault(a, []).append(b)
        before.setdefault(b, []).append(a)
    now = [list(layer) for layer in layers]
    best, fewest = [list(layer) for layer in now], crossings(now, links)
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        numbers = range(1, len(now)) if down else range(len(now) - 2, -1, -1)
        for number in numbers:
            beside = {name: place for place, name in enumerate(now[number - 1 if down else number + 1])}
            now[number] = _by_barycentre(now[number], before if down else after, beside)
        many = crossings(now, links)
        if many < fewest:
            best, fewest = [list(layer) for layer in now], many
    return best


def _by_barycentre(layer: list[str], near: dict[str, list[str]], beside: dict[str, int]) -> list[str]:
    middle = {}
    for place, name in enumerate(layer):
        places = [beside[one] for one in near.get(name, ()) if one in beside]
        middle[name] = sum(places) / len(places) if places else float(place)
    return sorted(layer, key=lambda name: middle[name])


def crossings(layers: Sequence[Sequence[str]], links: Sequence[Edge]) -> int:
    """How many pairs of links between neighbouring layers cross."""
    place = {name: (number, spot) for number, layer in enumerate(layers) for spot, name in enumerate(layer)}
    by_gap: dict[int, list[tuple[int, int]]] = {}
    for a, b in links:
        by_gap.setdefault(place[a][0], []).append((place[a][1], place[b][1]))
    count = 0
    for pairs in by_gap.values():
        for number, (at, to) in enumerate(pairs):
            count += sum(1 for c, d in pairs[number + 1 :] if (at - c) * (to - d) < 0)
    return count
