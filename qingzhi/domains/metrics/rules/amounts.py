"""Numbers as they stand in tables, and units that differ from an indicator's own only by 十, 百, 千, 万 or 亿."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

SCALES = {"亿": 8, "万": 4, "千": 3, "百": 2, "": 0}
LARGEST = Decimal(10) ** 17


class AmountNotUnderstood(ValueError):
    """A text is no number."""


class UnitDiffers(ValueError):
    """A unit cannot be turned into the indicator's own."""


def read_amount(text: str) -> Decimal:
    """「12,918」, 「１.５万」, 「30%」 as a number; a percent sign is left to the unit. Raises `AmountNotUnderstood`."""
    plain = re.sub(r"[\s,%‰]", "", unicodedata.normalize("NFKC", text)).replace("−", "-")
    scale = 0
    while plain and plain[-1] in SCALES:
        scale, plain = scale + SCALES[plain[-1]], plain[:-1]
    try:
        value = Decimal(plain).scaleb(scale) if re.fullmatch(r"[-+]?\d+(\.\d+)?(e[-+]?\d+)?", plain, re.I) else None
    except InvalidOperation:
        value = None
    if value is None:
        raise AmountNotUnderstood(f"“{text.strip()}”不是数值" if text.strip() else "没有数值")
    if abs(value) >= LARGEST:
        raise AmountNotUnderstood(f"“{text.strip()}”超出可记录的范围")
    return value.quantize(Decimal("0.000001"))


def amount_text(value: Decimal) -> str:
    """「18,537」, 「2.12」: grouped, with as many places as it has."""
    return f"{value.normalize() + 0:,f}"


def in_unit(value: Decimal, unit: str, wanted: str) -> Decimal:
    """A value in the wanted unit: 1.5 亿元 is 15,000 万元. Raises `UnitDiffers`."""
    given, own = _plain(unit), _plain(wanted)
    if not given or given == own:
        return value
    given_scale, given_base = _split(given)
    own_scale, own_base = _split(own)
    if given_base != own_base or "/" in given:
        raise UnitDiffers(f"单位“{unit}”与指标的单位“{wanted}”不一致")
    return value.scaleb(given_scale - own_scale).quantize(Decimal("0.000001"))


def _plain(unit: str) -> str:
    return unicodedata.normalize("NFKC", unit).replace(" ", "")


def _split(unit: str) -> tuple[int, str]:
    scale = 0
    while len(unit) > 1 and unit[0] in SCALES:
        scale, unit = scale + SCALES[unit[0]], unit[1:]
    return scale, unit
