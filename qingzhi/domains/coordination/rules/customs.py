"""What the law of protection at the border reckons: terms, securities, whether a case is foreign-related. Pure."""

from calendar import monthrange
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from ..terms.customs import LIKE_ABROAD, Place, RecordalStanding

CENT = Decimal("0.01")


def months_from(day: date, months: int) -> date:
    """The day of the same number so many months later (or earlier, below nought), or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def expiry(from_on: date, years: int, right_ends: date | None) -> tuple[date, str]:
    """The last day of a recordal and why: so many years, or with the right where that ends first (《条例》第十条)."""
    last = months_from(from_on, years * 12)
    if right_ends is not None and right_ends < last:
        return right_ends, f"权利于{right_ends}届满，备案随之失效"
    return last, f"自{from_on}起{years}年"


def standing(on: date, expires_on: date, opens_months: int, cancelled_on: date | None) -> RecordalStanding:
    """How a recordal stands on a day; within the last months it may be renewed."""
    if cancelled_on is not None and cancelled_on <= on:
        return RecordalStanding.CANCELLED
    if on > expires_on:
        return RecordalStanding.EXPIRED
    opens = months_from(expires_on, -opens_months)
    return RecordalStanding.ENDING if on >= opens else RecordalStanding.EFFECTIVE


def security(value: Decimal, share: Decimal, least: Decimal | None, most: Decimal | None) -> Decimal:
    """The amount that a row of the table asks for: a share (percent) of what the goods are worth, not below, not above."""
    found = (value * share / 100).quantize(CENT, ROUND_HALF_UP)
    if least is not None:
        found = max(found, least)
    return min(found, most) if most is not None else found


def foreign_reason(holder: str, trader: str) -> str:
    """Why a case is foreign-related 「涉外」; empty where it is not. Hong Kong, Macao and Taiwan are dealt with likewise."""
    found = []
    for who, code in (("权利人", Place(holder)), ("收发货人", Place(trader))):
        if code in LIKE_ABROAD:
            found.append(f"{who}在{code.label}（参照涉外办理）")
        elif code is not Place.CN:
            found.append(f"{who}在境外（{code.label}）")
    return "；".join(found)
