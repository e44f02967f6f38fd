"""`make up` from nothing: a fresh clone, an empty environment, until the first page answers; then a clean end."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from .figure import below, report

ROOT = Path(__file__).resolve().parent.parent
PORT = "8765"
LIMIT = 300.0


def from_nothing() -> float:
    """Seconds from `make up` in a fresh clone to its line `ready`."""
    folder = Path(tempfile.mkdtemp(prefix="qingzhi-fresh-"))
    try:
        subprocess.run(["git", "clone", "-q", str(ROOT), str(folder / "clone")], check=True)
        keep = {
            name: os.environ[name] for name in os.environ if not name.startswith(("QINGZHI", "VIRTUAL_ENV", "PYTHON"))
        }
        keep["PIP_NO_CACHE_DIR"] = "1"  # as on a machine that never saw these packages
        started = time.perf_counter()
        process = subprocess.Popen(
            ["make", "up", f"PORT={PORT}"],
            cwd=folder / "clone",
            env=keep,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        try:
            assert process.stdout is not None
            for line in process.stdout:
                if line.startswith("ready "):
                    return time.perf_counter() - started
            raise SystemExit("make up ended without `ready`")
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    report([below("make up from nothing to the first page", from_nothing(), LIMIT, "s")])
