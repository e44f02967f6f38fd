"""Yearbook tables taken in: explained, looked through, written once, taken back; sources, permits and pages."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.permits import SYSTEM, PermitRefused
from qingzhi.domains.metrics.actions import rollback_batch
from qingzhi.domains.metrics.actions.yearbook import explain_table, read_yearbook, take_table, write_table
from qingzhi.domains.metrics.models import IndustryStatistic, Statistic, YearbookTable
from qingzhi.domains.metrics.refusals import ValueNotValid
from qingzhi.domains.metrics.refusals.surveys import YearbookRefused
from qingzhi.domains.metrics.testing import make_actor, make_indicator, make_region
from qingzhi.domains.rights.actions.industries import load_industries
from qingzhi.domains.rights.actions.industry_codes import load_code_table

from .test_pages import signed_in

pytestmark = pytest.mark.django_db
TABLE = """2-1 人口和生产总值,,,,
地区,常住人口(万人),,地区生产总值（万元）,
,2015,2016,2015,2016
全省,588.43,593.46,24170500,25724900
甲市,231.08,233.37,11316200,…
高新区,1,1,1,1
注：…表示不足最小单位。,,,,
"""


@pytest.fixture
def actor():
    make_region(name="甲省")
    make_region("990100", "甲市")
    make_indicator("population", "常住人口", unit="万人")
    make_indicator("gdp", "地区生产总值", unit="亿元", kind="flow")
    return make_actor()


def kept(actor, text=TABLE, encoding="gbk", source="甲省统计年鉴2017 表2-1"):
    return take_table(actor=actor, name="年鉴.csv", content=text.encode(encoding), source=source)


def test_a_table_is_explained_looked_through_and_written_once(actor):
    table = kept(actor)
    reading = read_yearbook(table)
    assert reading.open_heads == ["高新区"] and not reading.problem
    looked = write_table(actor=actor, table=table, dry_run=True)
    assert (looked.created, len(looked.rejections)) == (7, 4) and not Statistic.objects.exists()
    explain_table(actor=actor, table=table, settings={}, names={"高新区": "skip:"})
    done = write_table(actor=actor, table=table)
    assert (done.created, done.rejected) == (7, 0) and done.batch.statistics.count() == 7
    gdp = Statistic.objects.get(indicator__code="gdp", region__code="990000", period="2016")
    assert gdp.value == Decimal("2572.49") and gdp.source == "甲省统计年鉴2017 表2-1" and gdp.line == 4
    assert write_table(actor=actor, table=table).batch == done.batch and Statistic.objects.count() == 7
    again = kept(actor)
    explain_table(actor=actor, table=again, settings={}, names={"高新区": "skip:"})
    assert write_table(actor=actor, table=again).unchanged == 7
    assert AuditEntry.objects.filter(action="metrics.import_statistics").count() == 1
    with pytest.raises(YearbookRefused, match="已经收入"):
        explain_table(actor=actor, table=table, settings={}, names={})
    rollback_batch(actor=actor, batch=done.batch, reason="表号有误")
    assert not Statistic.objects.filter(withdrawn_on=None).exists()


def test_a_later_edition_is_a_dated_revision(actor):
    first = "指标,2016\n常住人口,593.46\n"
    write_table(actor=actor, table=kept(actor, first))
    later = write_table(actor=actor, table=kept(actor, first.replace("593.46", "593.4"), source="年鉴2018"))
    assert (later.created, later.updated) == (0, 1)
    newest = Statistic.objects.get(supersedes__isnull=False)
    assert newest.supersedes.value == Decimal("593.46") and newest.source == "年鉴2018"


def test_where_it_is_from_is_mandatory_and_what_is_no_table_is_refused(actor):
    with pytest.raises(ValueNotValid):
        kept(actor, source=" ")
    with pytest.raises(YearbookRefused):
        take_table(actor=actor, name="x.xlsx", content=b"PK\x03\x04 broken", source="年鉴")
    with pytest.raises(PermitRefused):
        kept(make_actor(permits=("metrics.statistic.view",)))
    with pytest.raises(ValueNotValid, match="没有代码"):
        explain_table(actor=actor, table=kept(actor), settings={"indicator": "nothing-such"}, names={})
    with pytest.raises(ValueNotValid):
        explain_table(actor=actor, table=kept(actor), settings={"period": "去年"}, names={})


def test_pages(actor):
    client, reader = (
        signed_in("metrics.statistic.import", "metrics.statistic.view"),
        signed_in("metrics.statistic.view"),
    )
    file = SimpleUploadedFile("年鉴.csv", TABLE.encode("utf-16"))
    made = client.post("/metrics/yearbook/upload/", {"file": file, "source": "年鉴2017"})
    table = YearbookTable.objects.get()
    page = f"/metrics/yearbook/{table.pk}/"
    assert made.url == page and table.uploaded_at.date() <= date.today()
    text = client.get(page).content.decode()
    assert "还有 1 个标题没有说明含义" in text and "head-高新区" in text
    assert client.post(page, {"head-高新区": "skip:", "period": "", "unit": ""}).status_code == 302
    assert "还有 1 个标题" not in client.get(page).content.decode()
    assert client.get(f"{page}errors/")["Content-Type"].startswith("text/csv")
    assert client.get(f"{page}write/").status_code == 200
    assert client.post(f"{page}write/", {"confirmed": "1"}).status_code == 302
    assert Statistic.objects.count() == 7 and client.get(f"/files/{table.file_id}/").status_code == 200
    for one in ("", page, f"{page}write/"):
        assert reader.get(one or "/metrics/yearbook/").status_code in (403, 404)


STAFF = """3-4 分行业从业人员,,
行业,2016年,2017年
,(万人),(万人)
27 医药制造业,0.8,0.85
专用设备制造业,0.4,—
锂电,0.12,0.2
合计,1.32,1.05
"""
DIVISIONS = [
    {"symbol": symbol, "parent": "C", "level": "2", "title": title, "title_en": "", "source": "测试", "confirmed": "1"}
    for symbol, title in (("27", "医药制造业"), ("35", "专用设备制造业"))
]
GROUP = {"code": "four", "title": "产业集群", "clause": "", "quote": ""}
LITHIUM = {"code": "lithium", "group": "four", "name": "锂电", "confirmed": "1", "note": ""}


def test_a_table_by_industry_becomes_statistics_by_industry(actor):
    about = {"code": "gbt", "scheme": "gbt4754", "title": "行业", "edition": "", "source": "测试"}
    load_code_table(actor=SYSTEM, about={**about, "valid_from": "", "valid_to": ""}, rows=DIVISIONS)
    load_industries(actor=SYSTEM, groups=[GROUP], industries=[LITHIUM])
    table = kept(actor, STAFF, source="统计年鉴2018 表3-4")
    explain_table(actor=actor, table=table, settings={"measure": "staff"}, names={})
    table.refresh_from_db()
    assert read_yearbook(table).open_heads == ["合计"]
    explain_table(actor=actor, table=table, settings={"measure": "staff"}, names={"合计": "skip:"})
    looked = write_table(actor=actor, table=table, dry_run=True)
    assert (looked.created, looked.rejected) == (5, 0) and not IndustryStatistic.objects.exists()
    write_table(actor=actor, table=table)
    held = {(one.scheme, one.industry, one.year): one.value for one in IndustryStatistic.objects.all()}
    assert held["industry", "27", 2016] == 8000 and held["plan_industry", "lithium", 2017] == 2000 and len(held) == 5
    assert IndustryStatistic.objects.first().source == "统计年鉴2018 表3-4"
    assert write_table(actor=actor, table=table).created == 0
    later = kept(actor, STAFF.replace("0.8,", "0.9,"), source="统计年鉴2019")
    explain_table(actor=actor, table=later, settings={"measure": "staff"}, names={"合计": "skip:"})
    write_table(actor=actor, table=later)
    revised = IndustryStatistic.objects.get(industry="27", year=2016, revised_by=None)
    assert revised.value == 9000 and "统计年鉴2019" in revised.revision_reason
