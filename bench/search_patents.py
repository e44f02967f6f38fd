"""Search over a million patents: how long the index takes, how long questions take, and SQLite's FTS5 beside it.

`python -m bench.search_patents [DOCUMENTS]`. Titles and abstracts of 140 characters are made from a vocabulary of 20,000
words with a fixed seed; a word's frequency falls with its rank as in real texts. They lie in files before the clock
starts and go to the index as the search's own rebuild feeds it: another process reads them and cuts them into words, this
one writes. No database, no registers. The peer is FTS5 over the same words (rjieba's, joined by spaces; its own trigrams cannot find words of two
characters), with the same filter, the same counts of three facets, the same ranking by BM25 and the same twenty results.
"""

import json
import multiprocessing
import pickle
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

from .figure import below, report, times_faster
from .search_words import COMMON, vocabulary

DOCUMENTS, QUESTIONS, PEER_QUESTIONS = 1_000_000, 200, 50
CHUNK, AHEAD = 1000, 6
FACETS = ("status", "region", "section")
STATUS = ("granted", "granted", "granted", "pending", "lapsed", "lapsed", "expired")
ROOT = Path(__file__).resolve().parents[1]


def documents(chunk: int) -> Iterator[Any]:
    """The documents of one chunk; the same in every process."""
    from qingzhi.engine.search.sources import Document

    words, weights, title_weights = _weighted()
    dice = random.Random(1_000_003 * chunk + 7)
    spoken = dice.choices(words, cum_weights=weights, k=CHUNK * 95)
    named = dice.choices(words, cum_weights=title_weights, k=CHUNK * 8)
    for place in range(CHUNK):
        id = chunk * CHUNK + place + 1
        yield Document(
            kind="patent",
            id=id,
            title="一种" + "".join(named[place * 8 : place * 8 + 8])[:18],
            text=_sentences(spoken[place * 95 : place * 95 + 95]),
            number=f"ZL2016{id:08d}.{id % 10}",
            facets={
                "status": (dice.choice(STATUS),),
                "region": (f"63{dice.randrange(1, 53):02d}00",),
                "section": ("ABCDEFGH"[dice.randrange(8)],),
            },
            on=date(2007, 1, 1) + timedelta(days=dice.randrange(4000)),
        )


_kept: list[Any] = []


def _weighted() -> tuple[list[str], list[float], list[float]]:
    """The vocabulary with the sums of its frequencies, for texts and, flatter, for titles; made once."""
    if not _kept:
        words = vocabulary()
        _kept.append((
            words,
            list(accumulate(1 / (rank + 3.0) for rank in range(len(words)))),
            list(accumulate(1 / (rank + 30.0) for rank in range(len(words)))),
        ))  # fmt: skip
    return _kept[0]


def _sentences(words: list[str]) -> str:
    parts = [word + ("，" if place % 27 else "。") if place % 9 == 8 else word for place, word in enumerate(words)]
    return "".join(parts)[:140]


def questions() -> list[str]:
    """One to three common words each."""
    dice = random.Random(3)
    common = vocabulary()[COMMON]
    return [" ".join(dice.sample(common, dice.choice((1, 1, 2, 2, 3)))) for _ in range(QUESTIONS)]


