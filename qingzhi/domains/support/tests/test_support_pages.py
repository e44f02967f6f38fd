"""The pages as the people concerned open them: what they may see, do, and how much they ask of the database."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.files.testing import pdf_bytes
from qingzhi.base.identity.testing import a_mandate, a_post, a_role, an_account, signed_in
from qingzhi.base.permits import Scope

from ..models import Call, SubsidyApplication
from ..testing import (
    CHIEF,
    DESK,
    FINANCE,
    make_applicant,
    make_application,
    make_call,
    make_granted,
    make_rules,
    office,
    walk,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _june():
    with clock.fixed(date(2018, 6, 4)):
        yield


def browser(username, *permits):
    """Somebody of the office."""
    user = an_account(username, name=username)
    a_post(user, a_role(f"role-{username}", *permits), office())
    return signed_in(Client(), user)


def company(party, username="firm"):
    """Somebody who acts for a party by mandate."""
    user = an_account(username, name=username)
    role = a_role("applicant", "support.apply", "procedures.case.file", "tasks.view", scope=Scope.BODY)
    a_mandate(user, role, party.subject)
    return signed_in(Client(), user)


def test_an_applicant_from_what_can_i_get_to_sent():
    call, party = make_call(), make_applicant()
    right, lapsed = make_granted(party), make_granted(party, status="lapsed", status_on=date(2018, 1, 2))
    page = company(party)
    with CaptureQueriesContext(connection) as asked:
        text = page.get(reverse("support:mine")).content.decode()
    assert len(asked) < 45 and call.title in text and "1 项" in text
    text = page.get(reverse("support:offers", args=[call.pk])).content.decode()
    assert right.number_shown in text and lapsed.number_shown in text and "权利已因未缴年费终止" in text
    answer = page.post(reverse("support:offers", args=[call.pk]))
    made = SubsidyApplication.objects.get()
    assert answer.url == reverse("support:choose", args=[made.pk])
    answer = page.post(answer.url, {"pick_0": "on", "fee_0": "900"})
    assert answer.url == reverse("support:papers", args=[made.pk]) and made.claims.get().official_fee == 900
    told = page.post(reverse("support:check", args=[made.pk]), {"promised": "on"}).content.decode()
    assert "还缺少1项材料：授权证书复印件" in told
    upload = pdf_bytes("paper")
    data = {
        "bank": "示例银行",
        "account": "6228480402564890018",
        "paper_paper-1": SimpleUploadedFile("证书.pdf", upload),
    }
    assert page.post(reverse("support:papers", args=[made.pk]), data).url == reverse("support:check", args=[made.pk])
    text = page.get(reverse("support:check", args=[made.pk])).content.decode()
    assert "3,000元×系数1" in text and "信用档案：没有信用档案记录" in text
    assert (
        page.post(reverse("support:check", args=[made.pk]), {}).status_code == 200
    )  # without the promise nothing is sent
    made.case.refresh_from_db()
    assert made.case.state == "draft"
    assert page.post(reverse("support:check", args=[made.pk]), {"promised": "on"}).status_code == 302
    made.case.refresh_from_db()
    assert made.case.state == "formal"
    assert "6228480402564890018" not in page.get(reverse("support:mine")).content.decode()


def test_a_stranger_finds_nothing():
    call, party = make_call(), make_applicant()
    made = make_application(call, party, [make_granted(party)])
    other = company(make_applicant(), "other")
    for name in ("choose", "papers", "check"):
        assert other.get(reverse(f"support:{name}", args=[made.pk])).status_code == 404
    assert Client().get(reverse("support:mine")).status_code == 302


def test_the_clerk_drafts_the_chief_publishes_everybody_reads():
    make_rules()
    desk, boss = browser("clerk", *DESK), browser("boss", *CHIEF)
    data = {
        "title": "2018年软件登记资助", "code": "software-2018", "year": "2018", "scheme": "sme", "opens_on": "2018-06-01",
        "closes_on": "2018-09-30", "items": ["software:recording", "work:recording"], "guide": "请按期申报。",
        "documents": "登记证书\n情况说明（选填）",
    }  # fmt: skip
    answer = desk.post(reverse("support:new_call"), data)
    call = Call.objects.get()
    assert answer.url == reverse("support:call_desk", args=[call.pk]) and call.state == "draft"
    assert [(one.label, one.required) for one in call.documents.all()] == [("登记证书", True), ("情况说明", False)]
    public = Client()
    assert public.get(reverse("support:call", args=[call.code])).status_code == 404
    assert desk.post(reverse("support:publish_call", args=[call.pk])).status_code == 403
    assert boss.get(reverse("support:publish_call", args=[call.pk])).status_code == 200
    assert boss.post(reverse("support:publish_call", args=[call.pk]), {"confirmed": "1"}).status_code == 302
    text = public.get(reverse("support:call", args=[call.code])).content.decode()
    assert "300.00" in text and "登记证书" in text
    assert "2018年软件登记资助" in public.get(reverse("support:calls")).content.decode()
    assert desk.get(reverse("support:edit_call", args=[call.pk])).status_code == 200
    told = desk.post(reverse("support:edit_call", args=[call.pk]), data).content.decode()
    assert "通知已发布，不能修改" in told


def test_lists_keep_to_their_budget():
    call = make_call()
    for _ in range(6):
        party = make_applicant()
        made = make_application(call, party, [make_granted(party)], to="publicity")
        with clock.fixed(date(2018, 7, 2)):
            walk(made, "committed")
    desk, payer = browser("boss", *CHIEF), browser("payer", *FINANCE)
    for page, url, most in (
        (desk, reverse("support:calls_desk"), 15), (desk, reverse("support:call_desk", args=[call.pk]), 30),
        (payer, reverse("support:payments"), 15), (payer, reverse("support:paid"), 15),
        (desk, reverse("support:marks"), 15), (Client(), reverse("support:results", args=[call.code]), 15),
    ):  # fmt: skip
        page.get(url)
        with CaptureQueriesContext(connection) as asked:
            answer = page.get(url)
        assert answer.status_code == 200 and len(asked) <= most, (url, len(asked))
    assert "3,000.00" in payer.get(reverse("support:payments")).content.decode()


def test_paying_many_at_once():
    call, made = make_call(), []
    for _ in range(2):
        party = make_applicant()
        made.append(make_application(call, party, [make_granted(party)], to="publicity"))
    with clock.fixed(date(2018, 7, 2)):
        for one in made:
            walk(one, "committed")
        payer = browser("payer", *FINANCE)
        ids = [one.pk for one in made]
        assert payer.get(reverse("support:pay"), {"id": ids, "do": "pay"}).status_code == 200
        data = {"id": ids, "paid_on": "2018-07-02", "voucher": "PZ-9"}
        assert payer.post(reverse("support:pay"), data).url == reverse("support:payments")
        assert payer.post(reverse("support:pay"), data).url == reverse(
            "support:payments"
        )  # a second click pays nothing
    for one in made:
        one.refresh_from_db()
        assert one.case.state == "paid" and one.voucher == "PZ-9"
    text = Client().get(reverse("support:results", args=[call.code])).content.decode()
    assert made[0].party_name in text and "3,000.00" in text


def test_the_ledger_tells_and_takes_earlier_payments():
    party = make_applicant()
    right = make_granted(party)
    desk = browser("clerk", *DESK)
    data = {
        "kind": "patent", "number": right.number_shown, "act": "grant", "level": "prefectural", "body_name": "西宁市科技局",
        "holder_name": party.name, "year": "2017", "amount": "2000",
    }  # fmt: skip
    assert desk.post(reverse("support:enter_earlier"), data).status_code == 302
    text = desk.get(reverse("support:paid"), {"q": right.number}).content.decode()
    assert "西宁市科技局" in text and right.number_shown in text
    told = desk.post(
        reverse("support:new_mark"),
        {"kind": "patent", "number": "999", "mark": "dispute", "on": "2018-06-01", "basis": "x"},
    )
    assert "登记簿中没有这个号码" in told.content.decode()
