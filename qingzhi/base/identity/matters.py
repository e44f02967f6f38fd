"""What can be named when a body's work is shared among successors: the apps that keep such work say what is unknown."""

from collections.abc import Callable, Sequence

from .models import Body

Unknown = Callable[[Body, Sequence[str]], list[str]]
_keepers: list[Unknown] = []


def register_matters(unknown: Unknown) -> None:
    """Register, at start-up, who tells which of some codes name nothing that a body has open."""
    if unknown not in _keepers:
        _keepers.append(unknown)


def unknown_matters(body: Body, codes: Sequence[str]) -> list[str]:
    """The codes that no keeper knows; where nobody keeps any, all of them."""
    left = list(codes)
    for unknown in _keepers:
        left = unknown(body, left) if left else left
    return left
