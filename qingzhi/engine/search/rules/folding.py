"""One written form for many: full- and half-width (Unicode NFKC), case, traditional and simplified characters.

Tibetan script is kept as it is (NFKC only orders its signs). The table of characters is OpenCC's `TSCharacters`
(Apache-2.0); text and question are folded by the same table, so a doubtful pair still finds itself.
"""

import re
import unicodedata
from functools import lru_cache
from importlib import resources

MARKS = tuple(zip("，；：（）！？", ",;:()!?", strict=True))
TABLE = ("opencc", "dictionary", "TSCharacters.txt")


def fold(text: str) -> str:
    """The text as the index sees it; twice changes nothing."""
    table, traditional = _simplified()
    for wide, narrow in MARKS:  # these alone would send almost every Chinese text through the slow way
        text = text.replace(wide, narrow)
    folded = text if unicodedata.is_normalized("NFKC", text) else unicodedata.normalize("NFKC", text)
    if traditional.search(folded):
        folded = folded.translate(table)
    small = folded.lower()
    return small if small == folded or small.isascii() else unicodedata.normalize("NFKC", small)


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """The folded text and, for each of its characters, the place in the given text that it comes from."""
    parts, places = [], []
    for place, character in enumerate(text):
        folded = fold(character)
        parts.append(folded)
        places.extend([place] * len(folded))
    return "".join(parts), places


@lru_cache(maxsize=1)
def _simplified() -> tuple[dict[int, str], re.Pattern[str]]:
    """The table, and a pattern that finds whether a text needs it (most do not)."""
    package, *path = TABLE
    found = {}
    lines = resources.files(package).joinpath(*path).read_text(encoding="utf-8").splitlines()
    for line in lines:
        traditional, _, simplified = line.partition("\t")
        if len(traditional) == 1 and simplified:
            found[ord(traditional)] = simplified.split(" ")[0]
    table = {key: found.get(ord(value), value) for key, value in found.items()}  # chains end where they lead
    plane = "".join(chr(key) for key in table if key < 0x10000)  # a set of these is searched fast
    return table, re.compile(f"[{plane}\U00020000-\U0003ffff]")
