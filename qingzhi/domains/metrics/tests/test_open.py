"""Deciding what is open to the public: once, with a licence and a basis, by those who may, with a trail."""

import pytest

from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.permits import SYSTEM, PermitRefused
from qingzhi.base.regions.queries import prefectures, province
from qingzhi.domains.metrics.actions.boards import close_indicator, open_indicator
from qingzhi.domains.metrics.models import OpenIndicator
from qingzhi.domains.metrics.queries.opened import open_mark, open_rows, open_series
from qingzhi.domains.metrics.refusals import ValueNotValid
from qingzhi.domains.metrics.refusals.boards import NotOpen, OpenAlready
from qingzhi.domains.metrics.testing import make_actor, make_indicator, make_region, make_statistic

pytestmark = pytest.mark.django_db
MINE = {"licence": "须注明来源", "basis": "会议纪要"}


@pytest.fixture
def opened():
    make_region(), make_region("990100", "甲市")
    marks = make_indicator()
    make_statistic(marks, "2015", 12918, republish=True, licence="统计局许可")
    make_statistic(marks, "2016", 77777)
    open_indicator(actor=SYSTEM, indicator=marks, **MINE)
    return marks


def test_only_what_its_source_allows_is_in_the_rows(opened):
    (row,) = open_rows(open_series([OpenIndicator.objects.get()], [province(), *prefectures()])[0])
    assert (row["value"], row["licence"], row["period"], row["region"]) == (12918, "统计局许可", "2015", "990000")


@pytest.mark.parametrize("name", ["licence", "basis"])
def test_nothing_is_opened_without_a_licence_and_a_basis(name):
    with pytest.raises(ValueNotValid):
        open_indicator(actor=SYSTEM, indicator=make_indicator(), **{**MINE, name: " "})


def test_opening_and_closing_are_decisions_with_a_trail(opened):
    with pytest.raises(OpenAlready):
        open_indicator(actor=SYSTEM, indicator=opened, **MINE)
    with pytest.raises(ValueNotValid):
        close_indicator(actor=SYSTEM, indicator=opened, reason=" ")
    close_indicator(actor=SYSTEM, indicator=opened, reason="口径调整")
    with pytest.raises(NotOpen):
        close_indicator(actor=SYSTEM, indicator=opened, reason="再来一次")
    with pytest.raises(PermitRefused):
        open_indicator(actor=make_actor(), indicator=opened, **MINE)
    assert OpenIndicator.objects.get().closing_reason == "口径调整" and open_mark("marks") == ""
    assert {"metrics.open_indicator", "metrics.close_indicator"} <= set(
        AuditEntry.objects.values_list("action", flat=True)
    )
    names = list(EventRow.objects.filter(name__contains="metrics.indicator_").values_list("name", flat=True))
    assert "metrics.indicator_opened" in names and "metrics.indicator_closed" in names
