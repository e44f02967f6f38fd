"""How an entry is hashed into the chain. Pure: values in, hash out.

SHA-256 (FIPS 180-4) or SM3 (GB/T 32905-2016), by setting; each seal names its algorithm.
"""

import json
from collections.abc import Iterable, Mapping
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
class Break:
    """Where the chain does not hold, and how."""

    position: int
    problem: str


def breaks(sealed: Iterable[tuple[int, str, str, str, Mapping[str, object]]]) -> Iterable[Break]:
    """Yield every break in (position, algorithm, previous, hash, content) rows given in order."""
    before, expected = FIRST, 1
    for position, algorithm, previous, found, content in sealed:
        if position != expected:
            yield Break(position, f"第 {expected} 条封印缺失")
        if previous != before:
            yield Break(position, "与前一条的链接不符")
        if link(algorithm, previous, content) != found:
            yield Break(position, "内容与封印不符,记录被改动过")
        before, expected = found, position + 1
