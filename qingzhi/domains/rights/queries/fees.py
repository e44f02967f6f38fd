"""Fees as the register sees them today: what is due for a right, how it stands, which rights are at risk."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, ExpressionWrapper, IntegerField, OuterRef, Q
from django.db.models.functions import ExtractYear

from qingzhi.base import clock
from qingzhi.engine.limits.queries import limit

from ..models import FeePayment, FeeReduction, FeeRule, Right
from ..rules.fees import ANNUAL, Due, Facts, Light, Paid, Rate, light, schedule
from ..rules.months import add_months, add_years, years_begun
from ..terms import RightKind, RightStatus
from .record import detail_of

REMIND, OPENS = "rights.fee.remind", "rights.mark.renewal.opens"
LONGEST_TERM = 25  # years of a right that can still be due


@dataclass(frozen=True)
class FeeTable:
    """Everything dated that fees are reckoned by, read once for many rights."""

    rates: tuple[Rate, ...]
    remind_days: int
    opens_months: int
    today: date


def fee_table(today: date | None = None) -> FeeTable:
    """The schedule and the limits as they stand today; two or three queries."""
    today = today or clock.today()
    rates = tuple(
        Rate(one.right_type, one.fee, one.year_from, one.year_to, one.amount, one.grace_months, one.surcharge_percent,
             one.valid_from, one.valid_to, one.source)
        for one in FeeRule.objects.all()
    )  # fmt: skip
    return FeeTable(rates, limit(REMIND, today).value, limit(OPENS, today).value, today)


def facts_of(right: Right) -> Facts:
    """What the schedule needs to know of a right that was read with its typed part."""
    kind = RightKind(right.kind)
    detail = detail_of(right) if kind is RightKind.PATENT else None
    return Facts(
        type=detail.type if detail is not None else str(kind),
        in_force=right.status == RightStatus.IN_FORCE,
        applied_on=right.applied_on,
        registered_on=right.registered_on,
        expires_on=right.expires_on,
        data_as_of=right.data_as_of,
    )


def payments_of(rights: Iterable[Right]) -> dict[int, list[Paid]]:
    """What was paid for these rights, by right."""
    found: dict[int, list[Paid]] = defaultdict(list)
    rows = FeePayment.objects.filter(right_id__in=[one.pk for one in rights]).order_by("paid_on", "pk")
    for right_id, fee, year, paid_on in rows.values_list("right_id", "fee", "year", "paid_on"):
        found[right_id].append(Paid(fee, year, paid_on))
    return found


def dues_of(right: Right, table: FeeTable | None = None) -> list[Due]:
    """Everything that falls due in the life of a right."""
    table = table or fee_table()
    return schedule(facts_of(right), table.rates, payments_of([right])[right.pk], opens_months=table.opens_months)


def lights_of(rights: Sequence[Right], table: FeeTable | None = None) -> dict[int, Light | None]:
    """How each right stands with its fees today; one query for the payments, read the rights with their typed part."""
    table = table or fee_table()
    paid = payments_of(rights)
    return {
        one.pk: light(facts_of(one), table.rates, paid.get(one.pk, ()), table.today, remind_days=table.remind_days,
                      opens_months=table.opens_months)
        for one in rights
    }  # fmt: skip


def reduction_of(right: Right, due: Due, holders: int) -> FeeReduction | None:
    """By how much a holder who was granted the reduction pays less of an annual fee; None where none reaches that year."""
    if due.fee != ANNUAL or due.year is None or not right.applied_on or not right.registered_on:
        return None
    since_grant = due.year - years_begun(right.applied_on, right.registered_on) + 1
    rows = FeeReduction.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=due.due_on), fee=ANNUAL, holders="one" if holders <= 1 else "several",
        valid_from__lte=due.due_on, years__gte=since_grant,
    )  # fmt: skip
    return rows.order_by("-valid_from").first()


# ── the same in the database's words, for lists of a million ────────────────────────────────────────


def anniversaries(first: date, last: date) -> Q:
    """The rights whose filing day has its anniversary between two days (both included, less than a year apart)."""
    found = Q()
    for years in range(1, LONGEST_TERM + 1):
        found |= Q(applied_on__gte=add_years(first, -years), applied_on__lte=add_years(last, -years))
    return found


def _paid_for(years: Iterable[int]) -> Q:
    """Whether the patent year that begins with the anniversary in one of these calendar years was paid for, or a later one."""
    begun = ExpressionWrapper(min(years) - ExtractYear(OuterRef("applied_on")) + 1, output_field=IntegerField())
    return Q(Exists(FeePayment.objects.filter(right=OuterRef("pk"), fee=ANNUAL, year__gte=begun)))


def _annual(first: date, last: date) -> Q:
    """Patents in force with an annual fee that fell due between two days and was not paid for."""
    found = Q()
    for year in range(first.year, last.year + 1):
        begin, end = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
        found |= anniversaries(begin, end) & ~_paid_for([year])
    in_term = Q(expires_on=None) | Q(expires_on__gt=last)
    return Q(kind=RightKind.PATENT.value, status=RightStatus.IN_FORCE.value, registered_on__lt=first) & in_term & found


def due_soon(table: FeeTable) -> Q:
    """Annual fees due within the days of reminding, and marks in their months of renewal."""
    marks = Q(
        kind=RightKind.TRADEMARK.value, status=RightStatus.IN_FORCE.value, expires_on__gte=table.today,
        expires_on__lte=add_months(table.today, table.opens_months),
    )  # fmt: skip
    return _annual(table.today, table.today + timedelta(days=table.remind_days)) | marks


def in_grace(table: FeeTable) -> Q:
    """Past the due day and within the grace: patents of which payments are known but not this one, and marks."""
    months = max((one.grace_months for one in table.rates), default=0)
    begin, end = add_months(table.today, -months), table.today - timedelta(days=1)
    known = Q(Exists(FeePayment.objects.filter(right=OuterRef("pk"), fee=ANNUAL)))
    marks = Q(
        kind=RightKind.TRADEMARK.value, status=RightStatus.IN_FORCE.value, expires_on__gte=begin, expires_on__lte=end
    )
    return (_annual(begin, end) & known) | marks


def at_risk(table: FeeTable) -> Q:
    """Rights that may soon be lost: due soon, in grace, or in force beyond their end."""
    return due_soon(table) | in_grace(table) | overrun(table)


def overrun(table: FeeTable) -> Q:
    """Rights that the register calls in force though their term, with all grace, is over: the status wants a look."""
    months = max((one.grace_months for one in table.rates if one.right_type == RightKind.TRADEMARK), default=0)
    patents = Q(kind=RightKind.PATENT.value, expires_on__lt=table.today)
    marks = Q(kind=RightKind.TRADEMARK.value, expires_on__lt=add_months(table.today, -months))
    return Q(status=RightStatus.IN_FORCE.value) & (patents | marks)
