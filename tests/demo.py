"""The demonstration as tests use it: built once in a run by the real command, copied for whoever changes it."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PASSWORD = "qingzhi-demo-2018"
PATIENCE = 300
OURS = {"DATABASE_URL", "QINGZHI_SECRET_KEY", "QINGZHI_STYLEGUIDE"}  # a demonstration is built as anybody builds it


def demo_copy(target: Path) -> Path:
    """A copy of the built demonstration's data folder at `target`."""
    return Path(shutil.copytree(_template(), target, dirs_exist_ok=True))


def environment(data: Path, **more: str) -> dict[str, str]:
    """The environment of a program that works on that data folder, on SQLite."""
    kept = {name: value for name, value in os.environ.items() if name not in OURS}
    return {"QINGZHI_DEMO_SIZE": "small", **kept, "QINGZHI_DATA": str(data), "PYTHONPATH": str(ROOT), **more}


@contextmanager
def demo_site(data: Path, port: int) -> Iterator[str]:
    """`qingzhi up` on that data folder: web and worker as they really run; yields the address."""
    command = [sys.executable, "-m", "qingzhi", "up", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment(data), stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("ready "):
                yield line.split()[1]
                return
        raise RuntimeError("the demonstration did not come up")
    finally:
        process.terminate()
        process.wait(timeout=30)


def _template() -> Path:
    """The demonstration of this test run, built by whoever asks first; the others wait."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", f"alone-{os.getpid()}")
    folder = Path(tempfile.gettempdir()) / f"qingzhi-demo-{run}"
    ready = folder / "ready"
    try:
        folder.mkdir()
    except FileExistsError:
        until = time.monotonic() + PATIENCE
        while not ready.exists():
            if time.monotonic() > until or (folder / "failed").exists():
                raise RuntimeError("the demonstration was not built") from None
            time.sleep(0.5)
        return folder / "data"
    result = subprocess.run([sys.executable, "-m", "qingzhi", "demo"], cwd=ROOT, env=environment(folder / "data"))
    (ready if result.returncode == 0 else folder / "failed").touch()
    if result.returncode != 0:
        raise RuntimeError("the demonstration was not built")
    return folder / "data"
