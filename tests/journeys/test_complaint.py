"""A complaint as the people concerned walk it: without a name, on a phone, with a photograph; asked, answered, split in two."""

from typing import Any

import pytest

from qingzhi.base.identity.testing import a_body, a_post, a_role, an_account
from qingzhi.base.permits import Scope
from qingzhi.domains.enforcement.models import Complaint
from qingzhi.domains.enforcement.testing.complaints import OFFICER, make_complaint_rules, photo
from tests.journeys.calm import calm

STORY = "6月20日在店里买了一台净水器，花了860元，包装上印着别人的专利号。"


@pytest.fixture
def clerk(new_page: Any, enter: Any) -> Any:
    """An officer of the body that receives."""
    make_complaint_rules()
    user = an_account("wang", name="王办案")
    a_post(
        user, a_role("officer", *OFFICER, "procedures.case.view", scope=Scope.BODY, home="enforcement"), a_body("qh-ip")
    )
    page = new_page()
    enter(page, user)
    return page


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name).first.click()
    calm(page)


def complain(phone: Any) -> str:
    """Fill the form with a thumb; the code."""
    phone.goto("/complaints/new/")
    for label in (
        "专利（发明、外观设计）",
        "我是消费者",
        "我买到了问题商品",
        "有人违法，请你们查处",
        "店铺、市场、工厂",
    ):
        phone.get_by_label(label).check()
    phone.get_by_label("是谁（店名").fill("西宁市城东区示例商店")
    phone.get_by_label("事情经过").fill(STORY)
    phone.set_input_files(
        "#id_evidence", {"name": "我家的照片.jpg", "mimeType": "image/jpeg", "buffer": photo("GPS 36.62")}
    )
    press(phone, "提交")
    phone.wait_for_url("**/complaints/receipt/")
    return str(phone.locator(".big-code").inner_text()).replace(" ", "")


def test_without_a_name_by_phone_to_two_cases(clerk: Any, new_page: Any, axe: Any, demo_day: Any) -> None:
    phone = new_page(width=390, height=844)
    code = complain(phone)
    assert len(code) == 12
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    case = Complaint.objects.get().case

    clerk.goto("/cases/")
    clerk.get_by_role("link", name="反映西宁市城东区示例商店的举报投诉").first.click()
    calm(clerk)
    text = clerk.locator("main").inner_text()
    assert STORY in text and "匿名" in text and code not in text and "我家的照片" not in text
    axe(clerk)
    clerk.get_by_role("link", name="请举报投诉人补充说明").first.click()
    clerk.locator("textarea[name=note]").fill("发票上写的是哪家店？")
    press(clerk, "请举报投诉人补充说明")

    phone.context.clear_cookies()  # another day: only the code is left
    phone.goto("/progress/")
    phone.get_by_label("查询码").fill(code.lower())
    press(phone, "查询")
    assert "发票上写的是哪家店？" in phone.locator("#state").inner_text()
    axe(phone)
    phone.get_by_label("要说的话").fill("就是这家店")
    press(phone, "发送")
    assert "就是这家店" in phone.locator("main").inner_text() and "王办案" not in phone.content()

    clerk.goto(f"/cases/{case.pk}/steps/route/")
    press(clerk, "分流")
    case.refresh_from_db()
    assert case.state == "handling"
    phone.goto("/complaints/follow/")
    ways = phone.locator("#ways").inner_text()
    assert "分成了 2 件办" in ways and "主持调解" in ways and "执法人员核查" in ways
    press(phone, "看完了，退出")
    phone.goto("/complaints/follow/")
    assert phone.url.endswith("/progress/")
