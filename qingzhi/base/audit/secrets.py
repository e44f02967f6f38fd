"""Small secrets at rest, encrypted under the installation's secret: wrapped keys, second factors, codes shown once."""

import hashlib
import hmac

from django.conf import settings

from .rules.ciphers import Unreadable, decrypt, derived_key, encrypt


def seal_secret(plain: bytes, purpose: str) -> bytes:
    """Encrypt under a key that is derived from the installation's secret for this purpose."""
    return encrypt(settings.QINGZHI_CIPHER, derived_key(settings.SECRET_KEY, purpose), plain, purpose.encode())


def open_secret(sealed: bytes, purpose: str) -> bytes:
    """The plain secret; former installation secrets (`SECRET_KEY_FALLBACKS`) still open what they sealed."""
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            return decrypt(derived_key(secret, purpose), sealed, purpose.encode())
        except Unreadable:
            continue
    raise Unreadable(f"{purpose}: the installation's secret is another one")


def keyed_fingerprint(text: str, purpose: str) -> str:
    """A keyed digest by which a sealed value is found again without opening it (HMAC-SHA-256, RFC 2104)."""
    return hmac.new(derived_key(settings.SECRET_KEY, purpose), text.encode(), hashlib.sha256).hexdigest()
