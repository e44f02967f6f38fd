"""Pages of figures: who may open and do what, what they show, how many queries they cost."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from qingzhi.base import clock
from qingzhi.base.identity.models import Body, Grant, Person, Post, Role, Subject, User
from qingzhi.domains.metrics.models import ImportBatch, Indicator, Statistic
from qingzhi.domains.metrics.testing import PERMITS, make_indicator, make_region, make_statistic

pytestmark = pytest.mark.django_db
VIEW, ENTER, REVISE, IMPORT, MANAGE = PERMITS
TABLE = "指标,年份,数值,来源\n有效注册商标量,2017,20500,年报\n有效注册商标量,去年,1,年报\n"


@pytest.fixture
def marks():
    make_region(name="甲省")
    make_region("990100", "甲市")
    indicator = make_indicator()
    make_statistic(indicator, "2015", 12918)
    make_statistic(indicator, "2016", 18537)
    return indicator


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


PAGES = {
    "/metrics/indicators/": VIEW,
    "/metrics/indicators/marks/": VIEW,
    "/metrics/indicators/declare/": MANAGE,
    "/metrics/indicators/marks/edit/": MANAGE,
    "/metrics/statistics/": VIEW,
    "/metrics/statistics/enter/": ENTER,
    "/metrics/statistics/import/": IMPORT,
    "/metrics/statistics/batches/": IMPORT,
}


@pytest.mark.parametrize(("url", "permit"), PAGES.items())
def test_a_page_opens_to_its_permit_alone(marks, url, permit):
    assert Client().get(url).status_code == 302
    assert signed_in(*(set(PERMITS) - {permit, VIEW}), "tasks.view").get(url).status_code == 403
    assert signed_in(permit, VIEW).get(url).status_code == 200


def test_a_region_sees_and_enters_its_own_figures(marks):
    own = make_statistic(marks, "2016", 9000, region=make_region("990100"))
    province = Statistic.objects.get(region__code="990000", period="2016")
    client = signed_in(VIEW, ENTER, REVISE, scope="region", region="990100")
    assert client.get(f"/metrics/statistics/{own.pk}/").status_code == 200
    assert client.get(f"/metrics/statistics/{province.pk}/").status_code == 404
    values = {"indicator": "marks", "region": "990000", "period": "2017", "value": "1", "source": "年报"}
    assert "没有这一项" in client.post("/metrics/statistics/enter/", values).content.decode()
    assert client.post("/metrics/statistics/enter/", {**values, "region": "990100"}).status_code == 302
    assert Statistic.objects.filter(period="2017", region__code="990100").exists()


def test_an_indicator_shows_its_trend_sources_and_region(marks):
    page = signed_in(VIEW).get("/metrics/indicators/marks/").content.decode()
    assert "2015年12,918 件，2016年18,537 件，增加 5,619 件。" in page
    assert "测试统计年鉴" in page
    assert "还没有规划使用这个指标" in page
    assert "还没有数据" in signed_in(VIEW).get("/metrics/indicators/marks/?region=990100").content.decode()


def test_a_figure_is_entered_and_revised_with_what_was_typed_kept(marks):
    client = signed_in(*PERMITS)
    values = {"indicator": "marks", "region": "990000", "period": "2017年", "value": "2.05万", "source": "年报"}
    assert client.post("/metrics/statistics/enter/", values).url == "/metrics/indicators/marks/"
    found = Statistic.objects.get(period="2017")
    assert found.value == 20500
    again = client.post("/metrics/statistics/enter/", values).content.decode()
    assert "已有数据，请用“更正”并说明理由" in again
    assert 'value="2.05万"' in again
    url = f"/metrics/statistics/{found.pk}/revise/"
    assert "请填写更正理由" in client.post(url, {"value": "20600", "source": "年报"}).content.decode()
    done = client.post(url, {"value": "20600", "source": "年报", "reason": "复核"})
    page = client.get(done.url).content.decode()
    assert "理由：复核" in page and "20,500" in page and "20,600" in page
    assert "这条数据已被更正" in client.get(f"/metrics/statistics/{found.pk}/").content.decode()


def test_figures_that_came_later_are_not_shown(marks):
    later = make_statistic(marks, "2019-09", 38777)
    with clock.fixed(date(2018, 7, 1)):
        client = signed_in(VIEW)
        assert "38,777" not in client.get("/metrics/indicators/marks/").content.decode()
        assert client.get(f"/metrics/statistics/{later.pk}/").status_code == 404


def upload(client, step, content=TABLE):
    file = SimpleUploadedFile("年报.csv", content.encode("gbk"))
    return client.post("/metrics/statistics/import/", {"file": file, "note": "年报", "step": step})


def test_a_file_is_looked_through_then_written_then_taken_back(marks):
    client = signed_in(*PERMITS)
    page = upload(client, "check").content.decode()
    assert "这只是检查，还没有写入" in page and "看不懂时期“去年”" in page
    assert not ImportBatch.objects.exists()
    errors = upload(client, "errors").content.decode("utf-8-sig")
    assert errors.splitlines()[1].startswith("3,2,时期,去年,看不懂时期")
    assert upload(client, "write").status_code == 302
    batch = ImportBatch.objects.get()
    assert "20,500" in client.get(f"/metrics/statistics/batches/{batch.pk}/").content.decode()
    url = f"/metrics/statistics/batches/{batch.pk}/rollback/"
    assert "撤回批次" in client.get(url).content.decode()
    assert client.post(url, {"reason": "导错", "confirmed": "1"}).status_code == 302
    assert Statistic.objects.get(period="2017").withdrawn_on is not None


def test_a_file_that_is_no_table_is_refused_on_the_form(marks):
    assert "缺少列" in upload(signed_in(*PERMITS), "check", "一,二\n三,四\n").content.decode()


def test_an_indicator_is_declared_once_per_name(marks):
    client = signed_in(*PERMITS)
    values = {"code": "works", "name": "作品登记量", "meaning": "累计", "unit": "件", "kind": "stock", "direction": "up",
              "aliases": "版权登记；作品登记"}  # fmt: skip
    assert client.post("/metrics/indicators/declare/", values).url == "/metrics/indicators/works/"
    assert Indicator.objects.get(code="works").aliases == ["版权登记", "作品登记"]
    other = client.post("/metrics/indicators/declare/", {**values, "code": "more", "name": "版权登记", "aliases": ""})
    assert "已是指标“作品登记量”的名称或别名" in other.content.decode()
    edited = {**values, "meaning": "期末累计登记件数", "name": "作品登记量"}
    assert client.post("/metrics/indicators/works/edit/", edited).status_code == 302
    refused = client.post(
        "/metrics/indicators/marks/edit/", {**values, "name": "有效注册商标量", "aliases": "", "unit": "万件"}
    )
    assert "已有数据的指标不能改单位和类别" in refused.content.decode()


def test_lists_cost_few_queries_and_export(marks, django_assert_max_num_queries):
    for number in range(40):
        make_statistic(make_indicator(f"i{number}", f"指标{number}"), "2016", number)
    client = signed_in(VIEW)
    for url in ("/metrics/indicators/", "/metrics/statistics/"):
        client.get(url)
        with django_assert_max_num_queries(15):
            assert client.get(url).status_code == 200
        assert b"".join(client.get(f"{url}?export=xlsx").streaming_content)[:2] == b"PK"
