"""Writing what a chunk of a register of organisations changed, in bulk; old values are kept with the batch."""

from collections.abc import Iterable, Sequence
from typing import Any

from qingzhi.base import clock
from qingzhi.base.identity.models import Subject
from qingzhi.base.identity.models.subject import SubjectKind
from qingzhi.engine.imports.actions import keep_old
from qingzhi.engine.imports.bulk import insert_rows, reserve_ids, update_rows
from qingzhi.engine.imports.models import Batch
from qingzhi.engine.search.actions.outbox import reindex

from ...models import Party, PartyFigure, PartyFlagSpan, PartyIdentifier, PartyIndustry, PartyName
from ...terms import NameKind
from .standing import FIGURES, VALUES, Standing


def save(batch: Batch, source: str, touched: Sequence[Standing]) -> None:
    """Everything that a chunk changed, in the chunk's transaction."""
    create(batch, [one for one in touched if one.is_new])
    update(batch, [one for one in touched if not one.is_new and one.old])
    hang(batch, source, touched)
    for first, last in _runs(sorted(one.pk for one in touched)):
        reindex("party", first, last)


def create(batch: Batch, new: Sequence[Standing]) -> None:
    if not new:
        return
    now = clock.now()
    subjects = reserve_ids(Subject, len(new))
    people = [(pk, SubjectKind.PARTY.value, one.values["name"]) for pk, one in zip(subjects, new, strict=True)]
    insert_rows(Subject, ("id", "kind", "display_name"), people)
    columns = ("id", "subject_id", "root_id", "batch_id", "registered_at", *VALUES)
    rows = [
        (one.pk, subject, one.pk, batch.pk, now, *(one.values[name] for name in VALUES))
        for subject, one in zip(subjects, new, strict=True)
    ]
    insert_rows(Party, columns, rows)


def update(batch: Batch, changed: Sequence[Standing]) -> None:
    update_rows(Party, VALUES, [(one.pk, *(one.values[name] for name in VALUES)) for one in changed])
    renamed = [(one.subject_id, one.values["name"]) for one in changed if "name" in one.old]
    update_rows(Subject, ("display_name",), renamed)
    keep_old(
        batch,
        Party,
        [(one.pk, _plain(one.old), _plain({name: one.values[name] for name in one.old})) for one in changed],
    )


def hang(batch: Batch, source: str, touched: Sequence[Standing]) -> None:
    """Names, numbers, recognitions, industries, figures: added rows bear the batch, changed ones keep their old values."""
    for one in touched:
        if one.former:
            _end_names(batch, one)
    names = [(one.pk, *row, source, batch.pk) for one in touched for row in one.new_names]
    insert_rows(PartyName, ("party_id", "name", "key", "kind", "source", "batch_id"), names)
    numbers = [(one.pk, *row, source, batch.pk) for one in touched for row in one.new_numbers]
    insert_rows(PartyIdentifier, ("party_id", "scheme", "value", "verified", "source", "batch_id"), numbers)
    flags = [(one.pk, flag, source, batch.pk) for one in touched for flag in one.new_flags]
    insert_rows(PartyFlagSpan, ("party_id", "flag", "basis", "batch_id"), flags)
    _industries(batch, [one for one in touched if one.new_industry])
    _figures(batch, source, touched)


def _end_names(batch: Batch, one: Standing) -> None:
    """The name until now becomes a former one, unless it was that before."""
    before = PartyName.objects.filter(party_id=one.pk, kind=NameKind.FORMER).values("name")
    borne = (NameKind.OFFICIAL, NameKind.TIBETAN, NameKind.LATIN)
    found = PartyName.objects.filter(party_id=one.pk, name__in=one.former, kind__in=borne).exclude(name__in=before)
    rows = PartyName.objects.filter(pk__in=list(found.values_list("pk", flat=True)))
    kept = [
        (row.pk, {"kind": row.kind, "valid_to": str(row.valid_to or "") or None}, {"kind": "former"}) for row in rows
    ]
    keep_old(batch, PartyName, kept)
    rows.update(kind=NameKind.FORMER, valid_to=batch.data_as_of)


def _industries(batch: Batch, touched: Sequence[Standing]) -> None:
    ids = [one.pk for one in touched if not one.is_new]
    ended = PartyIndustry.objects.filter(party_id__in=ids, is_main=True, valid_to=None)
    keep_old(batch, PartyIndustry, [(pk, {"valid_to": None}, {}) for pk in ended.values_list("pk", flat=True)])
    ended.update(valid_to=batch.data_as_of)
    rows = [(one.pk, one.new_industry, True, batch.pk) for one in touched]
    insert_rows(PartyIndustry, ("party_id", "code", "is_main", "batch_id"), rows)


def _figures(batch: Batch, source: str, touched: Sequence[Standing]) -> None:
    rows = [(one, one.figures[year]) for one in touched for year in sorted(one.dirty_figures)]
    fresh = [
        (one.pk, row.year, row.staff, row.revenue, row.assets, source, batch.pk) for one, row in rows if not row.pk
    ]
    insert_rows(PartyFigure, ("party_id", "year", *FIGURES, "source", "batch_id"), fresh)
    there = [row for _, row in rows if row.pk]
    update_rows(PartyFigure, FIGURES, [(row.pk, row.staff, row.revenue, row.assets) for row in there])
    keep_old(batch, PartyFigure, [(row.pk, _plain(row.__dict__.get("_before", {})), {}) for row in there])


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value if value is None or isinstance(value, str | int | bool) else str(value)
        for name, value in values.items()
    }


def _runs(ids: Iterable[int]) -> Iterable[tuple[int, int]]:
    """Ascending ids as runs; gaps of a few are taken along."""
    first = last = None
    for pk in ids:
        if first is None or last is None:
            first = last = pk
        elif pk <= last + 8:
            last = pk
        else:
            yield first, last
            first = last = pk
    if first is not None and last is not None:
        yield first, last
