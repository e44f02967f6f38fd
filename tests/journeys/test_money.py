"""Money, as the people concerned walk it: a budget, more approvals than it bears, a batch by two persons, a payment that comes back."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from qingzhi.base.identity.testing import a_body, a_post, a_role, an_account, an_actor
from qingzhi.base.permits import Actor
from qingzhi.domains.funds.actions import commit, reserve
from qingzhi.domains.funds.models import Programme
from qingzhi.domains.funds.queries import available, ledger_problems
from qingzhi.domains.funds.refusals import AppropriationExceeded
from qingzhi.domains.funds.terms import Reference
from qingzhi.domains.funds.testing import make_payee
from tests.journeys.calm import calm

FINANCE = (
    "funds.view", "funds.programme.manage", "funds.appropriate", "funds.batch.manage", "funds.pay", "funds.export",
)  # fmt: skip


@pytest.fixture
def clerk(new_page: Any, enter: Any, demo_day: Any) -> Any:
    """`clerk("maker", *permits)`: somebody of the office at a browser of their own."""

    def comes(name: str, *permits: str) -> Any:
        user = an_account(name, name)
        a_post(user, a_role(name, *permits, home="finance"), a_body())
        page = new_page()
        enter(page, user)
        return page

    return comes


def says(page: Any) -> str:
    return str(page.locator("main").inner_text())


def presses(page: Any, button: str) -> str:
    page.get_by_role("button", name=button).first.click()
    calm(page)
    return says(page)


def approvals(chief: Actor, programme: Programme, count: int) -> list[str]:
    """So many approvals of 1,000 yuan; what those hear for whom it is not enough."""
    heard = []
    for number in range(count):
        reference = Reference(
            "tests.case", str(number), f"第{number + 1}件申请", make_payee(f"示例企业{number + 1}").pk
        )
        try:
            reserve(actor=chief, reference=reference, amount=Decimal(1000), key=f"r{number}", programme=programme)
            commit(actor=chief, reference=reference, key=f"c{number}", decision="青知发〔2018〕28号")
        except AppropriationExceeded as refused:
            heard.append(refused.reason)
    return heard


def test_from_the_budget_to_the_bank(clerk: Any, axe: Any, tmp_path: Path) -> None:
    maker = clerk("maker", *FINANCE)
    maker.goto("/funds/programmes/new/")
    maker.fill("[name=name]", "专利资助专项")
    maker.fill("[name=code]", "zlzz")
    maker.select_option("[name=body]", label=a_body().name)
    presses(maker, "设立")
    maker.get_by_role("link", name="添加资金来源").click()
    maker.select_option("[name=source]", "provincial")
    presses(maker, "添加")
    maker.fill("[name=amount]", "3000")
    maker.fill("[name=document_number]", "青财教〔2018〕105号")
    assert "3,000.00" in presses(maker, "登记")

    programme = Programme.objects.get()
    heard = approvals(_chief(), programme, 5)
    assert len(heard) == 2 and "剩余0.00元" in heard[0] and available(programme) == 0
    maker.goto("/funds/")
    assert "0.3" in says(maker)
    axe(maker)

    maker.goto("/funds/claims/to-pay/")
    for box in maker.get_by_role("checkbox").all():
        box.check()
    assert "共 3 笔" in presses(maker, "编入支付批次")
    assert "须由另一位财务人员复核送付" in presses(maker, "编制批次")
    address = maker.url

    payer = clerk("payer", "funds.view", "funds.pay", "funds.export", "funds.account.view")
    payer.goto(address)
    payer.get_by_role("link", name="复核送付").click()
    assert "已送付" in presses(payer, "确认送付")
    with payer.expect_download() as download:
        payer.get_by_role("button", name="支付文件 CSV").click()
    answered = tmp_path / "回单.csv"
    lines = download.value.path().read_text("utf-8-sig").splitlines()
    rows = [lines[0], *(f"{line.rsplit(',', 3)[0]},成功,2018-07-01," for line in lines[1:3])]
    answered.write_text("\n".join([*rows, f"{lines[3].rsplit(',', 3)[0]},退票,2018-07-01,账号与户名不符"]), "utf-8")
    payer.goto(f"{address}receipts/")
    payer.set_input_files("[name=file]", answered)
    told = presses(payer, "导入")
    assert "导入结果" in told and "未登记\n0" in told
    axe(payer)

    maker.goto("/funds/")
    assert "0.2" in says(maker) and "66.7%" in says(maker)
    maker.goto("/funds/claims/to-pay/")
    assert "第3件申请" in says(maker) and "第1件申请" not in says(maker)
    maker.get_by_role("link", name="第3件申请").click()
    assert "账号与户名不符" in says(maker)
    assert ledger_problems() == []


def _chief() -> Actor:
    return an_actor("chief", "funds.commit", body=a_body())
