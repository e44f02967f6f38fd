"""Which line is the head of a table, and which of its columns holds which field."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from .shapes import Field

ERROR_COLUMNS = ("行号", "出错列", "原因")  # what the file of rejected rows adds; never read
LEAST_LIKENESS = 72
LONGEST_NAME = 100
_BRACKETS = str.maketrans("〔〕【】［］[]｛｝{}<>《》〈〉", "()()()()()()()()()")
_NOISE = re.compile(r"[\s\W_]+")
_HINT = re.compile(r"\(([^()]*)\)")
_HARMLESS = re.compile(
    r"^(必填|选填|可选|必须|文本|日期|数字|格式.*|如.*|例.*|[ymd/\-.年月日]+|件|个|项|元|万元)$", re.IGNORECASE
)


@dataclass(frozen=True)
class Match:
    """A column (from 0) proposed for a field, and how it was found: given, remembered, exact, synonym or likeness."""

    field: str
    column: int
    how: str
    score: int = 100

    @property
    def certain(self) -> bool:
        """Whether it is taken without a person's word; likeness never is."""
        return self.how != "likeness"


def plain(name: str) -> str:
    """A column's name without width, case, blanks, signs and harmless hints in brackets: what is compared.

    What is too long to be a name is none.
    """
    return _plain(name) if len(name) <= LONGEST_NAME else ""


@lru_cache(maxsize=10_000)
def _plain(name: str) -> str:
    text = unicodedata.normalize("NFKC", name).translate(_BRACKETS).casefold()
    text = _HINT.sub(lambda found: "" if _HARMLESS.match(found[1].strip()) else found[0], text)
    return _NOISE.sub("", text)


def digest(head: Sequence[str]) -> str:
    """The fingerprint under which a mapping for this head is remembered."""
    return hashlib.sha256("\x1f".join(plain(cell) for cell in head).encode()).hexdigest()


def names_of(fields: Sequence[Field]) -> dict[str, tuple[str, str, int]]:
    """Every name a column may have → (field, how, rank); the first field that claims a name keeps it."""
    found: dict[str, tuple[str, str, int]] = {}
    for field in fields:
        for rank, name in enumerate((field.title, field.name)):
            found.setdefault(plain(name), (field.name, "exact", rank))
    for field in fields:
        for rank, name in enumerate(field.synonyms):
            found.setdefault(plain(name), (field.name, "synonym", rank + 2))
    return found


def known(head: Sequence[str], fields: Sequence[Field]) -> int:
    """How many fields a line names: what tells a head from a title."""
    names = names_of(fields)
    return len({names[plain(cell)][0] for cell in head if plain(cell) in names})


def match(
    head: Sequence[str], fields: Sequence[Field], given: Mapping[str, int], how: str = "given"
) -> tuple[Match, ...]:
    """The columns proposed for the fields: what was given, then names, then likeness for what is left.

    `given` maps fields to columns; -1 keeps a field empty. One column serves one field.
    """
    found = {name: Match(name, column, how) for name, column in given.items()}
    taken = {one.column for one in found.values()}
    _by_name(head, fields, found, taken)
    _by_likeness(head, fields, found, taken)
    return tuple(found[field.name] for field in fields if field.name in found and found[field.name].column >= 0)


def _by_name(head: Sequence[str], fields: Sequence[Field], found: dict[str, Match], taken: set[int]) -> None:
    names = names_of(fields)
    best: dict[str, tuple[int, int, str]] = {}
    for column, cell in enumerate(head):
        claim = names.get(plain(cell)) if plain(cell) else None
        if claim and column not in taken and claim[0] not in found:
            name, how, rank = claim
            best[name] = min(best.get(name, (99, column, how)), (rank, column, how))
    for name, (_, column, how) in best.items():
        found[name] = Match(name, column, how)
        taken.add(column)


def _by_likeness(head: Sequence[str], fields: Sequence[Field], found: dict[str, Match], taken: set[int]) -> None:
    names = {name: claim[0] for name, claim in names_of(fields).items() if claim[0] not in found}
    free = [(column, plain(cell)) for column, cell in enumerate(head) if column not in taken and plain(cell)]
    ignored = {plain(name) for name in ERROR_COLUMNS} | set(names_of(fields))
    pairs = []
    for column, cell in free:
        alike = (
            None
            if cell in ignored
            else process.extractOne(cell, list(names), scorer=fuzz.ratio, score_cutoff=LEAST_LIKENESS)
        )
        if alike:
            pairs.append((int(alike[1]), column, names[alike[0]]))
    for score, column, name in sorted(pairs, key=lambda pair: (-pair[0], pair[1])):
        if name not in found and column not in taken:
            found[name] = Match(name, column, "likeness", score)
            taken.add(column)


def repeated(head: Sequence[str]) -> tuple[str, ...]:
    """Names that stand over more than one column."""
    seen: dict[str, int] = {}
    for cell in head:
        if plain(cell):
            seen[plain(cell)] = seen.get(plain(cell), 0) + 1
    shown = {plain(cell): cell.strip() for cell in reversed(head)}
    return tuple(shown[name] for name, count in seen.items() if count > 1)
