"""The pages of money: what they show, what they do, how much they ask, who may open them."""

import io
from datetime import date
from decimal import Decimal as D

import pytest
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.identity.testing import a_body, a_post, a_region, a_role, an_account, an_actor, signed_in
from qingzhi.base.permits import SYSTEM, Scope
from qingzhi.domains.funds.actions import commit, issue_batch, make_payment_batch, reserve
from qingzhi.domains.funds.models import Claim, Journal, LineBalance, PaymentBatch, Programme
from qingzhi.domains.funds.queries import claims_of, execution
from qingzhi.domains.funds.rules.execution import PaceThresholds, elapsed, pace, share
from qingzhi.domains.funds.testing import make_line, make_payee, make_programme, make_reference

pytestmark = pytest.mark.django_db
FINANCE = (
    "funds.view", "funds.programme.manage", "funds.appropriate", "funds.batch.manage", "funds.pay",
    "funds.account.view", "funds.export", "funds.commit",
)  # fmt: skip


@pytest.fixture
def finance(client):
    user = an_account("finance")
    a_post(user, a_role("finance", *FINANCE, home="finance"))
    return signed_in(client, user)


def owed(line, amount=100, **values):
    reference = make_reference(make_payee(), **values)
    reserve(actor=SYSTEM, reference=reference, amount=D(amount), key=f"r{reference.subject_id}", line=line)
    commit(actor=SYSTEM, reference=reference, key=f"c{reference.subject_id}")
    return claims_of(reference).get()


def text(response):
    return response.content.decode()


def test_a_programme_is_set_up_budgeted_and_shown(finance):
    body = a_body()
    facts = {
        "name": "专利资助专项",
        "code": "zlzz",
        "year": clock.today().year,
        "body": body.pk,
        "basis": "青政〔2017〕1号",
    }
    response = finance.post(reverse("funds:programme_new"), facts)
    found = Programme.objects.get()
    assert response.url == reverse("funds:programme", args=[found.pk])
    finance.post(reverse("funds:line_new", args=[found.pk]), {"source": "provincial", "region": a_region().pk})
    line = found.lines.get()
    page = reverse("funds:appropriate", args=[line.pk])
    facts = {"way": "add", "amount": "1200000.50", "document_number": "青财教〔2018〕9号", "key": "k1"}
    for _ in range(2):  # a double click
        assert finance.post(page, facts).status_code == 302
    assert Journal.objects.count() == 1
    shown = text(finance.get(reverse("funds:programme", args=[found.pk])))
    assert "1,200,000.50" in shown and "青财教〔2018〕9号" in shown and "下达预算" in shown
    lower = finance.post(page, facts | {"way": "reduce", "amount": "2000000", "key": "k2"})
    assert lower.status_code == 409 and "剩余1,200,000.50元" in text(lower)


def test_the_board_opens_to_what_is_behind_it(finance):
    line = make_line(1000)
    claim = owed(line)
    for by in ("programme", "source", "level", "region", "prefecture"):
        page = finance.get(reverse("funds:board"), {"by": by})
        assert page.status_code == 200
    assert reverse("funds:programme", args=[line.programme_id]) in text(finance.get(reverse("funds:board")))
    listed = text(finance.get(reverse("funds:claims"), {"state": "committed", "source": "provincial"}))
    assert claim.label in listed
    detail = text(finance.get(reverse("funds:claim", args=[claim.pk])))
    journal = claim.journals.first()
    assert reverse("funds:journal", args=[journal.pk]) in detail
    entries = text(finance.get(reverse("funds:journal", args=[journal.pk])))
    assert "分录" in entries and "-100.00" in entries
    assert finance.get(reverse("funds:board"), {"export": "xlsx"}).status_code == 200


