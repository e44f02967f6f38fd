"""Numbers as officials write them: 2万, 1.5亿, 三十, 两成, 百分之二十, 3至5, 3000余."""

import re

DIGITS = {
    "零": 0,
    "〇": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
PLACES = {"十": 10, "百": 100, "千": 1000}
MULTIPLES = {"万亿": 10**12, "亿": 10**8, "万": 10**4, "千": 1000, "百": 100, "十": 10, "": 1}
HAN_DIGIT = "零〇○一二两三四五六七八九"
HAN = rf"[{HAN_DIGIT}十百千万亿]+"
ARABIC = r"(?:[0-9０-９]{1,3}(?:[,，][0-9０-９]{3}){1,6}|[0-9０-９]{1,18})(?:[.．·][0-9０-９]{1,12})?"
_WIDE = str.maketrans("０１２３４５６７８９．·，", "0123456789..,")


def parse_number(text: str) -> float | None:
    """The value of an Arabic or Chinese number, None where it is none."""
    text = text.strip().translate(_WIDE)
    if re.fullmatch(r"[\d,]+(?:\.\d+)?", text):
        return _tidy(float(text.replace(",", "")))
    mixed = re.fullmatch(r"([\d,]+(?:\.\d+)?)(万亿|亿|万|千|百|十)", text)
    if mixed:
        return _tidy(round(float(mixed[1].replace(",", "")) * MULTIPLES[mixed[2]], 6))
    return parse_han(text)


def parse_han(text: str) -> float | None:
    """三十 → 30, 一百零五 → 105, 二〇二五 → 2025, 两万 → 20000, 三点五 → 3.5; None where it is none."""
    if not text or not re.fullmatch(HAN + rf"(?:点[{HAN_DIGIT}]+)?", text):
        return None
    whole, _, fraction = text.partition("点")
    if fraction:
        base = parse_han(whole)
        return None if base is None else float(f"{int(base)}." + "".join(str(DIGITS[c]) for c in fraction))
    if all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    return _han_places(text)


def _han_places(text: str) -> float | None:
    total = section = digit = 0
    seen_digit = False
    for char in text:
        if char in DIGITS:
            digit, seen_digit = DIGITS[char], True
        elif char in PLACES:
            section += (digit if seen_digit else 1) * PLACES[char]
            digit, seen_digit = 0, False
        elif char in ("万", "亿"):
            total = (total + section + digit or 1) * MULTIPLES[char]
            section, digit, seen_digit = 0, 0, False
    return _tidy(total + section + digit)


def times(value: float, multiple: str) -> float:
    """A value by 万, 亿 …, without the noise of binary fractions."""
    return _tidy(round(value * MULTIPLES[multiple], 6))


def _tidy(value: float) -> float:
    return int(value) if float(value).is_integer() and abs(value) < 1e15 else value
