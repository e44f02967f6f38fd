"""How an entry is hashed into the chain. Pure: values in, hash out.

SHA-256 (FIPS 180-4) or SM3 (GB/T 32905-2016), by setting; each seal names its algorithm.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes

FIRST = "0" * 64
_ALGORITHMS = {"sha256": hashes.SHA256, "sm3": hashes.SM3}


def digest(algorithm: str, data: bytes) -> str:
    """The hexadecimal hash of some bytes; raises KeyError for an algorithm that we do not know."""
    hasher = hashes.Hash(_ALGORITHMS[algorithm]())
    hasher.update(data)
    return hasher.finalize().hex()


def canonical(content: Mapping[str, object]) -> bytes:
    """The one spelling of an entry's content that is hashed."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def link(algorithm: str, previous: str, content: Mapping[str, object]) -> str:
    """The hash of one entry after the one before it."""
    return digest(algorithm, previous.encode() + canonical(content))


@dataclass(frozen=True)
class Sealed:
    """One seal and the content that it stands for."""

    position: int
    algorithm: str
    previous: str
    hash: str
    content: Mapping[str, object]


@dataclass(frozen=True)
class Break:
    """Where the chain does not hold, and how."""

    position: int
    problem: str


def breaks(sealed: Iterable[Sealed], anchors: Mapping[int, str] | None = None) -> Iterator[Break]:
    """Yield every break of a chain read in order from its beginning.

    `anchors` are (position → hash) pairs that were kept outside of the database: they betray a tail that was cut off
    and a chain that was forged anew as a whole.
    """
    before, expected, kept = FIRST, 1, dict(anchors or {})
    for seal in sealed:
        if seal.position != expected:
            yield Break(seal.position, f"第 {expected} 条封印缺失")
        if seal.previous != before:
            yield Break(seal.position, "与前一条的链接不符")
        if not _holds(seal):
            yield Break(seal.position, "内容与封印不符，记录被改动过")
        if kept.pop(seal.position, seal.hash) != seal.hash:
            yield Break(seal.position, "与库外留存的链头不符，封印链被整段重做过")
        before, expected = seal.hash, seal.position + 1
    for position in sorted(kept):
        yield Break(position, f"库外留存的链头到第 {position} 条，库中没有这一条，链尾被删除过")


def _holds(seal: Sealed) -> bool:
    try:
        return link(seal.algorithm, seal.previous, seal.content) == seal.hash
    except KeyError:
        return False
