"""Supervised handling: proposed by rule, confirmed or refused, dated, asked, told, ended; silence stands on the board."""

from datetime import date

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.bus import deliver_events
from qingzhi.base.identity.testing import a_body
from qingzhi.base.permits import PermitRefused
from qingzhi.engine.tasks.models import WorkItem
from qingzhi.engine.tasks.queries import inaction_board

from ..access.flags import visible_supervisions
from ..actions import supervising as act
from ..actions.protection import note_particulars
from ..models import Supervision
from ..refusals import ValueNotValid
from ..refusals.flags import OwnCaseSupervised, SupervisionNotOpen
from ..testing.cases import make_penalty, walk
from ..testing.decisions import someone
from ..testing.flags import head, make_flag_rules, office

pytestmark = pytest.mark.django_db
DAY = date(2018, 8, 31)


@pytest.fixture(autouse=True)
def _july(db):
    with clock.fixed(date(2018, 7, 2)):
        make_flag_rules()
        yield


def proposed() -> Supervision:
    case = make_penalty().case
    note_particulars(actor=office(), case=case, malicious=True, note="两次责令停止后仍在销售")
    while deliver_events():
        pass
    return Supervision.objects.get(case=case)


def running() -> Supervision:
    found = act.confirm_supervision(actor=head(), supervision=proposed(), body=above())
    return act.set_day(actor=director(), supervision=found, on=DAY)


def above():
    return a_body("above", "联席会议办公室")


def director(user_id: int = 41):
    return someone(user_id, "enforcement.supervision.direct", "enforcement.flag.view", body=above(), name="督办员")


def items(kind: str) -> list[tuple[str, date | None]]:
    rows = WorkItem.objects.filter(kind=f"enforcement.supervision_{kind}", closed_at=None)
    return list(rows.values_list("body__code", "due_on"))


def test_what_fulfils_the_rules_is_put_before_an_officer_once():
    found = proposed()
    act.follow_flag(case_id=found.case_id)
    assert Supervision.objects.count() == 1 and found.state == "proposed"
    assert [one["ground"] for one in found.grounds] == ["恶意侵权"]
    assert items("confirm") == [(found.case.body.code, date(2018, 7, 9))]


def test_it_is_confirmed_dated_asked_told_and_ended():
    found = proposed()
    act.confirm_supervision(actor=head(), supervision=found, body=above(), reason="影响大")
    assert items("confirm") == [] and items("date") == [("above", date(2018, 7, 5))]
    act.set_day(actor=director(), supervision=found, on=DAY)
    assert items("date") == [] and items("finish") == [("office", DAY)]
    act.ask_progress(actor=director(), supervision=found, text="报告查封情况")
    assert items("progress") == [("office", date(2018, 7, 9))]
    with pytest.raises(SupervisionNotOpen, match="还没有报告"):
        act.ask_progress(actor=director(), supervision=found, text="再问")
    act.tell_progress(actor=office(), supervision=found, text="已查封120盒")
    assert items("progress") == []
    with pytest.raises(ValueNotValid, match="理由"):
        act.set_day(actor=director(), supervision=found, on=date(2018, 9, 30))
    act.set_day(actor=director(), supervision=found, on=date(2018, 9, 30), text="等待检验鉴定结果")
    act.end_supervision(actor=director(), supervision=found, reason="已作出处罚决定")
    found.refresh_from_db()
    assert found.state == "ended" and items("finish") == []
    acts = ["proposed", "confirmed", "dated", "asked", "told", "dated", "ended"]
    assert list(found.notes.values_list("act", flat=True)) == acts
    audited = AuditEntry.objects.filter(object_kind="enforcement.Supervision", object_id=str(found.pk))
    assert audited.count() == len(acts)


def test_silence_stands_on_the_board_of_inaction():
    found = running()
    act.ask_progress(actor=director(), supervision=found, text="报告查封情况", by=date(2018, 7, 6))
    with clock.fixed(date(2018, 7, 20)):
        board = {row.key: row for row in inaction_board("kind")}
        late = board["enforcement.supervision_progress"]
        assert (late.overdue, late.longest_overdue_days) == (1, 14)
    with clock.fixed(date(2018, 9, 3)):
        assert {row.key: row.overdue for row in inaction_board("kind")}["enforcement.supervision_finish"] == 1


def test_it_is_refused_with_a_reason_and_put_again_only_for_another_ground():
    found = proposed()
    with pytest.raises(ValueNotValid):
        act.refuse_supervision(actor=head(), supervision=found, reason=" ")
    act.refuse_supervision(actor=head(), supervision=found, reason="案值很小，本单位可以办结")
    case = found.case
    note_particulars(actor=office(), case=case, malicious=True, note="补充事实")
    deliver_events()
    act.follow_flag(case_id=case.pk)
    assert Supervision.objects.count() == 1
    note_particulars(actor=office(), case=case, malicious=True, is_source=True, note="查明为加工点")
    while deliver_events():
        pass
    act.follow_flag(case_id=case.pk)
    assert [one.state for one in Supervision.objects.order_by("pk")] == ["refused", "proposed"]


def test_a_proposal_goes_with_its_ground_but_what_was_confirmed_stays():
    found = proposed()
    note_particulars(actor=office(), case=found.case)
    while deliver_events():
        pass
    found.refresh_from_db()
    assert found.state == "ended" and items("confirm") == []
    again = proposed()
    act.confirm_supervision(actor=head(), supervision=again, body=above())
    note_particulars(actor=office(), case=again.case)
    while deliver_events():
        pass
    again.refresh_from_db()
    assert again.state == "confirmed"


def test_the_second_is_told_who_was_first():
    found = proposed()
    act.confirm_supervision(actor=head(), supervision=found, body=above())
    with pytest.raises(SupervisionNotOpen, match="宋负责"):
        act.refuse_supervision(actor=head(user_id=33), supervision=found, reason="不需要挂牌")


def test_who_may_not():
    found = running()
    with pytest.raises(PermitRefused):
        act.ask_progress(actor=office(), supervision=found, text="报告")
    with pytest.raises(PermitRefused):
        act.end_supervision(actor=head(a_body("third", "第三单位")), supervision=found, reason="越权解除")
    with pytest.raises(PermitRefused):
        act.tell_progress(actor=director(), supervision=found, text="代为报告")
    assert visible_supervisions(director()).count() == 1
    assert visible_supervisions(office(a_body("third", "第三单位"))).count() == 0


def test_who_handles_the_case_does_not_supervise_it():
    found = proposed()
    walk(found.case, "assign")
    person = found.case.officers.get(certificate__number__endswith="001").certificate.person
    act.confirm_supervision(actor=head(), supervision=found, body=found.case.body)
    own = head()
    own = type(own)(**{**own.__dict__, "subject_id": person.subject_id})
    with pytest.raises(OwnCaseSupervised):
        act.set_day(actor=own, supervision=found, on=DAY)
