"""Factories: officers, a case to decide on, decisions."""

from datetime import date
from itertools import count
from typing import Any

from qingzhi.base.identity.models import Body
from qingzhi.base.identity.testing import a_body
from qingzhi.base.permits import SYSTEM, Actor, Scope
from qingzhi.engine.procedures.actions import open_case
from qingzhi.engine.procedures.models import Case
from qingzhi.engine.procedures.testing import make_sample_case

from ..actions import make_decision
from ..models import AdjudicationCase, Decision
from ..terms import DecisionKind

DESK = ("enforcement.case.view", "enforcement.case.handle", "documents.issue", "procedures.case.handle", "tasks.view")
_numbers = count(1)


def someone(user_id: int, *permits: str, body: Body | None = None, name: str = "") -> Actor:
    """Somebody with these permits at a body, without an account."""
    office = body or a_body()
    return Actor(
        kind="person", name=name or f"执法人员{user_id}", user_id=user_id, role_title="执法", body_name=office.name, body_id=office.pk,
        region_code=office.region.code, grants=dict.fromkeys(permits, Scope.BODY),
    )  # fmt: skip


def make_case(body: Body | None = None, title: str = "涉嫌销售侵权商品案") -> Case:
    """Any case, to hang decisions and proofs of service on; the caller has made the sample's table."""
    return make_sample_case(body=body or a_body(), title=title)


def a_decision(
    case: Case, *, kind: DecisionKind = DecisionKind.PENALTY, actor: Actor = SYSTEM, **values: Any
) -> Decision:
    """A decision about a made-up firm."""
    usual: dict[str, Any] = {
        "party_name": "青海示例商贸有限公司", "violation": "销售侵犯注册商标专用权的商品", "facts": "现场查获标注“示例”商标的商品。",
        "basis": "《中华人民共和国商标法》第六十条", "content": "罚款人民币二万元", "number": f"青知罚〔2018〕{next(_numbers)}号",
        "fine": 20_000, "decided_on": date(2018, 6, 4),
    }  # fmt: skip
    return make_decision(actor=actor, case=case, kind=kind, **{**usual, **values})


def make_earlier_ruling(dossier: AdjudicationCase) -> Decision:
    """That the same respondent was found to infringe the same patent before, in a ruling that binds."""
    earlier = AdjudicationCase.objects.get(pk=dossier.pk)
    earlier.pk = None
    earlier.ruling = "infringes"
    case = open_case(
        actor=SYSTEM, procedure="enforcement.adjudication", body=dossier.case.body, title="前案", dossier=earlier
    )
    made = a_decision(case, kind=DecisionKind.ADJUDICATION, party_name=dossier.respondent_name, decided_on=None)
    Decision.objects.filter(pk=made.pk).update(served_on=made.decided_on, effective_on=made.decided_on)
    return made
