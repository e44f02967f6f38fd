"""The same measurement on SQLite in a file and, where a server is installed, on PostgreSQL: each in a process and folder of its own."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .figure import report

ROOT = Path(__file__).resolve().parent.parent
HERE = "--here"  # tells the process that it measures itself


def on_both(module: str, size: int) -> list[dict[str, Any]]:
    """Run `python -m <module> <size> --here` on each database; the figures of both."""
    from tests.postgres import programs, temporary_server

    with tempfile.TemporaryDirectory() as folder:
        found = _measured(module, size, folder, "")
    if programs() is not None:
        with temporary_server() as address, tempfile.TemporaryDirectory() as folder:
            found += _measured(module, size, folder, address)
    return found


def run(
    figures: Callable[[int], list[dict[str, Any]]], here: Callable[[int], list[dict[str, Any]]], usual: int
) -> None:
    """A benchmark as a command: `[size]` on both databases, with `--here` on that of the environment, migrated first."""
    size = next((int(one) for one in sys.argv[1:] if one.isdecimal()), usual)
    if HERE not in sys.argv:
        report(figures(size))
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qingzhi.config.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    report(here(size))


def _measured(module: str, size: int, folder: str, address: str) -> list[dict[str, Any]]:
    environment = {**os.environ, "QINGZHI_DATA": folder, "DATABASE_URL": address}
    command = [sys.executable, "-m", module, str(size), HERE]
    result = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    rows: list[dict[str, Any]] = json.loads(result.stdout)
    return rows
