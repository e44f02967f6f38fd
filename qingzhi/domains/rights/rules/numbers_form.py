"""What every number becomes: canonical and shown form, verdict, reason."""

import re
import unicodedata
from typing import NamedTuple

from ..terms import NumberCheck

LONGEST = 40
_SPACES = re.compile(r"[\s\u200b\ufeff]+")
_DASHES = re.compile(r"[‐‑‒–—―−﹣－]+")
_MANGLED = re.compile(r"[0-9](\.[0-9]+)?[Ee]\+?[0-9]+")
_LOUD = re.compile(r"[^0-9A-Z\u3400-\u9fff]+")


class Number(NamedTuple):
    """A number as the register keeps it: `canonical` to compare, `shown` to print, what is known of it, and why."""

    canonical: str
    shown: str
    check: NumberCheck
    reason: str


def plain(text: str) -> str:
    """In one width, capitals, without spaces, every dash and dot of one kind."""
    if text.isascii():
        return _SPACES.sub("", text).upper()
    for _ in range(4):  # capitals of rare letters come apart again, and accents join once the space between is gone
        before, text = text, _SPACES.sub("", unicodedata.normalize("NFKC", text).upper())
        if text == before:
            break
    return _DASHES.sub("-", text).replace("。", ".").replace("·", ".")


def as_given(folded: str, reason: str, check: NumberCheck = NumberCheck.UNVERIFIABLE) -> Number:
    """A number of no known form, kept as it was written."""
    return Number(folded[:LONGEST], folded[: LONGEST + 8], check, reason)


def letters_and_digits(folded: str) -> str:
    """Without the signs that a form is written with."""
    return _LOUD.sub("", folded)


def lost_digits(text: str) -> bool:
    """Whether a spreadsheet turned the number into 2.01711E+12, so that its last digits are gone."""
    return _MANGLED.fullmatch(text) is not None
