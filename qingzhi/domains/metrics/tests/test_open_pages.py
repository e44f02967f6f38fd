"""Open figures: what is public and what is not, the same number in every file, the frame that other sites may show."""

import io
import json
from datetime import date, datetime

import pandas
import pyarrow.parquet as pq
import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from qingzhi.base import clock
from qingzhi.base.permits import SYSTEM
from qingzhi.domains.metrics.actions.boards import close_indicator, open_indicator
from qingzhi.domains.metrics.models import OpenIndicator
from qingzhi.domains.metrics.testing import make_indicator, make_region, make_statistic
from qingzhi.domains.metrics.tests.test_pages import VIEW, signed_in

pytestmark = pytest.mark.django_db
MANAGE = "metrics.public.manage"
MINE = {"licence": "须注明来源", "basis": "会议纪要"}


@pytest.fixture
def opened():
    """Two figures that may be public, one that may not."""
    with clock.fixed(datetime(2018, 7, 1, 9, 0)):
        make_region(), make_region("990100", "甲市")
        marks = make_indicator()
        make_statistic(marks, "2015", 12918, republish=True, licence="统计局许可")
        make_statistic(marks, "2016", "18537.5", republish=True)
        make_statistic(marks, "2017", 77777)
        open_indicator(actor=SYSTEM, indicator=marks, **MINE)
        yield marks


def test_every_file_says_the_same_and_only_what_may_be_public(opened):
    client = Client()
    table = pandas.read_csv(io.BytesIO(client.get("/data/marks/download.csv").content))
    assert list(table["value"]) == [12918.0, 18537.5] and list(table["licence"]) == ["统计局许可", "须注明来源"]
    parquet = pq.read_table(io.BytesIO(client.get("/data/marks/download.parquet").content))
    assert [float(one) for one in parquet["value"].to_pylist()] == [12918.0, 18537.5]
    assert parquet["as_of"].to_pylist()[0] == date(2015, 12, 31)
    assert parquet.schema.metadata[b"meaning"].decode() == "期末有效的注册商标件数"
    found = json.loads(client.get("/data/marks/download.json").content)
    assert [one["value"] for one in found["data"]] == [12918, 18537.5] and found["licence"] == "须注明来源"
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get("/data/marks/download.xlsx").content))
    rows = book.get_sheet_by_name("数据").to_python()
    assert [row[7] for row in rows[1:]] == [12918.0, 18537.5]
    assert ["使用许可", "须注明来源"] in book.get_sheet_by_name("说明").to_python()
    assert client.get("/data/marks/download.exe").status_code == 404


@pytest.mark.parametrize(
    "url", ["/data/", "/data/marks/", "/data/marks/embed/", "/data/marks/chart.svg", "/data/marks/download.csv"]
)
def test_what_may_not_be_public_is_nowhere(opened, url):
    answer = Client().get(url)
    text = answer.content.decode()
    assert answer.status_code == 200 and "77,777" not in text and "77777" not in text
    assert "18,537.5" in text or "18537.5" in text


def test_what_is_not_open_is_not_there(opened):
    make_indicator("other", "别的")
    assert all(
        Client().get(f"/data/other/{rest}").status_code == 404 for rest in ("", "embed/", "chart.svg", "download.csv")
    )
    close_indicator(actor=SYSTEM, indicator=opened, reason="口径调整")
    assert (
        Client().get("/data/marks/").status_code == 404 and Client().get("/data/marks/download.csv").status_code == 404
    )


def test_only_the_frame_may_be_framed(opened):
    frame = Client().get("/data/marks/embed/")
    assert "frame-ancestors *" in frame["Content-Security-Policy"] and "X-Frame-Options" not in frame
    assert "script-src 'self'" in frame["Content-Security-Policy"] and "<script" not in frame.content.decode()
    page = Client().get("/data/marks/")
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"] and page["X-Frame-Options"] == "DENY"


def test_the_picture_stands_alone(opened):
    answer = Client().get("/data/marks/chart.svg")
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("image/svg+xml") and text.startswith("<svg") and 'width="' in text
    assert "<title>有效注册商标量（件）" in text and "来源：测试统计年鉴" in text and "<script" not in text


@pytest.mark.parametrize("url", ["/data/marks/download.csv", "/data/marks/embed/", "/data/marks/chart.svg"])
def test_a_copy_is_asked_for_again_only_when_it_changed(opened, url):
    first = Client().get(url)
    assert first["Cache-Control"] == "public, max-age=600"
    assert Client().get(url, headers={"if-none-match": first["ETag"]}).status_code == 304
    make_statistic(opened, "2014", 9000, republish=True)
    assert Client().get(url, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_few_queries_whatever_the_number_of_indicators(opened, django_assert_max_num_queries):
    for number in range(4):
        more = make_indicator(f"more-{number}", f"指标{number}")
        make_statistic(more, "2016", number, republish=True)
        open_indicator(actor=SYSTEM, indicator=more, **MINE)
    Client().get("/data/")
    with django_assert_max_num_queries(6):
        assert "指标3" in Client().get("/data/").content.decode()
    with django_assert_max_num_queries(7):
        Client().get("/data/marks/")


def test_the_office_opens_and_closes_from_the_indicator_page(opened):
    client, page = signed_in(VIEW, MANAGE), "/metrics/indicators/marks/"
    assert f'{page}close/"' in client.get(page).content.decode()
    assert client.post(f"{page}close/", {"reason": "口径调整"}).status_code == 302
    assert "请填写" in client.post(f"{page}open/", {"licence": "", "basis": "x"}).content.decode()
    assert client.post(f"{page}open/", MINE).status_code == 302
    assert OpenIndicator.objects.filter(closed_on=None).count() == 1
    assert signed_in(VIEW).post(f"{page}open/", MINE).status_code == 403
