"""The client of a real authority, by setting: only a digest leaves the house, and the answer is verified at once."""

import secrets
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509

from .refusals import StampUnavailable
from .rules.certificates import common_name
from .rules.tokens import LARGEST_TOKEN, Response, TokenUnreadable, read_token, stamp_request, verify_token

TIMEOUT = 15
OPENER = urllib.request.build_opener(urllib.request.HTTPSHandler(), urllib.request.HTTPHandler())


@dataclass(frozen=True)
class Remote:
    """An authority at an address, trusted by the certificates in a file: the last is the root, a first leaf is pinned."""

    url: str
    certificates: tuple[x509.Certificate, ...]

    is_local = False

    @property
    def name(self) -> str:
        return common_name(self.certificates[0])

    @property
    def roots(self) -> list[x509.Certificate]:
        return list(self.certificates)

    @property
    def pinned(self) -> x509.Certificate | None:
        """The authority's own certificate, where the file names it."""
        return next((one for one in self.certificates if not _certifies(one)), None)

    def stamp(self, digest: bytes) -> bytes:
        """A token over a SHA-256; raises `StampUnavailable`."""
        nonce = secrets.randbits(63)
        token = self._granted(self._ask(stamp_request(digest, nonce)), nonce)
        holds = verify_token(token, digest, self.roots, self.pinned)
        if not holds:
            raise StampUnavailable(f"时间戳机构的应答没有通过核验：{holds.reason}")
        return token

    def _ask(self, request: bytes) -> bytes:
        headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
        asked = urllib.request.Request(self.url, request, headers, method="POST")
        try:
            with OPENER.open(asked, timeout=TIMEOUT) as answer:
                data = answer.read(LARGEST_TOKEN + 1)
        except (urllib.error.URLError, OSError, ValueError) as problem:
            raise StampUnavailable("时间戳机构没有应答，存证未办理，请稍后再试") from problem
        if len(data) > LARGEST_TOKEN:
            raise StampUnavailable("时间戳机构的应答过大，未予接收")
        return data

    def _granted(self, data: bytes, nonce: int) -> bytes:
        """The token out of a response that grants it for our question."""
        try:
            response = Response.load(data, strict=True)
            status = response["status"]["status"].native
            if status not in ("granted", "granted_with_mods"):
                raise StampUnavailable(f"时间戳机构拒绝签发（{status}），存证未办理")
            token = response["time_stamp_token"].dump()
            told = response["time_stamp_token"]["content"]["encap_content_info"]["content"].parsed
            if told["nonce"].native != nonce:
                raise StampUnavailable("时间戳机构的应答不是对本次请求的应答，未予接收")
            return read_token(token).token
        except (TokenUnreadable, ValueError, TypeError, KeyError) as problem:
            raise StampUnavailable("时间戳机构的应答无法识读，存证未办理") from problem


def remote_authority(url: str, certificate_file: str) -> Remote:
    """The authority of the settings; raises `StampUnavailable` with one line where its certificates cannot be read."""
    try:
        found = x509.load_pem_x509_certificates(Path(certificate_file).read_bytes())
    except (OSError, ValueError) as problem:
        raise StampUnavailable("读不到时间戳机构的证书，请检查设置 QINGZHI_TSA_CERTIFICATE（PEM 文件）") from problem
    return Remote(url, tuple(found))


def _certifies(certificate: x509.Certificate) -> bool:
    try:
        return bool(certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca)
    except x509.ExtensionNotFound:
        return False