def test_from_what_is_owed_to_the_bank_s_answer_by_two(finance, client):
    claims = [owed(make_line(1000)) for _ in range(1)]
    ticked = [one.pk for one in claims]
    assert "编制批次" in text(finance.get(reverse("funds:batch_new"), {"id": ticked}))
    response = finance.post(reverse("funds:batch_new"), {"id": ticked, "key": "one", "note": "六月"})
    batch = PaymentBatch.objects.get()
    own = text(finance.get(response.url))
    assert "须由另一位财务人员复核" in own and "尾号 0018" in own
    refused = finance.post(reverse("funds:batch_issue", args=[batch.pk]), {"confirmed": "1"})
    assert refused.status_code == 409 and "编制支付批次的人不能复核" in text(refused)
    other = an_account("payer")
    a_post(other, a_role("payer", "funds.view", "funds.pay"))
    payer = signed_in(type(client)(), other)
    assert payer.post(reverse("funds:batch_issue", args=[batch.pk]), {"confirmed": "1"}).status_code == 302
    file = finance.post(reverse("funds:batch_file", args=[batch.pk, "csv"]))
    assert file.status_code == 200 and "filename*=" in file.headers["Content-Disposition"]
    answer = io.BytesIO(f"凭证号,结果,原因\n{batch.items.get().voucher},退票,户名不符\nZF-1,成功,\n".encode())
    answer.name = "回单.csv"
    page = payer.post(reverse("funds:batch_receipts", args=[batch.pk]), {"file": answer})
    assert page.status_code == 200 and "没有凭证号“ZF-1”" in text(page)
    assert Claim.objects.get().committed == 100
    assert "户名不符" in text(finance.get(reverse("funds:claim", args=[claims[0].pk])))


def test_one_receipt_is_entered_by_hand(finance):
    claim = owed(make_line(100))
    batch = make_payment_batch(actor=SYSTEM, programme=claim.line.programme, claims=[claim], key="b")
    issue_batch(actor=an_actor("second", "funds.pay"), batch=batch)
    page = reverse("funds:item_receipt", args=[batch.items.get().pk])
    assert finance.get(page).status_code == 200
    missing = finance.post(page, {"outcome": "bounced"})
    assert missing.status_code == 409 and "请填写退票原因" in text(missing)
    assert finance.post(page, {"outcome": "paid"}).status_code == 302
    batch.refresh_from_db()
    assert batch.state == "done"


def test_money_is_paid_clawed_back_refunded_and_released_on_the_claim_s_page(finance):
    line = make_line(1000)
    claim = owed(line)
    steps = (
        ("claim_pay", {"amount": "60", "voucher": "V1"}),
        ("claim_claw_back", {"amount": "20", "decision": "追1号"}),
        ("claim_refund", {"amount": "20", "voucher": "V2"}),
        ("claim_release", {"amount": "40", "note": "放弃"}),
    )
    for name, facts in steps:
        page = reverse(f"funds:{name}", args=[claim.pk])
        assert finance.get(page).status_code == 200
        assert finance.post(page, facts | {"key": name}).status_code == 302, name
    row = LineBalance.objects.get(line=line)
    assert (row.paid, row.available, row.committed, row.clawed_back) == (40, 960, 0, 0)
    refused = finance.post(reverse("funds:claim_pay", args=[claim.pk]), {"amount": "1", "voucher": "V", "key": "z"})
    assert refused.status_code == 409 and "不足本次1.00元" in text(refused)


def test_a_journal_is_reversed_and_a_line_settled(finance):
    line = make_line(1000)
    journal = Journal.objects.get(line=line)
    page = reverse("funds:journal_reverse", args=[journal.pk])
    assert finance.post(page, {"reason": "重复登记"}).status_code == 302
    assert "冲销" in text(finance.get(reverse("funds:journal", args=[journal.pk])))
    page = reverse("funds:settle", args=[line.pk])
    assert finance.get(page).status_code == 200
    assert finance.post(page, {"way": "return", "document_number": "结1号", "key": "s"}).status_code == 302
    line.refresh_from_db()
    assert line.closed_on is not None


def test_the_account_is_entered_and_read_for_a_reason(finance):
    claim = owed(make_line(1000))
    facts = {"holder_name": "某公司", "bank_name": "示例银行", "number": "105000012345"}
    assert finance.post(reverse("funds:account_set", args=[claim.pk]), facts).status_code == 302
    page = reverse("funds:account_read", args=[claim.pk])
    assert "105000012345" not in text(finance.get(page))
    assert "105000012345" not in text(finance.post(page, {"reason": ""}))
    assert "105000012345" in text(finance.post(page, {"reason": "核对退票"}))


