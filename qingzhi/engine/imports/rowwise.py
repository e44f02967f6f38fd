"""A writer that takes each row for itself: its dry run is its own writing, taken back at once."""

from collections.abc import Sequence

from django.db import transaction

from .kinds import DIFFERENCES, Difference, Outcome
from .rules.shapes import Row


class RowWriter:
    """What such writers have in common; `write` is the register's own."""

    _told = 0

    def write(self, rows: Sequence[Row]) -> Outcome:
        """Validate and write, each row for itself."""
        raise NotImplementedError

    def preview(self, rows: Sequence[Row]) -> Outcome:
        """The same, taken back at once."""
        with transaction.atomic():
            outcome = self.write(rows)
            transaction.set_rollback(True)
        return outcome

    def took(self, outcome: Outcome, line: int, label: str, *, made: bool) -> None:
        """Count a row that made a record, or whose record was there; the first new ones are told of."""
        outcome.created, outcome.unchanged = outcome.created + made, outcome.unchanged + (not made)
        if made and self._told < DIFFERENCES:
            self._told += 1
            outcome.differences.append(Difference(line, "created", label))
