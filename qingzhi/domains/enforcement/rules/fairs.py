"""When a complaint at a fair counts as entered, which complaints are about the same, and how long they took. Pure."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from ..terms.fairs import FairTime

ZERO = timedelta(0)


@dataclass(frozen=True)
class Entry:
    """When a complaint was entered, from when its limits run, and why."""

    entered_at: datetime
    counted_from: datetime
    why: str
    offline: bool


def entry_of(held: timedelta | None, received_at: datetime, longest: timedelta) -> Entry:
    """When a complaint was entered that a phone `held` until the server had it at `received_at`.

    The phone's clock may be wrong, so that what it says of the hour counts for nothing; only the time between its two
    readings does: entered = received − held. Limits run from the entry where that is plausible: not negative (the clock was
    put back meanwhile) and not longer than `longest` (dated row `enforcement.fair.offline`). Else they run from receipt, and
    both times stay on the complaint. None: entered online.
    """
    if held is None:
        return Entry(received_at, received_at, "在线录入，自收到起算", False)
    if held < ZERO:
        return Entry(received_at, received_at, "手机时钟在离线期间被调回，自服务器收到起算", True)
    entered = received_at - held
    if held > longest:
        hours = int(longest / timedelta(hours=1))
        return Entry(entered, received_at, f"离线保存超过 {hours} 小时，自服务器收到起算", True)
    return Entry(entered, entered, f"离线保存 {_minutes(held)}，自现场录入起算", True)


def _minutes(length: timedelta) -> str:
    minutes = int(length / timedelta(minutes=1))
    return f"{minutes // 60} 小时 {minutes % 60} 分钟" if minutes >= 60 else f"{minutes} 分钟"


def alike(text: str) -> str:
    """A stand or a number as it is compared: no width, case, blanks, hyphens or dots; the ZL of a patent does not count."""
    plain = re.sub(r"[^0-9A-Z\u4e00-\u9fff]", "", unicodedata.normalize("NFKC", text).upper())
    return plain.removeprefix("ZL")


def time_of(begins_on: date, ends_on: date, today: date) -> FairTime:
    """Whether the fair is ahead, on, or over."""
    if today < begins_on:
        return FairTime.BEFORE
    return FairTime.DURING if today <= ends_on else FairTime.AFTER


def median_hours(lengths: Iterable[timedelta]) -> float | None:
    """The median in hours, to a tenth; None where there is nothing."""
    found = [one / timedelta(hours=1) for one in lengths]
    return round(median(found), 1) if found else None
