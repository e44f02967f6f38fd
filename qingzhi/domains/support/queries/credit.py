"""The credit check as an interface: archives register themselves; while none does, the answer says so honestly."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class CreditAnswer:
    """What one archive says of a party: `clear` yes, no, or None where nothing was checked."""

    source: str
    clear: bool | None
    text: str

    @property
    def is_bar(self) -> bool:
        return self.clear is False


CreditSource = Callable[[Any, date], CreditAnswer]
NOT_CONNECTED = CreditAnswer("信用档案", None, "尚未接入信用档案：未核查")
_sources: dict[str, CreditSource] = {}


def credit_source(name: str, ask: CreditSource) -> None:
    """Declare, at start-up, who knows whether a party may be given public money (严重违法失信、非正常申请 …)."""
    _sources[name] = ask


def credit_answers(party: Any, on: date) -> list[CreditAnswer]:
    """Every archive's answer; where none is connected, that nothing was checked."""
    return [ask(party, on) for ask in _sources.values()] or [NOT_CONNECTED]


def told_credit(answers: list[CreditAnswer]) -> str:
    """The answers in one line, as a dossier keeps them."""
    return "；".join(f"{one.source}：{one.text}" for one in answers)


def forget_credit_source(name: str) -> None:
    """Take a source out again (tests)."""
    _sources.pop(name, None)
