"""Which rows of a chunk are new, changed, unchanged or older than what the register holds; and which are of one number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .lookup import Known, Seen
from .prepared import Prepared, classes_flat
from .taking_marks import together

Found = tuple[int, Known]  # the row's place, and the right as it stands


@dataclass
class Sorted:
    """Places of rows by what they are. `outranking` rows come after a lesser row of their number in the same batch,
    `adding` ones after a greater one to which they add their classes; `spare` rows were merged into another of the chunk."""

    fresh: list[int] = field(default_factory=list)
    changed: list[Found] = field(default_factory=list)
    unchanged: list[Found] = field(default_factory=list)
    outranking: list[Found] = field(default_factory=list)
    adding: list[Found] = field(default_factory=list)
    spare: list[int] = field(default_factory=list)
    older: int = 0


def one_of_each(made: Prepared) -> tuple[Sequence[int], list[int]]:
    """The place of the greatest row of every number, and the places of the others."""
    if len(set(made.number)) == len(made):
        return range(len(made)), []
    best: dict[str, int] = {}
    spare = []
    for place, number in enumerate(made.number):
        other = best.setdefault(number, place)
        if other != place:
            if made.digest[place] > made.digest[other]:
                best[number] = place
                spare.append(other)
            else:
                spare.append(place)
    return sorted(best.values()), spare


def gather(made: Prepared, places: Sequence[int], spare: Sequence[int], goods: int) -> None:
    """Give the greatest row of every mark the classes and goods of its other rows; `goods` is the place of that column."""
    if not spare:
        return
    by_number, symbols = {made.number[place]: place for place in places}, made.symbols()
    for place in spare:
        best = by_number[made.number[place]]
        symbols[best] = sorted({*symbols[best], *symbols[place]}, key=lambda one: int(one[1]))
        made.own[goods][best] = together(made.own[goods][best], made.own[goods][place])
    made.classes = classes_flat(symbols)


def sort_out(
    made: Prepared,
    places: Sequence[int],
    known: Mapping[str, Known],
    as_of: str,
    batch_id: int,
    seen: Seen,
    gathers: bool,
) -> Sorted:
    """Sort the rows at these places by what the register holds of their numbers."""
    found = Sorted()
    if not known:
        found.fresh = list(places)
        return found
    for place in places:
        there = known.get(made.number[place])
        if there is None:
            found.fresh.append(place)
        elif there.batch_id == batch_id or there.id in seen:
            _again(found, place, there, made.digest[place], gathers)
        elif there.as_of and as_of < there.as_of:
            found.older += 1
        elif there.digest == made.digest[place] and not gathers:
            found.unchanged.append((place, there))
        else:
            found.changed.append((place, there))
    return found


def _again(found: Sorted, place: int, there: Known, digest: bytes, gathers: bool) -> None:
    """A row whose number this batch had before."""
    if gathers:
        (found.changed if digest > (there.digest or b"") else found.adding).append((place, there))
    elif digest > (there.digest or b""):
        found.outranking.append((place, there))
    else:
        found.older += 1
