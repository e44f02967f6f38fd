"""Which authority stamps here: the one of the settings, else the local one."""

from typing import Protocol

from cryptography import x509
from django.conf import settings

from .local import local_authority
from .remote import remote_authority


class Authority(Protocol):
    """Who stamps, and by which certificates its stamps are checked."""

    @property
    def name(self) -> str: ...

    @property
    def is_local(self) -> bool: ...

    @property
    def roots(self) -> list[x509.Certificate]: ...

    @property
    def pinned(self) -> x509.Certificate | None: ...

    def stamp(self, digest: bytes) -> bytes: ...


def current_authority() -> Authority:
    """The authority that stamps now; raises `StampUnavailable` where the settings are wrong."""
    if settings.QINGZHI_TSA_URL:
        return remote_authority(settings.QINGZHI_TSA_URL, settings.QINGZHI_TSA_CERTIFICATE)
    return local_authority()


def authorities() -> list[Authority]:
    """Everybody whose stamps this installation takes: the present authority and, for older stamps, the local one."""
    found: list[Authority] = [local_authority()]
    if settings.QINGZHI_TSA_URL:
        found.insert(0, current_authority())
    return found
