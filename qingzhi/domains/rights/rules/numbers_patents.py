"""Numbers of patents: applications with their check digit, and publications.

Sources: weights and check digit are those of the national application number standard (ZC 0006-2003), checked on real
numbers; the 15-digit form is the one that national data files call "standard" (`dataFormat="standard"`).
"""

import re

from ..terms import NumberCheck, PatentType
from .numbers_form import LONGEST, Number, as_given, letters_and_digits, plain

WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
CHECKS = "0123456789X"
TYPES = {
    "1": PatentType.INVENTION,
    "2": PatentType.UTILITY,
    "3": PatentType.DESIGN,
    "8": PatentType.INVENTION,  # PCT 进入国家阶段的发明
    "9": PatentType.UTILITY,  # PCT 进入国家阶段的实用新型
}
STANDARD = {
    "10": "1",
    "11": "8",
    "20": "2",
    "21": "9",
    "30": "3",
}  # of the 15-digit form; 10 and 11 are seen, others by analogy
NO_CHECK_DIGIT = ("85", "86", "87", "88")  # years of the old form that had none
NEW_FROM, NEW_TO = 2003, 2099

_NEW = re.compile(r"(?:ZL|CN)?(\d{12})\.?([\dX])?", re.ASCII)
_OLD = re.compile(r"(?:ZL|CN)?((?:8[5-9]|9\d|0[0-3])[12389]\d{5})\.?([\dX])?", re.ASCII)
_STANDARD = re.compile(r"(?:CN)?(\d\d)(\d{4})00(\d{7})", re.ASCII)
_PUBLICATION = re.compile(r"(CN)?(\d{7}|\d{9})([ABCUYSD]\d?)", re.ASCII)
_FOREIGN = re.compile(r"(?!CN|ZL)[A-Z]{2}[\dA-Z/.,\-]{4,}|PCT/[A-Z]{2}\d+/\d+", re.ASCII)

_TRIPLES = [
    {f"{n:03}": sum(int(d) * w for d, w in zip(f"{n:03}", WEIGHTS[at : at + 3], strict=True)) for n in range(1000)}
    for at in (0, 3, 6, 9)
]
_A, _B, _C, _D = _TRIPLES


def check_digit(digits: str) -> str:
    """The check digit of the 12 digits of a new or the 8 of an old application number.

    >>> check_digit("201710601862"), check_digit("95115608")
    ('3', 'X')
    """
    if len(digits) == 12:
        return CHECKS[(_A[digits[:3]] + _B[digits[3:6]] + _C[digits[6:9]] + _D[digits[9:]]) % 11]
    return CHECKS[sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=False)) % 11]


def read_application(text: str) -> Number:
    """An application number in any written form; what cannot be verified is kept as given, flagged."""
    if len(text) == 14 and text[12] == "." and text.isascii():  # by far the commonest: 201710601862.3
        body = text[:12]
        if body.isdigit() and _plausible(body) and CHECKS[_sum12(body)] == text[13]:
            return Number(body + text[13], text, NumberCheck.VERIFIED, "")
    folded = plain(text)
    if found := _NEW.fullmatch(folded):
        return _application(found[1], found[2])
    if found := _OLD.fullmatch(folded):
        return _application(found[1], found[2])
    if (found := _STANDARD.fullmatch(folded)) and found[1] in STANDARD:
        body = found[2] + STANDARD[found[1]] + found[3]
        return _shown(body, check_digit(body), NumberCheck.UNVERIFIABLE, "国家标准格式号码没有校验位，已按规则补出")
    if _PUBLICATION.fullmatch(folded):
        number = read_publication(folded)
        return number._replace(reason="这是公开（公告）号，不是申请号")
    if _FOREIGN.fullmatch(folded):
        canonical = letters_and_digits(folded)[:LONGEST]
        return Number(canonical, folded[: LONGEST + 8], NumberCheck.UNVERIFIABLE, "境外号码，照原样保存")
    return as_given(folded, "不合专利申请号的任何已知形式，照原样保存")


def read_publication(text: str) -> Number:
    """A publication or grant number (公开号、授权公告号); it has no check digit."""
    folded = plain(text)
    if found := _PUBLICATION.fullmatch(folded):
        canonical = f"CN{found[2]}{found[3]}"
        return Number(canonical, canonical, NumberCheck.UNVERIFIABLE, "公开（公告）号没有校验位")
    return as_given(folded, "不合公开（公告）号的已知形式，照原样保存")


def type_of(canonical: str) -> PatentType | None:
    """The type that the digits of an application number say; None where it is no Chinese application number."""
    if not canonical[:-1].isdigit():
        return None
    if len(canonical) == 13:
        return TYPES.get(canonical[4])
    return TYPES.get(canonical[2]) if len(canonical) in (8, 9) else None


def application_forms(number: Number) -> tuple[str, ...]:
    """Every written form of an application number."""
    canonical = number.canonical
    if type_of(canonical) is None:
        return publication_forms(number) if _PUBLICATION.fullmatch(canonical) else (canonical, number.shown)
    if len(canonical) == 8:
        return (canonical, f"ZL{canonical}", f"CN{canonical}")
    body, check = canonical[:-1], canonical[-1]
    forms = [f"{front}{rest}" for rest in (f"{body}.{check}", canonical, body) for front in ("", "ZL", "CN")]
    if len(body) == 12:
        forms += [f"{code}{body[:4]}00{body[5:]}" for code, digit in STANDARD.items() if digit == body[4]]
    return tuple(forms)


def publication_forms(number: Number) -> tuple[str, ...]:
    """Every written form of a publication number: with and without country and kind."""
    if found := _PUBLICATION.fullmatch(number.canonical):
        return tuple(f"{front}{found[2]}{kind}" for front in ("CN", "") for kind in (found[3], ""))
    return (number.canonical,)


def _sum12(body: str) -> int:
    return (_A[body[:3]] + _B[body[3:6]] + _C[body[6:9]] + _D[body[9:]]) % 11


def _plausible(body: str) -> bool:
    return body[4] in TYPES and (body[:2] == "20" and body[:4] >= "2003")


def _application(body: str, check: str | None) -> Number:
    """Digits with the check digit that was written, if any."""
    if len(body) == 12 and not _plausible(body):
        return Number(
            body + (check or ""), body + (f".{check}" if check else ""), NumberCheck.FAILED, "年份或种类位不可能"
        )
    expected = check_digit(body)
    if check is None:
        if body[:2] in NO_CHECK_DIGIT and len(body) == 8:
            return Number(body, body, NumberCheck.UNVERIFIABLE, "1985—1988年的申请号没有校验位")
        return _shown(body, expected, NumberCheck.UNVERIFIABLE, f"原文没有校验位，按规则补为 {expected}")
    if check != expected:
        return _shown(body, check, NumberCheck.FAILED, f"校验位应为 {expected}，原文为 {check}")
    return _shown(body, check, NumberCheck.VERIFIED, "")


def _shown(body: str, check: str, verdict: NumberCheck, reason: str) -> Number:
    return Number(body + check, f"{body}.{check}", verdict, reason)
