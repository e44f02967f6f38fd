"""What personal numbers look like: the one home of these patterns, for columns (`redaction`) and for running text.

GB 11643-1999（公民身份号码，校验码 ISO 7064 MOD 11-2）；GA 36-2018（机动车号牌，含新能源）；银行卡号末位为 Luhn 校验（ISO/IEC 7812）.
Running text is read through `evened`: full-width signs become plain ones, one for one, so that places stay the same.
"""

import re
from datetime import date

JOIN = r"[ \t\n\-]{0,3}"  # what may stand between two digits of one number
_EVEN: dict[int, int | str] = {
    **{0xFF01 + place: 0x21 + place for place in range(94)},
    **dict.fromkeys(map(ord, "—–−‐‑―"), "-"),
    **dict.fromkeys(map(ord, "•・‧∙"), "·"),
    **dict.fromkeys(map(ord, "\u3000\u00a0\u2002\u2003"), " "),
}
_CITIZEN = re.compile(r"([1-9]\d{5})(\d{8})\d{3}([\dXx])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
PROVINCES = {"11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43",
             "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83"}  # fmt: skip

IDENTITY = re.compile(rf"(?<![0-9A-Za-z])[1-9](?:{JOIN}\d){{16}}{JOIN}[\dXx](?![0-9A-Za-z])")
OLD_IDENTITY = re.compile(rf"(?<![0-9A-Za-z])[1-9](?:{JOIN}\d){{14}}(?![0-9A-Za-z])")
MOBILE = re.compile(rf"(?<![0-9A-Za-z.])(?:\+?86{JOIN})?1{JOIN}[3-9](?:{JOIN}\d){{9}}(?![0-9A-Za-z]|\.\d)")
LANDLINE = re.compile(rf"(?<![0-9A-Za-z.])(?:\(0\d{{2,3}}\)|0\d{{2,3}}){JOIN}[2-9](?:{JOIN}\d){{6,7}}(?!\d)")
CARD = re.compile(rf"(?<![0-9A-Za-z])[3-69](?:{JOIN}\d){{14,18}}(?![0-9A-Za-z])")
MAIL = re.compile(r"(?<![\w.])[A-Za-z0-9][\w.+\-]*@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+", re.ASCII)
PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使][ \n]?[A-Z][ ·.\-\n]{0,2}"
    r"(?=[A-Z]*\d)[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳](?![A-Za-z0-9])"
)


def evened(text: str) -> str:
    """The text with full-width signs, dashes and dots made plain; as long as before, every sign at its place."""
    return text.translate(_EVEN)


def only_digits(text: str) -> str:
    """A number without what stands between its digits."""
    return re.sub(r"[ \t\n\-]", "", text)


def is_identity_number(text: str) -> bool:
    """Whether the date and the check digit of a citizen's number are right."""
    match = _CITIZEN.fullmatch(text)
    if match is None or not _is_day(match[2]):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text, _WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == text[-1].upper()


def is_old_identity_number(text: str) -> bool:
    """Whether fifteen digits can be a number of the first generation: a province and a day of the last century."""
    return len(text) == 15 and text[:2] in PROVINCES and _is_day(f"19{text[6:12]}")


def luhn(number: str) -> bool:
    """Whether the last digit of a card is right."""
    doubled = [
        int(digit) if place % 2 else sum(divmod(int(digit) * 2, 10)) for place, digit in enumerate(reversed(number), 1)
    ]
    return sum(doubled) % 10 == 0


def _is_day(digits: str) -> bool:
    try:
        date.fromisoformat(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}")
    except ValueError:
        return False
    return True
