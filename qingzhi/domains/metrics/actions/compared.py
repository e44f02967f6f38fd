"""Taking in official tables of the nation and the provinces, and taking one back."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require

from ..events.boards import ComparedTableLoaded, ComparedTableWithdrawn
from ..models import ComparedFigure, ComparedPlace, ComparedTable, Indicator
from ..queries.indicators import name_index
from ..refusals import FileNotReadable, ValueNotValid
from ..refusals.boards import TableTakenAlready, TableWithdrawnAlready
from ..rules.compared_tables import Names, Taken, read_compared
from ..rules.names import plain
from ..rules.tables import TableNotReadable, read_table
from ..terms.boards import PlaceKind


@dataclass(frozen=True)
class About:
    """What is said of a table when it is taken in."""

    title: str
    source: str
    published_on: date
    definition: str = ""
    licence: str = ""
    republish: bool = False


def look_through(*, actor: Actor, content: bytes, indicator: str = "") -> Taken:
    """What a file would bring; writes nothing."""
    require(actor, "metrics.statistic.import")
    try:
        rows = read_table(content)
    except TableNotReadable as error:
        raise FileNotReadable(str(error)) from None
    taken = read_compared(rows, _names(), indicator)
    if not taken.figures and not taken.faults:
        raise FileNotReadable("表中没有可以读取的数据")
    return taken


@transaction.atomic
def load_compared(*, actor: Actor, content: bytes, file_name: str, about: About, indicator: str = "") -> ComparedTable:
    """Take in a table whole; a cell that is not understood refuses the file, since a ranking with holes misleads."""
    taken = look_through(actor=actor, content=content, indicator=indicator)
    if taken.faults:
        first = taken.faults[0]
        raise FileNotReadable(
            f"第 {first.line} 行“{first.text}”：{first.reason}；共 {len(taken.faults)} 处，请改正后再导入"
        )
    source = about.source.strip() or taken.source
    if not source:
        raise ValueNotValid("请填写数据来源", "source")
    list(Indicator.objects.select_for_update().order_by("pk").values_list("pk"))  # two files take turns
    digest = sha256(content).hexdigest()
    if former := ComparedTable.objects.filter(file_sha256=digest, withdrawn_at=None).first():
        raise TableTakenAlready(f"这个文件已由{former.loaded_by}于 {former.loaded_at:%Y-%m-%d} 导入")
    table = ComparedTable.objects.create(
        title=about.title.strip() or file_name, source=source, definition=about.definition.strip(),
        published_on=about.published_on, licence=about.licence.strip(), republish=about.republish,
        file_name=file_name[:255], file_sha256=digest, row_count=len(taken.figures),
        loaded_by=actor.name, loaded_at=clock.now(),
    )  # fmt: skip
    _write(table, taken)
    changes = {"sha256": (None, digest), "rows": (None, len(taken.figures))}
    record(actor, "metrics.load_compared", table, changes=changes)
    publish(ComparedTableLoaded(table_id=table.pk))
    return table


@transaction.atomic
def withdraw_compared(*, actor: Actor, table: ComparedTable, reason: str) -> ComparedTable:
    """Take a table back; its figures stay readable and speak no longer."""
    require(actor, "metrics.statistic.import")
    if not reason.strip():
        raise ValueNotValid("请填写撤回理由", "reason")
    table = ComparedTable.objects.select_for_update().get(pk=table.pk)
    if table.withdrawn_at:
        raise TableWithdrawnAlready(f"这张表已由{table.withdrawn_by}撤回")
    values = {"withdrawn_at": clock.now(), "withdrawn_by": actor.name, "withdrawal_reason": reason.strip()}
    changes = changed(table, **values)
    table.save()
    record(actor, "metrics.withdraw_compared", table, changes=changes, reason=reason.strip())
    publish(ComparedTableWithdrawn(table_id=table.pk))
    return table


def load_compared_files(*, actor: Actor, rows: Iterable[Mapping[str, str]], read: Callable[[str], bytes]) -> int:
    """Take in tables (file, which is the indicator's code, title, source, published_on, definition) that were not taken in yet."""
    new = 0
    for row in rows:
        content = read(row["file"])
        if ComparedTable.objects.filter(file_sha256=sha256(content).hexdigest()).exists():
            continue
        about = About(row["title"], row["source"], date.fromisoformat(row["published_on"]), row["definition"])
        load_compared(actor=actor, content=content, file_name=f"{row['file']}.csv", about=about, indicator=row["file"])
        new += 1
    return new


@transaction.atomic
def load_places(*, actor: Actor, rows: Iterable[Mapping[str, str]]) -> int:
    """Load the nation and the provinces (code, name, short_name, kind, source); how many changed."""
    require(actor, "metrics.indicator.manage")
    touched = 0
    for position, row in enumerate(rows):
        values = {
            "name": row["name"], "short_name": row["short_name"], "kind": PlaceKind(row["kind"]).value,
            "position": position, "source": row["source"],
        }  # fmt: skip
        place, new = ComparedPlace.objects.get_or_create(code=row["code"], defaults=values)
        changes = {"name": (None, place.name)} if new else changed(place, **values)
        if changes:
            place.save()
            record(actor, "metrics.set_compared_place", place, changes=changes)
            touched += 1
    return touched


def _names() -> Names:
    places: dict[str, str] = {}
    for place in ComparedPlace.objects.all():
        for name in (place.code, place.name, place.short_name):
            places[plain(name)] = place.code
    return Names({name: (one.code, one.unit) for name, one in name_index().items()}, places)


def _write(table: ComparedTable, taken: Taken) -> None:
    indicators = Indicator.objects.in_bulk([one.indicator for one in taken.figures], field_name="code")
    places = ComparedPlace.objects.in_bulk(field_name="code")
    ComparedFigure.objects.bulk_create(
        [
            ComparedFigure(
                table=table, indicator=indicators[one.indicator], place=places[one.place],
                period=one.period.code, period_to=one.period.last, value=one.value, line=one.line,
            )
            for one in taken.figures
        ],
        batch_size=1000,
    )  # fmt: skip
