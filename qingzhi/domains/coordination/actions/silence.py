"""Silence is an event: who has not answered past a mark is told, once per mark, to both sides."""

from django.db import IntegrityError, transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import SYSTEM
from qingzhi.engine.limits.queries import calendar_for, limits_under
from qingzhi.engine.messages.actions import send

from ..events import ReceiverSilent
from ..models import Handover, Silence
from .handing import handover_url

KIND, DUE = "coordination.silent", "due"


def tell_silence() -> int:
    """Note every handover whose limit ran out without an answer (`DUE`), and again at each mark `coordination.silence.*` of the limit
    table (working days after it). Safe to run twice; returns how many were new."""
    now, calendar = clock.now(), calendar_for()
    marks = [(DUE, now.date())]
    marks += [
        (rule.code, calendar.shift(now.date(), -rule.value))
        for rule in limits_under("coordination.silence", now.date())
    ]
    new = 0
    for mark, newest in marks:
        late = Handover.objects.filter(answered_at=None, withdrawn_at=None, due_at__lt=now).exclude(silences__mark=mark)
        for one in late.select_related("sender", "receiver").order_by("due_at", "pk"):
            if one.due_at.astimezone(now.tzinfo).date() <= newest:
                new += _note(one, mark)
    return new


def _note(handover: Handover, mark: str) -> bool:
    """One mark of one handover, in a transaction of its own; another worker's counts too."""
    now = clock.now()
    try:
        with transaction.atomic():
            Silence.objects.create(handover=handover, mark=mark, at=now)
            days = (now - handover.due_at).days
            record(SYSTEM, "coordination.tell_silence", handover, changes={"mark": ("", mark)})
            told = f"{handover.receiver.name}应于{handover.due_at.astimezone(now.tzinfo):%Y年%m月%d日%H:%M}前答复，已逾期{days}天"
            for body in (handover.receiver, handover.sender):
                send(
                    actor=SYSTEM, recipient=body, kind=KIND, key=f"silent:{handover.pk}:{mark}:{body.pk}", text=told,
                    title=f"逾期未答复：{handover}"[:200], url=handover_url(handover),
                )  # fmt: skip
            publish(ReceiverSilent(handover_id=handover.pk, mark=mark))
    except IntegrityError:
        return False
    return True
