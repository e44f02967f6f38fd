"""How much a reporter gets. Pure."""

from decimal import ROUND_DOWN, Decimal


def reward_amount(base: Decimal, share: Decimal, least: Decimal, most: Decimal) -> Decimal:
    """A share (in points) of what was fined and confiscated, not less and not more than the table says, whole yuan."""
    counted = (base * share / 100).quantize(Decimal(1), rounding=ROUND_DOWN)
    return min(max(counted, least), most)
