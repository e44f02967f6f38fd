"""A survey as its people walk it: sent, prefilled, a difference explained, checked in the body, accepted, locked; the figure
opens to the sheet, and who is late is seen."""

from datetime import date
from typing import Any

from qingzhi.base.identity.models import User
from qingzhi.base.identity.testing import a_body, a_region
from qingzhi.base.permits import SYSTEM
from qingzhi.domains.metrics.actions.survey_designs import load_survey_thresholds, load_surveys
from qingzhi.domains.metrics.models import SurveyAnswer, SurveyRound
from qingzhi.domains.metrics.testing import make_indicator, make_statistic
from qingzhi.domains.metrics.tests.survey_samples import LIMITS, SURVEY, THRESHOLDS
from qingzhi.engine.limits.actions import load_limits

from .conftest import fits
from .office import leads, says, sends, shipped, turn_to

SHEET = {"v-a1": "120", "v-a2": "20", "v-a3": "100", "v-b1": "4"}


def test_from_the_sending_to_the_figure(new_page: Any, enter: Any, demo_day: Any, axe: Any) -> None:
    people = _people()
    turn_to(date(2018, 5, 2))

    def browser(name: str, **habits: Any) -> Any:
        page = new_page(**habits)
        enter(page, people[name])
        return page

    planning = browser("planning")
    planning.goto("/metrics/surveys/")
    leads(planning, "下发调查")
    assert planning.locator("[name=period]").input_value() == "2017"  # the newest year that is over is proposed
    assert "海东市" in sends(planning, "下发")

    clerk = browser("haidong", width=390)
    clerk.goto("/inbox/")
    with clerk.expect_navigation():
        clerk.get_by_role("link", name="填报市州知识产权统计年报（2017年）").first.click()
    clerk.goto(f"/metrics/surveys/sheets/{_sheet('ip-630200')}/fill/")
    assert clerk.locator("[name=v-a1]").input_value() == "118"  # prefilled
    assert "80" in says(clerk)  # last year's answer stands beside it
    for name, value in SHEET.items():
        clerk.fill(f"[name={name}]", value)
    assert "比上期数 80 多 40 件（50%）" in sends(clerk, "报送")
    assert fits(clerk)
    axe(clerk)
    clerk.fill("[name=r-a1]", "新建两个产业园，申请量上年翻番")
    assert "待本单位审核" in sends(clerk, "报送")

    boss = browser("boss")
    boss.goto(f"/metrics/surveys/sheets/{_sheet('ip-630200')}/")
    assert "新建两个产业园" in says(boss)
    leads(boss, "审核通过")
    assert "待省局审核" in sends(boss, "审核通过并报送")

    planning.goto(f"/metrics/surveys/sheets/{_sheet('ip-630200')}/")
    leads(planning, "认可")
    assert "新建两个产业园" in says(planning)
    assert "已认可" in sends(planning, "认可")

    turn_to(date(2018, 7, 1))
    round_ = SurveyRound.objects.get()
    planning.goto(f"/metrics/surveys/rounds/{round_.pk}/")
    assert "逾期未报 1 个单位：果洛州" in says(planning)
    leads(planning, "催报")
    assert "催报通知已发出" in sends(planning, "发出催报") and "1 次" in says(planning)

    chief = browser("chief")
    chief.goto(f"/metrics/surveys/rounds/{round_.pk}/lock/")
    assert "已锁定" in sends(chief, "锁定")
    chief.goto("/metrics/statistics/?indicator=patents-granted&q=2017")
    leads(chief, "专利授权量")
    assert "统计调查《市州知识产权统计年报》2017年" in says(chief)
    assert "新建两个产业园" in leads(chief, "查看海东市知识产权局的调查表")
    axe(chief)


def _sheet(body: str) -> int:
    return SurveyAnswer.objects.values_list("pk", flat=True).get(body__code=body)


def _people() -> dict[str, User]:
    """Two prefectures, one with its own check; what was known of them before."""
    indicator = make_indicator("patents-granted", "专利授权量", kind="flow")
    make_indicator("agencies", "服务机构数", unit="家")
    load_limits(actor=SYSTEM, rows=LIMITS)
    load_surveys(actor=SYSTEM, rows=[SURVEY])
    load_survey_thresholds(actor=SYSTEM, rows=THRESHOLDS)
    home = a_region()
    haidong, guoluo = (
        a_body(f"ip-{code}", f"{name}知识产权局", a_region(code, name, parent=home))
        for code, name in (("630200", "海东市"), ("632600", "果洛州"))
    )
    make_statistic(indicator, "2016", 80, region=haidong.region)
    make_statistic(indicator, "2017", 118, region=haidong.region)
    who = {
        "planning": ("planning_office", a_body()), "chief": ("planning_chief", a_body()), "boss": ("body_chief", haidong),
        "haidong": ("prefecture_office", haidong), "guoluo": ("prefecture_office", guoluo),
    }  # fmt: skip
    return {name: shipped(name, role, body) for name, (role, body) in who.items()}
