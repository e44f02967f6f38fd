"""Codes by which a printed figure is verified 「核验码」: eight signs drawn by lot and one that checks them.

No sign resembles another (no 0 and O, no 1, I and L). The check is a weighted sum over the 31 signs, a prime: any one
wrong sign and any two that changed places are noticed.
"""

import secrets
import unicodedata

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
DRAWN = 8


def new_code() -> str:
    """A code that nobody can guess from another: 31⁸ are possible."""
    drawn = "".join(secrets.choice(SIGNS) for _ in range(DRAWN))
    return drawn + check_sign(drawn)


def check_sign(drawn: str) -> str:
    """The last sign of a code."""
    total = sum(weight * SIGNS.index(sign) for weight, sign in enumerate(drawn, start=2))
    return SIGNS[-total % len(SIGNS)]


def read_code(text: str) -> str:
    """A code as people type it (small letters, blanks, dashes); empty where it is none or mistyped."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKC", text).upper() if sign.isalnum())
    if len(plain) != DRAWN + 1 or set(plain) - set(SIGNS) or check_sign(plain[:DRAWN]) != plain[DRAWN]:
        return ""
    return plain


def written(code: str) -> str:
    """As it is printed: 「K7M-4PX-9RT」."""
    return "-".join(code[start : start + 3] for start in range(0, len(code), 3))
