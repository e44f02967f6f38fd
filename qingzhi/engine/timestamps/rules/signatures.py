"""Checking a detached CMS signature with ECDSA (RFC 5652 5.4)."""

from dataclasses import dataclass

from asn1crypto import cms
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec


@dataclass(frozen=True)
class Signed:
    """Whether a signature holds, and if not, why not."""

    valid: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.valid


def read_signature(data: bytes, signature: bytes, certificate: x509.Certificate) -> Signed:
    """Whether `data` was signed by the holder of this certificate and is unchanged."""
    key = certificate.public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey):
        return Signed(False, "签名证书的算法不受支持")
    try:
        info = cms.ContentInfo.load(signature, strict=True)["content"]["signer_infos"][0]
        attributes = info["signed_attrs"]
        told = {one["type"].native: one["values"][0].native for one in attributes}
        signed = attributes.untag().dump()
    except Exception:  # asn1crypto raises whatever the bytes provoke
        return Signed(False, "签名文件已损坏")
    if told.get("message_digest") != _sha256(data):
        return Signed(False, "存证声明与签名时不一致，可能被改动过")
    try:
        key.verify(info["signature"].native, signed, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return Signed(False, "签名不是由本系统的签名密钥作出")
    return Signed(True)


def _sha256(data: bytes) -> bytes:
    hashed = hashes.Hash(hashes.SHA256())
    hashed.update(data)
    return hashed.finalize()
