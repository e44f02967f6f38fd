"""Numbers in whatever form they are written: with or without prefix, points, spaces, check digit, full-width."""

import re

from .folding import fold

NUMBER = re.compile(r"[a-z]{0,4}\d{5,}[a-z]?\d?")  # after folding
MIXED = re.compile(r"(?=.*\d{4})[^\W_]+")  # registration numbers with Chinese in them: 国作登字2015F00012345
LEADING = re.compile(r"[a-z]{1,4}(?=\d{5})")
TRAILING = re.compile(r"(?<=\d{6})[a-z]\d?$")
POINT = re.compile(r"(?<=\d)\.[\dxX]$")
LONG_DIGITS = re.compile(r"\d{5,}")
SEPARATORS = re.compile(r"[\W_]+")


def fold_number(text: str) -> str:
    """Letters and figures alone, small, half-width, simplified."""
    return SEPARATORS.sub("", fold(text))


def looks_like_number(text: str) -> bool:
    """Whether what somebody typed is a number of a record rather than words."""
    folded = fold_number(text)
    if len(folded) > 40:
        return False
    return bool(NUMBER.fullmatch(folded)) or (any(c > "\u2e80" for c in folded) and bool(MIXED.fullmatch(folded)))


def forms(number: str) -> frozenset[str]:
    """Every form under which a record's number is kept: whole, without the check digit behind the point, without the
    letters before and behind, and the long figure alone of a number with Chinese in it."""
    whole = fold_number(number)
    if not whole:
        return frozenset()
    found = {whole}
    bare = POINT.sub("", fold(number).strip())
    found.add(SEPARATORS.sub("", bare))
    found |= {LEADING.sub("", one, count=1) for one in found}
    found |= {TRAILING.sub("", one) for one in found}
    if any(character > "\u2e80" for character in whole):
        found |= set(LONG_DIGITS.findall(whole))
    return frozenset(one for one in found if one)


def asked_forms(text: str, prefixes: frozenset[str] = frozenset()) -> frozenset[str]:
    """The forms under which to look for a number that somebody typed; of letters before it only `prefixes` (folded, as
    the sources declare them) may be missing in the record, so that US1234567 does not find CN1234567."""
    whole = fold_number(text)
    bare = SEPARATORS.sub("", POINT.sub("", fold(text).strip()))
    found = {one for one in (whole, bare) if one}
    for one in list(found):
        letters = LEADING.match(one)
        if letters and letters.group() in prefixes:
            found.add(one[letters.end() :])
    found |= {TRAILING.sub("", one) for one in found}
    return frozenset(found)
