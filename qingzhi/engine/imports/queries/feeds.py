"""Sources: which fell silent, which skipped a period, which will soon lose what was not fetched."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import QuerySet

from qingzhi.base import clock

from ..models import Batch, Feed
from ..refusals import KindUnknown
from ..rules.periods import PeriodNotUnderstood, Span, due_before, gaps, read_span, span_on
from ..terms import BatchState, Period

WINDOW_WARNING = 7  # days before a source's window closes
MOST_NAMED = 6


@dataclass(frozen=True)
class Silence:
    """What is wrong with a source: periods that never came, and until when they can still be had."""

    feed: Feed
    reason: str
    missing: list[str] = field(default_factory=list)
    last_on: date | None = None
    code: str = "late"  # "late": something is missing; "warn": something will be

    @property
    def key(self) -> str:
        """Says the same once."""
        return f"{self.feed.code}:{self.code}:{','.join(self.missing) or self.last_on}"


def live_feeds(today: date | None = None) -> QuerySet[Feed]:
    """The sources that still send."""
    today = today or clock.today()
    return Feed.objects.exclude(retired_on__lte=today).select_related("keeper")


def feed_named(code: str, kind: str) -> Feed | None:
    """The source of that code, which must send this kind; raises `KindUnknown`."""
    if not code:
        return None
    found = live_feeds().filter(code=code, kind=kind).first()
    if found is None:
        raise KindUnknown(f"没有代码为“{code}”、导入种类为“{kind}”的数据来源")
    return found


def silent_feeds(today: date | None = None) -> list[Silence]:
    """Every source with which something is wrong today, with its reason; a respite that was granted is respected."""
    today = today or clock.today()
    delivered: dict[int, list[Batch]] = {}
    rows = Batch.objects.filter(feed__isnull=False, state=BatchState.DONE.value).order_by("data_as_of", "id")
    for batch in rows.only("id", "kind", "feed_id", "period", "data_as_of"):
        delivered.setdefault(batch.feed_id, []).append(batch)  # type: ignore[arg-type]
    found = []
    for feed in live_feeds(today):
        if feed.grace_until and today <= feed.grace_until:
            continue
        batches = delivered.get(feed.pk, [])
        one = _missing(feed, batches, today) or _closing(feed, batches, today)
        if one is not None:
            found.append(one)
    return found


def _missing(feed: Feed, batches: list[Batch], today: date) -> Silence | None:
    every = Period(feed.every)
    if every is Period.NONE:
        return None
    spans = {span for batch in batches if (span := _span(every, batch))}
    first = span_on(every, feed.since) if feed.since else min(spans, default=None)
    last = due_before(every, today, feed.grace_days)
    if first is None or first > last:
        return None
    absent = gaps(spans, first, last)
    if not absent:
        return None
    last_on = batches[-1].data_as_of if batches else None
    codes = [span.code for span in absent]
    newest = max(spans, default=None)
    skipped = [span.code for span in absent if newest is not None and span < newest]
    return Silence(feed, _reason(feed, codes, skipped, last_on), codes, last_on)


def _reason(feed: Feed, codes: list[str], skipped: list[str], last_on: date | None) -> str:
    silent = [code for code in codes if code not in skipped]
    parts = []
    if silent:
        since = f"最后一批数据截至 {last_on}" if last_on else "从未收到数据"
        parts.append(f"已静默，{since}，缺 {_listed(silent)}")
    if skipped:
        parts.append(f"跳过了 {_listed(skipped)}")
    return f"“{feed.title}”{'；'.join(parts)}（{feed.get_every_display()}，宽限 {feed.grace_days} 天）"


def _closing(feed: Feed, batches: list[Batch], today: date) -> Silence | None:
    """The source keeps what it offers for some days only: say so before what was not fetched is lost."""
    if not feed.window_days or not batches:
        return None
    last_on = max(batch.data_as_of for batch in batches)
    closes = last_on + timedelta(days=feed.window_days)
    left = (closes - today).days
    if left > WINDOW_WARNING:
        return None
    keeps = f"“{feed.title}”只保留最近 {feed.window_days} 天的数据"
    if left < 0:
        lost = f"{keeps}，上次取到 {last_on}，{closes} 以后取不到的部分已经缺失，请联系来源补取"
        return Silence(feed, lost, [], last_on)
    return Silence(feed, f"{keeps}，上次取到 {last_on}，须在 {closes} 前再取一次，否则会有缺口", [], last_on, "warn")


def _span(every: Period, batch: Batch) -> Span | None:
    if not batch.period:
        return span_on(every, batch.data_as_of)
    try:
        return read_span(every, batch.period)
    except PeriodNotUnderstood:
        return span_on(every, batch.data_as_of)


def _listed(codes: list[str]) -> str:
    named = "、".join(codes[:MOST_NAMED])
    return f"{named} 等 {len(codes)} 期" if len(codes) > MOST_NAMED else named
