"""Sources that fall silent, skip a period, or are about to lose what was not fetched."""

from datetime import date

import pytest

from qingzhi.engine.imports.models import Batch, Feed
from qingzhi.engine.imports.queries.feeds import silent_feeds
from qingzhi.engine.imports.rules.periods import PeriodNotUnderstood, read_span, span_on
from qingzhi.engine.imports.terms import Period


def feed(code="monthly", every="month", **values):
    return Feed.objects.create(code=code, title=f"来源 {code}", kind="testing-items", every=every, **values)


def came(source, *periods, as_of=None, state="done"):
    for period in periods:
        day = as_of or read_span(Period(source.every), period).last_day
        Batch.objects.create(
            kind=source.kind, feed=source, file_name="f", file_sha256="0" * 64, file_size=1, format="csv",
            data_as_of=day, period=period, state=state, requested_at="2018-01-01T00:00:00+08:00", requested_by="甲",
        )  # fmt: skip


@pytest.mark.parametrize(
    ("every", "text", "code"),
    [
        ("month", "2018-06", "2018-06"),
        ("month", "２０１８年６月", "2018-06"),
        ("month", "201806", "2018-06"),
        ("quarter", "2018q2", "2018Q2"),
        ("year", "2018年", "2018"),
        ("month", "2018", None),
        ("quarter", "2018-06", None),
        ("year", "二〇一八", None),
    ],
)
def test_periods_are_read_as_people_write_them(every, text, code):
    if code is None:
        with pytest.raises(PeriodNotUnderstood):
            read_span(Period(every), text)
    else:
        assert read_span(Period(every), text).code == code


def test_neighbours_follow_each_other_over_the_year():
    assert span_on(Period.MONTH, date(2017, 12, 31)).after().code == "2018-01"
    assert span_on(Period.QUARTER, date(2017, 12, 31)).after().code == "2018Q1"
    assert span_on(Period.QUARTER, date(2018, 1, 1)).last_day == date(2018, 3, 31)


def test_a_source_is_silent_once_the_grace_has_passed(db):
    came(feed(grace_days=15), "2018-04", "2018-05")
    assert silent_feeds(date(2018, 7, 15)) == []
    found = silent_feeds(date(2018, 7, 16))
    assert [one.missing for one in found] == [["2018-06"]]
    assert "最后一批数据截至 2018-05-31" in found[0].reason and "缺 2018-06" in found[0].reason


def test_a_skipped_period_is_named_though_later_ones_came(db):
    came(feed(), "2018-03", "2018-05", "2018-06")
    [found] = silent_feeds(date(2018, 7, 2))
    assert found.missing == ["2018-04"] and "跳过了 2018-04" in found.reason and "静默" not in found.reason


def test_a_batch_that_was_taken_back_did_not_come(db):
    source = feed()
    came(source, "2018-04", "2018-06")
    came(source, "2018-05", state="rolled_back")
    assert [one.missing for one in silent_feeds(date(2018, 7, 2))] == [["2018-05"]]


def test_a_source_that_never_came_is_silent_from_its_first_day_on(db):
    feed(every="quarter", since=date(2018, 1, 1))
    [found] = silent_feeds(date(2018, 5, 1))
    assert found.missing == ["2018Q1"] and "从未收到数据" in found.reason


def test_nothing_is_expected_of_what_sends_when_it_likes_is_retired_or_has_a_respite(db):
    feed("any", "none")
    came(feed("gone", retired_on=date(2018, 6, 1)), "2018-01")
    came(feed("respite", grace_until=date(2018, 9, 1)), "2018-01")
    assert silent_feeds(date(2018, 8, 31)) == []
    assert [one.feed.code for one in silent_feeds(date(2018, 9, 2))] == ["respite"]


@pytest.mark.parametrize(("today", "code"), [("2018-06-22", None), ("2018-06-23", "warn"), ("2018-07-01", "late")])
def test_the_window_of_a_source_is_watched(db, today, code):
    source = feed("short", "none", window_days=30)
    Batch.objects.create(
        kind=source.kind, feed=source, file_name="f", file_sha256="0" * 64, file_size=1, format="csv",
        data_as_of=date(2018, 5, 31), state="done", requested_at="2018-06-01T00:00:00+08:00", requested_by="甲",
    )  # fmt: skip
    assert [one.code for one in silent_feeds(date.fromisoformat(today))] == ([code] if code else [])
