"""Assignments: a right passes to other holders on a day; who held it before stays readable."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require
from qingzhi.engine.search.actions.outbox import reindex

from ..events import HoldersChanged
from ..models import Right
from ..refusals import DatesOutOfOrder, HistoryClosed, ValueNotValid
from ..terms import HoldingRole
from .correcting import locked
from .holders_writing import cleaned, write_holders


@transaction.atomic
def change_holders(*, actor: Actor, right: Right, holders: Sequence[str], on: date, basis: str) -> Right:
    """Enter a transfer 「登记转让」: the holders until then end on that day, the new ones begin.

    The names that stand already, entered again, change nothing.
    """
    right = locked(right)
    require(actor, "rights.register")
    if not basis.strip():
        raise ValueNotValid("请填写依据（转让登记公告或合同号）", "basis")
    if on > clock.today():
        raise DatesOutOfOrder("转让日期不能晚于今天", "on")
    standing = list(right.holdings.filter(role=HoldingRole.HOLDER.value, valid_to=None).order_by("position", "pk"))
    given = cleaned(holders)
    if [one.name_written for one in standing] == given:
        return right
    latest = max((one.valid_from for one in right.holdings.all() if one.valid_from), default=None)
    if latest is not None and on <= latest:
        raise HistoryClosed(f"现有权利人自 {latest} 起登记，转让日期须晚于这一天", "on")
    before = right.holder_text
    for one in standing:
        one.valid_to = on
        one.save(update_fields=["valid_to"])
    write_holders(right, given, on)
    told = f"自 {on} 起；依据：{basis.strip()}"
    record(actor, "rights.change_holders", right, changes={"holder_text": (before, right.holder_text)}, reason=told)
    publish(HoldersChanged(right_id=right.pk, on=on))
    reindex(right.kind, right.pk)
    return right
