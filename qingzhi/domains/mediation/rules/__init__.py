"""Pure rules of mediation: who stands too near, whom the lot falls on."""

from collections.abc import Iterable
from hashlib import sha256
from re import compile as pattern

_NUMBER = pattern(r"^(?:[一二三四五六七八九十]+、|\d+[.、．])\s*")


def spelt(name: str) -> str:
    """A name without the signs in which the same name is written differently."""
    return "".join(sign for sign in name.replace("（", "(").replace("）", ")") if not sign.isspace()).casefold()


def lot(seed: str, numbers: Iterable[int]) -> list[int]:
    """The candidates in the order of a draw that anybody can repeat: by SHA-256 of «seed:number»."""
    return sorted(numbers, key=lambda number: sha256(f"{seed}:{number}".encode()).hexdigest())


def articles(text: str) -> list[str]:
    """The articles of an agreement, one to a line, without their numbers: the document numbers them."""
    lines = (_NUMBER.sub("", line.strip()) for line in text.splitlines())
    return [line for line in lines if line]
