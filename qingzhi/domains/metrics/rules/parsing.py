"""Reading pieces of a formula's spec: joins, conditions, texts and numbers; every fault is one sentence."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NoReturn

from .expressions import BARE, DAYS, LISTS, THIS, VERBS, Catalogue, Condition, Join, Part, split


class FormulaNotUnderstood(ValueError):
    """A spec says nothing that can be counted; the text is one sentence for who wrote it."""


def joins_of(given: Any, tables: Catalogue, known: Iterable[str] = ()) -> tuple[Join, ...]:
    """The joins that are written, each after what it begins at: the counted table, those `known`, other joins.

    The order in which they are written says nothing: PostgreSQL keeps the names of a JSON object in an order of its own.
    """
    before = {THIS, *known}
    if not isinstance(given, Mapping):
        refuse("joins 应按“名称：表和键”写成对象")
    waiting = {str(name): _join(str(name), one, tables, before) for name, one in given.items()}
    found: list[Join] = []
    while waiting:
        ready = next((one for one in waiting.values() if split(one.here)[0] in before), None)
        if ready is None:
            lost = next(iter(waiting.values()))
            refuse(f"关联“{lost.name}”的 here 用到还没有关联的“{split(lost.here)[0]}”")
        found.append(waiting.pop(ready.name))
        before.add(ready.name)
    return tuple(found)


def _join(name: str, one: Any, tables: Catalogue, taken: Collection[str]) -> Join:
    if not isinstance(one, Mapping) or set(one) != {"table", "here", "there"}:
        refuse(f"关联“{name}”应写明 table、here、there")
    if not name.isidentifier() or name in taken or "__" in name:
        refuse(f"关联的名称“{name}”不能用")
    if one["table"] not in tables:
        refuse(f"数据湖没有“{one['table']}”这张表")
    return Join(name, one["table"], str(one["here"]), str(one["there"]))


def condition_of(given: Any) -> Condition:
    if not isinstance(given, list | tuple) or not given or not all(isinstance(one, str) for one in given[:2]):
        refuse("条件应依次写列、谓词、值")
    column, verb, *value = [*given, ""] if len(given) == 1 else given
    if verb not in VERBS:
        refuse(f"不认识的谓词“{verb}”，应为 {'、'.join(VERBS)}")
    if len(value) != (0 if verb in BARE else 1):
        refuse(f"条件“{column} {verb}”{'不带值' if verb in BARE else '应带一个值'}")
    if (verb in LISTS) != (bool(value) and isinstance(value[0], list | tuple)):
        refuse(f"条件“{column} {verb}”的值{'应是列表' if verb in LISTS else '不能是列表'}")
    return Condition(column, verb, tuple(value[0]) if verb in LISTS else value[0] if value else None)


def kind_of(part: Part, column: str, tables: Catalogue) -> str:
    name, plain = split(column)
    if name != THIS and name not in {one.name for one in part.joins}:
        refuse(f"列“{column}”用到没有关联的“{name}”")
    table = part.table_named(name)
    if plain not in tables[table]:
        refuse(f"表“{table}”没有“{plain}”这一列")
    return tables[table][plain]


def check_condition(one: Condition, kind: str) -> None:
    values = one.value if one.verb in LISTS else () if one.verb in BARE else (one.value,)
    fits = {"text": str, "truth": bool, "number": int, "amount": int | float, "date": str, "moment": str}[kind]
    for value in values:
        if not isinstance(value, fits) or (isinstance(value, bool) and kind != "truth"):
            refuse(f"条件“{one.column} {one.verb}”的值“{value}”与列的类型不符")
    if one.verb in ("at_least", "at_most") and kind not in ("number", "amount"):
        refuse(f"“{one.column}”不是数值列，不能比大小")
    if kind in DAYS and one.verb not in BARE:
        refuse(f"日期列“{one.column}”的条件只能是 known 或 unknown")


def only(spec: Mapping[str, Any], names: "frozenset[str] | set[str]", what: str) -> None:
    if unknown := sorted(set(spec) - names):
        refuse(f"{what}里不认识“{unknown[0]}”")


def text_of(spec: Mapping[str, Any], name: str) -> str:
    value = spec.get(name, "")
    if not isinstance(value, str):
        refuse(f"“{name}”应是列名")
    return value


def list_of(value: Any, name: str) -> list[Any]:
    if not isinstance(value, list | tuple):
        refuse(f"“{name}”应是列表")
    return list(value)


def whole_of(value: Any, name: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        refuse(f"{name}应是正整数")
    return value


def refuse(sentence: str) -> NoReturn:
    raise FormulaNotUnderstood(sentence)
