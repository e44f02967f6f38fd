"""The digest of a batch: each block of records is hashed, and each hash with all before it. Pure."""

from collections.abc import Sequence
from hashlib import sha256

from .chunks import Chunk

BLOCK = 1000  # rows of one link of the digest; a chunk is a number of whole blocks


def links_of(chunk: Chunk) -> list[bytes]:
    """The digest of each block of records: lines and values, apart by separators that no cell holds."""
    texts = [f"{line}\x1f" + "\x1f".join(values) for line, values in chunk.rows]
    if chunk.faults:
        keyed = [(line, text) for (line, _), text in zip(chunk.rows, texts, strict=True)]
        keyed += [(fault.line, f"{fault.line}\x1f{fault.reason}") for fault in chunk.faults]
        texts = [text for _, text in sorted(keyed)]
    blocks = ["\x1e".join(texts[first : first + BLOCK]) for first in range(0, len(texts), BLOCK)]
    return [sha256(block.encode("utf-8", "surrogatepass")).digest() for block in blocks]


def chained(digest: str, links: Sequence[bytes]) -> str:
    """The chain goes on: each link is hashed with what came before, so that nobody can leave out or add a block."""
    held_so_far = bytes.fromhex(digest) if digest else b""
    for link in links:
        held_so_far = sha256(held_so_far + link).digest()
    return held_so_far.hex()
