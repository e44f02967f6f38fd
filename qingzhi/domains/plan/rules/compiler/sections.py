"""Sections 「章节条款」: numbered headings of every usual style, as a tree with ids made of the numbers as written."""

import re
from dataclasses import dataclass, field

from .model import Front, Section, Warning
from .numerals import parse_han, parse_number

_N = r"[一二三四五六七八九十百零〇]+"
_GAP = r"[ \t]*"
_STYLES = [  # name, rank, rule, pattern of the number
    ("part", 0, "S01", re.compile(rf"第{_GAP}({_N}|\d+){_GAP}(?:编|篇|部分){_GAP}[:：]?")),
    ("chapter", 1, "S01", re.compile(rf"第{_GAP}({_N}|\d+){_GAP}章{_GAP}[:：]?")),
    ("section", 2, "S01", re.compile(rf"第{_GAP}({_N}|\d+){_GAP}节{_GAP}[:：]?")),
    ("article", 3, "S01", re.compile(rf"第{_GAP}({_N}|\d+){_GAP}条(?:之{_N})?{_GAP}[:：]?(?!第)")),
    ("han", 4, "S02", re.compile(rf"({_N}){_GAP}(?:、|[.．](?!\d)|[,，]{_GAP}(?=\S{{2,20}}$)|(?= \S))")),
    ("paren_han", 5, "S03", re.compile(rf"[(（]{_GAP}({_N}){_GAP}[)）]{_GAP}[、.．]?|([㈠-㈩])")),
    ("num", 6, "S04", re.compile(rf"(\d{{1,3}}){_GAP}(?:[.．、](?!\d)|．|(?=[  ][\u4e00-\u9fff]{{4,}}.*。))|([⒈-⒛])")),
    ("paren_num", 7, "S05", re.compile(rf"[(（]{_GAP}(\d{{1,3}}){_GAP}[)）]{_GAP}[、.．]?|(\d{{1,2}})[)）]|([⑴-⒇])")),
    ("circled", 8, "S05", re.compile(r"([①-⑳])")),
]
_DOTTED = re.compile(
    r"(\d{1,2}(?:[.．]\d{1,2}){1,4})(?:[.．、]|[ \t]+|(?=[\u4e00-\u9fff]))(?![万亿%％元件家个项倍年月日])"
)
_BOX = re.compile(rf"(?:专{_GAP}栏|专{_GAP}项){_GAP}(\d+|{_N})(?:[-—]\d+)?{_GAP}[:：]?{_GAP}")
_ATTACHMENT = re.compile(rf"附{_GAP}(?:件|表|录){_GAP}(\d{{1,2}}|{_N})?{_GAP}(?:[-—.]\d+)?{_GAP}[:：]?{_GAP}")
_SINGLES = {**{chr(0x3220 + i): i + 1 for i in range(10)}, **{chr(0x2488 + i): i + 1 for i in range(20)}}
_SINGLES |= {chr(0x2474 + i): i + 1 for i in range(20)} | {chr(0x2460 + i): i + 1 for i in range(20)}
_TRAILER = re.compile(r"[(（][^()（）]*(?:责任|牵头|负责|配合|参与|单位|落实)(?:[^()（）]|[(（][^()（）]*[)）])*[)）]$")
_TOC_TAIL = re.compile(r"[.…·\-—\s\t]{2,}\d{1,3}$")


@dataclass(slots=True)
class _Open:
    """A heading met on the walk down the text."""

    style: str
    rank: float
    rule: str
    number: str
    value: int
    start: int
    line_end: int
    after: int
    id: str = ""
    parent: "_Open | None" = None
    prefix: str = ""
    end: int = 0
    children: list["_Open"] = field(default_factory=list)


def find_sections(text: str, front: Front, skipped: list[tuple[int, int]]) -> tuple[list[Section], list[Warning]]:
    """The sections in order of their place, and what looks wrong with their numbers; `skipped` are tables."""
    walk = _Walk(text, front)
    for start, end in _lines(text, skipped + _contents(text)):
        walk.line(start, end)
    return walk.finish()


