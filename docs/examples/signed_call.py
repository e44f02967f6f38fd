"""Call the API with a signed request; needs Python 3.11 and `cryptography`, nothing of ours.

python signed_call.py keys partner.pem                      # makes a key pair, prints the public key to be registered
python signed_call.py GET https://HOST/api/v1/handovers?way=in KEYID partner.pem 办理移送案件 国务院令第310号第八条
python signed_call.py POST https://HOST/api/v1/handovers/12/answer KEYID partner.pem 办理移送案件 国务院令第310号第八条 '{"reply": "accept"}'
"""

import base64
import hashlib
import secrets
import sys
import time
import urllib.parse
import urllib.request

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)


def signed_headers(
    private_key: Ed25519PrivateKey,
    keyid: str,
    method: str,
    url: str,
    body: bytes,
    purpose: str,
    basis: str,
    idempotency_key: str = "",
    created: int | None = None,
    nonce: str | None = None,
) -> dict[str, str]:
    """The headers that make a request a signed one (RFC 9421, RFC 9530)."""
    parts = urllib.parse.urlsplit(url)
    values = {
        "@method": method,
        "@path": parts.path,
        "@query": f"?{parts.query}",
        "content-digest": f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode()}:",
        "qingzhi-purpose": urllib.parse.quote(purpose),
        "qingzhi-basis": urllib.parse.quote(basis),
    }
    if idempotency_key:
        values["idempotency-key"] = idempotency_key
    covered = " ".join(f'"{name}"' for name in values)
    created, nonce = created or int(time.time()), nonce or secrets.token_hex(16)
    parameters = f'({covered});created={created};nonce="{nonce}";keyid="{keyid}";alg="ed25519"'
    lines = [f'"{name}": {value}' for name, value in values.items()]
    text = "\n".join([*lines, f'"@signature-params": {parameters}'])
    signature = base64.b64encode(private_key.sign(text.encode())).decode()
    headers = {name: value for name, value in values.items() if not name.startswith("@")}
    return {**headers, "signature-input": f"qz={parameters}", "signature": f"qz=:{signature}:"}


def make_keys(path: str) -> str:
    """A new key pair: the private key into a file that only its owner reads, the public key as it is registered."""
    key = Ed25519PrivateKey.generate()
    with open(path, "xb") as file:
        file.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def main() -> None:
    if sys.argv[1] == "keys":
        print(make_keys(sys.argv[2]))
        return
    method, url, keyid, path, purpose, basis, *rest = sys.argv[1:]
    body = rest[0].encode() if rest else b""
    with open(path, "rb") as file:
        key = load_pem_private_key(file.read(), None)
    again = secrets.token_hex(16) if method == "POST" else ""
    headers = signed_headers(key, keyid, method, url, body, purpose, basis, again)
    headers |= {"content-type": "application/json"} if body else {}
    request = urllib.request.Request(url, data=body or None, headers=headers, method=method)
    with urllib.request.urlopen(request) as answer:
        print(answer.read().decode())


if __name__ == "__main__":
    main()
