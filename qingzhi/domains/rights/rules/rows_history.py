"""The history of a right's legal status from what a row says. Pure.

A row knows a few days (filed, published, granted) and the status that holds at the end; the history follows from these.
A newer row closes the span that is open and opens the next; what lies before its day stays as it was.
"""

from collections.abc import Sequence
from typing import NamedTuple

from ..terms import RightStatus
from .statuses import ENDED

PENDING, PUBLISHED = RightStatus.PENDING.value, RightStatus.PUBLISHED.value
IN_FORCE, EXPIRED = RightStatus.IN_FORCE.value, RightStatus.EXPIRED.value
NEVER_GRANTED = frozenset({RightStatus.WITHDRAWN.value, RightStatus.REJECTED.value})
ENDINGS = frozenset(one.value for one in ENDED)
UNDATED = "来源没有日期，自数据截至日记"


class Says(NamedTuple):
    """What one row says of a right's course; days are ISO texts."""

    applied: str | None
    published: str | None
    registered: str | None
    expires: str | None
    status: str | None
    status_on: str | None
    word: str = ""  # the source's own word for the status


class Span(NamedTuple):
    """A status from when to when (end exclusive), and on what ground."""

    status: str
    begin: str | None
    end: str | None
    basis: str


def current(says: Says, as_of: str) -> Span:
    """The status that holds at the end of the row's course and since when; what the row leaves open follows from its days.

    Without a word, a grant means 「有效」 until its last day, a publication 「公布待审」, anything else 「申请中」.
    """
    applied, published, registered, expires, status, status_on, word = says
    if status is None:
        if registered is None:
            return (
                Span(PUBLISHED, published, None, "据公开日") if published else Span(PENDING, applied, None, "据申请日")
            )
        if expires and expires < as_of:
            return Span(EXPIRED, expires, None, "据期限届满日")
        return Span(IN_FORCE, registered, None, "据授权、注册或登记日")
    if status == IN_FORCE and registered:  # 有效 with a later day tells of a transfer or a renewal
        return Span(IN_FORCE, registered, None, word)
    if status_on:
        return Span(status, status_on, None, word)
    if status == EXPIRED and expires:
        return Span(EXPIRED, expires, None, word)
    if status == PENDING and applied:
        return Span(PENDING, applied, None, word)
    if status == PUBLISHED and published:
        return Span(PUBLISHED, published, None, word)
    return Span(status, as_of, None, f"{word}（{UNDATED}）" if word else UNDATED)


def course(says: Says, now: Span) -> list[Span]:
    """The spans before and with `now`, in order, each closed by the next; a day out of order opens none."""
    status, end = now.status, now.begin
    found: list[Span] = []
    granted = status in ENDINGS and status not in NEVER_GRANTED
    steps = (
        (PENDING, says.applied, "据申请日", status != PENDING),
        (PUBLISHED, says.published, "据公开日", status not in (PENDING, PUBLISHED)),
        (IN_FORCE, says.registered, "据授权、注册或登记日", granted),
    )
    for step, begin, basis, comes_before in steps:
        if not begin or not comes_before or (end is not None and begin >= end):
            continue
        if found:
            if (found[-1].begin or "") >= begin:
                continue
            found[-1] = found[-1]._replace(end=begin)
        found.append(Span(step, begin, end, basis))
    if granted and says.registered and found and found[-1].status == PUBLISHED and says.published == says.registered:
        found[-1] = found[-1]._replace(status=IN_FORCE)  # utility models and designs are published with their grant
    found.append(now)
    return found


def woven(known: Sequence[Span], says: Says, as_of: str) -> list[Span]:
    """The history after a newer row: the same status stays, another one closes what is open on its day.

    Spans that would begin on or after that day give way: the newer data know better.
    """
    now = current(says, as_of)
    if not known:
        return course(says, now)
    last = known[-1]
    if last.status == now.status:
        return list(known)
    begin = _opens(known, now, says, as_of)
    kept = [span for span in known if span.begin is None or span.begin < begin]
    between = [
        span for span in course(says, now)[:-1]
        if span.begin and (not kept or (kept[-1].begin or "") < span.begin) and (not kept or kept[-1].status != span.status)
    ]  # fmt: skip
    found = [*kept, *between, now._replace(begin=begin)]
    return [
        span._replace(end=after.begin) if after else span._replace(end=None)
        for span, after in zip(found, [*found[1:], None], strict=True)
    ]


def _opens(known: Sequence[Span], now: Span, says: Says, as_of: str) -> str:
    """The day on which the new status opens. A right that is in force again (恢复权利) was not so all the while: the row
    repeats the day of its grant, so it opens on the day of the status, else on that of the data."""
    last = known[-1].begin or ""
    begin = now.begin or as_of
    if now.status == IN_FORCE and begin <= last and any(span.status == IN_FORCE for span in known):
        return says.status_on if says.status_on and says.status_on > last else as_of
    return begin
