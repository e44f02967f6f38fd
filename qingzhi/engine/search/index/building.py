"""Writing an index from nothing."""

from collections.abc import Iterable
from pathlib import Path

from .folder import create, writer_of
from .schema import Prepared, to_tantivy

HEAP, THREADS = 900_000_000, 2  # few and large parts: eight would be merged, which costs more than it saves


def build(folder: Path, chunks: Iterable[list[Prepared]]) -> int:
    """Write prepared documents into a new index in this folder and let its parts be merged; how many there were."""
    index = create(folder)
    writer = writer_of(index, heap=HEAP, threads=THREADS)
    done = 0
    for chunk in chunks:
        for one in chunk:
            writer.add_document(to_tantivy(one, index.schema))
        done += len(chunk)
    writer.commit()
    writer.wait_merging_threads()
    return done
