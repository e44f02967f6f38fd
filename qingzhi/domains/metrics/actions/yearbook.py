"""Taking in a yearbook table: kept while its heads are explained, looked through whole, then written as one batch."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.files.actions import receive_file, store_file
from qingzhi.base.files.models import StoredFile
from qingzhi.base.files.queries import read_file
from qingzhi.base.permits import Actor, require
from qingzhi.base.regions.models import Region

from ..models import Indicator, YearbookTable
from ..queries.yearbook import industry_names
from ..refusals import ValueNotValid
from ..refusals.surveys import YearbookRefused
from ..rules.crosstab_rows import Chosen, meaning_of, open_heads, rows_of
from ..rules.crosstabs import Crosstab, CrosstabNotUnderstood, understand_table
from ..rules.grids import read_grid, sheet_names
from ..rules.industry_rows import HEADS
from ..rules.periods import PeriodNotUnderstood, read_period
from ..rules.rows import Known, Row
from ..rules.tables import Rows, TableNotReadable, decoded
from ..terms.density import UNITS
from .density import import_industry_statistics
from .importing import ImportResult, known_names, take_rows

SETTINGS = ("sheet", "measure", "indicator", "region", "period", "unit")
KINDS = ("csv", "xlsx", "txt")
UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass
class Reading:
    """A table as read: its grid, what was understood, which heads are still to be explained, and what would come of it."""

    sheets: list[str] = field(default_factory=list)
    grid: Rows = field(default_factory=list)
    table: Crosstab | None = None
    problem: str = ""
    open_heads: list[str] = field(default_factory=list)
    meanings: dict[str, str] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    left_out: int = 0


@transaction.atomic
def keep_table(*, actor: Actor, file: StoredFile, source: str, published_on: date | None = None) -> YearbookTable:
    """Keep an uploaded table 「上传年鉴表」; where it is from is always said."""
    require(actor, "metrics.statistic.import")
    if not source.strip():
        raise ValueNotValid("请填写来源：年鉴名称、年份和表号", "source")
    if published_on and published_on > clock.today():
        raise ValueNotValid("公布日期晚于今天", "published_on")
    made = YearbookTable.objects.create(
        file=file,
        source=source.strip(),
        published_on=published_on,
        uploaded_by=actor.name,
        uploaded_at=clock.now(),
    )
    record(actor, "metrics.upload_yearbook", made, changes={"source": ("", made.source)})
    return made


def take_table(
    *, actor: Actor, name: str, content: bytes, source: str, published_on: date | None = None
) -> YearbookTable:
    """Receive a file and keep it as a table; one that cannot be read at all is refused with one sentence."""
    require(actor, "metrics.statistic.import")
    try:
        read_grid(content)
    except TableNotReadable as error:
        raise YearbookRefused(str(error)) from None
    if content.startswith(UTF16):  # text files are kept in encodings that every reader here knows
        content = decoded(content).encode("utf-8-sig")
    received = receive_file(actor=actor, name=name, data=content, kinds=KINDS)
    with transaction.atomic():
        file = store_file(actor=actor, received=received)
        return keep_table(actor=actor, file=file, source=source, published_on=published_on)


@transaction.atomic
def explain_table(
    *, actor: Actor, table: YearbookTable, settings: Mapping[str, str], names: Mapping[str, str]
) -> YearbookTable:
    """Say what a table's heads mean 「对照」, by head: `indicator:code`, `region:code`, `period:2016`, `nothing:`, `skip:`."""
    require(actor, "metrics.statistic.import")
    table = YearbookTable.objects.select_for_update(of=("self",)).select_related("file").get(pk=table.pk)
    _refuse_taken(table)
    kept = {name: str(settings.get(name, "")).strip() for name in SETTINGS}
    if kept["period"]:
        try:
            kept["period"] = read_period(kept["period"]).code
        except PeriodNotUnderstood as error:
            raise ValueNotValid(str(error), "period") from None
    _check_codes(kept, names)
    changes = changed(table, settings=kept, names={**table.names, **{k: v for k, v in names.items() if v}})
    if changes:
        table.save(update_fields=["settings", "names"])
        record(actor, "metrics.map_yearbook", table, changes={k: (str(a), str(b)) for k, (a, b) in changes.items()})
    return table


