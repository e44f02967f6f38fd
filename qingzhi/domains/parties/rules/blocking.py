"""Which pairs of names are worth comparing, among hundreds of thousands, without comparing all. Pure.

Two cores that differ by one letter share one of the texts that remain when a letter is left out (the deletion
neighbourhood; after W. Garbe, SymSpell, and T. Bocek et al., 2007); long ones also meet by a half. The texts are only
numbers here, sorted by numpy, so that half a million names take tens of megabytes.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from .wording import sounds

SHORTEST, HALVED = 6, 12  # shorter cores meet only when equal: one letter is too much of them; longer ones by halves
SOUNDED = 3  # or when they are read the same
CROWD = 40  # a text that so many names share tells nothing
_MASK = (1 << 63) - 1


def variants(core: str) -> list[int]:
    """The numbers under which a core meets cores that are alike."""
    size = len(core)
    found = [hash(core) & _MASK]
    if size >= SHORTEST:
        found += [hash(core[:i] + core[i + 1 :]) & _MASK for i in range(size) if not i or core[i] != core[i - 1]]
    if size >= SOUNDED:
        found.append(hash("~" + sounds(core)) & _MASK)
    if size >= HALVED:
        half = size // 2
        found += [hash("<" + core[:half]) & _MASK, hash(">" + core[-half:]) & _MASK]
    return found


def alike_pairs(fresh: Sequence[str], known: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs (position in `fresh`, position in `fresh + known`), each once, in ascending order."""
    if not fresh:
        return
    numbers, owners = _table(fresh, known)
    order = np.argsort(numbers, kind="stable")
    numbers, owners = numbers[order], owners[order]
    bounds = np.flatnonzero(np.diff(numbers)) + 1
    starts, ends = np.concatenate(([0], bounds)), np.concatenate((bounds, [len(numbers)]))
    sizes = ends - starts
    wanted = (sizes > 1) & (sizes <= CROWD) & (np.minimum.reduceat(owners, starts) < len(fresh))
    pairs: set[tuple[int, int]] = set()
    for start, end in zip(starts[wanted].tolist(), ends[wanted].tolist(), strict=True):
        group = sorted(set(owners[start:end].tolist()))
        for at, first in enumerate(group):
            if first >= len(fresh):
                break
            pairs.update((first, second) for second in group[at + 1 :])
    yield from sorted(pairs)


def _table(fresh: Sequence[str], known: Sequence[str]) -> tuple["np.ndarray", "np.ndarray"]:
    """Every variant's number and whose it is; of the known names only those that a fresh one may meet."""
    numbers: list[int] = []
    owners: list[int] = []
    for owner, core in enumerate(fresh):
        mine = variants(core)
        numbers += mine
        owners += [owner] * len(mine)
    found = [np.array(numbers, dtype=np.int64)]
    owned = [np.array(owners, dtype=np.int32)]
    met = np.unique(found[0])
    for start in range(0, len(known), 20_000):
        numbers, owners = [], []
        for owner, core in enumerate(known[start : start + 20_000], len(fresh) + start):
            mine = variants(core)
            numbers += mine
            owners += [owner] * len(mine)
        block, whose = np.array(numbers, dtype=np.int64), np.array(owners, dtype=np.int32)
        places = np.searchsorted(met, block)
        places[places == len(met)] = 0
        kept = met[places] == block
        found.append(block[kept])
        owned.append(whose[kept])
    return np.concatenate(found), np.concatenate(owned)
