"""Comparing with the nation and other provinces: reading official tables, place and gap, what is not comparable. All figures made up."""

from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from qingzhi.base import clock
from qingzhi.domains.metrics.actions.compared import About
from qingzhi.domains.metrics.models import ComparedTable
from qingzhi.domains.metrics.testing import make_indicator, make_statistic
from qingzhi.domains.metrics.tests.compared_samples import LONG, SAMPLE, make_places, taken
from qingzhi.domains.metrics.tests.test_pages import IMPORT, VIEW, signed_in

pytestmark = pytest.mark.django_db
PAGE = "/metrics/compare/"


@pytest.fixture
def marks():
    with clock.fixed(datetime(2018, 7, 1, 9, 0)):
        yield make_places()


def page(query="", **extra):
    return signed_in(VIEW, **extra).get(f"{PAGE}{query}").content.decode()


def test_place_gap_and_what_forbids_comparing(marks):
    taken()
    text = page()
    assert "第 2 位" in text and "在 3 个省（区、市）中" in text and "−1,463" in text
    assert "没有载入全国数，不能与全国水平比较。" in text and "只有 3 个省（区、市）有同期数据" in text
    assert "数据表的口径：期末有效；本系统指标的口径：期末有效的注册商标件数。" in text
    assert "2 / 3" in text and "2 / 4" in text  # equal values share a place; 2015 has four provinces


def test_the_nation_gives_a_share_and_inhabitants_a_ratio(marks):
    make_indicator("population", "常住人口", unit="万人", meaning="年末常住人口")
    taken(
        LONG.format(
            "有效注册商标量,全国,2016,100000,件,年鉴\n有效注册商标量,甲省,2016,5,千件,年鉴\n有效注册商标量,乙省,2016,9000,件,年鉴\n"
        ).encode()
    )
    taken(
        LONG.format(
            "常住人口,全国,2016,100,万人,年鉴\n常住人口,甲省,2016,10,万人,年鉴\n常住人口,乙省,2016,90,万人,年鉴\n"
        ).encode(),
        About("人口", "年鉴", date(2017, 1, 1)),
    )
    assert "5.00" in page("?indicator=marks") and "占全国" in page("?indicator=marks")
    text = page("?indicator=marks&per=head")
    assert "第 1 位" in text and "件/万人" in text and "−500" in text  # 500 here, 1,000 in the nation


def test_our_own_figure_of_another_source_is_said_to_be_one(marks):
    make_statistic(marks, "2016", 19000)
    taken(SAMPLE.replace("甲省,18537,12918\n".encode(), b""))
    text = page()
    assert "19,000" in text and "来源不同，位次仅供参考" in text and "第 2 位" in text


def test_nothing_loaded_is_said_honestly(marks):
    assert "还没有载入全国和各省的数据" in page() and "没有数据的，不作推断" in page()
    taken()
    make_indicator("other", "别的")
    assert "这个指标还没有各省数据" in page("?indicator=other")


def test_the_table_published_last_speaks(marks):
    taken()
    taken(SAMPLE.replace(b"20000,10000", b"18000,10000"), About("修订", "新年鉴", date(2018, 3, 1)))
    text = page()
    assert "第 1 位" in text and "新年鉴" in text


def test_figures_lead_to_the_table_and_few_queries_are_asked(marks, django_assert_max_num_queries):
    table = taken()
    client = signed_in(VIEW)
    address = f"/metrics/compare/tables/{table.pk}/?period=2016&amp;q=甲省"
    client.get(PAGE)
    with django_assert_max_num_queries(15):
        assert address in client.get(PAGE).content.decode()
    with django_assert_max_num_queries(15):
        assert "18,537" in client.get(f"/metrics/compare/tables/{table.pk}/?period=2016&q=甲省").content.decode()


def test_the_pages_of_importing(marks):
    client = signed_in(VIEW, IMPORT)
    given = {"title": "测试用虚构数据", "published_on": "2017-12-31"}
    upload = SimpleUploadedFile("a.csv", SAMPLE, "text/csv")
    answer = client.post(f"{PAGE}load/", {**given, "file": upload})
    table = ComparedTable.objects.get()
    assert answer.status_code == 302 and answer.url == f"/metrics/compare/tables/{table.pk}/"
    again = client.post(f"{PAGE}load/", {**given, "file": SimpleUploadedFile("a.csv", SAMPLE, "text/csv")})
    assert "这个文件已由" in again.content.decode()
    assert signed_in(VIEW).get(f"{PAGE}load/").status_code == 403
    assert client.post(f"{PAGE}tables/{table.pk}/withdraw/", {"reason": "口径有误"}).status_code == 302
    assert "撤回，比较不再使用" in client.get(answer.url).content.decode()
