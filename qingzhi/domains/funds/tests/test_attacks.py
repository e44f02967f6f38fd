"""Money as somebody reads it who means ill: other records' keys, other years, numbers that are none, four eyes by detour."""

from datetime import date
from decimal import Decimal as D

import pytest
from django.test import Client

from qingzhi.base import clock
from qingzhi.base.identity.testing import a_body, a_post, a_role, an_account, an_actor, signed_in
from qingzhi.base.permits import SYSTEM, Scope
from qingzhi.domains.funds import refusals
from qingzhi.domains.funds.actions import (
    appropriate,
    claw_back,
    commit,
    issue_batch,
    make_payment_batch,
    pay,
    refund,
    reserve,
    reverse,
    settle_line,
    take_receipts,
)
from qingzhi.domains.funds.models import Claim, Journal, PaymentBatch
from qingzhi.domains.funds.queries import claims_of, ledger_problems
from qingzhi.domains.funds.rules.amounts import amount_fault
from qingzhi.domains.funds.rules.receipts import Receipt, receipts_of
from qingzhi.domains.funds.testing import make_line, make_payee, make_programme, make_reference

pytestmark = pytest.mark.django_db
HEAD = ["凭证号", "结果", "金额", "日期", "原因"]


@pytest.fixture(autouse=True)
def _july():
    with clock.fixed(date(2018, 7, 1)):
        yield


def owed(line, amount=100, actor=SYSTEM, **values):
    reference = make_reference(make_payee(**values))
    reserve(actor=actor, reference=reference, amount=D(amount), key=f"r{reference.subject_id}", line=line)
    commit(actor=actor, reference=reference, key=f"c{reference.subject_id}")
    return reference


@pytest.mark.parametrize("value", ["1e30", "-1e30", "NaN", "sNaN", "Infinity", "-0.01", "0", "0.001", "十", ""])
def test_what_is_no_amount_is_refused_and_never_an_error(value):
    assert amount_fault(value)
    if value in ("十", ""):
        return  # not even a Decimal
    line = make_line(1000)
    reference, moved = make_reference(), Journal.objects.count()
    with pytest.raises(refusals.FundsRefusal):
        reserve(actor=SYSTEM, reference=reference, amount=D(value), key="k", line=line)
    if value != "-0.01":  # a budget may be reduced
        with pytest.raises(refusals.FundsRefusal):
            appropriate(actor=SYSTEM, line=line, amount=D(value), document_number="文", key="k")
    assert Journal.objects.count() == moved


@pytest.mark.parametrize("cell", ["sNaN", "NaN", "Infinity", "1e999", "100.004", "-", "１００．００４"])
def test_a_receipt_with_an_amount_that_is_none_is_named_by_row(cell):
    taken, faults = receipts_of([HEAD, ["ZF1", "成功", cell, "", ""], ["ZF2", "成功", "１００", "", ""]])
    assert [one.row for one in faults] == [2] and "无法识别" in faults[0].reason
    assert [one.amount for _, one in taken] == [D("100.00")]


def test_a_key_stands_for_one_record_line_and_amount():
    """A form sent again with another amount was told that it was done, and nothing was."""
    line, other = make_line(1000), make_line(1000)
    first, second = owed(line), make_reference(make_payee("乙"))
    with pytest.raises(refusals.KeyReused):
        reserve(actor=SYSTEM, reference=second, amount=D(100), key=f"r{first.subject_id}", line=line)
    appropriate(actor=SYSTEM, line=line, amount=D(5), document_number="文", key="a")
    with pytest.raises(refusals.KeyReused):
        appropriate(actor=SYSTEM, line=other, amount=D(5), document_number="文", key="a")
    pay(actor=SYSTEM, reference=first, key="p", voucher="PZ", amount=D(60))
    for do in (
        lambda amount: pay(actor=SYSTEM, reference=first, key="p", voucher="PZ", amount=amount),
        lambda amount: claw_back(actor=SYSTEM, reference=first, key="b", decision="文", amount=amount),
        lambda amount: refund(actor=SYSTEM, reference=first, key="f", voucher="TK", amount=amount),
    ):
        do(D(60) if "pay" in do.__code__.co_names else D(20))
        count = Journal.objects.count()
        with pytest.raises(refusals.KeyReused):
            do(D(30))
        assert Journal.objects.count() == count
    settle_line(actor=SYSTEM, line=line, way="return", document_number="文", key="s")
    with pytest.raises(refusals.KeyReused):
        settle_line(actor=SYSTEM, line=other, way="return", document_number="文", key="s")
    assert not ledger_problems()


def test_somebody_else_s_batch_is_not_handed_out_by_its_key():
    maker, other = (an_actor(name, "funds.view", "funds.batch.manage") for name in ("maker", "other"))
    lines = make_line(1000), make_line(1000)
    claims = [claims_of(owed(line)).get() for line in lines]
    made = make_payment_batch(actor=maker, programme=lines[0].programme, claims=claims[:1], key="k")
    assert make_payment_batch(actor=maker, programme=lines[0].programme, claims=claims[:1], key="k") == made
    for actor, line, claim in ((maker, lines[1], claims[1]), (other, lines[0], claims[0])):
        with pytest.raises(refusals.KeyReused):
            make_payment_batch(actor=actor, programme=line.programme, claims=[claim], key="k")
    assert PaymentBatch.objects.count() == 1


