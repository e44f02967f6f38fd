"""A transfer to the police is proposed from a case or by itself; what comes after are its procedure's steps."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.identity.models import Body
from qingzhi.base.permits import Actor, require
from qingzhi.engine.procedures.actions import link, open_case
from qingzhi.engine.procedures.terms import LinkKind

from ..models import Transfer
from ..queries.thresholds import reached
from ..refusals import ValueNotValid
from ..terms import Offence


@transaction.atomic
def begin_transfer(
    *,
    actor: Actor,
    body: Body,
    police: Body,
    procuratorate: Body,
    offence: str,
    suspect: str,
    facts: str,
    acted_on: date,
    amounts: dict[str, Decimal] | None = None,
    pieces: int = 0,
    marks: int = 1,
    repeated: bool = False,
    suspicion: str = "",
    arises_from: Any = None,
) -> Transfer:
    """Report that an act may be a crime 「提出移送」: the thresholds of the day of the act are asked, or the reason of suspicion is given."""
    require(actor, "coordination.transfer", body_id=body.pk)
    today = clock.today()
    if acted_on > today:
        raise ValueNotValid("行为发生日不能晚于今天", "acted_on")
    for name, value in (("suspect", suspect), ("facts", facts)):
        if not value.strip():
            raise ValueNotValid("请填写涉嫌当事人和事实", name)
    sums = {name: (amounts or {}).get(name, Decimal(0)) for name in ("gain", "turnover", "unsold", "loss")}
    finding = reached(
        {"offence": Offence(offence).value, "marks": marks, "repeated": repeated, "gain": sums["gain"], "turnover": sums["turnover"],
         "total": sums["turnover"] + sums["unsold"], "loss": sums["loss"], "pieces": pieces}, acted_on, today,
    )  # fmt: skip
    if not finding and not suspicion.strip():
        raise ValueNotValid(f"{finding.told[0]}；如有犯罪合理嫌疑，请写明理由", "suspicion")
    dossier = Transfer(
        arises_from=arises_from, offence=Offence(offence).value, suspect=suspect.strip()[:200], facts=facts.strip(), acted_on=acted_on,
        **sums, pieces=pieces, marks=marks, repeated=repeated, hits=list(finding.told if finding else ()),
        suspicion=suspicion.strip()[:500], police=police, procuratorate=procuratorate,
    )  # fmt: skip
    case = open_case(
        actor=actor, procedure="coordination.transfer", applicant=None, body=body, region_code=body.region.code,
        title=f"{suspect.strip()}涉嫌{Offence(offence).label}"[:200], dossier=dossier,
    )  # fmt: skip
    if arises_from is not None:
        link(actor=actor, case=case, to=arises_from, kind=LinkKind.ARISES_FROM, reason="涉嫌犯罪")
    record(actor, "coordination.begin_transfer", case, reason="；".join(dossier.hits) or dossier.suspicion)
    return dossier
