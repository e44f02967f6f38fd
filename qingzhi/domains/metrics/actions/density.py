"""Taking in statistics by industry, and loading how densities are reckoned."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require
from qingzhi.base.regions.models import Region

from ..events.density import IndustryStatisticsImported
from ..models import DensityKind, Indicator, IndustryStatistic, IntensiveCode, IntensiveGroup
from ..queries.density import known_industries
from ..refusals import ValueNotValid
from ..rules.industry_rows import IndustryRow, RowsNotUnderstood, industry_rows
from ..rules.tables import TableNotReadable, read_table

PERMIT = "metrics.statistic.import"
Row = Mapping[str, str]


@transaction.atomic
def import_industry_statistics(*, actor: Actor, content: bytes, reason: str = "") -> tuple[int, int]:
    """Take in a table of statistics by industry 「导入分行业统计数据」, all of it or nothing; how many are new and how many corrected.

    What is there already with another value or source is superseded, which needs a reason. The same file twice changes nothing.
    """
    require(actor, PERMIT)
    regions = {one.code: one for one in Region.objects.select_for_update().filter(valid_to=None).order_by("pk")}
    names = {name: code for code, one in regions.items() for name in (code, one.name, one.short_name)}
    try:
        rows = industry_rows(read_table(content), known_industries(), names)
    except (RowsNotUnderstood, TableNotReadable) as fault:
        raise ValueNotValid(str(fault), "file") from None
    held = {_key(one): one for one in IndustryStatistic.objects.filter(revised_by=None).select_related("region")}
    new = [one for one in rows if one.key not in held]
    corrected = [one for one in rows if one.key in held and _differs(held[one.key], one)]
    if corrected and not reason.strip():
        raise ValueNotValid(f"有 {len(corrected)} 个数与已有的不同，请填写更正理由", "reason")
    for row in [*new, *corrected]:
        former = held.get(row.key)
        IndustryStatistic.objects.create(
            measure=row.measure, scheme=row.scheme, industry=row.industry, region=regions[row.region], year=row.year,
            value=row.value, unit=row.unit, source=row.source, entered_by=actor.name, entered_at=clock.now(),
            supersedes=former, revision_reason=reason.strip() if former else "",
        )  # fmt: skip
    if new or corrected:
        counts = {"created": (None, len(new)), "revised": (None, len(corrected))}
        record(actor, "metrics.import_industry_statistics", changes=counts, reason=reason.strip())
        publish(IndustryStatisticsImported(created=len(new), revised=len(corrected)))
    return len(new), len(corrected)


@transaction.atomic
def load_density(*, actor: Actor, kinds: Iterable[Row], groups: Iterable[Row], codes: Iterable[Row]) -> int:
    """Load the ways of reckoning and the national list; how many rows are new or changed. Twice changes nothing."""
    require(actor, "metrics.indicator.manage")
    indicators = dict(Indicator.objects.values_list("code", "pk"))
    touched = 0
    for position, row in enumerate(kinds):
        numbers = {"years": int(row["years"]), "times": int(row["times"]), "position": position}
        texts = {name: row[name] for name in ("title", "measure", "unit", "source")}
        touched += _put(
            DensityKind, {"code": row["code"]}, {**texts, **numbers, "indicator_id": indicators[row["indicator"]]}
        )
    known = {}
    for row in groups:
        value = Decimal(row["national_value"]) if row["national_value"] else None
        facts = {"name": row["name"], "national_value": value, "source": row["source"],
                 "value_year": int(row["value_year"]) if row["value_year"] else None,
                 "valid_from": date.fromisoformat(row["valid_from"])}  # fmt: skip
        touched += _put(IntensiveGroup, {"code": row["code"]}, facts)
        known[row["code"]] = IntensiveGroup.objects.get(code=row["code"])
    for row in codes:
        place = {"group": known[row["group"]], "prefix": row["prefix"]}
        touched += _put(IntensiveCode, place, {"confirmed": row["confirmed"] == "1", "note": row["note"]})
    if touched:
        record(actor, "metrics.load_density", changes={"rows": (None, touched)})
    return touched


def _put(model, place: Mapping[str, object], facts: Mapping[str, object]) -> int:  # type: ignore[no-untyped-def]
    found = model.objects.filter(**place).first()
    if found is not None and all(getattr(found, name) == value for name, value in facts.items()):
        return 0
    model.objects.update_or_create(**place, defaults=facts)
    return 1


def _key(one: IndustryStatistic) -> tuple[str, str, str, str, int]:
    return one.measure, one.scheme, one.industry, one.region.code, one.year


def _differs(held: IndustryStatistic, row: IndustryRow) -> bool:
    return (held.value, held.source) != (row.value, row.source)
