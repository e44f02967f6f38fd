"""Envelopes between bodies: answered once with a coded reason, silence told once per mark to both sides, readings kept."""

from datetime import date, datetime

import pytest
from django.test import Client

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.files.access import may_read
from qingzhi.base.files.actions import store_file
from qingzhi.base.files.testing import pdf_bytes
from qingzhi.base.identity.testing import a_body, a_post, a_role, an_account
from qingzhi.base.permits import SYSTEM, PermitRefused, Scope
from qingzhi.engine.messages.models import Message
from qingzhi.engine.tasks.queries import open_items_about

from ..access import visible_handovers
from ..actions import answer_handover, read_shared, send_handover, tell_silence, withdraw_handover
from ..models import Silence
from ..queries import silence_board
from ..refusals import AnsweredAlready, ReasonMissing, SameBody, ValueNotValid
from ..terms import HandoverKind, Reply, ReplyReason
from ..testing import ROLES, body_of, make_rules, somebody
from ..views.home_cards import silent_card

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _rules():
    make_rules()
    with clock.fixed(date(2018, 9, 26)):
        yield


def sent(**values):
    usual = {
        "actor": somebody("office"), "kind": HandoverKind.ASSIST, "sender": body_of("office"), "receiver": body_of("police"),
        "title": "请协助查询进货记录", "asked": "查询示例商行2018年进货记录。", "basis": "处罚程序规定第四十五条", "limit": "coordination.assist",
    }  # fmt: skip
    return send_handover(**{**usual, **values})


def test_fifteen_working_days_across_the_october_holiday():
    made = sent()
    # 27, 28, 29, 30 Sept (29, 30 are make-up working days), holiday 1–7 Oct, 8–12, 15–19, 22 Oct: the fifteenth is 22 Oct
    assert made.due_at.astimezone(clock.now().tzinfo) == datetime(2018, 10, 22, 23, 59, 59, tzinfo=clock.now().tzinfo)
    assert "第四十五条" in made.explained[0]
    item = open_items_about(made).get()
    assert (item.body, item.due_on) == (made.receiver, date(2018, 10, 22))


def test_answered_once_with_who_was_first():
    made = sent()
    answer_handover(actor=somebody("police"), handover=made, reply=Reply.ACCEPT, text="已查")
    with pytest.raises(AnsweredAlready, match="答复：已办理"):
        answer_handover(actor=somebody("police"), handover=made, reply=Reply.REFUSE, reason=ReplyReason.NO_BASIS)
    assert not open_items_about(made).exists()
    assert Message.objects.filter(recipient=made.sender.subject, kind="coordination.answered").count() == 1
    assert AuditEntry.objects.filter(action="coordination.answer").count() == 1


@pytest.mark.parametrize(("reason", "text"), [("", "不办"), (ReplyReason.OTHER, " ")])
def test_refusing_needs_a_coded_reason(reason, text):
    with pytest.raises(ReasonMissing):
        answer_handover(actor=somebody("police"), handover=sent(), reply=Reply.REFUSE, reason=reason, text=text)


def test_nobody_answers_for_another_body():
    made = sent()
    with pytest.raises(PermitRefused):
        answer_handover(actor=somebody("procuratorate"), handover=made, reply=Reply.ACCEPT)
    assert not visible_handovers(somebody("procuratorate")).exists()
    assert visible_handovers(somebody("police")).get() == made


def test_bad_envelopes_are_refused():
    with pytest.raises(SameBody):
        sent(receiver=body_of("office"))
    with pytest.raises(ValueNotValid) as refused:
        sent(basis=" ")
    assert refused.value.field == "basis"
    with pytest.raises(PermitRefused):
        sent(sender=body_of("procuratorate"))


def test_withdrawn_before_an_answer_only():
    made = withdraw_handover(actor=somebody("office"), handover=sent(), reason="已自行查明")
    assert not made.is_waiting and not open_items_about(made).exists()
    with pytest.raises(AnsweredAlready, match="撤回"):
        answer_handover(actor=somebody("police"), handover=made, reply=Reply.ACCEPT, text="无记录")


