"""Comparing frozen figures with what would be said today: the differences follow the lake, the formulas and statistics."""

import hashlib
from typing import Any

from django.db import transaction
from django.db.models import Count, Max

from qingzhi.base import clock
from qingzhi.engine.lake.manifests import NoSnapshot
from qingzhi.engine.lake.reading import Snapshot, snapshot

from ..models import Formula, FrozenCheck, FrozenDrift, FrozenFigure, Indicator, Statistic
from ..queries.closing import Said, said_again
from ..terms import STATISTICS


def compare_frozen(*, always: bool = False) -> int:
    """Note which newest rows would differ today, and since when; how many there are. Nothing is computed where nothing changed.

    Derived from the figures alone, hence without an entry of its own in the trail.
    """
    lake = _lake()
    mark = _mark(lake)
    last = FrozenCheck.objects.first()
    if last and last.mark == mark and not always:
        return FrozenDrift.objects.count()
    rows = FrozenFigure.objects.filter(revisions=None).select_related("indicator")
    standing = list(rows if lake else rows.filter(provider=STATISTICS))
    found = _differences(lake, standing)
    with transaction.atomic():
        _note(found)
        FrozenCheck.objects.update_or_create(pk=1, defaults={"mark": mark, "checked_at": clock.now()})
    return len(found)


def _differences(lake: Snapshot | None, rows: list[FrozenFigure]) -> dict[int, Said | None]:
    """By the row's key what is said today, None where nobody says anything any more."""
    said = said_again(lake, rows)
    found: dict[int, Said | None] = {}
    for one in rows:
        now = said.get(one.pk)
        if now is None or now.differs_from(one):
            found[one.pk] = now
    return found


def _note(found: dict[int, Said | None]) -> None:
    """Keep the day on which a difference was first seen."""
    since = dict(FrozenDrift.objects.values_list("figure", "since"))
    FrozenDrift.objects.all().delete()
    made = []
    for pk, now in found.items():
        told: dict[str, Any] = {"value": None, "records_count": None, "source": ""}
        if now is not None:
            told = {"value": now.value, "records_count": now.records_count, "source": now.source}
        made.append(FrozenDrift(figure_id=pk, since=since.get(pk, clock.today()), **told))
    FrozenDrift.objects.bulk_create(made, batch_size=500)


def _lake() -> Snapshot | None:
    try:
        return snapshot()
    except NoSnapshot:
        return None


def _mark(lake: Snapshot | None) -> str:
    """From what the comparison is made."""
    formulas = Formula.objects.order_by("pk").values_list("pk", "state", "valid_from", "valid_to")
    statistics = Statistic.objects.aggregate(last=Max("pk"), taken_back=Count("withdrawn_on"))
    whole = Indicator.objects.exclude(counted_from=None).order_by("pk").values_list("pk", "counted_from")
    rows = FrozenFigure.objects.aggregate(last=Max("pk"))
    told = [lake.manifest.made_at if lake else "", clock.today(), list(formulas), statistics, list(whole), rows]
    return hashlib.sha256("|".join(map(str, told)).encode()).hexdigest()
