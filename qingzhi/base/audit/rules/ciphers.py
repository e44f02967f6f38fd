"""Authenticated encryption: AES-256-GCM (NIST SP 800-38D) or SM4-GCM (GB/T 32907-2016, RFC 8998). Pure.

A ciphertext begins with one letter that names its cipher, so that the setting may change while old data stay readable.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
_NONCE, _TAG = 12, 16
_CIPHERS = {"aes": (b"A", algorithms.AES, 32), "sm4": (b"S", algorithms.SM4, 16)}
_BY_LETTER = {letter: (kind, size) for letter, kind, size in _CIPHERS.values()}


class Unreadable(Exception):
    """The ciphertext was changed, or the key is another one."""


def new_key() -> bytes:
    """A fresh random key, long enough for either cipher."""
    return os.urandom(KEY_BYTES)


def derived_key(secret: str, purpose: str) -> bytes:
    """A key made from the installation's secret for one purpose (HKDF, RFC 5869)."""
    return HKDF(hashes.SHA256(), KEY_BYTES, salt=b"qingzhi", info=purpose.encode()).derive(secret.encode())


def encrypt(cipher: str, key: bytes, plain: bytes, about: bytes) -> bytes:
    """Encrypt; `about` is not stored but must be the same at decryption, so that ciphertexts cannot be swapped."""
    letter, kind, size = _CIPHERS[cipher]
    nonce = os.urandom(_NONCE)
    encryptor = Cipher(kind(key[:size]), modes.GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(about)
    return letter + nonce + encryptor.update(plain) + encryptor.finalize() + encryptor.tag


def decrypt(key: bytes, sealed: bytes, about: bytes) -> bytes:
    """The plain text; raises `Unreadable`."""
    letter, nonce, body, tag = sealed[:1], sealed[1 : 1 + _NONCE], sealed[1 + _NONCE : -_TAG], sealed[-_TAG:]
    if letter not in _BY_LETTER or len(sealed) < 1 + _NONCE + _TAG:
        raise Unreadable("not a ciphertext of ours")
    kind, size = _BY_LETTER[letter]
    decryptor = Cipher(kind(key[:size]), modes.GCM(nonce, tag)).decryptor()
    decryptor.authenticate_additional_data(about)
    try:
        return decryptor.update(body) + decryptor.finalize()
    except InvalidTag:
        raise Unreadable("wrong key or changed ciphertext") from None
