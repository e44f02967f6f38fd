"""Patents: their types by number, publications, classes by IPC or Locarno, priorities."""

import re
from typing import Any

from ...models import Patent
from ...rules.classes import read_classes
from ...rules.numbers import Number, read_application, read_publication, type_of
from ...rules.rows import Cells, read_day
from ...terms import NumberCheck, PatentType, RightKind, RightStatus, Scheme
from .columns import Columns
from .prepared import Flat, Prepared
from .taking import NAME_LONGEST, Taking

TYPES = {
    "发明": "invention", "实用": "utility", "新型": "utility", "外观": "design", "设计": "design", "invention": "invention",
    "utility": "utility", "design": "design", "Utility": "invention", "PCT": "invention",
}  # fmt: skip
HIDDEN = frozenset({RightStatus.PENDING.value, RightStatus.WITHDRAWN.value, RightStatus.REJECTED.value})
VERIFIED = NumberCheck.VERIFIED.value
_PRIORITY = re.compile(
    r"(?P<country>[A-Z]{2})?\s*(?P<number>[^\s;]*?\d[^\s;]*)(?:\s+(?P<on>\d{4}[-./]?\d\d[-./]?\d\d))?"
)
_SPLIT = re.compile(r"[;；|\n]+")
Classes = tuple[tuple[str, str, int], ...]


class PatentTaking(Taking):
    """Rows of the patent register."""

    kind = RightKind.PATENT
    model = Patent
    own_columns = (
        "type", "publication_number", "grant_number", "published_on", "main_class", "inventors", "agency", "address",
        "abstract", "claim_count",
    )  # fmt: skip
    days = ("applied_on", "published_on", "registered_on", "expires_on", "status_on")

    def __init__(self, *args: Any):
        super().__init__(*args)
        self._types = Cells(_type)
        self._publications = Cells(lambda text: read_publication(text).shown if text else "")
        self._ipc: dict[tuple[str, str, str], tuple[Classes, str, str]] = {}

    def read_number(self, text: str) -> Number:
        return read_application(text)

    def own(self, cells: Columns, made: Prepared) -> None:
        types = self._check_types(cells, made)
        publications = list(map(self._publications.__getitem__, cells.text("publication_number", 40)))
        grants = list(map(self._publications.__getitem__, cells.text("grant_number", 40)))
        self._take_classes(cells, made, types)
        priorities = cells.text("priority")
        made.links = [_priorities(text) if text else () for text in priorities] if any(priorities) else []
        made.own = [
            types, publications, grants, made.published, self._mains, cells.text("inventors"),
            cells.text("agency", NAME_LONGEST), made.address, cells.text("abstract"), cells.counts("claim_count"),
        ]  # fmt: skip

    def last_days(self, cells: Columns, made: Prepared) -> list[str | None]:
        types = [f"patent.{one}" for one in made.own[0]]
        days = [
            applied if registered else None for applied, registered in zip(made.applied, made.registered, strict=True)
        ]
        return self.by_terms(made, types, "applied", days)

    def publicity(self, made: Prepared) -> list[bool]:
        """An application is confidential until it is published (专利法 第三十四条); what was never published stays so."""
        return [
            bool(published or registered) or now not in HIDDEN
            for published, registered, now in zip(made.published, made.registered, made.now, strict=True)
        ]

    def _check_types(self, cells: Columns, made: Prepared) -> list[str]:
        """The type by its word or by the number; a verified number that says another type refuses the row."""
        written = list(map(self._types.__getitem__, cells.text("type")))
        found = []
        for place, (word, canonical, check) in enumerate(zip(written, made.number, made.check, strict=True)):
            by_number = BY_DIGIT.get(canonical[4:5]) if len(canonical) == 13 else type_of(canonical)
            if word == "?":
                cells.fault(place, "type", "不是发明、实用新型或外观设计")
            elif word and by_number and word != by_number and check == VERIFIED:
                cells.fault(place, "type", f"申请号表明是{PatentType(by_number).label}")
            elif not word and not by_number:
                cells.fault(place, "type", "专利类型为空，申请号也不能表明")
            found.append(word or by_number or "")
        return found  # type: ignore[return-value]

    def _take_classes(self, cells: Columns, made: Prepared, types: list[str]) -> None:
        mains, classes = cells.text("main_class"), cells.text("classes")
        known = self._ipc
        taken, self._mains = [], []
        for place, key in enumerate(zip(mains, classes, types, strict=True)):
            found = known.get(key)
            if found is None:
                if len(known) >= 200_000:
                    known.clear()
                found = known[key] = _classes(*key)
            symbols, main, wrong = found
            if wrong:
                cells.fault(
                    place, "classes" if wrong in classes[place] else "main_class", f"“{wrong[:30]}”不是分类号", wrong
                )
            taken.append(symbols)
            self._mains.append(main)
        made.classes = Flat.of_rows(taken)


BY_DIGIT = {"1": "invention", "2": "utility", "3": "design", "8": "invention", "9": "utility"}


def _type(text: str) -> str:
    if not text:
        return ""
    return next((code for word, code in TYPES.items() if word in text), "?")


def _classes(main: str, others: str, type: str) -> tuple[Classes, str, str]:
    scheme = Scheme.LOCARNO if type == PatentType.DESIGN else Scheme.IPC
    found, wrong = read_classes(scheme, main, others)
    if wrong and scheme is Scheme.LOCARNO:  # some exports repeat an IPC column for designs
        by_ipc, still_wrong = read_classes(Scheme.IPC, main, others)
        if by_ipc and not still_wrong:
            found, wrong, scheme = by_ipc, "", Scheme.IPC
    numbered = tuple((scheme.value, symbol, position) for position, symbol in enumerate(found))
    return numbered, found[0] if found else "", wrong


def _priorities(text: str) -> tuple[tuple[str, str, str | None], ...]:
    """Country, number and day of each priority that a cell names."""
    found = []
    for piece in _SPLIT.split(text.upper()):
        match = _PRIORITY.search(piece.strip())
        if match:
            on = read_day(match["on"]) if match["on"] else None
            found.append((match["country"] or "", match["number"][:60], on if isinstance(on, str) else None))
    return tuple(found)
