"""Cutting ids into blocks, and which blocks some changed runs of ids lie in."""

from collections.abc import Iterable

SIZE = 50_000  # ids of one block: about 3 MB of Parquet, read again in under a second

Run = tuple[int, int]  # first and last id, both included


def block_of(number: int, size: int = SIZE) -> int:
    """The block that an id lies in; block n holds the ids n·size … (n+1)·size − 1."""
    return number // size


def dirty_blocks(runs: Iterable[Run], top: int, size: int = SIZE) -> set[int]:
    """The blocks that these runs touch, none above the block of `top`, the highest id that there is or was."""
    last = block_of(max(top, 0), size)
    found: set[int] = set()
    for first, end in runs:
        found.update(range(block_of(max(first, 0), size), min(block_of(max(end, 0), size), last) + 1))
    return found
