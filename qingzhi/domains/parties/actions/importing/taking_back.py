"""Taking back what a batch did to parties; and the holders that nobody needs once another register's batch is taken back."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Model, ProtectedError

from qingzhi.base.identity.actions import remove_subjects, rename_subject
from qingzhi.engine.imports.actions import later_batch_on, old_values
from qingzhi.engine.imports.models import Batch
from qingzhi.engine.imports.refusals import ChangedSince
from qingzhi.engine.search.actions.outbox import reindex

from ...models import Party, PartyFigure, PartyFlagSpan, PartyIdentifier, PartyIndustry, PartyName
from ...queries.families import roots_of

_CHILDREN: tuple[type[Model], ...] = (PartyName, PartyIdentifier, PartyFlagSpan, PartyIndustry, PartyFigure)
_DATES = {"founded_on", "ended_on", "data_as_of", "valid_to"}
RUN = 500


def roll_back(batch: Batch) -> int:
    """Put the old values back, then remove what the batch added; a new party that something hangs on stays, provisional."""
    created = Party.objects.filter(batch_id=batch.pk)
    later = later_batch_on(batch, Party, created.values("pk"))
    if later is not None:
        raise ChangedSince(f"批次 {batch.code} 登记的主体后来又被批次 {later.code} 更改，请先撤回那一批")
    for model in _CHILDREN:
        own = model._default_manager.filter(batch_id=batch.pk)  # type: ignore[misc]
        if model is not PartyName:
            own.delete()
        else:
            own.exclude(party__batch_id=batch.pk).delete()
    count = 0
    for model in (Party, PartyName, PartyIndustry, PartyFigure):
        for change in old_values(batch, model):
            values = {name: _restored(name, value) for name, value in change.old.items()}
            count += model._default_manager.filter(pk=change.object_id).update(**values)
            if model is Party:
                _tell_name(change.object_id, values)
    return count + remove_parties(list(created.order_by("pk").values_list("pk", flat=True)))


def remove_parties(party_ids: Sequence[int]) -> int:
    """Delete parties that nothing hangs on; the others stay as provisional ones. How many went."""
    gone = 0
    for start in range(0, len(party_ids), RUN):
        part = list(party_ids[start : start + RUN])
        try:
            gone += _delete(part)
        except ProtectedError:
            gone += sum(_delete_one(pk) for pk in part)
    return gone


def remove_unused_holders(batch_id: int) -> int:
    """After a batch of another register was taken back: the holders that it brought and nobody else needs go.

    In the caller's transaction; running it again changes nothing.
    """
    rows = Party.objects.filter(batch_id=batch_id, provisional=True, merged_into=None).order_by("pk")
    return remove_parties(list(rows.values_list("pk", flat=True)))


def _delete_one(pk: int) -> int:
    try:
        return _delete([pk])
    except ProtectedError:
        Party.objects.filter(pk=pk).update(provisional=True)
        return 0


def _delete(part: list[int]) -> int:
    with transaction.atomic():
        subjects = list(Party.objects.filter(pk__in=part).values_list("subject_id", flat=True))
        others = set(roots_of(part).values()) - set(part)
        Party.objects.filter(pk__in=part).update(root=None)
        Party.objects.filter(pk__in=part).delete()
        remove_subjects(subject_ids=subjects)
        for pk in [*part, *sorted(others)]:
            reindex("party", pk)
    return len(part)


def _tell_name(pk: int, values: dict[str, Any]) -> None:
    if "name" in values:
        party = Party.objects.get(pk=pk)
        rename_subject(subject_id=party.subject_id, name=values["name"])
    reindex("party", pk)


def _restored(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if name in _DATES and value else value
