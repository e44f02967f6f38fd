"""Whether a figure is what its indicator may be: within its plausible range, moving the way that is wanted."""

from decimal import Decimal

from ..terms import Direction


def doubts(
    value: Decimal | None,
    before: Decimal | None,
    direction: str,
    least: Decimal | None,
    most: Decimal | None,
    unit: str,
) -> list[str]:
    """What is doubtful about a figure, each in one clause: out of range, or against the direction since the year before."""
    if value is None:
        return []
    found = []
    if least is not None and value < least:
        found.append(f"低于合理范围下限 {_plain(least)} {unit}")
    if most is not None and value > most:
        found.append(f"高于合理范围上限 {_plain(most)} {unit}")
    if before is not None and value != before and (value > before) != (direction == Direction.UP):
        found.append(f"比上期{'下降' if value < before else '上升'}，与“{Direction(direction).label}”的方向相反")
    return found


def _plain(value: Decimal) -> str:
    return f"{value.normalize() + 0:,f}"
