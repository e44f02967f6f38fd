"""Assist requests that take longer, disputes about jurisdiction, operations of several bodies."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.identity.testing import a_body, a_post, a_region, a_role, an_account
from qingzhi.base.permits import PermitRefused, Scope
from qingzhi.engine.limits.models import LimitRule
from qingzhi.engine.messages.models import Message
from qingzhi.engine.tasks.queries import open_items_about

from ..access import visible_operations
from ..actions import answer_handover, send_handover, tell_silence
from ..actions.disputes import answer_dispute, ask_designation, designate, raise_dispute
from ..actions.extending import extend_handover
from ..actions.joint import begin_joint, close_joint, report_joint
from ..models import Handover
from ..refusals import AnsweredAlready, NotInTime, OperationOver, ReasonMissing, SettledAlready, ValueNotValid
from ..terms import HandoverKind, Reply, ReplyReason, Settling
from ..testing import body_of, make_rules, make_transfer, somebody

pytestmark = pytest.mark.django_db
MORE = ("coordination.view", "coordination.send", "coordination.answer", "coordination.designate", "coordination.joint")


@pytest.fixture(autouse=True)
def _rules():
    make_rules()
    with clock.fixed(date(2018, 7, 2)):
        yield


def person(role, *permits):
    found = somebody(role)
    return type(found)(**{**found.__dict__, "grants": dict.fromkeys(permits or MORE, Scope.BODY)})


def sent(kind=HandoverKind.ASSIST, **values):
    usual = {
        "actor": somebody("office"), "kind": kind, "sender": body_of("office"), "receiver": body_of("police"), "title": "请协助查询",
        "asked": "查询进货记录。", "basis": "第四十五条",
    }  # fmt: skip
    return send_handover(**{**usual, **values})


@pytest.mark.parametrize(
    ("kind", "limit", "day"),
    [  # fifteen working days from 2 July 2018: the 23rd; five: the 9th
        (HandoverKind.ASSIST, "coordination.assist", 23), (HandoverKind.SERVE, "coordination.serve", 23),
        (HandoverKind.CLUE, "coordination.answer", 23), (HandoverKind.NOTICE, "coordination.answer", 23),
        (HandoverKind.JOINT, "coordination.joint", 9),
    ],
)  # fmt: skip
def test_each_kind_by_its_own_row_else_by_that_of_answers(kind, limit, day):
    made = sent(kind)
    assert made.limit == limit and made.due_at.astimezone(clock.now().tzinfo).date() == date(2018, 7, day)


def test_a_new_row_changes_the_limit_of_its_kind():
    LimitRule.objects.create(
        code="coordination.notice",
        title="通报",
        value=3,
        unit="day",
        counting="working",
        source="新规定",
        status="default",
    )
    made = sent(HandoverKind.NOTICE)
    assert (made.limit, made.due_at.astimezone(clock.now().tzinfo).date()) == ("coordination.notice", date(2018, 7, 5))


def test_accepting_an_assist_request_is_doing_it():
    made = sent()
    with pytest.raises(ReasonMissing, match="办理结果"):
        answer_handover(actor=somebody("police"), handover=made, reply=Reply.ACCEPT)
    assert answer_handover(actor=somebody("police"), handover=made, reply=Reply.ACCEPT, text="无记录").reply == "accept"


def test_longer_is_told_once_in_time_and_silence_counts_from_the_new_day():
    made, police = sent(), somebody("police")
    with pytest.raises(ValueNotValid, match="2018-08-13"):  # fifteen working days after 23 July
        extend_handover(actor=police, handover=made, until=date(2018, 8, 14), reason="需外地协查")
    with pytest.raises(ReasonMissing):
        extend_handover(actor=police, handover=made, until=date(2018, 8, 1), reason=" ")
    with pytest.raises(PermitRefused):
        extend_handover(actor=somebody("procuratorate"), handover=made, until=date(2018, 8, 1), reason="x")
    longer = extend_handover(actor=police, handover=made, until=date(2018, 8, 1), reason="需外地协查")
    assert longer.due_at == datetime(2018, 8, 1, 23, 59, 59, tzinfo=clock.now().tzinfo)
    assert open_items_about(made).get().due_on == date(2018, 8, 1)
    with pytest.raises(NotInTime, match="一次"):
        extend_handover(actor=police, handover=made, until=date(2018, 8, 2), reason="再延")
    with clock.fixed(date(2018, 7, 25)):
        assert tell_silence() == 0
    with clock.fixed(date(2018, 8, 2)):
        assert tell_silence() == 1
    assert Message.objects.filter(recipient=made.sender.subject, key=f"longer:{made.pk}").count() == 1


def test_nothing_is_extended_after_the_limit_or_for_a_notice():
    made = sent()
    with clock.fixed(date(2018, 7, 24)), pytest.raises(NotInTime, match="期限已过"):
        extend_handover(actor=somebody("police"), handover=made, until=date(2018, 8, 1), reason="x")
    with pytest.raises(NotInTime, match="不能延期"):
        extend_handover(
            actor=somebody("police"), handover=sent(HandoverKind.NOTICE), until=date(2018, 8, 1), reason="x"
        )


def superior():
    body = a_body("superior", "示例省局", a_region())
    a_post(an_account("superior"), a_role("superior", "coordination.designate", scope=Scope.BODY), body)
    return body


def at_superior(body):
    found = somebody("office", body=body)
    return type(found)(**{**found.__dict__, "user_id": 77, "grants": dict.fromkeys(MORE, Scope.BODY)})


def raised(**values):
    usual = {
        "actor": somebody("office"), "sender": body_of("office"), "receiver": body_of("police"), "proposed": body_of("office"),
        "title": "示例商行案由谁办理", "facts": "双方都已立案。", "basis": "第十三条",
    }  # fmt: skip
    return raise_dispute(**{**usual, **values})


def test_agreed_within_seven_working_days_and_the_case_goes_over():
    case = make_transfer().case
    made = raised(case=case, proposed=body_of("police"))
    assert made.envelope.due_at.astimezone(clock.now().tzinfo).date() == date(2018, 7, 11)
    with pytest.raises(SettledAlready, match="未了结"):
        raised(case=case)
    answer_dispute(actor=somebody("police"), handover=made.envelope, reply=Reply.ACCEPT, text="同意")
    made.refresh_from_db()
    case.refresh_from_db()
    assert (made.settled, made.settled_by, case.body) == (body_of("police"), Settling.AGREED, body_of("police"))
    with pytest.raises(AnsweredAlready):
        answer_dispute(actor=somebody("police"), handover=made.envelope, reply=Reply.ACCEPT)


def test_refused_and_designated_by_the_common_superior():
    above, made = superior(), raised()
    with pytest.raises(NotInTime, match="期限未满"):
        ask_designation(actor=somebody("office"), dispute=made, superior=above, facts="不成")
    answer_dispute(
        actor=somebody("police"), handover=made.envelope, reply=Reply.REFUSE, reason=ReplyReason.JURISDICTION
    )
    with pytest.raises(ValueNotValid, match="共同的上一级"):
        ask_designation(actor=somebody("office"), dispute=made, superior=body_of("procuratorate"), facts="不成")
    report = ask_designation(actor=somebody("office"), dispute=made, superior=above, facts="协商不成")
    assert report.limit == "coordination.designate"
    with pytest.raises(SettledAlready):
        ask_designation(actor=somebody("police"), dispute=made, superior=above, facts="再报")
    with pytest.raises(PermitRefused):
        designate(actor=somebody("office"), handover=report, body=body_of("office"), text="x")
    with pytest.raises(ValueNotValid, match="双方之一"):
        designate(actor=at_superior(above), handover=report, body=body_of("procuratorate"), text="x")
    found = designate(actor=at_superior(above), handover=report, body=body_of("police"), text="主要违法行为地在其辖区")
    assert (found.settled, found.settled_by, found.settled_on) == (body_of("police"), "designated", date(2018, 7, 2))
    with pytest.raises(SettledAlready, match="指定管辖"):
        designate(actor=at_superior(above), handover=report, body=body_of("office"), text="x")
    assert Message.objects.filter(kind="coordination.settled").count() == 2
    assert AuditEntry.objects.filter(action="coordination.settle_dispute").count() == 1


def test_silence_opens_the_way_to_the_superior_and_a_late_agreement_closes_it():
    above, made = superior(), raised()
    with clock.fixed(date(2018, 7, 12)):
        report = ask_designation(actor=somebody("police"), dispute=made, superior=above, facts="对方催办")
        assert report.sender == body_of("police")
        answer_dispute(actor=somebody("police"), handover=made.envelope, reply=Reply.ACCEPT, text="同意")
    report.refresh_from_db()
    assert report.withdrawn_why == "双方已协商一致"


def joint(**values):
    usual = {
        "actor": person("office"), "lead": body_of("office"), "bodies": [body_of("police"), body_of("procuratorate"), body_of("office")],
        "title": "春雷联合行动", "plan": "检查农贸市场。", "basis": "工作方案", "starts_on": date(2018, 7, 10), "ends_on": date(2018, 7, 20),
    }  # fmt: skip
    return begin_joint(**{**usual, **values})


def report(part, role="police", **values):
    usual = {"people": 12, "cases": 3, "value": Decimal("85000.00"), "transferred": 1, "told": "查获假冒白酒。"}
    return report_joint(actor=somebody(role), part=part, **{**usual, **values})


def test_everybody_is_asked_apart_and_tells_apart():
    made = joint()
    first, second = made.parts.order_by("body__name")
    assert Handover.objects.filter(kind="joint").count() == 2
    with pytest.raises(OperationOver, match="没有答复参加"):
        report(first)
    answer_handover(actor=somebody("police"), handover=first.envelope, reply=Reply.ACCEPT)
    answer_handover(
        actor=somebody("procuratorate"), handover=second.envelope, reply=Reply.REFUSE, reason=ReplyReason.DONE
    )
    with pytest.raises(OperationOver, match="示例公安局"):
        close_joint(actor=person("office"), operation=made, summary="完成")
    with pytest.raises(ValueNotValid, match="不能多于"):
        report(first, transferred=4)
    with pytest.raises(PermitRefused):
        report(first, "procuratorate")
    assert report(report(first)).cases == 3 and report(first, cases=4).cases == 4
    assert AuditEntry.objects.filter(action="coordination.report_joint").count() == 2
    closed = close_joint(actor=person("office"), operation=made, summary="立案4件。")
    assert closed.closed_on == date(2018, 7, 2)
    with pytest.raises(OperationOver, match="已于"):
        report(first, cases=5)
    assert list(visible_operations(somebody("police"))) == [made]
    assert not visible_operations(somebody("office", body=a_body("x", "另一单位"))).exists()


def test_after_the_last_day_who_did_not_tell_is_named():
    made = joint()
    with clock.fixed(date(2018, 7, 21)):
        close_joint(actor=person("office"), operation=made, summary="完成")
    entry = AuditEntry.objects.get(action="coordination.close_joint")
    assert entry.changes["missing"][1] == "示例公安局、示例检察院"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"bodies": []}, "bodies"),
        ({"plan": " "}, "plan"),
        ({"ends_on": date(2018, 7, 9)}, "ends_on"),
        ({"ends_on": date(2018, 6, 30)}, "ends_on"),
    ],
)
def test_operations_that_are_not_begun(values, field):
    with pytest.raises(ValueNotValid) as refused:
        joint(**values)
    assert refused.value.field == field
