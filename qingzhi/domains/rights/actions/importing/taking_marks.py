"""Trademarks: one right for a number with all its classes, whether a file gives them in one row or in several."""

from typing import Any

from ...models import Trademark
from ...rules.classes import read_classes
from ...rules.rows import Cells
from ...terms import MarkType, RightKind, Scheme
from .columns import Columns
from .prepared import Prepared, classes_flat
from .taking import NAME_LONGEST, Taking, coded

TYPES = {"证明": MarkType.CERTIFICATION.value, "集体": MarkType.COLLECTIVE.value} | dict.fromkeys(
    ("一般", "普通", "商品", "服务", "特殊", "立体", "声音", "颜色", "文字", "图形", "组合", "ordinary"),
    MarkType.ORDINARY.value,
)
UNNAMED = "（无文字）"
NICE = Scheme.NICE.value


class TrademarkTaking(Taking):
    """Rows of the trademark register."""

    kind = RightKind.TRADEMARK
    model = Trademark
    own_columns = ("type", "is_gi", "goods", "agency", "address", "preliminary_on")
    days = ("applied_on", "preliminary_on", "registered_on", "expires_on", "status_on")
    apart = frozenset({"classes", "goods"})
    gathers_classes = True
    unnamed = UNNAMED
    defaults = {"type": MarkType.ORDINARY.value, "is_gi": False}

    def __init__(self, *args: Any):
        super().__init__(*args)
        self._types = Cells(coded(TYPES, ""))
        self._symbols: dict[str, tuple[tuple[str, ...], str]] = {}

    def _nice(self, text: str) -> tuple[tuple[str, ...], str]:
        found = self._symbols.get(text)
        if found is None:
            found = self._symbols[text] = read_classes(Scheme.NICE, text)
        return found

    def own(self, cells: Columns, made: Prepared) -> None:
        types = list(map(self._types.__getitem__, cells.text("type")))
        for place, one in enumerate(types):
            if one == "?":
                cells.fault(place, "type", "不是一般商标、集体商标或证明商标")
        taken: list[tuple[tuple[str, str], ...]] = []
        for place, text in enumerate(cells.text("classes")):
            symbols, wrong = self._nice(text)
            if wrong:
                cells.fault(place, "classes", f"“{wrong[:30]}”不是第 1 至 45 类中的一类")
            taken.append(tuple((NICE, symbol) for symbol in symbols))
        made.classes = classes_flat(taken)
        made.published = preliminary = cells.days("preliminary_on")
        goods = [_goods(text, classes) for text, classes in zip(cells.text("goods"), taken, strict=True)]
        made.own = [
            types, cells.flags("is_gi"), goods, cells.text("agency", NAME_LONGEST), made.address, preliminary,
        ]  # fmt: skip

    def last_days(self, cells: Columns, made: Prepared) -> list[str | None]:
        return self.by_terms(made, ["trademark"] * len(cells), "registered", made.registered)


def _goods(text: str, classes: tuple[tuple[str, str], ...]) -> str:
    """Goods of one class bear its number, so that rows of several classes can be told apart and put together."""
    if text and len(classes) == 1 and not text.startswith("第"):
        return f"第{classes[0][1]}类：{text}"
    return text


def together(one: str, other: str) -> str:
    """The goods of two rows of one mark: a line for each class, the other's lines in place of those of the same class."""
    lines: dict[str, str] = {}
    for line in (*one.split("\n"), *other.split("\n")):
        if line:
            front, found, _ = line.partition("类：")
            lines[front if found else line] = line
    return "\n".join(sorted(lines.values(), key=lambda line: (_class_of(line), line)))


def _class_of(line: str) -> int:
    digits = line[1:3].rstrip("类")
    return int(digits) if line.startswith("第") and digits.isdigit() else 99
