"""The chain's head, kept outside of the database: a file in the data folder and a line in the log.

Somebody with the database's password can cut off the end of the chain, or forge all of it anew; the kept heads tell.
`head.json` is the last head, replaced at each sealing; `heads.log` gets one line a day and is only appended to.
"""

import json
import logging
import os
import tempfile
from datetime import datetime
from pathlib import Path

from django.conf import settings

log = logging.getLogger(__name__)


def folder() -> Path:
    return Path(settings.QINGZHI_DATA) / "audit"


def keep_head(position: int, digest: str, at: datetime, *, restart: bool = False) -> None:
    """Keep the head of the chain; `restart` forgets the heads before it (after a restored backup)."""
    folder().mkdir(parents=True, exist_ok=True)
    line = json.dumps({"position": position, "hash": digest, "at": at.isoformat()})
    last = _lines(folder() / "heads.log")[-1:]
    if restart:
        _replace(folder() / "heads.log", line + "\n")
    elif not last or last[0]["at"][:10] != at.isoformat()[:10]:
        with (folder() / "heads.log").open("a", encoding="ascii") as file:
            file.write(line + "\n")
        log.warning("audit head %s %s", position, digest)
    _replace(folder() / "head.json", line + "\n")


def kept_heads() -> dict[int, str]:
    """Every kept head, position → hash."""
    rows = _lines(folder() / "heads.log") + _lines(folder() / "head.json")
    return {row["position"]: row["hash"] for row in rows}


def _lines(path: Path) -> list[dict]:
    if not path.exists():
        return []
    found = []
    for line in path.read_text("ascii", "replace").splitlines():
        try:
            row = json.loads(line)
            found.append({"position": int(row["position"]), "hash": str(row["hash"]), "at": str(row["at"])})
        except (ValueError, KeyError, TypeError):
            found.append({"position": 0, "hash": "unreadable", "at": ""})
    return found


def _replace(path: Path, text: str) -> None:
    handle, part = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(part, path)
