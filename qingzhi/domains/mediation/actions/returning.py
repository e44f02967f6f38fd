"""The end of a mediation: the case from which it arose goes on with its clock, or is settled."""

from django.db import transaction

from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import SYSTEM, Actor
from qingzhi.domains.enforcement.actions.requests import resume_after_mediation
from qingzhi.engine.procedures.actions import resume
from qingzhi.engine.procedures.models import Case, CaseStop

from ..events import GivenBack
from ..models import Mediation


@transaction.atomic
def give_back(*, actor: Actor, mediation: Mediation, settled: bool, note: str) -> None:
    """Let the entrusted case go on 「交还」. A part of the mediation's own last steps, which have asked for their permits; where
    there is no such case, or it went on already, nothing changes."""
    if mediation.source_id is None:
        return
    source = Case.objects.select_for_update(of=("self",)).get(pk=mediation.source_id)
    told = f"{mediation.case.number}：{note}"[:300]
    if mediation.suspended:
        if CaseStop.objects.filter(case=source, to_on=None, state="").exists():
            resume(actor=SYSTEM, case=source, reason=told)
        mediation.suspended = False
        mediation.save(update_fields=["suspended"])
    else:
        resume_after_mediation(actor=SYSTEM, case=source, settled=settled, note=told)
    record(actor, "mediation.give_back", mediation, changes={"settled": ("", settled)}, reason=note)
    publish(GivenBack(case_id=mediation.case_id, settled=settled))
