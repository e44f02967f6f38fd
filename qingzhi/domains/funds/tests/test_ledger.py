"""Actions on money: what stands afterwards, what the trail and the events say, what is refused."""

from decimal import Decimal as D

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.identity.testing import a_body, an_actor
from qingzhi.base.permits import PUBLIC, SYSTEM, PermitRefused, Scope
from qingzhi.domains.funds import refusals
from qingzhi.domains.funds.actions import (
    appropriate,
    claw_back,
    commit,
    open_line,
    open_programme,
    pay,
    refund,
    release,
    reserve,
    reverse,
    settle_line,
)
from qingzhi.domains.funds.models import Claim, Entry, Journal, LineBalance, Programme
from qingzhi.domains.funds.queries import available, claims_of, entries_of, ledger_problems, summary_of
from qingzhi.domains.funds.terms import Account, Level, Posting, Remainder, Source
from qingzhi.domains.funds.testing import make_line, make_payee, make_programme, make_reference

pytestmark = pytest.mark.django_db
ALL = ("funds.view", "funds.commit", "funds.pay", "funds.appropriate", "funds.programme.manage", "funds.batch.manage")


@pytest.fixture
def chief():
    return an_actor("chief", "funds.view", "funds.commit")


@pytest.fixture
def payer():
    return an_actor("payer", "funds.view", "funds.pay")


def balances(line):
    row = LineBalance.objects.get(line=line)
    return {name: getattr(row, name) for name in (one.value for one in Account) if getattr(row, name)}


def paid_out(line, chief, payer, amount=100):
    reference = make_reference(make_payee())
    key = reference.subject_id
    reserve(actor=chief, reference=reference, amount=D(amount), key=f"r{key}", line=line)
    commit(actor=chief, reference=reference, key=f"c{key}")
    pay(actor=payer, reference=reference, key=f"p{key}", voucher="ZF-1")
    return reference


def test_money_goes_its_way_and_comes_back(chief, payer):
    line = make_line(1000)
    reference = make_reference(make_payee())
    reserve(actor=chief, reference=reference, amount=D("300.05"), key="1", line=line)
    assert balances(line) == {"appropriated": D(-1000), "available": D("699.95"), "reserved": D("300.05")}
    commit(actor=chief, reference=reference, key="2", amount=D(200), decision="青知发〔2018〕3号")
    release(actor=chief, reference=reference, key="3")
    assert balances(line) == {"appropriated": D(-1000), "available": D(800), "committed": D(200)}
    pay(actor=payer, reference=reference, key="4", voucher="ZF-1")
    claw_back(actor=chief, reference=reference, key="5", amount=D(50), decision="青知追〔2018〕1号", note="专利权终止")
    assert summary_of(reference).clawed_back == D(50)
    refund(actor=payer, reference=reference, key="6", amount=D(50), voucher="SK-1")
    refund(actor=payer, reference=reference, key="7", amount=D(20), voucher="SK-2")
    assert balances(line) == {"appropriated": D(-1000), "available": D(870), "paid": D(130)}
    assert summary_of(reference).refunded == D(70)
    kinds = [one.kind for one in entries_of(reference)]
    assert kinds == ["reserve", "commit", "release", "pay", "claw_back", "refund", "refund"]
    assert ledger_problems() == []


def test_trail_and_events_tell_of_each_posting(chief, payer):
    reference = paid_out(make_line(500), chief, payer)
    claim = claims_of(reference).get()
    claw_back(actor=chief, reference=reference, key="cb", decision="追1号", note="权利无效")
    told = set(EventRow.objects.filter(name__startswith="funds.").values_list("name", flat=True))
    assert {
        "funds.reserved",
        "funds.committed",
        "funds.payment_made",
        "funds.clawed_back",
        "funds.appropriated",
    } <= told
    payload = EventRow.objects.get(name="funds.clawed_back").payload
    assert payload["reason"] == "权利无效" and payload["amount"] == "100.00" and payload["claim_id"] == claim.pk
    done = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"funds.reserve", "funds.commit", "funds.pay", "funds.claw_back", "funds.appropriate"} <= done
    assert AuditEntry.objects.get(action="funds.pay").reason == "ZF-1"


