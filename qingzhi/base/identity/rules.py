"""What a password must be. Pure."""

import string

CLASSES = (string.ascii_lowercase, string.ascii_uppercase, string.digits)
LEAST_CLASSES = 3


def classes_in(password: str) -> int:
    """How many of lower case, upper case, digits and other characters a password uses."""
    known = "".join(CLASSES)
    found = sum(any(letter in group for letter in password) for group in CLASSES)
    return found + any(letter not in known for letter in password)