def write_texts(texts: str, count: int) -> dict[str, float]:
    """The documents as files, a chunk each; both sides read them."""
    started = time.perf_counter()
    for chunk in range(count // CHUNK):
        Path(texts, f"{chunk}").write_bytes(pickle.dumps(list(documents(chunk))))
    return {"seconds": time.perf_counter() - started}


def read_texts(texts: str, chunk: int) -> list[Any]:
    found: list[Any] = pickle.loads(Path(texts, f"{chunk}").read_bytes())
    return found


# our index


def prepared(texts: str, chunk: int) -> list[Any]:
    from qingzhi.engine.search.index.schema import prepare

    return [prepare(one) for one in read_texts(texts, chunk)]


def fed(texts: str, count: int) -> Iterator[list[Any]]:
    """Chunks as another process prepares them, a few ahead."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        waiting: list[Future[list[Any]]] = []
        for chunk in range(count // CHUNK):
            waiting.append(pool.submit(prepared, texts, chunk))
            if len(waiting) > AHEAD:
                yield waiting.pop(0).result()
        while waiting:
            yield waiting.pop(0).result()


def build_ours(texts: str, folder: str, count: int) -> dict[str, float]:
    from qingzhi.engine.search.index.building import build

    started = time.perf_counter()
    build(Path(folder), fed(texts, count))
    seconds = time.perf_counter() - started
    size = sum(path.stat().st_size for path in Path(folder).iterdir())
    return {"seconds": seconds, "peak_mib": _peak(children=True), "size_mib": size / 2**20}


def our_answers(folder: str) -> Callable[[str], int]:
    """Narrowed to one status, counted by three facets, the twenty best results with marks; how many there are."""
    import tantivy

    from qingzhi.engine.search.index.searching import ask
    from qingzhi.engine.search.rules.asking import Request, Vocabulary
    from qingzhi.engine.search.rules.query import parse

    index = tantivy.Index.open(folder)

    def answer(text: str) -> int:
        request = Request(parse(text).node, ("patent|public",), {"status": ("granted",)}, FACETS, limit=20, raw=text)
        return ask(index, request, Vocabulary()).total

    return answer


def ask_ours(folder: str) -> dict[str, Any]:
    """Each question once, after a few to warm up."""
    answer = our_answers(folder)
    for text in questions()[:10]:
        answer(text)
    took = [_timed(answer, text)[0] for text in questions()]
    totals = [answer(text) for text in questions()]
    return {"took": took, "totals": totals, "peak_mib": _peak()}


# the peer


def build_peer(texts: str, path: str, count: int) -> dict[str, float]:
    started = time.perf_counter()
    db = _connect(path)
    db.execute("CREATE TABLE doc (id INTEGER PRIMARY KEY, title, text, status, region, section, sees)")
    db.execute("CREATE VIRTUAL TABLE fts USING fts5(title, text, content='', tokenize='unicode61')")
    for chunk in range(count // CHUNK):
        rows = list(_peer_rows(read_texts(texts, chunk)))
        db.executemany("INSERT INTO doc VALUES (?,?,?,?,?,?,'public')", (row[:6] for row in rows))
        db.executemany("INSERT INTO fts (rowid, title, text) VALUES (?,?,?)", ((row[0], *row[6:]) for row in rows))
    db.execute("INSERT INTO fts (fts) VALUES ('optimize')")
    db.commit()
    db.execute("ANALYZE")
    db.close()
    return {
        "seconds": time.perf_counter() - started,
        "peak_mib": _peak(),
        "size_mib": Path(path).stat().st_size / 2**20,
    }


def _peer_rows(given: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    import rjieba

    for one in given:
        values = [one.facets[name][0] for name in FACETS]
        title, text = (" ".join(rjieba.cut_for_search(part)) for part in (one.title, one.text))
        yield (one.id, one.title, one.text, *values, title, text)


def peer_answers(path: str) -> Callable[[str], int]:
    """The same of FTS5: one pass for the counts, one for the twenty best."""
    import rjieba

    db = _connect(path)
    where = (
        "FROM fts JOIN doc ON doc.id = fts.rowid WHERE fts MATCH ? AND doc.sees = 'public' AND doc.status = 'granted'"
    )
    counted = f"""WITH hit AS MATERIALIZED (SELECT status, region, section {where})
        SELECT 'total', '', count(*) FROM hit UNION ALL SELECT 'status', status, count(*) FROM hit GROUP BY status
        UNION ALL SELECT 'region', region, count(*) FROM hit GROUP BY region
        UNION ALL SELECT 'section', section, count(*) FROM hit GROUP BY section"""
    best = f"SELECT doc.id, doc.title, doc.text {where} ORDER BY bm25(fts, 2.0, 1.0) LIMIT 20"

    def answer(text: str) -> int:
        asked = " ".join(f'"{word}"' for word in rjieba.cut(text) if word.strip())
        counts = db.execute(counted, (asked,)).fetchall()
        db.execute(best, (asked,)).fetchall()
        return int(counts[0][2])

    return answer


def ask_both(folder: str, path: str) -> dict[str, Any]:
    """Every fourth question, of each in turn, so that both meet the same machine; a first time of both to warm up."""
    ours, peer = our_answers(folder), peer_answers(path)
    chosen = questions()[:: QUESTIONS // PEER_QUESTIONS]
    for text in chosen:
        ours(text), peer(text)
    pairs = [(_timed(ours, text), _timed(peer, text)) for text in chosen]
    return {
        "ours_ms": sum(one[0] for one, _ in pairs), "peer_ms": sum(one[0] for _, one in pairs),
        "ours_found": sum(one[1] for one, _ in pairs), "peer_found": sum(one[1] for _, one in pairs),
    }  # fmt: skip


def _connect(path: str) -> sqlite3.Connection:
    db = sqlite3.connect(path)
    for pragma in (
        "journal_mode=OFF",
        "synchronous=OFF",
        "cache_size=-400000",
        "mmap_size=4000000000",
        "temp_store=MEMORY",
    ):
        db.execute(f"PRAGMA {pragma}")
    return db


# measuring


def _timed(answer: Callable[[str], int], text: str) -> tuple[float, int]:
    begin = time.perf_counter()
    found = answer(text)
    return (time.perf_counter() - begin) * 1000, found


def _peak(children: bool = False) -> float:
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return (own + (resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss if children else 0)) / 1024


def _apart(step: str, *given: object) -> dict[str, Any]:
    """One step in a process of its own, so that its peak memory is its own."""
    command = [sys.executable, "-m", "bench.search_patents", "--step", step, *map(str, given)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    found: dict[str, Any] = json.loads(done.stdout)
    print(f"{step}: " + ", ".join(f"{k} {v:.0f}" for k, v in found.items() if isinstance(v, float)), file=sys.stderr)
    return found


def figures(count: int = DOCUMENTS) -> list[dict[str, object]]:
    with tempfile.TemporaryDirectory() as folder:
        texts, ours, peer = Path(folder) / "texts", Path(folder) / "index", Path(folder) / "peer.sqlite3"
        texts.mkdir(), ours.mkdir()
        _apart("write_texts", texts, count)
        built, answered = _apart("build_ours", texts, ours, count), _apart("ask_ours", ours)
        built_peer = _apart("build_peer", texts, peer, count)
        shutil.rmtree(texts)
        both = _apart("ask_both", ours, peer)
    took = sorted(answered["took"])
    p50, p99 = took[len(took) // 2], took[min(len(took) - 1, round(len(took) * 0.99) - 1)]
    peak, asking = built["peak_mib"], answered["peak_mib"]
    found = sorted(answered["totals"])[len(took) // 2]
    what = f"search {count:,} patents, {QUESTIONS} questions (a median of {found:,} found)"
    print(f"index {built['size_mib']:.0f} MiB; FTS5 {built_peer['size_mib']:.0f} MiB in {built_peer['seconds']:.0f} s; "
          f"found in all: ours {both['ours_found']}, FTS5 {both['peer_found']}", file=sys.stderr)  # fmt: skip
    return [
        below(f"index {count:,} patents, segmentation included", built["seconds"], 180, "s", peak_mib=peak),
        below(f"index {count:,} patents: peak memory", peak, 2048, "MiB", peak_mib=peak),
        below(f"{what}: p50", p50, 10, "ms", peak_mib=asking),
        below(f"{what}: p99", p99, 50, "ms", peak_mib=asking),
        times_faster(
            f"{PEER_QUESTIONS} of these questions, against SQLite FTS5 in turn",
            both["ours_ms"],
            both["peer_ms"],
            20,
            "ms",
            peak_mib=asking,
        ),
    ]


STEPS = {
    "write_texts": write_texts,
    "build_ours": build_ours,
    "ask_ours": ask_ours,
    "build_peer": build_peer,
    "ask_both": ask_both,
}

if __name__ == "__main__":
    if sys.argv[1:2] == ["--step"]:
        step, *given = sys.argv[2:]
        print(json.dumps(STEPS[step](*(int(one) if one.isdigit() else one for one in given))))  # type: ignore[operator]
    else:
        report(figures(int(sys.argv[1]) if sys.argv[1:] else DOCUMENTS))
