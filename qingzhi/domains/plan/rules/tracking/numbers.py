"""Rounding and writing of figures: half-up everywhere (四舍五入, GB/T 8170 would round half to even; reports here do not)."""

from decimal import ROUND_HALF_UP, Decimal

HUNDRED = Decimal(100)
UNITS_WITHOUT_SPACE = frozenset({"%", "‰", ""})


def half_up(value: Decimal, places: int = 0) -> Decimal:
    """Rounded half-up, away from zero at the half, and never a negative zero."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP) + Decimal(0)


def percent(part: Decimal, whole: Decimal) -> Decimal:
    """`part` of `whole` in percent with one place; `whole` is not 0."""
    return half_up(part * HUNDRED / whole, 1)


def places_of(*values: Decimal) -> int:
    """The most decimal places that any of the values is written with."""
    exponents = [value.normalize().as_tuple().exponent for value in values]
    return max(0, *(-exponent for exponent in exponents if isinstance(exponent, int)))


def figure(value: Decimal, unit: str = "", places: int | None = None) -> str:
    """「18,537 件」, 「30%」; with so many places, or as many as it has."""
    rounded = half_up(value, places_of(value) if places is None else places)
    return f"{rounded:,f}{'' if unit in UNITS_WITHOUT_SPACE else ' '}{unit}"
