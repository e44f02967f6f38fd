"""Document numbers 「发文字号」 and verification codes 「核验码」: how they are written, read and checked.

A number is 机关代字 + 〔year〕 + sequence + 号, the sequence without 第 and without leading zeros (GB/T 9704-2012, 7.2.5).
"""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from dataclasses import dataclass

# No 0/O, 1/I/L: 31 signs, a prime, so that the weighted check sum finds every single error and every exchange.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
PAYLOAD = 7
_PURPOSE = b"official document verification v1"

_NUMBER = re.compile(
    r"(?P<prefix>[\u4e00-\u9fffA-Za-z]{1,20})[〔\[(【﹝](?P<year>\d{4})[〕\])】﹞](?P<sequence>\d{1,6})号"
)


class MalformedNumber(ValueError):
    """The text is no document number; the message says what one looks like."""


@dataclass(frozen=True, order=True)
class DocumentNumber:
    """One number: the code of the issuing body 「机关代字」, the year, the running number."""

    prefix: str
    year: int
    sequence: int

    def __post_init__(self):
        if not re.fullmatch(r"[\u4e00-\u9fffA-Za-z]{1,20}", self.prefix):
            raise MalformedNumber(f"机关代字“{self.prefix}”不正确：应为 1 至 20 个汉字或字母")
        if not (1949 <= self.year <= 9999 and 1 <= self.sequence <= 999_999):
            raise MalformedNumber(f"年份 {self.year} 或序号 {self.sequence} 不正确")

    def __str__(self) -> str:
        return f"{self.prefix}〔{self.year}〕{self.sequence}号"


def parse_number(text: str) -> DocumentNumber:
    """Read a number, whatever brackets, widths and spaces it was typed with; 第 and leading zeros are forgiven."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).replace("第", "")
    match = _NUMBER.fullmatch(plain)
    if not match:
        raise MalformedNumber(f"“{text.strip()}”不是发文字号：应形如 青知联办〔2018〕3号")
    return DocumentNumber(match["prefix"], int(match["year"]), int(match["sequence"]))


def verification_code(content_hash: bytes, number: str, key: bytes) -> str:
    """The code of one document, as printed: seven characters of an HMAC and a check character, `XXXX-XXXX`."""
    if not key:
        raise ValueError("核验码需要密钥")
    digest = hmac.new(key, b"\0".join((_PURPOSE, number.encode(), content_hash)), hashlib.sha256).digest()
    value = int.from_bytes(digest, "big")
    payload = ""
    for _ in range(PAYLOAD):
        value, remainder = divmod(value, len(ALPHABET))
        payload += ALPHABET[remainder]
    code = payload + _check_character(payload)
    return f"{code[:4]}-{code[4:]}"


def normalise_code(text: str) -> str:
    """The code as typed by somebody, in the printed form; what cannot be one comes back as it is, in capitals."""
    plain = re.sub(r"[\s\-‐‑–—−]+", "", unicodedata.normalize("NFKC", text)).upper()
    return f"{plain[:4]}-{plain[4:]}" if len(plain) == PAYLOAD + 1 else plain


def is_well_formed(code: str) -> bool:
    """Whether the check character agrees: a typing error is told apart from a forged document."""
    plain = normalise_code(code).replace("-", "")
    known = len(plain) == PAYLOAD + 1 and all(sign in ALPHABET for sign in plain)
    return known and _check_character(plain[:PAYLOAD]) == plain[PAYLOAD]


def code_matches(code: str, content_hash: bytes, number: str, key: bytes) -> bool:
    """Whether the code belongs to this content under this number, compared in constant time."""
    expected = verification_code(content_hash, number, key)
    return hmac.compare_digest(normalise_code(code).encode(), expected.encode())


def _check_character(payload: str) -> str:
    total = sum(weight * ALPHABET.index(sign) for weight, sign in enumerate(payload, 2))
    return ALPHABET[-total % len(ALPHABET)]
