"""Reminding holders of what is due soon or overdue: once per mark, gathered into one digest a day."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from qingzhi.base import clock
from qingzhi.base.identity.models import Subject
from qingzhi.base.permits import SYSTEM
from qingzhi.engine.limits.queries import calendar_for, limits_under
from qingzhi.engine.limits.rules.bounds import Mark
from qingzhi.engine.messages.actions import send

from ..models import Delegation, Reminder, WorkItem
from ..rules.reminding import DigestLine, digest, marks_reached

DIGEST = "tasks.digest"


@transaction.atomic
def remind() -> int:
    """Send today's digests; returns how many. Running it again on the same day sends nothing twice.

    The marks are the rows `tasks.remind.before.*`, `.at.*` and `.after.*` of the limit table in force today. The digest
    goes to an item's owner and, during a delegation, to the deputy; to the whole body, or to all who act for an applicant,
    where nobody has taken it.
    """
    today = clock.today()
    marks = reminder_marks(today)
    if not marks:
        return 0
    reached = _reached(_waiting(marks, today), marks, today)
    gathered: dict[int, list[WorkItem]] = defaultdict(list)
    for item, recipient in _recipients(reached, today):
        gathered[recipient].append(item)
    for recipient, items in sorted(gathered.items()):
        _send_digest(recipient, items, today)
    rows = [
        Reminder(item=item, mark=code, due_on=_due(item), sent_on=today)
        for item, codes in reached.items()
        for code in codes
    ]
    Reminder.objects.bulk_create(rows, ignore_conflicts=True)
    return len(gathered)


def reminder_marks(on: date) -> list[Mark]:
    """The marks in force on a day, from the limit table. A limit is at least one day long, so that a row under `at` counts as
    people do: its first day is the due day itself."""
    offset = {"before": lambda days: -days, "at": lambda days: days - 1, "after": lambda days: days}
    found = []
    for rule in limits_under("tasks.remind", on):
        side = rule.code.split(".")[2]
        if side in offset:
            found.append(Mark(rule.code, offset[side](rule.value), rule.length.unit))
    return found


def _waiting(marks: list[Mark], today: date) -> QuerySet[WorkItem]:
    """Open items near or past their due date, but for those whose last mark has been told."""
    last = max(marks, key=lambda mark: mark.offset)
    horizon = date.fromordinal(today.toordinal() + 3 * max(-min(mark.offset for mark in marks), 0) + 14)
    told = Reminder.objects.filter(item=OuterRef("pk"), due_on=OuterRef("due_on"), mark=last.code)
    items = WorkItem.objects.filter(closed_at=None, due_on__lte=horizon).exclude(Exists(told))
    return items.select_related("body", "owner").order_by("pk")


def _due(item: WorkItem) -> date:
    assert item.due_on is not None  # `_waiting` leaves out items without a due date
    return item.due_on


def _reached(items: Iterable[WorkItem], marks: list[Mark], today: date) -> dict[WorkItem, list[str]]:
    """The items with marks reached and not told yet."""
    items = list(items)
    calendar = calendar_for()
    told = set(Reminder.objects.filter(item__in=items).values_list("item_id", "mark", "due_on"))
    found = {}
    for item in items:
        opened_on = item.opened_at.astimezone(clock.now().tzinfo).date()
        codes = marks_reached(opened_on, _due(item), marks, calendar, today)
        codes = [code for code in codes if (item.pk, code, item.due_on) not in told]
        if codes:
            found[item] = codes
    return found


def _recipients(items: Iterable[WorkItem], today: date) -> Iterable[tuple[WorkItem, int]]:
    """Each item with the subjects that are told of it."""
    running = Delegation.objects.filter(valid_from__lte=today, valid_to__gt=today)
    deputies: dict[tuple[int | None, int], list[int]] = defaultdict(list)
    for person, body, deputy in running.values_list("person_id", "body_id", "deputy__subject_id"):
        deputies[person, body].append(deputy)
    for item in items:
        if item.owner is None:
            yield item, _whole(item)
            continue
        yield item, item.owner.subject_id
        if item.body_id is None:
            continue
        for deputy in deputies.get((item.owner_id, item.body_id), ()):
            yield item, deputy


def _whole(item: WorkItem) -> int:
    """The subject whose people are all told: the body, or the applicant or expert."""
    if item.body is not None:
        return item.body.subject_id
    assert item.holder_id is not None  # the database holds it
    return item.holder_id


def _send_digest(recipient: int, items: list[WorkItem], today: date) -> None:
    lines = [DigestLine(item.title, _due(item), (_due(item) - today).days, item.url) for item in items]
    title, text = digest(lines)
    send(
        actor=SYSTEM,
        recipient=Subject.objects.get(pk=recipient),
        kind=DIGEST,
        key=f"{DIGEST}:{today}",
        title=title,
        text=text,
        url="/inbox/",
    )
