"""The stored bytes of batches."""

from pathlib import Path

from qingzhi.base.files.blobs import path_of

from ..refusals import FileGone

ROOM = "imports"


def stored_path(sha256: str) -> Path:
    """Where the bytes of a batch lie; raises `FileGone`."""
    path = path_of(sha256, ROOM)
    if not path.exists():
        raise FileGone("导入文件的内容已不在服务器上，请重新上传。")
    return path
