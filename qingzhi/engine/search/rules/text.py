"""Cutting text for the index and for a question.

The index holds a text twice: as pairs of neighbouring characters with their places (`grams`), so that any part of it is
found exactly, whatever words it is cut into; and as words cut by rjieba (`words`), by which relevance is judged. In
pairs a run of n Chinese characters is n tokens: each character with its right neighbour, the last one alone. So a place
is a character, a part of two is one token, a part of one is the beginning of tokens.
"""

import re
from collections.abc import Iterable, Sequence

import rjieba

HAN = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
TIBETAN = "\u0f00\u0f20-\u0f33\u0f35\u0f37\u0f39\u0f40-\u0fbc"  # syllables; tsheg and shad stand between them
RUN = re.compile(rf"[{HAN}]+|[{TIBETAN}]+|[^\W_{HAN}{TIBETAN}]+")
PARTS = re.compile(rf"[{HAN}]+|[{TIBETAN}]+|\d+|[^\W\d_{HAN}{TIBETAN}]+")
FIRST_HAN = "\u2e80"  # letters and syllables come before it
ONE_HAN = re.compile(rf"[{HAN}]")
FILLERS = frozenset(["的", "了", "和", "与", "及", "或", "在", "之", "等", "其", "是", "于", "对", "为", "以", "一种"])
LONGEST = 200  # characters of one token; longer ones are no words


def is_han(run: str) -> bool:
    """Whether a run is of Chinese characters (a run is of one kind)."""
    return ONE_HAN.match(run) is not None


def runs(folded: str) -> list[str]:
    """The folded text without what stands between words: runs of Chinese, Tibetan syllables, other words."""
    return RUN.findall(folded)


def grams(folded: str) -> str:
    """The pairs of a folded text, one after another, for a tokenizer that cuts at spaces."""
    return grams_of(RUN.findall(folded))


def grams_of(parts: Iterable[str]) -> str:
    """The pairs of runs."""
    found: list[str] = []
    for run in parts:
        if ONE_HAN.match(run):
            found += map(str.__add__, run, run[1:])
            found.append(run[-1])
        else:
            found.append(run[:LONGEST])
    return " ".join(found)


def characters_of(parts: Iterable[str]) -> str:
    """The Chinese characters of runs, each once: whoever asks for one need not try every pair that begins with it."""
    return " ".join(sign for sign in set("".join(parts)) if sign >= FIRST_HAN)


def words(folded: str) -> str:
    """The words of a folded text as rjieba cuts them for search: long words, and the shorter ones within."""
    return words_of(RUN.findall(folded))


def words_of(parts: Iterable[str]) -> str:
    """The words of runs."""
    return " ".join(rjieba.cut_for_search(" ".join(parts)))


def value_grams(folded: str) -> str:
    """The pairs of a field's value, from its beginning on (`^`); letters and figures apart, so that `A01G` leads to
    `A01G9/14` and `29` does not lead to `290`."""
    found = ["^"]
    for run in PARTS.findall(folded):
        found += _tokens(run)
    return " ".join(found)


def pieces(run: str) -> list[str]:
    """A run that somebody typed, cut into words that must all be found: single characters stay with their neighbours
    (names that no dictionary knows), words without meaning of their own are left out where others remain."""
    if len(run) < 3 or not is_han(run):
        return [run]
    found: list[str] = []
    loose = ""
    for word in rjieba.cut(run):
        if len(word) == 1 and word not in FILLERS:
            loose += word
            continue
        if loose:
            found.append(loose)
        found.append(word)
        loose = ""
    if loose:
        found.append(loose)
    telling = [word for word in found if word not in FILLERS]
    return list(dict.fromkeys(telling or found))


Placed = tuple[int, str]


def phrase(parts: Sequence[str]) -> list[Placed]:
    """The tokens, with their places, that stand in the index wherever these runs follow each other.

    The last run may be the beginning of a longer one; a single last character is not among the tokens then (see
    `open_end`)."""
    placed: list[Placed] = []
    at = 0
    for number, run in enumerate(parts):
        last = number == len(parts) - 1
        if not is_han(run):
            placed.append((at, run[:LONGEST]))
            at += 1
            continue
        pairs = [(at + i, run[i : i + 2]) for i in range(0, len(run) - 1, 2)]
        if len(run) % 2 and len(run) > 1:
            pairs.append((at + len(run) - 2, run[-2:]))
        if not last:
            pairs.append((at + len(run) - 1, run[-1]))
        placed += pairs
        at += len(run)
    return placed


def open_end(parts: Sequence[str]) -> Placed | None:
    """The last run where it is one Chinese character: its place, and that tokens must begin with it."""
    last = parts[-1]
    if len(last) != 1 or not is_han(last):
        return None
    return sum(len(run) if is_han(run) else 1 for run in parts[:-1]), last


def value_parts(folded: str) -> list[str]:
    """The runs of a field's value, letters and figures apart, as `value_grams` holds them."""
    return PARTS.findall(folded)


def _tokens(run: str) -> list[str]:
    if not is_han(run):
        return [run[:LONGEST]]
    return [*map(str.__add__, run, run[1:]), run[-1]]
