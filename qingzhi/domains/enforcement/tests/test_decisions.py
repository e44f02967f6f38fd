"""Decisions are made, served with proof, become effective and may be revoked, each once, with trail and event."""

from datetime import date

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.identity.testing import a_body
from qingzhi.base.permits import PermitRefused
from qingzhi.engine.limits.models import LimitRule

from ..actions import make_effective, revoke_decision, serve
from ..refusals import ValueNotValid
from ..refusals.decisions import DecisionStands, ServiceNotValid
from ..terms import DecisionKind
from ..terms.service import ServedWhat, ServiceMethod
from ..testing.decisions import a_decision, make_case, someone

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ready(sample_table, db):
    LimitRule.objects.create(
        code="enforcement.service.announcement", title="公告送达", value=30, unit="day", counting="calendar",
        source="测试", status="default",
    )  # fmt: skip
    with clock.fixed(date(2018, 6, 6)):
        yield


def served(decision, on=date(2018, 6, 6), **values):
    usual = {"method": ServiceMethod.DIRECT, "received_by": "李某", "recipient": decision.party_name}
    return serve(
        actor=someone(1, "enforcement.case.handle"), case=decision.case, what=ServedWhat.DECISION, served_on=on,
        decision=decision, **{**usual, **values},
    )  # fmt: skip


def names():
    found = EventRow.objects.filter(name__startswith="enforcement.decision_").order_by("id")
    return [one.split("_")[-1] for one in found.values_list("name", flat=True)]


def test_a_penalty_binds_when_it_is_served():
    made = a_decision(make_case(), actor=someone(2, "enforcement.case.approve"))
    assert (made.served_on, made.effective_on) == (None, None)
    proof = served(made)
    made.refresh_from_db()
    assert made.served_on == made.effective_on == date(2018, 6, 6) and proof.method == "direct"
    assert names() == ["made", "served", "effective"]
    assert AuditEntry.objects.filter(action="enforcement.serve_decision").count() == 1


def test_an_adjudication_waits_and_each_act_counts_once():
    made = a_decision(make_case(), kind=DecisionKind.ADJUDICATION)
    served(made)
    made.refresh_from_db()
    assert made.effective_on is None
    officer = someone(1, "enforcement.case.handle")
    make_effective(actor=officer, decision=made, on=date(2018, 6, 22))
    make_effective(actor=officer, decision=made, on=date(2018, 6, 30))
    chief = someone(2, "enforcement.case.approve")
    revoke_decision(actor=chief, decision=made, reason="法院判决撤销")
    revoke_decision(actor=chief, decision=made, reason="又一次")
    made.refresh_from_db()
    assert (made.effective_on, made.revoked_on, made.revoked_why) == (
        date(2018, 6, 22),
        date(2018, 6, 6),
        "法院判决撤销",
    )
    assert names() == ["made", "served", "effective", "revoked"]
    with pytest.raises(DecisionStands, match="已于2018-06-06送达"):
        served(made, date(2018, 6, 5))


def test_what_cannot_be_is_refused():
    case = make_case()
    with pytest.raises(PermitRefused):
        a_decision(case, actor=someone(1, "enforcement.case.handle"))
    with pytest.raises(PermitRefused):
        a_decision(case, actor=someone(3, "enforcement.case.approve", body=a_body("elsewhere", "外单位")))
    with pytest.raises(ValueNotValid, match="请填写依据"):
        a_decision(case, basis=" ")
    made = a_decision(case)
    with pytest.raises(DecisionStands, match="送达后才能生效"):
        make_effective(actor=someone(1, "enforcement.case.handle"), decision=made, on=date(2018, 6, 6))
    with pytest.raises(ServiceNotValid, match="签收人"):
        served(made, received_by="")
    with pytest.raises(ServiceNotValid, match="不能晚于今天"):
        served(made, date(2018, 6, 7))
    with pytest.raises(ValueNotValid, match="理由"):
        revoke_decision(actor=someone(2, "enforcement.case.approve"), decision=made, reason="")
    revoke_decision(actor=someone(2, "enforcement.case.approve"), decision=made, reason="自行纠正")
    with pytest.raises(DecisionStands, match="撤销"):
        served(made)


def test_an_announcement_counts_when_its_thirty_days_are_over():
    """Announced on Wednesday 6 June 2018: day 30 is Friday 6 July."""
    made = a_decision(make_case())
    with clock.fixed(date(2018, 7, 9)):
        with pytest.raises(ServiceNotValid, match="2018-07-06"):
            served(made, date(2018, 7, 5), method=ServiceMethod.ANNOUNCED, sent_on=date(2018, 6, 6))
        proof = served(made, date(2018, 7, 6), method=ServiceMethod.ANNOUNCED, sent_on=date(2018, 6, 6), received_by="")
    assert proof.served_on == date(2018, 7, 6)
