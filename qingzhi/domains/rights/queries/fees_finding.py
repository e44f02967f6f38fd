"""Finding what is due among a million rights: the lights of `rules.fees` in the database's own words.

Each condition is made for one kind at a time, so that an index of that kind can answer it.
"""

from collections.abc import Callable
from datetime import date, timedelta

from django.db.models import (
    Case,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import ExtractDay, ExtractMonth

from ..models import FeePayment, Right
from ..rules.fees import ANNUAL
from ..rules.months import add_months, add_years
from ..terms import RightKind, RightStatus
from .fees import FeeTable

KINDS = (RightKind.PATENT, RightKind.TRADEMARK)  # the kinds for which something falls due
LONGEST_TERM = 25  # years of a patent in which a fee can fall due
FEW = 5_000  # so many rights are looked up by their ids; more are told row by row
Condition = Callable[[FeeTable, str], Q]


def due_soon(table: FeeTable, kind: str) -> Q:
    """Annual fees due within the days of reminding; marks in their months of renewal."""
    if kind == RightKind.PATENT:
        return _annual(table.today, table.today + timedelta(days=table.remind_days))
    return _expiring(kind, table.today, add_months(table.today, table.opens_months))


def in_grace(table: FeeTable, kind: str, *, few: bool = True) -> Q:
    """Past the due day and within the grace: patents of which payments are known but not this one; marks.

    `few` asks first whether the rights with payments are few: then they are looked up.
    """
    begin, end = add_months(table.today, -_grace(table)), table.today - timedelta(days=1)
    if kind == RightKind.PATENT:
        return _annual(begin, end) & _with_payments(few=few)
    return _expiring(kind, begin, end)


def overrun(table: FeeTable, kind: str) -> Q:
    """In force by the register though the term, with all grace, is over: the status wants a look."""
    last = table.today if kind == RightKind.PATENT else add_months(table.today, -_grace(table))
    return Q(kind=kind, status=RightStatus.IN_FORCE.value, expires_on__lt=last)


def any_at_risk(table: FeeTable) -> Q:
    """All of these over all kinds, for the few rights of one holder."""
    found = Q()
    for kind in KINDS:
        found |= due_soon(table, kind) | in_grace(table, kind, few=False) | overrun(table, kind)
    return found


def soonest_first(rows: QuerySet[Right], table: FeeTable, kind: str) -> QuerySet[Right]:
    """In order of the day on which each falls due; for conditions that span less than a year."""
    if kind != RightKind.PATENT:
        return rows.order_by("expires_on", "pk")
    begin = add_months(table.today, -_grace(table))
    day = ExtractMonth("applied_on") * 100 + ExtractDay("applied_on")
    turned = Case(
        When(place__lt=begin.month * 100 + begin.day, then=F("place") + Value(1200)), default=F("place"),
        output_field=IntegerField(),
    )  # fmt: skip
    return rows.annotate(place=ExpressionWrapper(day, output_field=IntegerField())).order_by(turned, "pk")


def anniversaries(first: date, last: date) -> Q:
    """The rights whose filing day has its anniversary between two days (both included, less than a year apart)."""
    found = Q()
    for years in range(1, LONGEST_TERM + 1):
        found |= Q(applied_on__gte=add_years(first, -years), applied_on__lte=add_years(last, -years))
    return found


def _grace(table: FeeTable) -> int:
    return max((one.grace_months for one in table.rates), default=0)


def _expiring(kind: str, first: date, last: date) -> Q:
    return Q(kind=kind, status=RightStatus.IN_FORCE.value, expires_on__gte=first, expires_on__lte=last)


def _annual(first: date, last: date) -> Q:
    """Patents in force with an annual fee that fell due between two days and was not paid for."""
    found = Q()
    for year in range(first.year, last.year + 1):
        begin, end = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
        found |= anniversaries(begin, end) & ~_paid_for(year)
    in_term = Q(expires_on=None) | Q(expires_on__gt=last)
    return Q(kind=RightKind.PATENT.value, status=RightStatus.IN_FORCE.value, registered_on__lt=first) & in_term & found


def _paid_for(year: int) -> Q:
    """Whether the patent year that begins with the anniversary in a calendar year was paid for, or a later one.

    A payment for year n settles what was applied for in the n-th year before or later: days are compared, since a
    database can do that without a function.
    """
    since = Case(
        *[When(year=number, then=Value(date(year + 1 - number, 1, 1))) for number in range(1, LONGEST_TERM + 1)],
        default=None, output_field=DateField(),
    )  # fmt: skip
    paid = FeePayment.objects.filter(right=OuterRef("pk"), fee=ANNUAL).annotate(since=since)
    return Q(Exists(paid.filter(since__lte=OuterRef("applied_on"))))


def _with_payments(*, few: bool) -> Q:
    """The rights of which any annual fee is known: by their ids where they are few."""
    paid = FeePayment.objects.filter(fee=ANNUAL).order_by()
    ids = list(paid.values_list("right_id", flat=True).distinct()[: FEW + 1]) if few else []
    return Q(pk__in=ids) if few and len(ids) <= FEW else Q(Exists(paid.filter(right=OuterRef("pk"))))
