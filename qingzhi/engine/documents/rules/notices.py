"""What a notice 「告知类文书」 is: its fields, its built-in text, and how its values are written.

A template declares its fields once. The built-in text draws it in GB/T 9704 layout without any upload; an office may put a
.docx of its own in its place, which may ask for these fields and for nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from .drawing import Kind, Table, placeholders
from .drawing.layout import chinese_date
from .drawing.ooxml import safe


class FieldKind(StrEnum):
    """What stands in a field."""

    TEXT = "text"
    DATE = "date"
    MONEY = "money"
    LINES = "lines"  # several texts, one paragraph each
    TABLE = "table"

    @property
    def label(self) -> str:
        return {"text": "文字", "date": "日期", "money": "金额", "lines": "逐条列出", "table": "表格"}[self.value]


class NoticeValueMissing(ValueError):
    """A value that the notice cannot do without was not given; `label` names it."""

    def __init__(self, label: str):
        super().__init__(label)
        self.label = label


@dataclass(frozen=True)
class NoticeField:
    """One field: `name` as placeholder, `label` for people, `sample` for trial drawings; `columns` of a table (name, label)."""

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = True
    sample: str = ""
    columns: tuple[tuple[str, str], ...] = ()


# What every template may ask for besides its own fields; `number` and `verification_code` every uploaded one must.
HOUSE = (
    NoticeField("number", "发文字号"),
    NoticeField("title", "标题"),
    NoticeField("addressee", "主送", required=False),
    NoticeField("issuer", "发文单位"),
    NoticeField("issued_on", "成文日期"),
    NoticeField("verification_code", "核验码"),
    NoticeField("verification_url", "核验地址", required=False),
    NoticeField("verification_qr", "核验二维码", required=False),
)
ADDRESSING = re.compile(r"\{\w+\}(?:[、与]\{\w+\})*：")
MUST_BEAR = ("number", "verification_code")


@dataclass(frozen=True)
class NoticeTemplate:
    """A declared notice. `body` is its built-in text in the notation of `drawing.markup`; a line that asks for an optional
    value which was not given is left out. `kind` chooses the layout, a letter where nothing is said.
    """

    code: str
    title: str
    series: str
    fields: tuple[NoticeField, ...]
    body: str
    kind: Kind = Kind.LETTER
    basis: str = ""
    of_parties: bool = False  # the parties sign it and nobody else: drawn without red head, addressee and signatory

    def __post_init__(self) -> None:
        names = [one.name for one in self.fields]
        house = {one.name for one in HOUSE}
        if len(set(names)) != len(names) or house & set(names):
            raise ValueError(f"notice {self.code}: a field is declared twice")
        strangers = sorted(placeholders(self.body) - set(names) - {"title", "issuer", "addressee"})
        if strangers:
            raise ValueError(f"notice {self.code}: its text asks for {strangers}, which no field declares")
        unsaid = sorted({one.name for one in self.fields if one.required} - placeholders(self.body))
        if unsaid:
            raise ValueError(f"notice {self.code}: its text leaves out {unsaid}, which it requires")

    def field(self, name: str) -> NoticeField:
        return next(one for one in self.fields if one.name == name)


def written(template: NoticeTemplate, values: Mapping[str, object]) -> dict[str, object]:
    """The values of the declared fields as they are printed: texts, lists of texts, lists of rows; others are passed over.

    Raises `NoticeValueMissing` for a required one; optional ones that are missing come out empty.
    """
    found: dict[str, object] = {}
    for one in template.fields:
        value = _written(one, values.get(one.name))
        if one.required and not value:
            raise NoticeValueMissing(one.label)
        found[one.name] = value
    return found


def drawable(template: NoticeTemplate, values: Mapping[str, object]) -> tuple[str, dict[str, object]]:
    """The built-in text without the lines that have nothing to say, and the values as the drawing takes them."""
    shown = {one.name: _drawable(one, values[one.name]) for one in template.fields if values[one.name]}
    empty = {one.name for one in template.fields} - set(shown)
    lines = [line for line in template.body.splitlines() if not placeholders(line) & empty]
    return "\n".join(lines), shown


def addressed(text: str, values: Mapping[str, object]) -> tuple[str, tuple[str, ...]]:
    """A built-in text without its first line where that does nothing but address somebody, and whom it addresses."""
    first, _, rest = text.partition("\n")
    if not rest or not ADDRESSING.fullmatch(first):
        return text, ()
    return rest, tuple(str(values.get(name, "")) for name in sorted(placeholders(first), key=first.index))


def samples(template: NoticeTemplate) -> dict[str, object]:
    """Made-up values for a trial drawing, written already."""
    return {one.name: _sample(one) for one in template.fields}


def printed(text: str) -> str:
    """A text as official documents print it: brackets are full-width, control signs are gone."""
    return safe(text).replace("(", "\uff08").replace(")", "\uff09").strip()


def _written(field: NoticeField, value: object) -> object:
    if value is None or value == "":
        return [] if field.kind in (FieldKind.LINES, FieldKind.TABLE) else ""
    if field.kind is FieldKind.LINES:
        if isinstance(value, str) or not isinstance(value, Sequence):
            raise TypeError(f"{field.name}: a sequence of texts is wanted")
        return [printed(_text(one)) for one in value]
    if field.kind is FieldKind.TABLE:
        return [{name: printed(_text(row.get(name, ""))) for name, _ in field.columns} for row in value]  # type: ignore[attr-defined]
    if field.kind is FieldKind.MONEY and not isinstance(value, str):
        return f"{Decimal(str(value)):,.2f}"
    return printed(_text(value))


def _text(value: object) -> str:
    if isinstance(value, date):
        return chinese_date(value)
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise TypeError(f"{type(value).__name__} cannot be written into a notice")
    return f"{value:,f}" if isinstance(value, Decimal) else str(value)


def _drawable(field: NoticeField, value: object) -> object:
    if field.kind is not FieldKind.TABLE:
        return value
    rows: list[dict[str, str]] = value  # type: ignore[assignment]
    header = tuple(label for _, label in field.columns)
    return Table(header=header, rows=tuple(tuple(row[name] for name, _ in field.columns) for row in rows))


def _sample(field: NoticeField) -> object:
    text = field.sample or f"（{field.label}）"
    if field.kind is FieldKind.LINES:
        return [f"{text}一", f"{text}二"]
    if field.kind is FieldKind.TABLE:
        return [{name: f"{label}{place}" for name, label in field.columns} for place in ("一", "二")]
    if field.kind is FieldKind.DATE:
        return "2018年7月1日"
    return "1,000.00" if field.kind is FieldKind.MONEY and not field.sample else text
