"""A formula in official words: 「截至期末，种类为专利、且法律状态为有效的权利件数」."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .formula import BARE, LISTS, THIS, Condition, Expression, Part, split

JOINED = {"is": "为", "is_not": "不为", "in": "为", "not_in": "不为", "at_least": "不低于", "at_most": "不高于"}
EDGES = {"起": "起始日", "止": "终止日"}
HEADS = ("家", "名")  # measure words that do not stand before 「数」
BARE_WORDS = {"known": "有", "unknown": "没有"}


@dataclass(frozen=True)
class Wording:
    """What tables, columns, codes and indicators are called: `columns` and `values` by (table, column)."""

    tables: Mapping[str, str] = field(default_factory=dict)
    measure_words: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[tuple[str, str], str] = field(default_factory=dict)
    values: Mapping[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)
    indicators: Mapping[str, str] = field(default_factory=dict)

    def column(self, part: Part, column: str) -> str:
        """A column's name, with that of the table where it is another's."""
        table, plain = part.place(column)
        name, whole = self.columns.get((table, plain), plain), self.tables.get(table, table)
        name = EDGES.get(name, name)
        return name if split(column)[0] == THIS or name.startswith(whole) else f"{whole}的{name}"

    def value(self, part: Part, column: str, value: object) -> str:
        """A code's label."""
        if isinstance(value, bool):
            return "是" if value else "否"
        return self.values.get(part.place(column), {}).get(str(value), str(value))


def explained(formula: Expression, wording: Wording) -> str:
    """The formula as one sentence without its full stop."""
    part = explained_part(formula.part, wording)
    if formula.whole is not None:
        unit = {100: "（百分比）", 1: ""}.get(formula.times, f"（乘以 {formula.times}）")
        return f"{part}，与{explained_part(formula.whole, wording)}之比{unit}"
    if formula.indicator:
        times = f"，乘以 {formula.times}" if formula.times != 1 else ""
        return f"{part}，除以同地区“{wording.indicators.get(formula.indicator, formula.indicator)}”{times}"
    return part


def explained_part(part: Part, wording: Wording) -> str:
    """What is counted, in words."""
    said = "、".join([*(_condition(one, part, wording) for one in part.where), *_only_joined(part, wording)])
    that = f"{said}的" if said else ""
    return f"{_time(part, wording)}，{that}{_measured(part, wording)}"


def _time(part: Part, wording: Wording) -> str:
    if part.is_flow:
        return f"{wording.column(part, part.day)}在期内"
    begins = wording.column(part, part.begins)
    if not part.ends:
        return f"截至期末，{begins}不晚于期末"
    at, _ = split(part.begins)
    if at != THIS:
        table = part.table_named(at)
        return f"截至期末（以{wording.tables.get(table, table)}的起止日期为准）"
    return f"截至期末（{begins}不晚于期末，{wording.column(part, part.ends)}未到或未定）"


def _measured(part: Part, wording: Wording) -> str:
    table = wording.tables.get(part.table, part.table)
    match part.measure:
        case "sum":
            divided = f"（除以 {part.divide:,}）" if part.divide != 1 else ""
            return f"{table}的{wording.column(part, part.column)}合计{divided}"
        case "median_days":
            return f"{table}自{wording.column(part, part.column)}至{wording.column(part, part.until)}天数的中位数"
        case "distinct":
            records = wording.tables.get(part.records, part.records)
            return f"{table}所涉{records}数（同一{records}只计一次）"
    word = wording.measure_words.get(part.table, "条")
    return f"{table}数" if word in HEADS else f"{table}{word}数"


def _only_joined(part: Part, wording: Wording) -> list[str]:
    """The joins of which nothing is asked but that there is a row."""
    asked = {split(one)[0] for one in part.columns if one not in {f"{join.name}.{join.there}" for join in part.joins}}
    return [f"在“{wording.tables.get(one.table, one.table)}”中有记录" for one in part.joins if one.name not in asked]


def _condition(one: Condition, part: Part, wording: Wording) -> str:
    name = wording.column(part, one.column)
    if one.verb in BARE:
        return f"{BARE_WORDS[one.verb]}{name}"
    values = one.value if one.verb in LISTS else (one.value,)
    return f"{name}{JOINED[one.verb]}{'或'.join(wording.value(part, one.column, value) for value in values)}"
