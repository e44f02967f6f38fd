"""Divisions with validity: loading twice changes nothing, retired ones stay, which existed on a day."""

from datetime import date

import pytest

from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.permits import SYSTEM, Actor, PermitRefused
from qingzhi.base.regions.actions import load_regions
from qingzhi.base.regions.models import Region
from qingzhi.base.regions.queries import counties, current, prefectures, province, valid_on, within

ROWS = [
    {"code": "630000", "name": "青海省", "short_name": "青海", "level": "province", "source": "GB/T 2260"},
    {
        "code": "630100",
        "name": "西宁市",
        "short_name": "西宁",
        "level": "prefecture",
        "parent": "630000",
        "source": "x",
    },
    {
        "code": "632100",
        "name": "海东地区",
        "short_name": "海东",
        "level": "prefecture",
        "parent": "630000",
        "valid_to": "2013-02-08",
        "replaced_by": "630200",
        "source": "x",
    },
    {
        "code": "630200",
        "name": "海东市",
        "short_name": "海东",
        "level": "prefecture",
        "parent": "630000",
        "valid_from": "2013-02-08",
        "source": "x",
    },
    {"code": "630202", "name": "乐都区", "short_name": "乐都", "level": "county", "parent": "630200", "source": "x"},
]


@pytest.fixture
def loaded(db):
    assert load_regions(actor=SYSTEM, rows=ROWS) == (5, 0)


def test_loading_twice_changes_nothing(loaded):
    assert load_regions(actor=SYSTEM, rows=ROWS) == (0, 0)
    assert AuditEntry.objects.filter(action="regions.load").count() == 1


def test_a_changed_row_is_updated(loaded):
    assert load_regions(actor=SYSTEM, rows=[{**row, "source": "新"} for row in ROWS]) == (0, 5)


def test_which_existed_on_a_day(loaded):
    before, after = date(2013, 2, 7), date(2013, 2, 8)
    assert {one.name for one in prefectures(before)} == {"西宁市", "海东地区"}
    assert {one.name for one in prefectures(after)} == {"西宁市", "海东市"}
    assert valid_on(after).count() == 4
    old = Region.objects.get(code="632100")
    assert current(old, before) == old
    assert current(old, after).name == "海东市"


def test_within_a_division(loaded):
    assert province().code == "630000"
    assert [one.code for one in counties(Region.objects.get(code="630200"))] == ["630202"]
    assert str(within("630200")) == "(AND: ('region__code__startswith', '6302'))"


def test_only_system_administrators_load(db):
    with pytest.raises(PermitRefused):
        load_regions(actor=Actor("person", "甲", user_id=1), rows=ROWS)
