"""Loading the rows of a table as reference data. A table that the office has amended keeps the office's versions."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require

from ..declaring import TableSpec, table_spec
from ..events import VersionPublished
from ..models import TableVersion
from ..queries import next_number
from ..refusals import SheetRefused, SourceMissing, TableUnreadable
from ..rules.coverage import coverage
from ..rules.sheet import SheetWrong, WrittenVersion, versions_of
from ..rules.table import read_table
from ..terms import RowStatus, VersionState
from .publishing import check_free, make_room
from .rows import digest_of, tidy, write_rows


@transaction.atomic
def load_decisions(*, actor: Actor, table: str, rows: Iterable[Mapping[str, str]]) -> int:
    """Load the versions of a table: rows (valid_from, valid_to, version_source, status, one column per condition and outcome, source).

    Rows that agree in the first four are one version, in their order. Returns how many versions are new; twice changes nothing.
    A version that differs from the one loaded before for the same day takes its place; what was decided keeps the old one.
    """
    require(actor, "decisions.publish")
    spec = table_spec(table)
    try:
        written = versions_of(spec, rows)
    except SheetWrong as wrong:
        raise SheetRefused(str(wrong)) from wrong
    if TableVersion.objects.select_for_update().filter(table=table, amended=True).exclude(published_at=None).exists():
        return 0
    return sum(_load(actor, spec, one) for one in written)


def _load(actor: Actor, spec: TableSpec, written: WrittenVersion) -> bool:
    rows = tidy(spec, written.rows)
    digest = digest_of(rows)
    values = {"source": written.source.strip(), "status": _status(spec, written), "digest": digest}
    old = TableVersion.objects.filter(
        table=spec.code, valid_from=written.valid_from, state=VersionState.PUBLISHED
    ).first()
    if old is not None and all(getattr(old, name) == value for name, value in values.items()):
        return _ended_earlier(actor, old, written)
    _check(spec, written)
    now = clock.now()
    version = TableVersion(
        table=spec.code, number=next_number(spec.code), state=VersionState.PUBLISHED, valid_from=written.valid_from,
        valid_to=written.valid_to, drafted_by=actor.name, drafted_at=now, saved_by=actor.name, saved_at=now,
        published_by=actor.name, published_at=now, reason="随基础数据装入", **values,
    )  # fmt: skip
    make_room(version)
    check_free(version)
    version.save()
    write_rows(version, rows)
    record(actor, "decisions.load_decisions", version, changes={"source": ("", version.source), "rows": (0, len(rows))})
    publish(VersionPublished(table=spec.code, version_id=version.pk, valid_from=version.valid_from))
    return True


def _ended_earlier(actor: Actor, old: TableVersion, written: WrittenVersion) -> bool:
    """Whether a version of the same rows now has an end, or an earlier one."""
    if written.valid_to is None or (old.valid_to is not None and old.valid_to <= written.valid_to):
        return False
    changes = changed(old, valid_to=written.valid_to)
    old.save(update_fields=["valid_to"])
    record(actor, "decisions.load_decisions", old, changes=changes)
    return True


def _status(spec: TableSpec, written: WrittenVersion) -> str:
    if not written.source.strip():
        raise SourceMissing(f"决策表“{spec.title}”的数据缺少依据")
    try:
        return RowStatus(written.status).value
    except ValueError as error:
        raise SheetRefused(f"决策表“{spec.title}”的确认情况应为 confirmed 或 default") from error


def _check(spec: TableSpec, written: WrittenVersion) -> None:
    table, problems = read_table(spec, written.rows)
    problems = problems or coverage(table).problems(spec.hit)
    if problems:
        raise TableUnreadable(f"决策表“{spec.title}”的数据有误：{problems[0].sentence}")
