"""A figure from its definition to its revision: defined, tried, published, frozen; a record is corrected; the difference is seen,
proposed and approved; what was frozen stands, its list counts what it counted, and anybody verifies it by its code."""

import json
from datetime import date
from typing import Any

from qingzhi.base.identity.models import User
from qingzhi.base.identity.testing import a_body, a_region
from qingzhi.domains.metrics.actions import compare_frozen
from qingzhi.domains.metrics.queries.frozen import frozen_value, newest_value
from qingzhi.domains.rights.testing import make_right
from qingzhi.engine.lake.actions import refresh_lake

from .conftest import fits
from .office import leads, says, sends, shipped

HOME, CITY = "630000", "630100"
SPEC = {
    "table": "rights",
    "joins": {"patent": {"table": "patents", "here": "id", "there": "right_id"}},
    "where": [["patent.type", "is", "invention"]],
    "day": "registered_on",
    "region": "region_code",
}
DEFINED = {
    "code": "plateau-inventions",
    "name": "高原特色发明专利授权量",
    "meaning": "一年内授权的发明专利件数（示例）",
    "unit": "件",
}


def test_from_the_definition_to_the_revision(new_page: Any, enter: Any, demo_day: Any, axe: Any) -> None:
    people, wrong = _people(), _rights()

    def browser(name: str, **habits: Any) -> Any:
        page = new_page(**habits)
        enter(page, people[name])
        return page

    planning, chief = browser("planning"), browser("chief")
    _define_and_publish(planning, chief)

    planning.goto("/metrics/frozen/")
    leads(planning, "冻结一个时期")
    axe(planning)
    planning.select_option("[name=period]", "2017")
    planning.fill("[name=note]", "供年度报告使用")
    assert "2017年指标数据" in sends(planning, "冻结")
    leads(planning, DEFINED["name"])
    frozen = frozen_value(DEFINED["code"], HOME, "2017")
    assert frozen is not None and frozen.value == 3
    axe(planning)

    registry = browser("registry")
    registry.goto(f"/rights/{wrong.pk}/correct/")
    registry.fill("[name=registered_on]", "2016-12-30")
    registry.fill("[name=reason]", "证书载明的授权公告日为 2016 年")
    assert "2016-12-30" in sends(registry, "保存更正")
    refresh_lake()  # the worker follows the records, then compares
    assert compare_frozen() == 2, "the province and the prefecture"

    planning.goto("/metrics/frozen/")
    with planning.expect_navigation():
        planning.locator("main a.figure", has_text="与今天不同").click()
    assert says(planning).count("−1") == 2
    axe(planning)
    for box in planning.locator("main input[name=id]").all():
        box.check()
    sends(planning, "提请修订")
    planning.fill("[name=reason]", "一件专利的授权公告日录入有误，已按证书更正")
    assert "待批准" in sends(planning, "提请修订")
    assert "提请人不能批准自己的提请" in says(planning)
    axe(planning)

    chief.goto("/inbox/")
    with chief.expect_navigation():
        chief.get_by_role("link", name="批准修订冻结数：一件专利的授权公告日录入有误，已按证书更正").first.click()
    leads(chief, "批准修订")
    assert "李海宁" in sends(chief, "批准")

    assert frozen_value(DEFINED["code"], HOME, "2017") == frozen and frozen.value == 3
    revised = newest_value(DEFINED["code"], HOME, "2017")
    assert revised is not None and revised.value == 2
    chief.goto(f"/metrics/indicators/{DEFINED['code']}/")
    leads(chief, "2017年")
    shown = says(chief)
    assert "首次冻结" in shown and "第 1 次修订" in shown and "修订为" in shown
    leads(chief, "查看 3 条记录")
    shown = says(chief)
    assert "由3 件权利得出" in shown and "3 件，与冻结时一致" in shown and "共 3 条" in shown
    axe(chief)

    visitor = new_page(width=390, theme="dark")
    visitor.goto("/figures/")
    visitor.fill("[name=code]", frozen.code_text.lower())
    shown = sends(visitor, "核验")
    assert "这个数后来作了修订" in shown and "一件专利的授权公告日录入有误" in shown and "查看依据和记录" not in shown
    assert fits(visitor)
    axe(visitor)


def _define_and_publish(planning: Any, chief: Any) -> None:
    """A definition and a formula by forms alone, tried on five years, published by the chief."""
    planning.goto("/metrics/indicators/declare/")
    for name, value in DEFINED.items():
        planning.fill(f"[name={name}]", value)
    planning.select_option("[name=kind]", "flow")
    sends(planning, "保存")
    leads(planning, "拟订公式")
    planning.fill("[name=spec]", json.dumps(SPEC))
    planning.fill("[name=source]", "统计制度（示例）")
    sends(planning, "保存")
    tried = sends(planning, "试算")
    assert "试算完成" in tried and "专利类型为发明" in tried
    chief.goto(planning.url)
    leads(chief, "发布")
    chief.fill("[name=valid_from]", "2016-01-01")
    assert "已发布" in sends(chief, "发布")


def _people() -> dict[str, User]:
    province = a_region(HOME, "青海省")
    a_region(CITY, "西宁市", province)
    body = a_body("qh-ip", "青海省知识产权局", province)
    return {
        "planning": shipped("planning", "planning_office", body, "马文青"),
        "registry": shipped("registry", "rights_office", body, "杨海燕"),
        "chief": shipped("chief", "planning_chief", body, "李海宁"),
    }


def _rights() -> Any:
    """Three inventions granted in 2017 in the prefecture; the one whose day was entered wrongly."""
    made = []
    for day in (date(2017, 2, 7), date(2017, 5, 9), date(2017, 12, 30)):
        right = make_right(registered_on=day, holders=["青海示例青稞有限公司"])
        right.region_code = CITY
        right.save(update_fields=["region_code"])
        made.append(right)
    refresh_lake(full=True)
    return made[-1]
