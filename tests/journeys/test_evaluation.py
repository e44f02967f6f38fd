"""A prefecture disputes its score: the method is public before the score, the score leads to the three records that made it, the
objection names them, the office corrects a record, revises the figure and scores anew; what stood stays. An enterprise
objects to its own score in the same way and reads the answer."""

from typing import Any

from django.apps import apps

from qingzhi.base.identity.testing import a_body, a_region
from qingzhi.base.permits import SYSTEM
from qingzhi.domains.metrics.actions import freeze_period
from qingzhi.domains.metrics.actions.evaluation_methods import load_methods
from qingzhi.domains.metrics.models import Dispute, Evaluation, EvaluationMethod, Score
from qingzhi.domains.metrics.testing import CITIES, make_evaluation_figures, make_scored_enterprises
from qingzhi.engine.lake.actions import refresh_lake

from .conftest import fits
from .office import leads, says, sends, shipped


def test_a_prefecture_disputes_its_score_and_is_led_to_its_records(
    new_page: Any, enter: Any, demo_day: Any, axe: Any
) -> None:
    make_evaluation_figures()
    office = a_body("qh-ip", "青海省知识产权局", a_region())
    own = a_body("ip-630200", "海东市知识产权局", a_region("630200"))
    people = {
        "planning": shipped("planning", "planning_office", office, "马文青"),
        "chief": shipped("chief", "planning_chief", office, "李海宁"),
        "haidong": shipped("haidong", "prefecture_office", own, "许秀兰"),
    }
    freeze_period(actor=SYSTEM, period="2017")
    load_methods(actor=SYSTEM, rows=[CITIES])
    method = EvaluationMethod.objects.get()

    def browser(name: str, **habits: Any) -> Any:
        page = new_page(**habits)
        enter(page, people[name])
        return page

    planning, chief, haidong, anybody = browser("planning"), browser("chief"), browser("haidong"), new_page()
    anybody.goto("/evaluation/methods/")
    assert "还没有公布评价办法" in says(anybody)
    planning.goto(f"/metrics/evaluation/methods/{method.pk}/")
    assert "评价一个时期" not in says(planning) and "办法公布以前不能评价" in says(planning)
    chief.goto(f"/metrics/evaluation/methods/{method.pk}/")
    leads(chief, "公布", exact=False)
    assert "已公布，可以据此评价" in sends(chief, "公布")
    anybody.goto("/evaluation/methods/")
    assert "最小值至最大值之间的位置" in leads(anybody, "市州评价办法", exact=False)
    planning.reload()
    leads(planning, "评价一个时期", exact=False)
    assert "评价已完成" in sends(planning, "评价")
    axe(planning)

    haidong.goto("/metrics/evaluation/")
    leads(haidong, "2017年市州评价", exact=False)
    leads(haidong, "海东", exact=False)
    own_score = Score.objects.get(region_code="630200")
    assert "38.67" in says(haidong) and haidong.url.endswith(f"/scores/{own_score.pk}/")
    axe(haidong)
    with haidong.expect_navigation():
        haidong.locator("a[href$='/granted/dispute/']").click()
    boxes = haidong.locator("input[name=record]")
    assert boxes.count() == 3, "the three records that made the score"
    for index in range(3):
        boxes.nth(index).check()
    haidong.get_by_label("计入的记录属于其他对象").check()
    haidong.fill("[name=text]", "其中一件的权利人已迁出本市，请核实。")
    axe(haidong)
    told = sends(haidong, "提出异议")
    named = [f"装置{number}" for number in (11, 12, 13)]
    assert "待答复" in told and all(name in told for name in named)
    dispute = Dispute.objects.get()
    rights = apps.get_model("rights.Right").objects
    keys = list(rights.filter(title__in=named).order_by("pk").values_list("pk", flat=True))
    assert [one.key for one in dispute.records.order_by("key")] == keys and len(keys) == 3
    assert "装置12" in leads(haidong, "装置12", exact=False), "each leads to its record"

    planning.goto("/inbox/")
    leads(planning, "答复评价异议", exact=False)
    assert "答复期限" in says(planning)
    rights.filter(title="装置12").update(region_code="630103")  # the registry corrects the record
    refresh_lake(full=True, tables=("rights",))
    chief.goto(f"/metrics/evaluation/disputes/{dispute.pk}/answer/")
    chief.get_by_label("成立：").check()
    chief.fill("[name=answer]", "已核实一件，登记簿已更正。")
    assert "成立，已更正" in sends(chief, "答复")
    leads(chief, "查看", exact=False)
    assert "更正理由：异议成立" in says(chief)
    corrected = Evaluation.objects.get(supersedes__isnull=False)
    assert corrected.scores.get(region_code="630200").parts.get(criterion__code="granted").value == 2
    assert own_score.parts.get(criterion__code="granted").value == 3, "what stood stays"
    haidong.goto(f"/metrics/evaluation/disputes/{dispute.pk}/")
    assert "已核实一件" in says(haidong)
    sends(haidong, "已阅")
    assert haidong.locator("main").get_by_role("button", name="已阅").count() == 0

    plain = browser("haidong", scripts=False, width=390)
    plain.goto(f"/metrics/evaluation/{corrected.pk}/weights/")
    plain.fill("[name=w-create]", "0")
    plain.locator("main").get_by_role("button", name="试算").click()
    assert "改动了 1 项权重" in says(plain) and "w-create=0" in plain.url and fits(plain)
    planning.goto(f"/metrics/evaluation/{corrected.pk}/weights/")
    axe(planning)

    enterprise = make_scored_enterprises(SYSTEM).scores.get(name="青海乙控股有限公司")
    people["clerk"] = shipped("clerk", "applicant", enterprise.party.subject, "张立春")
    clerk = browser("clerk", width=390)
    clerk.goto("/metrics/evaluation/")
    leads(clerk, "2017年国企考评")
    assert "1 条记录" in says(clerk) and fits(clerk)
    leads(clerk, "提出异议", exact=False)
    clerk.get_by_label("应计入的记录没有计入").check()
    clerk.fill("[name=missing]", "一种藏毯织机")
    clerk.fill("[name=text]", "这件专利已授权，没有计入。")
    assert "一种藏毯织机" in sends(clerk, "提出异议") and fits(clerk)
    axe(clerk)
    filed = clerk.url
    planning.goto(f"{filed}answer/")
    planning.get_by_label("不成立").check()
    planning.fill("[name=answer]", "这件专利 2018 年才授权。")
    assert "这件专利 2018 年才授权" in sends(planning, "答复")
    clerk.goto("/inbox/")
    leads(clerk, "评价异议已答复", exact=False)
    assert "这件专利 2018 年才授权" in says(clerk)
    sends(clerk, "已阅")