def test_a_day_of_another_year_is_refused():
    line = make_line(1000, make_programme(year=2018))
    reference = owed(line)
    for day in (date(2017, 7, 1), date(2108, 7, 1), date(1, 1, 1)):
        with pytest.raises(refusals.ValueNotValid):
            pay(actor=SYSTEM, reference=reference, key="p", voucher="PZ", on=day)
    handed = {"actor": SYSTEM, "line": line, "amount": D(5), "document_number": "文"}
    for day in (date(2016, 12, 31), date(2018, 7, 2)):
        with pytest.raises(refusals.ValueNotValid):
            appropriate(**handed, key="a", on=day)
    assert appropriate(**handed, key="a", on=date(2017, 11, 20)).on == date(2017, 11, 20)  # handed down in advance
    maker, payer = an_actor("maker", "funds.batch.manage"), an_actor("payer", "funds.pay")
    batch = make_payment_batch(actor=maker, programme=line.programme, claims=[claims_of(reference).get()], key="b")
    issue_batch(actor=payer, batch=batch)
    voucher = batch.items.get().voucher
    taken = take_receipts(actor=payer, batch=batch, receipts=[(2, Receipt(voucher, True, date(2017, 7, 2)))])
    assert not taken.paid and "早于送付日期" in taken.faults[0].reason


def test_a_small_commitment_by_another_does_not_open_the_first_to_who_made_it():
    """Two commitments on one claim: whoever made the larger may neither pay it nor issue its batch."""
    line = make_line(1000)
    first = an_actor("first", "funds.commit", "funds.pay", "funds.batch.manage")
    second, maker = an_actor("second", "funds.commit"), an_actor("maker", "funds.batch.manage")
    reference = owed(line, 900, actor=first)
    reserve(actor=second, reference=reference, amount=D(1), key="r2", line=line)
    commit(actor=second, reference=reference, key="c2")
    with pytest.raises(refusals.FourEyes):
        pay(actor=first, reference=reference, key="p", voucher="PZ")
    batch = make_payment_batch(actor=maker, programme=line.programme, claims=[claims_of(reference).get()], key="b")
    with pytest.raises(refusals.FourEyes):
        issue_batch(actor=first, batch=batch)


def test_a_claim_whose_commitment_was_reversed_is_not_paid_nor_reversed_twice():
    line = make_line(1000)
    reference = owed(line)
    done = Journal.objects.get(key=f"c{reference.subject_id}")
    reverse(actor=SYSTEM, journal=done, reason="录错")
    for do in (
        lambda: pay(actor=SYSTEM, reference=reference, key="p", voucher="PZ"),
        lambda: reverse(actor=SYSTEM, journal=done, reason="再来"),
        lambda: reverse(actor=SYSTEM, journal=Journal.objects.get(reverses=done), reason="再来"),
        lambda: claw_back(actor=SYSTEM, reference=reference, key="b", decision="文"),
    ):
        with pytest.raises(refusals.FundsRefusal):
            do()
    claim = Claim.objects.get(subject_id=reference.subject_id)
    assert (claim.reserved, claim.committed, claim.paid) == (100, 0, 0) and not ledger_problems()


def browser(name, scope, *permits):
    user = an_account(name, name)
    a_post(user, a_role(f"role-{name}", *permits, scope=scope))
    return signed_in(Client(), user)


def test_numbers_of_any_length_and_script_are_no_error():
    page = browser(
        "clerk", Scope.ALL, "funds.view", "funds.batch.manage", "procedures.case.view", "support.overview.view"
    )
    for value in ("9" * 25, "9" * 5000, "１２３", "-1"):
        for url in ("/funds/?year=", "/funds/batches/new/?id=", "/funds/claims/?programme=", "/funds/journals/?year=",
                    "/cases/batch/?do=take&id=", "/support/overview/?year="):  # fmt: skip
            assert page.get(url + value).status_code in (200, 302), (url, value[:30])
        for url in ("/funds/batches/new/", "/cases/batch/"):
            assert page.post(url, {"id": value, "do": "take"}).status_code == 302, (url, value[:30])


def test_another_region_s_money_is_nowhere():
    """Its pages answer as if there were none, and the filters do not name its programmes."""
    line = make_line(1000, make_programme(name="外地专项"))
    claim = claims_of(owed(line)).get()
    permits = ("funds.view", "funds.pay", "funds.commit", "funds.batch.manage", "funds.account.view")
    other = an_account("other", "外人")
    a_post(other, a_role("role-other", *permits, scope=Scope.BODY), a_body("elsewhere", "外单位"))
    page = signed_in(Client(), other)
    for verb in ("", "pay/", "refund/", "claw-back/", "release/", "account/", "account/read/"):
        assert page.get(f"/funds/claims/{claim.pk}/{verb}").status_code == 404, verb
        assert page.post(f"/funds/claims/{claim.pk}/{verb}", {"amount": "1"}).status_code in (404, 405), verb
    journal = Journal.objects.filter(claim=claim).first()
    assert page.get(f"/funds/journals/{journal.pk}/").status_code == 404
    assert "外地专项" not in page.get("/funds/journals/").content.decode()
    assert page.post("/funds/batches/new/", {"id": claim.pk, "key": "k"}).status_code == 302
    assert not PaymentBatch.objects.exists()
