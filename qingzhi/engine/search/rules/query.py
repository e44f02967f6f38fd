"""The question as somebody typed it, as a tree: words, “phrases”, AND/OR/NOT and 与/或/非, -word, (…), field:word, word*.

Parsed by hand: whatever is typed has a meaning, nothing raises. What had to be mended is told in one sentence with its
place. Full-width marks are taken for half-width ones.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .lexing import LONGEST, Token, tokens_of

DEEPEST = 20  # parentheses within parentheses
MOST = 40  # words of one question


@dataclass(frozen=True)
class Word:
    """A word (or a run of them without a space); with `*` behind it, a beginning."""

    text: str
    is_prefix: bool = False


@dataclass(frozen=True)
class Phrase:
    """Words that must stand one behind the other."""

    text: str


@dataclass(frozen=True)
class InField:
    """What must stand in one field of the record."""

    name: str
    node: "Word | Phrase"


@dataclass(frozen=True)
class Not:
    """What must not be found."""

    node: "Node"


@dataclass(frozen=True)
class And:
    nodes: tuple["Node", ...]


@dataclass(frozen=True)
class Or:
    nodes: tuple["Node", ...]


Node = Word | Phrase | InField | Not | And | Or


@dataclass(frozen=True)
class Note:
    """What was mended or left out: the place in the question (from 0) and one sentence."""

    place: int
    text: str


@dataclass(frozen=True)
class Parsed:
    """A question as a tree (None: nothing was asked), and what had to be mended."""

    node: Node | None
    notes: tuple[Note, ...] = ()


def parse(text: str, fields: Mapping[str, str] | None = None) -> Parsed:
    """The tree of a question; `fields` maps the names that a field may be called by (small letters) to its code."""
    lexed = tokens_of(text, fields or {})
    reader = _Reader(lexed.tokens, [Note(place, said) for place, said in lexed.notes])
    node = reader.read_all()
    if len(text) > LONGEST:
        reader.notes.append(Note(LONGEST, f"检索式过长，只取了前 {LONGEST} 个字"))
    return Parsed(node, tuple(sorted(reader.notes, key=lambda note: note.place)))


@dataclass
class _Reader:
    """Descends through the tokens; every branch moves forward, so it always ends."""

    tokens: list[Token]
    notes: list[Note]
    at: int = 0
    words: int = 0
    said: set[str] = field(default_factory=set)

    def read_all(self) -> Node | None:
        found: list[Node] = []
        while self.at < len(self.tokens):
            node = self._either(0)
            if node is not None:
                found.append(node)
            if self.at < len(self.tokens):  # only a closing parenthesis stops the descent
                self._note("多出一个右括号，已忽略")
                self.at += 1
        return _joined(found)

    def _either(self, depth: int) -> Node | None:
        found = [self._all(depth)]
        while self._kind() == "or":
            place = self.at
            self.at += 1
            node = self._all(depth)
            if node is None or found[0] is None:
                self._note("“或”的一边没有词，已忽略", place)
            found.append(node)
        nodes = [node for node in found if node is not None]
        return nodes[0] if len(nodes) == 1 else Or(tuple(nodes)) if nodes else None

    def _all(self, depth: int) -> Node | None:
        found: list[Node] = []
        while self._kind() not in {"end", "or", "close"}:
            if self._kind() == "and":
                place = self.at
                self.at += 1
                if not found or self._kind() in {"end", "or", "close", "and"}:
                    self._note("“与”的一边没有词，已忽略", place)
                continue
            node = self._one(depth)
            if node is not None:
                found.append(node)
        return _joined(found)

    def _one(self, depth: int) -> Node | None:
        negated, place = False, self.at
        while self._kind() == "not":
            negated = not negated
            self.at += 1
        if self._kind() in {"end", "or", "close", "and"}:
            self._note("“非”的后面没有词，已忽略", place)
            return None
        token = self.tokens[self.at]
        self.at += 1
        if token.kind == "open":
            node = self._group(depth, self.at - 1)
        else:
            node = self._leaf(token)
        return Not(node) if negated and node is not None else node

    def _group(self, depth: int, place: int) -> Node | None:
        if depth >= DEEPEST:
            self._note("括号层数过多，里层的括号已忽略", place)
            return None
        node = self._either(depth + 1)
        if self._kind() == "close":
            self.at += 1
        else:
            self._note("括号没有合上，已在末尾补上", place)
        return node

    def _leaf(self, token: Token) -> Node | None:
        if self.words == MOST:
            self._note(f"词数过多，只取了前 {MOST} 个", self.at - 1)
            return None
        self.words += 1
        leaf: Word | Phrase = Phrase(token.text) if token.kind == "phrase" else Word(token.text, token.is_prefix)
        return InField(token.field, leaf) if token.field else leaf

    def _kind(self) -> str:
        return self.tokens[self.at].kind if self.at < len(self.tokens) else "end"

    def _note(self, text: str, index: int | None = None) -> None:
        index = self.at if index is None else index
        if text not in self.said:  # each thing is said once
            self.said.add(text)
            self.notes.append(Note(self.tokens[min(index, len(self.tokens) - 1)].place, text))


def _joined(nodes: list[Node]) -> Node | None:
    if not nodes:
        return None
    return nodes[0] if len(nodes) == 1 else And(tuple(nodes))