def _lines(text: str, skipped: list[tuple[int, int]]):
    at = 0
    for line in text.split("\n"):
        if line and not any(a <= at < b for a, b in skipped):
            yield at, at + len(line)
        at += len(line) + 1


def _contents(text: str) -> list[tuple[int, int]]:
    """Where a table of contents 「目录」 lies."""
    match = re.search(r"^目[ \t]*录$", text, re.M)
    if not match:
        return []
    lines = [
        (match.end() + m.start(), m.group()) for m in re.finditer(r"[^\n]+", text[match.end() : match.end() + 20_000])
    ]
    if not lines:
        return []
    first = _squeeze(lines[0][1])
    for at, line in lines[1:]:
        if _squeeze(line) == first:
            return [(match.start(), at)]
    last = match.end()
    for at, line in lines:
        if not _TOC_TAIL.search(line):
            break
        last = at + len(line)
    return [(match.start(), last)]


def _squeeze(line: str) -> str:
    return re.sub(r"\s+", "", _TOC_TAIL.sub("", line))


class _Walk:
    """Reads line after line, keeping the open headings as a stack."""

    def __init__(self, text: str, front: Front):
        self.text = text
        self.front = front
        self.stack: list[_Open] = []
        self.all: list[_Open] = []
        self.last: dict[tuple[str, str], int] = {}
        self.warnings: list[Warning] = []
        self.prefix = ""
        self.ids: set[str] = set()
        self.ended = False
        self.repeats: dict[str, int] = {}
        self.cuts: list[int] = []  # where a list of attachments ends the text above it
        self.in_list = False  # inside the list of attachments of a cover note

    def line(self, start: int, end: int) -> None:
        """Opens a section where the line begins with a number."""
        line = self.text[start:end]
        self._container(start)
        if self._is_attachment(line, start, end):
            return
        if self.in_list and re.match(r"\d+[.．、]", line) and len(line) < 60 and "。" not in line:
            return
        self.in_list = False
        box = _BOX.match(line)
        if box and len(line) < 60:
            self._open(_Open("box", 99, "S06", "专栏" + box[1], _value(box[1]), start, end, start + box.end()))
            return
        dotted = _DOTTED.match(line)
        if dotted and self._fits_dotted(dotted[1]):
            self._open_dotted(dotted, start, end)
            return
        for style, rank, rule, pattern in _STYLES:
            match = pattern.match(line)
            if match and line[match.end() :].strip(" 　、.。"):
                number = next(g for g in match.groups() if g)
                value = _value(number)
                if value and _is_heading(style, line, match.end(), value):
                    self._open(_Open(style, rank, rule, str(value), value, start, end, start + match.end()))
                    return

    def _container(self, start: int) -> None:
        if self.front.plan_start and start >= self.front.plan_start and self.prefix == "0.":
            self._close(0)
            self.prefix = ""
        elif start < self.front.plan_start and not self.prefix:
            self.prefix = "0."
        if self.front.tail_start and start >= self.front.tail_start and not self.ended:
            self.stack.clear()
            self.ended = True

    def _is_attachment(self, line: str, start: int, end: int) -> bool:
        match = _ATTACHMENT.match(line)
        if not match or len(line) > 80:
            return False
        title = line[match.end() :].strip()
        following = self.text[end : end + 120].lstrip("\n").split("\n")[0]
        is_list = bool(title) and (
            re.match(
                r"\d+[.．、]|附件|附表|[^。]{0,30}\d{4}年\d+月\d+日|.{2,25}(?:人民政府|办公厅|办公室|委员会|厅|局)$",
                following,
            )
            or not following
            or start < self.front.plan_start
        )
        if is_list or re.match(r"\d+[.．、]", title):
            self.in_list = True
            if start >= self.front.plan_start:
                self.stack.clear()
                self.cuts.append(start)
            return True
        if start < self.front.plan_start and not self.text[end : self.front.plan_start].strip():
            return True  # the plan itself is the attachment
        number = str(_value(match[1]) or "") if match[1] else ""
        self.stack.clear()
        self.prefix = ""
        opened = _Open(
            "attachment", -1, "S07", "附" + (number or self._next_attachment()), 0, start, end, start + match.end()
        )
        if not title:
            opened.after = end + 1 if following and len(following) < 60 else end
            opened.line_end = min(len(self.text), opened.after + len(following)) if following else end
        self._open(opened)
        return True

    def _next_attachment(self) -> str:
        return str(1 + sum(o.style == "attachment" for o in self.all))

    def _fits_dotted(self, number: str) -> bool:
        parts = re.split(r"[.．]", number)
        parent = ".".join(parts[:-1])
        open_ids = {o.number for o in self.stack}
        return parent in open_ids or any(o.number.rpartition(".")[0] == parent and "." in o.number for o in self.stack)

    def _open_dotted(self, match: re.Match, start: int, end: int) -> None:
        number = match[1].replace("．", ".")
        parts = number.split(".")
        opened = _Open("dotted", 6 + len(parts) / 10, "S04", number, int(parts[-1]), start, end, start + match.end())
        self._open(opened)

    def _open(self, new: _Open) -> None:
        self._pop_for(new)
        new.parent = self.stack[-1] if self.stack else None
        new.prefix = self.prefix
        own = new.number.rpartition(".")[2] if new.style == "dotted" and new.parent else new.number
        base = f"{new.parent.id}.{own}" if new.parent else self.prefix + own
        new.id = self._unique(base, new)
        self._check_sequence(new)
        if new.parent:
            new.parent.children.append(new)
        self.stack.append(new)
        self.all.append(new)

    def _pop_for(self, new: _Open) -> None:
        box = next((i for i, o in enumerate(self.stack) if o.style == "box"), None)
        if new.style == "box":
            self._close(len(self.stack) if box is None else box)
            return
        if box is not None and new.rank >= 5:
            outer = [o for o in self.stack[:box] if o.style == new.style]
            goes_on = (
                outer
                and new.value == outer[-1].value + 1
                and not any(o.style == new.style and o.value == new.value - 1 for o in self.stack[box:])
            )
            above = [o for o in self.stack[:box] if o.rank < new.rank and o.style != "attachment"]
            starts_inside = new.value == 1 or any(o.style == new.style for o in self.stack[box:])
            if not goes_on and starts_inside and above:
                keep = next(
                    (i for i in range(box + 1, len(self.stack)) if self.stack[i].rank >= new.rank), len(self.stack)
                )
                self._close(keep)
                return
        keep = next((i for i, o in enumerate(self.stack) if o.rank >= new.rank), len(self.stack))
        self._close(keep)

    def _close(self, keep: int) -> None:
        del self.stack[keep:]

    def _unique(self, base: str, new: _Open) -> str:
        if base not in self.ids:
            self.ids.add(base)
            return base
        self.warnings.append(Warning(f"编号重复:“{base}”出现了不止一次", new.start, new.line_end))
        n = self.repeats[base] = self.repeats.get(base, 1) + 1
        self.ids.add(f"{base}#{n}")
        return f"{base}#{n}"

    def _check_sequence(self, new: _Open) -> None:
        if new.style in ("box", "attachment"):
            return
        container = new.prefix or (self.stack[0].id if self.stack and self.stack[0].style == "attachment" else "")
        siblings = [o for o in (new.parent.children if new.parent else []) if o.style == new.style]
        key = (container, new.style)
        before = self.last.get(key, 0)
        self.last[key] = new.value
        sibling = siblings[-1].value if siblings else None
        if new.value == 1 or new.value == before + 1 or sibling == new.value - 1:
            return
        if sibling == new.value:
            if "#" not in new.id:
                self.warnings.append(Warning(f"编号重复:“{new.id}”", new.start, new.line_end))
            return
        expected = (sibling if sibling is not None else before if new.parent is None else 0) + 1
        self.warnings.append(Warning(f"编号不连续:应为第{expected}项,写作第{new.value}项", new.start, new.line_end))

    def finish(self) -> tuple[list[Section], list[Warning]]:
        """The sections with their ends and own ranges."""
        limit = len(self.text.rstrip())
        for index, opened in enumerate(self.all):
            follower = next((o for o in self.all[index + 1 :] if not _inside(o, opened)), None)
            end = follower.start if follower else limit
            for bound in (self.front.plan_start, self.front.tail_start, *self.cuts):
                if bound and opened.start < bound < end:
                    end = bound
            opened.end = opened.start + len(self.text[opened.start : end].rstrip())
        return [_section(self.text, o) for o in self.all], self.warnings


