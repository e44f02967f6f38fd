"""Formulas of indicators 「计算公式」: a small declared expression over lake tables, as data.

A counted part names a table, joins by keys, conditions, the day (for what happens) or the lasting pair (for what holds:
begins ≤ day < ends, an open edge holds), and the column of the region. A formula is one such part, the share of one in
another, or one per another indicator. What a spec may name is told by a catalogue of tables; every fault is one sentence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

THIS = "this"  # the table that is counted, where joins are named
MEASURES = ("count", "distinct", "sum", "median_days")
VERBS = ("is", "is_not", "in", "not_in", "at_least", "at_most", "known", "unknown")
BARE = ("known", "unknown")
LISTS = ("in", "not_in")
DAYS = ("date", "moment")
NUMBERS = ("number", "amount")
PART_KEYS = frozenset({"measure", "table", "joins", "where", "day", "begins", "ends", "region", "column", "until", "divide", "records"})  # fmt: skip

Catalogue = Mapping[str, Mapping[str, str]]  # table → column → text, number, amount, date, moment, truth


class FormulaNotUnderstood(ValueError):
    """A spec says nothing that can be counted; the text is one sentence for who wrote it."""


@dataclass(frozen=True)
class Join:
    """Another table under a name: its column `there` equals `here` of what was named before."""

    name: str
    table: str
    here: str
    there: str


@dataclass(frozen=True)
class Condition:
    """A column (`name.column` in a joined table), a verb, and with what it is compared."""

    column: str
    verb: str
    value: Any = None


@dataclass(frozen=True)
class Part:
    """What is counted. `begins` alone: everything up to the day; `day`: what happened in the period.

    `column` is what is summed, told apart, or the first day of a length of which `until` is the last; `divide` brings a sum
    into the indicator's unit; `records` is the table whose records the told-apart values are.
    """

    measure: str
    table: str
    joins: tuple[Join, ...]
    where: tuple[Condition, ...]
    day: str
    begins: str
    ends: str
    region: str
    column: str = ""
    until: str = ""
    divide: int = 1
    records: str = ""

    @property
    def is_flow(self) -> bool:
        """Whether it counts what happened in a period (not what holds on its last day)."""
        return bool(self.day)

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that it reads."""
        named = (self.day, self.begins, self.ends, self.region, self.column, self.until)
        found = [one for one in (*named, *(one.column for one in self.where)) if one]
        return tuple(dict.fromkeys([*found, *(one.here for one in self.joins), *(f"{one.name}.{one.there}" for one in self.joins)]))  # fmt: skip

    def table_named(self, name: str) -> str:
        """The table that a name stands for."""
        return self.table if name == THIS else next(one.table for one in self.joins if one.name == name)

    def place(self, column: str) -> tuple[str, str]:
        """(table, column) of a column as the spec writes it."""
        name, plain = split(column)
        return self.table_named(name), plain


@dataclass(frozen=True)
class Expression:
    """A part alone, `part` of `whole`, or `part` for so much of another `indicator`; the quotient `times` so much."""

    part: Part
    whole: Part | None = None
    indicator: str = ""
    times: int = 1

    @property
    def is_ratio(self) -> bool:
        return self.whole is not None or bool(self.indicator)

    @property
    def is_flow(self) -> bool:
        return self.part.is_flow


def split(column: str) -> tuple[str, str]:
    """「patent.type」 as (patent, type); a bare column is the counted table's."""
    name, dot, plain = column.partition(".")
    return (name, plain) if dot else (THIS, name)


def read_formula(spec: Any, tables: Catalogue) -> Expression:
    """The formula that a spec says; raises `FormulaNotUnderstood`."""
    if not isinstance(spec, Mapping):
        _refuse("公式应是一个 JSON 对象")
    if "share" in spec:
        _only(spec, {"share", "of", "times"}, "占比公式")
        part, whole = _part(spec["share"], tables, "分子"), _part(spec.get("of"), tables, "分母")
        if part.is_flow != whole.is_flow:
            _refuse("占比的分子和分母应同为期间发生数或同为期末存量")
        return Expression(part, whole=whole, times=_whole(spec.get("times", 100), "倍数 times"))
    if "per" in spec:
        _only(spec, {"figure", "per", "times"}, "比率公式")
        if not isinstance(spec["per"], str) or not spec["per"]:
            _refuse("per 应写出作分母的指标代码")
        part = _part(spec.get("figure"), tables, "分子")
        return Expression(part, indicator=spec["per"], times=_whole(spec.get("times", 1), "倍数 times"))
    return Expression(_part(spec, tables, "公式"))


def _part(spec: Any, tables: Catalogue, what: str) -> Part:
    if not isinstance(spec, Mapping):
        _refuse(f"{what}没有写明怎样计数")
    _only(spec, PART_KEYS, what)
    measure, table = str(spec.get("measure", "count")), str(spec.get("table", ""))
    if measure not in MEASURES:
        _refuse(f"不认识的计法“{measure}”，应为 {'、'.join(MEASURES)}")
    if table not in tables:
        _refuse(f"数据湖没有“{table}”这张表" if table else f"{what}没有写明数据湖的表 table")
    joins = _joins(spec.get("joins", {}), table, tables)
    made = Part(
        measure, table, joins, tuple(_condition(one) for one in _list(spec.get("where", []), "where")),
        day=_text(spec, "day"), begins=_text(spec, "begins"), ends=_text(spec, "ends"), region=_text(spec, "region"),
        column=_text(spec, "column"), until=_text(spec, "until"), divide=_whole(spec.get("divide", 1), "除数 divide"),
        records=_text(spec, "records"),
    )  # fmt: skip
    kinds = {column: _kind(made, column, tables) for column in made.columns}
    _check_time(made, kinds)
    _check_measure(made, kinds, tables)
    for one in made.where:
        _check_condition(one, kinds[one.column])
    if not made.region:
        _refuse(f"{what}没有写明地区列 region")
    if kinds[made.region] != "text":
        _refuse(f"地区列“{made.region}”应是行政区划代码")
    return made


