"""Pages of formulas, and the records behind a figure within the reader's permits."""

from datetime import date, datetime

import pytest
from django.test import Client

from qingzhi.base import clock
from qingzhi.base.permits import SYSTEM
from qingzhi.domains.metrics.actions import compute_formulas, draft_formula, publish_formula, try_formula
from qingzhi.domains.metrics.models import Formula
from qingzhi.domains.metrics.queries.slices import broken_down, slices_of
from qingzhi.domains.metrics.testing import make_indicator, make_region
from qingzhi.domains.metrics.tests.test_pages import VIEW, signed_in
from qingzhi.domains.rights.testing import make_right
from qingzhi.engine.lake.actions import refresh_lake

pytestmark = pytest.mark.django_db
PREPARE, PUBLISH = "metrics.formula.prepare", "metrics.formula.publish"
SPEC = '{"table": "rights", "where": [["kind", "is", "patent"]], "day": "registered_on", "region": "region_code"}'
GRANTED = {"table": "rights", "where": [["kind", "is", "patent"]], "day": "registered_on", "region": "region_code"}
BEHIND = "/metrics/indicators/granted/records/?region=990000&period=2016"


@pytest.fixture
def granted():
    """Three grants of 2016: two that everybody may read, one that only the register's readers may."""
    with clock.fixed(datetime(2018, 7, 1, 9, 0)):
        make_region(), make_region("990100", "甲市"), make_region("990200", "乙市")
        for region, public in (("990101", True), ("990100", True), ("990200", False)):
            right = make_right(registered_on=date(2016, 5, 9), title=f"一种装置{region}")
            right.region_code, right.is_public = region, public
            right.save(update_fields=["region_code", "is_public"])
        refresh_lake(tables=("rights",))
        yield make_indicator("granted", "专利授权量", kind="flow", meaning="一年内授权的专利件数")


@pytest.fixture
def published(granted):
    formula = draft_formula(actor=SYSTEM, indicator=granted, spec=GRANTED, source="统计制度")
    try_formula(actor=SYSTEM, formula=formula)
    publish_formula(actor=SYSTEM, formula=formula, valid_from=date(2016, 1, 1))
    compute_formulas()
    return formula


def test_a_figure_opens_to_its_records_and_says_what_the_reader_may_not_see(published, django_assert_max_num_queries):
    whole = signed_in(VIEW, "rights.view").get(BEHIND).content.decode()
    assert "3 件，由3 件权利得出" in whole and whole.count("一种装置") == 3 and "无权查看" not in whole
    narrow = signed_in(VIEW)
    narrow.get(BEHIND)
    with django_assert_max_num_queries(15):
        page = narrow.get(BEHIND).content.decode()
    assert page.count("一种装置") == 2 and "一种装置990200" not in page
    assert "由3 件权利得出" in page and "其中 1 件您无权查看" in page
    assert narrow.get(BEHIND.replace("990000", "990200")).content.decode().count("一种装置") == 0


def test_the_list_is_taken_away_as_excel_and_as_csv(published):
    client = signed_in(VIEW)
    lines = client.get(f"{BEHIND}&export=csv").content.decode("utf-8-sig").splitlines()
    assert len(lines) == 3 and lines[0] == "权利,说明,地区,日期" and "一种装置" in lines[1]
    assert b"".join(client.get(f"{BEHIND}&export=xlsx").streaming_content)[:2] == b"PK"


def test_the_page_of_the_indicator_tells_the_formula_and_leads_to_the_records(published, django_assert_max_num_queries):
    client = signed_in(VIEW)
    client.get("/metrics/indicators/granted/")
    with django_assert_max_num_queries(16):
        page = client.get("/metrics/indicators/granted/").content.decode()
    assert "授权、注册或登记日在期内，种类为专利的权利件数" in page and "统计制度" in page and "2016-01-01" in page
    assert "登记簿和办件（按公式计算）" in page and "查看 0 条记录" in page  # of 2017, the last whole year
    with django_assert_max_num_queries(15):
        assert "/metrics/indicators/granted/records/" in client.get("/metrics/indicators/").content.decode()


def test_a_formula_is_drafted_tried_and_published_on_pages(granted):
    client, chief = signed_in(VIEW, PREPARE), signed_in(VIEW, PUBLISH)
    url = "/metrics/indicators/granted/formula/"
    assert "不是有效的 JSON" in client.post(url, {"spec": "{", "source": "统计制度"}).content.decode()
    refused = client.post(url, {"spec": SPEC.replace("rights", "marks"), "source": "统计制度"}).content.decode()
    assert "数据湖没有“marks”这张表" in refused and "统计制度" in refused
    page = client.post(url, {"spec": SPEC, "source": "统计制度"}).url
    assert "还没有试算" in client.get(page).content.decode()
    assert client.post(f"{page}try/").url == page
    tried = client.get(page).content.decode()
    assert "2016年" in tried and "period=2016&amp;formula=" in tried and "发布</a>" not in tried
    assert "自何日" not in tried and chief.get(f"{page}publish/").status_code == 200
    assert "请填写启用日期" in chief.post(f"{page}publish/", {"reason": ""}).content.decode()
    assert chief.post(f"{page}publish/", {"valid_from": "2016-01-01"}).url == page
    again = chief.post(f"{page}publish/", {"valid_from": "2017-01-01"}).content.decode()
    assert "不能再改；如有调整请拟订新版本" in again
    assert Formula.objects.get().state == "published"


def test_a_page_opens_to_its_permit_alone(published):
    pk = published.pk
    pages = {
        f"/metrics/formulas/{pk}/": VIEW,
        BEHIND: VIEW,
        "/metrics/indicators/granted/formula/": PREPARE,
        f"/metrics/formulas/{pk}/publish/": PUBLISH,
    }
    nobody = signed_in("tasks.view")
    for url, permit in pages.items():
        assert Client().get(url).status_code == 302
        assert nobody.get(url).status_code == 403
        assert signed_in(VIEW, permit).get(url).status_code == 200
    assert signed_in(VIEW, PREPARE).get(f"/metrics/formulas/{pk}/try/").status_code == 405


def test_what_nobody_counts_has_no_records(granted):
    client = signed_in(VIEW)
    assert client.get(BEHIND).status_code == 404
    assert client.get("/metrics/indicators/nothing/records/").status_code == 404


def test_a_slice_opens_to_its_own_records_and_leads_on_to_the_others(granted):
    kind = {"sort": {"table": "patents", "here": "id", "there": "right_id"}}
    by = {"status": "status", "type": {"column": "sort.type", "title": "专利类型", "joins": kind}}
    formula = draft_formula(actor=SYSTEM, indicator=granted, spec={**GRANTED, "by": by}, source="统计制度")
    refresh_lake(tables=("rights", "patents"))
    client = signed_in(VIEW, "rights.view")
    whole = client.get(f"{BEHIND}&formula={formula.pk}").content.decode()
    assert "按专利类型" in whole and "dimension=type" in whole and whole.count("一种装置") == 3
    rows = broken_down("granted", "990000", "2016", "type")
    assert sum(one.count for one in rows) == 3 and slices_of("granted") == ["status", "type"]
    for one in rows:
        page = client.get(one.records_url).content.decode()
        assert f"由{one.count} 件权利得出" in page and f"按专利类型：{one.label}" in page
        assert page.count("一种装置") == one.count
    stale = client.get(f"{BEHIND}&dimension=status&slice=design").content.decode()
    assert stale.count("一种装置") == 3, "a slice of another dimension is none"
    assert "0 件，由0 件权利得出" in client.get(f"{BEHIND}&dimension=type&slice=design").content.decode()
