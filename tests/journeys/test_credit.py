"""A listed enterprise repairs its credit and then gets its subsidy: notice, statement, decision, refusal with the reason, repair with
proof, the archive shows that it ended, the subsidy is granted."""

from datetime import date
from typing import Any

import pytest

from qingzhi.base import clock
from qingzhi.base.clock.models import ClockPin
from qingzhi.base.files.testing import pdf_bytes
from qingzhi.base.identity.models import User
from qingzhi.base.identity.testing import a_mandate, a_post, a_role, an_account
from qingzhi.base.permits import Scope
from qingzhi.domains.credit.models import Archive, Listing
from qingzhi.domains.credit.testing import CHIEF, DESK, make_entry, make_rules, office
from qingzhi.domains.funds.testing import make_line, make_programme
from qingzhi.domains.support.models import SubsidyApplication
from qingzhi.domains.support.testing import CHIEF as SUPPORT_CHIEF
from qingzhi.domains.support.testing import make_applicant, make_application, make_call, make_granted, walk
from qingzhi.domains.support.testing import office as application_office

SEES = ("procedures.case.view", "support.application.view", "tasks.view")
FIRM = ("credit.own", "support.apply", "procedures.case.file", "tasks.view")


@pytest.fixture
def browser_of(new_page: Any, enter: Any) -> Any:
    """`browser_of(user)`: somebody at a browser of their own."""

    def comes(user: Any) -> Any:
        page = new_page()
        enter(page, user)
        return page

    return comes


def says(page: Any) -> str:
    return str(page.locator("main").inner_text())


def presses(page: Any, button: str) -> str:
    """Press a button; what the page says that comes then."""
    with page.expect_navigation():
        page.get_by_role("button", name=button).last.click()
    return says(page)


def takes(page: Any, case_id: int, step: str, button: str, **filled: str) -> str:
    """Take a step of a case on its own page."""
    page.goto(f"/cases/{case_id}/steps/{step}/")
    for name, value in filled.items():
        page.fill(f"[name={name}]", value)
    box = page.locator("[name=promised]")
    if box.count():
        box.check()
    return presses(page, button)


def the_day_is(day: date) -> None:
    """Another day, on which nobody's password has run out."""
    ClockPin.objects.update(day=day)
    clock.forget_pin()
    User.objects.update(password_changed_at=clock.now())


def test_listed_repaired_and_paid(browser_of: Any, enter: Any, demo_day: Any, axe: Any) -> None:
    make_rules()
    programme = make_programme(application_office(), opens_on=date(2018, 1, 1), closes_on=date(2019, 12, 31))
    make_line(1_000_000, programme)
    call, firm = make_call(closes_on=date(2019, 6, 30), programme=programme), make_applicant()
    application = make_application(call, firm, [make_granted(firm)])
    make_entry(firm)
    names = ("desk", "chief", "firm", "support-chief")
    desk_user, chief_user, firm_user, support_user = (an_account(one, one, password="") for one in names)
    a_post(desk_user, a_role("desk", *DESK, scope=Scope.ALL), office())
    a_post(chief_user, a_role("chief-credit", *CHIEF, scope=Scope.ALL), office())
    a_mandate(firm_user, a_role("firm", *FIRM, scope=Scope.BODY, home="applicant"), firm.subject)
    desk, chief, own = browser_of(desk_user), browser_of(chief_user), browser_of(firm_user)

    archive = Archive.objects.get()
    desk.goto(f"/credit/archives/{archive.pk}/")
    desk.fill("[name=purpose]", "核对承诺履行情况")
    presses(desk, "查阅")
    desk.get_by_role("link", name="启动认定").first.click()
    desk.select_option("[name=conduct]", "false_promise")
    desk.fill("[name=facts]", "资助申报中承诺的事项未履行。")
    presses(desk, "启动认定")
    case = Listing.objects.get().case_id
    assert "待陈述申辩" in takes(desk, case, "notify", "告知")
    own.goto("/credit/mine/")
    assert "核对承诺履行情况" in says(own)
    assert "正在复核" in takes(own, case, "speak", "提交陈述申辩", statement="因停产未能按期履行。")
    takes(desk, case, "propose", "提请决定", finding="停产不属于不可抗力，不予采纳。")
    takes(chief, case, "decide", "认定", number="青知信〔2018〕1号")
    assert "已认定" in takes(desk, case, "serve", "登记送达", served_on="2018-07-01", way="直接送达")
    axe(desk)
    desk.goto("/credit/public/")
    assert firm.name in says(desk)

    told = takes(own, application.case_id, "submit", "提交")
    assert "在失信认定期限内" in told and "自 2019-01-01 起可申请信用修复" in told
    the_day_is(date(2019, 1, 2))
    for page, user in ((desk, desk_user), (chief, chief_user), (own, firm_user)):
        enter(page, user)  # half a year later everybody signs in again
    own.goto("/credit/mine/")
    axe(own)
    presses(own, "申请信用修复")
    repair = Listing.objects.get().repairs.get().case_id
    wanted = own.get_by_label("选择履行义务、纠正行为的证明")
    wanted.set_input_files({"name": "证明.pdf", "mimeType": "application/pdf", "buffer": pdf_bytes("evidence")})
    own.get_by_role("button", name="上传", exact=True).click()
    own.get_by_text("证明.pdf").first.wait_for()
    takes(own, repair, "submit", "提交", measures="承诺事项已全部履行。")
    takes(desk, repair, "accept", "受理")
    takes(desk, repair, "propose", "提请决定", finding="已核实履行。")
    assert "已修复" in takes(chief, repair, "grant", "准予修复")
    desk.goto("/credit/public/")
    assert firm.name not in says(desk)

    own.goto("/credit/mine/")
    told = says(own)
    assert "已修复" in told and "准予信用修复" in told and "申请信用修复" not in told
    desk.goto(f"/credit/archives/{archive.pk}/")
    desk.fill("[name=purpose]", "核对修复结果")
    assert "已修复" in presses(desk, "查阅")
    axe(desk)

    assert "信用档案：信用等级A" in takes(own, application.case_id, "submit", "提交")
    walk(application, "publicity")  # what the office presses is walked in test_subsidy
    the_day_is(date(2019, 2, 1))
    walk(application, "decision")
    a_post(support_user, a_role("chief-support", *SUPPORT_CHIEF, *SEES, scope=Scope.ALL), application.call.body)
    decided = takes(browser_of(support_user), application.case_id, "decide", "决定资助", meeting="2019年第1次局务会", meeting_on="2019-02-01",
                    decision_number="青知资〔2019〕1号")  # fmt: skip
    assert "没有办理" not in decided and "待拨付" in decided
    enter(own, firm_user)
    own.goto(f"/cases/{application.case_id}/")
    assert "已决定资助" in says(own)
    assert SubsidyApplication.objects.get().amount_granted > 0
