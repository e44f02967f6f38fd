"""Fingerprints as they are typed or pasted, and the statement that a deposit is certified by. Pure."""

import json
import re
from dataclasses import asdict, dataclass

_HEX = re.compile(r"[0-9a-f]{64}")
EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
LARGEST = 2**53 - 1  # what a browser can count


def normal_hash(text: str) -> str:
    """A hash as tools print it (spaces, colons, capitals, a file name behind it) in its one form; empty if it is none."""
    words = text.strip().lower().split()
    first = words[0] if words and len(words[0]) == 64 else "".join(words)
    plain = first.replace(":", "")
    return plain if _HEX.fullmatch(plain) else ""


def fault_of(sha256: str, sm3: str, size: int | None) -> tuple[str, str] | None:
    """What is wrong with a fingerprint, as (field, reason); None when it may stand."""
    if not normal_hash(sha256):
        return "sha256", "请选择文件计算摘要，或填写 64 位十六进制的 SHA-256"
    if not normal_hash(sm3):
        return "sm3", "请选择文件计算摘要，或填写 64 位十六进制的 SM3"
    if normal_hash(sha256) == normal_hash(sm3):
        return "sm3", "SHA-256 与 SM3 相同，不可能出自同一文件，请重新计算"
    if not size or size < 1 or size > LARGEST or normal_hash(sha256) == EMPTY_SHA256:
        return "size", "空文件不能存证，请重新选择文件"
    return None


@dataclass(frozen=True)
class Statement:
    """What the office states and signs about a deposit; the token is bound by its own hash."""

    certificate: str
    code: str
    kind: str
    title: str
    holder: str
    size: int
    sha256: str
    sm3: str
    deposited_at: str
    version: int
    previous: str
    token_sha256: str
    token_at: str
    token_serial: str
    authority: str
    authority_is_local: bool
    note: str = "本声明只证明存证时间和摘要，不证明文件内容真实、合法，也不证明权利归属。"

    def text(self) -> str:
        """One form only, so that a signature over it can be checked for ever."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def differing(text: str, facts: dict[str, object]) -> list[str]:
    """The facts that a statement tells otherwise than the record does."""
    try:
        told = json.loads(text)
    except ValueError:
        return list(facts)
    return [name for name, value in facts.items() if told.get(name) != value]