def test_a_line_is_not_overdrawn_and_says_what_remains(chief):
    line = make_line(100)
    reserve(actor=chief, reference=make_reference(), amount=D(60), key="1", line=line)
    with pytest.raises(refusals.AppropriationExceeded) as caught:
        reserve(actor=chief, reference=make_reference(), amount=D("40.01"), key="2", line=line)
    assert caught.value.remaining == D(40) and "剩余40.00元" in caught.value.reason
    assert Claim.objects.count() == 1 and Journal.objects.count() == 2
    reserve(actor=chief, reference=make_reference(), amount=D(40), key="3", line=line)
    assert available(line) == 0


def test_a_programme_gives_from_the_first_line_that_has_enough(chief):
    programme = make_programme()
    small = make_line(50, programme, source=Source.CENTRAL)
    large = make_line(500, programme)
    taken = reserve(actor=chief, reference=make_reference(), amount=D(80), key="1", programme=programme)
    assert taken.line == large and available(small) == 50 and available(programme) == 470
    with pytest.raises(refusals.AppropriationExceeded) as caught:
        reserve(actor=chief, reference=make_reference(), amount=D(460), key="2", programme=programme)
    assert caught.value.remaining == D(470)


@pytest.mark.parametrize("verb", ["reserve", "commit", "pay", "claw_back", "refund", "release"])
def test_the_same_key_twice_is_done_once_and_never_stands_for_another(verb, chief, payer):
    line, reference = make_line(1000), make_reference(make_payee())

    def does(key, amount):
        steps = {
            "reserve": lambda: reserve(actor=chief, reference=reference, amount=amount, key=key, line=line),
            "commit": lambda: commit(actor=chief, reference=reference, amount=amount, key=key),
            "pay": lambda: pay(actor=payer, reference=reference, amount=amount, key=key, voucher="1"),
            "claw_back": lambda: claw_back(actor=chief, reference=reference, amount=amount, key=key, decision="1"),
            "refund": lambda: refund(actor=payer, reference=reference, amount=amount, key=key, voucher="1"),
            "release": lambda: release(actor=chief, reference=reference, amount=amount, key=key),
        }
        return steps[verb]()

    reserve(actor=chief, reference=reference, amount=D(300), key="base-r", line=line)
    if verb != "release":
        commit(actor=chief, reference=reference, amount=D(200), key="base-c")
        pay(actor=payer, reference=reference, amount=D(100), key="base-p", voucher="0")
    one = does("same", D(10))
    before = balances(line)
    assert does("same", D(10)) == one and balances(line) == before
    with pytest.raises(refusals.KeyReused):
        open_other = make_line(10)
        if verb == "reserve":
            reserve(actor=chief, reference=make_reference(), amount=D(11), key="same", line=open_other)
        else:
            reserve(actor=chief, reference=make_reference(), amount=D(10), key="same", line=open_other)


@pytest.mark.parametrize("amount", [D(0), D(-1), D("0.001"), D("NaN"), 1.5, D("1e15")])
def test_amounts_that_cannot_be(amount, chief):
    with pytest.raises(refusals.ValueNotValid):
        reserve(actor=chief, reference=make_reference(), amount=amount, key="1", line=make_line())


def test_who_commits_does_not_pay():
    both = an_actor("both", *ALL)
    line, reference = make_line(100), make_reference(make_payee())
    reserve(actor=both, reference=reference, amount=D(10), key="1", line=line)
    commit(actor=both, reference=reference, key="2")
    with pytest.raises(refusals.FourEyes):
        pay(actor=both, reference=reference, key="3", voucher="1")


