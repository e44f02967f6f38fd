"""Pages of reports: who may open and do what, what they show, how many queries they cost, and what everybody sees."""

import io
import json
import zipfile

import pytest
from django.test import Client

from qingzhi.base import clock
from qingzhi.domains.metrics.actions import report_issuing
from qingzhi.domains.metrics.actions.report_editing import edit_block
from qingzhi.domains.metrics.actions.report_issuing import issue_report, submit_report
from qingzhi.domains.metrics.models import Report
from qingzhi.domains.metrics.queries.frozen import newest_value
from qingzhi.domains.metrics.tests.test_pages import signed_in
from qingzhi.engine.tasks.models import WorkItem

from .reporting import DAY, DRAFT, ISSUE, VIEW, block, correct, drafted, set_up_years

pytestmark = pytest.mark.django_db
STAT, DOCS = "metrics.statistic.view", "documents.issue"


@pytest.fixture
def actor(monkeypatch):
    monkeypatch.setattr(report_issuing, "pages_laid_out", lambda report, content: ())
    monkeypatch.setattr("qingzhi.domains.metrics.actions.report_books.png_of", lambda *_, **__: PNG)
    monkeypatch.setattr("qingzhi.base.pages.charts.drawn", lambda spec: ["<svg></svg>"])
    with clock.fixed(DAY):
        yield set_up_years()


@pytest.fixture
def report(actor):
    return drafted(actor)


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8ffff3f0005fe02fea7354bc80000000049454e44ae426082"
)


def issued(actor, report, **values):
    submit_report(actor=actor, report=report)
    return issue_report(actor=actor, report=report, **values)


def test_a_drafter_starts_a_report_and_is_told_what_is_missing(actor):
    client = signed_in(VIEW, DRAFT)
    page = client.post("/metrics/reports/new/", {"code": "yearly", "period": "2012"}).content.decode()
    assert "2012年还没有冻结的数据" in page
    made = client.post("/metrics/reports/new/", {"code": "yearly", "period": "2016年"}).url
    page = client.get(made).content.decode()
    assert "一、创造" in page and "（一）专利" in page and "图1　授权量（2013—2016年）" in page
    assert "请撰写下一步工作" in page and "重新取数" in page and "送审" in page
    code = newest_value("granted", "990000", "2016").code
    assert f'<a href="/metrics/frozen/{code}/">1,357件</a><sup>[1]</sup>' in page


def test_a_page_costs_few_queries_and_opens_to_its_permit(actor, report, django_assert_max_num_queries):
    url = f"/metrics/reports/{report.pk}/"
    edit_block(actor=actor, block=block(report, "said"), text="专利授权量1,357件。", revision=0)
    client = signed_in(VIEW, DRAFT)
    client.get(url)
    with django_assert_max_num_queries(20):
        client.get(url)
    with django_assert_max_num_queries(15):
        client.get("/metrics/reports/")
    assert Client().get(url).status_code == 302 and signed_in(STAT).get(url).status_code == 403
    assert signed_in(VIEW).get(url).status_code == 404  # in preparation: for those who work on it
    for place in ("new/", f"{report.pk}/blocks/said/", f"{report.pk}/blocks/said/add/"):
        assert signed_in(VIEW).get(f"/metrics/reports/{place}").status_code == 403
        assert client.get(f"/metrics/reports/{place}").status_code == 200
    for place in ("redraw/", "submit/", "renew/", "blocks/said/leave-out/"):
        assert (
            client.get(f"{url}{place}").status_code == 405 and signed_in(VIEW).post(f"{url}{place}").status_code == 403
        )
    for place in ("issue/", "return/"):
        assert (
            client.get(f"{url}{place}").status_code == 403
            and signed_in(VIEW, ISSUE).get(f"{url}{place}").status_code == 200
        )
    assert client.post(f"{url}blocks/said/burn/").status_code == client.get(f"{url}annex.exe").status_code == 404


def test_a_text_is_written_by_hand_and_a_change_beneath_it_is_shown(report):
    client, url = signed_in(VIEW, DRAFT, STAT), f"/metrics/reports/{report.pk}/"
    page = client.get(f"{url}blocks/said/").content.decode()
    assert "2016年，专利授权量1,357件" in page and "计算的文字" in page
    assert (
        client.post(f"{url}blocks/said/", {"text": "专利授权量1,357件，创历史新高。", "revision": 0}).url
        == f"{url}#said"
    )
    again = client.post(f"{url}blocks/said/", {"text": "我的", "revision": 0}).content.decode()
    assert "请在新的文字上修改" in again and "我的" in again
    correct()
    assert "取数以后有 1 个数作了修订，请重新取数" in client.get(url).content.decode()
    client.post(f"{url}redraw/")
    page = client.get(url).content.decode()
    assert (
        "创历史新高" in page
        and "所依据的数已变化" in page
        and "1,357" in page
        and "1,360" in page
        and "漏登三件" in page
    )
    assert "请逐段修改" in client.post(f"{url}submit/", follow=True).content.decode()
    client.post(f"{url}blocks/said/confirm/")
    assert "所依据的数已变化" not in client.get(url).content.decode()
    client.post(f"{url}blocks/said/restore/")
    assert "专利授权量<" in client.get(url).content.decode().replace("专利授权量</", "")


