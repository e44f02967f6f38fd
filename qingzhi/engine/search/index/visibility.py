"""Only what a reader may see: the filter that no search goes without."""

import tantivy
from tantivy import Occur, Query

from .matching import Clause

EVERY = "*"  # every document bears it, alone and with its kind, so that «all of them» can be told from the counts
MOST_LOOKED_UP = 100  # terms whose counts are looked up; with more the filter is simply applied


def marks(kind: str) -> list[str]:
    """What every document of a kind bears."""
    return [EVERY, f"{kind}|{EVERY}"]


def visible(searcher: tantivy.Searcher, schema: tantivy.Schema, sees: tuple[str, ...]) -> list[Clause]:
    """The clause that one of these terms must stand in the document. Where a reader may see every document of a kind,
    the kind stands for its terms; where that is so of all there is, nothing need be filtered (counts include documents
    deleted since, on both sides, so that equal means every single one)."""
    terms = _shortened(searcher, sees) if len(sees) <= MOST_LOOKED_UP else list(sees)
    if terms == [EVERY]:
        return []
    one = Query.term_query(schema, "sees", terms[0], "basic") if len(terms) == 1 else None
    return [(Occur.Must, Query.const_score_query(one or Query.term_set_query(schema, "sees", terms), 0.0))]


def _shortened(searcher: tantivy.Searcher, sees: tuple[str, ...]) -> list[str]:
    by_kind: dict[str, list[str]] = {}
    for term in sees:
        by_kind.setdefault(term.partition("|")[0], []).append(term)
    terms: list[str] = []
    whole = 0
    for kind, words in by_kind.items():
        every = searcher.doc_freq("sees", f"{kind}|{EVERY}")
        if any(searcher.doc_freq("sees", word) == every for word in words):
            terms.append(f"{kind}|{EVERY}")
            whole += every
        else:
            terms += words
    all_of_them = len(terms) == len(by_kind) and whole == searcher.doc_freq("sees", EVERY)
    return [EVERY] if all_of_them else terms
