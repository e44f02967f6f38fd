"""Entering, revising and declaring: state, audit, event; what is refused; two writers at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, connections, transaction

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.permits import SYSTEM, PermitRefused, Scope
from qingzhi.domains.metrics.actions import enter_statistic, load_indicators, revise_statistic
from qingzhi.domains.metrics.models import Indicator, Statistic
from qingzhi.domains.metrics.queries import history_of
from qingzhi.domains.metrics.refusals import (
    NothingChanged,
    StatisticExists,
    StatisticRevisedMeanwhile,
    ValueNotValid,
)
from qingzhi.domains.metrics.testing import make_actor, make_indicator, make_region, make_statistic

pytestmark = pytest.mark.django_db


def test_entering_is_state_audit_event():
    found = make_statistic(make_indicator(), "2016年末", "1.5", unit="万件", source_quote="一万五千件")
    assert (found.value, found.period, found.as_of, found.known_from) == (
        Decimal(15000),
        "2016",
        date(2016, 12, 31),
        date(2016, 12, 31),
    )
    entry = AuditEntry.objects.get(action="metrics.enter_statistic")
    assert entry.changes["source"] == [None, "测试统计年鉴"]
    assert EventRow.objects.get(name="metrics.statistic_entered").payload["statistic_id"] == found.pk


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"source": " "}, "请填写数据来源"),
        ({"period": "去年"}, "看不懂时期"),
        ({"unit": "家"}, "单位“家”与指标的单位“件”不一致"),
        ({"period": "2018"}, "晚于今天"),
        ({"as_of": date(2015, 1, 1)}, "应在2016年之内"),
        ({"published_on": date(2018, 7, 2)}, "公布日期晚于今天"),
    ],
)
def test_what_cannot_be_entered(values, says):
    given = {
        "indicator": make_indicator(),
        "region": make_region(),
        "period": "2016",
        "value": Decimal(1),
        "source": "年报",
    }
    with clock.fixed(date(2018, 7, 1)), pytest.raises(ValueNotValid, match=says):
        enter_statistic(actor=SYSTEM, **{**given, **values})
    assert not Statistic.objects.exists()


def test_a_figure_is_entered_once_and_then_revised():
    indicator = make_indicator()
    first = make_statistic(indicator, "2016", 1)
    with pytest.raises(StatisticExists, match="请用“更正”"):
        make_statistic(indicator, "2016", 2)
    with clock.fixed(date(2018, 7, 1)):
        second = revise_statistic(actor=SYSTEM, statistic=first, value=Decimal(2), reason="复核")
    assert (second.supersedes, second.known_from, second.source) == (first, date(2018, 7, 1), "测试统计年鉴")
    first.refresh_from_db()
    assert first.value == 1
    assert AuditEntry.objects.get(action="metrics.revise_statistic").changes == {"value": ["1", "2"]}
    assert EventRow.objects.get(name="metrics.statistic_revised").payload["superseded_id"] == first.pk
    assert history_of(first) == [second, first]
    with pytest.raises(StatisticRevisedMeanwhile):
        revise_statistic(actor=SYSTEM, statistic=first, value=Decimal(3), reason="再更正")
    with pytest.raises(NothingChanged):
        revise_statistic(actor=SYSTEM, statistic=second, value=Decimal(2), reason="同样")
    with pytest.raises(ValueNotValid, match="理由"):
        revise_statistic(actor=SYSTEM, statistic=second, value=Decimal(3), reason=" ")


def test_only_who_may_enters_and_revises_and_only_there():
    found = make_statistic(make_indicator(), "2016", 1, region=make_region("990100", "甲市"))
    given = {
        "indicator": found.indicator,
        "region": found.region,
        "period": "2017",
        "value": Decimal(1),
        "source": "年报",
    }
    for actor in (make_actor(permits=()), make_actor("990200", Scope.REGION), make_actor("990000", Scope.BODY)):
        with pytest.raises(PermitRefused):
            enter_statistic(actor=actor, **given)
        with pytest.raises(PermitRefused):
            revise_statistic(actor=actor, statistic=found, value=Decimal(2), reason="更正")
    assert enter_statistic(actor=make_actor("990100", Scope.REGION), **given).entered_by == "王某某（示例）"


def test_the_database_itself_wants_a_source_and_a_reason():
    found = make_statistic(make_indicator(), "2016", 1)
    for broken in ({"source": ""}, {"supersedes": found.pk, "revision_reason": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Statistic.objects.filter(pk=found.pk).update(**broken)


def test_definitions_load_once_and_keep_their_owner():
    row = {
        "code": "works",
        "name": "作品登记量",
        "meaning": "累计",
        "unit": "件",
        "kind": "stock",
        "aliases": "版权登记;作品登记",
    }
    assert load_indicators(actor=SYSTEM, rows=[row]) == (1, 0)
    assert load_indicators(actor=SYSTEM, rows=[row]) == (0, 0)
    assert load_indicators(actor=SYSTEM, rows=[{**row, "meaning": "期末累计"}]) == (0, 1)
    assert Indicator.objects.get().meaning == "期末累计"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_enter_the_same_figure_at_once_one_is_told(concurrent_db):
    indicator, region = make_indicator(), make_region()

    def enter(value):
        try:
            make_statistic(indicator, "2016", value, region=region)
            return "entered"
        except StatisticExists:
            return "told"
        finally:
            connections[connection.alias].close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(enter, range(4))) == ["entered", "told", "told", "told"]
    assert Statistic.objects.count() == 1
    assert EventRow.objects.filter(name="metrics.statistic_entered").count() == 1
