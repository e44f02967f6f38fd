"""Calling on enterprises of a roll that have not applied for a patent 「零申请企业走访联系」."""

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require
from qingzhi.base.secrecy.rules import refuse_classified
from qingzhi.engine.limits.queries import due
from qingzhi.engine.tasks.actions import close_item, open_item
from qingzhi.engine.tasks.queries import open_items_about

from ..events.cohorts import OutreachAnswered, OutreachAsked
from ..models import CohortRoll, OutreachCall
from ..queries.cohorts import outreach_bodies, zero_members
from ..refusals.cohorts import AnsweredAlready, NotValid, RollNotFrozen
from ..terms.cohorts import OutreachOutcome, RollState

LIMIT = "cultivation.outreach"
WORK = "cultivation.outreach"


@transaction.atomic
def ask_outreach(*, actor: Actor, roll: CohortRoll) -> int:
    """Ask each prefecture's office to call on its members of a frozen roll without an application; how many calls are new.

    A member that is being called on, or was for this roll, is not asked for again.
    """
    require(actor, "cultivation.outreach.ask")
    roll = CohortRoll.objects.select_for_update().select_related("cohort").get(pk=roll.pk)
    if roll.state != RollState.FROZEN:
        raise RollNotFrozen("名单冻结以后才交办走访联系")
    due_on, bodies = due(LIMIT, clock.today()).on, outreach_bodies()
    if due_on is None:
        raise NotValid("没有走访联系的办理期限规则，请先登记")
    made = []
    for member in zero_members(roll).filter(calls=None):
        body = bodies.get(member.region_code[:4])
        if body is not None:
            made.append(
                OutreachCall(member=member, body=body, asked_at=clock.now(), asked_by=actor.name, due_on=due_on)
            )
    OutreachCall.objects.bulk_create(made, batch_size=500)
    for body in {call.body_id: call.body for call in made}.values():
        count = sum(1 for call in made if call.body_id == body.pk)
        open_item(
            actor=actor, kind=WORK, body=body, subject=roll, title=f"走访联系零申请企业 {count} 家（{roll}）",
            url=f"/cultivation/outreach/?roll={roll.pk}&state=open", due_on=due_on,
        )  # fmt: skip
    if made:
        record(actor, "cultivation.ask_outreach", roll, changes={"calls": (0, len(made))})
        publish(OutreachAsked(roll_id=roll.pk, count=len(made)))
    return len(made)


@transaction.atomic
def answer_outreach(*, actor: Actor, call: OutreachCall, outcome: str, note: str) -> OutreachCall:
    """Tell what came of a call; the body's work item ends with its last one."""
    rows = OutreachCall.objects.select_for_update(of=("self",)).select_related("member__roll__cohort", "body__region")
    call = rows.get(pk=call.pk)
    require(
        actor, "cultivation.outreach.answer", body_id=call.body_id, region_code=call.body.region.code if call.body.region else ""
    )  # fmt: skip
    if call.answered_at is not None:
        raise AnsweredAlready(f"{call.answered_by}已答复这次走访")
    if not note.strip():
        raise NotValid("请写明走访情况", "note")
    refuse_classified(note)
    changes = changed(
        call, outcome=OutreachOutcome(outcome).value, note=note.strip()[:500], answered_at=clock.now(), answered_by=actor.name
    )  # fmt: skip
    call.save()
    record(actor, "cultivation.answer_outreach", call, changes=changes, label=call.member.name)
    publish(OutreachAnswered(call_id=call.pk))
    roll = call.member.roll
    if not OutreachCall.objects.filter(member__roll=roll, body=call.body_id, answered_at=None).exists():
        for item in open_items_about(roll, WORK).filter(body=call.body_id):
            close_item(actor=actor, item=item)
    return call
