"""Who an enterprise is, is known to a register of parties above: it tells and enters them by their credit code."""

from dataclasses import dataclass
from typing import Protocol

from qingzhi.base.permits import Actor


@dataclass(frozen=True)
class Holder:
    """A party found in the register; `by_code` is false where only the name is the same."""

    subject_id: int
    name: str
    url: str = ""
    by_code: bool = True


class HolderRegister(Protocol):
    """What identity asks of a register of parties."""

    def canonical(self, code: str) -> str:
        """The unified social credit code as it is kept."""

    def fault(self, code: str) -> str:
        """What is wrong with a canonical code, in a sentence; empty when it holds (GB 32100-2015)."""

    def find(self, code: str, name: str = "") -> Holder | None:
        """The party with this code, or else the only one of that name that has no code yet."""

    def enter(self, *, actor: Actor, code: str, name: str, reason: str) -> int:
        """The subject of the party with this code, entered where it is not known."""


_registers: list[HolderRegister] = []


def offer_holders(register: HolderRegister) -> None:
    """Register at start-up who knows the parties; the last one registered answers."""
    _registers.append(register)


def holder_register() -> HolderRegister:
    """The register of parties; raises `LookupError` where none is installed."""
    if not _registers:
        raise LookupError("no register of parties is installed")
    return _registers[-1]
