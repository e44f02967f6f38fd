"""Turning records into documents of the index."""

from collections.abc import Iterable, Iterator

import tantivy

from ..index.schema import Prepared, key_of, prepare, to_tantivy
from ..sources import source_of


def prepared(kind: str, ids: Iterable[int]) -> Iterator[Prepared]:
    """The documents of these records as the writer takes them; those that vanished yield nothing."""
    for document in source_of(kind).documents(ids):
        yield prepare(document)


def replace_documents(writer: tantivy.IndexWriter, schema: tantivy.Schema, kind: str, ids: list[int]) -> None:
    """Take what the index holds of these records out and put in what they are now."""
    found = list(prepared(kind, ids))
    for id in ids:
        writer.delete_documents_by_term("key", key_of(kind, id))
    for one in found:
        writer.add_document(to_tantivy(one, schema))
