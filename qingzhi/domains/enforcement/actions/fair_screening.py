"""A fair is screened before its doors open, and what was found is answered."""

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.permits import Actor, require

from ..models import Fair, FairRisk
from ..queries.fair_risks import Found, found_in, grade
from ..refusals import ValueNotValid
from ..refusals.fairs import RiskAnswered
from ..terms.fairs import RiskAnswer


@transaction.atomic
def screen_fair(*, actor: Actor, fair: Fair) -> int:
    """Ask the register, the decisions and earlier fairs about everybody on the list 「展前风险排查」; how many risks there are.

    Again, it brings the list up to date: what was answered stays, what no longer holds goes.
    """
    fair = Fair.objects.select_for_update(of=("self",)).get(pk=fair.pk)
    require(actor, "enforcement.fair.manage", body_id=fair.body_id)
    held = {(one.exhibitor_id, one.exhibit_id, one.kind): one for one in FairRisk.objects.filter(exhibitor__fair=fair)}
    found = found_in(fair)
    kept = [
        _keep(held.get((one.exhibitor.pk, one.exhibit.pk if one.exhibit else None, one.kind.value)), one)
        for one in found
    ]
    gone = [one.pk for one in held.values() if one.pk not in kept and not one.answer]
    FairRisk.objects.filter(pk__in=gone).delete()
    fair.screened_at = clock.now()
    fair.save(update_fields=["screened_at"])
    record(actor, "enforcement.screen_fair", fair, changes={"risks": (len(held), len(kept))})
    return len(kept)


def _keep(known: FairRisk | None, found: Found) -> int:
    graded = grade(found, clock.today())
    risk = known or FairRisk(
        exhibitor=found.exhibitor, exhibit=found.exhibit, kind=found.kind.value, found_at=clock.now()
    )
    risk.level, risk.reason = graded.level, found.reason[:400]
    risk.advice, risk.source = graded.advice[:200], graded.source[:300]
    risk.save()
    return risk.pk


@transaction.atomic
def answer_risk(*, actor: Actor, risk: FairRisk, answer: RiskAnswer, note: str) -> FairRisk:
    """Say what was done about a risk; the same answer again changes nothing, another one needs the first taken note of."""
    found = FairRisk.objects.select_for_update(of=("self",)).select_related("exhibitor__fair").get(pk=risk.pk)
    require(actor, "enforcement.fair.manage", body_id=found.exhibitor.fair.body_id)
    if found.answer == answer and found.answered_by == actor.name:
        return found
    if found.answer:
        raise RiskAnswered(f"{found.answered_by}已经处理：{found.get_answer_display()}")
    if not note.strip():
        raise ValueNotValid("请写明怎样核实或者提示的", "note")
    found.answer, found.note = RiskAnswer(answer).value, note.strip()[:300]
    found.answered_by, found.answered_at = actor.name, clock.now()
    found.save(update_fields=["answer", "note", "answered_by", "answered_at"])
    record(actor, "enforcement.answer_risk", found, changes={"answer": ("", found.answer)}, reason=found.note)
    return found
