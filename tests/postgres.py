"""A PostgreSQL server of the tests' own, in a folder that goes away afterwards."""

import getpass
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MISSING = "PostgreSQL tests need a server: install the package postgresql (initdb and pg_ctl)"


def programs() -> Path | None:
    """The folder of initdb and pg_ctl; None when PostgreSQL is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    which = shutil.which("initdb")
    return Path(which).parent if which else None


@contextmanager
def temporary_server() -> Iterator[str]:
    """Start a server on a free port and yield its DATABASE_URL."""
    binaries = programs()
    if binaries is None:
        raise FileNotFoundError(MISSING)
    folder = Path(tempfile.mkdtemp(prefix="qingzhi-pg-"))
    port = _free_port()
    run = _as_postgres if getpass.getuser() == "root" else _plainly
    if run is _as_postgres:
        shutil.chown(folder, "postgres")
    data = folder / "data"
    options = f"-p {port} -k {folder} -c fsync=off -c full_page_writes=off -c synchronous_commit=off"
    try:
        run([binaries / "initdb", "-D", data, "-U", "qingzhi", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8"])
        run([binaries / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start"])
        try:
            yield f"postgresql://qingzhi@127.0.0.1:{port}/postgres"
        finally:
            run([binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _plainly(command: list[object]) -> None:
    subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL, cwd="/")


def _as_postgres(command: list[object]) -> None:
    """A server refuses to run as root: use the account that its package made."""
    where = f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/sbin"
    _plainly([shutil.which("runuser", path=where) or "runuser", "-u", "postgres", "--", *command])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    with temporary_server() as url:
        print(url, flush=True)
        os.read(0, 1)
