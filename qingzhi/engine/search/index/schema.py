"""What the index holds of a document."""

from itertools import chain
from typing import Any

import tantivy

from ..rules.folding import fold
from ..rules.numbers import forms
from ..rules.text import characters_of, grams_of, runs, value_grams, words_of
from ..sources import RESERVED, Document
from .stored import pack
from .visibility import EVERY, marks

VERSION = 3  # raised when the fields change: an index of another version is built anew
KEPT_TEXT = 4000  # characters of a text that are kept for snippets
WALL = "\x01"  # stands between title, text and fields, so that no phrase reaches over
Prepared = dict[str, Any]


def make_schema() -> tantivy.Schema:
    """`body` holds title, text and fields as pairs of characters, `…characters` each of theirs once, `words` the same as
    words, `sees` who may find it."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("kind", tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_text_field("title", tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("body", tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("title_characters", tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("characters", tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("sees", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("numbers", tokenizer_name="raw", index_option="basic")
    builder.add_json_field("facets", tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_json_field("named", tokenizer_name="whitespace", index_option="position")
    builder.add_integer_field("on", fast=True, indexed=True)
    builder.add_bytes_field("kept", stored=True, indexed=False)
    return builder.build()


def key_of(kind: str, id: int) -> str:
    """The term under which a record is deleted and replaced."""
    return f"{kind}/{id}"


def seen_by(kind: str, word: str) -> str:
    """The term of a visibility word of a kind; no word of a source means «every document»."""
    return f"{kind}|{word}" if word != EVERY else f"{kind}|{EVERY}{EVERY}"


def day_number(document: Document) -> int:
    """The date as a number that sorts; 0 for none."""
    on = document.on
    return on.year * 10000 + on.month * 100 + on.day if on else 0


def prepare(document: Document) -> Prepared:
    """A document as the writer takes it: plain values that may travel between processes. Here is the segmentation."""
    values = {name: [fold(value) for value in found if value] for name, found in document.fields.items()}
    named = {name: [value_grams(value) for value in found] for name, found in values.items() if found}
    title = runs(fold(document.title))
    text = runs(fold(document.text))
    apart = [runs(value) for found in values.values() for value in found]
    others = list(chain.from_iterable(apart))
    title_grams, all_runs = grams_of(title), [*title, *text, *others]
    prepared: Prepared = {
        "key": key_of(document.kind, document.id),
        "kind": document.kind,
        "title": title_grams,
        "body": f" {WALL} ".join([title_grams, *(grams_of(one) for one in (text, *apart) if one)]),
        "title_characters": characters_of(title),
        "characters": characters_of(all_runs),
        "words": words_of(all_runs),
        "sees": [*marks(document.kind), *(seen_by(document.kind, word) for word in document.sees)],
        "on": day_number(document),
        "kept": pack(document, KEPT_TEXT),
    }
    numbers = {form for one in (document.number, *document.numbers) for form in forms(one)}
    facets = {name: list(found) for name, found in document.facets.items() if found and name not in RESERVED}
    return {**prepared, **_given(numbers=sorted(numbers), facets=facets, named=named)}


def _given(**fields: Any) -> Prepared:
    return {name: value for name, value in fields.items() if value}


def to_tantivy(prepared: Prepared, schema: tantivy.Schema) -> tantivy.Document:
    return tantivy.Document.from_dict(prepared, schema)
