"""What a receipt says, line by line, so that anybody can check it against its signature. Pure."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

HEAD = "举报投诉回执"


def words_digest(text: str) -> str:
    """The digest of what was told, whatever line ends a browser sent."""
    return sha256("\n".join(text.strip().splitlines()).encode()).hexdigest()


def receipt_text(
    *, number: str, part: int, at: datetime, body: str, told: str, evidence: Sequence[tuple[str, str]]
) -> str:
    """The receipt of a complaint (part 1) or of evidence that came later; names nobody and tells nothing of the content.

    `told` is the digest of what was told (empty for later evidence), `evidence` pairs of kind and digest in their order.
    """
    lines = [
        HEAD, f"编号：{number}", f"第{part}份", f"收到时间：{at:%Y-%m-%d %H:%M:%S}（北京时间）", f"受理机关：{body}",
    ]  # fmt: skip
    if told:
        lines.append(f"事情经过的摘要（SHA-256）：{told}")
    lines += [
        f"证据{place}（{kind}）的摘要（SHA-256）：{digest}" for place, (kind, digest) in enumerate(evidence, start=1)
    ]
    if not evidence:
        lines.append("没有附证据")
    return "\n".join(lines) + "\n"


def names_digest(text: str, digest: str) -> str:
    """The line of a receipt that names a digest; empty where none does."""
    return next((line for line in text.splitlines() if digest and line.endswith(digest)), "")
