"""Where each fact of a right comes from: the batch that brought it, or the person who entered or corrected it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from qingzhi.engine.imports.models import Batch, Change

from ..models import Right
from .record import detail_of

AS_IMPORTED = {  # what a fact is called among the columns of an import, where it differs
    "number_shown": "number", "holder_text": "holders", "region_code": "region", "main_class": "classes",
}  # fmt: skip
BY_HAND = ("rights.register_right", "rights.correct_right", "rights.enter_status", "rights.change_holders")
ENTERED = "rights.register_right"


@dataclass(frozen=True)
class Source:
    """One origin: a batch (its file, day of the data, licence, what may be republished), or an entry of the trail."""

    label: str
    on: date | None
    at: datetime
    batch_id: int | None = None
    licence: str = ""
    republish: frozenset[str] | None = None  # None: everything, since the house entered it itself

    def allows(self, name: str) -> bool:
        """Whether the public may see this fact as this source told it."""
        return self.republish is None or AS_IMPORTED.get(name, name) in self.republish


class Origins:
    """The origins of one right's facts, in order of time."""

    def __init__(self, right: Right, entries: Iterable[Any] = ()):
        self._told: list[tuple[Source, frozenset[str] | None]] = []  # None: it told every fact
        self._read_batches(right)
        self._read_entries(entries)
        self._told.sort(key=lambda one: one[0].at)

    def of(self, name: str) -> Source | None:
        """The last origin that told a fact; None where nothing is known of it."""
        known = [source for source, names in self._told if names is None or name in names]
        return known[-1] if known else None

    @cached_property
    def all(self) -> list[Source]:
        """Every origin, the latest first, each once."""
        return list(dict.fromkeys(source for source, _ in reversed(self._told)))

    def _read_batches(self, right: Right) -> None:
        detail = detail_of(right)
        labels = [right._meta.label_lower, *([detail._meta.label_lower] if detail is not None else [])]
        told = Change.objects.filter(model__in=labels, object_id=right.pk).order_by("id").values_list("batch_id", "new")
        changes = [] if right.batch_id == right.created_batch_id else list(told)  # nothing came after the first batch
        wanted = {pk for pk, _ in changes} | {pk for pk in (right.created_batch_id, right.batch_id) if pk}
        batches = Batch.objects.select_related("feed").in_bulk(wanted) if wanted else {}
        if right.created_batch_id in batches:
            self._told.append((_of_batch(batches[right.created_batch_id]), None))
        for pk, new in changes:
            if pk in batches:
                self._told.append((_of_batch(batches[pk]), frozenset(new)))

    def _read_entries(self, entries: Iterable[Any]) -> None:
        """Entries come newest first; of two at the same moment the later one written counts."""
        for entry in reversed(list(entries)):
            if entry.action in BY_HAND:
                whole = entry.action == ENTERED
                names = set(entry.changes)
                if entry.action == "rights.enter_status":
                    names |= {"status", "status_on"}
                label = f"{'人工登记' if whole else '人工更正'}（{entry.body_name}{entry.actor_name}）"
                self._told.append((Source(label, entry.at.date(), entry.at), None if whole else frozenset(names)))


def _of_batch(batch: Batch) -> Source:
    title = batch.feed.title if batch.feed else batch.file_name
    return Source(title, batch.data_as_of, batch.requested_at, batch.pk, batch.licence, frozenset(batch.republish))
