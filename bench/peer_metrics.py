"""The peer of the lake: the same rows in PostgreSQL with the indexes that one would give them, asked the same questions in SQL."""

import statistics
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import duckdb

TABLES = {
    "rights": "id bigint primary key, kind text, region_code text, applied_on date, registered_on date",
    "patents": "right_id bigint primary key, type text",
    "right_statuses": "id bigint primary key, right_id bigint, status text, valid_from date, valid_to date",
    "cases": "id bigint primary key, procedure text, state text, region_code text, opened_at timestamptz, submitted_at timestamptz",
    "case_steps": "id bigint primary key, case_id bigint, to_state text, at timestamptz",
}
INDEXES = (
    "create index on rights (kind, registered_on, region_code)", "create index on rights (kind, applied_on, region_code)",
    "create index on patents (type, right_id)", "create index on right_statuses (right_id)",
    "create index on right_statuses (status, valid_from, valid_to, right_id)",
    "create index on cases (procedure, opened_at, region_code)", "create index on cases (procedure, submitted_at, region_code)",
    "create index on case_steps (case_id)", "create index on case_steps (to_state, at, case_id)",
)  # fmt: skip
YEAR = "extract(year from {})::int"
LOCAL = "{} at time zone 'Asia/Shanghai'"
HELD = "s.valid_from <= y.ends and (s.valid_to is null or s.valid_to > y.ends)"


def _flow(day: str, source: str, where: str) -> str:
    return f"select region_code, {YEAR.format(day)} as year, count(*) from {source} where {where} and {day} between %(first)s and %(last)s group by 1, 2"


def _stock(source: str, where: str) -> str:
    return f"select r.region_code, y.year, count(distinct r.id) from years y join right_statuses s on {HELD} join rights r on r.id = s.right_id {source} where {where} group by 1, 2"


QUESTIONS = {
    "patents-granted": _flow("registered_on", "rights", "kind = 'patent'"),
    "patents-filed": _flow("applied_on", "rights", "kind = 'patent'"),
    "invention-patents-granted": _flow(
        "registered_on", "rights r join patents p on p.right_id = r.id", "kind = 'patent' and p.type = 'invention'"
    ),
    "invention-patents-in-force": _stock(
        "join patents p on p.right_id = r.id", "s.status = 'in_force' and r.kind = 'patent' and p.type = 'invention'"
    ),
    "trademarks-registered": _stock("", "s.status = 'in_force' and r.kind = 'trademark'"),
    "patents-lapsed": f"select r.region_code, {YEAR.format('s.valid_from')}, count(distinct r.id) from right_statuses s join rights r on r.id = s.right_id where s.status = 'lapsed' and r.kind = 'patent' and s.valid_from between %(first)s and %(last)s group by 1, 2",
    "penalty-clues": _flow(LOCAL.format("opened_at"), "cases", "procedure = 'enforcement.penalty'"),
    "penalty-decided": f"select c.region_code, {YEAR.format(LOCAL.format('e.at'))}, count(distinct c.id) from cases c join case_steps e on e.case_id = c.id where c.procedure = 'enforcement.penalty' and e.to_state = 'decided' and {LOCAL.format('e.at')} between %(first)s and %(last)s group by 1, 2",
    "service-requests": _flow(
        LOCAL.format("submitted_at"), "cases",
        "procedure in ('support.subsidy', 'support.priority', 'support.variety_fund', 'support.compensation', 'cultivation.copyright')",
    ),
}  # fmt: skip


def medians_of(address: str, lake: Path, codes: Sequence[str], years: Iterable[int], turns: int) -> dict[str, float]:
    """Copy the rows in, index and analyse them, then ask each question several times; the median seconds of each."""
    import psycopg

    told = list(years)
    with psycopg.connect(address, autocommit=True) as connection:
        started = time.perf_counter()
        _copied(connection, lake)
        connection.execute("create table years (year int, ends date)")
        for year in told:
            connection.execute("insert into years values (%s, %s)", (year, f"{year}-12-31"))
        for index in INDEXES:
            connection.execute(index)
        connection.execute("vacuum analyze")
        print(f"PostgreSQL filled in {time.perf_counter() - started:.0f} s", file=sys.stderr)
        connection.execute("set work_mem = '256MB'")
        span = {"first": f"{told[0]}-01-01", "last": f"{told[-1]}-12-31"}
        return {
            code: statistics.median(_asked(connection, QUESTIONS[code], span) for _ in range(turns)) for code in codes
        }


def _asked(connection: Any, question: str, span: dict[str, str]) -> float:
    started = time.perf_counter()
    rows = connection.execute(question, span).fetchall()
    assert rows, question
    return time.perf_counter() - started


def _copied(connection: Any, lake: Path) -> None:
    """The rows of the lake's blocks, by COPY."""
    with duckdb.connect(config={"threads": 2, "memory_limit": "1GB"}) as engine:
        for name, columns in TABLES.items():
            connection.execute(f"create unlogged table {name} ({columns})")
            names = ", ".join(f'"{one.split()[0]}"' for one in columns.split(", "))
            with connection.cursor().copy(f"copy {name} ({names}) from stdin (format csv)") as copy:
                for block in sorted((lake / "blocks" / name).glob("*.parquet")):
                    file = lake / "rows.csv"
                    engine.execute(f"copy (select {names} from read_parquet('{block}')) to '{file}' (header false)")
                    copy.write(file.read_bytes())
                    file.unlink()
