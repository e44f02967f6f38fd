"""Marks on rights: in dispute, or found an abnormal application; while one stands the right is not subsidised."""

from datetime import date
from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require

from ..events import RightMarked, RightUnmarked
from ..models import RightMark
from ..refusals import MarkStands, ValueNotValid
from ..terms import MarkKind


@transaction.atomic
def mark_right(*, actor: Actor, right: Any, kind: str, on: date, basis: str) -> RightMark:
    """Enter that a right is in dispute or was found abnormal 「登记权利异常」; what was paid for it is then looked at again."""
    require(actor, "support.mark")
    known = MarkKind(kind)
    if not basis.strip():
        raise ValueNotValid("请填写依据（受理通知、通报文号）", "basis")
    if on > clock.today():
        raise ValueNotValid("日期不能晚于今天", "on")
    standing = RightMark.objects.select_for_update().filter(right=right, kind=known.value, valid_to=None).first()
    if standing is not None:
        if standing.valid_from == on:
            return standing
        raise MarkStands(f"{standing.valid_from} 起已登记“{known.label}”")
    mark = RightMark.objects.create(
        right=right, kind=known.value, valid_from=on, basis=basis.strip()[:300], entered_by=actor.name,
        entered_at=clock.now(),
    )  # fmt: skip
    record(actor, "support.mark_right", mark, changes={"kind": (None, known.value)}, reason=basis, label=str(right))
    publish(RightMarked(right_id=right.pk, kind=known.value, on=on))
    return mark


@transaction.atomic
def end_mark(*, actor: Actor, mark: RightMark, on: date, reason: str) -> RightMark:
    """End a mark: the dispute is settled, the finding was taken back."""
    require(actor, "support.mark")
    mark = RightMark.objects.select_for_update().get(pk=mark.pk)
    if mark.valid_to is not None:
        raise MarkStands("这一标记已被他人解除")
    if not reason.strip():
        raise ValueNotValid("请填写解除理由", "reason")
    if on < mark.valid_from or on > clock.today():
        raise ValueNotValid("解除日期应在登记日与今天之间", "on")
    changes = changed(mark, valid_to=on)
    mark.save(update_fields=["valid_to"])
    record(actor, "support.end_mark", mark, changes=changes, reason=reason)
    publish(RightUnmarked(right_id=mark.right_id, kind=mark.kind, on=on))
    return mark
