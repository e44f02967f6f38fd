"""The archive of credit as a source of the credit check: what bars a subsidy is a dated row of its table (信用核查（否决）)."""

from datetime import date
from typing import Any

from qingzhi.domains.credit.queries import standing_of
from qingzhi.domains.credit.terms import Use

from .credit import CreditAnswer, credit_source

SOURCE = "信用档案"


def ask_archive(party: Any, on: date) -> CreditAnswer:
    """Whether the archives of a party bar a subsidy on a day, with the reason and the way out."""
    found = standing_of(party, on, Use.SUBSIDY)
    return CreditAnswer(SOURCE, found.clear, found.text)


def connect_archive() -> None:
    """Let the credit check ask the archive from now on."""
    credit_source(SOURCE, ask_archive)