def _joins(given: Any, table: str, tables: Catalogue) -> tuple[Join, ...]:
    if not isinstance(given, Mapping):
        _refuse("joins 应按“名称：表和键”写成对象")
    found: list[Join] = []
    for name, one in given.items():
        if not isinstance(one, Mapping) or set(one) != {"table", "here", "there"}:
            _refuse(f"关联“{name}”应写明 table、here、there")
        if not str(name).isidentifier() or name == THIS or "__" in name:
            _refuse(f"关联的名称“{name}”不能用")
        if one["table"] not in tables:
            _refuse(f"数据湖没有“{one['table']}”这张表")
        at, _ = split(str(one["here"]))
        if at != THIS and at not in {each.name for each in found}:
            _refuse(f"关联“{name}”的 here 用到还没有关联的“{at}”")
        found.append(Join(str(name), one["table"], str(one["here"]), str(one["there"])))
    return tuple(found)


def _condition(given: Any) -> Condition:
    if not isinstance(given, list | tuple) or not given or not all(isinstance(one, str) for one in given[:2]):
        _refuse("条件应依次写列、谓词、值")
    column, verb, *value = [*given, ""] if len(given) == 1 else given
    if verb not in VERBS:
        _refuse(f"不认识的谓词“{verb}”，应为 {'、'.join(VERBS)}")
    if len(value) != (0 if verb in BARE else 1):
        _refuse(f"条件“{column} {verb}”{'不带值' if verb in BARE else '应带一个值'}")
    if (verb in LISTS) != (bool(value) and isinstance(value[0], list | tuple)):
        _refuse(f"条件“{column} {verb}”的值{'应是列表' if verb in LISTS else '不能是列表'}")
    return Condition(column, verb, tuple(value[0]) if verb in LISTS else value[0] if value else None)


def _kind(part: Part, column: str, tables: Catalogue) -> str:
    name, plain = split(column)
    if name != THIS and name not in {one.name for one in part.joins}:
        _refuse(f"列“{column}”用到没有关联的“{name}”")
    table = part.table_named(name)
    if plain not in tables[table]:
        _refuse(f"表“{table}”没有“{plain}”这一列")
    return tables[table][plain]


def _check_time(part: Part, kinds: Mapping[str, str]) -> None:
    if bool(part.day) == bool(part.begins):
        _refuse("应写明 day（期间发生）或 begins（期末存量）之一，且只写一个")
    if part.ends and not part.begins:
        _refuse("写了 ends 就应写明 begins")
    for column in (part.day, part.begins, part.ends):
        if column and kinds[column] not in DAYS:
            _refuse(f"“{column}”不是日期列")


def _check_measure(part: Part, kinds: Mapping[str, str], tables: Catalogue) -> None:
    if (part.measure == "count") != (not part.column):
        _refuse("计件数不写 column" if part.column else f"计法“{part.measure}”应写明 column")
    if part.measure == "sum" and kinds[part.column] not in NUMBERS:
        _refuse(f"“{part.column}”不是数值列，不能求和")
    if (part.measure == "median_days") != bool(part.until):
        _refuse("计时长的中位数应写明 until（止日），其他计法不写")
    for column in (part.column, part.until) if part.until else ():
        if kinds[column] not in DAYS:
            _refuse(f"“{column}”不是日期列，不能计时长")
    if (part.measure == "distinct") != bool(part.records):
        _refuse("去重计数应写明 records（去重后是哪张表的记录），其他计法不写")
    if part.records and part.records not in tables:
        _refuse(f"数据湖没有“{part.records}”这张表")
    if part.divide != 1 and part.measure != "sum":
        _refuse("只有求和才写除数 divide")


def _check_condition(one: Condition, kind: str) -> None:
    values = one.value if one.verb in LISTS else () if one.verb in BARE else (one.value,)
    fits = {"text": str, "truth": bool, "number": int, "amount": int | float, "date": str, "moment": str}[kind]
    for value in values:
        if not isinstance(value, fits) or (isinstance(value, bool) and kind != "truth"):
            _refuse(f"条件“{one.column} {one.verb}”的值“{value}”与列的类型不符")
    if one.verb in ("at_least", "at_most") and kind not in ("number", "amount"):
        _refuse(f"“{one.column}”不是数值列，不能比大小")
    if kind in DAYS and one.verb not in BARE:
        _refuse(f"日期列“{one.column}”的条件只能是 known 或 unknown")


def _only(spec: Mapping[str, Any], names: "frozenset[str] | set[str]", what: str) -> None:
    if unknown := sorted(set(spec) - names):
        _refuse(f"{what}里不认识“{unknown[0]}”")


def _text(spec: Mapping[str, Any], name: str) -> str:
    value = spec.get(name, "")
    if not isinstance(value, str):
        _refuse(f"“{name}”应是列名")
    return value


def _list(value: Any, name: str) -> list[Any]:
    if not isinstance(value, list | tuple):
        _refuse(f"“{name}”应是列表")
    return list(value)


def _whole(value: Any, name: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        _refuse(f"{name}应是正整数")
    return value


def _refuse(sentence: str) -> NoReturn:
    raise FormulaNotUnderstood(sentence)
