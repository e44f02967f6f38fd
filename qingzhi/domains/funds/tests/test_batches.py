"""Payment batches: made by one, issued by another, answered by the bank."""

from decimal import Decimal as D

import pytest

from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.identity.testing import an_actor
from qingzhi.base.permits import SYSTEM, PermitRefused
from qingzhi.domains.funds import refusals
from qingzhi.domains.funds.actions import (
    cancel_batch,
    commit,
    draw_payment_file,
    issue_batch,
    make_payment_batch,
    pay,
    read_account,
    release,
    reserve,
    reverse,
    set_payee_account,
    take_receipts,
)
from qingzhi.domains.funds.models import Journal, LineBalance, PayeeAccount
from qingzhi.domains.funds.queries import claims_of, ledger_problems
from qingzhi.domains.funds.queries.accounts import shown_account
from qingzhi.domains.funds.rules.receipt_files import Unreadable, table_of
from qingzhi.domains.funds.rules.receipts import Receipt, receipts_of
from qingzhi.domains.funds.testing import make_line, make_payee, make_programme, make_reference
from qingzhi.engine.limits.testing import make_limit

pytestmark = pytest.mark.django_db
NUMBER = "6228480402564890018"


@pytest.fixture
def maker():
    return an_actor("maker", "funds.view", "funds.batch.manage", "funds.export", "funds.pay")


@pytest.fixture
def payer():
    return an_actor("payer", "funds.view", "funds.pay", "funds.export", "funds.account.view")


def owed(line, amount=100, **values):
    reference = make_reference(make_payee(**values))
    reserve(actor=SYSTEM, reference=reference, amount=D(amount), key=f"r{reference.subject_id}", line=line)
    commit(actor=SYSTEM, reference=reference, key=f"c{reference.subject_id}")
    return reference


def a_batch(maker, line, count=2):
    references = [owed(line) for _ in range(count)]
    claims = [claims_of(one).get() for one in references]
    return make_payment_batch(actor=maker, programme=line.programme, claims=claims, key="b1"), references


def test_a_batch_goes_to_the_bank_and_one_comes_back(maker, payer):
    line = make_line(1000)
    batch, references = a_batch(maker, line)
    assert batch.state == "made" and claims_of(references[0]).get().payable == 0
    issue_batch(actor=payer, batch=batch)
    assert LineBalance.objects.get(line=line).paid == 200
    one, other = batch.items.order_by("pk")
    rows = [(2, Receipt(one.voucher, True)), (3, Receipt(other.voucher, False, reason="账号与户名不符"))]
    taken = take_receipts(actor=payer, batch=batch, receipts=rows)
    assert (taken.paid, taken.bounced, taken.faults) == (1, 1, [])
    batch.refresh_from_db()
    assert batch.state == "done"
    balance = LineBalance.objects.get(line=line)
    assert (balance.paid, balance.committed) == (100, 100)
    bounced = claims_of(references[1]).get()
    assert (bounced.committed, bounced.paid, bounced.payable) == (100, 0, 100)
    assert EventRow.objects.get(name="funds.payment_bounced").payload["reason"] == "账号与户名不符"
    assert EventRow.objects.get(name="funds.payment_made").payload["voucher"] == one.voucher
    again = take_receipts(actor=payer, batch=batch, receipts=rows)
    assert (again.paid, again.bounced, again.known) == (0, 0, 2)
    second = make_payment_batch(actor=maker, programme=line.programme, claims=[bounced], key="b2")
    assert second.number != batch.number and second.items.get().voucher != other.voucher
    assert ledger_problems() == []


