"""What a file would do, told without doing it."""

from collections.abc import Sequence
from typing import Any

from qingzhi.domains.parties.actions import HolderBook
from qingzhi.engine.imports.kinds import DIFFERENCES, Difference, Outcome

from ...models import Right
from ...terms import RightStatus
from .creating import parties_by_row
from .merging import BOOKKEEPING, Merged
from .prepared import Prepared
from .sorting import Found
from .taking import Taking
from .updating import WORDS, in_words, merged_rows

NOBODY = 0  # stands for a holder that would be registered
SHOWN = 200


class Preview:
    """Counts and differences over all chunks of a dry run."""

    def __init__(self, taking: Taking, book: HolderBook):
        self._taking, self._book = taking, book
        self._numbers: set[str] = set()
        self._told = 0

    def not_before(self, made: Prepared, outcome: Outcome) -> Prepared:
        """The rows whose number no earlier chunk had; of the others one counts as older."""
        if self._taking.gathers_classes:
            return made
        places = [place for place, number in enumerate(made.number) if number not in self._numbers]
        outcome.older += len(made) - len(places)
        self._numbers.update(made.number)
        return made.only(places)

    def fresh(self, made: Prepared, places: Sequence[int], outcome: Outcome) -> None:
        """New rights."""
        outcome.created += len(places)
        for place in places:
            self._tell(outcome, made.lines[place], "created", f"{made.shown[place]} {made.title[place]}", ())

    def changed(self, made: Prepared, found: Sequence[Found], outcome: Outcome) -> None:
        """Rights that would change, field by field."""
        if not found:
            return
        part, ids = made.only([place for place, _ in found]), [there.id for _, there in found]
        for place, one in enumerate(merged_rows(self._taking, part, ids, self._known_parties(part), 0)):
            if one.changes:
                outcome.updated += 1
                label = f"{part.shown[place]} {one.standing.right['title']}"
                self._tell(outcome, part.lines[place], "updated", label, changes_in_words(self._taking, one))
            else:
                outcome.unchanged += 1

    def _known_parties(self, made: Prepared) -> list[list[int]]:
        asked = zip(*made.holders.columns[:3], strict=True)
        return parties_by_row(made, [self._book.known(one) or NOBODY for one in asked])

    def _tell(
        self, outcome: Outcome, line: int, what: str, label: str, changes: tuple[tuple[str, str, str], ...]
    ) -> None:
        if self._told < DIFFERENCES:
            self._told += 1
            outcome.differences.append(Difference(line, what, label, changes))


def changes_in_words(taking: Taking, one: Merged) -> tuple[tuple[str, str, str], ...]:
    """Field, old and new value in the words of the pages."""
    found = []
    for model, new, old in ((Right, one.right, one.standing.right), (taking.model, one.own, one.standing.own)):
        for name, value in new.items():
            if name not in BOOKKEEPING:
                title = str(model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
                found.append((title, shown(name, old[name]), shown(name, value)))
    for name, rows in one.tables.items():
        found.append((WORDS[name], in_words(name, one.standing.tables[name]), in_words(name, rows)))
    return tuple(found)


def shown(name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    return RightStatus(value).label if name == "status" else str(value)[:SHOWN]
