"""Protection at the border: terms and reminders of recordals, securities by table, notices and their three days, who keeps silent."""

from datetime import date
from decimal import Decimal

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.permits import PermitRefused, Refusal
from qingzhi.engine.messages.models import Message
from qingzhi.engine.procedures.actions import take_step
from qingzhi.engine.procedures.models import Case
from qingzhi.engine.procedures.refusals import FormWrong, GuardRefused
from qingzhi.engine.procedures.terms import Outcome
from qingzhi.engine.tasks.queries import open_items_about

from ..access import visible_recordals
from ..actions import answer_handover
from ..actions.customs_recordals import cancel_recordal, enter_recordal, remind_of_expiry, renew_recordal
from ..actions.customs_seizing import tell_silent_holders
from ..models import Handover, RecordalReminder
from ..queries.customs import in_standing, security_for, silent_holders, standing_of, visible_seizures
from ..refusals import RecordalNotInForce, RecordalNotRenewable, ValueNotValid
from ..rules.customs import expiry, foreign_reason
from ..terms import Reply
from ..terms.customs import RecordalStanding, SecurityMode
from ..testing import somebody
from ..testing.customs import (
    customs,
    holder,
    make_application,
    make_customs_rules,
    make_notice,
    make_recordal,
    the_holder,
    walk,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _july():
    with clock.fixed(date(2018, 7, 2)):
        yield


@pytest.mark.parametrize(
    ("mode", "patent", "value", "amount"),
    [
        (SecurityMode.EX_OFFICIO, False, "19999.99", "19999.99"),
        (SecurityMode.EX_OFFICIO, False, "20000", "20000"),
        (SecurityMode.EX_OFFICIO, False, "39000", "20000"),
        (SecurityMode.EX_OFFICIO, True, "60000", "30000"),
        (SecurityMode.EX_OFFICIO, False, "200000", "100000"),
        (SecurityMode.EX_OFFICIO, False, "200000.01", "100000"),
        (SecurityMode.EX_OFFICIO, False, "5000000", "100000"),
        (SecurityMode.ON_REQUEST, False, "60000", "60000"),
        (SecurityMode.GENERAL, False, "150000", "200000"),
        (SecurityMode.GENERAL, False, "350000", "350000"),
        (SecurityMode.COUNTER, True, "60000", "60000"),
        (SecurityMode.COUNTER, False, "60000", None),
        (SecurityMode.GENERAL, True, "60000", None),
    ],
)
def test_securities_by_table(mode, patent, value, amount):
    make_customs_rules()
    asked = security_for(mode, Decimal(value), date(2018, 7, 2), patent=patent)
    assert (asked.amount if asked.allowed else None) == (Decimal(amount) if amount else None)


@pytest.mark.parametrize(
    ("right_ends", "ends"), [(None, date(2025, 3, 2)), (date(2024, 1, 5), date(2024, 1, 5)), (date(2030, 1, 1), date(2025, 3, 2))]
)  # fmt: skip
def test_ten_years_or_with_the_right(right_ends, ends):
    assert expiry(date(2015, 3, 2), 10, right_ends)[0] == ends


@pytest.mark.parametrize(
    ("who", "trader", "foreign"), [("CN", "CN", False), ("US", "CN", True), ("CN", "HK", True), ("ZZ", "NP", True)]
)
def test_foreign_related(who, trader, foreign):
    assert bool(foreign_reason(who, trader)) is foreign


def test_renewed_only_in_the_last_six_months():
    made = make_recordal()  # until 2025-03-02
    with pytest.raises(RecordalNotRenewable, match="2024-09-02至2025-03-02"):
        renew_recordal(actor=customs(), recordal=made, basis="准予续展")
    with clock.fixed(date(2024, 9, 2)):
        assert standing_of(made) is RecordalStanding.ENDING
        assert in_standing(visible_recordals(customs()), "ending").get() == made
        made = renew_recordal(actor=customs(), recordal=made, basis="准予续展通知书")
        assert (made.expires_on, made.terms.count()) == (date(2035, 3, 2), 2)
        with pytest.raises(RecordalNotRenewable):
            renew_recordal(actor=customs(), recordal=made, basis="再一次")
    cancel_recordal(actor=customs(), recordal=made, reason="权利转让后未变更")
    with pytest.raises(RecordalNotRenewable, match="已于"):
        cancel_recordal(actor=customs(), recordal=made, reason="再一次")
    with pytest.raises(RecordalNotInForce):
        make_notice(made)
    assert AuditEntry.objects.filter(action="coordination.renew_recordal").count() == 1


def test_reminded_once_at_each_mark_and_done_by_renewal():
    made = make_recordal()
    told = []
    for day in (
        date(2024, 9, 1),
        date(2024, 9, 2),
        date(2024, 9, 3),
        date(2024, 12, 5),
        date(2025, 2, 2),
        date(2025, 3, 1),
    ):
        with clock.fixed(day):
            told.append(remind_of_expiry())
    assert told == [0, 1, 0, 1, 1, 0]  # the second mark's day (2 December) was slept over and made good
    assert RecordalReminder.objects.count() == EventRow.objects.filter(name="coordination.recordal_ending").count() == 3
    item = open_items_about(made).get()
    assert (item.holder, item.due_on) == (the_holder(), date(2025, 3, 2))
    with clock.fixed(date(2025, 3, 2)):
        renew_recordal(actor=customs(), recordal=made, basis="准予续展")
    assert not open_items_about(made).exists()


def test_nobody_else_enters_or_sees():
    made = make_recordal()
    with pytest.raises(ValueNotValid, match="已经登记"):
        enter_recordal(
            actor=customs(), body=made.body, number=made.number, holder=the_holder(), right_told="同号", goods="枸杞", valid_from=date(2016, 1, 1)
        )  # fmt: skip
    with pytest.raises(PermitRefused):
        cancel_recordal(actor=somebody("office"), recordal=made, reason="无权")
    assert visible_recordals(holder()).get() == made
    assert not visible_recordals(holder(the_holder("另一家"))).exists()
    assert not visible_recordals(somebody("police")).exists()


def test_three_working_days_then_the_goods_go():
    case = make_notice().case
    case.refresh_from_db()
    assert (case.state, case.due_on) == ("notified", date(2018, 7, 5))
    assert case.dossier.security == Decimal(30_000)
    assert open_items_about(case).get().holder == the_holder()
    with pytest.raises(GuardRefused, match="2018-07-05 届满"):
        walk(case, "lapse")
    assert tell_silent_holders() == 0
    with clock.fixed(date(2018, 7, 6)):
        assert [one.pk for one in silent_holders(customs())] == [case.pk]
        assert (tell_silent_holders(), tell_silent_holders()) == (1, 0)
        assert Message.objects.filter(kind="coordination.customs_silent").count() == 2
        with pytest.raises(GuardRefused, match="答复期限已于"):
            walk(case, "ask")
        assert walk(case, "lapse").outcome == Outcome.CLOSED
        assert not silent_holders(customs()).exists()


def test_seized_found_and_disposed():
    case = walk(make_notice(trader_place="US").case, "ask", "seize")
    assert case.dossier.foreign_why == "收发货人在境外（美国）"
    # thirty working days from 2 July 2018: 13 August; fifty: 10 September
    assert {one.code: one.due_on for one in case.clocks.filter(ended_on=None)} == {
        "examine": date(2018, 8, 13),
        "court": date(2018, 9, 10),
    }
    with pytest.raises(GuardRefused, match="只有专利权案件"):
        walk(case, "bond")
    walk(case, "ask_help")
    assert Handover.objects.get(case=case).kind == "assist"
    answer_handover(
        actor=somebody("office"), handover=Handover.objects.get(case=case), reply=Reply.ACCEPT, text="构成近似"
    )
    case = walk(case, "find", "dispose")
    assert (case.outcome, case.dossier.disposal, case.dossier.finding) == (Outcome.GRANTED, "destroyed", "认定侵权")


def test_too_little_security_is_refused():
    case = make_notice().case
    with pytest.raises(GuardRefused, match="担保不足"):
        walk(case, "ask", amount="29999.99")
    patent = make_recordal(number="P2015-1", is_patent=True)
    with pytest.raises(FormWrong, match="担保方式"):
        walk(make_notice(patent).case, "ask", kind="general")


def test_on_request_twenty_days_for_the_court():
    case = walk(make_application().case, "apply", "seize_asked")
    assert case.dossier.security == Decimal(60_000)
    assert case.clocks.get(code="court").due_on == date(2018, 7, 30)
    with pytest.raises(GuardRefused, match="2018-07-30 届满"):
        walk(case, "release")
    with clock.fixed(date(2018, 7, 31)):
        assert walk(case, "release").outcome == Outcome.CLOSED


def test_two_at_once_one_wins():
    case = make_notice().case
    case.refresh_from_db()
    revision = case.revision
    walk(case, "decline")
    again = take_step(actor=holder(), case=case, step="decline", revision=revision, note="理由")
    assert again.outcome == Outcome.WITHDRAWN and again.entries.filter(step="decline").count() == 1
    with clock.fixed(date(2018, 7, 6)), pytest.raises(Refusal):
        take_step(actor=customs(), case=case, step="lapse", revision=revision)
    assert not visible_seizures(holder(the_holder("另一家"))).exists()
    assert Case.objects.get(pk=case.pk).outcome == Outcome.WITHDRAWN
