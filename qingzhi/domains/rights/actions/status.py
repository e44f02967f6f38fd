"""Entering legal statuses: set into the history at their day, so that every earlier day keeps its answer."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require
from qingzhi.engine.search.actions.outbox import reindex

from ..events import StatusEntered
from ..models import Right, StatusSpan
from ..refusals import HistoryClosed, ValueNotValid
from ..rules.timeline import Span, SpanTaken, insertion
from ..terms import RightKind, RightStatus
from .correcting import locked
from .registering import check_status


@transaction.atomic
def enter_status(*, actor: Actor, right: Right, status: str, on: date, basis: str) -> StatusSpan:
    """Enter a legal status 「登记法律状态」 from a day on: what held until then ends on that day, what follows stays.

    The same status from the same day, entered twice, changes nothing.
    """
    right = locked(right)
    require(actor, "rights.register")
    check_status(RightKind(right.kind), status, on)
    if not basis.strip():
        raise ValueNotValid("请填写依据（公告号、通知书或决定文号）", "basis")
    spans = list(right.statuses.order_by("valid_from", "pk"))
    try:
        place = insertion([Span(one.status, one.valid_from, one.valid_to) for one in spans], on)
    except SpanTaken as taken:
        return _same(spans[taken.place], status, on)
    before = right.status
    if place.closes is not None:
        if spans[place.closes].status == status:
            raise HistoryClosed(f"{on} 已是“{RightStatus(status).label}”，不必再登记", "on")
        spans[place.closes].valid_to = on
        spans[place.closes].save(update_fields=["valid_to"])
    made = StatusSpan.objects.create(
        right=right, status=RightStatus(status).value, valid_from=on, valid_to=place.valid_to, basis=basis.strip()
    )
    _repeat(right)
    changes = {"status": (before, right.status)} if before != right.status else {}
    told = f"自 {on} 起：{RightStatus(status).label}；依据：{basis.strip()}"
    record(actor, "rights.enter_status", right, changes=changes, reason=told)
    publish(StatusEntered(right_id=right.pk, status=made.status, on=on))
    reindex(right.kind, right.pk)
    return made


@transaction.atomic
def enter_statuses(*, actor: Actor, rights: Iterable[Right], status: str, on: date, basis: str) -> int:
    """Enter one status for several rights 「批量登记法律状态」; all or none. Returns for how many."""
    entered = 0
    for right in sorted(rights, key=lambda one: one.pk):
        enter_status(actor=actor, right=right, status=status, on=on, basis=basis)
        entered += 1
    return entered


@transaction.atomic
def withdraw_status(*, actor: Actor, right: Right, span: StatusSpan, reason: str) -> Right:
    """Take a status that was entered by mistake out of the history; what stood before it goes on in its place."""
    right = locked(right)
    require(actor, "rights.register")
    if not reason.strip():
        raise ValueNotValid("请填写撤回理由", "reason")
    spans = list(right.statuses.order_by("valid_from", "pk"))
    place = next((index for index, one in enumerate(spans) if one.pk == span.pk), None)
    if place is None:
        raise HistoryClosed("这条法律状态已被他人撤回")
    if len(spans) == 1:
        raise HistoryClosed("一件权利至少有一条法律状态，请先登记正确的状态")
    taken = spans[place]
    if place > 0 and spans[place - 1].valid_to == taken.valid_from:
        spans[place - 1].valid_to = taken.valid_to
        spans[place - 1].save(update_fields=["valid_to"])
    taken.delete()
    before = right.status
    _repeat(right)
    changes = {"status": (before, right.status)} if before != right.status else {}
    told = f"撤回 {taken.valid_from or '起始日不明'} 起的“{RightStatus(taken.status).label}”；{reason.strip()}"
    record(actor, "rights.withdraw_status", right, changes=changes, reason=told)
    publish(StatusEntered(right_id=right.pk, status=right.status, on=right.status_on or taken.valid_from or date.min))
    reindex(right.kind, right.pk)
    return right


def _same(span: StatusSpan, status: str, on: date) -> StatusSpan:
    if span.status == status:
        return span
    label = RightStatus(span.status).label
    raise HistoryClosed(f"{on} 起已登记为“{label}”，请先撤回那一条再登记", "on")


def _repeat(right: Right) -> None:
    """Let the right repeat the last status of its history."""
    last = right.statuses.order_by("valid_from", "pk").last()
    if last is not None:
        right.status, right.status_on = last.status, last.valid_from
        right.save(update_fields=["status", "status_on"])
