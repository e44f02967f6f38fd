"""Whether an expert's fields fit a group's. Pure."""

from collections.abc import Iterable


def fits(fields: Iterable[str], wanted: str) -> bool:
    """Whether one of the fields covers or lies in one of the wanted (codes by their beginning, words whole); none wanted fits all.

    A group asks for codes and words, separated by spaces or commas: `C12 A61K 农产品加工`.
    """
    asked = [
        one for one in wanted.replace("，", " ").replace(",", " ").replace("、", " ").replace("；", " ").split() if one
    ]
    if not asked:
        return True
    known = [one.strip() for one in fields if one.strip()]
    return any(_covers(one, other) for one in known for other in asked)


def _covers(one: str, other: str) -> bool:
    one, other = one.upper(), other.upper()
    if one.isascii() and other.isascii():
        return one.startswith(other) or other.startswith(one)
    return one == other
