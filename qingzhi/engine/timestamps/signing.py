"""Signed statements: detached CMS signatures by this installation's own key, verifiable by openssl (RFC 5652)."""

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7

from .local import local_authority
from .rules.signatures import Signed, read_signature


def sign_statement(text: str) -> bytes:
    """A detached signature over a text, with the certificates that it is checked by."""
    local = local_authority()
    builder = pkcs7.PKCS7SignatureBuilder().set_data(text.encode())
    builder = builder.add_signer(local.signer.certificate, local.signer.key, hashes.SHA256())
    builder = builder.add_certificate(local.root.certificate)
    options = [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary]
    return builder.sign(Encoding.DER, options)


def verify_statement(text: str, signature: bytes) -> Signed:
    """Whether the text was signed by this installation and is unchanged, with the reason if not."""
    return read_signature(text.encode(), signature, local_authority().signer.certificate)


def certificates() -> list[x509.Certificate]:
    """What somebody else needs to check statements: the root, then the signer."""
    local = local_authority()
    return [local.root.certificate, local.signer.certificate]
