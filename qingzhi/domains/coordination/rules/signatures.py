"""Signed requests: a profile of RFC 9421 (HTTP Message Signatures) with Ed25519, the body by RFC 9530 (Content-Digest). Pure.

What is signed: method, path, query, digest of the body, purpose and legal basis (and the idempotency key where there is one), with
the instant, a nonce and the number of the key. Written in full in `docs/howto/call-the-api-signed.md`.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

REQUIRED = ("@method", "@path", "@query", "content-digest", "qingzhi-purpose", "qingzhi-basis")
ALLOWED = (*REQUIRED, "idempotency-key", "content-type", "@authority")
MOST = 4096
_PART = r'"[a-z@-]{1,40}"'
_INPUT = re.compile(
    rf"(?P<label>[a-z][a-z0-9_-]{{0,20}})=(?P<rest>\((?P<parts>{_PART}(?: {_PART}){{0,12}})\)"
    r'(?P<parameters>(?:;[a-z]{1,12}=(?:\d{1,12}|"[\x21\x23-\x5b\x5d-\x7e]{1,64}")){1,6}))'
)
_PARAMETER = re.compile(r';([a-z]+)=(?:(\d+)|"([^"]*)")')
_SIGNATURE = re.compile(r"(?P<label>[a-z][a-z0-9_-]{0,20})=:(?P<value>[A-Za-z0-9+/]{86}==):")
_DIGEST = re.compile(r"(?:^|, *)sha-256=:([A-Za-z0-9+/]{43}=):(?:$|,)")


class NotReadable(ValueError):
    """Headers that are no signature of this profile, or text that is no key; the message is one sentence for the caller."""


@dataclass(frozen=True)
class Signature:
    """What the two headers say: what is covered, when, by which key."""

    components: tuple[str, ...]
    raw: str  # as it stands in the header: it is signed in these very letters
    created: int
    nonce: str
    keyid: str
    value: bytes


def read_signature(given: str, signature: str) -> Signature:
    """The headers `Signature-Input` and `Signature`; raises `NotReadable`."""
    found = _INPUT.fullmatch(given.strip()) if len(given) <= MOST else None
    signed = _SIGNATURE.fullmatch(signature.strip())
    if found is None or signed is None or found["label"] != signed["label"]:
        raise NotReadable("Signature-Input 和 Signature 的格式不正确，或者标签不一致")
    components = tuple(one.strip('"') for one in found["parts"].split(" "))
    parameters = {name: number or text for name, number, text in _PARAMETER.findall(found["parameters"])}
    if missing := [one for one in REQUIRED if one not in components]:
        raise NotReadable(f"签名没有覆盖：{'、'.join(missing)}")
    if unknown := [one for one in components if one not in ALLOWED]:
        raise NotReadable(f"签名覆盖了接口不认识的部分：{'、'.join(unknown)}")
    if len(set(components)) != len(components) or parameters.get("alg", "ed25519") != "ed25519":
        raise NotReadable("签名部分重复，或者算法不是 ed25519")
    if not parameters.get("created", "").isdigit() or not parameters.get("nonce") or not parameters.get("keyid"):
        raise NotReadable("签名须有 created、nonce 和 keyid")
    return Signature(
        components, found["rest"], int(parameters["created"]), parameters["nonce"], parameters["keyid"],
        base64.b64decode(signed["value"]),
    )  # fmt: skip


def signature_base(components: Sequence[str], raw: str, values: Mapping[str, str]) -> bytes:
    """The canonical text that is signed (RFC 9421 § 2.5): a line for each part, then the parameters themselves."""
    lines = [f'"{one}": {values.get(one, "").strip()}' for one in components]
    return "\n".join([*lines, f'"@signature-params": {raw}']).encode()


def digest_of(body: bytes) -> str:
    """The header `Content-Digest` of a body."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode()}:"


def is_digest_of(header: str, body: bytes) -> bool:
    """Whether the header is that of this very body."""
    found = _DIGEST.search(header.strip())
    return found is not None and f"sha-256=:{found[1]}:" == digest_of(body)


def signs(public_key: str, signature: Signature, text: bytes) -> bool:
    """Whether the key's owner signed this text."""
    try:
        Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key)).verify(signature.value, text)
    except InvalidSignature:
        return False
    return True


def public_key_written(text: str) -> str:
    """A public key as it is kept (32 octets in Base64), from PEM or from that form itself; raises `NotReadable`."""
    text = text.strip()
    if "PRIVATE KEY" in text:
        raise NotReadable("这是私钥。私钥不能交给任何人：请立即作废，重新生成后只提交公钥")
    try:
        if text.startswith("-----BEGIN"):
            key = load_pem_public_key(text.encode())
            if not isinstance(key, Ed25519PublicKey):
                raise NotReadable("公钥的算法须为 Ed25519")
        else:
            key = Ed25519PublicKey.from_public_bytes(base64.b64decode(text, validate=True))
    except NotReadable:
        raise
    except (ValueError, TypeError, binascii.Error, UnsupportedAlgorithm):
        raise NotReadable("不是有效的 Ed25519 公钥（PEM，或32字节的 Base64）") from None
    return base64.b64encode(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()
