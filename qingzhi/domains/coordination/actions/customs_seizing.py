"""Goods are found or asked to be held; what comes after are the steps of the procedure. Who keeps silent is told."""

from decimal import Decimal
from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import SYSTEM, Actor, require
from qingzhi.base.secrecy.rules import refuse_classified
from qingzhi.engine.messages.actions import send
from qingzhi.engine.messages.models import Message
from qingzhi.engine.procedures.actions import open_case, take_step
from qingzhi.engine.procedures.models import Case

from ..events import HolderSilent
from ..models import CustomsRecordal, CustomsSeizure
from ..queries.customs import CODE, security_for, silent_holders, standing_of
from ..refusals import RecordalNotInForce, ValueNotValid
from ..rules.customs import foreign_reason
from ..terms.customs import Direction, Place, RecordalStanding, SecurityMode, SeizureWay

SILENT = "coordination.customs_silent"


@transaction.atomic
def notify_seizure(*, actor: Actor, recordal: CustomsRecordal, notice_number: str, **values: Any) -> CustomsSeizure:
    """Tell the holder of goods that look infringing 「确认知识产权侵权状况通知」: the days of the answer run from today (《条例》第十六条)."""
    require(actor, "coordination.customs.handle", body_id=actor.body_id)
    if not notice_number.strip():
        raise ValueNotValid("请填写通知书文号", "notice_number")
    given = {**values, "notice_number": notice_number.strip()[:60]}
    made = open_seizure(actor=actor, recordal=recordal, way=SeizureWay.EX_OFFICIO, values=given)
    take_step(actor=actor, case=made.case, step="notify", revision=made.case.revision)
    return made


@transaction.atomic
def ask_for_seizure(*, actor: Actor, recordal: CustomsRecordal, **values: Any) -> CustomsSeizure:
    """A holder asks the customs to hold goods 「申请扣留」 (《条例》第十二条、第十三条); papers and security follow on the case page."""
    require(actor, "coordination.customs.own", subject_id=recordal.holder_id)
    return open_seizure(actor=actor, recordal=recordal, way=SeizureWay.ON_REQUEST, values=values)


@transaction.atomic
def open_seizure(*, actor: Actor, recordal: CustomsRecordal, way: SeizureWay, values: dict[str, Any]) -> CustomsSeizure:
    """Open the case with the security that the table of the day asks for; whoever calls was asked for the permit."""
    found = CustomsRecordal.objects.select_related("holder", "body__region").get(pk=recordal.pk)
    if standing_of(found) not in (RecordalStanding.EFFECTIVE, RecordalStanding.ENDING):
        raise RecordalNotInForce(f"备案{found.number}已失效或注销，不能据此扣留", "recordal")
    given = _checked(values)
    asked = security_for(SecurityMode(way.value), given["value"], clock.today(), patent=found.is_patent)
    dossier = CustomsSeizure(
        recordal=found, way=way.value, security=asked.amount, security_told=asked.told[:300],
        foreign_why=foreign_reason(found.holder_place, given["trader_place"])[:200], **given,
    )  # fmt: skip
    body = found.body
    if actor.body_id is not None and actor.body_id != body.pk:
        raise RecordalNotInForce(f"备案由{body.name}跟踪，请由其办理", "recordal")
    case = open_case(
        actor=actor, procedure=CODE, body=body, applicant=found.holder, region_code=body.region.code, dossier=dossier,
        title=f"{given['trader']}{Direction(given['direction']).label}涉嫌侵权货物",
    )  # fmt: skip
    record(actor, "coordination.open_seizure", case, changes={"security": (None, asked.amount)}, reason=asked.told)
    return dossier


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    given: dict[str, Any] = {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
    for name in ("goods", "trader", "facts"):
        if not given.get(name):
            raise ValueNotValid("请填写货物、收发货人和情况说明", name)
    if given["value"] is None or given["value"] <= Decimal(0):
        raise ValueNotValid("请填写货物价值", "value")
    refuse_classified(given["facts"])
    given["direction"], given["trader_place"] = Direction(given["direction"]).value, Place(given["trader_place"]).value
    return given


def tell_silent_holders() -> int:
    """Tell customs and holder once that the days of the answer are over; the board shows it. Safe to run twice."""
    return sum(_tell(one) for one in silent_holders(SYSTEM))


@transaction.atomic
def _tell(case: Case) -> bool:
    key = f"customs-silent:{case.pk}"
    if case.applicant is None or Message.objects.filter(key=key).exists():
        return False
    text = f"{case.applicant.display_name}应于{case.due_on:%Y年%m月%d日}前答复海关通知，没有答复；海关可以放行货物。"
    for one in (case.applicant, case.body):
        send(
            actor=SYSTEM,
            recipient=one,
            kind=SILENT,
            key=key,
            title=f"逾期未答复海关通知：{case.title}"[:200],
            text=text,
            url=f"/cases/{case.pk}/",
        )
    record(SYSTEM, "coordination.tell_silent_holder", case, reason=text)
    publish(HolderSilent(case_id=case.pk))
    return True
