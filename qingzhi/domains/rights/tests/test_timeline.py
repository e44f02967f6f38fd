"""A span that is set into a history changes no answer for an earlier day, nor for a day after the next span began."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..rules.timeline import Insertion, Span, SpanTaken, insertion, standing

D = date
HISTORY = [Span("pending", D(2012, 1, 1), D(2014, 1, 1)), Span("in_force", D(2014, 1, 1), None)]


@pytest.mark.parametrize(
    ("spans", "on", "found"),
    [
        ([], D(2018, 1, 1), Insertion(None, None)),
        (HISTORY, D(2018, 1, 1), Insertion(1, None)),
        (HISTORY, D(2013, 1, 1), Insertion(0, D(2014, 1, 1))),
        (HISTORY, D(2011, 1, 1), Insertion(None, D(2012, 1, 1))),
        ([Span("a", D(2012, 1, 1), D(2013, 1, 1)), Span("b", D(2015, 1, 1), None)], D(2014, 1, 1), Insertion(None, D(2015, 1, 1))),
        ([Span("a", None, None)], D(2014, 1, 1), Insertion(0, None)),
    ],
)  # fmt: skip
def test_where_a_span_goes(spans, on, found):
    assert insertion(spans, on) == found


def test_a_day_that_is_taken_is_told():
    with pytest.raises(SpanTaken) as taken:
        insertion(HISTORY, D(2014, 1, 1))
    assert taken.value.place == 1


def put(spans, value, on):
    """The history with the new span in it."""
    place = insertion(spans, on)
    found = [Span(one.value, one.valid_from, on) if index == place.closes else one for index, one in enumerate(spans)]
    return sorted([*found, Span(value, on, place.valid_to)], key=lambda one: one.valid_from or date.min)


@given(st.lists(st.integers(0, 3000), min_size=1, max_size=12, unique=True), st.integers(-100, 3100))
def test_only_the_days_of_the_new_span_answer_otherwise(days, asked):
    begin = D(2010, 1, 1)
    spans: list[Span] = []
    for number, day in enumerate(days):
        before = spans
        on = begin + timedelta(days=day)
        spans = put(before, f"s{number}", on)
        new = next(one for one in spans if one.value == f"s{number}")
        probe = begin + timedelta(days=asked)
        expected = new if new.covers(probe) else standing(before, probe)
        found = standing(spans, probe)
        assert (found and found.value) == (expected and expected.value)
    assert all(one.valid_to == other.valid_from for one, other in pairwise(spans))
