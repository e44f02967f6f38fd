"""Until when a decision can be contested, and since when nobody can contest it any more.

《行政复议法》第二十条、《行政诉讼法》第四十五、四十六条；《专利法》第六十五条. The lengths are dated rows of the table of limits.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from qingzhi.engine.limits.queries import UnknownLimit, due

from ..models import Decision, Remedy
from ..terms import DecisionKind
from ..terms.penalty import RemedyKind, RemedyOutcome

ORDINARY = ("enforcement.remedy.reconsider", "enforcement.remedy.sue")
LIMITS = {DecisionKind.ADJUDICATION.value: ("enforcement.adjudication.sue",)}
AFTER_RECONSIDERATION = "enforcement.remedy.sue_after"
FELL = (RemedyOutcome.REVOKED, RemedyOutcome.CHANGED, RemedyOutcome.ILLEGAL)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Finality:
    """`until` is the last day on which the decision can be contested; None, with the reason, where that is not known yet."""

    until: date | None
    reason: str = ""

    @property
    def since(self) -> date | None:
        """The first day on which nobody can contest it any more."""
        return self.until + DAY if self.until else None


def finality_of(decision: Decision) -> Finality:
    """Reckoned from service and from what became of the remedies; a filing that is open keeps everything open."""
    if decision.served_on is None or decision.revoked_on is not None:
        return Finality(None, "决定已撤销" if decision.revoked_on else "决定尚未送达")
    remedies = list(decision.remedies.order_by("ended_on", "pk"))
    if any(not one.outcome for one in remedies):
        return Finality(None, "复议或诉讼尚无结果")
    if any(one.outcome in FELL for one in remedies):
        return Finality(None, "复议或诉讼没有维持决定，请登记决定被撤销")
    codes = LIMITS.get(decision.kind, ORDINARY)
    try:
        until = max(_last(decision, code, decision.served_on, decision.served_on) for code in codes)
        for one in remedies:
            until = _after(decision, one, until)
    except UnknownLimit as unknown:
        return Finality(None, f"期限表缺少复议、起诉期限，请先登记：{unknown}")
    return Finality(until)


def known_finality(decision: Decision) -> Finality:
    """The same as it was noted when the decision was served or a remedy ended; reckoned only where nothing is noted."""
    return Finality(decision.contest_until) if decision.contest_until is not None else finality_of(decision)


def _after(decision: Decision, remedy: Remedy, until: date) -> date:
    """How a remedy that ended moves the day: what a court upheld stands at once, a reconsideration can be sued over."""
    ended = remedy.ended_on
    assert ended is not None  # only those that ended are asked
    if remedy.outcome == RemedyOutcome.WITHDRAWN:
        return max(until, ended - DAY)
    if remedy.kind == RemedyKind.RECONSIDERATION:
        return _last(decision, AFTER_RECONSIDERATION, ended, ended)
    return ended - DAY


def _last(decision: Decision, code: str, start: date, on: date) -> date:
    found = due(code, start, region=decision.case.region_code, on=on).on
    assert found is not None  # nothing suspends these limits
    return found