def test_who_makes_a_batch_or_commits_does_not_issue_it(maker):
    line = make_line(1000)
    batch, _ = a_batch(maker, line)
    with pytest.raises(refusals.FourEyes, match="编制"):
        issue_batch(actor=maker, batch=batch)
    both = an_actor("both", "funds.view", "funds.commit", "funds.pay")
    reference = make_reference(make_payee())
    reserve(actor=both, reference=reference, amount=D(1), key="x", line=line)
    commit(actor=both, reference=reference, key="y")
    other = make_payment_batch(actor=maker, programme=line.programme, claims=list(claims_of(reference)), key="b3")
    with pytest.raises(refusals.FourEyes, match="承诺"):
        issue_batch(actor=both, batch=other)


def test_the_same_request_is_one_batch_and_a_claim_stands_in_one(maker, payer):
    line = make_line(1000)
    batch, references = a_batch(maker, line)
    claims = list(claims_of(references[0]))
    assert make_payment_batch(actor=maker, programme=line.programme, claims=claims, key="b1") == batch
    with pytest.raises(refusals.BatchNotOpen):
        make_payment_batch(actor=maker, programme=line.programme, claims=claims, key="b2")
    for verb in (
        lambda: pay(actor=payer, reference=references[0], key="p", voucher="1"),
        lambda: release(actor=SYSTEM, reference=references[0], key="rl"),
        lambda: reverse(actor=SYSTEM, journal=Journal.objects.get(claim=claims[0], kind="commit"), reason="误"),
    ):
        with pytest.raises(refusals.ClaimExceeded):
            verb()
    issue_batch(actor=payer, batch=batch)
    assert issue_batch(actor=payer, batch=batch).state == "issued"
    assert Journal.objects.filter(kind="pay").count() == 2
    with pytest.raises(refusals.BatchNotOpen):
        cancel_batch(actor=maker, batch=batch, reason="误")


def test_a_cancelled_batch_leaves_everything_owed(maker, payer):
    line = make_line(1000)
    batch, references = a_batch(maker, line)
    cancel_batch(actor=maker, batch=batch, reason="名单有误")
    assert claims_of(references[0]).get().payable == 100
    with pytest.raises(refusals.BatchNotOpen, match="已撤销"):
        issue_batch(actor=payer, batch=batch)
    with pytest.raises(refusals.BatchNotOpen):
        take_receipts(actor=payer, batch=batch, receipts=[])


def test_what_cannot_be_paid_is_refused(maker):
    line = make_line(1000)
    nobody = make_reference()
    reserve(actor=SYSTEM, reference=nobody, amount=D(1), key="1", line=line)
    claim = claims_of(nobody).get()
    for match, error, claims in (
        ("选择", refusals.ValueNotValid, []),
        ("没有待付", refusals.ValueNotValid, [claim]),
    ):
        with pytest.raises(error, match=match):
            make_payment_batch(actor=maker, programme=line.programme, claims=claims, key="b")
    commit(actor=SYSTEM, reference=nobody, key="2")
    with pytest.raises(refusals.AccountMissing, match="没有登记收款人"):
        make_payment_batch(actor=maker, programme=line.programme, claims=[claim], key="b")
    without = claims_of(owed(line, number="")).get()
    with pytest.raises(refusals.AccountMissing, match="银行账户"):
        make_payment_batch(actor=maker, programme=line.programme, claims=[without], key="b")
    with pytest.raises(refusals.ValueNotValid, match="一个批次只含一个专项"):
        make_payment_batch(actor=maker, programme=make_programme(), claims=[claim], key="b")


