"""Blocks and retention."""

from datetime import date, timedelta

import pytest

from qingzhi.engine.lake.rules.blocks import block_of, dirty_blocks
from qingzhi.engine.lake.rules.retention import kept_days
from qingzhi.engine.lake.tables import LakeTable


@pytest.mark.parametrize(
    ("runs", "top", "expected"),
    [
        ([], 99, set()),
        ([(0, 0)], 99, {0}),
        ([(9, 10)], 99, {0, 1}),
        ([(10, 19)], 99, {1}),
        ([(5, 10**12)], 31, {0, 1, 2, 3}),
        ([(-3, 4), (95, 95)], 99, {0, 9}),
        ([(200, 300)], 99, set()),
    ],
)
def test_runs_make_the_blocks_dirty_that_they_touch(runs, top, expected):
    assert dirty_blocks(runs, top, 10) == expected


def test_a_block_holds_its_ids_and_no_others():
    assert [block_of(number, 10) for number in (0, 9, 10, 19, 20)] == [0, 0, 1, 1, 2]


def test_days_then_month_ends_are_kept():
    days = [date(2018, 1, 1) + timedelta(days=n) for n in range(181)]  # to 30 June
    kept = kept_days(days, date(2018, 6, 30), daily=7, monthly=4)
    weekly = {date(2018, 6, 24) + timedelta(days=n) for n in range(7)}
    assert kept == weekly | {date(2018, 3, 31), date(2018, 4, 30), date(2018, 5, 31)}


def test_the_latest_day_is_kept_however_old():
    assert kept_days([date(2001, 1, 1), date(2001, 1, 2)], date(2018, 1, 1), daily=1, monthly=1) == {date(2001, 1, 2)}
    assert kept_days([], date(2018, 1, 1), daily=1, monthly=1) == set()


def test_a_table_names_its_columns_and_protects_only_what_it_has():
    with pytest.raises(ValueError, match="names no columns"):
        LakeTable("x", "X", "regions.Region")
    with pytest.raises(ValueError, match="protects columns"):
        LakeTable("x", "X", "regions.Region", {"id": "id"}, protected=("phone",))
    table = LakeTable("x", "X", "regions.Region", {"id": "id", "phone": "name"}, protected=("phone",))
    assert table.public_columns == ("id",)
