"""Receipt codes: by one an objector follows the objection without an account."""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0/O, 1/I/L
LENGTH = 12  # 59 bits: not to be guessed, even without the limit on tries


def new_receipt() -> str:
    """A code that nobody can guess: XXXX-XXXX-XXXX."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(signs[start : start + 4] for start in range(0, LENGTH, 4))
