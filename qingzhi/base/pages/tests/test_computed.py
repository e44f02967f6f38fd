"""Listings of rows that are computed: the same filters and orders, without a database."""

from datetime import date

import pytest

from qingzhi.base import clock
from qingzhi.base.pages import samples
from qingzhi.base.pages.components import grouped

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    with clock.fixed(date(2018, 7, 1)):
        yield samples.rows()


def codes(listing):
    return [row.state.code for row in listing.rows]


def test_states_are_ordered_by_urgency(asked, rows):
    found = codes(samples.SampleListing(asked(), rows))
    assert found[0] == "late" and found[-1] == "done"
    assert codes(samples.SampleListing(asked("sort=-state"), rows))[0] == "done"


def test_filters_work_on_states_words_dates_and_flags(asked, rows):
    assert set(codes(samples.SampleListing(asked("state=warn"), rows))) == {"warn"}
    assert {row.body for row in samples.SampleListing(asked("q=部门乙"), rows).rows} == {"省级示例部门乙"}
    days = [row.due_on for row in samples.SampleListing(asked("due_from=2018-07-02&due_to=2018-07-09"), rows).rows]
    assert days and all(date(2018, 7, 2) <= day <= date(2018, 7, 9) for day in days)
    assert [row.id for row in samples.SampleListing(asked("long=1"), rows).rows] == [3]


def test_what_is_missing_comes_last(asked, rows):
    for direction in ("", "-"):
        found = [row.due_on for row in samples.SampleListing(asked(f"sort={direction}due_on"), rows).rows]
        assert found[-1] is None and None not in found[:-1]


@pytest.mark.parametrize(
    ("value", "shown"), [(1234567, "1,234,567"), (0, "0"), (1234.50, "1,234.5"), (None, "—"), ("", "—"), ("甲", "甲")]
)
def test_numbers_are_grouped(value, shown):
    assert grouped(value) == shown
