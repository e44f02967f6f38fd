"""The writer of a register: takes chunks of rows in, each chunk in the engine's transaction.

Two rows of one number in one file count as one: the row with the later day holds (of equal ones, by their digests), in
whatever order and in whatever chunks they come; the other is counted as older. Marks are an exception: their rows add
classes to each other.
"""

from collections.abc import Sequence

from qingzhi.domains.parties.actions import HolderBook
from qingzhi.engine.imports.bulk import update_rows
from qingzhi.engine.imports.kinds import Fault, Outcome, Row
from qingzhi.engine.imports.models import Batch
from qingzhi.engine.imports.rules.resting import collector_at_rest

from ...models import Right
from .creating import create
from .lookup import Known, Seen, known_rights
from .outdoing import undo
from .prepared import Prepared
from .previewing import Preview
from .sorting import Found, Sorted, gather, one_of_each, sort_out
from .taking import Taking
from .updating import update


class RightsWriter:
    """Writes the rows of one kind of right for one batch."""

    def __init__(self, batch: Batch, taking: Taking, book: HolderBook):
        self.batch, self.taking, self.book = batch, taking, book
        self._seen = Seen(batch)
        self._preview = Preview(taking, book)

    def write(self, rows: Sequence[Row]) -> Outcome:
        """Validate and write a chunk."""
        with collector_at_rest():
            return self._written(self.taking.prepare(rows))

    def write_prepared(self, made: Prepared) -> Outcome:
        """Write a chunk that was validated, here or in another process."""
        with collector_at_rest():
            return self._written(made)

    def _written(self, made: Prepared) -> Outcome:
        outcome = Outcome(faults=made.faults)
        sorting = self._sorted(made, outcome)
        if sorting.outranking:
            self._outdo(made, sorting, outcome)
        before = outcome.updated
        self._create(made, sorting.fresh, outcome)
        self._update(made, sorting.changed, outcome)
        self._update(made, sorting.adding, outcome, classes_only=True)
        self._confirm(sorting.unchanged)
        outcome.unchanged += len(sorting.unchanged)
        count_spare(made, sorting, outcome, changed=outcome.updated > before)
        return outcome

    def preview(self, rows: Sequence[Row]) -> Outcome:
        """What `write` would do, without writing anything, and the first differences for the page."""
        made = self.taking.prepare(rows)
        outcome = Outcome(faults=made.faults)
        made = self._preview.not_before(made, outcome)
        sorting = self._sorted(made, outcome)
        self._preview.fresh(made, nameable(self.taking, made, sorting.fresh, outcome), outcome)
        self._preview.changed(made, [*sorting.changed, *sorting.adding], outcome)
        outcome.unchanged += len(sorting.unchanged)
        count_spare(made, sorting, outcome, changed=outcome.updated > 0)
        return outcome

    def _sorted(self, made: Prepared, outcome: Outcome) -> Sorted:
        """What each row is; those of one number within the chunk are made one before."""
        taking = self.taking
        known = known_rights(taking.kind.value, made.number)
        places, spare = one_of_each(made)
        if taking.gathers_classes:
            gather(made, places, spare, taking.own_columns.index("goods"))
        found = sort_out(made, places, known, taking.as_of, self.batch.pk, self._seen, taking.gathers_classes)
        outcome.older += found.older
        if taking.gathers_classes:
            found.spare = spare
        else:
            outcome.older += len(spare)
        return found

    def _outdo(self, made: Prepared, sorting: Sorted, outcome: Outcome) -> None:
        """What lesser rows of this batch did is undone first; then the greater ones are new, changed or unchanged."""
        undo(self.batch, type(self.taking), [there.id for _, there in sorting.outranking], outcome)
        numbers = [made.number[place] for place, _ in sorting.outranking]
        known = known_rights(self.taking.kind.value, numbers)
        for place, _ in sorting.outranking:
            there = known.get(made.number[place])
            if there is None:
                sorting.fresh.append(place)
            else:
                same = there.digest == made.digest[place]
                (sorting.unchanged if same else sorting.changed).append((place, there))

    def _create(self, made: Prepared, fresh: list[int], outcome: Outcome) -> None:
        fresh = nameable(self.taking, made, fresh, outcome)
        if fresh:
            create(self.taking, self.batch, self.book, made.only(fresh))
            outcome.created += len(fresh)

    def _update(self, made: Prepared, found: Sequence[Found], outcome: Outcome, *, classes_only: bool = False) -> None:
        if not found:
            return
        part, known = made.only([place for place, _ in found]), [there for _, there in found]
        changed, same = update(self.taking, self.batch, self.book, part, [there.id for there in known], classes_only)
        outcome.updated += len(changed)
        outcome.unchanged += len(known) - len(changed)
        if same:
            self._seen.note(sorted(same))

    def _confirm(self, found: Sequence[Found]) -> None:
        """Unchanged rights of newer data bear the newer day; that they were seen is kept with the batch."""
        as_of = self.taking.as_of
        self._seen.note([there.id for _, there in found if there.as_of == as_of])
        moved: list[Known] = [there for _, there in found if there.as_of != as_of]
        if moved:
            ids = [there.id for there in moved]
            self._seen.note(
                ids, data_as_of=[there.as_of for there in moved], batch_id=[there.batch_id for there in moved]
            )
            update_rows(Right, ("data_as_of", "batch_id"), [(pk, as_of, self.batch.pk) for pk in ids])


def nameable(taking: Taking, made: Prepared, fresh: Sequence[int], outcome: Outcome) -> list[int]:
    """New rights need a name: those of a kind that may go without one get a stand-in, the others are refused."""
    named = []
    for place in fresh:
        if not made.title[place]:
            if not taking.unnamed:
                outcome.faults.append(Fault(made.lines[place], "title", "", "登记簿中还没有这一号码，新登记须有名称"))
                continue
            made.title[place] = taking.unnamed
        named.append(place)
    return named


def count_spare(made: Prepared, sorting: Sorted, outcome: Outcome, *, changed: bool) -> None:
    """Rows of a mark that only gave their classes to another row of the chunk: they update what that one created."""
    if sorting.spare:
        fresh = {made.number[place] for place in sorting.fresh}
        touched = sum(1 for place in sorting.spare if changed or made.number[place] in fresh)
        outcome.updated += touched
        outcome.unchanged += len(sorting.spare) - touched
