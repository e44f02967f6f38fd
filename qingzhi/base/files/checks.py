"""What `qingzhi check` asks of the files: whether the bytes of each are there and are what they were."""

import hashlib

from .blobs import CHUNK
from .models import StoredFile
from .queries import open_file
from .refusals import FileMissing


def problems() -> list[str]:
    """Files whose bytes are missing or changed; empty when all is well."""
    found = []
    rows = StoredFile.objects.order_by("sha256").values_list("sha256", "name").iterator()
    before, problem = "", ""
    for sha256, name in rows:
        if sha256 != before:
            before, problem = sha256, _problem(sha256)
        if problem:
            found.append(f"附件“{name}”（{sha256[:12]}…）{problem}")
    return found


def _problem(sha256: str) -> str:
    hasher = hashlib.sha256()
    try:
        with open_file(sha256) as file:
            while part := file.read(CHUNK):
                hasher.update(part)
    except (FileMissing, OSError):
        return "的内容缺失"
    return "" if hasher.hexdigest() == sha256 else "的内容已改变"
