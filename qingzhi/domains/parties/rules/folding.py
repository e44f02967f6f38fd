"""The folded form of a text: what hands write differently becomes one. Pure.

Compatibility forms (NFKC), case, traditional characters (OpenCC's table TSCharacters, Apache-2.0), accents on Latin
letters, spaces and punctuation. Tibetan keeps its vowel signs and the tsheg that parts its syllables; rare characters,
private ones too, stay.
"""

import unicodedata
from functools import lru_cache
from importlib.resources import files

TSHEG = "\u0f0b"
_KEPT_MARKS = ((0x0F00, 0x0FFF), (0x0600, 0x08FF), (0x0900, 0x0DFF), (0x0E00, 0x0EFF), (0x1000, 0x18AF))
_ENDS = TSHEG + "\u0f0d\u0f0e\u0f11\u0f14"  # tsheg and the shads, which close a Tibetan name


@lru_cache(maxsize=1)
def simplified_characters() -> dict[str, str]:
    """Traditional to simplified, one character each, followed to its end."""
    lines = (files("opencc") / "dictionary" / "TSCharacters.txt").read_text(encoding="utf-8").splitlines()
    table = {old: new.split()[0] for old, new in (line.split("\t") for line in lines if "\t" in line)}
    table = {old: new for old, new in table.items() if old != new and len(new) == 1}
    for old in list(table):
        seen = {old}
        while (new := table.get(table[old])) and new not in seen:
            seen.add(new)
            table[old] = new
    return {old: new for old, new in table.items() if old != new}


class _Folds(dict[int, str | None]):
    """What becomes of one character, found once and kept; None when it goes."""

    def __missing__(self, code: int) -> str | None:
        found = self[code] = _folded(chr(code))
        return found


def _folded(char: str) -> str | None:
    simple = simplified_characters().get(char)
    if simple is not None:
        return simple
    if char == TSHEG:
        return char
    kind = unicodedata.category(char)
    if kind[0] == "M":
        code = ord(char)
        return char if any(low <= code <= high for low, high in _KEPT_MARKS) else None
    if kind[0] == "L" or kind in ("Nd", "Nl", "No", "Co"):
        plain = unicodedata.normalize("NFD", char)[0]
        return plain if plain.isascii() else char
    return None


_FOLDS = _Folds()


def folded(text: str) -> str:
    """The folded form; folding it again changes nothing. A text of signs alone keeps them."""
    if text.isascii():
        return text.lower().translate(_FOLDS) or text.strip().lower()
    once = _fold(text)
    for _ in range(4):
        again = _fold(once)
        if again == once:
            break
        once = again
    return once


def _fold(text: str) -> str:
    text = text.encode("utf-8", "replace").decode()
    wide = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    kept = wide.translate(_FOLDS).strip(_ENDS)
    return kept or wide.strip()
