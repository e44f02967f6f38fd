"""The draw of experts that anybody can repeat: SHA-256 alone decides, from a seed that was bound before the list was known.

1. Before the candidates are frozen `commitment(seed)` is published (with the public number that will be mixed in, if any).
2. The frozen list is published as `list_digest(salt, lines)`; the conflicts found are excluded by then.
3. The key is `draw_key(seed, public number, list digest)`; the seed is revealed with the draw.
4. In each group the candidates stand in the order of `place(key, purpose, number)`; `seat` fills the quotas in that order.
Described for readers in docs/howto/check-a-draw.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256


def commitment(seed: str) -> str:
    """What is published of a seed before it is revealed."""
    return sha256(seed.encode()).hexdigest()


def list_digest(salt: str, lines: Iterable[str]) -> str:
    """The digest of a list; the salt keeps names from being guessed before they are published."""
    return sha256("\n".join([salt, *lines]).encode()).hexdigest()


def draw_key(seed: str, public_number: str, digest: str) -> str:
    """What the order of every draw of a round follows from."""
    return sha256(f"{seed}\n{public_number}\n{digest}".encode()).hexdigest()


def place(key: str, purpose: str, number: str) -> str:
    """By what a candidate is ordered in one draw; the smallest comes first."""
    return sha256(f"{key}:{purpose}:{number}".encode()).hexdigest()


def ordered(key: str, purpose: str, numbers: Iterable[str]) -> list[str]:
    """The candidates in the order of a draw."""
    return sorted(numbers, key=lambda number: place(key, purpose, number))


@dataclass(frozen=True)
class GroupDrawn:
    """A group that asks for so many experts, and who may not sit in it."""

    code: str
    quota: int
    excluded: frozenset[str]


@dataclass(frozen=True)
class Drawn:
    """Who sits where; `short` says how many seats of a group stayed empty."""

    seats: Mapping[str, list[str]]
    short: Mapping[str, int]


def seat(key: str, numbers: Sequence[str], groups: Sequence[GroupDrawn]) -> Drawn:
    """Fill the groups in the order of their codes, nobody twice.

    A seat goes to the first candidate in the group's order who may sit there and is free. Where nobody is free, an expert seated
    in another group comes over when his seat can be filled by another in the same way (augmenting paths, so that the quotas are
    met whenever they can be met at all).
    """
    orders = {
        group.code: [one for one in ordered(key, group.code, numbers) if one not in group.excluded] for group in groups
    }
    taken: dict[str, tuple[str, int]] = {}

    def fill(place_: tuple[str, int], tried: set[str]) -> bool:
        free = [one for one in orders[place_[0]] if one not in taken and one not in tried]
        if free:
            taken[free[0]] = place_
            return True
        for one in orders[place_[0]]:
            if one in tried:
                continue
            tried.add(one)
            if taken[one][0] != place_[0] and fill(taken[one], tried):
                taken[one] = place_
                return True
        return False

    short: dict[str, int] = {}
    for group in sorted(groups, key=lambda one: one.code):
        missing = sum(not fill((group.code, index), set()) for index in range(group.quota))
        if missing:
            short[group.code] = missing
    seats: dict[str, list[str]] = {group.code: [] for group in groups}
    for code in seats:
        members = {one for one, (where, _) in taken.items() if where == code}
        seats[code] = [one for one in orders[code] if one in members]
    return Drawn(seats, short)


def substitute(key: str, purpose: str, numbers: Iterable[str], not_these: Iterable[str]) -> str | None:
    """Who comes next in the order of a draw: the first candidate who is neither excluded nor seated."""
    out = set(not_these)
    return next((one for one in ordered(key, purpose, numbers) if one not in out), None)