def test_pages_ask_few_questions(finance, django_assert_max_num_queries):
    programme = make_programme()
    lines = [make_line(10_000, programme, source=source) for source in ("central", "provincial")]
    claims = [owed(line, 10) for line in lines for _ in range(12)]
    batch = make_payment_batch(actor=SYSTEM, programme=programme, claims=claims[:20], key="b")
    pages = ["board", "programmes", "claims", "journals", "batches", "to_pay"]
    addresses = [reverse(f"funds:{name}") for name in pages]
    addresses += [
        reverse("funds:programme", args=[programme.pk]),
        reverse("funds:claim", args=[claims[0].pk]),
        reverse("funds:batch", args=[batch.pk]),
        reverse("funds:journal", args=[claims[0].journals.first().pk]),
    ]
    for address in addresses:
        finance.get(address)
        with django_assert_max_num_queries(15):
            assert finance.get(address).status_code == 200


def test_the_first_page_of_finance_tells_what_waits(finance):
    claim = owed(make_line(1000))
    page = text(finance.get("/"))
    assert claim.label in page and "待付事项" in page and "各专项执行" in page


def test_others_see_only_their_own_and_do_nothing(client):
    here, there = a_region("630200", "海东市", a_region()), a_region("632300", "黄南州", a_region())
    body = a_body("ip", "海东市局", here)
    user = an_account("haidong")
    a_post(user, a_role("prefecture", "funds.view", scope=Scope.REGION), body)
    programme = make_programme()
    own, other = (make_line(100, programme, source="prefecture", region=place) for place in (here, there))
    claims = [owed(own), owed(other)]
    browser = signed_in(client, user)
    assert browser.get(reverse("funds:claim", args=[claims[0].pk])).status_code == 200
    assert browser.get(reverse("funds:claim", args=[claims[1].pk])).status_code == 404
    assert "黄南" not in text(browser.get(reverse("funds:board"), {"by": "region"}))
    assert browser.post(reverse("funds:claim_pay", args=[claims[0].pk]), {}).status_code == 403
    assert browser.get(reverse("funds:programme_new")).status_code == 403
    assert type(client)().get(reverse("funds:board")).status_code == 302


RULE = PaceThresholds(D(10), D(25))


@pytest.mark.parametrize(
    ("executed", "passed", "code"),
    [(None, 50, "none"), (D(100), 50, "done"), (D("40.1"), 50, "ok"), (D(40), 50, "warn"), (D("25.1"), 50, "warn"),
     (D(25), 50, "late"), (D(0), 0, "ok"), (D(60), 50, "ok")],
)  # fmt: skip
def test_the_light_turns_at_its_edges(executed, passed, code):
    assert pace(executed, D(passed), RULE).code == code


def test_shares_and_time():
    assert share(D(1), D(3)) == D("33.3") and share(D(1), D(0)) is None
    days = [
        (date(2018, 1, 1), "0.3"),
        (date(2018, 12, 31), "100.0"),
        (date(2017, 5, 1), "0"),
        (date(2019, 1, 1), "100"),
    ]
    assert [elapsed(2018, day) for day, _ in days] == [D(text) for _, text in days]
    assert pace(D(10), D(50), None).code == "unknown"


def test_the_board_sums_to_what_was_given():
    programme = make_programme()
    make_line(1000, programme, source="central")
    line = make_line(500, programme)
    owed(line, 100, region_code="630202")
    board = execution(programme.year)
    assert (board.total.budget, board.total.available, board.total.committed) == (1500, 1400, 100)
    assert {row.key: row.budget for row in execution(programme.year, by="source").rows} == {
        "central": 1000,
        "provincial": 500,
    }
    assert [(row.key, row.committed) for row in execution(programme.year, by="prefecture").rows] == [("630200", 100)]
