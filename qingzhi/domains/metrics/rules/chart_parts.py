"""What charts share: numbers as drawings and as people need them, missing years, steps of a map."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from .amounts import amount_text

Number = Decimal | int | float
LEVELS = 5


def plain(value: Number | None) -> float | int | None:
    """The number for a drawing."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def stated(value: Number | None) -> str:
    """The number for people; nothing for none."""
    return "" if value is None else amount_text(Decimal(str(value)))


def filled(points: "Sequence[tuple[str | date, Number | None]]") -> "list[tuple[str | date, Number | None]]":
    """The points with the years between them that have no figure, so that a gap is seen as one."""
    known = list(points)
    years = [_year(label) for label, _ in known]
    if len(known) < 2 or any(year is None for year in years):
        return known
    by_year = dict(zip(years, known, strict=True))
    if len(by_year) < len(known):
        return known
    suffix = "年" if str(known[0][0]).endswith("年") else ""
    span = range(min(by_year), max(by_year) + 1)  # type: ignore[type-var,arg-type,operator]
    return [by_year.get(year, (f"{year}{suffix}", None)) for year in span]


def zero_based(values: Sequence[float | int | None]) -> bool:
    """Whether the axis begins at zero: not where all values lie far above it and their course would be lost."""
    known = [value for value in values if value is not None]
    return not known or min(known) <= 0 or min(known) < 0.6 * max(known)


def steps_of(values: Sequence[Number | None]) -> list[int]:
    """The step (1–5) of each value by its place among them, equal values alike; 0 for none."""
    known = sorted({value for value in values if value is not None})
    step = {value: 1 + (index * LEVELS) // len(known) for index, value in enumerate(known)}
    if len(known) == 1:
        step = {known[0]: 3}
    return [0 if value is None else step[value] for value in values]


def bounds(values: Sequence[Number | None], steps: Sequence[int]) -> dict[int, str]:
    """What each step spans, in words: 「12—30」."""
    found: dict[int, str] = {}
    for step in sorted(set(steps) - {0}):
        within = [value for value, one in zip(values, steps, strict=True) if one == step and value is not None]
        low, high = min(within), max(within)
        found[step] = stated(low) if low == high else f"{stated(low)}—{stated(high)}"
    return found


def _year(label: str | date) -> int | None:
    text = str(label).removesuffix("年")
    return int(text) if len(text) == 4 and text.isdigit() else None
