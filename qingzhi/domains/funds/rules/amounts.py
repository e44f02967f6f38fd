"""Amounts in yuan: exact to the cent. Pure."""

from decimal import Decimal, InvalidOperation

CENT = Decimal("0.01")
MOST = Decimal("9999999999999.99")


def amount_fault(value: object) -> str:
    """What is wrong with an amount that is to be posted; empty when nothing is."""
    if isinstance(value, float):
        return "金额须为精确的十进制数"
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        return "金额须为数字"
    if not found.is_finite():
        return "金额须为数字"
    if found <= 0:
        return "金额应大于零"
    if found > MOST:
        return "金额过大"
    return "" if found == found.quantize(CENT) else "金额最小到分"


def said(value: Decimal) -> str:
    """An amount as refusals write it."""
    return f"{value:,.2f}元"
