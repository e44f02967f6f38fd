"""Pages of targets: who may open them, what they say, and how many queries they cost."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from qingzhi.base import clock
from qingzhi.base.identity.models import Body, Grant, Person, Post, Role, Subject, User
from qingzhi.base.pages.cards import cards_for
from qingzhi.base.permits import SYSTEM, Scope
from qingzhi.base.permits.actor import Actor
from qingzhi.domains.metrics.actions.boards import load_board_lines
from qingzhi.domains.metrics.actions.freezing import freeze_period
from qingzhi.domains.metrics.queries.frozen import every_figure
from qingzhi.domains.metrics.testing import make_indicator, make_region, make_statistic
from qingzhi.domains.plan.models import TargetStep, TrackedTarget
from qingzhi.domains.plan.testing.targets import (
    TODAY,
    bind,
    make_baseline,
    make_marks,
    make_target,
    make_target_plan,
    make_thresholds,
)

pytestmark = pytest.mark.django_db
ALL = ("plan.target.view", "plan.target.bind", "plan.target.steps", "plan.target.threshold", "metrics.statistic.view")


@pytest.fixture(autouse=True)
def today():
    with clock.fixed(TODAY):
        make_thresholds()
        yield


def signed_in(*permits, scope="all", region="990000"):
    number = User.objects.count()
    body = Body.objects.create(
        subject=Subject.objects.create(kind="body", display_name="单位"), code=f"body-{number}", name="单位",
        short_name="单位", kind="department", region=make_region(region, "某地"),
    )  # fmt: skip
    person = Person.objects.create(subject=Subject.objects.create(kind="person", display_name="示例"), name="示例")
    role = Role.objects.create(code=f"role-{number}", name="角色")
    for code in set(permits):
        Grant.objects.create(role=role, permit=code, scope=scope)
    Post.objects.create(person=person, body=body, role=role, valid_from=date(2000, 1, 1))
    user = User.objects.create(username=f"user-{number}", person=person, created_at=clock.now())
    client = Client()
    client.force_login(user, backend="qingzhi.base.identity.backends.PasswordBackend")
    return client


@pytest.mark.parametrize(
    ("path", "permit"),
    [
        ("", "plan.target.view"),
        ("bind/", "plan.target.bind"),
        ("steps/", "plan.target.steps"),
    ],
)
def test_a_page_opens_to_its_permit_alone(path, permit):
    url = f"/plan/targets/sample/{make_marks().lineage}/{path}"
    assert Client().get(url).status_code == 302
    assert signed_in(*(set(ALL) - {permit, "plan.target.view"})).get(url).status_code == 403
    assert signed_in(permit, "plan.target.view").get(url).status_code == 200


def test_another_region_s_plan_is_not_found():
    target = make_target(make_target_plan("town", level="prefecture", region=make_region("990200", "乙市")))
    client = signed_in(*ALL, scope="region", region="990100")
    for url in (
        "/plan/targets/town/",
        f"/plan/targets/town/{target.lineage}/",
        f"/plan/targets/town/{target.lineage}/bind/",
    ):
        assert client.get(url).status_code == 404


def test_who_may_bind_elsewhere_only_may_not_bind_here():
    target = make_marks()
    url = f"/plan/targets/sample/{target.lineage}/"
    client = signed_in(*ALL, scope="region", region="990100")
    assert client.get(url).status_code == 200
    assert "改绑指标" not in client.get(url).content.decode()
    assert client.post(f"{url}bind/", {"indicator": ""}).status_code == 403
    assert TrackedTarget.objects.get().indicator is not None


def test_the_board_shows_lights_that_are_links():
    make_marks()
    client = signed_in(*ALL)
    page = client.get("/plan/targets/").content.decode()
    assert 'href="/plan/targets/sample/?state=warn"' in page
    assert "18,537" in page and "不少于 20,000 件" in page and "数据陈旧" in page
    assert "没有符合条件" in client.get("/plan/targets/sample/?state=late").content.decode()
    assert b"".join(client.get("/plan/targets/sample/?export=xlsx").streaming_content)[:2] == b"PK"
    assert client.get("/plan/targets/nothing/").status_code == 404


def test_without_a_plan_the_board_says_what_to_do():
    assert "还没有现行规划" in signed_in(*ALL).get("/plan/targets/").content.decode()


def test_a_target_explains_itself():
    target = make_marks()
    page = signed_in(*ALL).get(f"/plan/targets/sample/{target.lineage}/").content.decode()
    for said in (
        "截至2016年12月31日为 18,537 件，比进度线高 4,200 件；照最近两期走势，到期能达到目标。",
        "数据少于 3 期，不能给出区间",
        "每月需增加 30.5 件",
        "测试统计年鉴",
        "预警线 5.0，滞后线 15.0 个百分点",
    ):
        assert said in page
    assert "<svg" in page


def test_a_frozen_figure_leads_to_where_it_stands():
    target = make_marks()
    freeze_period(actor=SYSTEM, period="2016", indicators=("marks",), regions=("990000",))
    code = every_figure().get(period="2016").code_text
    page = signed_in(*ALL).get(f"/plan/targets/sample/{target.lineage}/").content.decode()
    assert page.count(f"/metrics/frozen/{code}/") == 1


def test_steps_are_set_on_a_form_that_keeps_what_was_typed():
    target = make_marks()
    client, url = signed_in(*ALL), f"/plan/targets/sample/{target.lineage}/steps/"
    refused = client.post(url, {"2018": "19000", "2020": "19500", "reason": "会议"}).content.decode()
    assert "期限当年的年度目标应等于目标值 20,000 件" in refused and 'value="19500"' in refused
    assert client.post(url, {"2018": "19000", "2020": "20000", "reason": "会议"}).status_code == 302
    assert TargetStep.objects.get(year=2018).value == 19000


def test_an_unbound_target_is_bound_on_its_page():
    version = make_target_plan()
    target = make_target(version)
    make_statistic(make_indicator(), "2017", 21000)
    client, url = signed_in(*ALL), f"/plan/targets/sample/{target.lineage}/"
    assert "尚未绑定" in client.get(url).content.decode()
    assert client.get(f"{url}steps/").url == f"{url}bind/"
    assert client.post(f"{url}bind/", {"indicator": "marks", "note": "含集体商标"}).url == url
    page = client.get(url).content.decode()
    assert "已达到目标" in page and "含集体商标" in page


def test_plans_at_several_levels_stand_side_by_side():
    target = make_marks()
    national = make_target_plan("national", level="national")
    bind(make_target(national, "有效注册商标量", 18000), "marks")
    client = signed_in(*ALL)
    assert "national 推进计划" in client.get(f"/plan/targets/sample/{target.lineage}/").content.decode()
    page = client.get("/metrics/indicators/marks/").content.decode()
    assert page.index("national 推进计划") < page.index("sample 推进计划")
    assert "不少于 18,000 件" in page and "不少于 20,000 件" in page


def test_targets_of_one_indicator_stand_by_level(django_assert_max_num_queries):
    make_marks()
    bind(make_target(make_target_plan("national", level="national"), "有效注册商标量", 18000), "marks")
    town = make_target_plan("town", level="prefecture", region=make_region("990100", "甲市", parent=make_region()))
    bind(make_target(town, "有效注册商标量", 700), "marks")
    make_indicator("alone", "只有一个规划的指标")
    bind(make_target(town, "另一个", 5), "alone")
    client = signed_in(*ALL)
    page = client.get("/plan/targets/compare/").content.decode()
    assert all(f"不少于 {value} 件" in page for value in ("18,000", "20,000", "700"))
    assert page.count("本省对照") == 1 and "其中 1 个指标在几个规划中各有目标" in page
    assert "只有一个规划的指标" not in client.get("/plan/targets/compare/?shared=shared").content.decode()
    with django_assert_max_num_queries(15):
        assert client.get("/plan/targets/compare/").status_code == 200
    assert signed_in("metrics.statistic.view").get("/plan/targets/compare/").status_code == 403


def test_prefectures_are_tiles():
    target = make_marks()
    city = make_region("990100", "甲市", parent=make_region())
    make_statistic(make_indicator(), "2017", 9000, region=city)
    page = signed_in(*ALL).get(f"/plan/targets/sample/{target.lineage}/").content.decode()
    assert 'class="tile step5"' in page and "9,000" in page


def test_thresholds_are_set_by_who_may():
    client = signed_in("plan.target.view")
    values = {"warn_gap": "3", "late_gap": "10", "stale_days": "120", "approx_percent": "5",
              "valid_from": "2018-08-01", "source": "联席会议纪要"}  # fmt: skip
    assert client.post("/plan/targets/thresholds/", values).status_code == 403
    client = signed_in(*ALL)
    assert client.post("/plan/targets/thresholds/", values).status_code == 302
    assert "联席会议纪要" in client.get("/plan/targets/thresholds/").content.decode()


def test_the_first_pages_of_office_and_leader_have_the_lights():
    make_marks()
    leader = Actor(kind="person", name="示例", grants={"plan.target.view": Scope.ALL})
    for home in ("office", "leader"):
        _, values = next(
            (card, values) for card, values in cards_for(leader, home) if card.code == "plan.target_lights"
        )
        assert values["figures"][1].value == 1
        assert values["rows"][0]["state"].name == "有效注册商标量"
    nobody = Actor(kind="person", name="示例", grants={})
    assert all(card.code != "plan.target_lights" for card, _ in cards_for(nobody, "leader"))


def test_pages_cost_few_queries(django_assert_max_num_queries):
    version = make_target_plan()
    city = make_region("990100", "甲市", parent=make_region())
    for number in range(30):
        indicator = make_indicator(f"i{number}", f"指标{number}")
        for period, value in (("2016", number), ("2017", number + 1)):
            make_statistic(indicator, period, value)
        make_statistic(indicator, "2017", 1, region=city)
        target = make_target(version, f"目标{number}", Decimal(100))
        bind(target, indicator.code)
    client = signed_in(*ALL)
    line = {"part": "use", "head": "", "valid_from": "2017-01-01", "valid_to": "", "source": "测试"}
    load_board_lines(actor=SYSTEM, rows=[{**line, "indicator": f"i{number}"} for number in range(20)])
    pages = (("/plan/targets/", 12), (f"/plan/targets/sample/{target.lineage}/", 14), ("/metrics/board/", 15))
    for url, most in pages:
        client.get(url)
        with django_assert_max_num_queries(most):
            assert client.get(url).status_code == 200


def test_baselines_stand_beside_what_the_registers_hold(django_assert_max_num_queries):
    version = make_target_plan()
    told = [make_baseline(version, f"数{number}", 44) for number in range(12)]
    make_indicator()
    client = signed_in(*ALL)
    url = "/plan/targets/sample/baselines/"
    for one in told[:6]:
        bind = f"{url}{one.lineage}/"
        assert client.post(bind, {"indicator": "marks", "period": "2015", "note": "年底"}).url == url
    assert "看不懂时期" in client.post(bind, {"indicator": "marks", "period": "去年"}).content.decode()
    page = client.get(url).content.decode()
    assert "数11" in page and "这个指标还没有计算公式" in page and "修改口径" in page
    assert "修改口径" not in signed_in("plan.target.view").get(url).content.decode()
    assert signed_in("plan.target.view").get(bind).status_code == 403
    assert client.get(f"{url}?export=xlsx").status_code == 200
    with django_assert_max_num_queries(15):
        assert client.get(url).status_code == 200
