"""The board of inaction: who has what open, how much of it overdue, for how long, and when they last acted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import CharField, Count, F, Max, Min, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat

from qingzhi.base import clock

from ..models import WorkItem
from ..rules.state import ItemState, board_state
from .items import warn_days

GROUPS: Mapping[str, tuple[str, ...]] = {
    "body": ("body_id", "body__name", "body__short_name", "body__code", "body__position"),
    "region": ("lead_region",),
    "kind": ("kind",),
    "owner": ("owner_id", "owner__name", "body_id", "body__short_name"),
}
SEPARATOR = "\x1f"


@dataclass(frozen=True)
class OldestItem:
    """The item that has waited longest: the earliest due, or else the earliest opened."""

    id: int
    title: str
    url: str
    due_on: date | None


@dataclass(frozen=True)
class BoardRow:
    """One body, region, kind or owner. `idle_days` counts from the last own act, or from the first item without one."""

    key: Any
    values: Mapping[str, Any]
    open: int
    overdue: int
    soon: int
    longest_overdue_days: int
    oldest: OldestItem
    last_act_on: date | None
    idle_days: int
    state: ItemState

    @property
    def label(self) -> str:
        names = ("body__name", "owner__name", "lead_region", "kind")
        return next((str(self.values[name]) for name in names if self.values.get(name)), "")


def inaction_board(
    by: str = "body",
    on: date | None = None,
    items: QuerySet[WorkItem] | None = None,
    warn: int | None = None,
    *,
    outside: bool = False,
) -> list[BoardRow]:
    """One row for each body, region, kind or owner with open items on a day, worst first; one grouped query.

    `items` narrows it, for instance to `access.visible_items(actor)`; without it every item counts. `warn` is how many
    days before the due date warn, read from the limit table when not given. What waits on an applicant or expert is no
    inaction of an office: it counts only when asked for by `outside`, and then alone.
    """
    on = on or clock.today()
    warn = warn_days(on) if warn is None else warn
    ends_at = datetime.combine(on + timedelta(days=1), time(0), tzinfo=clock.now().tzinfo)
    is_open = Q(opened_at__lt=ends_at) & (Q(closed_at=None) | Q(closed_at__gte=ends_at))
    if on >= clock.today():
        is_open = Q(closed_at=None)
    soon = Q(due_on__gte=on, due_on__lte=on + timedelta(days=warn))
    source = WorkItem.objects.all() if items is None else items
    rows = (
        source.filter(holder__isnull=not outside)
        .order_by()
        .values(*GROUPS[by])
        .annotate(
            open_count=Count("pk", filter=is_open),
            overdue_count=Count("pk", filter=is_open & Q(due_on__lt=on)),
            soon_count=Count("pk", filter=is_open & soon),
            oldest=Min(_packed(), filter=is_open),
            first_opened_at=Min("opened_at", filter=is_open),
            acted_at=Max("last_act_at", filter=Q(last_act_at__lt=ends_at)),
        )
        .filter(open_count__gt=0)
    )
    found = [_row(row, by, on) for row in rows]
    return sorted(found, key=lambda r: (-r.longest_overdue_days, -r.overdue, -r.soon, -r.open, str(r.key)))


def _packed() -> Concat:
    """Due date, id, address and title in one text whose least is the oldest item: dates first, none last."""
    due = Coalesce(Cast("due_on", CharField()), Value("9999-12-31"))
    bar = Value(SEPARATOR)
    return Concat(due, bar, Cast("id", CharField()), bar, F("url"), bar, F("title"), output_field=CharField())


def _row(row: dict[str, Any], by: str, on: date) -> BoardRow:
    due, pk, url, title = row["oldest"].split(SEPARATOR, 3)
    due_on = None if due.startswith("9999") else date.fromisoformat(due)
    acted_on = row["acted_at"].astimezone(clock.now().tzinfo).date() if row["acted_at"] else None
    since = acted_on or row["first_opened_at"].astimezone(clock.now().tzinfo).date()
    return BoardRow(
        key=row[GROUPS[by][0]],
        values={name: row[name] for name in GROUPS[by]},
        open=row["open_count"],
        overdue=row["overdue_count"],
        soon=row["soon_count"],
        longest_overdue_days=max((on - due_on).days, 0) if due_on else 0,
        oldest=OldestItem(int(pk), title, url, due_on),
        last_act_on=acted_on,
        idle_days=max((on - since).days, 0),
        state=board_state(row["overdue_count"], row["soon_count"], row["open_count"]),
    )