def test_silence_is_told_once_per_mark_to_both_sides():
    made = sent()
    with clock.fixed(date(2018, 10, 22)):
        assert tell_silence() == 0  # the last day is not over
    with clock.fixed(date(2018, 10, 23)):
        assert (tell_silence(), tell_silence()) == (1, 0)
        row = next(one for one in silence_board(somebody("police")) if one.body_id == made.receiver_id)
        assert (row.waiting, row.late) == (1, 1)
        assert [one.body_id for one in silent_card(somebody("police"))["rows"]] == [made.receiver_id]
    with clock.fixed(date(2018, 10, 30)):
        assert tell_silence() == 1  # the second mark: five working days later
    assert list(Silence.objects.values_list("mark", flat=True)) == [
        "due",
        "coordination.silence.second",
    ]
    told = Message.objects.filter(kind="coordination.silent").values_list("recipient", flat=True)
    assert sorted(told) == sorted([made.sender.subject_id, made.receiver.subject_id] * 2)
    assert EventRow.objects.filter(name="coordination.receiver_silent").count() == 2
    with clock.fixed(date(2018, 11, 2)):
        answer_handover(actor=somebody("police"), handover=made, reply=Reply.ACCEPT, text="无记录")
        assert tell_silence() == 0
        row = next(one for one in silence_board(SYSTEM) if one.body_id == made.receiver_id)
        assert (row.waiting, row.late, row.answered, row.late_answers) == (0, 0, 1, 1)
        assert silent_card(SYSTEM)["rows"] == []


def test_files_are_read_with_a_purpose_for_a_day():
    file = store_file(actor=SYSTEM, name="账本.pdf", data=pdf_bytes("账本"))
    made, police = sent(files=[file]), somebody("police")
    assert (
        may_read(somebody("office"), file)
        and not may_read(police, file)
        and not may_read(somebody("procuratorate"), file)
    )
    with pytest.raises(ValueNotValid):
        read_shared(actor=police, handover=made, purpose="", basis="刑事诉讼法")
    first = read_shared(actor=police, handover=made, purpose="核对数额", basis="刑事诉讼法第五十四条")
    assert may_read(police, file) and read_shared(actor=police, handover=made, purpose="再看", basis="同上") == first
    with pytest.raises(PermitRefused):
        read_shared(actor=somebody("procuratorate"), handover=made, purpose="好奇", basis="无")
    with clock.fixed(date(2018, 9, 28)):
        assert not may_read(police, file)
    assert AuditEntry.objects.filter(action="coordination.read_shared").count() == 1


def test_pages(settings):
    people = {}
    for role in ("office", "police"):
        user = an_account(role, role)
        a_post(user, a_role(role, *ROLES[role], scope=Scope.BODY), body_of(role))
        people[role] = Client()
        people[role].force_login(user, backend="qingzhi.base.identity.backends.PasswordBackend")
    form = {
        "kind": "assist",
        "receiver": body_of("police").pk,
        "title": "请协助查询",
        "request": "查询记录",
        "basis": "第四十五条",
    }
    answered = people["office"].post("/coordination/handovers/new/", form)
    assert answered.status_code == 302
    url = answered["Location"]
    assert "到办件中办理" not in people["police"].get(url).content.decode()
    refused = people["police"].post(f"{url}answer/", {"reply": "refuse", "reason": "", "text": ""})
    assert refused.status_code == 400 and "须选择理由" in refused.content.decode()
    assert people["police"].post(f"{url}answer/", {"reply": "accept", "text": "已查"}).status_code == 302
    again = people["police"].post(f"{url}answer/", {"reply": "accept", "text": "已查"})
    assert again.status_code == 400 and "答复：已办理" in again.content.decode()
    for page in (
        "/coordination/handovers/",
        "/coordination/handovers/?way=out&standing=answered",
        "/coordination/board/",
    ):
        assert people["office"].get(page).status_code == 200
    other = a_body("customs", "示例海关")
    user = an_account("customs", "customs")
    a_post(user, a_role("customs", *ROLES["police"], scope=Scope.BODY), other)
    stranger = Client()
    stranger.force_login(user, backend="qingzhi.base.identity.backends.PasswordBackend")
    assert stranger.get(url).status_code == 404
