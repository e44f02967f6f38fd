"""The tree of criteria: shares that add up, and what each leaf counts in the whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

WHOLE = Decimal(100)


@dataclass(frozen=True)
class Node:
    """One criterion: its share (percent) of what it hangs on; `kind` is group, hand, computed or bonus."""

    code: str
    title: str
    kind: str
    weight: Decimal
    parent: str = ""
    function: str = ""


def faults(nodes: Iterable[Node]) -> list[str]:
    """What is wrong with a tree, each in a sentence; empty where it holds.

    The shares below one node add up to 100; only a group has parts; bonus points stand at the top and are added on top.
    """
    rows = list(nodes)
    known = {one.code: one for one in rows}
    found = [f"指标“{one.title}”的上级“{one.parent}”不存在" for one in rows if one.parent and one.parent not in known]
    if len(known) != len(rows):
        found.append("有重复的指标代码")
    if found:
        return found
    if not leaves(rows):
        return ["评审标准没有可评分的指标"]
    for parent in ["", *known]:
        parts = [one for one in rows if one.parent == parent and one.kind != "bonus"]
        total = sum((one.weight for one in parts), Decimal(0))
        if parts and total != WHOLE:
            where = f"“{known[parent].title}”之下" if parent else "一级指标"
            found.append(f"{where}的权重合计为 {total.normalize():f}，应为 100")
    for one in rows:
        found += _faults_of(one, known)
    return found


def _faults_of(one: Node, known: Mapping[str, Node]) -> list[str]:
    found = []
    if one.weight <= 0:
        found.append(f"指标“{one.title}”的权重须大于 0")
    if one.kind == "group" and not any(other.parent == one.code for other in known.values()):
        found.append(f"指标组“{one.title}”没有下级指标")
    if one.parent and known[one.parent].kind != "group":
        found.append(f"“{known[one.parent].title}”不是指标组，不能有下级")
    if one.kind == "bonus" and one.parent:
        found.append(f"加分项“{one.title}”须列在一级")
    if one.kind in ("computed", "bonus") and not one.function:
        found.append(f"指标“{one.title}”没有指定计算方法")
    seen, at = {one.code}, one.parent
    while at:
        if at in seen:
            found.append(f"指标“{one.title}”的上级关系成环")
            break
        seen.add(at)
        at = known[at].parent
    return found


def leaves(nodes: Iterable[Node]) -> list[Node]:
    """What is scored or computed, in order; bonus points apart."""
    return [one for one in nodes if one.kind in ("hand", "computed")]


def shares(nodes: Iterable[Node]) -> dict[str, Decimal]:
    """What each leaf counts in the whole, as a fraction of one; together exactly one."""
    rows = list(nodes)
    known = {one.code: one for one in rows}
    found = {}
    for leaf in leaves(rows):
        share, at = Decimal(1), leaf
        while True:
            share *= at.weight / WHOLE
            if not at.parent:
                break
            at = known[at.parent]
        found[leaf.code] = share
    return found


def shares_below(nodes: Iterable[Node], code: str) -> dict[str, Decimal]:
    """What each leaf counts in one node (a leaf counts all of itself); empty for a code that is not in the tree."""
    rows = list(nodes)
    top = next((one for one in rows if one.code == code), None)
    if top is None:
        return {}
    if top.kind != "group":
        return {code: Decimal(1)}
    parts = [one for one in rows if one.parent == code]
    found: dict[str, Decimal] = {}
    for part in parts:
        below = shares_below(rows, part.code)
        found |= {leaf: share * part.weight / WHOLE for leaf, share in below.items()}
    return found
