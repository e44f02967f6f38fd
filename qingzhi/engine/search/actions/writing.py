"""Turning records into documents of the index."""

import logging
from collections.abc import Iterable, Iterator

import tantivy

from ..index.schema import Prepared, key_of, prepare, to_tantivy
from ..sources import source_of

log = logging.getLogger(__name__)


def prepared(kind: str, ids: Iterable[int]) -> Iterator[Prepared]:
    """The documents of these records as the writer takes them; those that vanished yield nothing."""
    for document in source_of(kind).documents(ids):
        yield prepare(document)


def prepared_each(kind: str, ids: list[int]) -> tuple[list[Prepared], dict[int, str]]:
    """As `prepared`, but a record that cannot be read is left out: what went wrong, by its id."""
    try:
        return list(prepared(kind, ids)), {}
    except Exception:
        found: list[Prepared] = []
        failed: dict[int, str] = {}
        for id in ids:
            try:
                found += prepared(kind, [id])
            except Exception as error:
                log.exception("%s %s: cannot be indexed", kind, id)
                failed[id] = said(error)
        return found, failed


def said(error: Exception) -> str:
    """An error in one line that fits its field."""
    return f"{type(error).__name__}: {error}"[:300].replace("\x00", "")


def replace_documents(writer: tantivy.IndexWriter, schema: tantivy.Schema, kind: str, ids: list[int]) -> None:
    """Take what the index holds of these records out and put in what they are now."""
    found = list(prepared(kind, ids))
    for id in ids:
        writer.delete_documents_by_term("key", key_of(kind, id))
    for one in found:
        writer.add_document(to_tantivy(one, schema))
