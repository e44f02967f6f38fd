"""The stored bytes of batches."""

from pathlib import Path

from qingzhi.base.files.blobs import path_of

from ..models import Batch
from ..refusals import FileGone
from ..terms import BatchState

ROOM = "imports"
NEEDED = (BatchState.PREPARED.value, BatchState.WAITING.value, BatchState.RUNNING.value)


def stored_path(sha256: str) -> Path:
    """Where the bytes of a batch lie; raises `FileGone`."""
    path = path_of(sha256, ROOM)
    if not path.exists():
        raise FileGone("导入文件的内容已不在服务器上，请重新上传。")
    return path


def missing_files() -> list[Batch]:
    """Batches that still need their file and whose file is gone."""
    needed = Batch.objects.filter(state__in=NEEDED).only("id", "kind", "file_sha256")
    return [one for one in needed.iterator() if not path_of(one.file_sha256, ROOM).exists()]