def test_each_action_asks_for_its_permit(chief, payer):
    line, reference = make_line(100), make_reference(make_payee())
    for actor in (PUBLIC, payer):
        with pytest.raises(PermitRefused):
            reserve(actor=actor, reference=reference, amount=D(1), key="1", line=line)
    reserve(actor=chief, reference=reference, amount=D(1), key="1", line=line)
    commit(actor=chief, reference=reference, key="2")
    for verb in (
        lambda: pay(actor=chief, reference=reference, key="3", voucher="1"),
        lambda: refund(actor=chief, reference=reference, amount=D(1), key="3", voucher="1"),
        lambda: claw_back(actor=payer, reference=reference, key="3", decision="1"),
        lambda: release(actor=payer, reference=reference, key="3"),
        lambda: appropriate(actor=chief, line=line, amount=D(1), document_number="1", key="3"),
        lambda: settle_line(actor=chief, line=line, way="return", document_number="1", key="3"),
        lambda: open_line(actor=chief, programme=line.programme, source="bank"),
        lambda: open_programme(actor=chief, code="x", year=2018, name="x", body=a_body()),
    ):
        with pytest.raises(PermitRefused):
            verb()
    elsewhere = an_actor("far", "funds.commit", scope=Scope.BODY, body=a_body("far", "别的单位"))
    with pytest.raises(PermitRefused):
        reserve(actor=elsewhere, reference=make_reference(), amount=D(1), key="4", line=line)


def test_more_than_a_claim_holds_is_refused(chief, payer):
    line, reference = make_line(100), make_reference(make_payee())
    with pytest.raises(refusals.ClaimUnknown):
        commit(actor=chief, reference=reference, key="0")
    reserve(actor=chief, reference=reference, amount=D(50), key="1", line=line)
    for verb in (
        lambda: commit(actor=chief, reference=reference, key="2", amount=D(51)),
        lambda: pay(actor=payer, reference=reference, key="2", voucher="1"),
        lambda: claw_back(actor=chief, reference=reference, key="2", decision="1"),
        lambda: refund(actor=payer, reference=reference, key="2", amount=D(1), voucher="1"),
        lambda: release(actor=chief, reference=reference, key="2", amount=D(51)),
    ):
        with pytest.raises(refusals.ClaimExceeded):
            verb()
    assert balances(line) == {"appropriated": D(-100), "available": D(50), "reserved": D(50)}


def test_a_budget_is_lowered_only_by_what_is_free():
    line = make_line(100)
    reserve(actor=SYSTEM, reference=make_reference(), amount=D(70), key="1", line=line)
    with pytest.raises(refusals.AppropriationExceeded):
        appropriate(actor=SYSTEM, line=line, amount=D(-31), document_number="调1号", key="2")
    appropriate(actor=SYSTEM, line=line, amount=D(-30), document_number="调1号", key="2")
    assert balances(line) == {"appropriated": D(-70), "reserved": D(70)}


def test_a_mistake_is_reversed_once_and_stays_readable(chief):
    line, reference = make_line(100), make_reference(make_payee())
    reserve(actor=chief, reference=reference, amount=D(50), key="1", line=line)
    wrong = commit(actor=chief, reference=reference, key="2")
    back = reverse(actor=chief, journal=wrong, reason="承诺金额有误")
    assert back.reverses == wrong and claims_of(reference).get().reserved == D(50)
    with pytest.raises(refusals.AlreadyReversed, match="已由chief"):
        reverse(actor=chief, journal=wrong, reason="再来")
    with pytest.raises(refusals.AlreadyReversed):
        reverse(actor=chief, journal=back, reason="再来")
    budget = Journal.objects.get(kind=Posting.APPROPRIATE)
    with pytest.raises(PermitRefused):
        reverse(actor=chief, journal=budget, reason="重复登记")
    with pytest.raises(refusals.AppropriationExceeded):
        reverse(actor=SYSTEM, journal=budget, reason="重复登记")
    assert ledger_problems() == []


