"""The whole test command: style, types, import contracts, SQLite with the browser, PostgreSQL."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.postgres import MISSING, programs, temporary_server  # noqa: E402

BIN = ROOT / ".venv" / "bin"
DEMONSTRATION = (
    "qingzhi/config/tests/test_demo.py"  # builds the whole province; journeys and matrix build it once more on SQLite
)
REQUIRE_ALL = os.environ.get("QINGZHI_REQUIRE_ALL") == "1"
Part = tuple[str, Callable[[], int]]


def main(arguments: list[str]) -> int:
    """Run every part; the status of the first that fails, after all have run."""
    fast = "--fast" in arguments
    started = time.monotonic()
    readers, runs = reading(), running(fast)
    with ThreadPoolExecutor(len(readers)) as beside:  # each takes one processor at the most
        said = list(beside.map(lambda part: timed(*part), readers))
    failed = [name for (name, _), status in zip(readers, said, strict=True) if status != 0]
    failed += [name for name, run in runs if timed(name, run) != 0]
    seconds = time.monotonic() - started
    if not fast:
        note(seconds)
    print(f"== {'check' if fast else 'test'}: {seconds:.0f} s; failed: {', '.join(failed) or 'none'}")
    return 1 if failed else 0


def note(seconds: float) -> None:
    """Write the duration down for `make bench`."""
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True).stdout.strip()
    (ROOT / "var").mkdir(exist_ok=True)
    (ROOT / "var" / "test-seconds.json").write_text(json.dumps({"commit": head, "seconds": round(seconds)}))


def reading() -> list[Part]:
    """What reads the source alone, one beside the other."""
    return [("style", style), ("types", types), ("import contracts", contracts)]


def running(fast: bool) -> list[Part]:
    """What runs it, one after the other."""
    if fast:
        return [("fast tests on SQLite", lambda: pytest("not slow and not journey"))]
    return [("PostgreSQL", postgres), ("SQLite and browser", sqlite)]


def style() -> int:
    return call("ruff", "check", ".") or call("ruff", "format", "--check", ".")


def types() -> int:
    return call("mypy")


def contracts() -> int:
    return call("lint-imports", "--config", "importlinter.ini", "--no-logo")


def pytest(marks: str, *more: str, **environment: str) -> int:
    chosen = ["-m", marks, *more] if marks else more
    return call(
        "pytest",
        "-q",
        "-n",
        "2",
        "--dist",
        "loadfile",
        "--no-loadscope-reorder",
        "--durations",
        "8",
        *chosen,
        **environment,
    )


def sqlite() -> int:
    """Everything on SQLite but what PostgreSQL has just been asked of the demonstration.

    Where only journeys failed, these once more with the machine to themselves, and named: a browser that waited too long on a busy
    machine is told apart from a defect, which fails again.
    """
    seen = programs() is not None
    if pytest("", *(["--deselect", DEMONSTRATION] if seen else [])) == 0:
        return 0
    failed = json.loads((ROOT / ".pytest_cache/v/cache/lastfailed").read_text())
    if not failed or not all(name.startswith("tests/journeys/") for name in failed):
        return 1
    print(f"== once more, alone: {', '.join(failed)}", flush=True)
    return call("pytest", "-q", "-n", "0", "--last-failed", "tests/journeys")


def postgres() -> int:
    if programs() is None:
        print(("FAILED: " if REQUIRE_ALL else "skipped: ") + MISSING)
        return 1 if REQUIRE_ALL else 0
    with temporary_server() as url:
        return pytest("not journey", DATABASE_URL=url)


def call(program: str, *words: str, **environment: str) -> int:
    settings = {**os.environ, "PYTHONPATH": str(ROOT), "QINGZHI_DATA": str(ROOT / "var" / "tests"), **environment}
    return subprocess.run([str(BIN / program), *words], cwd=ROOT, env=settings).returncode


def timed(name: str, run: Callable[[], int]) -> int:
    print(f"== {name}", flush=True)
    started = time.monotonic()
    status = run()
    print(f"== {name}: {'ok' if status == 0 else 'FAILED'} ({time.monotonic() - started:.0f} s)", flush=True)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
