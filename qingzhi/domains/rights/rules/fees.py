"""What fee or renewal is due when, from dated rows; every answer explains itself. Pure.

Patents: annual fees are counted in patent years from the filing date; the fee of year n falls due on the anniversary that
begins it, the fee of the year of the grant is paid with the grant (专利法实施细则 annual-fee articles, 专利审查指南 part V
chapter 9). After the due day there are months of grace with a surcharge for each full month (rows say how many and how
much). Trademarks: renewed within the months before the term ends, or in the months of grace after it (商标法 第四十条).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from .months import add_months, add_years, full_months, years_begun

ANNUAL, RENEWAL, RENEWAL_LATE = "annual", "renewal", "renewal_late"
FEE_LABELS = {ANNUAL: "年费", RENEWAL: "续展注册费", RENEWAL_LATE: "续展注册延迟费"}
PATENT_TYPES = ("invention", "utility", "design")
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Rate:
    """A row of a fee schedule, from when to when (end exclusive)."""

    right_type: str
    fee: str
    year_from: int
    year_to: int
    amount: Decimal
    grace_months: int
    surcharge_percent: int
    valid_from: date
    valid_to: date | None
    source: str

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


@dataclass(frozen=True)
class Facts:
    """What a schedule needs to know of a right. `type` is that of a patent, or `trademark`."""

    type: str
    in_force: bool
    applied_on: date | None = None
    registered_on: date | None = None
    expires_on: date | None = None
    data_as_of: date | None = None


@dataclass(frozen=True)
class Paid:
    """A fee that was paid."""

    fee: str
    year: int | None
    paid_on: date


@dataclass(frozen=True)
class Due:
    """One fee or renewal: from when it can be paid, when it falls due, until when with a surcharge, and why."""

    fee: str
    year: int | None
    due_on: date
    grace_until: date
    amount: Decimal | None
    surcharge_percent: int = 0
    opens_on: date | None = None
    source: str = ""
    explained: tuple[str, ...] = ()
    paid_on: date | None = None

    @property
    def label(self) -> str:
        return f"第 {self.year} 年年费" if self.fee == ANNUAL else FEE_LABELS.get(self.fee, self.fee)


@dataclass(frozen=True)
class Light:
    """How it stands with the fees of a right: code of a state, word, reason, and what is due next."""

    code: str
    label: str
    reason: str
    due: Due | None = field(default=None, compare=False)


def rate_for(rates: Iterable[Rate], type_: str, fee: str, year: int, on: date) -> Rate | None:
    """The row that holds on a day for a year of the right (year 0: rows without years)."""
    fitting = [
        one for one in rates
        if one.right_type == type_ and one.fee == fee and one.holds(on)
        and (not one.year_to or one.year_from <= year <= one.year_to)
    ]  # fmt: skip
    return max(fitting, key=lambda one: one.valid_from, default=None)


def schedule(facts: Facts, rates: Sequence[Rate], payments: Iterable[Paid] = (), *, opens_months: int = 0) -> list[Due]:
    """Everything that falls due in the life of a right, in order; empty where dates or rows are missing."""
    if facts.type in PATENT_TYPES:
        return _annual(facts, rates, list(payments))
    return _renewal(facts, rates, opens_months) if facts.type == "trademark" else []


def _annual(facts: Facts, rates: Sequence[Rate], payments: list[Paid]) -> list[Due]:
    if facts.applied_on is None or facts.registered_on is None:
        return []
    granted_in = years_begun(facts.applied_on, facts.registered_on)
    end = facts.expires_on or _end(facts, rates)
    paid = {one.year: one.paid_on for one in payments if one.fee == ANNUAL}
    found = []
    year = granted_in + 1
    while (due_on := add_years(facts.applied_on, year - 1)) < end:
        rate = rate_for(rates, facts.type, ANNUAL, year, due_on)
        if rate is None:
            break
        grace_until = add_months(due_on, rate.grace_months)
        told = (
            f"申请日 {facts.applied_on}，专利年度自申请日起算；{facts.registered_on} 授权，在第 {granted_in} 年，当年年费随授权缴纳",
            f"第 {year} 年自 {due_on} 开始，年费应在 {due_on} 前缴纳，标准 {money(rate.amount)} 元",
            f"宽限 {rate.grace_months} 个月，至 {grace_until}；每逾一个整月加收全额年费的 {rate.surcharge_percent}%",
            f"依据：{rate.source}",
        )
        found.append(
            Due(ANNUAL, year, due_on, grace_until, rate.amount, rate.surcharge_percent, source=rate.source,
                explained=told, paid_on=paid.get(year))
        )  # fmt: skip
        year += 1
    return found


def _end(facts: Facts, rates: Sequence[Rate]) -> date:
    """Where the term is not told: as many years as the rows of the filing day know."""
    assert facts.applied_on is not None
    known = [one for one in rates if one.right_type == facts.type and one.fee == ANNUAL]
    years = max((one.year_to for one in known if one.holds(facts.applied_on)), default=0)
    return add_years(facts.applied_on, years)


def _renewal(facts: Facts, rates: Sequence[Rate], opens_months: int) -> list[Due]:
    if facts.expires_on is None:
        return []
    due_on = facts.expires_on
    rate = rate_for(rates, facts.type, RENEWAL, 0, due_on)
    if rate is None:
        return []
    opens_on, grace_until = add_months(due_on, -opens_months), add_months(due_on, rate.grace_months)
    late = rate_for(rates, facts.type, RENEWAL_LATE, 0, grace_until)
    told = [
        f"专用期至 {due_on}，期满前 {opens_months} 个月内（{opens_on} 起）办理续展，每类 {money(rate.amount)} 元",
        f"期满未办的，宽展 {rate.grace_months} 个月，至 {grace_until}"
        + (f"，每类另缴延迟费 {money(late.amount)} 元" if late else ""),
        f"依据：{rate.source}",
    ]
    return [Due(RENEWAL, None, due_on, grace_until, rate.amount, 0, opens_on, rate.source, tuple(told))]


def next_due(facts: Facts, dues: Sequence[Due]) -> Due | None:
    """What is due next: the first that was neither paid nor overtaken.

    A later payment settles earlier years, and so does the source: a right that it calls in force after the grace of a
    fee had ended must have been paid for.
    """
    paid_until = max((place for place, one in enumerate(dues) if one.paid_on), default=-1)
    for one in dues[paid_until + 1 :]:
        overtaken = (
            one.fee == ANNUAL
            and facts.in_force
            and facts.data_as_of is not None
            and one.grace_until <= facts.data_as_of
        )
        if not overtaken:
            return one
    return None


def light(
    facts: Facts, rates: Sequence[Rate], payments: Iterable[Paid], today: date, *, remind_days: int, opens_months: int
) -> Light | None:
    """How it stands with fees and renewal today; None where nothing is ever due (not in force, no fees, no dates)."""
    if not facts.in_force:
        return None
    if facts.type in PATENT_TYPES and facts.expires_on is not None and facts.expires_on < today:
        return Light("late", "期满待核", f"期限已于 {facts.expires_on} 届满，登记状态仍为有效，请核实")
    known = list(payments)
    dues = schedule(facts, rates, known, opens_months=opens_months)
    if not dues:
        return None
    due = next_due(facts, dues)
    if due is None:
        return Light("done", "费用已缴清", "到期限届满为止没有待缴的费用")
    return _standing(due, bool(known), today, remind_days)


def _standing(due: Due, known: bool, today: date, remind_days: int) -> Light:
    opens_on = due.opens_on
    if today <= due.due_on:
        days = (due.due_on - today).days
        if (opens_on is not None and today >= opens_on) or (opens_on is None and days <= remind_days):
            word = "续展期内" if due.fee == RENEWAL else "即将到期"
            return Light("warn", word, f"{due.label}应在 {due.due_on} 前办理，还有 {days} 天", due)
        return Light("ok", "正常", f"{due.label} {due.due_on} 到期", due)
    if due.fee == ANNUAL and not known:
        return Light("unknown", "无缴费记录", f"{due.label} {due.due_on} 已到期，本库没有缴费记录，请核实", due)
    if today <= due.grace_until:
        word = "宽展期内" if due.fee == RENEWAL else "滞纳期内"
        return Light("late", word, f"{due.label} {due.due_on} 已到期，{due.grace_until} 前仍可补办", due)
    return Light("late", "逾期未办", f"{due.label}的宽限已于 {due.grace_until} 届满，请核实法律状态", due)


def surcharge(due: Due, on: date) -> Decimal:
    """What is added to a fee that is paid on a day: so many percent of it for every full month after the due day."""
    if due.amount is None or on <= due.due_on:
        return Decimal(0)
    months = full_months(due.due_on, min(on, due.grace_until))
    return (due.amount * due.surcharge_percent * months / 100).quantize(CENT)


def money(amount: Decimal) -> str:
    """An amount without needless noughts."""
    return f"{amount:,.2f}".removesuffix(".00")
