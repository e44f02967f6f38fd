"""Certificates of the local authority: a root, and leaves for stamping and for signing (RFC 5280, RFC 3161 2.3)."""

from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

Key = ec.EllipticCurvePrivateKey


@dataclass(frozen=True)
class Identity:
    """A private key with its certificate."""

    key: Key
    certificate: x509.Certificate

    @property
    def name(self) -> str:
        """The common name."""
        return common_name(self.certificate)

    def key_pem(self) -> bytes:
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    def certificate_pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)


def identity_of(key_pem: bytes, certificate_pem: bytes) -> Identity:
    """What was kept, read again."""
    key = load_pem_private_key(key_pem, None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise ValueError("the kept key is of another kind")
    return Identity(key, x509.load_pem_x509_certificate(certificate_pem))


def make_root(name: str, organisation: str, since: datetime, until: datetime) -> Identity:
    """A self-signed root that may only certify."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _name(name, organisation)
    builder = _builder(subject, subject, key, since, until)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(_usage(certify=True), critical=True)
    return Identity(key, builder.sign(key, hashes.SHA256()))


def make_leaf(root: Identity, name: str, organisation: str, *, stamps: bool) -> Identity:
    """A leaf under the root: for stamping (the critical key purpose that RFC 3161 asks for) or for signing statements."""
    key = ec.generate_private_key(ec.SECP256R1())
    holder = root.certificate
    since, until = holder.not_valid_before_utc, holder.not_valid_after_utc
    builder = _builder(_name(name, organisation), holder.subject, key, since, until)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_usage(certify=False), critical=True)
    purpose = ExtendedKeyUsageOID.TIME_STAMPING if stamps else ExtendedKeyUsageOID.EMAIL_PROTECTION
    builder = builder.add_extension(x509.ExtendedKeyUsage([purpose]), critical=stamps)
    root_key = x509.AuthorityKeyIdentifier.from_issuer_public_key(root.key.public_key())
    builder = builder.add_extension(root_key, critical=False)
    return Identity(key, builder.sign(root.key, hashes.SHA256()))


def common_name(certificate: x509.Certificate) -> str:
    """What a certificate is called; its whole subject where it has no common name."""
    found = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(found[0].value) if found else certificate.subject.rfc4514_string()


def _builder(
    subject: x509.Name, issuer: x509.Name, key: Key, since: datetime, until: datetime
) -> x509.CertificateBuilder:
    named = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
    dated = named.serial_number(x509.random_serial_number()).not_valid_before(since).not_valid_after(until)
    return dated.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)


def _name(name: str, organisation: str) -> x509.Name:
    parts = [(NameOID.COUNTRY_NAME, "CN"), (NameOID.ORGANIZATION_NAME, organisation[:60]), (NameOID.COMMON_NAME, name)]
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in parts])


def _usage(*, certify: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not certify, content_commitment=not certify, key_cert_sign=certify, crl_sign=certify,
        key_encipherment=False, data_encipherment=False, key_agreement=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
