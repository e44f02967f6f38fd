"""Writes of cultivation."""

from django.db import transaction

from qingzhi.base.audit.actions import record
from qingzhi.base.identity.models import Body
from qingzhi.base.permits import Actor, Refusal, require
from qingzhi.base.secrecy.rules import refuse_classified
from qingzhi.engine.procedures.actions import open_case

from ..models import CopyrightDemonstration
from ..queries.copyright import party_of
from ..terms import DemonstrationKind


class NotInRegister(Refusal):
    """Who applies is no party of the register."""


@transaction.atomic
def apply_for_recognition(*, actor: Actor, body: Body, kind: str, reasons: str) -> CopyrightDemonstration:
    """Open a draft 「版权示范认定申请」 of whoever the actor acts for."""
    require(actor, "cultivation.copyright.apply", subject_id=actor.acts_for)
    refuse_classified(reasons)
    party = party_of(actor.acts_for)
    if party is None:
        raise NotInRegister("主体登记簿中没有您代表的单位，请先登记主体")
    label = DemonstrationKind(kind).label
    dossier = CopyrightDemonstration(party=party, kind=DemonstrationKind(kind).value, reasons=reasons.strip())
    open_case(
        actor=actor, procedure="cultivation.copyright", body=body, applicant=party.subject, title=f"{label}：{party.name}"[:200],
        dossier=dossier, region_code=party.region.code if party.region else "",
    )  # fmt: skip
    record(actor, "cultivation.apply_for_recognition", dossier)
    return dossier
