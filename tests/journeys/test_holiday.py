"""A limit explained across the October holiday of 2018: skipped days, make-up days, a stop, an extension, a day off of our own.

By hand, 20 working days after 26 September: 27, 28, and the make-up days 29 and 30 September (4); the holiday is 1 to 7
October; 8–12 (9), 15–19 (14), 22–26 (19), 29 October (20).
"""

from datetime import date
from typing import Any

from qingzhi.base.events.bus import deliver_events
from tests.journeys.office import CLERK, follows, officer, presses, says, turn_to, waiting_case

DUE = "2018-10-29"
AFTER_STOP = "2018-11-05"  # 4 ran before; 16 are left: 15–19 (5), 22–26 (10), 29 October–2 November (15), 5 November
EXTENDED = "2018-11-19"  # ten more: 6–9 (4), 12–16 (9), 19 November
WITH_DAY_OFF = "2018-11-20"  # 24 October does not count


def test_a_limit_explained_over_the_october_holiday(new_page: Any, enter: Any, demo_day: Any, axe: Any) -> None:
    turn_to(date(2018, 9, 26))
    case = waiting_case()
    address = f"/cases/{case.pk}/"
    page = new_page()
    enter(page, officer("wang", "王经办", *CLERK))
    page.goto(f"{address}steps/accept/")
    presses(page, "受理")
    limits = page.locator("#clocks")
    open_explanation(page)
    told = limits.inner_text()
    for words in (
        f"至 {DUE}", "20 个工作日", "各省资助办法通行做法", "自 2018年9月26日 起算（当日不计入）",
        "国庆节 10月1日至10月7日（7 天）", "调休上班 9月29日至9月30日（2 天）", "计算依据",
    ):  # fmt: skip
        assert words in told, words
    axe(page)

    turn_to(date(2018, 10, 8))
    page.goto(address)
    follows(page, "中止")
    page.fill("[name=reason]", "等待登记簿核查结果")
    page.fill("[name=basis]", "《中华人民共和国行政许可法》第四十五条")
    held = presses(page, "中止")
    assert "自 2018-10-08 起中止办理，期限停止计算" in held and "第四十五条" in held
    assert "尚余 16 个工作日" in explained(page)

    turn_to(date(2018, 10, 15))
    page.goto(address)
    follows(page, "恢复")
    page.fill("[name=reason]", "核查结果已收到")
    presses(page, "恢复")
    told = explained(page)
    assert f"至 {AFTER_STOP}" in told and "2018年10月8日 至 2018年10月14日 不计入，等待登记簿核查结果" in told

    follows(page, "延长期限")
    page.fill("[name=value]", "10")
    page.fill("[name=reason]", "案情复杂")
    page.fill("[name=approved_by]", "李局长")
    presses(page, "延长期限")
    told = explained(page)
    assert f"至 {EXTENDED}" in told and "延长：10 个工作日，案情复杂，李局长批准" in told

    keeper = new_page()
    enter(keeper, officer("guan", "管理员", "limits.view", "limits.calendar.manage"))
    keeper.goto("/limits/calendar/?year=2018")
    keeper.fill("[name=day]", "2018-10-24")
    keeper.select_option("[name=kind]", label="休息")
    keeper.fill("[name=name]", "省庆放假")
    keeper.fill("[name=source]", "青政办〔2018〕示例号")
    assert "省庆放假" in presses(keeper, "登记")
    for _ in range(2):
        deliver_events()
    page.goto(address)
    assert f"节假日安排有变，期限由 {EXTENDED} 改为 {WITH_DAY_OFF}" in says(page)
    told = explained(page)
    assert f"至 {WITH_DAY_OFF}" in told and "省庆放假 10月24日" in told
    case.refresh_from_db()
    assert case.due_on == date.fromisoformat(WITH_DAY_OFF)


def open_explanation(page: Any) -> None:
    page.locator("#clocks details summary").first.click()


def explained(page: Any) -> str:
    """How the running limit was counted, as the case page tells it."""
    open_explanation(page)
    return str(page.locator("#clocks").inner_text())
