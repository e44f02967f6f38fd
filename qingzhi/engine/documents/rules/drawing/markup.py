"""The notation in which offices write their templates 「文书模板」 as data, and the filling of it.

One line is one block; empty lines and lines that begin with `#` are skipped:

    一、总体情况                      heading of level 1
    （一）明确责任。由…牵头。         heading of level 2, running into its text after the first full stop
    1.行政执法                        heading of level 3; with a closing mark or over 30 characters an entry of a list
    (1)…                            the same on level 4
    **一是任务不平衡。**从…看         paragraph with a bold lead
    {table:overdue}                   the Table given under that name
    {items:measures}                  one numbered entry for each text given under that name
    截至{as_of},你市有{count}项…     paragraph; {{ and }} stand for braces

The structure is read before anything is filled in: a value is text, whatever it contains, and never becomes markup.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .layout import chinese_date
from .model import Block, Heading, Item, Paragraph, Table
from .ooxml import safe

_CHINESE_NUMBER = "[一二三四五六七八九十百]+"
_LEVELS = (
    (1, re.compile(rf"{_CHINESE_NUMBER}、")),
    (2, re.compile(rf"[\uff08(]{_CHINESE_NUMBER}[\uff09)]")),
    (3, re.compile(r"\d{1,2}[.\uff0e](?!\d)")),
    (4, re.compile(r"[\uff08(]\d{1,2}[\uff09)]")),
)
_TOKEN = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_NAME = re.compile(r"[^\W\d]\w*")
_WHOLE_LINE = re.compile(r"\{(table|items):([^{}]*)\}")
_LEAD = re.compile(r"\*\*(.+?)\*\*(.*)")
_LONGEST_HEADING = 30
_CLOSING = "。\uff1b;.\uff0c"


class TemplateError(ValueError):
    """The template cannot be filled; `line` counts from 1, `name` is the placeholder, if it is about one."""

    def __init__(self, line: int, problem: str, name: str = ""):
        super().__init__(f"模板第 {line} 行\uff1a{problem}")
        self.line, self.name = line, name


@dataclass(frozen=True)
class _Source:
    """One line of a template with the values that it may use."""

    number: int
    text: str
    values: Mapping[str, object]

    def fail(self, problem: str, name: str = "") -> TemplateError:
        return TemplateError(self.number, problem, name)

    def filled(self, text: str) -> str:
        """The text with its placeholders replaced."""
        return _TOKEN.sub(self._replace, text).strip()

    def value(self, name: str) -> object:
        name = name.strip()
        if not _NAME.fullmatch(name):
            raise self.fail(f"占位符“{{{name}}}”写法不正确", name)
        if name not in self.values or self.values[name] is None:
            raise self.fail(f"占位符“{{{name}}}”没有给出值", name)
        return self.values[name]

    def _replace(self, match: re.Match) -> str:
        token = match.group()
        if token in ("{{", "}}"):
            return token[0]
        if match.group(1) is None:
            raise self.fail(f"花括号“{token}”没有配对")
        return _as_text(self.value(match.group(1)), self, match.group(1))


def fill(template: str, values: Mapping[str, object]) -> tuple[Block, ...]:
    """The blocks of a template with the values filled in; raises `TemplateError` naming placeholder and line."""
    blocks: list[Block] = []
    for number, text in enumerate(template.lstrip("\ufeff").splitlines(), 1):
        text = text.strip()
        if text and not text.startswith("#"):
            blocks += _blocks(_Source(number, text, values))
    return tuple(blocks)


def fill_line(template: str, values: Mapping[str, object]) -> str:
    """One line of text, such as a title, with the values filled in."""
    return _Source(1, template, values).filled(template)


def placeholders(template: str) -> frozenset[str]:
    """The names that a template asks for, so that a domain can check its templates when it starts."""
    names = set()
    for line in template.splitlines():
        if not line.strip().startswith("#"):
            found = (match.group(1) for match in _TOKEN.finditer(line))
            names |= {name.split(":")[-1].strip() for name in found if name is not None}
    return frozenset(names)


def _blocks(source: _Source) -> list[Block]:
    whole = _WHOLE_LINE.fullmatch(source.text)
    if whole:
        return _inserted(source, *whole.groups())
    for level, pattern in _LEVELS:
        match = pattern.match(source.text)
        if match:
            return [_numbered(source, level, match.end())]
    lead = _LEAD.fullmatch(source.text)
    if lead:
        return [Paragraph(source.filled(lead[2]), lead=source.filled(lead[1]))]
    return [Paragraph(source.filled(source.text))]


def _numbered(source: _Source, level: int, end: int) -> Block:
    """Levels 1 and 2 are headings up to the first full stop; levels 3 and 4 only when they look like one."""
    text = source.text
    if level > 2:
        if len(text) - end > _LONGEST_HEADING or text[-1] in _CLOSING:
            return Item(source.filled(text[end:]), number=text[:end])
        return Heading(level, source.filled(text))
    head, stop, rest = text.partition("。")
    return Heading(level, source.filled(head + stop), run_in=source.filled(rest))


def _inserted(source: _Source, what: str, name: str) -> list[Block]:
    value = source.value(name)
    if what == "table":
        if not isinstance(value, Table):
            raise source.fail(f"“{name}”应当是表格\uff0c却是 {type(value).__name__}", name)
        return [value]
    if isinstance(value, str) or not isinstance(value, (list, tuple)):
        raise source.fail(f"“{name}”应当是一列文字\uff0c却是 {type(value).__name__}", name)
    return [Item(_as_text(text, source, name), number=f"{position}.") for position, text in enumerate(value, 1)]


def _as_text(value: object, source: _Source, name: str) -> str:
    """What may stand in a sentence; anything else is a mistake of the caller and not printed by chance."""
    if isinstance(value, bool) or not isinstance(value, (str, int, Decimal, date)):
        raise source.fail(f"“{name}”的值不能写进文字\uff1a{type(value).__name__}", name)
    if isinstance(value, date):
        return chinese_date(value)
    return safe(f"{value:,f}" if isinstance(value, Decimal) else str(value))
