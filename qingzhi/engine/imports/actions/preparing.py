"""Taking a file in: it is stored and looked into, and becomes a batch whose columns wait to be confirmed."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import IO, Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.files.rules.names import safe_name
from qingzhi.base.permits import Actor, require
from qingzhi.base.secrecy.rules import ClassifiedText, refuse_classified

from ..events import BatchPrepared
from ..kinds import ImportKind, UnknownImportKind, kind_of
from ..models import Batch, Feed
from ..queries.columns import check_columns
from ..queries.contents import examined
from ..queries.rejections import MASK
from ..refusals import FileNotUnderstood, KindUnknown
from ..rules.examined import Examined
from ..terms import BatchState
from .storing import keep_file

SAMPLES = 5
SAMPLE_CELL = 60
_DERIVED = {"columns", "understood"}  # follow from the file, or were changed since


def prepare_batch(
    *,
    actor: Actor,
    kind: str | ImportKind,
    source: Path | IO[bytes] | Any,
    file_name: str,
    data_as_of: date | None = None,
    feed: Feed | None = None,
    period: str = "",
    licence: str = "",
    republish: Sequence[str] = (),
    note: str = "",
    corrects: Batch | None = None,
    mapping: Mapping[str, str | int] | None = None,
    complete: bool = False,
) -> Batch:
    """Store a file (a path or an upload) and look into it; the batch is 待确认 and nothing is imported yet.

    Columns are proposed from `mapping` (field → name in the file), from what was confirmed for the same head before, or by
    their synonyms; `complete` refuses a file that lacks a column which the kind needs. The same file of the same person that still waits is the same batch. Raises `ImportRefused`,
    `FileRefused`; then nothing is kept.
    """
    declared = known_kind(kind)
    require(actor, declared.permit)
    found, digest, size = keep_file(source, lambda path: looked_into(declared, path, mapping, complete))
    values: dict[str, Any] = {
        "feed": feed,
        "file_name": safe_name(file_name)[:255],
        "file_size": size,
        "format": found.format,
        "data_as_of": data_as_of or as_of_before(declared.code, digest) or clock.today(),
        "period": period.strip()[:10],
        "licence": (licence or (feed.licence if feed else "")).strip()[:200],
        "republish": list(republish or (feed.republish if feed else ())),
        "understood": found.as_dict() | proposal_of(declared, found),
        "columns": found.columns if found.is_table else {},
        "note": note.strip()[:300],
        "corrects": corrects,
        "row_total": found.row_estimate,
    }
    return _enter(actor, declared, digest, values)


def known_kind(kind: str | ImportKind) -> ImportKind:
    """The declared kind, or a refusal that names it."""
    if isinstance(kind, ImportKind):
        return kind
    try:
        return kind_of(kind)
    except UnknownImportKind:
        raise KindUnknown(f"没有“{kind}”这一导入种类") from None


def as_of_before(kind: str, digest: str) -> date | None:
    """As of which day the same file was imported before: sent again without a day, it has not become newer."""
    same = Batch.objects.filter(kind=kind, file_sha256=digest, state=BatchState.DONE.value)
    return same.order_by("-id").values_list("data_as_of", flat=True).first()


def trial_batch(
    *, actor: Actor, kind: str | ImportKind, path: Path, data_as_of: date | None = None, mapping: Any = None
) -> Batch:
    """A batch of a file that is neither stored nor entered, for a dry run; raises as `prepare_batch` does."""
    declared = known_kind(kind)
    require(actor, declared.permit)
    found = looked_into(declared, path, mapping, True)
    return Batch(
        kind=declared.code,
        format=found.format,
        data_as_of=data_as_of or clock.today(),
        understood=found.as_dict(),
        columns=found.columns if found.is_table else {},
        row_total=found.row_estimate,
    )


def looked_into(
    kind: ImportKind, path: Path, mapping: Mapping[str, str | int] | None, complete: bool = False
) -> Examined:
    """What was understood of a file that may come in: no marks of classification, no missing columns if `complete`."""
    found = examined(kind, path, mapping)
    try:
        refuse_classified("\n".join(found.head), *("\n".join(one.cells) for one in found.sample))
    except ClassifiedText as marked:
        raise FileNotUnderstood(marked.reason) from marked
    if complete and found.is_table:
        check_columns(kind, list(found.head), found.columns)
    return found


def proposal_of(kind: ImportKind, found: Examined) -> dict[str, Any]:
    """What the page of the mapping shows besides: how each column was found, and some records with what is personal masked."""
    hidden = {
        one.column for one in found.matches if one.field in {field.name for field in kind.fields if field.protected}
    }
    shown = [
        [MASK if place in hidden and cell else str(cell)[:SAMPLE_CELL] for place, cell in enumerate(one.cells)]
        for one in found.sample[:SAMPLES]
    ]
    return {
        "matches": [[one.field, one.column, one.how, one.score] for one in found.matches],
        "sample": [[one.line, *cells] for one, cells in zip(found.sample, shown, strict=False)],
    }


@transaction.atomic
def _enter(actor: Actor, kind: ImportKind, digest: str, values: dict[str, Any]) -> Batch:
    mine = Batch.objects.select_for_update().filter(
        kind=kind.code, file_sha256=digest, state=BatchState.PREPARED.value, requested_by_id=actor.user_id
    )
    for waiting in mine.order_by("id"):
        if all(getattr(waiting, name) == value for name, value in values.items() if name not in _DERIVED):
            return waiting
    batch = Batch.objects.create(
        kind=kind.code,
        file_sha256=digest,
        requested_at=clock.now(),
        requested_by=actor.name,
        requested_by_id=actor.user_id,
        body_id=actor.body_id,
        **values,
    )
    told = {"file_sha256": ("", digest), "file_size": (None, batch.file_size), "data_as_of": (None, batch.data_as_of)}
    record(actor, "imports.prepare_batch", batch, changes=told, reason=batch.note)
    publish(BatchPrepared(batch_id=batch.pk, kind=batch.kind))
    return batch
