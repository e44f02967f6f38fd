"""The leaders' page: every number on it leads to its records within three clicks; what it says in words."""

import re
from datetime import date, datetime
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import resolve
from lxml import html

from qingzhi.base import clock
from qingzhi.base.permits import SYSTEM
from qingzhi.domains.metrics.actions import compute_formulas
from qingzhi.domains.metrics.actions.boards import load_board_lines
from qingzhi.domains.metrics.models import Formula, Indicator
from qingzhi.domains.metrics.queries import Usage, UsageSource, register_usage
from qingzhi.domains.metrics.queries.usages import _sources
from qingzhi.domains.metrics.testing import make_region, make_statistic
from qingzhi.domains.metrics.tests.board_samples import LINE, make_board
from qingzhi.domains.metrics.tests.test_pages import VIEW, signed_in

pytestmark = pytest.mark.django_db
BOARD = "/metrics/board/"
RECORDS = {"metrics:records", "metrics:statistic"}  # the records that were counted; the source of what was stated


@pytest.fixture
def board():
    """Grants that a formula counts in two prefectures, marks that statistics state, and a line that has no figure."""
    with clock.fixed(datetime(2018, 7, 1, 9, 0)):
        yield make_board()


@pytest.fixture
def target(board):
    """A plan above that uses the marks."""
    state = type("State", (), {"code": "late", "label": "滞后", "reason": ""})()
    use = Usage(
        "某计划",
        "/metrics/indicators/marks/",
        "省级",
        "甲省",
        "不少于 20,000 件",
        "18,537 件",
        date(2020, 12, 31),
        state,
    )
    source = UsageSource(
        lambda *_: [use], lambda *_: {}, lambda _, __, region: {board.pk: [use]} if region.code == "990000" else {}
    )
    register_usage("test", source)
    yield
    _sources.pop("test")


def test_every_number_leads_to_its_records_within_three_clicks(target):
    client = signed_in(VIEW, "rights.view")
    links = _links_of_numbers(client.get(BOARD).content)
    assert len(links) > 8
    for url, text in links:
        assert _clicks_to_records(client, url) <= 3, f"{text}: {url}"


def test_the_figure_is_the_one_that_its_records_add_up_to(board):
    client = signed_in(VIEW, "rights.view")
    tree = html.fromstring(client.get(BOARD).content)
    (link,) = [one for one in tree.xpath("//div[@class='line-value']/a") if "granted/records" in one.get("href")]
    assert link.xpath("b")[0].text == "3"
    assert "由3 件权利得出" in client.get(link.get("href")).content.decode()


def test_it_says_the_change_the_light_and_what_is_missing(target):
    page = signed_in(VIEW).get(BOARD).content.decode()
    assert "比2015年增长43.5%" in page and "比2016年增加2件" in page
    assert "现为 18,537 件，目标不少于 20,000 件，2020年12月到期" in page
    assert "还没有数据" in page and "标记的数截至一年以前" in page
    assert "甲市" in page and "不表示行政区域界线" in page


def test_a_prefecture_is_shown_alone_and_few_queries_are_asked(target, django_assert_max_num_queries):
    client = signed_in(VIEW)
    client.get(BOARD)
    with django_assert_max_num_queries(9):
        page = client.get(BOARD, {"region": "990200"}).content.decode()
    assert "乙市知识产权总览" in page and "18,537" not in page


def test_figures_of_different_sources_are_not_compared(board):
    make_statistic(Indicator.objects.get(code="granted"), "2014", 7)
    Formula.objects.filter(indicator__code="granted").update(valid_from=date(2017, 1, 1))
    compute_formulas(always=True)
    assert "与上期的数据来源不同，不作比较" in signed_in(VIEW).get(BOARD).content.decode()


def test_a_line_that_ended_is_gone_and_loading_twice_changes_nothing(board):
    row = LINE | {"indicator": "marks", "part": "use"}
    assert load_board_lines(actor=SYSTEM, rows=[row | {"head": "yes"}]) == 1  # its place among the lines
    assert load_board_lines(actor=SYSTEM, rows=[row | {"head": "yes"}]) == 0
    assert load_board_lines(actor=SYSTEM, rows=[row | {"valid_to": "2018-06-01"}]) == 1
    assert "18,537" not in signed_in(VIEW).get(BOARD).content.decode()


def test_parts_that_do_not_add_up_to_the_whole_are_pointed_out(board):
    for region, value in (("990100", 10000), ("990200", 8537)):
        make_statistic(board, "2016", value, region=make_region(region))
    client = signed_in(VIEW)
    assert "不一致" not in client.get(BOARD).content.decode()
    make_statistic(board, "2017", 30000), make_statistic(board, "2017", 9, region=make_region("990100"))
    make_statistic(board, "2017", 8, region=make_region("990200"))
    page = client.get(BOARD).content.decode()
    assert "各市州之和 17 件，与全省统计 30,000 件不一致" in page


def test_an_indicator_shows_its_map_and_its_slices_each_with_its_records(board):
    client = signed_in(VIEW, "rights.view")
    page = client.get("/metrics/indicators/granted/").content.decode()
    assert "按法律状态" in page and "甲市" in page and "region=990100&amp;period=2017" in page
    page = client.get("/metrics/indicators/granted/?by=kind").content.decode()
    (link,) = {one.get("href") for one in html.fromstring(page).xpath("//section[@aria-labelledby='h-slices']//td/a")}
    assert "由3 件权利得出" in client.get(link).content.decode()
    assert "按" not in html.fromstring(client.get("/metrics/indicators/marks/").content).xpath(
        "string(//h2[@id='h-slices'])"
    )


def _links_of_numbers(content):
    """The links of all numbers in the content of a page; a number without a link is an error (days, periods, legends are none)."""
    main = html.fromstring(content).xpath("//main")[0]
    for skipped in main.xpath(".//time | .//nav | .//ol[@class='legend'] | .//svg | .//h1 | .//*[@class='vh']"):
        skipped.drop_tree()
    found = []
    for element in main.iter():
        if not isinstance(element.tag, str):
            continue
        for text in (element.text, *(child.tail for child in element)):
            if text and re.search(r"\d", text):
                link = next((one for one in (element, *element.iterancestors()) if one.tag == "a"), None)
                assert link is not None, f"a number that leads nowhere: {text}"
                found.append((link.get("href"), text.strip()))
    return found


def _clicks_to_records(client, url, deepest=3):
    """How many clicks lead from a link to a page of records."""
    waiting, seen = [(url, 1)], set()
    while waiting:
        at, clicks = waiting.pop(0)
        if resolve(urlsplit(at).path).view_name in RECORDS:
            assert client.get(at).status_code == 200
            return clicks
        if clicks == deepest or at in seen:
            continue
        seen.add(at)
        page = html.fromstring(client.get(at).content)
        hrefs = [urljoin(at, one.get("href")) for one in page.xpath("//main//a[@href]")]
        waiting += [(one, clicks + 1) for one in hrefs if urlsplit(one).path.startswith("/metrics/")]
    return deepest + 1
