"""Drafting a version and writing on it."""

from collections.abc import Sequence

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.permits import Actor, require
from qingzhi.base.secrecy.rules import refuse_classified

from ..declaring import TableSpec, table_spec
from ..models import TableVersion
from ..queries import next_number, raw_rows
from ..refusals import DraftClosed, EditedMeanwhile, ReasonMissing, SheetRefused
from ..rules.table import MOST_ROWS, RawRow
from ..terms import RowStatus, VersionState
from .publishing import lock_table
from .rows import digest_of, tidy, write_rows


@transaction.atomic
def draft_version(*, actor: Actor, table: str, based_on: TableVersion | None = None, note: str = "") -> TableVersion:
    """Begin a draft 「起草」 with the rows of another version, or with none; an own draft untouched since is given again."""
    require(actor, "decisions.edit")
    spec = table_spec(table)
    list(TableVersion.objects.select_for_update().filter(table=table).order_by("pk").values_list("pk", flat=True))
    rows = tidy(spec, raw_rows(based_on)) if based_on is not None and based_on.table == table else []
    digest = digest_of(rows)
    again = TableVersion.objects.filter(
        table=table, state=VersionState.DRAFT, revision=1, digest=digest, based_on=based_on, editors=[actor.subject_id]
    ).first()
    if again is not None:
        return again
    now = clock.now()
    version = TableVersion.objects.create(
        table=table, number=next_number(table), state=VersionState.DRAFT, status=RowStatus.DEFAULT, digest=digest,
        based_on=based_on, source=based_on.source if based_on else "", note=note.strip()[:500], drafted_by=actor.name,
        drafted_at=now, saved_by=actor.name, saved_at=now, editors=[actor.subject_id], amended=True,
    )  # fmt: skip
    write_rows(version, rows)
    record(actor, "decisions.draft_version", version, changes={"based_on": (None, based_on), "rows": (0, len(rows))})
    return version


@transaction.atomic
def save_draft(
    *,
    actor: Actor,
    version: TableVersion,
    rows: Sequence[RawRow],
    revision: int,
    source: str | None = None,
    note: str | None = None,
    how: str = "",
) -> TableVersion:
    """Put these rows in the place of a draft's rows. A cell that cannot be read is kept as well: trying and publishing refuse it.

    `revision` is that of the draft when it was opened. What was tried before has to be tried anew.
    """
    version = lock_table(version)
    require(actor, "decisions.edit")
    _refuse_closed(version)
    spec = table_spec(version.table)
    rows = _taken(spec, rows)
    digest = digest_of(rows)
    values = {"digest": digest}
    if source is not None:
        values["source"] = source.strip()[:300]
    if note is not None:
        values["note"] = note.strip()[:500]
    if all(getattr(version, name) == value for name, value in values.items()):
        return version
    if version.revision != revision:
        when = f"{version.saved_at.astimezone(clock.now().tzinfo):%m-%d %H:%M}"
        raise EditedMeanwhile(f"{version.saved_by}已于 {when} 修改过这份草稿，请核对后再保存")
    before = raw_rows(version)
    if digest != version.digest:
        values["state"] = VersionState.DRAFT.value
        write_rows(version, rows)
    changes = changed(version, **values)
    changes.pop("digest", None)
    version.revision += 1
    version.saved_by, version.saved_at = actor.name, clock.now()
    version.editors = sorted({*version.editors, actor.subject_id}, key=str)
    version.save()
    told = {**changes, "rows": (len(before), len(rows))}
    record(actor, "decisions.save_draft", version, changes=told, reason=how)
    return version


@transaction.atomic
def discard_draft(*, actor: Actor, version: TableVersion, reason: str) -> TableVersion:
    """Give a draft up 「作废」; it stays to be read."""
    version = lock_table(version)
    require(actor, "decisions.edit")
    if version.state == VersionState.DISCARDED:
        return version
    _refuse_closed(version)
    if not reason.strip():
        raise ReasonMissing("请写明作废的理由")
    changes = changed(version, state=VersionState.DISCARDED.value, reason=reason.strip()[:500])
    version.save(update_fields=["state", "reason"])
    record(actor, "decisions.discard_draft", version, changes=changes, reason=reason.strip())
    return version


def _refuse_closed(version: TableVersion) -> None:
    if not version.is_open:
        raise DraftClosed(f"第 {version.number} 版{VersionState(version.state).label}，不能再修改；请另行起草")


def _taken(spec: TableSpec, rows: Sequence[RawRow]) -> list[RawRow]:
    if len(rows) > MOST_ROWS:
        raise SheetRefused(f"共 {len(rows)} 行，一张决策表最多 {MOST_ROWS} 行")
    for row in rows:
        refuse_classified(" ".join([*row.cells.values(), row.source, row.note]))
    return tidy(spec, rows)
