"""Fees as the register sees them today: what is due for a right, how it stands, which rights are at risk."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache

from qingzhi.base import clock
from qingzhi.engine.limits.queries import limits_under

from ..models import FeePayment, FeeReduction, FeeRule, Right
from ..rules.fees import ANNUAL, Due, Facts, Light, Paid, Rate, light, schedule
from ..rules.months import years_begun
from ..terms import RightKind, RightStatus
from .record import detail_of

KEY, KEPT_SECONDS = "rights.fee_table", 60
REMIND, OPENS = "rights.fee.remind", "rights.mark.renewal.opens"


@dataclass(frozen=True)
class FeeTable:
    """Everything dated that fees are reckoned by, read once for many rights."""

    rates: tuple[Rate, ...]
    reductions: tuple[FeeReduction, ...]
    remind_days: int
    opens_months: int
    today: date


def fee_table(today: date | None = None) -> FeeTable:
    """The schedule and the limits as they stand today; read once a minute."""
    today = today or clock.today()
    found = cache.get(f"{KEY}.{today}")
    if found is None:
        found = _read(today)
        cache.set(f"{KEY}.{today}", found, KEPT_SECONDS)
    return found  # type: ignore[no-any-return]


def _read(today: date) -> FeeTable:
    rates = tuple(
        Rate(one.right_type, one.fee, one.year_from, one.year_to, one.amount, one.grace_months, one.surcharge_percent,
             one.valid_from, one.valid_to, one.source)
        for one in FeeRule.objects.all()
    )  # fmt: skip
    values = {one.code: one.value for one in limits_under("rights", today)}
    return FeeTable(rates, tuple(FeeReduction.objects.all()), values.get(REMIND, 0), values.get(OPENS, 0), today)


def forget_fee_table() -> None:
    """Read the schedule anew at the next question: it was changed."""
    cache.delete(f"{KEY}.{clock.today()}")


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


def dues_of(right: Right, table: FeeTable | None = None, paid: Sequence[Paid] | None = None) -> list[Due]:
    """Everything that falls due in the life of a right."""
    table = table or fee_table()
    payments = payments_of([right])[right.pk] if paid is None else paid
    return schedule(facts_of(right), table.rates, payments, opens_months=table.opens_months)


def light_of(right: Right, paid: Sequence[Paid], table: FeeTable) -> Light | None:
    """How a right that was read with its typed part stands with its fees today."""
    return light(
        facts_of(right), table.rates, paid, table.today, remind_days=table.remind_days, opens_months=table.opens_months
    )


def lights_of(rights: Sequence[Right], table: FeeTable | None = None) -> dict[int, Light | None]:
    """The same for many; one query for the payments."""
    table = table or fee_table()
    paid = payments_of(rights)
    return {one.pk: light_of(one, paid.get(one.pk, ()), table) for one in rights}


def reduction_of(right: Right, due: Due, holders: int, table: FeeTable) -> FeeReduction | None:
    """By how much a holder who was granted the reduction pays less of an annual fee; None where none reaches that year."""
    if due.fee != ANNUAL or due.year is None or not right.applied_on or not right.registered_on:
        return None
    since_grant = due.year - years_begun(right.applied_on, right.registered_on) + 1
    whose = "one" if holders <= 1 else "several"
    fitting = [
        one for one in table.reductions
        if one.fee == ANNUAL and one.holders == whose and one.years >= since_grant and one.valid_from <= due.due_on
        and (one.valid_to is None or due.due_on < one.valid_to)
    ]  # fmt: skip
    return max(fitting, key=lambda one: one.valid_from, default=None)
