"""The page of densities: the ranking, what cannot be reckoned, the lists behind, and the import."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from qingzhi.domains.metrics.models import IndustryStatistic
from qingzhi.domains.metrics.tests.test_density import STAFF, industries  # noqa: F401
from qingzhi.domains.metrics.tests.test_pages import VIEW, signed_in

pytestmark = pytest.mark.django_db


def test_the_ranking_is_read_taken_away_and_opens_to_its_records(industries, django_assert_max_num_queries):  # noqa: F811
    client = signed_in(VIEW, "metrics.statistic.import", "rights.view")
    empty = client.get("/metrics/density/").content.decode()
    assert "没有从业人员统计数据" in empty and "2 个算不出" in empty
    sent = {"file": SimpleUploadedFile("staff.csv", STAFF), "reason": ""}
    assert client.post("/metrics/density/import/", sent).status_code == 302 and IndustryStatistic.objects.count() == 4
    with django_assert_max_num_queries(20):
        page = client.get("/metrics/density/").content.decode()
    assert "2 个行业有位次" in page and "部分属专利密集型：医药医疗产业（待确认）" in page and "公式尚未发布" in page
    assert "28" not in page.split("27 医药制造业")[0].split("位次")[-1]
    plan = client.get("/metrics/density/?scheme=plan_industry&group=four&year=2017").content.decode()
    assert "锂电" in plan and "没有归入任何计划产业" in plan
    listed = client.get(
        "/metrics/indicators/granted/records/?region=990000&period=2016-2017&dimension=industry&slice=27"
    )
    assert "由3 件权利得出" in listed.content.decode()
    assert b"".join(client.get("/metrics/density/?export=xlsx").streaming_content)[:2] == b"PK"


def test_whoever_may_not_import_is_not_led_to_it(industries):  # noqa: F811
    client = signed_in(VIEW)
    assert "导入分行业统计数据" not in client.get("/metrics/density/").content.decode()
    assert client.get("/metrics/density/import/").status_code == 403
