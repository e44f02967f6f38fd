"""Requests and tokens of RFC 3161: built, read and verified. The stamped thing is always a SHA-256, never a file."""

from dataclasses import dataclass
from datetime import UTC, datetime

import rfc3161_client
from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from .certificates import Identity, common_name

LARGEST_TOKEN = 64 * 1024
POLICY = "1.2.3.4.1"  # an example policy; a real authority states its own


class Response(core.Sequence):  # type: ignore[misc]
    """A response as RFC 3161 2.4.2 has it: one that refuses bears no token."""

    _fields = [("status", tsp.PKIStatusInfo), ("time_stamp_token", cms.ContentInfo, {"optional": True})]


class TokenUnreadable(ValueError):
    """What was given is no time-stamp token."""


@dataclass(frozen=True)
class Stamp:
    """What a token says, before anybody asks whether it holds."""

    token: bytes
    at: datetime
    digest: bytes
    algorithm: str
    serial: int
    policy: str
    signer: str


@dataclass(frozen=True)
class Holds:
    """Whether a token holds over a digest, and if not, why not."""

    valid: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.valid


def stamp_request(digest: bytes, nonce: int) -> bytes:
    """The request for a stamp over a SHA-256 that was made elsewhere (RFC 3161 2.4.1)."""
    return tsp.TimeStampReq(
        {"version": "v1", "message_imprint": _imprint(digest), "nonce": nonce, "cert_req": True}
    ).dump()


def make_token(digest: bytes, signer: Identity, chain: list[x509.Certificate], at: datetime, serial: int) -> bytes:
    """A token over a digest, signed (RFC 3161 2.4.2; ECDSA with SHA-256, signing certificate by RFC 5816)."""
    told = tsp.TSTInfo(
        {
            "version": "v1",
            "policy": POLICY,
            "message_imprint": _imprint(digest),
            "serial_number": serial,
            "gen_time": at.astimezone(UTC).replace(microsecond=0),
            "accuracy": {"seconds": 1},
        }
    )
    content = told.dump()
    attributes = _attributes(content, signer.certificate)
    signature = signer.key.sign(attributes.dump(), ec.ECDSA(hashes.SHA256()))
    certificate = asn1.Certificate.load(signer.certificate.public_bytes(Encoding.DER))
    info = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                "issuer_and_serial_number",
                cms.IssuerAndSerialNumber({"issuer": certificate.issuer, "serial_number": certificate.serial_number}),
            ),
            "digest_algorithm": {"algorithm": "sha256"},
            "signed_attrs": attributes,
            "signature_algorithm": {"algorithm": "sha256_ecdsa"},
            "signature": signature,
        }
    )
    whole = cms.SignedData(
        {
            "version": "v3",
            "digest_algorithms": [{"algorithm": "sha256"}],
            "encap_content_info": {"content_type": "tst_info", "content": core.ParsableOctetString(content)},
            "certificates": [
                asn1.Certificate.load(one.public_bytes(Encoding.DER)) for one in [signer.certificate, *chain]
            ],
            "signer_infos": [info],
        }
    )
    return cms.ContentInfo({"content_type": "signed_data", "content": whole}).dump()


def read_token(data: bytes) -> Stamp:
    """What a token or a whole response says; raises `TokenUnreadable`."""
    if len(data) > LARGEST_TOKEN:
        raise TokenUnreadable("文件过大，不是时间戳")
    token = _bare(data)
    try:
        signed = cms.ContentInfo.load(token, strict=True)["content"]
        if signed["encap_content_info"]["content_type"].native != "tst_info":
            raise TokenUnreadable("文件是签名数据，但不是时间戳")
        told = signed["encap_content_info"]["content"].parsed
        imprint = told["message_imprint"]
        return Stamp(
            token=token,
            at=told["gen_time"].native,
            digest=imprint["hashed_message"].native,
            algorithm=imprint["hash_algorithm"]["algorithm"].native,
            serial=told["serial_number"].native,
            policy=told["policy"].dotted,
            signer=_signer(signed),
        )
    except TokenUnreadable:
        raise
    except Exception as problem:  # asn1crypto raises whatever the bytes provoke
        raise TokenUnreadable("文件不是 RFC 3161 时间戳，或已损坏") from problem


def verify_token(
    data: bytes, digest: bytes, roots: list[x509.Certificate], pinned: x509.Certificate | None = None
) -> Holds:
    """Whether the token was signed by an authority under these roots, and over this digest."""
    try:
        stamp = read_token(data)
    except TokenUnreadable as problem:
        return Holds(False, str(problem))
    if stamp.algorithm != "sha256":
        return Holds(False, f"时间戳使用的摘要算法是 {stamp.algorithm}，本系统只核验 SHA-256")
    if stamp.digest != digest:
        return Holds(False, "时间戳盖的不是这个文件：两者的 SHA-256 不同")
    if not roots:
        return Holds(False, "没有可信任的时间戳签发机构证书，无法核验签名")
    try:
        response = rfc3161_client.decode_timestamp_response(response_of(stamp.token))
        builder = rfc3161_client.VerifierBuilder(roots=list(roots), tsa_certificate=pinned)
        builder.build().verify(response, digest)
    except (rfc3161_client.VerificationError, ValueError):
        return Holds(False, f"时间戳的签名不成立，或不是由受信任的机构签发（签发者自称“{stamp.signer}”）")
    return Holds(True)


def response_of(token: bytes) -> bytes:
    """A granted response around a bare token, as libraries and `openssl ts` like it."""
    return tsp.TimeStampResp({"status": {"status": "granted"}, "time_stamp_token": cms.ContentInfo.load(token)}).dump()


def _bare(data: bytes) -> bytes:
    """The token itself, whether it came alone or inside a response."""
    try:
        response = Response.load(data, strict=True)
        response["status"]["status"].native  # noqa: B018  (a token read as a response fails here)
        return response["time_stamp_token"].dump()
    except Exception:
        return data


def _imprint(digest: bytes) -> tsp.MessageImprint:
    if len(digest) != 32:
        raise ValueError("a SHA-256 has 32 bytes")
    return tsp.MessageImprint(
        {"hash_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}), "hashed_message": digest}
    )


def _attributes(content: bytes, certificate: x509.Certificate) -> cms.CMSAttributes:
    hashed = hashes.Hash(hashes.SHA256())
    hashed.update(content)
    signing = tsp.SigningCertificateV2({"certs": [{"cert_hash": certificate.fingerprint(hashes.SHA256())}]})
    return cms.CMSAttributes(
        [
            cms.CMSAttribute({"type": "content_type", "values": ["tst_info"]}),
            cms.CMSAttribute({"type": "message_digest", "values": [hashed.finalize()]}),
            cms.CMSAttribute({"type": "signing_certificate_v2", "values": [signing]}),
        ]
    )


def _signer(signed: cms.SignedData) -> str:
    """The name of the certificate that signed, as the token carries it."""
    sid = signed["signer_infos"][0]["sid"]
    for held in signed["certificates"]:
        certificate = held.chosen
        if sid.name == "issuer_and_serial_number" and certificate.serial_number == sid.chosen["serial_number"].native:
            return common_name(x509.load_der_x509_certificate(certificate.dump()))
    return "未附证书"
