"""Pages of frozen figures: closing a period, what moved, proposing and approving, verifying, and the records as they were."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.test import Client

from qingzhi.base import clock
from qingzhi.base.permits import SYSTEM
from qingzhi.domains.metrics.actions import compare_frozen, freeze_period, propose_revision, revise_frozen
from qingzhi.domains.metrics.models import Freeze, FrozenFigure, RevisionProposal
from qingzhi.domains.metrics.queries.frozen import frozen_value, newest_value
from qingzhi.domains.metrics.testing import make_indicator, make_statistic
from qingzhi.domains.metrics.tests.test_frozen import CITY, HOME, correct_a_record, granted  # noqa: F401
from qingzhi.domains.metrics.tests.test_pages import VIEW, signed_in
from qingzhi.engine.tasks.models import WorkItem

pytestmark = pytest.mark.django_db
FREEZE, PROPOSE, REVISE = "metrics.figure.freeze", "metrics.figure.propose", "metrics.figure.revise"


@pytest.fixture
def closed(granted):  # noqa: F811
    """2016 is frozen, then a record is corrected."""
    freeze_period(actor=SYSTEM, period="2016", title="2016年年报数据")
    correct_a_record()
    compare_frozen()
    return frozen_value("granted", HOME, "2016")


def test_a_period_is_closed_from_its_form(granted):  # noqa: F811
    client = signed_in(VIEW, FREEZE)
    page = client.get("/metrics/frozen/new/").content.decode()
    assert "2018年上半年" in page and "2018年第三季度" not in page and "冻结不能撤销" in page
    asked = {"period": "2016", "levels": ["province", "prefecture"], "note": "年报用"}
    answer = client.post("/metrics/frozen/new/", asked)
    freeze = Freeze.objects.get()
    assert answer.url == f"/metrics/frozen/freezes/{freeze.pk}/" and freeze.figures.count() == 3
    page = client.get(answer.url).content.decode()
    assert "2016年指标数据" in page and "专利授权量" in page and "甲市" in page
    again = client.post("/metrics/frozen/new/", asked).content.decode()
    assert "已由" in again and "逐项修订" in again and Freeze.objects.count() == 1
    assert "已冻结 3 个数" in again
    assert Client().get("/metrics/frozen/").status_code == 302
    assert signed_in(VIEW).get("/metrics/frozen/new/").status_code == 403


def test_what_moved_is_shown_until_it_is_revised(closed, django_assert_max_num_queries):
    client = signed_in(VIEW)
    client.get("/metrics/frozen/")
    with django_assert_max_num_queries(15):
        page = client.get("/metrics/frozen/").content.decode()
    assert "2016年年报数据" in page and "/metrics/frozen/differences/?period=2016" in page
    with django_assert_max_num_queries(15):
        page = client.get("/metrics/frozen/differences/").content.decode()
    assert page.count("−1") == 2 and "2018-07-01" in page and "乙市" not in page and "提请修订" not in page
    with django_assert_max_num_queries(15):
        page = client.get(f"/metrics/frozen/{closed.code_text}/").content.decode()
    assert "按今天的记录计算为 <b" in page and "2018-07-01 起与冻结数不同" in page
    revise_frozen(actor=SYSTEM, figure=closed, reason="授权日期更正")
    assert compare_frozen() == 1
    page = client.get(f"/metrics/frozen/{closed.code_text}/").content.decode()
    assert "修订为" in page and "授权日期更正" in page and "按今天的记录计算" not in page


def test_the_list_behind_a_frozen_figure_is_that_of_its_day(closed, django_assert_max_num_queries):
    client = signed_in(VIEW, "rights.view")
    found = newest_value("granted", HOME, "2016")
    made = revise_frozen(actor=SYSTEM, figure=found, reason="授权日期更正")
    at_first = f"/metrics/frozen/{closed.code_text}/records/"
    with django_assert_max_num_queries(15):
        page = client.get(at_first).content.decode()
    assert "由2 件权利得出" in page and "2 件，与冻结时一致" in page and "共 2 条" in page
    page = client.get(f"/metrics/frozen/{made.code_text}/records/").content.decode()
    assert "由1 件权利得出" in page and "共 1 条" in page
    assert client.get(f"/metrics/indicators/granted/records/?frozen={closed.code_text}").url == at_first
    assert len(client.get(f"{at_first}?export=csv").content.decode("utf-8-sig").splitlines()) == 3
    assert client.get("/metrics/frozen/ABC-DEF-GHJ/records/").status_code == 404


def test_one_proposes_and_another_approves(closed):
    clerk, chief = signed_in(VIEW, PROPOSE), signed_in(VIEW, REVISE)
    assert "提请修订" in clerk.get("/metrics/frozen/differences/").content.decode()
    keys = list(FrozenFigure.objects.filter(drift__isnull=False).values_list("pk", flat=True))
    form = clerk.get("/metrics/frozen/proposals/new/", {"id": keys, "do": "propose"}).content.decode()
    assert "2 个数" in form and form.count('name="id"') == 2
    assert "修订理由" in clerk.post("/metrics/frozen/proposals/new/", {"id": keys, "reason": ""}).content.decode()
    answer = clerk.post("/metrics/frozen/proposals/new/", {"id": keys, "reason": "授权日期录入有误"})
    proposal = RevisionProposal.objects.get()
    assert answer.url == f"/metrics/frozen/proposals/{proposal.pk}/"
    assert "授权日期录入有误" in chief.get("/metrics/frozen/").content.decode()
    twice = clerk.post("/metrics/frozen/proposals/new/", {"id": keys, "reason": "再提一次"}).content.decode()
    assert "正待批准" in twice
    assert clerk.post(f"{answer.url}approve/").status_code == 403
    item = WorkItem.objects.get(kind="metrics.decide_revision")
    assert (item.url, item.closed_at) == (answer.url, None)
    assert "批准修订" in chief.get(answer.url).content.decode()
    assert chief.post(f"{answer.url}approve/", {"answer": "同意"}).url == answer.url
    assert newest_value("granted", CITY, "2016").value == 1 == newest_value("granted", HOME, "2016").value
    assert frozen_value("granted", HOME, "2016").value == 2
    proposal.refresh_from_db()
    item.refresh_from_db()
    assert proposal.approved and proposal.answer == "同意" and item.closed_at
    page = chief.get(answer.url).content.decode()
    assert "修订为" in page and "批准修订</a>" not in page
    late = chief.post(f"{answer.url}decline/", {"answer": "不同意"}).content.decode()
    assert "已由" in late and "批准，请刷新查看" in late


def test_nobody_approves_what_he_proposed_and_declining_needs_a_reason(closed):
    both = signed_in(VIEW, PROPOSE, REVISE)
    answer = both.post("/metrics/frozen/proposals/new/", {"id": [closed.pk], "reason": "更正"})
    page = both.get(answer.url).content.decode()
    assert "提请人不能批准自己的提请" in page and "批准修订</a>" not in page
    assert "提请人以外" in both.post(f"{answer.url}approve/", {"confirmed": "1"}).content.decode()
    chief = signed_in(VIEW, REVISE)
    assert "不予修订的理由" in chief.post(f"{answer.url}decline/", {"answer": ""}).content.decode()
    chief.post(f"{answer.url}decline/", {"answer": "记录更正有误，应先恢复"})
    assert not RevisionProposal.objects.get().approved and newest_value("granted", HOME, "2016").value == 2
    assert "应先恢复" in both.get(answer.url).content.decode()
    propose_revision(actor=SYSTEM, figures=[closed], reason="另行提请")


def test_anybody_verifies_a_printed_figure_by_its_code(closed, django_assert_max_num_queries):
    visitor = Client()
    with django_assert_max_num_queries(8):
        page = visitor.get(f"/figures/{closed.code_text}/").content.decode()
    assert "2<small>件" in page and "2016年" in page and "一年内授权的专利件数" in page and "查看依据和记录" not in page
    made = revise_frozen(actor=SYSTEM, figure=closed, reason="授权日期更正")
    page = visitor.get(f"/figures/{closed.code_text}/").content.decode()
    assert "后来作了修订" in page and "授权日期更正" in page and made.code_text in page
    assert "查看依据和记录" in signed_in(VIEW).get(f"/figures/{closed.code_text}/").content.decode()
    typed = closed.code_text.lower().replace("-", " ")
    assert visitor.get("/figures/", {"code": typed}).url == f"/figures/{closed.code_text}/"
    assert "核验码不正确" in visitor.get("/figures/", {"code": "K7M4PX9R"}).content.decode()
    assert visitor.get("/figures/ABCDEFGHJ/").status_code == 404
    assert visitor.get("/figures/").status_code == 200


def test_a_statistic_that_may_not_be_republished_is_not_shown_to_the_public():
    with clock.fixed(datetime(2018, 7, 1, 9, 0)):
        population = make_indicator("population", "常住人口", unit="万人", kind="stock")
        make_statistic(population, "2016", Decimal("593.46"))
        make_statistic(population, "2017", Decimal("598.38"), republish=True, published_on=date(2018, 2, 1))
        freeze_period(actor=SYSTEM, period="2016")
        freeze_period(actor=SYSTEM, period="2017")
        hidden, shown = frozen_value("population", HOME, "2016"), frozen_value("population", HOME, "2017")
        page = Client().get(f"/figures/{hidden.code_text}/").content.decode()
        assert "593.46" not in page and "核验码有效" in page
        assert "598.38" in Client().get(f"/figures/{shown.code_text}/").content.decode()
        page = signed_in(VIEW).get(f"/metrics/frozen/{hidden.code_text}/records/").content.decode()
        assert "没有逐条记录" in page and "测试统计年鉴" in page


def test_frozen_figures_are_read_over_http(closed):
    made = revise_frozen(actor=SYSTEM, figure=closed, reason="授权日期更正")
    told = Client().get(f"/api/v1/figures/{closed.code_text}").json()["items"]
    assert [(one["code"], Decimal(one["value"]), one["reason"]) for one in told] == [
        (closed.code_text, 2, ""), (made.code_text, 1, "授权日期更正"),
    ]  # fmt: skip
    assert told[1]["supersedes"] == closed.code_text and told[0]["records"] == 2
    listed = Client().get("/api/v1/figures/of/granted", {"region": CITY}).json()["items"]
    assert [(one["period"], one["region"]) for one in listed] == [("2016", CITY)]
    assert Client().get("/api/v1/figures/ABC-DEF-GHJ").status_code == 404


def test_what_may_not_be_republished_is_not_told_over_http():
    with clock.fixed(datetime(2018, 7, 1, 9, 0)):
        population = make_indicator("population", "常住人口", unit="万人", kind="stock")
        make_statistic(population, "2016", Decimal("593.46"))
        freeze_period(actor=SYSTEM, period="2016")
        hidden = frozen_value("population", HOME, "2016")
        assert Client().get(f"/api/v1/figures/{hidden.code_text}").status_code == 404
        assert Client().get("/api/v1/figures/of/population", {"region": HOME}).json()["items"] == []
