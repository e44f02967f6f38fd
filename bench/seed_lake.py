"""A large lake in bulk: Parquet blocks in the lake's own layout, made by DuckDB from numbers alone. Nothing in it is real.

A spread as registers have it: two fifths patents, two fifths marks; grants follow applications by one or two years, a fifth
never; legal statuses follow one another; half of everything lies in the capital; cases of every procedure with their steps.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

AS_OF = date(2018, 7, 1)
BLOCK = 50_000
REGIONS = ("630102", "630103", "630104", "630105", "630121", "630122", "630123", "630202", "630203", "630222", "630223", "630224",
           "630225", "632221", "632222", "632223", "632224", "632321", "632322", "632323", "632324", "632521", "632522", "632523",
           "632524", "632525", "632621", "632622", "632623", "632624", "632625", "632626", "632701", "632722", "632723", "632724",
           "632725", "632726", "632801", "632802", "632803", "632821", "632822", "632823")  # fmt: skip
PROCEDURES = (
    ("enforcement.complaint", "closed"), ("enforcement.penalty", "closed"), ("enforcement.summary", "closed"),
    ("enforcement.adjudication", "settled"), ("enforcement.fast_track", "closed"), ("enforcement.fair", "closed"),
    ("enforcement.online", "closed"), ("mediation.case", "agreed"), ("mediation.appraisal", "closed"),
    ("coordination.transfer", "filed"), ("coordination.customs", "seized"), ("credit.listing", "listed"),
    ("credit.repair", "repaired"), ("support.subsidy", "paid"), ("support.patent_award", "awarded"), ("support.compensation", "paid"),
)  # fmt: skip
STEPS = (
    ("filing", "investigating"),
    ("investigating", "accepted"),
    ("accepted", "sent"),
    ("sent", "decided"),
    ("decided", "closed"),
)
LAST = "DATE '2018-06-30'"


def luck(salt: int, most: int) -> str:
    """A number below `most` that depends on n alone."""
    return f"(hash(n * 31 + {salt}) % {most})::INT"


def pick(values: tuple[str, ...], salt: int) -> str:
    return f"[{', '.join(repr(one) for one in values)}][1 + {luck(salt, len(values))}]"


HOME = f"CASE WHEN {luck(1, 10)} < 5 THEN {pick(REGIONS[:4], 2)} ELSE {pick(REGIONS, 3)} END"
PLACE = "(CASE WHEN hash({0} * 7) % 10 < 5 THEN 1 + hash({0} * 11) % 4 ELSE 1 + hash({0} * 13) % 44 END)::BIGINT"  # of a party, by its number
CODES = "[" + ", ".join(repr(one) for one in REGIONS) + "]"
KIND = f"""CASE WHEN {luck(4, 100)} < 40 THEN 'patent' WHEN {luck(4, 100)} < 80 THEN 'trademark' WHEN {luck(4, 100)} < 92 THEN 'work'
    WHEN {luck(4, 100)} < 99 THEN 'software' WHEN {luck(5, 20)} = 0 THEN 'gi' WHEN {luck(5, 20)} = 1 THEN 'layout' ELSE 'variety' END"""
APPLIED = f"DATE '2003-01-01' + {luck(6, 5600)}"
WAIT = f"(200 + {luck(7, 600)})"
GRANTED = f"CASE WHEN {luck(8, 5)} > 0 AND {APPLIED} + {WAIT} <= {LAST} THEN {APPLIED} + {WAIT} END"
ENDED = f"CASE WHEN {luck(9, 3)} = 0 AND {GRANTED} + (900 + {luck(10, 1500)}) <= {LAST} THEN {GRANTED} + (900 + {luck(10, 1500)}) END"
IS = {kind: f"({KIND}) = '{kind}'" for kind in ("patent", "trademark", "gi")}
SPANS = (
    ("pending", APPLIED, GRANTED, "true"),
    ("in_force", GRANTED, ENDED, f"({GRANTED}) IS NOT NULL"),
    ("lapsed", ENDED, "NULL", f"({ENDED}) IS NOT NULL"),
)
OPENED = f"TIMESTAMP '2012-01-01 01:00' + to_days({luck(20, 2370)})"
PROCEDURE = pick(tuple(code for code, _ in PROCEDURES), 21)
TOOK = f"(10 + {luck(22, 200)})"
CLOSED = f"CASE WHEN {OPENED} + to_days({TOOK}) < TIMESTAMP '2018-07-01' AND {luck(23, 12)} > 0 THEN {OPENED} + to_days({TOOK}) END"
PARTIES = 500_000


@dataclass(frozen=True)
class Made:
    """A table: how many ids, and selects over n (an id) by column; several where a record has several rows."""

    ids: int
    selects: tuple[tuple[dict[str, str], str], ...]


def tables(rights: int, cases: int) -> dict[str, Made]:
    """Every table, by name."""
    parties = min(PARTIES, rights // 10)
    party = f"(1 + {luck(11, parties)})"
    home = f"{CODES}[{PLACE.format(party)}]"  # a right lies where its holder does
    facts = {
        "valid_from": f"DATE '2008-01-01' + {luck(31, 3000)}",
        "valid_to": f"CASE WHEN {luck(32, 3)} = 0 THEN DATE '2017-01-01' + {luck(33, 400)} END",
    }
    last = f"[{', '.join(repr(last) for _, last in PROCEDURES)}][1 + {luck(21, len(PROCEDURES))}]"
    steps = (
        *(({"id": f"n * 8 + {index}", "case_id": "n", "at": f"{OPENED} + to_days({index} * {TOOK} // 6)", "step": f"'{to}'",
            "from_state": f"'{start}'", "to_state": f"'{to}'"}, f"{luck(40 + index, 10)} < {9 - index}") for index, (start, to) in enumerate(STEPS)),
        ({"id": "n * 8 + 7", "case_id": "n", "at": CLOSED, "step": "'end'", "from_state": "'sent'", "to_state": last}, f"({CLOSED}) IS NOT NULL"),
    )  # fmt: skip
    flags = ("high_tech", "advantage", "model", "tech_sme", "little_giant", "leading_farm", "old_brand")
    deal = ("licence", "transfer", "pledge", "investment")
    return {
        "rights": Made(rights, (({"id": "n", "kind": KIND, "number": "printf('%013d', n)", "number_shown": "printf('%012d.%d', n, n % 10)",
            "title": "'一种盐湖卤水提锂装置及其方法' || n", "applied_on": APPLIED, "registered_on": GRANTED, "region_code": home,
            "status": "'in_force'", "is_public": "true", "number_check": "'ok'"}, "true"),)),
        "patents": Made(rights, (({"right_id": "n", "type": f"['invention', 'utility', 'utility', 'design'][1 + {luck(12, 4)}]",
            "main_class": f"[{', '.join(repr(one) for one in 'ABCDEFGH')}][1 + {luck(13, 8)}] || '01'", "claim_count": luck(14, 20)}, IS["patent"]),)),
        "trademarks": Made(rights, (({"right_id": "n", "type": f"CASE {luck(15, 100)} WHEN 0 THEN 'collective' WHEN 1 THEN 'certification' ELSE 'ordinary' END",
            "is_gi": f"{luck(16, 500)} = 0"}, IS["trademark"]),)),
        "right_statuses": Made(rights, tuple(({"id": f"n * 4 + {index}", "right_id": "n", "status": f"'{status}'", "valid_from": begins, "valid_to": ends}, holds)
            for index, (status, begins, ends, holds) in enumerate(SPANS))),
        "right_holdings": Made(rights, (({"id": "n * 2", "right_id": "n", "party_id": party, "role": "'holder'", "position": "1",
            "valid_from": APPLIED, "valid_to": f"CASE WHEN {luck(17, 20)} = 0 THEN DATE '2015-01-01' END"}, "true"),
            ({"id": "n * 2 + 1", "right_id": "n", "party_id": f"1 + {luck(18, parties)}", "role": "'holder'", "position": "2",
              "valid_from": APPLIED}, f"{luck(19, 8)} = 0"))),
        "mark_honours": Made(rights, (({"id": "n", "right_id": "n", "kind": f"['well_known', 'famous', 'famous'][1 + {luck(24, 3)}]", **facts},
            f"{IS['trademark']} AND {luck(25, 1000)} = 0"),)),
        "gi_users": Made(rights, (({"id": "n", "right_id": "n", "party_id": party, **facts}, IS["gi"]),)),
        "parties": Made(parties, (({"id": "n", "kind": f"['enterprise', 'enterprise', 'individual', 'university'][1 + {luck(26, 4)}]",
            "size": f"['micro', 'small', 'medium', 'large'][1 + {luck(27, 4)}]", "region_id": PLACE.format("n")}, "true"),)),
        "party_flags": Made(parties, (({"id": "n", "party_id": "n", "flag": pick(flags, 29), **facts}, f"{luck(30, 10)} = 0"),)),
        "regions": Made(len(REGIONS), (({"id": "n", "code": f"[{', '.join(map(repr, REGIONS))}][n]", "level": "'county'"}, "true"),)),
        "bodies": Made(300, (({"id": "n", "kind": "'department'", "region_id": f"1 + {luck(34, len(REGIONS))}"}, "true"),)),
        "cases": Made(cases, (({"id": "n", "procedure": PROCEDURE, "state": f"['settled', 'closed', 'left', 'open'][1 + {luck(35, 4)}]",
            "region_code": HOME, "body_id": f"1 + {luck(36, 300)}", "opened_at": OPENED, "submitted_at": OPENED, "closed_at": CLOSED,
            "rating": f"CASE WHEN {luck(37, 4)} = 0 THEN 1 + {luck(38, 5)} END", "rated_at": f"CASE WHEN {luck(37, 4)} = 0 THEN {CLOSED} END"}, "true"),)),
        "case_steps": Made(cases, steps),
        "recorded_transactions": Made(cases // 5, (({"id": "n", "kind": pick(deal, 50), "signed_on": f"DATE '2010-01-01' + {luck(51, 3100)}",
            "amount": f"{luck(52, 5000000)}", "giver_id": party, "taker_id": f"1 + {luck(53, 2000)}"}, "true"),)),
        "judgments": Made(cases // 20, (({"id": "n", "entered_for_id": f"1 + {luck(54, 300)}", "filed_on": f"DATE '2012-01-01' + {luck(55, 2000)}",
            "judged_on": f"DATE '2012-01-01' + {luck(55, 2000)} + {luck(56, 300)}", "awarded": f"{luck(57, 900000)}", "outcome": "'won'"}, "true"),)),
        "subsidy_applications": Made(cases // 10, (({"id": "n", "region_code": HOME, "amount_granted": f"{luck(58, 50000)}",
            "paid_on": f"DATE '2012-01-01' + {luck(59, 2300)}"}, "true"),)),
        "paid_rights": Made(cases // 10, (({"id": "n", "right_id": f"1 + {luck(60, rights)}", "region_code": HOME, "doubled": f"{luck(61, 50)} = 0",
            "decided_on": f"DATE '2012-01-01' + {luck(62, 2300)}"}, "true"),)),
        "fund_claims": Made(cases // 10, (({"id": "n", "region_code": HOME, "committed_on": f"DATE '2012-01-01' + {luck(63, 2300)}"}, "true"),)),
        "award_results": Made(cases // 100, (({"id": "n", "case_id": f"1 + {luck(64, cases)}", "awarded_on": f"DATE '2012-01-01' + {luck(65, 2300)}"}, "true"),)),
        "experts": Made(5_000, (({"id": "n", "region_id": f"1 + {luck(66, len(REGIONS))}", "outside": f"{luck(67, 3)} = 0", **facts}, "true"),)),
    }  # fmt: skip


def seed(rights: int, cases: int) -> dict[str, int]:
    """Write the blocks and the manifest of a day; how many rows each table has."""
    from qingzhi.base import clock
    from qingzhi.engine.lake.columns import schema_of
    from qingzhi.engine.lake.manifests import Manifest, TableBlocks, write_manifest
    from qingzhi.engine.lake.tables import table_of

    held = {}
    with duckdb.connect(config={"memory_limit": "1GB", "threads": 2}) as engine:
        for name, made in tables(rights, cases).items():
            schema = schema_of(table_of(name))
            columns = {one.name: str(one.type) for one in schema}
            held[name] = TableBlocks(columns, BLOCK, tuple(_blocks(engine, name, made, schema)))
    write_manifest(Manifest(AS_OF, clock.real_now().isoformat(), dict(sorted(held.items()))))
    return {name: one.rows for name, one in held.items()}


def _blocks(engine: Any, name: str, made: Made, schema: Any) -> Iterator[Any]:
    """The blocks of a table, 50,000 ids each."""
    from qingzhi.engine.lake.manifests import Block, block_path

    block_path(name, "x").parent.mkdir(parents=True, exist_ok=True)
    for number in range((made.ids + BLOCK) // BLOCK):
        span = f"range(greatest(1, {number * BLOCK}), least({(number + 1) * BLOCK}, {made.ids + 1})) AS ids(n)"
        parts = [f"SELECT {_columns(given, schema)} FROM {span} WHERE {holds}" for given, holds in made.selects]
        path = block_path(name, f"{number:05}.parquet")
        written = engine.execute(
            f"COPY ({' UNION ALL '.join(parts)}) TO '{path}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {BLOCK * 4})"
        )
        rows = written.fetchone()[0]
        if rows:
            yield Block(number, path.name, rows, path.stat().st_size)


def _columns(given: dict[str, str], schema: Any) -> str:
    return ", ".join(f"({given.get(one.name, 'NULL')})::{_type(one.type)} AS {one.name}" for one in schema)


def _type(arrow: Any) -> str:
    import pyarrow as pa

    if pa.types.is_decimal(arrow):
        return f"DECIMAL({arrow.precision}, {arrow.scale})"
    names = {"string": "VARCHAR", "int64": "BIGINT", "int32": "INTEGER", "int16": "SMALLINT", "bool": "BOOLEAN", "double": "DOUBLE",
             "date32[day]": "DATE"}  # fmt: skip
    return "TIMESTAMPTZ" if pa.types.is_timestamp(arrow) else names[str(arrow)]
