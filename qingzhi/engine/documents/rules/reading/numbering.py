"""Automatic numbers of Word lists, restored to the text: 「一、」「(一)」「1.」 that only numbering.xml knows."""

from dataclasses import dataclass, field

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_PLACES = "零一二三四五六七八九"


@dataclass(slots=True)
class Level:
    """One level of a list: how its number counts and looks."""

    start: int = 1
    format: str = "decimal"
    pattern: str = ""
    legal: bool = False


@dataclass(slots=True)
class Numbering:
    """Every list of a document and how far each has counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)  # by abstractNumId
    lists: dict[str, str] = field(default_factory=dict)  # numId → abstractNumId
    restarts: dict[tuple[str, int], int] = field(default_factory=dict)
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, list_id: str, depth: int) -> str:
        """The next number of this list at this depth, as it is printed; empty for bullets."""
        abstract = self.lists.get(list_id)
        levels = self.levels.get(abstract or "", {})
        level = levels.get(depth)
        if abstract is None or level is None or level.format in ("bullet", "none"):
            return ""
        counts = self.counters.setdefault(abstract, {})
        self._advance(list_id, depth, counts, level)
        text = level.pattern
        for k in range(9):
            if f"%{k + 1}" in text:
                other = levels.get(k, Level())
                count = counts.get(k, other.start)
                text = text.replace(f"%{k + 1}", number(count, "decimal" if level.legal else other.format))
        return text

    def _advance(self, list_id: str, depth: int, counts: dict[int, int], level: Level) -> None:
        key = (list_id, depth)
        if key in self.restarts and key not in self.begun:
            counts[depth] = self.restarts[key]
        else:
            counts[depth] = counts.get(depth, level.start - 1) + 1
        self.begun.add(key)
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]


def read_numbering(root) -> Numbering:
    """The lists declared in a numbering.xml."""
    result = Numbering()
    if root is None:
        return result
    for abstract in root.iter(W + "abstractNum"):
        result.levels[abstract.get(W + "abstractNumId")] = {
            int(lvl.get(W + "ilvl", 0)): _level(lvl) for lvl in abstract.iter(W + "lvl")
        }
    for num in root.iter(W + "num"):
        number_id, link = num.get(W + "numId"), num.find(W + "abstractNumId")
        if link is None:
            continue
        result.lists[number_id] = link.get(W + "val")
        for override in num.iter(W + "lvlOverride"):
            start = override.find(W + "startOverride")
            if start is not None:
                result.restarts[(number_id, int(override.get(W + "ilvl", 0)))] = int(start.get(W + "val", 1))
    return result


def _level(lvl) -> Level:
    def value(tag: str, default: str) -> str:
        found = lvl.find(W + tag)
        return found.get(W + "val", default) if found is not None else default

    return Level(
        int(value("start", "1")), value("numFmt", "decimal"), value("lvlText", ""), lvl.find(W + "isLgl") is not None
    )


def number(count: int, form: str) -> str:
    """A count in one of Word's number formats."""
    if form in _FORMATS:
        return _FORMATS[form](count)
    return str(count)


def chinese(count: int) -> str:
    """一, 十, 十一, 二十三, 一百零五."""
    if count < 10:
        return _PLACES[count] if count else "〇"
    if count < 100:
        tens, ones = divmod(count, 10)
        return ("" if tens == 1 else _PLACES[tens]) + "十" + (_PLACES[ones] if ones else "")
    if count < 1000:
        hundreds, rest = divmod(count, 100)
        if not rest:
            return _PLACES[hundreds] + "百"
        return _PLACES[hundreds] + "百" + ("零" if rest < 10 else "一" if rest < 20 else "") + chinese(rest)
    return "".join(_DIGITS[int(d)] for d in str(count))


def _roman(count: int) -> str:
    text = ""
    for value, sign in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while count >= value:
            text, count = text + sign, count - value
    return text


def _letter(count: int) -> str:
    return chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _circled(count: int) -> str:
    return chr(0x2460 + count - 1) if 1 <= count <= 20 else str(count)


_FORMATS = {
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "ideographDigital": lambda n: "".join(_DIGITS[int(d)] for d in str(n)),
    "taiwaneseDigital": lambda n: "".join(_DIGITS[int(d)] for d in str(n)),
    "chineseLegalSimplified": lambda n: chinese(n).translate(
        str.maketrans("一二三四五六七八九十百", "壹贰叁肆伍陆柒捌玖拾佰")
    ),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": lambda n: f"({n})",
    "decimalZero": lambda n: f"{n:02d}",
    "decimalFullWidth": lambda n: "".join(chr(ord("0") + int(d)) for d in str(n)),
    "ideographTraditional": lambda n: "甲乙丙丁戊己庚辛壬癸"[(n - 1) % 10],
    "upperRoman": _roman,
    "lowerRoman": lambda n: _roman(n).lower(),
    "upperLetter": _letter,
    "lowerLetter": lambda n: _letter(n).lower(),
}
