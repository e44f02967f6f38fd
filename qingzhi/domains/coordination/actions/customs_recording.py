"""A holder asks for help with recording a right at the customs; what comes after are the steps of the procedure."""

from typing import Any

from django.db import transaction

from qingzhi.base.audit.actions import record
from qingzhi.base.identity.models import Body, Subject
from qingzhi.base.permits import Actor, require
from qingzhi.base.secrecy.rules import refuse_classified
from qingzhi.engine.procedures.actions import open_case

from ..models import RecordalRequest
from ..queries.customs import RECORDING
from ..refusals import ValueNotValid


@transaction.atomic
def ask_for_recording(
    *,
    actor: Actor,
    body: Body,
    right_told: str,
    goods: str,
    lawful: str,
    right_id: int | None = None,
    is_patent: bool = False,
    licensing: str = "",
    infringing: str = "",
) -> RecordalRequest:
    """Open a request for help 「海关备案辅导」 as a draft of the holder (《条例》第七条); the proof of the right follows on its page."""
    require(actor, "coordination.customs.own", subject_id=actor.acts_for)
    given: dict[str, Any] = {
        name: value.strip()
        for name, value in (
            ("right_told", right_told),
            ("goods", goods),
            ("lawful", lawful),
            ("licensing", licensing),
            ("infringing", infringing),
        )
    }
    for name in ("right_told", "goods", "lawful"):
        if not given[name]:
            raise ValueNotValid("请填写权利、主要商品和合法货物情况", name)
    refuse_classified(*given.values())
    holder = Subject.objects.get(pk=actor.acts_for or 0)
    made = RecordalRequest(
        right_id=right_id,
        is_patent=is_patent,
        **{**given, "right_told": given["right_told"][:300], "goods": given["goods"][:300]},
    )
    case = open_case(
        actor=actor, procedure=RECORDING, body=body, applicant=holder, region_code=body.region.code, dossier=made,
        title=f"{made.right_told}海关备案"[:200],
    )  # fmt: skip
    record(actor, "coordination.ask_recording", case, changes={"right": ("", made.right_told)})
    return made
