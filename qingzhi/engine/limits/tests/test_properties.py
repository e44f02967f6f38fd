"""What holds for every limit."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from qingzhi.engine.limits.rules.calendar import DayKind, WorkCalendar
from qingzhi.engine.limits.rules.count import Extension, Length, StepCode, Stop, Unit, due

NATIONAL = WorkCalendar({date(2019, 5, 6): DayKind.off("停电", "通知")})
DAYS = st.dates(date(2016, 1, 1), date(2025, 12, 31))
UNITS = st.sampled_from([Unit.WORKING_DAY, Unit.DAY, Unit.MONTH, Unit.YEAR])
MOST = {Unit.WORKING_DAY: 120, Unit.DAY: 200, Unit.MONTH: 12, Unit.YEAR: 2}
EXACT = st.sampled_from([Unit.WORKING_DAY, Unit.DAY])


@st.composite
def lengths(draw, units=UNITS):
    unit = draw(units)
    return Length(draw(st.integers(1, MOST[unit])), unit)


@st.composite
def stops(draw, start):
    from_on = start + timedelta(days=draw(st.integers(-20, 200)))
    return Stop(from_on, from_on + timedelta(days=draw(st.integers(0, 40))), "鉴定")


@st.composite
def limits(draw, units=UNITS):
    start = draw(DAYS)
    extensions = [Extension(each, "复杂", "负责人") for each in draw(st.lists(lengths(units), max_size=2))]
    return start, draw(lengths(units)), draw(st.lists(stops(start), max_size=3)), extensions


def counted(limit):
    start, length, pauses, extensions = limit
    return due(start, length, NATIONAL, stops=pauses, extensions=extensions)


@settings(max_examples=150, deadline=None)
@given(limits())
def test_never_due_on_a_day_off_or_before_the_start(limit):
    result = counted(limit)
    assert NATIONAL.is_working(result.on)
    assert result.on > limit[0]
    assert not any(stop.covers(result.on) for stop in limit[2])


@settings(max_examples=150, deadline=None)
@given(limits(), st.integers(1, 5))
def test_a_longer_limit_is_never_due_earlier(limit, more):
    start, length, pauses, extensions = limit
    longer = (start, Length(length.value + more, length.unit), pauses, extensions)
    assert counted(longer).on >= counted(limit).on


@settings(max_examples=150, deadline=None)
@given(limits(), st.data())
def test_another_stop_is_never_an_advantage(limit, data):
    start, length, pauses, extensions = limit
    stopped = (start, length, [*pauses, data.draw(stops(start))], extensions)
    assert counted(stopped).on >= counted(limit).on


@settings(max_examples=150, deadline=None)
@given(limits())
def test_the_steps_tile_the_time_from_the_start_to_the_end(limit):
    result = counted(limit)
    runs = [step for step in result.steps if step.code is not StepCode.EXTENDED]
    assert sum(step.days for step in runs) == (result.on - limit[0]).days
    day = limit[0]
    for step in runs:
        assert step.from_on == day + timedelta(days=1)
        assert step.days == (step.to_on - step.from_on).days + 1
        day = step.to_on
    assert day == result.on


@settings(max_examples=150, deadline=None)
@given(EXACT.flatmap(lambda unit: limits(st.just(unit))))
def test_the_counted_days_add_up(limit):
    _, length, _, extensions = limit
    assert counted(limit).counted_days == length.value + sum(each.length.value for each in extensions)


@settings(max_examples=100, deadline=None)
@given(limits(), st.integers(1, 30))
def test_resuming_a_suspended_limit_gives_what_was_left(limit, days):
    """A stop that is still open suspends exactly the limits that it would lengthen once it ends."""
    start, length, _, extensions = limit
    from_on = start + timedelta(days=days)
    pending = counted((start, length, [Stop(from_on, None, "鉴定")], extensions))
    plain = counted((start, length, [], extensions))
    assert pending.is_suspended == (from_on <= plain.on)
    assert pending.explain()
