"""A delegate acts in leave: found, done, told in both names, ended; a lost session in the middle of it loses nothing."""

from datetime import date
from typing import Any

from django.contrib.sessions.models import Session

from tests.journeys.calm import calm
from tests.journeys.office import CLERK, follows, officer, presses, says, signs_in, turn_to, waiting_case

WORDS = "证书与登记簿一致，同意受理（代王经办核对）。"


def test_a_deputy_acts_in_leave_and_not_after_it(new_page: Any, enter: Any, demo_day: Any, axe: Any) -> None:
    turn_to(date(2018, 7, 4))
    case = waiting_case()
    address = f"/cases/{case.pk}/"

    owner = new_page()
    enter(owner, officer("wang", "王经办", *CLERK))
    deputy_user = officer("sun", "孙同事", "tasks.view", "tasks.handle", "procedures.case.view")
    owner.goto(address)
    assert "已认领" in presses(owner, "认领")
    owner.goto("/inbox/delegations/")
    owner.select_option("[name=deputy]", label="孙同事")
    owner.fill("[name=valid_from]", "2018-07-05")
    owner.fill("[name=last_day]", "2018-07-06")
    owner.fill("[name=reason]", "年休假")
    assert "已委托孙同事代办" in presses(owner, "登记委托")

    deputy = new_page()
    enter(deputy, deputy_user)
    assert deputy.goto(address).status == 404, "the leave has not begun"

    turn_to(date(2018, 7, 5))
    deputy.goto("/cases/")
    deputy.select_option("[name=tab]", label="代他人办理")
    calm(deputy)
    follows(deputy, case.title)
    assert "受王经办委托" in says(deputy)
    axe(deputy)
    follows(deputy, "受理")
    deputy.fill("[name=internal]", WORDS)
    deputy.get_by_text("草稿已保存").wait_for()
    Session.objects.all().delete()
    deputy.get_by_role("button", name="受理", exact=True).click()
    deputy.wait_for_url("**/sign-in/**")
    signs_in(deputy, "sun")
    deputy.goto(f"{address}steps/accept/")
    assert deputy.input_value("[name=internal]") == WORDS, "what was typed has waited"
    told = presses(deputy, "受理")
    assert "孙同事（受王经办委托）" in told and WORDS in told

    auditor = new_page()
    enter(auditor, officer("shen", "沈审计", "audit.view", "support.application.view"))
    auditor.goto(address)
    auditor.get_by_text("变更记录").click()
    entry = auditor.locator("details.drawer li", has_text="受谁委托").inner_text()
    assert "孙同事" in entry and "王经办" in entry

    turn_to(date(2018, 7, 7))
    deputy.goto("/cases/?tab=deputy")
    assert case.title not in says(deputy)
    assert deputy.goto(f"{address}steps/propose/").status == 404
    case.refresh_from_db()
    assert case.state == "review" and case.owner.name == "王经办"
    enter(owner, owner_again())
    owner.goto(address)
    assert "孙同事（受王经办委托）" in says(owner), "the owner reads what was done meanwhile"


def owner_again() -> Any:
    from qingzhi.base.identity.models import User

    return User.objects.get(username="wang")
