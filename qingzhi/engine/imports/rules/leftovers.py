"""Lines of a table that are no records: totals, notes, a head that is repeated on each printed page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

TOTAL = re.compile(
    r"^\s*[（(【]?\s*((合\s*计|总\s*计|小\s*计|共\s*计|本页合计|累\s*计)\s*([：:)）】\d]|$)|共\s*\d+\s*[件条项个])"
)
NUMBER = re.compile(r"\d[\d,]*(\.\d+)?\s*(件|项|个|条|家|户|万?元)?")
NOTE = re.compile(
    r"^\s*(注\s*[0-9一二三]?\s*[：:.、]"
    r"|(备\s*注|说\s*明|数据来源|资料来源|填\s*表\s*人|制\s*表\s*人?|审\s*核\s*人?|单位负责人|统计时间|导出时间|打印日期|联系电话)\s*([：:]|$)"
    r"|第\s*\d+\s*页)"
)
SUSPECT = frozenset("合总小共本累注备说数资填制审单统导打联第（(【 　")  # half-width on purpose
_SHOWN = 5


@dataclass
class Leftovers:
    """How many lines were passed over, and where the first of each sort stand."""

    blank: int = 0
    totals: list[int] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)

    def sentences(self) -> tuple[str, ...]:
        """One sentence per sort, for the batch's note; blank lines are not worth one."""
        sorts = (("合计行", self.totals), ("说明行", self.notes), ("重复的表头", self.heads))
        return tuple(f"跳过{name} {len(lines)} 行（第 {_listed(lines)} 行）" for name, lines in sorts if lines)

    def takes(self, line: int, cells: Sequence[str], key: str) -> bool:
        """Whether a line is one of these; `key` is what it has in the kind's first required column.

        A line with a key of its own is a record, whatever its title begins with, unless all that follows 合计 is numbers.
        """
        filled = [cell for cell in cells if cell and not cell.isspace()]
        if not filled:
            self.blank += 1
            return True
        first = filled[0]
        if (
            key.strip()
            and key.strip() != first.strip()
            and not (TOTAL.match(first) and all(map(_is_number, filled[1:])))
        ):
            return False
        if TOTAL.match(first):
            self.totals.append(line)
            return True
        if NOTE.match(first) and len(filled) <= 6:
            self.notes.append(line)
            return True
        return False


def _is_number(cell: str) -> bool:
    return NUMBER.fullmatch(cell.strip()) is not None


def _listed(lines: Sequence[int]) -> str:
    return "、".join(map(str, lines[:_SHOWN])) + ("等" if len(lines) > _SHOWN else "")
