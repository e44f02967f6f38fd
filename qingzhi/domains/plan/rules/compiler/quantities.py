"""Quantities: a number, its multiple and its unit, as values: 2万件 → 20000 件, 两成 → 20 %, 3至5家 → 3…5 家."""

import re
from dataclasses import dataclass

from .numerals import ARABIC, HAN_DIGIT, MULTIPLES, parse_number, times
from .traps import CAMPAIGN
from .units import UNIT

_HAN = rf"[{HAN_DIGIT}十百千][{HAN_DIGIT}十百千万亿]{{0,11}}"
_MULTIPLE = r"(?:万亿|亿|万(?!人口比)|千(?!瓦|米|克)|百(?!分))"
_UNIT = rf"(?:个百分点|百分点|[%％‰]|成(?![立为果效本员熟就功交品长都型套])|{UNIT})"
_GUARD = r"(?<![\d.．A-Za-z])"
QUANTITY = re.compile(
    rf"(?P<share>百分之\s*(?P<sharen>{_HAN}(?:点[{HAN_DIGIT}]+)?|{ARABIC}))(?:\s*[-—~～至到]+\s*百分之(?P<sharen2>{_HAN}(?:点[{HAN_DIGIT}]+)?))?(?P<sharea>\s*(?:及以上|以上|以下|以内|之内|左右|上下))?"
    rf"|(?P<parts>[二三四五六七八九十]|\d{{1,2}})分之(?P<partsn>[一二两三四五六七八九]|\d)(?P<partsa>以上|以下|以内|左右)?"
    r"|(?P<full>全覆盖|全面覆盖|百分之百|百分百)"
    r"|翻(?P<double>[一两二三])?番(?P<doublea>以上)?"
    rf"|(?<=[超破达过到近上])(?P<lone>万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百)(?P<loneu>{UNIT})(?P<lonea>以上|左右|以内)?"
    rf"|{_GUARD}(?P<n>{ARABIC}|{_HAN})\s*(?P<more>余|多)?\s*(?P<m>{_MULTIPLE})?\s*(?P<more2>余|多)?\s*(?P<u>{_UNIT})?(?:[(（][次人个家户场名项件只所][)）])?"
    rf"(?:\s*(?:[-—–~～－]{{1,2}}|至|到)\s*(?P<n2>{ARABIC}|{_HAN})\s*(?P<m2>{_MULTIPLE})?\s*(?P<u2>{_UNIT}))?"
    r"(?P<after>\s*(?:及以上|以上|以下|以内|之内|左右|上下|内(?![容部外涵在需科蒙设]))?)"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit at a place; `after` is the qualifier behind it (以上, 左右 …)."""

    start: int
    end: int
    value: float
    unit: str
    value_to: float | None = None
    after: str = ""
    is_more: bool = False  # 3000余, 3000多
    is_full: bool = False
    is_double: bool = False
    is_han: bool = False


def find_quantities(blotted: str, start: int, end: int) -> list[Quantity]:
    """The quantities of a clause; in 「1000、300和200件」 the unit of the last is lent to the others."""
    found = [q for m in QUANTITY.finditer(blotted, start, end) if (q := _read(m)) is not None]
    return [q for q in _lend_units(found, blotted) if q.unit]


def _lend_units(found: list[Quantity], text: str) -> list[Quantity]:
    for index in range(len(found) - 2, -1, -1):
        this, following = found[index], found[index + 1]
        if not this.unit and following.unit and re.fullmatch(r"\s*[、和与及/]\s*", text[this.end : following.start]):
            found[index] = Quantity(
                this.start, this.end, this.value, following.unit, this.value_to, this.after, this.is_more
            )
    return found


def _read(match: re.Match) -> Quantity | None:
    found = match.groupdict()
    start, end = match.span()
    if found["share"]:
        value, to = parse_number(found["sharen"]), parse_number(found["sharen2"] or "")
        return None if value is None else Quantity(start, end, value, "%", to, (found["sharea"] or "").strip())
    if found["parts"]:
        whole, part = parse_number(found["parts"]), parse_number(found["partsn"])
        if not whole or not part or part >= whole:
            return None
        return Quantity(start, end, round(100 * part / whole, 2), "%", after=found["partsa"] or "")
    if found["full"]:
        return Quantity(start, end, 100, "%", is_full=True)
    if found["lone"]:
        return Quantity(start, end, _lone(found["lone"]), found["loneu"], after=found["lonea"] or "", is_han=True)
    if match.group().startswith("翻"):
        factor = 2 ** {"两": 2, "二": 2, "三": 3}.get(found["double"] or "一", 1)
        return Quantity(start, end, factor, "倍", after=found["doublea"] or "", is_double=True)
    return _plain(found, start, end, match.string)


def _lone(word: str) -> float:
    """「产值超千亿元」: a multiple without a digit before it."""
    value = 1
    for char in word:
        value *= MULTIPLES[char]
    return value


def _in_campaign(text: str, at: int) -> bool:
    """「培育千件商标」: only in a campaign's name does 千 count as a number by itself."""
    return any(m.start("value") == at for m in CAMPAIGN.finditer(text, max(0, at - 4), at + 16))


def _plain(found: dict, start: int, end: int, text: str) -> Quantity | None:
    value = parse_number(found["n"])
    if value is None or (re.fullmatch(r"[百千万亿]+", found["n"]) and not _in_campaign(text, start)):
        return None
    is_han = not re.match(r"[\d０-９]", found["n"])
    unit = (found["u2"] or found["u"] or "").replace("％", "%").replace("／", "/")
    multiple, multiple_to = found["m"] or "", found["m2"] or ""
    to = parse_number(found["n2"]) if found["n2"] else None
    if to is not None:
        to = times(to, multiple_to)
        if not multiple and multiple_to and not found["u"]:
            multiple = multiple_to
    value = times(value, multiple)
    if to is not None and to <= value:
        return None
    if unit == "成":
        value, unit, to = value * 10, "%", to * 10 if to else None
        if not is_han:
            return None
    more = bool(found["more"] or found["more2"])
    if is_han and not more and value < 2:
        return None
    return Quantity(start, end, value, unit, to, found["after"].strip(), more, is_han=is_han)
