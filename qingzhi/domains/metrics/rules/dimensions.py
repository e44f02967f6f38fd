"""By what a formula's figure can be broken down, as its spec declares it: `"by": {"holder": {...}, "type": "patent.type"}`."""

from collections.abc import Mapping
from typing import Any

from .expressions import Catalogue, Dimension, Part, split
from .parsing import check_condition, condition_of, joins_of, kind_of, list_of, only, refuse, text_of, whole_of

KEYS = {"column", "title", "joins", "where", "first", "labels"}
TOLD_APART = ("text", "truth", "number")


def dimensions_of(given: Any, part: Part, tables: Catalogue) -> tuple[Dimension, ...]:
    """The dimensions of a part, each by its name; raises `FormulaNotUnderstood`."""
    if not isinstance(given, Mapping):
        refuse("分组 by 应按“名称：列”写成对象")
    return tuple(_dimension(str(name), one, part, tables) for name, one in given.items())


def _dimension(name: str, given: Any, part: Part, tables: Catalogue) -> Dimension:
    if not name.isidentifier() or len(name) > 30:
        refuse(f"分组的名称“{name}”不能用")
    if isinstance(given, str):
        given = {"column": given}
    if not isinstance(given, Mapping):
        refuse(f"分组“{name}”应写明列 column")
    only(given, KEYS, f"分组“{name}”")
    made = Dimension(
        name,
        text_of(given, "column"),
        text_of(given, "title"),
        joins_of(given.get("joins", {}), tables, {one.name for one in part.joins}),
        tuple(condition_of(one) for one in list_of(given.get("where", []), "where")),
        whole_of(given["first"], "前几位 first") if "first" in given else 0,
        text_of(given, "labels"),
    )
    if not made.column:
        refuse(f"分组“{name}”应写明列 column")
    kinds = {column: kind_of(part.widened(made), column, tables) for column in made.columns}
    if kinds[made.column] not in TOLD_APART:
        refuse(f"分组“{name}”的列“{made.column}”不是代码列，不能分组")
    if made.first and kinds[made.column] != "text":
        refuse(f"分组“{name}”的列“{made.column}”不是文字，不能取前几位")
    own = {one.name for one in made.joins}
    for one in made.where:
        if split(one.column)[0] not in own:
            refuse(f"分组“{name}”的条件只能说它自己关联的表，“{one.column}”不是")
        check_condition(one, kinds[one.column])
    return made