def test_blocks_are_added_left_out_and_taken_up(report):
    client, url = signed_in(VIEW, DRAFT), f"/metrics/reports/{report.pk}/"
    assert client.get(f"{url}blocks/course/").status_code == 302  # a chart is not written by hand
    assert client.post(f"{url}blocks/course/add/", {"text": "图后一段。"}).url == f"{url}#own-1"
    client.post(f"{url}blocks/course/leave-out/")
    page = client.get(url).content.decode()
    assert "图后一段。" in page and "恢复印出" in page and "图1　授权量分布" in page
    client.post(f"{url}blocks/course/take-up/")
    client.post(f"{url}blocks/own-1/restore/")
    page = client.get(url).content.decode()
    assert 'id="own-1"' not in page and "图1　授权量（2013—2016年）" in page


def test_it_is_returned_with_a_reason_and_issued(report):
    client, url = signed_in(VIEW, DRAFT, ISSUE, DOCS), f"/metrics/reports/{report.pk}/"
    client.post(f"{url}submit/")
    assert "请填写" in client.post(f"{url}return/", {"reason": ""}).content.decode()
    assert client.post(f"{url}return/", {"reason": "请补充"}).url == url
    assert "请补充" in client.get(url).content.decode()
    assert [one.kind for one in WorkItem.objects.filter(closed_at=None)] == ["metrics.revise_report"]
    client.post(f"{url}submit/")
    assert "签发后不能修改" in client.get(f"{url}issue/").content.decode()
    assert client.post(f"{url}issue/", {"is_public": "on", "confirmed": 1}).url == url
    assert WorkItem.objects.count() == 3 and not WorkItem.objects.filter(closed_at=None).exists()
    page = client.get(url).content.decode()
    assert "甲知报" in page and "下载 PDF" in page and "重新取数" not in page and "改文字" not in page
    made = client.post(f"{url}renew/").url
    assert "第 2 版" in client.get(made).content.decode() and "第 2 版" in client.get(url).content.decode()


def test_the_papers_and_the_annex_are_taken_away(actor, report):
    url = f"/metrics/reports/{report.pk}/"
    client = signed_in(VIEW, DRAFT)
    draft = client.get(f"{url}paper.docx")
    with zipfile.ZipFile(io.BytesIO(draft.content)) as package:
        words = package.read("word/document.xml").decode()
    assert "送审稿" in words and "附录　数据核验码" in words and "1,357件" in words
    done = issued(actor, report)
    answer = client.get(f"{url}paper.docx")
    assert answer.content[:2] == b"PK" and "filename*=utf-8''2016" in answer["Content-Disposition"]
    told = json.loads(client.get(f"{url}annex.json").content)
    assert told["number"] == done.document.number and len(told["figures"]) == 8
    assert client.get(f"{url}annex.csv").content.startswith(b"\xef\xbb\xbf")
    assert client.get(f"{url}annex.xlsx").content[:2] == b"PK"


def test_everybody_sees_what_is_issued_and_open(actor, report, django_assert_max_num_queries):
    url, everybody = f"/reports/{report.pk}/", Client()
    assert everybody.get(url).status_code == 404 and "还没有公开的报告" in everybody.get("/reports/").content.decode()
    issued(actor, report)
    assert (
        "<svg" in everybody.get(f"{url}charts/map/").content.decode()
        and "<svg" in everybody.get(f"{url}?charts=1").content.decode()
    )
    assert everybody.get(f"{url}charts/said/").status_code == 404
    with django_assert_max_num_queries(12):
        page = everybody.get(url).content.decode()
    code = newest_value("granted", "990000", "2016").code
    assert (
        f'href="/figures/{code}/">1,357件</a>' in page
        and "改文字" not in page
        and "/metrics/" not in page.split("<main")[1]
    )
    assert report.title in everybody.get("/reports/").content.decode()
    assert everybody.get(f"/figures/{code}/").status_code == 200
    for place in ("paper.docx", "annex.json", "annex.csv", "annex.xlsx"):
        assert everybody.get(f"{url}{place}").status_code == 200
    correct()
    page = everybody.get(url).content.decode()
    assert "印发以后有 1 个数作了修订" in page and "1,360" in page and "1,357件" in page


def test_what_is_not_open_is_not_shown_and_a_later_edition_takes_the_place(actor, report):
    everybody = Client()
    issued(actor, report, is_public=False)
    assert everybody.get(f"/reports/{report.pk}/").status_code == 404
    second = issued(actor, drafted(actor))
    assert everybody.get(f"/reports/{second.pk}/").status_code == 200
    third = issued(actor, drafted(actor))
    listed = everybody.get("/reports/").content.decode()
    assert f"/reports/{third.pk}/" in listed and f"/reports/{second.pk}/" not in listed
    assert "代替" in everybody.get(f"/reports/{second.pk}/").content.decode()
    assert Report.objects.count() == 3
