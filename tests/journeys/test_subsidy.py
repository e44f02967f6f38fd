"""A subsidy as the people concerned press it: from the call to the payment, returned once, refused once, caught twice, paid back."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from qingzhi.base.events.bus import deliver_events
from qingzhi.base.files.testing import pdf_bytes
from qingzhi.base.identity.testing import a_mandate, a_role, an_account
from qingzhi.base.permits import Scope
from qingzhi.domains.funds.queries import ledger_problems, summary_of
from qingzhi.domains.support.actions import enter_earlier_grant
from qingzhi.domains.support.actions.money import reference_of
from qingzhi.domains.support.models import Recheck, SubsidyApplication
from qingzhi.domains.support.testing import (
    CHIEF,
    DESK,
    FINANCE,
    clerk,
    make_applicant,
    make_application,
    make_call,
    make_granted,
)

from .office import officer, says, turn_to

MORE = ("procedures.case.view", "rights.view", "support.call.view")
FIRM = ("support.apply", "procedures.case.file", "tasks.view", "tasks.handle")
AFTER = date(2018, 7, 16)  # the publicity of seven working days is over


@pytest.fixture
def comes(new_page: Any, enter: Any, demo_day: Any) -> Callable[..., Any]:
    """`comes("clerk", *permits)`: somebody of the office; `comes("firm", party=…)`: who acts for a party."""

    def somebody(name: str, *permits: str, party: Any = None) -> Any:
        if party is None:
            user = officer(name, name, *permits, *MORE)
        else:
            user = an_account(name, name)
            a_mandate(user, a_role("firms", *FIRM, scope=Scope.BODY, home="applicant"), party.subject)
        page = new_page()
        enter(page, user)
        return page

    return somebody


def paid_before(right: Any, body: str) -> None:
    enter_earlier_grant(
        actor=clerk(), kind="patent", number=right.number_shown, act="grant", level="prefectural", body_name=body,
        holder_name="旧名称公司", year=2017, amount=None, paid_on=date(2017, 11, 20),
    )  # fmt: skip


def goes(page: Any, role: str, name: str) -> str:
    """Press a button or follow a link that leads to a page; what that says. Quicker than to wait until nothing moves."""
    with page.expect_navigation():
        page.get_by_role(role, name=name, exact=True).first.click()
    return says(page)


def presses(page: Any, name: str) -> str:
    return goes(page, "button", name)


def follows(page: Any, name: str) -> str:
    return goes(page, "link", name)


def step(page: Any, case: Any, label: str, **filled: str) -> str:
    """Open the case, follow the step's button to its page, fill it in, take it."""
    page.goto(f"/cases/{case.pk}/")
    follows(page, label)
    for name, value in filled.items():
        page.fill(f"[name={name}]", value)
    return presses(page, label)


def files_it(firm: Any, call: Any) -> str:
    """From what can I get to sent, in three pages; what the second page of rights said."""
    firm.goto("/support/mine/")
    told = follows(firm, call.title)
    presses(firm, "开始申报")
    for box in firm.get_by_role("checkbox").all():
        box.check()
    presses(firm, "保存，下一步")
    firm.fill("[name=bank]", "示例银行")
    firm.fill("[name=account]", "6228480402564890018")
    firm.set_input_files(
        "[name=paper_paper-1]", {"name": "证书.pdf", "mimeType": "application/pdf", "buffer": pdf_bytes("1")}
    )
    presses(firm, "保存，下一步")
    return told


def test_from_the_call_to_the_money_that_comes_back(comes: Any, axe: Any) -> None:
    call, party, other = (
        make_call(budget=9000),
        make_applicant("青海示例藏药有限公司"),
        make_applicant("青海示例饮品有限公司"),
    )
    good, caught_later, caught = (make_granted(party) for _ in range(3))
    paid_before(caught, "西宁市科学技术局")
    refused = make_application(call, other, [make_granted(other)], to="review")
    firm, loser = comes("firm", party=party), comes("loser", party=other)
    office, boss, payer = comes("clerk", *DESK), comes("boss", *CHIEF), comes("payer", *FINANCE)

    told = files_it(firm, call)
    assert "不能申报的和理由（1）" in told and "西宁市科学技术局（市州级）2017-11-20资助“旧名称公司”" in told
    firm.check("[name=promised]")
    assert "6,000.00" in says(firm)
    axe(firm)
    assert "已提交" in presses(firm, "提交")
    case = SubsidyApplication.objects.get(party=party).case

    step(office, case, "退回补正", missing="证书复印件不清\n缺少缴费票据")
    firm.goto(f"/cases/{case.pk}/")
    told = says(firm)
    assert "须补正的全部事项" in told and "1. 证书复印件不清" in told and "2. 缺少缴费票据" in told
    follows(firm, "提交补正")
    firm.check("[name=promised]")
    presses(firm, "提交补正")

    paid_before(caught_later, "海东市科学技术局")  # while the office had it on the table
    told = step(office, case, "受理")
    assert "1 项已获其他资助" in told and "海东市科学技术局（市州级）" in told and "3,000.00" in told
    axe(office)
    assert "海东市科学技术局" in follows(office, "查看台账中的这笔资助")
    step(office, case, "拟资助")

    step(boss, refused.case, "不予资助", note="权利与申报单位的实施情况不符")
    loser.goto(f"/cases/{refused.case_id}/")
    assert "权利与申报单位的实施情况不符" in says(loser) and "不予资助" in says(loser)

    boss.goto(f"/support/calls/{call.pk}/")
    follows(boss, "发布拟资助名单（1）")
    assert "名单已公示" in presses(boss, "发布名单")
    turn_to(AFTER)
    step(office, case, "公示期满")
    step(
        boss,
        case,
        "决定资助",
        meeting="2018年第6次局务会",
        meeting_on="2018-07-13",
        decision_number="青知资〔2018〕1号",
    )
    boss.goto(f"/support/calls/{call.pk}/")
    follows(boss, "发布结果公告（1）")
    assert "结果公告已发布" in presses(boss, "发布公告")

    payer.goto("/support/payments/")
    payer.get_by_role("checkbox").last.check()
    presses(payer, "登记拨付")
    payer.fill("[name=voucher]", "PZ-0716")
    assert "已登记拨付1件" in presses(payer, "登记拨付")
    assert "办结" in step(firm, case, "确认到账")

    assert_comes_back(office, boss, payer, good)
    made = SubsidyApplication.objects.get(case=case)
    money = summary_of(reference_of(made, party))
    assert (made.amount_granted, made.amount_recovered, money.refunded) == (
        3000,
        3000,
        3000,
    ) and ledger_problems() == []


def assert_comes_back(office: Any, boss: Any, payer: Any, right: Any) -> None:
    """The paid right is found an abnormal application: looked at again, asked back, paid back."""
    office.goto("/support/marks/new/")
    office.select_option("[name=kind]", "patent")
    office.fill("[name=number]", right.number_shown)
    office.select_option("[name=mark]", "abnormal")
    office.fill("[name=basis]", "国知办函〔2018〕1号")
    presses(office, "登记")
    while deliver_events():
        pass
    recheck = Recheck.objects.get().case
    step(office, recheck, "提请决定", note="通报所列，事实清楚")
    step(boss, recheck, "决定追回", decision_number="青知追〔2018〕1号")
    told = step(payer, recheck, "登记退回", repaid="3000", repaid_on="2018-07-16", voucher="SK-1")
    assert "已足额退回" in told
    assert "已追回" in step(office, recheck, "追回办结")
