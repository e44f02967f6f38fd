"""What holds for every target and forecast."""

from datetime import date, timedelta
from decimal import Decimal as D

from hypothesis import given, settings
from hypothesis import strategies as st

from qingzhi.domains.plan.rules.tracking.forecast import forecast
from qingzhi.domains.plan.rules.tracking.goal import Observation
from qingzhi.domains.plan.rules.tracking.light import LightThresholds, light
from qingzhi.domains.plan.rules.tracking.terms import LightState
from qingzhi.domains.plan.tests.test_tracking_trajectory import BASE_ON, END, way

ROW = LightThresholds(D(5), D(20), 10_000, D(5), date(2017, 1, 1), "试验用")
ORDER = [LightState.LATE, LightState.WARN, LightState.OK, LightState.DONE]
DAYS = st.dates(date(2017, 1, 1), date(2021, 12, 31))
VALUES = st.decimals(-1000, 40000, places=2)
TARGETS = st.sampled_from(
    [
        way(">=", 20000, "stock", 12918),
        way(">", 20000, "stock"),
        way(">=", 100, "flow"),
        way(">=", 50, "growth", unit="%"),
        way(">=", 5000, "ratio", 6000),
    ]
)
CEILINGS = st.sampled_from([way("<=", 20, "duration", 30), way("<", 20, "duration"), way("<=", 100, "flow")])


def rank(target, value, today):
    return ORDER.index(light(target, value, today, today, ROW).state)


@settings(max_examples=200, deadline=None)
@given(TARGETS, VALUES, VALUES, DAYS)
def test_more_is_never_worse(target, one, other, today):
    assert rank(target, min(one, other), today) <= rank(target, max(one, other), today)


@settings(max_examples=200, deadline=None)
@given(CEILINGS, VALUES, VALUES, DAYS)
def test_under_a_ceiling_less_is_never_worse(target, one, other, today):
    assert rank(target, min(one, other), today) >= rank(target, max(one, other), today)


@settings(max_examples=200, deadline=None)
@given(TARGETS, VALUES, DAYS, DAYS)
def test_an_unmet_target_never_looks_better_for_waiting(target, value, one, other):
    assert rank(target, value, min(one, other)) >= rank(target, value, max(one, other))


@settings(max_examples=200, deadline=None)
@given(TARGETS, DAYS)
def test_the_way_stays_between_its_ends(target, day):
    ends = (target.expected_on(BASE_ON), target.expected_on(END))
    assert min(ends) <= target.expected_on(day) <= max(ends)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 900), st.decimals(0, 100, places=1)), max_size=10),
    st.sampled_from(["up", "down"]),
)
def test_a_forecast_lies_in_its_interval_and_within_what_can_be(pairs, direction):
    observed = [Observation(value, date(2016, 1, 1) + timedelta(days=days)) for days, value in pairs]
    found = forecast(observed, END, "coverage", direction, unit="%")
    if found.value is not None:
        assert 0 <= found.value <= 100
    if found.low is not None:
        assert 0 <= found.low <= found.value <= found.high <= 100
        assert found.cautious in (found.low, found.high)
    assert found.sentence.endswith("。")
