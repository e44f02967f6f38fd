"""How far the index is behind the records."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Min, Q, QuerySet, Sum
from django.utils.timezone import localtime

from qingzhi.base import clock

from ..index.folder import is_building
from ..models import IndexChange
from .place import search_root

PROMISE = timedelta(seconds=2)  # within which a change is findable
PATIENCE = timedelta(minutes=1)  # before a change that could not be read is tried again


@dataclass(frozen=True)
class Standing:
    """`records` that wait (an upper bound: a run of ids may have gaps) in `changes` rows, since when, whether the index
    is being built anew just now."""

    changes: int = 0
    records: int = 0
    since: datetime | None = None
    is_building: bool = False

    @property
    def is_behind(self) -> bool:
        """Whether something waits longer than was promised."""
        return self.since is not None and clock.real_now() - self.since > PROMISE

    @property
    def text(self) -> str:
        """One sentence for the page; empty when the index is up to date."""
        if not self.is_behind or self.since is None:
            return ""
        building = "，正在重建索引" if self.is_building else ""
        return f"检索索引落后约 {self.records} 条记录的更改，自 {clock_text(self.since)} 起{building}"


def clock_text(at: datetime) -> str:
    """A time of today by the clock, another with its day."""
    local = localtime(at)
    same_day = local.date() == localtime(clock.real_now()).date()
    return f"{local:%H:%M:%S}" if same_day else f"{local:%Y-%m-%d %H:%M}"


def pending_changes() -> QuerySet[IndexChange]:
    """What the index in use does not hold yet; after a build everything that came during it."""
    found = IndexChange.objects.order_by("id")
    return found.filter(is_applied=False) if is_building(search_root()) else found


def due_changes() -> QuerySet[IndexChange]:
    """What is to be taken now: what failed a moment ago waits."""
    return pending_changes().filter(Q(failed_at=None) | Q(failed_at__lt=clock.real_now() - PATIENCE))


def standing() -> Standing:
    """How far the index is behind: one question to the database."""
    found = pending_changes().aggregate(
        changes=Count("id"), records=Sum(F("last_id") - F("first_id") + 1), since=Min("at")
    )
    return Standing(found["changes"], found["records"] or 0, found["since"], is_building(search_root()))