def _inside(node: _Open, outer: _Open) -> bool:
    while node.parent is not None:
        node = node.parent
        if node is outer:
            return True
    return False


def _value(number: str) -> int:
    if number in _SINGLES:
        return _SINGLES[number]
    found = parse_number(number) if number.isdigit() else parse_han(number)
    return int(found) if found and found < 1000 else 0


def _is_heading(style: str, line: str, after: int, value: int) -> bool:
    """Not every line that begins with a number opens a section: 一、二等奖, 第三条规定的……"""
    rest = line[after:].strip()
    if style == "han":
        return not re.match(r"[二三四五六七八九十]+[、等]", rest) and (line[after - 1] in "、.．" or len(rest) <= 30)
    if style == "article":
        return not re.match(r"[第、和至规款项]|的", rest)
    if style in ("part", "chapter", "section"):
        return len(rest) <= 60 and not rest.endswith(("。", "；"))
    return True


def _section(text: str, node: _Open) -> Section:
    heading, body_start = _heading(text, node)
    own, at = [], body_start
    for child in node.children:
        if child.start > at:
            own.append((at, child.start))
        at = max(at, child.end)
    if node.end > at:
        own.append((at, node.end))
    real = [c for c in node.children if c.style != "box"]
    parent = node.parent.id if node.parent else ""
    level = node.id.count(".") + 1
    return Section(node.id, level, heading, node.start, node.end, node.rule, parent, body_start, tuple(own), not real)


