"""A tree of a question as tantivy's queries: what must match, what tells relevance, what is to be marked."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import tantivy
from tantivy import Occur, Query

from ..rules.asking import Vocabulary
from ..rules.folding import fold
from ..rules.numbers import asked_forms, looks_like_number
from ..rules.query import And, InField, Node, Not, Or, Phrase, Word
from ..rules.text import LONGEST, is_han, open_end, phrase, pieces, runs, value_parts

NUMBER_BOOST, WHOLE_TITLE_BOOST, TITLE_BOOST, TOGETHER_BOOST = 50.0, 4.0, 2.0, 1.5
PART_OF_NUMBER = 8  # characters of a number from which its beginning is enough
MOST_SCORING = 24
Clause = tuple[Occur, Query]
CHARACTERS = {"body": "characters", "title": "title_characters"}  # where a field's single characters are
TITLE, NUMBER = "title", "no"  # fields that every document has


@dataclass
class Matching:
    """Gathers, while the tree is walked, what tells relevance and what is to be marked."""

    schema: tantivy.Schema
    vocabulary: Vocabulary
    scoring: list[Query] = field(default_factory=list)
    together: list[Query] = field(default_factory=list)
    terms: list[str] = field(default_factory=list)
    expanded: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, node: Node, wanted: bool = True) -> Query:
        """What must match; `wanted` is false below a 非."""
        if isinstance(node, And):
            return self._every([(not isinstance(one, Not), one) for one in node.nodes], wanted)
        if isinstance(node, Or):
            return any_of([self.of(one, wanted) for one in node.nodes])
        if isinstance(node, Not):
            return self._every([(False, node)], wanted)
        if isinstance(node, InField):
            return self._in_field(node, wanted)
        return self._phrase(node, wanted) if isinstance(node, Phrase) else self._word(node, wanted)

    def telling(self, node: Node) -> tuple[list[Query], list[Node]]:
        """The words of a question as words of the dictionary or parts of titles, which tell more than parts of a text;
        and what is left of the question."""
        nodes = node.nodes if isinstance(node, And) else (node,)
        clauses: list[Query] = []
        rest: list[Node] = []
        for one in nodes:
            found = self._telling_word(one) if isinstance(one, Word) else []
            clauses += found
            if not found:
                rest.append(one)
        return clauses, rest

    def _telling_word(self, node: Word) -> list[Query]:
        parts = runs(fold(node.text))
        if node.is_prefix or looks_like_number(node.text) or (len(parts) > 1 and not any(map(is_han, parts))):
            return []
        clauses = []
        for run in parts:
            for piece in pieces(run):
                title = Query.boost_query(self._phrase_of("title", [piece], False), TITLE_BOOST)
                word = Query.term_query(self.schema, "words", piece)
                clauses.append(
                    any_of([word, title, *self._alike(piece, True, "body"), *self._alike(run, True, "body")])
                )
        return clauses

    def number(self, text: str, *, is_prefix: bool, wanted: bool = True) -> Query:
        """A number in any written form."""
        found = sorted(asked_forms(text, self.vocabulary.prefixes))
        exact = Query.term_set_query(self.schema, "numbers", found)
        if wanted:
            self.scoring.append(Query.boost_query(Query.const_score_query(exact, 1.0), NUMBER_BOOST))
        starts = [self._beginning("numbers", one) for one in found if is_prefix or len(one) >= PART_OF_NUMBER]
        return any_of([exact, *starts])

    def _every(self, parts: list[tuple[bool, Node]], wanted: bool) -> Query:
        clauses = []
        for must, node in parts:
            if must:
                clauses.append((Occur.Must, self.of(node, wanted)))
            elif isinstance(node, Not):
                clauses.append((Occur.MustNot, self.of(node.node, False)))
        if all(occur is Occur.MustNot for occur, _ in clauses):
            clauses.insert(0, (Occur.Must, Query.all_query()))
        return Query.boolean_query(clauses)

    def _word(self, node: Word, wanted: bool) -> Query:
        folded = fold(node.text)
        parts = runs(folded)
        if not parts:
            return Query.all_query()
        found = self._spoken("body", parts, node.is_prefix, wanted)
        if looks_like_number(node.text):
            return any_of([self.number(node.text, is_prefix=node.is_prefix, wanted=wanted), found])
        return any_of([found, *self._alike("".join(parts), wanted, "body")]) if len(parts) == 1 else found

    def _spoken(self, name: str, parts: list[str], is_prefix: bool, wanted: bool) -> Query:
        """Words that must all be found; letters and figures written together stay together."""
        if not any(map(is_han, parts)):
            return self._together(name, parts, is_prefix, wanted)
        split = [piece for run in parts for piece in pieces(run)]
        many = len(split) > 1
        clauses = []
        for number, piece in enumerate(split):
            prefix = is_prefix and number == len(split) - 1
            query = self._together(name, [piece], prefix, wanted)
            clauses.append(any_of([query, *self._alike(piece, wanted, name)]) if many else query)
        if wanted and many and len("".join(parts)) <= LONGEST:
            self._stands_together(parts)
        return every(clauses)

    def _together(self, name: str, parts: list[str], is_prefix: bool, wanted: bool) -> Query:
        if wanted:
            self.terms.append("".join(parts) if len(parts) == 1 else parts[-1])
            self.terms += parts[:-1]
            for part in parts:
                self._score(Query.term_query(self.schema, "words", part))
            self._score(Query.boost_query(self._phrase_of("title", parts, is_prefix), TITLE_BOOST))
        return self._phrase_of(name, parts, is_prefix)

    def _phrase(self, node: Phrase, wanted: bool, name: str = "body") -> Query:
        parts = runs(fold(_without_inner_spaces(node.text)))
        if not parts:
            return Query.all_query()
        if wanted:
            self.terms += parts
            self._score(Query.boost_query(self._phrase_of("title", parts, False), TITLE_BOOST))
            self._score(self._phrase_of("body", parts, False))
        found = self._phrase_of(name, parts, False)
        if name == "body" and looks_like_number(node.text):
            return any_of([self.number(node.text, is_prefix=False, wanted=wanted), found])
        return found

    def _in_field(self, node: InField, wanted: bool) -> Query:
        if node.name == NUMBER:
            return self.number(node.node.text, is_prefix=True, wanted=wanted)
        if node.name == TITLE:
            if isinstance(node.node, Phrase):
                return self._phrase(node.node, wanted, "title")
            parts = runs(fold(node.node.text))
            return self._spoken("title", parts, node.node.is_prefix, wanted) if parts else Query.all_query()
        return self._named(node, wanted)

    def _named(self, node: InField, wanted: bool) -> Query:
        """A field of the source: a name is found by any part of it, a code from its beginning on."""
        folded = fold(_without_inner_spaces(node.node.text))
        parts = value_parts(folded)
        if not parts:
            return Query.all_query()
        if wanted:
            self.terms += [part for part in runs(folded) if len(part) > 1]
        is_code = not any(map(is_han, parts)) and (len(folded) == 1 or any(map(str.isdigit, parts)))
        is_prefix = isinstance(node.node, Word) and node.node.is_prefix
        return self._phrase_of(f"named.{node.name}", (["^"] if is_code else []) + parts, is_prefix)

    def _alike(self, word: str, wanted: bool, name: str) -> list[Query]:
        """The synonyms of a word."""
        found = self.vocabulary.synonyms.get(word, ())
        if found and wanted:
            self.expanded[word] = found
        queries = []
        for one in found:
            parts = runs(one)
            if parts:
                queries.append(self._phrase_of(name, parts, False))
                self.terms += parts if wanted else []
        return queries

    def _phrase_of(self, name: str, parts: list[str], is_prefix: bool) -> Query:
        """Runs that follow each other: one token, or several at their places."""
        end = open_end(parts)
        if end is not None or (is_prefix and not is_han(parts[-1])):
            before = [token for token in phrase([*parts[:-1], ""]) if token[1]]
            if not before:
                if end is not None and name in CHARACTERS:
                    return Query.term_query(self.schema, CHARACTERS[name], parts[-1])
                return self._beginning(name, parts[-1])
            at = end[0] if end else before[-1][0] + 1
            if name.startswith("named."):  # tantivy has no regular expressions below a JSON field
                return Query.phrase_prefix_query(self.schema, name, [*before, (at, parts[-1])])
            return Query.regex_phrase_query(self.schema, name, [*before, (at, f"{parts[-1]}.*")])
        placed = phrase(parts)
        if len(placed) == 1:
            return Query.term_query(self.schema, name, placed[0][1])
        return Query.phrase_query(self.schema, name, list(placed))

    def _beginning(self, name: str, text: str) -> Query:
        """Any token that begins so."""
        return Query.fuzzy_term_query(self.schema, name, text[:LONGEST], 0, True, True)

    def _stands_together(self, parts: list[str]) -> None:
        """What stands one behind the other as it was typed tells more, most in a title."""
        found = [
            Query.boost_query(self._phrase_of("title", parts, False), WHOLE_TITLE_BOOST),
            Query.boost_query(self._phrase_of("body", parts, False), TOGETHER_BOOST),
        ]
        self.together += found
        for one in found:
            self._score(one)

    def _score(self, query: Query) -> None:
        if len(self.scoring) < MOST_SCORING:
            self.scoring.append(query)


def any_of(queries: list[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, one) for one in queries])


def every(queries: Iterable[Query]) -> Query:
    found = list(queries)
    return found[0] if len(found) == 1 else Query.boolean_query([(Occur.Must, one) for one in found])


def _without_inner_spaces(text: str) -> str:
    """Spaces between Chinese characters are the writer's; others part words."""
    kept: list[str] = []
    for index, character in enumerate(text):
        after = text[index + 1 : index + 2]
        if character.isspace() and kept and after and (is_han(kept[-1]) and is_han(after)):
            continue
        kept.append(character)
    return "".join(kept)
