"""Reading a condition cell. What cannot be read is refused with one clear sentence; nothing else is ever raised.

`-` any · `>= 3` · `[1..5)` · `2018-01-01..` · `"a","b"` · `not("a")` · `63*` · `空`. Full-width signs are read as half-width ones
outside of quotes. A text without quotes is one value.
"""

from functools import lru_cache
from typing import Any

from .literals import LONGEST_CELL, CellWrong, choice, day, number, yes_no
from .spec import Condition
from .unary import ANYTHING, SIGNS, Anything, Between, Compare, Empty, Not, OneOf, Prefix, Test

_OPENING, _CLOSING = "([", ")]"
_OF_TEXTS = str.maketrans("，（）＊＝", ",()*=")
_OF_NUMBERS = str.maketrans("，（）［］【】＞＜＝！－—＊．０１２３４５６７８９", ",()[][]><=!--*.0123456789")
_WIDER = {"≥": ">=", "≤": "<=", "≠": "!=", "<>": "!=", "…": ".."}
_QUOTES = {'"': '"', "“": "”"}
_ORDERED = ("number", "date")
_ANY = ("", "-", "－", "—", "——")
_EMPTY = ("空", "null")
NOTHING_DENIED = "“not(…)”的括号内须写明条件"  # half-width on purpose
STAR = "“*”只能写在开头字样之后，形如 63*"
MARK = "\ue000"  # stands for a quote while a cell is read


@lru_cache(maxsize=20_000)
def read_test(text: str, column: Condition) -> Test:
    """The test that a cell says; raises `CellWrong`."""
    if len(text) > LONGEST_CELL:
        raise CellWrong(f"内容超过 {LONGEST_CELL} 字")
    bare, quoted = _without_quotes(text.strip())
    bare = bare.translate(_OF_NUMBERS if column.type in _ORDERED else _OF_TEXTS)
    for wide, narrow in _WIDER.items():
        bare = bare.replace(wide, narrow)
    return _Reader(column, quoted).tests(bare.strip())


class _Reader:
    """Reads one cell; quoted texts were put aside and stand as marks."""

    def __init__(self, column: Condition, quoted: list[str]):
        self.column, self.quoted, self.next = column, quoted, 0

    def tests(self, text: str, *, nested: bool = False) -> Test:
        if text in _ANY:
            if nested:
                raise CellWrong(NOTHING_DENIED)
            return ANYTHING
        parts = _split(text)
        found = tuple(self.single(part.strip()) for part in parts)
        return found[0] if len(found) == 1 else OneOf(found)

    def single(self, text: str) -> Test:
        if text in _ANY:
            raise CellWrong("逗号前后须各有一项，“-”（不限）不能与其他条件并列")
        if text in _EMPTY:
            return Empty()
        negated = _inside(text, ("not", "非"))
        if negated is not None:
            inner = self.tests(negated.strip(), nested=True)
            if isinstance(inner, Anything):
                raise CellWrong(NOTHING_DENIED)
            return Not(inner)
        sign = next((one for one in SIGNS if text.startswith(one)), "")
        if sign:
            return self.compared(sign, text[len(sign) :].strip())
        if ".." in text and self.column.type in _ORDERED:
            return self.between(text)
        if text.endswith("*") and self.column.type in ("text", "code-prefix"):
            return self.prefix(text[:-1].strip())
        return Compare("=", self.value(text))

    def compared(self, sign: str, text: str) -> Test:
        if sign not in ("=", "!=") and self.column.type not in _ORDERED:
            raise CellWrong(f"“{sign}”只能用于数字和日期")
        if not text:
            raise CellWrong(f"“{sign}”后面缺少数值")
        return Compare(sign, self.value(text))

    def between(self, text: str) -> Test:
        low_closed = high_closed = True
        if text[0] in _OPENING or text[-1] in _CLOSING:
            if text[0] not in _OPENING or text[-1] not in _CLOSING:
                raise CellWrong(f"区间“{self.shown(text)}”的括号不配对，应形如 [1..5) 或 1..5")
            low_closed, high_closed, text = text[0] == "[", text[-1] == "]", text[1:-1]
        ends = text.split("..")
        if len(ends) != 2:
            raise CellWrong(f"区间“{self.shown(text)}”应有一个“..”，形如 1..5")
        low, high = (self.value(end) if end.strip() else None for end in ends)
        if low is None and high is None:
            raise CellWrong("区间至少要有一端，不限请填“-”")
        if low is not None and high is not None and (low > high or (low == high and not (low_closed and high_closed))):
            raise CellWrong(f"区间“{self.shown(text)}”的起点须小于终点")
        return Between(low, high, low_closed, high_closed)

    def prefix(self, text: str) -> Test:
        value = self.text(text) if text else ""
        if not value:
            raise CellWrong(STAR)
        return Prefix(value)

    def value(self, text: str) -> Any:
        kind = self.column.type
        bare = self.text(text)
        if kind == "number":
            return number(bare, self.column)
        if kind == "date":
            return day(bare)
        if kind == "yes_no":
            return yes_no(bare)
        return choice(bare, self.column) if kind == "choice" else bare

    def text(self, text: str) -> str:
        """A text, quoted or bare."""
        text = text.strip()
        if text == MARK:
            self.next += 1
            return self.quoted[self.next - 1]
        if MARK in text:
            raise CellWrong(f"“{self.shown(text)}”应整体放在引号内，几项之间用逗号隔开")
        if "*" in text:
            raise CellWrong(STAR)
        if any(sign in text for sign in ",()[]") or not text:
            raise CellWrong(f"“{text}”看不明白，含有括号或逗号的文字请放在引号内")
        return text

    def shown(self, text: str) -> str:
        """A piece of the cell as it was written."""
        for value in self.quoted[self.next :]:
            text = text.replace(MARK, f'"{value}"', 1)
        return text


def _without_quotes(text: str) -> tuple[str, list[str]]:
    """The cell with marks for its quoted texts, and those texts."""
    bare: list[str] = []
    quoted: list[str] = []
    place = 0
    while place < len(text):
        letter = text[place]
        if letter in _QUOTES:
            value, place = _quoted(text, place + 1, _QUOTES[letter])
            quoted.append(value)
            bare.append(MARK)
            continue
        bare.append(letter.replace(MARK, ""))
        place += 1
    return "".join(bare), quoted


def _quoted(text: str, place: int, closing: str) -> tuple[str, int]:
    value: list[str] = []
    while place < len(text):
        letter = text[place]
        if letter == closing:
            if closing == '"' and text[place + 1 : place + 2] == '"':
                value.append('"')
                place += 2
                continue
            return "".join(value), place + 1
        value.append(letter)
        place += 1
    raise CellWrong("引号不配对")


def _split(text: str) -> list[str]:
    """The parts between the commas that lie in no bracket."""
    parts, depth, begin = [], 0, 0
    for place, letter in enumerate(text):
        depth += (letter in _OPENING) - (letter in _CLOSING)
        if depth < 0:
            break
        if letter == "," and depth == 0:
            parts.append(text[begin:place])
            begin = place + 1
    if depth:
        raise CellWrong("括号不配对")
    return [*parts, text[begin:]]


def _inside(text: str, names: tuple[str, ...]) -> str | None:
    for name in names:
        rest = text[len(name) :].strip()
        if text.lower().startswith(name) and rest.startswith("(") and rest.endswith(")"):
            return rest[1:-1]
    return None
