"""The registry of permits. A name that nobody declared raises: a typing error can never open a door."""

from dataclasses import dataclass


class UnknownPermit(LookupError):
    """A permit was asked for that no app has declared."""


@dataclass(frozen=True)
class Permit:
    """One thing that may be done, for instance `plan.version.publish` 「发布计划版本」.

    `duty` is the administrator's power it belongs to ("system", "security" or "audit"), or "" for business:
    a role may never hold permits of two administrators (three separated administrators 「三员分立」, GB/T 22239).
    """

    code: str
    title: str
    duty: str = ""


_permits: dict[str, Permit] = {}


def declare(code: str, title: str, *, duty: str = "") -> Permit:
    """Declare a permit at start-up; declaring the same code with another title raises."""
    found = Permit(code, title, duty)
    if _permits.setdefault(code, found) != found:
        raise ValueError(f"permit {code} is declared twice with different meanings")
    return found


def permit(code: str) -> Permit:
    """The declared permit of that code; raises `UnknownPermit`."""
    try:
        return _permits[code]
    except KeyError:
        raise UnknownPermit(f"no permit is called {code!r}") from None


def all_permits() -> list[Permit]:
    """Every declared permit, by code."""
    return [_permits[code] for code in sorted(_permits)]
