"""The board of inaction 「谁没有行动」: late tasks, reports that never came, notices without an answer."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, CharField, Count, DateField, F, Q, QuerySet, Value, When

from qingzhi.base import clock
from qingzhi.base.identity.models import Body
from qingzhi.base.identity.queries import predecessors_of
from qingzhi.base.pages.components import State
from qingzhi.base.regions.queries import prefectures

from ..models import DunningNotice, PlanTask, ProgressReport
from ..rules.tracking.task_state import TaskThresholds
from ..rules.tracking.terms import TaskCode
from .dunning import overdue_reports
from .tasks import OPEN, first_missed, in_state
from .thresholds import task_thresholds

BUCKETS = ((1, 15, "1–15 天"), (16, 30, "16–30 天"), (31, 60, "31–60 天"), (61, None, "60 天以上"))
KINDS = ("tasks", "reports", "notices")


@dataclass
class Age:
    """What has been late for so many days, by kind; `query` narrows the lists to these days of their deadline."""

    label: str
    query: str
    tasks: int = 0
    reports: int = 0
    notices: int = 0

    @property
    def total(self) -> int:
        return self.tasks + self.reports + self.notices


@dataclass
class Inaction:
    """What one body or division has not done; `why` says what has waited longest where it is a missed milestone."""

    key: str
    name: str
    body: Body | None = None
    tasks: int = 0
    reports: int = 0
    notices: int = 0
    oldest_on: date | None = None
    why: str = ""
    inherited: str = ""

    @property
    def total(self) -> int:
        return self.tasks + self.reports + self.notices

    @property
    def days(self) -> int:
        """For how long: since the oldest date that has passed."""
        return max(0, (clock.today() - self.oldest_on).days) if self.oldest_on else 0

    @property
    def told(self) -> str:
        """What the name alone does not say: whose duties it took over, and a milestone that has waited longest."""
        inherited = f"承继自{self.inherited}" if self.inherited else ""
        oldest = f"最久：节点“{self.why}”逾期 {self.days} 天" if self.why else ""
        return "；".join(filter(None, (inherited, oldest)))

    @property
    def state(self) -> State:
        if self.notices:
            return State("late", "督办未答复", f"{self.notices} 份督办单逾期未答复")
        if self.total:
            told = f"{self.total} 项，最久 {self.days} 天" + (f"（节点“{self.why}”）" if self.why else "")
            return State("late" if self.days > 15 else "warn", "未行动", told)
        return State("ok", "无逾期", "没有逾期事项")

    def add(self, kind: str, count: int, oldest_on: date | None, why: str = "") -> None:
        setattr(self, kind, getattr(self, kind) + count)
        if oldest_on and (self.oldest_on is None or oldest_on < self.oldest_on):
            self.oldest_on, self.why = oldest_on, why


@dataclass
class Board:
    """The board, by body, by prefecture, by days."""

    bodies: list[Inaction] = field(default_factory=list)
    regions: list[Inaction] = field(default_factory=list)
    ages: list[Age] = field(default_factory=list)
    tasks: int = 0
    reports: int = 0
    notices: int = 0


def overdue_tasks(tasks: QuerySet[PlanTask]) -> QuerySet[PlanTask]:
    return tasks.filter(in_state(TaskCode.OVERDUE))


def unanswered(notices: QuerySet[DunningNotice]) -> QuerySet[DunningNotice]:
    return notices.filter(answered_at=None, closed_on=None, answer_due_on__lt=clock.today())


def inaction_board(
    tasks: QuerySet[PlanTask], reports: QuerySet[ProgressReport], notices: QuerySet[DunningNotice]
) -> Board:
    """Everything that is late among these rows, counted in a handful of grouped queries."""
    today = clock.today()
    owed = reports.filter(pk__in=overdue_reports().values("pk"))
    kinds = {
        "tasks": _grouped(late_since(overdue_tasks(tasks)), "lead", "region__code", "due_on", "late_on", "why"),
        "reports": _grouped(owed, "body", "task__region__code", "due_on", "due_on"),
        "notices": _grouped(unanswered(notices), "body", "body__region__code", "answer_due_on", "answer_due_on"),
    }
    by_body: dict[int, Inaction] = {}
    by_region: dict[str, Inaction] = {}
    board = Board(ages=_ages(today))
    for kind, rows in kinds.items():
        for body_id, region_code, due_on, late_on, *why, count in rows:
            by_body.setdefault(body_id, Inaction(str(body_id), "")).add(kind, count, late_on, *why)
            by_region.setdefault((region_code or "")[:4], Inaction("", "")).add(kind, count, late_on, *why)
            age = board.ages[_bucket((today - due_on).days)]
            setattr(age, kind, getattr(age, kind) + count)
            setattr(board, kind, getattr(board, kind) + count)
    board.bodies = _named_bodies(by_body)
    board.regions = _named_regions(by_region)
    return board


def late_since(tasks: QuerySet[PlanTask]) -> QuerySet[PlanTask]:
    """Late tasks with the day that passed, `late_on`: the deadline, or else that of the milestone missed first (`why`)."""
    today = clock.today()
    passed = Q(suspended_on=None, due_on__lt=today) | Q(suspended_on__gt=F("due_on"))
    return tasks.annotate(
        late_on=Case(When(passed, then=F("due_on")), default=first_missed("due_on", today), output_field=DateField()),
        why=Case(When(passed, then=Value("")), default=first_missed("title", today), output_field=CharField()),
    )


def _grouped(rows: QuerySet[Any], *names: str) -> list[tuple[Any, ...]]:
    """How many rows there are of each combination of values, the number last."""
    return list(rows.order_by().values_list(*names).annotate(count=Count("pk")))


def _ages(today: date) -> list[Age]:
    """The buckets, empty; the first is for tasks whose milestone was missed before their own deadline."""
    found = [Age("节点逾期（期限未到）", f"due_from={today}")]
    for first, last, label in BUCKETS:
        oldest = f"due_from={today - timedelta(days=last)}&" if last else ""
        found.append(Age(label, f"{oldest}due_to={today - timedelta(days=first)}"))
    return found


def _bucket(days: int) -> int:
    if days < 1:
        return 0
    return next(place for place, (_, last, _) in enumerate(BUCKETS, 1) if last is None or days <= last)


def _named_bodies(found: dict[int, Inaction]) -> list[Inaction]:
    before = predecessors_of(found)
    for body in Body.objects.filter(pk__in=found).select_related("region"):
        row = found[body.pk]
        row.inherited = "、".join(one.short_name for one in before.get(body.pk, ()))
        row.body, row.key, row.name = body, body.code, body.short_name
    return sorted(found.values(), key=lambda row: (-row.notices, -row.days, -row.total, row.name))


def _named_regions(found: dict[str, Inaction]) -> list[Inaction]:
    rows = []
    for region in prefectures():
        row = found.get(region.code[:4]) or Inaction("", "")
        row.key, row.name = region.code, region.short_name
        rows.append(row)
    return rows


def task_counts(tasks: QuerySet[PlanTask], thresholds: TaskThresholds | None = None) -> dict[str, int]:
    """How many are open, late, near, done, in one query."""
    rule = thresholds or task_thresholds()
    return tasks.order_by().aggregate(
        all=Count("pk"),
        open=Count("pk", filter=OPEN),
        overdue=Count("pk", filter=in_state(TaskCode.OVERDUE, thresholds=rule)),
        due_soon=Count("pk", filter=in_state(TaskCode.DUE_SOON, thresholds=rule)),
        done=Count("pk", filter=Q(done_on__isnull=False)),
    )