@transaction.atomic
def write_table(*, actor: Actor, table: YearbookTable, note: str = "", dry_run: bool = False) -> ImportResult:
    """Take the figures of a table in as one batch, or (`dry_run`) tell what would happen. The same table twice changes nothing."""
    require(actor, "metrics.statistic.import")
    table = YearbookTable.objects.select_for_update(of=("self",)).select_related("file").get(pk=table.pk)
    if not dry_run and table.taken_at is not None:
        return ImportResult(batch=table.batch)
    reading = read_yearbook(table)
    if reading.problem:
        raise YearbookRefused(reading.problem)
    if table.settings.get("measure"):
        return _by_industry(actor, table, reading, dry_run=dry_run)
    said = note or f"年鉴表：{reading.table.title if reading.table else ''}"[:300]
    result = take_rows(actor, reading.rows, table.file.name, table.file.sha256, said, dry_run=dry_run)
    if not dry_run:
        table.batch = result.batch
        _taken(actor, table)
    return result


def _taken(actor: Actor, table: YearbookTable) -> None:
    table.taken_at, table.taken_by = clock.now(), actor.name
    table.save(update_fields=["batch", "taken_at", "taken_by"])


def _by_industry(actor: Actor, table: YearbookTable, reading: Reading, *, dry_run: bool) -> ImportResult:
    """The cells as statistics by industry; a dry run takes them in and takes that back."""
    result = ImportResult(rows=len(reading.rows))
    result.rejections = [one for row in reading.rows for one in row.problems]
    content = industry_file([row for row in reading.rows if not row.problems], table.settings["measure"], table.source)
    with transaction.atomic():
        result.created, result.updated = import_industry_statistics(
            actor=actor, content=content, reason=f"按{table.source}更正"
        )
        if dry_run:
            transaction.set_rollback(True)
    result.unchanged = result.rows - result.rejected - result.created - result.updated
    if not dry_run:
        _taken(actor, table)
    return result


def industry_file(rows: list[Row], measure: str, source: str) -> bytes:
    """Rows as the file that statistics by industry are taken in from."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADS)
    for row in rows:
        scheme, _, code = row.indicator.partition("|")
        year = row.period.code if row.period else ""
        writer.writerow([measure, scheme, code, row.region, year, f"{row.value:f}", UNITS[measure], source])
    return text.getvalue().encode()


def read_yearbook(table: YearbookTable) -> Reading:
    """The table as its settings and names have it read; never raises for what stands in the file."""
    content, measure = read_file(table.file), table.settings.get("measure", "")
    known = replace(known_names(), industries=industry_names()) if measure else known_names()
    found = Reading()
    try:
        found.sheets = sheet_names(content)
        found.grid = read_grid(content, table.settings.get("sheet", ""))
        found.table = understand_table(found.grid)
    except (TableNotReadable, CrosstabNotUnderstood) as error:
        found.problem = str(error)
        return found
    chosen = _chosen(table, known)
    found.open_heads = open_heads(found.table, known, table.names, chosen)
    found.meanings = {head: _said(head, known, table.names) for head in found.table.heads}
    found.rows, found.left_out = rows_of(found.table, known, table.names, chosen)
    return found


def _chosen(table: YearbookTable, known: Known) -> Chosen:
    held = table.settings
    return Chosen(
        source=table.source,
        indicator=held.get("indicator", ""),
        region=held.get("region") or known.default_region,
        period=held.get("period", ""),
        unit=held.get("unit", ""),
        published_on=table.published_on,
        measure_unit=UNITS.get(held.get("measure", ""), ""),
    )


def _said(head: str, known: Known, names: Mapping[str, str]) -> str:
    found = meaning_of(head, known, names)
    return f"{found.kind}:{found.code}" if found else ""


def _check_codes(settings: Mapping[str, str], names: Mapping[str, str]) -> None:
    asked = [f"indicator:{settings['indicator']}", f"region:{settings['region']}", *names.values()]
    for kind, model in (("indicator", Indicator), ("region", Region)):
        codes = {code for one in asked for held, _, code in [one.partition(":")] if held == kind and code}
        unknown = codes - set(model._default_manager.filter(code__in=codes).values_list("code", flat=True))
        if unknown:
            raise ValueNotValid(f"没有代码为“{min(unknown)}”的{'指标' if kind == 'indicator' else '地区'}")


def _refuse_taken(table: YearbookTable) -> None:
    if table.taken_at is not None:
        raise YearbookRefused("这张表已经收入，如需改动请重新上传；收入有误的可撤回批次")
