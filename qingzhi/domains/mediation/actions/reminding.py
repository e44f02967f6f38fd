"""Both sides are reminded while there is still time to ask the court."""

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.permits import SYSTEM
from qingzhi.engine.limits.queries import due
from qingzhi.engine.messages.actions import send
from qingzhi.engine.messages.models import Message

from ..access import CODE
from ..models import Mediation

KIND = "mediation.confirm_soon"


def remind_of_confirmation() -> int:
    """From day 20 of an agreement in effect (limit `mediation.confirm.remind`) both sides and the desk are told once that the
    court can be asked until day 30. Safe to run twice; returns how many agreements were told of."""
    waiting = Mediation.objects.filter(case__procedure=CODE, case__state="agreed", effective_on__isnull=False)
    return sum(_remind(one) for one in waiting.select_related("case__applicant", "case__body", "other").order_by("pk"))


@transaction.atomic
def _remind(mediation: Mediation) -> bool:
    case, today = mediation.case, clock.today()
    assert mediation.effective_on is not None
    rules = {"region": case.region_code, "on": case.rules_on}
    from_on = due("mediation.confirm.remind", mediation.effective_on, **rules).on  # type: ignore[arg-type]
    last = due("mediation.confirm", mediation.effective_on, **rules).on  # type: ignore[arg-type]
    key = f"confirm:{case.pk}:{mediation.effective_on}"
    if from_on is None or not from_on <= today <= (last or today) or Message.objects.filter(key=key).exists():
        return False
    text = f"{mediation}的调解协议于{mediation.effective_on:%Y年%m月%d日}生效，双方可以共同申请司法确认，最后一天是{last:%Y年%m月%d日}。"
    for one in (side for side in (case.applicant, mediation.other, case.body) if side is not None):
        send(
            recipient=one,
            kind=KIND,
            key=key,
            title=f"请在期限内申请司法确认：{mediation}"[:200],
            text=text,
            url=f"/cases/{case.pk}/",
        )
    record(SYSTEM, "mediation.remind", mediation, reason=text)
    return True
