"""Importing a million patents from CSV, beside Django's own ways of writing the same rows, on SQLite and on PostgreSQL.

`python -m bench.import_patents [ROWS]`. Ours is the whole way of a file: reading, validation, resolution of holders, histories,
the audit's chain of digests, one transaction for each chunk. The first peer is `bulk_create` of all the same rows of all the
same tables (parties too), from values that lie ready in memory; the second is django-import-export with a resource that
validates, finds holders and writes the same tables, as its manual shows. Ours grows from nothing to the whole, so both peers
write into a database with the same indexes that holds the half of the file before. Peers take samples of the same file, three
times each; each number is the median.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from .figure import figure, report

ROWS, BULK_ROWS, RESOURCE_ROWS, TIMES = 1_000_000, 50_000, 3_000, 3
GOAL_BULK, GOAL_RESOURCE, GOAL_MIB = 4.0, 40.0, 1536.0
ROOT = Path(__file__).resolve().parents[1]


def main(count: int) -> None:
    """Measure on both databases and print the figures."""
    from .patents_file import write

    found: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory(prefix="qingzhi-bench-") as folder:
        path = write(Path(folder) / "patents.csv", count)
        for title, server in (("SQLite", embedded), ("PostgreSQL", postgresql)):
            with server() as address:
                found += measured(title, address, path, count)
    report(found)


def measured(title: str, address: str, path: Path, count: int) -> list[dict[str, object]]:
    """The figures of one database."""
    ours = run("ours", address, path, count)[0]
    bulk = run("bulk", address, path, min(count, BULK_ROWS))
    others = run("resource", address, path, min(count // (TIMES + 1), RESOURCE_ROWS))
    rate = count / ours["seconds"]
    by_bulk = statistics.median(one["rows"] / one["seconds"] for one in bulk)
    by_resource = statistics.median(one["rows"] / one["seconds"] for one in others)
    print(json.dumps({title: {"ours": ours, "bulk": bulk, "resource": others}}, ensure_ascii=False), file=sys.stderr)
    name = f"导入专利 {count:,} 件，{title}"
    return [
        faster(f"{name}（对 bulk_create）", rate, by_bulk, GOAL_BULK, ours["peak_mib"]),
        faster(f"{name}（对 django-import-export）", rate, by_resource, GOAL_RESOURCE, ours["peak_mib"]),
        figure(f"{name}，内存", ours["peak_mib"], f"< {GOAL_MIB:g}", "MiB", ours["peak_mib"] < GOAL_MIB, peak_mib=ours["peak_mib"]),
    ]  # fmt: skip


def faster(name: str, rate: float, peer: float, times: float, peak: float) -> dict[str, object]:
    """Rows a second beside those of a peer."""
    ratio = rate / peer
    return figure(name, rate, f"≥ {times:g} ×", "行/秒", ratio >= times, peak_mib=peak, peer=peer, ratio=ratio)


def write_sample(path: Path, out: Path, count: int, first: int = 0) -> Path:
    """So many rows of the file, after the first ones."""
    with path.open(encoding="utf-8-sig") as source, out.open("w", encoding="utf-8-sig") as file:
        file.write(next(source))
        file.writelines(islice(source, first, first + count))
    return out


# databases


@contextmanager
def embedded() -> Iterator[str]:
    yield ""


@contextmanager
def postgresql() -> Iterator[str]:
    from tests.postgres import temporary_server

    with temporary_server() as address:
        yield address


def run(what: str, address: str, path: Path, count: int) -> list[dict[str, float]]:
    """Measurements in a process of their own, in a database of their own."""
    with tempfile.TemporaryDirectory(prefix="qingzhi-bench-") as folder:
        environment = {**os.environ, "QINGZHI_DATA": folder, "DATABASE_URL": fresh_database(address)}
        command = [sys.executable, "-m", "bench.import_patents", what, str(path), str(count)]
        result = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    found: list[dict[str, float]] = [json.loads(line) for line in result.stdout.splitlines()]
    for one in found:
        rate = f"{one['rows'] / one['seconds']:.0f} rows/s, {one['cpu'] / one['rows'] * 1e6:.0f} µs of its processor"
        print(f"{what}: {rate}, {one['peak_mib']:.0f} MiB", file=sys.stderr, flush=True)
    return found


def fresh_database(address: str) -> str:
    """The address of a new, empty database of the server; none for the embedded one."""
    if not address:
        return ""
    import psycopg

    name = f"bench_{time.time_ns()}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"{address.rpartition('/')[0]}/{name}"


def set_up() -> None:
    """The tables, and what every installation loads."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qingzhi.config.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from qingzhi.config.reference.loading import load_reference

    load_reference()


def started_now() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def done(rows: int, started: tuple[float, float]) -> None:
    """Print one measurement; memory is that of this process and its largest child."""
    seconds, cpu = time.perf_counter() - started[0], time.process_time() - started[1]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(json.dumps({"rows": rows, "seconds": seconds, "peak_mib": peak / 1024, "cpu": cpu}))


def ours(path: Path, count: int) -> None:
    """The way of every file: stored, looked into, confirmed, imported."""
    set_up()
    from bench.patents_file import AS_OF
    from qingzhi.base.permits import SYSTEM
    from qingzhi.engine.imports.actions import confirm_batch, prepare_batch, run_batch

    started = started_now()
    batch = prepare_batch(actor=SYSTEM, kind="patents", source=path, file_name=path.name, data_as_of=AS_OF)
    batch = run_batch(confirm_batch(actor=SYSTEM, batch=batch))
    if (batch.state, batch.created_count) != ("done", count):
        raise SystemExit(f"{batch.state} {batch.created_count}: {batch.failure}")
    done(count, started)


def bulk(path: Path, count: int) -> None:
    """`bulk_create` of every row that the import of a sample writes, table by table, in transactions of 5,000 patents.

    The sample follows so many rows as stand before it in the file: the indexes are as large as ours on the average.
    """
    set_up()
    from bench.import_peers import create_all, delete_after, imported, last_ids, rows_after

    folder = Path(os.environ["QINGZHI_DATA"])
    first = (rows_of(path) - count) // 2
    if first:
        imported(write_sample(path, folder / "before.csv", first))
    before = last_ids()
    if imported(write_sample(path, folder / "sample.csv", count, first)) != count:
        raise SystemExit("the sample was not imported")
    rows = rows_after(before)
    for _ in range(TIMES):
        delete_after(before)
        started = started_now()
        create_all(rows)
        done(count, started)


def by_resource(path: Path, count: int) -> None:
    """django-import-export, reading samples that follow each other and writing them."""
    set_up()
    from bench.import_peers import import_sample, imported

    folder = Path(os.environ["QINGZHI_DATA"])
    first = (rows_of(path) - TIMES * count) // 2
    imported(write_sample(path, folder / "before.csv", first))
    for number in range(TIMES):
        sample = write_sample(path, folder / "sample.csv", count, first + number * count)
        started = started_now()
        import_sample(sample)
        done(count, started)


def rows_of(path: Path) -> int:
    with path.open(encoding="utf-8-sig") as file:
        return sum(1 for _ in file) - 1


if __name__ == "__main__":
    if len(sys.argv) == 4:
        {"ours": ours, "bulk": bulk, "resource": by_resource}[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