def test_receipts_that_do_not_fit_are_named_by_row(maker, payer):
    batch, _ = a_batch(maker, make_line(1000))
    issue_batch(actor=payer, batch=batch)
    one, other = batch.items.order_by("pk")
    rows = [
        (2, Receipt("ZF-none", True)),
        (3, Receipt(one.voucher, True, amount=D(99))),
        (4, Receipt(one.voucher, True)),
        (5, Receipt(one.voucher, False, reason="退")),
    ]
    taken = take_receipts(actor=payer, batch=batch, receipts=rows)
    assert taken.paid == 1 and [one.row for one in taken.faults] == [2, 3, 5]
    batch.refresh_from_db()
    assert batch.state == "issued"
    with pytest.raises(PermitRefused):
        take_receipts(actor=an_actor("none", "funds.view"), batch=batch, receipts=[])
    assert other.state == "sent"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["", "成功"], "没有凭证号"),
        (["A1", "不知道"], "不明"),
        (["A1", "退票", "", "", ""], "写明原因"),
        (["A1", "成功", "一百", "", ""], "金额"),
        (["A1", "成功", "1", "昨天", ""], "日期"),
    ],
)
def test_rows_of_receipts_that_cannot_be_read(row, reason):
    taken, faults = receipts_of([["凭证号", "结果", "金额", "日期", "原因"], row])
    assert taken == [] and faults[0].row == 2 and reason in faults[0].reason


def test_receipts_are_read_from_what_was_sent_out(maker, payer):
    batch, _ = a_batch(maker, make_line(1000))
    issue_batch(actor=payer, batch=batch)
    for kind in ("csv", "xlsx"):
        drawn = draw_payment_file(actor=payer, batch=batch, kind=kind)
        table = table_of(drawn.content, drawn.name)
        assert str(table[1][5]).strip() == NUMBER
        table[1][8], table[2][8], table[2][10] = "支付成功", "退票", "账户已销"
        taken, faults = receipts_of(table)
        assert faults == [] and [one.paid for _, one in taken] == [True, False]
        assert {one.amount for _, one in taken} == {D("100.00")}
    with pytest.raises(Unreadable):
        table_of(b"PK\x03\x04broken", "x.xlsx")
    assert receipts_of([["a"]])[1][0].reason.startswith("没有找到表头")


def test_account_numbers_are_sealed_masked_and_their_reading_told(maker, payer):
    batch, _ = a_batch(maker, make_line(1000), 1)
    account = PayeeAccount.objects.get()
    assert NUMBER.encode() not in bytes(account.number_sealed) and shown_account(account) == "尾号 0018"
    masked = draw_payment_file(actor=maker, batch=batch, kind="csv").content.decode()
    assert NUMBER not in masked and "尾号 0018" in masked
    assert read_account(actor=payer, account=account, reason="核对退票") == NUMBER
    assert AuditEntry.objects.get(action="funds.read_account").reason == "核对退票"
    assert NUMBER not in str(AuditEntry.objects.values_list("changes", "reason", "personal"))
    with pytest.raises(PermitRefused):
        read_account(actor=maker, account=account, reason="看看")
    with pytest.raises(refusals.ValueNotValid):
        read_account(actor=payer, account=account, reason=" ")


def test_a_payee_has_one_account_in_force():
    payee = make_payee()
    facts = {"payee_id": payee.pk, "holder_name": str(payee), "bank_name": "示例银行西宁分行"}
    assert set_payee_account(actor=SYSTEM, number="6228 4804 0256 4890 018", **facts) == PayeeAccount.objects.get()
    set_payee_account(actor=SYSTEM, number="105000012345", **facts)
    assert PayeeAccount.objects.filter(valid_to=None).count() == 1 and PayeeAccount.objects.count() == 2
    for wrong in ("", "12ab34567", "123"):
        with pytest.raises(refusals.ValueNotValid):
            set_payee_account(actor=SYSTEM, number=wrong, **facts)


def test_what_is_owed_is_due_by_the_limit():
    make_limit("funds.payment", 30, counting="calendar")
    claim = claims_of(owed(make_line(100))).get()
    assert (claim.due_on - claim.committed_on).days >= 30 and "期限规则" in claim.due_explained[0]


def test_nothing_in_the_file_is_taken_for_a_formula(maker):
    line = make_line(100)
    reference = owed(line, name="=HYPERLINK(1)")
    batch = make_payment_batch(actor=maker, programme=line.programme, claims=list(claims_of(reference)), key="b")
    assert "'=HYPERLINK" in draw_payment_file(actor=maker, batch=batch, kind="csv").content.decode("utf-8-sig")
