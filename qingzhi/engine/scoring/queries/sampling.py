"""A sample of records that anybody can draw again from its seed (`rules.draw`), and one reader's sheet by a scheme's criteria.

For those who check by criteria without a panel of experts: files, inspections.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..models import SchemeVersion
from ..rules.criteria import leaves, shares
from ..rules.draw import commitment, draw_key, list_digest, ordered
from ..rules.totals import total
from .schemes import nodes_of

PURPOSE = "sample"


@dataclass(frozen=True)
class Sample:
    """What was drawn, and the digests that it follows from."""

    digest: str
    key: str
    chosen: tuple[str, ...]


@dataclass(frozen=True)
class Leaf:
    """What is scored by hand, 0 to 100, and what it counts in the whole (a fraction of one)."""

    code: str
    title: str
    guidance: str
    share: Decimal


def commitment_of(seed: str) -> str:
    """What is published of a seed before the list is known."""
    return commitment(seed)


def sample(seed: str, public_number: str, numbers: Iterable[str], count: int) -> Sample:
    """So many of the records: the first in the order of SHA-256 over key, purpose and number."""
    lines = sorted(set(numbers))
    digest = list_digest("", lines)
    key = draw_key(seed, public_number, digest)
    return Sample(digest, key, tuple(ordered(key, PURPOSE, lines)[:count]))


def leaves_of(version: SchemeVersion) -> Sequence[Leaf]:
    """The criteria that one reader scores, in their order."""
    nodes = nodes_of(version)
    counted, guidance = shares(nodes), dict(version.criteria.values_list("code", "guidance"))
    return [Leaf(one.code, one.title, guidance.get(one.code, ""), counted[one.code]) for one in leaves(nodes)]


def total_of(version: SchemeVersion, points: Mapping[str, Decimal]) -> Decimal:
    """The total of a sheet in hundredths; every criterion has to be scored."""
    return total(points, shares(nodes_of(version)))
