"""Reading stored files."""

from typing import BinaryIO

from .blobs import path_of
from .models import StoredFile
from .refusals import FileMissing
from .rules.kinds import BY_MEDIA_TYPE, Kind

__all__ = ["kind_of_file", "open_file", "path_of", "read_file"]


def open_file(sha256: str) -> BinaryIO:
    """The bytes of that hash, open for reading; raises `FileMissing`."""
    try:
        return path_of(sha256).open("rb")
    except OSError as error:
        raise FileMissing("附件的内容读不出来，请联系系统管理员。") from error


def read_file(file: StoredFile) -> bytes:
    """All bytes of a small file."""
    with open_file(file.sha256) as opened:
        return opened.read()


def kind_of_file(file: StoredFile) -> Kind | None:
    return BY_MEDIA_TYPE.get(file.media_type)
