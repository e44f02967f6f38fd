"""The local authority: a root and two leaves in the data folder. For demonstrations; it proves nothing to a court."""

import fcntl
import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from django.conf import settings

from qingzhi.base import clock
from qingzhi.base.audit.secrets import open_secret, seal_secret

from .rules.certificates import Identity, identity_of, make_leaf, make_root
from .rules.tokens import make_token

PURPOSE = "timestamps.local"
SINCE, UNTIL = datetime(2015, 1, 1, tzinfo=UTC), datetime(2049, 12, 31, tzinfo=UTC)
NAMES = {"root": "示例根证书（无法律效力）", "stamper": "示例时间戳（无法律效力）", "signer": "存证声明签名"}


@dataclass(frozen=True)
class Local:
    """The three identities."""

    root: Identity
    stamper: Identity
    signer: Identity

    is_local = True

    @property
    def name(self) -> str:
        return self.stamper.name

    @property
    def roots(self) -> list[x509.Certificate]:
        return [self.root.certificate]

    @property
    def pinned(self) -> x509.Certificate | None:
        return None

    def stamp(self, digest: bytes) -> bytes:
        """A token over a SHA-256, at the time of this installation."""
        return make_token(digest, self.stamper, self.roots, clock.now(), secrets.randbits(63))


def folder() -> Path:
    return Path(settings.QINGZHI_DATA) / "timestamps"


def local_authority() -> Local:
    """The local authority; its keys are made once, sealed under the installation's secret, readable by the owner only."""
    place = folder()
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (place / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (place / "root.pem").exists():
            _make(place)
    return Local(*(_read(place, part) for part in ("root", "stamper", "signer")))


def _make(place: Path) -> None:
    """The root's certificate is written last: where it stands, everything stands."""
    organisation = settings.QINGZHI_SITE_NAME
    root = make_root(NAMES["root"], organisation, SINCE, UNTIL)
    made = {
        "stamper": make_leaf(root, NAMES["stamper"], organisation, stamps=True),
        "signer": make_leaf(root, NAMES["signer"], organisation, stamps=False),
        "root": root,
    }
    for part, identity in made.items():
        _write(place / f"{part}.key", seal_secret(identity.key_pem(), PURPOSE))
        _write(place / f"{part}.pem", identity.certificate_pem())


def _write(path: Path, data: bytes) -> None:
    part = path.with_name(f"{path.name}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(part, path)


def _read(place: Path, part: str) -> Identity:
    key = open_secret((place / f"{part}.key").read_bytes(), PURPOSE)
    return identity_of(key, (place / f"{part}.pem").read_bytes())