def test_a_refund_is_reversed_along_the_way_that_it_took(chief, payer):
    line = make_line(500)
    reference = paid_out(line, chief, payer)
    claw_back(actor=chief, reference=reference, key="cb", decision="1", amount=D(40))
    back = refund(actor=payer, reference=reference, key="rf", amount=D(40), voucher="1")
    reverse(actor=payer, journal=back, reason="错登")
    assert balances(line) == {"appropriated": D(-500), "available": D(400), "paid": D(60), "clawed_back": D(40)}
    assert summary_of(reference).refunded == 0


def test_the_database_refuses_to_change_what_was_posted():
    line = make_line(100)
    journal = Journal.objects.get(line=line)
    for write in (
        lambda: Journal.objects.filter(pk=journal.pk).update(amount=D(1)),
        lambda: Entry.objects.filter(journal=journal).update(amount=D(1)),
        lambda: Entry.objects.filter(journal=journal).delete(),
        lambda: Journal.objects.filter(pk=journal.pk)._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            write()
    assert ledger_problems() == []


def test_the_database_refuses_a_journal_that_does_not_sum_to_zero():
    journal = Journal.objects.get(line=make_line(100))
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.create(journal=journal, account=Account.PAID, amount=D(1))
        if connection.vendor == "postgresql":
            connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize(
    "values", [{"available": D(-1), "reserved": D(101)}, {"available": D(99)}, {"appropriated": D(1)}]
)
def test_the_database_refuses_an_overdrawn_or_unbalanced_row(values):
    line = make_line(100)
    with pytest.raises(IntegrityError), transaction.atomic():
        LineBalance.objects.filter(line=line).update(**values)


def test_a_programme_and_a_line_stand_once():
    first = make_programme(year=2018, code="zl", name="专利专项")
    assert make_programme(year=2018, code="zl", name="专利专项") == first
    with pytest.raises(refusals.ProgrammeExists):
        make_programme(year=2018, code="zl", name="另一专项")
    line = make_line(0, first)
    assert make_line(0, first) == line and line.level == Level.PROVINCE
    bank = make_line(0, first, source=Source.BANK, funder="示例银行")
    assert bank.level == Level.MARKET and bank.label.startswith("示例银行")
    assert Programme.objects.count() == 1


def test_at_the_end_of_the_year_what_is_left_goes_on(chief, payer):
    programme = make_programme(code="zl", name="专利专项")
    line = make_line(1000, programme)
    paid = paid_out(line, chief, payer)
    waiting = make_reference()
    reserve(actor=chief, reference=waiting, amount=D(200), key="w", line=line)
    with pytest.raises(refusals.ValueNotValid, match="请先设立"):
        settle_line(actor=SYSTEM, line=line, way=Remainder.CARRY, document_number="结1号", key="s")
    following = make_programme(code="zl", name="专利专项", year=programme.year + 1)
    left = settle_line(actor=SYSTEM, line=line, way=Remainder.CARRY, document_number="结1号", key="s")
    assert left == D(700) == settle_line(actor=SYSTEM, line=line, way=Remainder.CARRY, document_number="结1号", key="s")
    target = following.lines.get()
    assert available(target) == 700 and available(line) == 0
    with pytest.raises(refusals.LineClosed):
        reserve(actor=chief, reference=make_reference(), amount=D(1), key="x", line=line)
    release(actor=chief, reference=waiting, key="rl")
    refund(actor=payer, reference=paid, amount=D(10), key="rf", voucher="1")
    assert balances(line)["refunded"] == D(10)
    assert settle_line(actor=SYSTEM, line=line, way=Remainder.RETURN, document_number="结2号", key="s2") == D(200)
    assert balances(line) == {"appropriated": D(-1000), "paid": D(90), "refunded": D(210), "carried": D(700)}
    assert ledger_problems() == []


def test_nothing_is_reserved_outside_of_the_programme_s_days(chief):
    with pytest.raises(refusals.LineClosed, match="使用期限"):
        line = make_line(100, make_programme(year=2019))
        reserve(actor=chief, reference=make_reference(), amount=D(1), key="x", line=line)
