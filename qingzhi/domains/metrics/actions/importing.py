"""Taking in a file of figures: looked through whole before anything is written, and written whole or not at all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require
from qingzhi.base.regions.models import Region
from qingzhi.base.regions.queries import province

from ..events import StatisticsImported
from ..models import ImportBatch, Indicator, Statistic
from ..queries.indicators import name_index
from ..refusals import FileNotReadable
from ..rules.columns import LABELS, NEEDED, find_head
from ..rules.names import plain
from ..rules.rows import Known, Rejection, Row, understand
from ..rules.tables import TableNotReadable, read_table

Key = tuple[str, str, str]
CHUNK = 500


@dataclass
class ImportResult:
    """What a file brought; `batch` is the batch it became, or the earlier one of the same file, or None."""

    batch: ImportBatch | None = None
    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejections: list[Rejection] = field(default_factory=list)

    @property
    def rejected(self) -> int:
        """How many rows were not taken (one row may have several faults)."""
        return len({one.line for one in self.rejections})


@transaction.atomic
def import_statistics(
    *,
    actor: Actor,
    content: bytes,
    file_name: str,
    note: str = "",
    dry_run: bool = False,
    mapping: Mapping[str, str] | None = None,
) -> ImportResult:
    """Take in a CSV or XLSX file in one transaction; rows that are not understood are rejected with line, column and reason.

    A figure that is there already with another value becomes a dated revision; one that was known before it was corrected
    stays corrected, so that the same file twice changes nothing. `dry_run` only tells what would happen.
    """
    require(actor, "metrics.statistic.import")
    digest = sha256(content).hexdigest()
    return take_rows(actor, _understood(content, mapping), file_name, digest, note, dry_run=dry_run)


def take_rows(actor: Actor, rows: list[Row], file_name: str, digest: str, note: str, *, dry_run: bool) -> ImportResult:
    """Take in rows that were read from a file, inside the transaction of the action that read it and asked for its permit."""
    if not dry_run:
        list(Indicator.objects.select_for_update().order_by("pk").values_list("pk"))  # two files take turns
    result = ImportResult(rows=len(rows))
    accepted = _sorted_out(rows, result)
    chains = _chains(accepted)
    new, revised = [], []
    for row in accepted:
        chain = chains.get(_key(row))
        if not chain:
            new.append((row, None))
        elif any(_same(one, row) for one in chain):
            result.unchanged += 1
        else:
            revised.append((row, chain[-1]))
    result.created, result.updated = len(new), len(revised)
    if dry_run:
        return result
    if not new and not revised:
        result.batch = ImportBatch.objects.filter(file_sha256=digest, rolled_back_at=None).first()
        return result
    result.batch = _write(actor, result, [*new, *revised], file_name, digest, note)
    return result


def _understood(content: bytes, mapping: Mapping[str, str] | None) -> list[Row]:
    try:
        table = read_table(content)
    except TableNotReadable as error:
        raise FileNotReadable(str(error)) from None
    place, columns = find_head(table, mapping)
    missing = [LABELS[name] for name in NEEDED if name not in columns]
    if missing:
        raise FileNotReadable(f"第 {table[place][0]} 行（表头）缺少列：{'、'.join(missing)}")
    known = known_names()
    return [understand(line, cells, columns, known) for line, cells in table[place + 1 :]]


def known_names() -> Known:
    """What indicators and divisions are called in files."""
    home = province()
    regions: dict[str, str] = {}
    for region in Region.objects.order_by("valid_to"):
        for name in (region.code, region.name, region.short_name):
            regions.setdefault(plain(name), region.code)
    regions |= {plain(name): home.code for name in ("全省", home.name, home.short_name)}
    named = {name: (one.code, one.unit) for name, one in name_index().items()}
    own = {plain(before) + name: found for name, found in named.items() for before in (home.short_name, home.name)}
    indicators = own | named
    return Known(indicators, regions, home.code)


def _sorted_out(rows: Iterable[Row], result: ImportResult) -> list[Row]:
    """The rows to take, each figure once; the rest go to the rejections."""
    accepted: dict[Key, Row] = {}
    for row in rows:
        if row.problems:
            result.rejections.extend(row.problems)
            continue
        first = accepted.setdefault(_key(row), row)
        if first is row:
            continue
        if first.value == row.value:
            result.unchanged += 1
        else:
            reason = f"与第 {first.line} 行的指标、地区、时期相同而数值不同"
            result.rejections.append(Rejection(row.line, 0, LABELS["value"], f"{row.value.normalize():f}", reason))
    return list(accepted.values())


def _chains(rows: list[Row]) -> dict[Key, list[Statistic]]:
    """What is there of the same figures, oldest revision first."""
    found: dict[Key, list[Statistic]] = {}
    codes = {row.indicator for row in rows}
    there = Statistic.objects.filter(indicator__code__in=codes, withdrawn_on=None)
    for one in there.select_related("indicator", "region").order_by("known_from", "id"):
        found.setdefault((one.indicator.code, one.region.code, one.period), []).append(one)
    return found


def _key(row: Row) -> Key:
    assert row.period is not None
    return row.indicator, row.region, row.period.code


def _same(statistic: Statistic, row: Row) -> bool:
    return statistic.value == row.value and (not row.as_of_given or statistic.as_of == row.as_of)


def _write(
    actor: Actor,
    result: ImportResult,
    rows: list[tuple[Row, Statistic | None]],
    file_name: str,
    digest: str,
    note: str,
) -> ImportBatch:
    batch = ImportBatch.objects.create(
        file_name=file_name[:255],
        file_sha256=digest,
        note=note.strip()[:300],
        row_count=result.rows,
        created_count=result.created,
        updated_count=result.updated,
        unchanged_count=result.unchanged,
        rejected_count=result.rejected,
        imported_at=clock.now(),
        imported_by=actor.name,
    )
    indicators = {one.code: one for one in Indicator.objects.all()}
    regions = {one.code: one for one in Region.objects.all()}
    made = [_statistic(row, old, batch, indicators, regions) for row, old in rows]
    Statistic.objects.bulk_create(made, batch_size=CHUNK)
    said = f"新增 {result.created}，更正 {result.updated}，未变 {result.unchanged}，拒收 {result.rejected}"
    record(actor, "metrics.import_statistics", batch, changes={"sha256": (None, digest)}, reason=f"{said}。{note}")
    publish(StatisticsImported(batch_id=batch.pk, created=result.created, updated=result.updated))
    return batch


def _statistic(
    row: Row, old: Statistic | None, batch: ImportBatch, indicators: dict[str, Indicator], regions: dict[str, Region]
) -> Statistic:
    assert row.period is not None and row.as_of is not None
    known_from = max(row.published_on or row.as_of, row.as_of)
    return Statistic(
        indicator=indicators[row.indicator],
        region=regions[row.region],
        period=row.period.code,
        period_from=row.period.first,
        period_to=row.period.last,
        as_of=row.as_of,
        known_from=max(clock.today(), old.known_from, row.as_of) if old else known_from,
        value=row.value,
        unit=indicators[row.indicator].unit,
        source=row.source[:500],
        source_quote=row.source_quote,
        licence=row.licence[:200],
        republish=row.republish,
        batch=batch,
        line=row.line,
        entered_by=batch.imported_by,
        entered_at=batch.imported_at,
        supersedes=old,
        revision_reason=f"导入文件更正（批次 {batch.code}）" if old else "",
    )
