"""What a name says of who bears it, for other domains."""

from ..rules.legal_forms import guessed_kind
from ..rules.names import name_key, parts_of
from ..rules.wording import split_trade
from ..terms import PartyKind


def is_person_name(name: str) -> bool:
    """Whether a name most likely is a natural person's."""
    return bool(name.strip()) and guessed_kind(name) == PartyKind.INDIVIDUAL


def own_word(name: str) -> str:
    """The word by which everybody knows a firm 「字号」, where its name ends in a legal form; else nothing."""
    key = name_key(name)
    parts = parts_of(key)
    word = split_trade(parts.core)[0] if parts.form else ""
    return word if len(word) > 1 and word != key and word in "".join(name.split()) else ""
