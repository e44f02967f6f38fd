"""The end of the year: what is left of a line is carried over to the next year's, or given back to its source."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require

from ..events import LineSettled
from ..models import LineBalance, Programme, ProgrammeLine
from ..refusals import ValueNotValid
from ..terms import Posting, Remainder, Source
from .posting import Voucher, post, posted
from .programmes import open_line


@transaction.atomic
def settle_line(
    *, actor: Actor, line: ProgrammeLine, way: str, document_number: str, key: str, note: str = ""
) -> Decimal:
    """Close a line's year and move what is free; returns how much. Nothing new is reserved on it afterwards.

    What is reserved or owed stays and is paid from this line; what is released later is settled by doing this once more.
    Basis: 预算法（2018年修正）第四十二条（结转资金、结余资金）。
    """
    line = ProgrammeLine.objects.select_related("programme__body__region", "region").get(pk=line.pk)
    require(actor, "funds.appropriate", body_id=line.programme.body_id, region_code=line.region.code)
    if not document_number.strip():
        raise ValueNotValid("请填写年终结账的依据文号", "document_number")
    carried = Remainder(way) is Remainder.CARRY
    done = posted(key, Posting.CARRY_OUT, Posting.RETURN, line=line)
    if done is not None:
        return done.amount
    target = _next_line(actor, line) if carried else None
    lines = [one.pk for one in (line, target) if one is not None]
    held = {one.pk: one for one in LineBalance.objects.select_for_update().filter(line__in=lines).order_by("line_id")}
    left: Decimal = held[line.pk].available
    if left:
        kind = Posting.CARRY_OUT if carried else Posting.RETURN
        words = Voucher(key, None, document_number.strip(), note)
        post(actor=actor, line=line, kind=kind, amount=left, voucher=words)
        if target is not None:
            into = Voucher(f"{key}:in"[:120], None, document_number.strip(), f"由{line}结转")
            post(actor=actor, line=target, kind=Posting.CARRY_IN, amount=left, voucher=into)
    _close(line, clock.today())
    way_label = Remainder(way).label
    record(actor, "funds.settle_line", line, changes={"amount": (None, left), "way": (None, way_label)}, reason=note)
    publish(LineSettled(line_id=line.pk, way=way, amount=str(left)))
    return left


def _close(line: ProgrammeLine, on: date) -> None:
    if line.closed_on is None:
        line.closed_on = on
        line.save(update_fields=["closed_on"])


def _next_line(actor: Actor, line: ProgrammeLine) -> ProgrammeLine:
    """The line of the same source in the next year's programme, opened where it is not there yet."""
    following = Programme.objects.filter(code=line.programme.code, year=line.programme.year + 1).first()
    if following is None:
        raise ValueNotValid(f"请先设立{line.programme.year + 1}年的“{line.programme.name}”，再办理结转", "way")
    source = Source(line.source)
    return open_line(
        actor=actor, programme=following, source=source, region=line.region, funder=line.funder, level=line.level
    )
