"""Names as registers write them: several in one text, with spaces and marks that mean nothing. Pure."""

import re

_SEPARATORS = re.compile(r"[;；,，、/\n]+")
_NOISE = re.compile(r"[\s\u3000（）()·•.\-]+|示例")  # half-width on purpose


def split_names(text: str) -> tuple[str, ...]:
    """The names in a text, as written."""
    return tuple(one.strip() for one in _SEPARATORS.split(text or "") if one.strip())


def key_of(name: str) -> str:
    """By what two spellings of one name are told to be the same."""
    return _NOISE.sub("", name or "").casefold()


def same_names(one: set[str], other: set[str]) -> set[str]:
    """The keys that both have."""
    return {key_of(name) for name in one} & {key_of(name) for name in other} - {""}