def _heading(text: str, node: _Open) -> tuple[str, int]:
    """The heading without its number, and where the section's body begins.

    A first sentence that is too long or too full for a heading also belongs to the body.
    """
    line_end = min(node.line_end, node.end)
    rest = text[node.after : line_end]
    lead = len(rest) - len(rest.lstrip())
    rest = rest.strip()
    at = node.after + lead
    stop = re.search(r"[。！；]|;(?!\d)", rest)
    first = rest[: stop.start()] if stop else rest
    bare = _TRAILER.sub("", first).strip()
    is_title = (
        _is_title(bare)
        and node.style != "article"
        and (stop is None or stop.group() not in "；;" or not rest[stop.end() :].strip())
    )
    if is_title and stop and not rest[stop.end() :].strip() and node.end <= line_end:
        return bare, at + len(rest)
    if is_title:
        return bare.rstrip("。:：;；,， "), at + (stop.end() if stop else len(rest))
    colon = re.match(r"([^:：,，。;；]{2,30})[:：]", rest)
    if colon and not re.search(r"责任|牵头|单位", colon[1]):
        return colon[1].strip(), at + colon.end()
    gap = re.match(r"([\u4e00-\u9fff“”、《》]{2,24})[ \t]+(?=\S{10,})", rest)
    if gap:
        return gap[1], at + gap.end()
    bare = re.sub(
        r"^(?:到|在|自|截至|力争)?(?:20\d{2}年|“?十[一二三四五六]五”?|今年|\d{1,2}月)[^,，。;；]{0,8}[,，]", "", bare
    )
    clause = re.match(r"[^,，。;；:：]{2,40}", bare)
    return (clause[0] if clause else bare[:40]).strip(), at


def _is_title(sentence: str) -> bool:
    if len(sentence) > 45:
        return False
    commas = len(re.findall(r"[,，]", sentence))
    if commas and re.search(r"\d", sentence):
        return False
    return commas <= 1 or len(sentence) <= 24
