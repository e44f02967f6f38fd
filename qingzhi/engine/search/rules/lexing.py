"""Cutting a question into marks, operators, words, phrases and fields."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

LONGEST = 500  # characters of a question
WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}  # full-width forms of ASCII, one for one
MARKS = {**WIDE, **{ord(mark): '"' for mark in "“”„‟«»「」『』＂"}, 0x3000: " ", 0x2212: "-", 0x2013: "-", 0x2014: "-"}
OPERATORS = {"AND": "and", "OR": "or", "NOT": "not", "与": "and", "或": "or", "非": "not", "&&": "and", "||": "or",
             "|": "or", "&": "and", "!": "not"}  # fmt: skip
SPACE = re.compile(r"\s+")
WORD = re.compile(r"[^\s()\"]+")
FIELD = re.compile(r"([^\W\d_][\w-]{0,19})[:：]")


@dataclass(frozen=True)
class Token:
    """`kind`: word, phrase, open, close, and, or, not."""

    kind: str
    place: int
    text: str = ""
    field: str = ""
    is_prefix: bool = False


@dataclass
class Lexed:
    tokens: list[Token]
    notes: list[tuple[int, str]]


def tokens_of(text: str, fields: Mapping[str, str]) -> Lexed:
    """The tokens of a question; the places are those of the text as typed."""
    plain = text[:LONGEST].translate(MARKS)
    found = Lexed([], [])
    at = 0
    while at < len(plain):
        if space := SPACE.match(plain, at):
            at = space.end()
        elif plain[at] in "()":
            found.tokens.append(Token("open" if plain[at] == "(" else "close", at))
            at += 1
        elif plain[at] == "-" and _begins(plain, at) and at + 1 < len(plain) and not plain[at + 1].isspace():
            found.tokens.append(Token("not", at))
            at += 1
        else:
            at = _term(plain, at, fields, found)
    return found


def _begins(plain: str, at: int) -> bool:
    return at == 0 or plain[at - 1].isspace() or plain[at - 1] in "(-"


def _term(plain: str, at: int, fields: Mapping[str, str], found: Lexed) -> int:
    place, name = at, ""
    if named := FIELD.match(plain, at):
        name = fields.get(named.group(1).lower(), "")
        if name:
            at = _past_spaces(plain, named.end())
        elif not plain[named.end() : named.end() + 1].isdigit() and "//" not in plain[at : named.end() + 2]:
            found.notes.append((place, f"没有“{named.group(1)}”这个字段，已当作普通词查找"))
    if at >= len(plain) or plain[at] in "()":
        if name:
            found.notes.append((place, "字段后面没有要找的词，已忽略"))
        return at
    if plain[at] == '"':
        return _phrase(plain, at, place, name, found)
    return _word(plain, at, place, name, found)


def _past_spaces(plain: str, at: int) -> int:
    space = SPACE.match(plain, at)
    return space.end() if space else at


def _phrase(plain: str, at: int, place: int, name: str, found: Lexed) -> int:
    end = plain.find('"', at + 1)
    if end < 0:
        found.notes.append((at, "引号没有合上，已在末尾补上"))
        end = len(plain)
    inside = plain[at + 1 : end].strip()
    if inside:
        found.tokens.append(Token("phrase", place, inside, name))
    return end + 1


def _word(plain: str, at: int, place: int, name: str, found: Lexed) -> int:
    word = WORD.match(plain, at)
    if word is None:  # cannot be: whatever is no space, mark or quote is a word
        return at + 1
    text = word.group()
    if not name and text in OPERATORS:
        found.tokens.append(Token(OPERATORS[text], place))
        return word.end()
    is_prefix = text.endswith("*")
    stripped = text.strip("*")
    if stripped:
        found.tokens.append(Token("word", place, stripped, name, is_prefix))
    return word.end()
