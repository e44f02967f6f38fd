"""Asking a table. One small query tells which version holds; its rows, once read, are kept by their content.

What is kept can therefore never be stale, in whichever process or transaction: other rows have another digest.
"""

from collections import OrderedDict
from collections.abc import Mapping
from datetime import date
from threading import Lock
from typing import Any

from django.db.models import Q

from ..declaring import TableSpec, Verdict, table_spec
from ..models import TableRow, TableVersion
from ..models.version import told_status
from ..refusals import FactsIncomplete, NoVersionInForce, RowsCollide, TableUnreadable
from ..rules.deciding import SeveralRowsFired, VersionFacts, decide_by
from ..rules.facts import FactWrong, read_facts
from ..rules.table import Table, read_table
from ..terms import VersionState

MOST_KEPT = 256
_FIELDS = ("pk", "number", "valid_from", "valid_to", "source", "status", "digest")
_kept: OrderedDict[tuple[str, str], Table] = OrderedDict()
_lock = Lock()


def decide(table: str, facts: Mapping[str, Any], on: date, *, version: int | None = None) -> Verdict:
    """What a table answers to these facts on a day, by the version in force then or by the one of that id.

    Facts that the table does not ask are passed over; one that it asks must be given (None: not known). Raises `UnknownTable`
    for a code that nobody declared, `NoVersionInForce`, `FactsIncomplete`, `RowsCollide`, `TableUnreadable`.
    """
    spec = table_spec(table)
    told, digest = _told(spec, on, version)
    try:
        return decide_by(compiled(spec, told.id or 0, digest), read_facts(spec, facts), told)
    except FactWrong as wrong:
        raise FactsIncomplete(f"决策表“{spec.title}”：{wrong}") from wrong
    except SeveralRowsFired as wrong:
        raise RowsCollide(str(wrong)) from wrong


def version_in_force(table: str, on: date) -> int | None:
    """The id of the version in force on a day: a case keeps it, and later decides by it. None where there is none."""
    spec = table_spec(table)
    return _in_force(spec, on).values_list("pk", flat=True).first()


def compiled(spec: TableSpec, version_id: int, digest: str) -> Table:
    """The rows of a version, read; kept by their content. Raises `TableUnreadable`."""
    key = (spec.code, digest)
    with _lock:
        found = _kept.get(key)
        if found is not None and found.spec is spec:
            _kept.move_to_end(key)
            return found
    rows = [row.raw for row in TableRow.objects.filter(version=version_id).order_by("position")]
    table, problems = read_table(spec, rows)
    if problems:
        raise TableUnreadable(f"决策表“{spec.title}”不能使用：{problems[0].sentence}")
    table.columns  # noqa: B018  (worked out once, before it is shared)
    with _lock:
        _kept[key] = table
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return table


def _told(spec: TableSpec, on: date, version: int | None) -> tuple[VersionFacts, str]:
    """Which version answers, and the digest of its rows."""
    rows = _in_force(spec, on) if version is None else TableVersion.objects.filter(pk=version, table=spec.code)
    found = rows.values_list(*_FIELDS).first()
    if found is None:
        when = f"在 {on} 没有施行中的版本" if version is None else f"没有编号为 {version} 的版本"
        raise NoVersionInForce(f"决策表“{spec.title}”{when}，请先发布")
    pk, number, valid_from, valid_to, source, status, digest = found
    return VersionFacts(pk, number, valid_from, valid_to, source, told_status(status)), digest


def _in_force(spec: TableSpec, on: date) -> Any:
    began = Q(valid_from=None) | Q(valid_from__lte=on)
    lasts = Q(valid_to=None) | Q(valid_to__gt=on)
    return TableVersion.objects.filter(began, lasts, table=spec.code, state=VersionState.PUBLISHED).order_by("-number")
