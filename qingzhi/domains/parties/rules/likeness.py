"""How alike two holders are, 0 to 100, and why. Pure; the points are dated rows that the caller passes in."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import ratio

from ..terms import PartyKind
from .names import Parts, address_key, bare_key, parts_of
from .places import province_name
from .wording import sounds_alike, split_trade

_DIGITS = re.compile(r"\d+")
_NUMERALS = re.compile("[0-9一二三四五六七八九十百零〇]")
SAME, ALIKE_CAP, OTHER_CODE_CAP = 100, 99, 40


@dataclass(frozen=True)
class Side:
    """What is known of one of the two: the key of its name, keys of former names, place, address, credit code."""

    key: str
    kind: str = ""
    former: frozenset[str] = frozenset()
    region_code: str = ""
    address: str = ""
    credit_code: str = ""


@dataclass(frozen=True)
class Points:
    """The points of each reason and from which score on a person is asked (rows of `NameThreshold`)."""

    ask: int = 75
    other_form: int = 92
    former_name: int = 95
    branch: int = 60
    other_place: int = 50
    spelling: int = 90
    same_address: int = 8
    other_province: int = 15
    namesake_same_region: int = 65
    namesake_same_address: int = 90
    namesake: int = 40
    places: frozenset[str] = frozenset()  # names of places as firms begin with them

    @classmethod
    def of(cls, rows: Mapping[str, int], places: Iterable[str] = ()) -> "Points":
        """From rows by code; what no row says keeps the usual value."""
        given: dict[str, Any] = {code: points for code, points in rows.items() if code in cls.__dataclass_fields__}
        return replace(cls(**given), places=frozenset(places))


@dataclass(frozen=True)
class Likeness:
    """A score with its reasons, in words."""

    score: int
    reasons: tuple[str, ...]


def likeness(one: Side, other: Side, points: Points) -> Likeness:
    """The score of two holders; the order of the two does not matter."""
    if one.credit_code and one.credit_code == other.credit_code:
        return Likeness(SAME, ("统一社会信用代码相同",))
    if PartyKind.INDIVIDUAL in (one.kind, other.kind):
        score, reasons = _persons(one, other, points)
    else:
        score, reasons = _names(one, other, points)
    if not score:
        return Likeness(0, ())
    score, reasons = _places(score, reasons, one, other, points)
    if one.credit_code and other.credit_code:
        return Likeness(min(score, OTHER_CODE_CAP), (*reasons, "统一社会信用代码不同"))
    return Likeness(score, reasons)


def _persons(one: Side, other: Side, points: Points) -> tuple[int, tuple[str, ...]]:
    if one.kind != other.kind or bare_key(one.key) != bare_key(other.key):
        return 0, ()
    first, second = address_key(one.address), address_key(other.address)
    if first and second:
        alike = ratio(first, second)
        if _same_house(first, second) and alike >= 85:
            return points.namesake_same_address, (f"姓名相同，地址相近（{alike:.0f}%）",)
    if one.region_code and one.region_code[:4] == other.region_code[:4]:
        return points.namesake_same_region, ("姓名相同，同在一个市州",)
    return points.namesake, ("姓名相同，地址、地区不同或不详",)


def _same_house(first: str, second: str) -> bool:
    """Whether the numbers of two addresses agree as far as both go: village 12 is not village 129."""
    return all(one == other for one, other in zip(_DIGITS.findall(first), _DIGITS.findall(second), strict=False))


def _names(one: Side, other: Side, points: Points) -> tuple[int, tuple[str, ...]]:
    if one.key == other.key:
        return SAME, ("规范名称相同",)
    if one.key in other.former or other.key in one.former:
        return points.former_name, ("与对方的曾用名相同",)
    first, second = parts_of(one.key, points.places), parts_of(other.key, points.places)
    if other.key == first.head or one.key == second.head:
        return points.branch, ("一方似为另一方的分支机构",)
    if first.core == second.core:
        if first.place == second.place:
            return points.other_form, (f"除组织形式外名称相同（{_forms(first, second)}）",)
        if not first.place or not second.place:
            return points.other_form - 10, ("一方名称未冠行政区划，其余相同",)
        places = "、".join(sorted((first.place, second.place)))
        return points.other_place, (f"字号和行业相同，行政区划不同（{places}）",)
    return _spelling(first, second, points)


def _spelling(first: Parts, second: Parts, points: Points) -> tuple[int, tuple[str, ...]]:
    """By letters that differ; the firm's own word weighs more than its trade, which thousands share."""
    (own, trade), (other_own, other_trade) = split_trade(first.core), split_trade(second.core)
    if sounds_alike(first.core, second.core):
        apart = _apart(first.core, second.core)
        share, reasons = 1.02 - 0.08 * apart, (f"读音相同，相差 {apart} 字",)
    elif trade and other_trade:
        share = 0.65 * _share(own, other_own) + 0.35 * _share(trade, other_trade)
        reasons = (f"字号相差 {_apart(own, other_own)} 字，行业用语相差 {_apart(trade, other_trade)} 字",)
    else:
        share = _share(first.core, second.core)
        longest = max(len(first.core), len(second.core))
        reasons = (f"名称主体相差 {_apart(first.core, second.core)} 字（共 {longest} 字）",)
    score = round(points.spelling * share)
    if score < points.namesake:
        return 0, ()
    if _NUMERALS.sub("", first.core) == _NUMERALS.sub("", second.core):
        return score // 2, (*reasons, "序号不同")
    if first.place != second.place and first.place and second.place:
        return score // 2, (*reasons, "行政区划不同")
    return min(score + (2 if first.form == second.form else 0), ALIKE_CAP), reasons


def _apart(one: str, other: str) -> int:
    return int(Levenshtein.distance(one, other))


def _share(one: str, other: str) -> float:
    return float(Levenshtein.normalized_similarity(one, other))


def _forms(first: Parts, second: Parts) -> str:
    return "、".join(sorted((first.form or "无", second.form or "无")))


def _places(
    score: int, reasons: tuple[str, ...], one: Side, other: Side, points: Points
) -> tuple[int, tuple[str, ...]]:
    """Addresses and provinces speak for or against, but never make two names the same."""
    if score >= SAME:
        return score, reasons
    first, second = address_key(one.address), address_key(other.address)
    if one.kind != PartyKind.INDIVIDUAL and first and first == second:
        return min(score + points.same_address, ALIKE_CAP), (*reasons, "地址相同")
    provinces = {province_name(one.region_code), province_name(other.region_code)}
    if len(provinces) == 2 and "" not in provinces:
        return max(score - points.other_province, 1), (*reasons, "所在省份不同")
    return score, reasons


__all__ = ["Likeness", "Points", "Side", "likeness"]
