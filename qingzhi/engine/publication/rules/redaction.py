"""Redaction 「脱敏」: what everybody sees of a value, and what may stand in no public column.

《个人信息保护法》第六条（最小范围）、第二十五条（不得公开）；《政府信息公开条例》第十五条（个人隐私不予公开）.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from ..terms import Shown
from .name_words import COMPOUND
from .patterns import CARD, IDENTITY, MOBILE, evened, is_identity_number, luhn, only_digits

_SEPARATORS = re.compile("([、,\uff0c;\uff1b/ ]+)")


class Sealed(TypeError):
    """A value that is no plain text, number or day: ciphertext never becomes public."""


def shown_value(value: object, rule: Shown) -> object:
    """What the public gets of a value: plain JSON, or None where nothing is shown."""
    found = plain(value)
    if found is None or rule is Shown.NEVER:
        return None
    if rule is Shown.NAME:
        return masked_names(str(found))
    return masked_number(str(found)) if rule is Shown.NUMBER else found


def plain(value: object) -> str | int | None:
    """A value as it is kept: text, whole number, or None; money as its digits, a day as ISO."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal | date):
        raise Sealed(f"{type(value).__name__} cannot be published")
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else value.strip() if isinstance(value, str) else value


def masked_names(text: str) -> str:
    """Names with all but the family name covered; several stay apart: 张三丰、欧阳娜 → 张**、欧阳*."""
    return "".join(part if _SEPARATORS.fullmatch(part) else _masked_name(part) for part in _SEPARATORS.split(text))


def masked_number(text: str) -> str:
    """The first three and last two signs of a long number; of a short one nothing."""
    return f"{text[:3]}{'*' * (len(text) - 5)}{text[-2:]}" if len(text) >= 9 else "*" * len(text)


def personal_in(text: str) -> str:
    """What a text bears that may stand in no public column, in words, however its digits are written; empty where it is clean."""
    even = evened(text)
    if any(is_identity_number(only_digits(match[0])) for match in IDENTITY.finditer(even)):
        return "公民身份号码"
    cards = [only_digits(match[0]) for match in CARD.finditer(even)]
    if any(card.startswith("62") and luhn(card) for card in cards):
        return "银行账号"
    return "手机号码" if MOBILE.search(even) else ""


def searchable(values: Mapping[str, object]) -> str:
    """All that a row shows, in one text to search in."""
    return " ".join(str(value) for value in values.values() if value is not None)


def _masked_name(name: str) -> str:
    if not name:
        return name
    kept = 2 if name[:2] in COMPOUND and len(name) > 2 else 1
    return name[:kept] + "*" * max(len(name) - kept, 1)
