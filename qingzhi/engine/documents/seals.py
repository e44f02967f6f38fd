"""Electronic seals 「电子印章」 and OFD 「版式文件」: the interface that an installation fills; nothing here pretends to.

A seal has legal effect only from a certified seal system (GB/T 38540-2020), and an OFD file (GB/T 33190-2016) needs a
certified converter: both are products that a government has or buys. See docs/decisions/0005-seals-and-ofd.md.
"""

from typing import Protocol


class SealUnavailable(Exception):
    """No seal system is connected; the message says so for a page."""


class OfdUnavailable(Exception):
    """No OFD converter is connected; the message says so for a page."""


class SealSystem(Protocol):
    """What a connected seal system does."""

    def seal(self, *, data: bytes, seal_code: str, number: str) -> bytes:
        """The file with the electronic seal of that code on it."""

    def verify(self, *, data: bytes) -> bool:
        """Whether the seal on the file holds."""


class OfdConverter(Protocol):
    """What a connected converter does."""

    def to_ofd(self, *, docx: bytes) -> bytes:
        """The document in OFD."""


def seal_system() -> SealSystem:
    """The connected seal system; raises `SealUnavailable` while there is none."""
    raise SealUnavailable("未接入电子印章系统，公文请打印后加盖实物印章")


def ofd_converter() -> OfdConverter:
    """The connected OFD converter; raises `OfdUnavailable` while there is none."""
    raise OfdUnavailable("未接入 OFD 转换服务，可下载 Word 或 PDF 文件")
