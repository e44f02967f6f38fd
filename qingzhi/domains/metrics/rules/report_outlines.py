"""Outlines of reports as data: what a spec may say, checked before it is kept. See docs/howto/write-a-report-outline.md."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from .periods import Span
from .report_phrases import PHRASES, VARIABLES, phrases_in
from .report_words import USUAL, Wording

CHARTS = ("line", "bars", "stacked", "shares", "ranking", "tile_map")
TABLES = ("indicators", "regions", "periods")
KINDS = ("text", "sentences", "table", "chart")
SPANS = (Span.YEAR.value, Span.HALF.value, Span.QUARTER.value)
KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class OutlineNotUnderstood(ValueError):
    """An outline says something that cannot be drawn."""


@dataclass(frozen=True)
class BlockSpec:
    """One block: a text, computed sentences, a table or a chart; `section` is a heading that begins with it."""

    key: str
    kind: str
    section: str = ""
    title: str = ""
    text: str = ""
    hint: str = ""  # what is to be written by hand here; never printed
    say: tuple[tuple[str, ...], ...] = ()
    form: str = ""
    indicators: tuple[str, ...] = ()
    by: str = "period"
    back: int = 0

    @property
    def asks_for(self) -> set[str]:
        """The indicators of which it speaks."""
        said = (code for sentence in self.say for clause in sentence for code in phrases_in(clause))
        return {*self.indicators, *said}


@dataclass(frozen=True)
class Chapter:
    """A chapter with its blocks."""

    title: str
    blocks: tuple[BlockSpec, ...]


@dataclass(frozen=True)
class Outline:
    """A whole outline; `back` is how many earlier periods charts and averages reach."""

    title: str
    chapters: tuple[Chapter, ...]
    subtitle: str = ""
    back: int = 10
    words: Wording = USUAL

    @property
    def blocks(self) -> list[tuple[int, BlockSpec]]:
        """Every block with the number of its chapter, from 1."""
        return [(number, block) for number, chapter in enumerate(self.chapters, 1) for block in chapter.blocks]

    @property
    def indicators(self) -> set[str]:
        """The indicators that must be looked up."""
        return set().union(*(block.asks_for for _, block in self.blocks)) if self.blocks else set()


def read_outline(spec: Mapping[str, Any], known: Iterable[str] | None = None) -> Outline:
    """The outline that a spec says; `known` are the indicators that there are. Raises `OutlineNotUnderstood`."""
    chapters = tuple(_chapter(one, place) for place, one in enumerate(spec.get("chapters") or (), 1))
    if not chapters:
        raise OutlineNotUnderstood("大纲没有章节")
    title = str(spec.get("title") or "")
    _variables(title, "标题")
    found = Outline(
        title=title or _fail("大纲没有标题"),
        chapters=chapters,
        subtitle=str(spec.get("subtitle") or ""),
        back=int(spec.get("back", 10)),
        words=_wording(spec.get("words") or {}),
    )
    keys = [block.key for _, block in found.blocks]
    if twice := sorted({key for key in keys if keys.count(key) > 1}):
        raise OutlineNotUnderstood(f"标识“{twice[0]}”用了两次，每段的标识应各不相同")
    if known is not None and (strange := sorted(found.indicators - set(known))):
        raise OutlineNotUnderstood(f"没有代码为“{strange[0]}”的指标")
    return found


def _chapter(one: Mapping[str, Any], place: int) -> Chapter:
    title = str(one.get("title") or "") or _fail(f"第 {place} 章没有标题")
    return Chapter(title, tuple(_block(block, title) for block in one.get("blocks") or ()))


def _block(one: Mapping[str, Any], chapter: str) -> BlockSpec:
    key, kind = str(one.get("key") or ""), str(one.get("kind") or "")
    where = f"“{chapter}”的“{key}”"
    if not KEY.fullmatch(key):
        raise OutlineNotUnderstood(f"“{chapter}”中有一段的标识“{key}”不是小写英文、数字和连字符")
    if strange := set(one) - {field.name for field in fields(BlockSpec)}:
        raise OutlineNotUnderstood(f"{where}有看不懂的内容“{sorted(strange)[0]}”")
    if kind not in KINDS:
        raise OutlineNotUnderstood(f"{where}的种类应是 {'、'.join(KINDS)} 之一，不是“{kind}”")
    block = BlockSpec(
        **{
            **one,
            "say": tuple(tuple([one] if isinstance(one, str) else one) for one in one.get("say") or ()),
            "indicators": tuple(one.get("indicators") or ()),
        }
    )
    _check(block, where)
    return block


def _check(block: BlockSpec, where: str) -> None:
    if block.kind == "sentences":
        if not block.say:
            raise OutlineNotUnderstood(f"{where}没有句子（say）")
        for clause in (clause for sentence in block.say for clause in sentence):
            _phrases(clause, where)
    if block.kind in ("table", "chart"):
        forms = TABLES if block.kind == "table" else CHARTS
        if block.form not in forms:
            raise OutlineNotUnderstood(f"{where}的样式应是 {'、'.join(forms)} 之一，不是“{block.form}”")
        if not block.indicators or not block.title:
            raise OutlineNotUnderstood(f"{where}没有标题或者没有指标")
        _variables(block.title, where)
        if block.by not in ("period", "region"):
            raise OutlineNotUnderstood(f"{where}的 by 应是 period 或 region")
    if block.kind == "text":
        _variables(block.text, where)
        if not (block.text or block.hint):
            raise OutlineNotUnderstood(f"{where}没有文字（text），也没有撰写提示（hint）")


def _phrases(clause: str, where: str) -> None:
    for found in re.findall(r"\{([^{}]*)\}", clause):
        verb, *given = found.split()
        if verb in VARIABLES and not given:
            continue
        if verb not in PHRASES:
            raise OutlineNotUnderstood(f"{where}中看不懂“{{{found}}}”，可用：{'、'.join([*PHRASES, *VARIABLES])}")
        least, most = PHRASES[verb]
        if not least <= len(given) <= most:
            raise OutlineNotUnderstood(f"{where}中“{{{found}}}”应写 {least} 至 {most} 项")
    if re.sub(r"\{[^{}]*\}", "", clause).strip("{}") != re.sub(r"\{[^{}]*\}", "", clause):
        raise OutlineNotUnderstood(f"{where}中花括号没有成对：{clause}")


def _variables(text: str, where: str) -> None:
    for found in re.findall(r"\{([^{}]*)\}", text):
        if found not in VARIABLES:
            raise OutlineNotUnderstood(f"{where}中看不懂“{{{found}}}”，这里可用：{'、'.join(VARIABLES)}")


def _wording(given: Mapping[str, Any]) -> Wording:
    names = {field.name for field in fields(Wording)}
    if strange := set(given) - names:
        raise OutlineNotUnderstood(f"用语阈值中看不懂“{sorted(strange)[0]}”，可用：{'、'.join(sorted(names))}")
    return Wording(**{name: Decimal(str(value)) for name, value in given.items()})


def _fail(reason: str) -> str:
    raise OutlineNotUnderstood(reason)
