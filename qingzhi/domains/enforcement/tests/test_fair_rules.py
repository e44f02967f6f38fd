"""When a fair's complaint counts as entered, what is alike, how a list is read: by tables."""

from datetime import date, datetime, timedelta

import pytest

from qingzhi.base.clock.reading import CHINA
from qingzhi.domains.enforcement.rules.fair_lists import read_lines
from qingzhi.domains.enforcement.rules.fairs import alike, entry_of, median_hours, time_of

RECEIVED = datetime(2018, 7, 16, 11, 0, tzinfo=CHINA)
LONGEST = timedelta(hours=72)


@pytest.mark.parametrize(
    ("held", "entered", "counted", "offline"),
    [
        (None, RECEIVED, RECEIVED, False),
        (timedelta(0), RECEIVED, RECEIVED, True),
        (
            timedelta(hours=1),
            datetime(2018, 7, 16, 10, 0, tzinfo=CHINA),
            datetime(2018, 7, 16, 10, 0, tzinfo=CHINA),
            True,
        ),
        (LONGEST, datetime(2018, 7, 13, 11, 0, tzinfo=CHINA), datetime(2018, 7, 13, 11, 0, tzinfo=CHINA), True),
        (timedelta(hours=73), datetime(2018, 7, 13, 10, 0, tzinfo=CHINA), RECEIVED, True),
        (timedelta(minutes=-5), RECEIVED, RECEIVED, True),
    ],
)
def test_from_when_it_counts(held, entered, counted, offline):
    found = entry_of(held, RECEIVED, LONGEST)
    assert (found.entered_at, found.counted_from, found.offline) == (entered, counted, offline)
    assert found.why


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("A12", "a-12", True), ("Ａ１２", "A12", True), ("A12", "A 12", True), ("A12", "A21", False),
        ("ZL201730000001.X", "201730000001x", True), ("1234567", "1234568", False), ("一号馆 3", "一号馆3", True),
    ],
)  # fmt: skip
def test_what_is_alike(one, other, same):
    assert (alike(one) == alike(other)) is same


@pytest.mark.parametrize(("day", "told"), [(15, "before"), (16, "during"), (19, "during"), (20, "after")])
def test_before_on_and_after(day, told):
    assert time_of(date(2018, 7, 16), date(2018, 7, 19), date(2018, 7, day)) == told


def test_the_median():
    assert median_hours([]) is None
    assert median_hours([timedelta(hours=1), timedelta(hours=3), timedelta(minutes=90)]) == 1.5


def test_a_list_is_read_and_each_wrong_line_told():
    rows = [
        (2, ["A12", "青海示例藏毯 有限公司", "", "藏毯", "示例", "外观设计专利", "ZL201730000001.X"]),
        (3, ["A12", "青海示例藏毯 有限公司", "", "藏毯", "示例", "外观设计专利", "ZL201730000001.X"]),
        (4, ["B1", "", "", "唐卡", "", "", ""]),
        (5, ["B2", "示例工艺店", "", "银器", "", "奖状", "3"]),
        (6, ["B3", "示例工艺店", "", "银器", "", "", "3"]),
    ]
    lines, faults = read_lines(rows)
    assert [(one.line, one.right_type) for one in lines] == [(2, "patent"), (6, "unsure")]
    assert [(one.line, one.field) for one in faults] == [(4, "name"), (5, "right_type")]
