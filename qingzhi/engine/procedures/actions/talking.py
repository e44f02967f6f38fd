"""Talk on a case: inside, between bodies, and with the applicant, kept apart by layer."""

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.permits import Actor, PermitRefused
from qingzhi.engine.messages.actions import send

from ..access import layers_for
from ..models import Case, CaseEntry
from ..refusals import ReasonMissing
from ..terms import Layer
from .locking import lock_case
from .working import case_url


@transaction.atomic
def say(*, actor: Actor, case: Case, text: str, layer: Layer) -> CaseEntry:
    """Say something in a layer that the actor reads; the applicant's own words go to the handling body, and the other way."""
    case = lock_case(case)
    if layer is Layer.PUBLIC or layer not in layers_for(actor, case):
        raise PermitRefused("您不能在这一范围留言")
    if not text.strip():
        raise ReasonMissing("请写下要说的内容")
    entry = CaseEntry.objects.create(
        case=case, at=clock.now(), label="留言", from_state=case.state, to_state=case.state, layer=layer.value,
        by=actor.name, by_user_id=actor.user_id, by_subject_id=actor.acts_for, text=text.strip(),
    )  # fmt: skip
    record(actor, "procedures.say", case, changes={"layer": ("", layer.value)})
    if layer is Layer.APPLICANT and case.applicant is not None:
        recipient = case.body if actor.acts_for == case.applicant_id else case.applicant
        send(
            actor=actor, recipient=recipient, kind="procedures.talk", key=f"talk-{entry.pk}",
            title=f"{case.number} 有新留言", text=text.strip(), url=case_url(case),
        )  # fmt: skip
    return entry
