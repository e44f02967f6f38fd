"""`import KIND FILE`: a batch from the file to its end, with progress; killed and started again, it goes on."""

import csv
import json
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import typer

from .setup import print_json, print_table, refuse, say

SLICE = 1.0
SHOWN = 20
ENCODING = "utf-8-sig"
LONGEST_MAPPING = 1024 * 1024
COLUMNS = {
    "batch": "批次", "rows": "数据行", "created": "新增", "updated": "更正", "unchanged": "未变", "rejected": "拒收",
    "errors_file": "错误文件", "seconds": "用时（秒）",
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What the command line says."""

    kind: str
    path: Path
    mapping: Path | None
    errors: Path | None
    note: str
    as_of: date | None
    feed: str
    period: str
    licence: str
    republish: tuple[str, ...]
    format: str


def import_register(asked: Asked, actor: Any, *, dry_run: bool) -> None:
    """Import a file, or say what it would do; status 1 when rows were rejected, 2 when nothing was taken."""
    from qingzhi.base.permits import Refusal

    started = time.perf_counter()
    try:
        document, faults = _tried(asked, actor) if dry_run else _imported(asked, actor)
    except Refusal as refused:
        refuse(f"{asked.path}：{refused.reason}")
    document["seconds"] = round(time.perf_counter() - started, 3)
    report(document, asked.format)
    if document["rejected"] or faults:
        if not asked.errors:
            _tell(faults)
        raise typer.Exit(1)


def import_code_table(name: str, path: Path, actor: Any, format: str) -> None:
    """Load a code table, whole or not at all."""
    from qingzhi.base.permits import Refusal
    from qingzhi.engine.imports.code_tables import load_code_table

    started = time.perf_counter()
    try:
        done = load_code_table(actor=actor, name=name, path=path)
    except Refusal as refused:
        refuse(f"{path}：{refused.reason}")
    counts = {"created": done.created, "updated": done.updated, "unchanged": done.unchanged, "rejected": 0}
    seconds = round(time.perf_counter() - started, 3)
    report({"batch": None, "rows": done.rows, **counts, "errors_file": None, "seconds": seconds}, format)


def report(document: dict[str, Any], format: str) -> None:
    """The result, as the contract has it."""
    if format == "json":
        print_json(document)
    else:
        print_table([document], COLUMNS)


def columns_in(path: Path | None) -> dict[str, str]:
    """Fields by the columns' names in the file, from JSON ({"列名": "field"}) or CSV (列名,field)."""
    if path is None:
        return {}
    try:
        if path.stat().st_size > LONGEST_MAPPING:
            refuse(f"{path}：列名对照文件过大")
        text = path.read_text("utf-8-sig", "replace")
    except OSError as error:
        refuse(f"{path}：打不开（{error.strerror}）")
    try:
        found = json.loads(text) if text.lstrip().startswith("{") else dict(csv.reader(text.splitlines()))
        return {str(column): str(field) for column, field in found.items()}
    except ValueError as error:
        refuse(f"{path}：列名对照不是 JSON 或两列 CSV（{error}）")


def _mapping(asked: Asked, kind: Any) -> dict[str, str | int]:
    """Which column holds which field, as the mapping file says."""
    from qingzhi.engine.imports.rules.mapping_files import read_mapping
    from qingzhi.engine.imports.rules.shapes import FileRefused

    if asked.mapping is None:
        return {}
    try:
        return read_mapping(asked.mapping, kind.fields)
    except OSError as error:
        refuse(f"{asked.mapping}：打不开（{error.strerror}）")
    except FileRefused as refused:
        where = f"第 {refused.line} 行：" if refused.line else ""
        refuse(f"{asked.mapping}：{where}{refused.reason}")


def _imported(asked: Asked, actor: Any) -> tuple[dict[str, Any], list[Any]]:
    from qingzhi.engine.imports.queries.rejections import first_rejections
    from qingzhi.engine.imports.terms import BatchState

    batch = _going_on(asked, actor) or _begun(asked, actor)
    with _stopping():
        batch = _driven(batch)
    if batch.state == BatchState.FAILED:
        if not batch.cursor:
            refuse(f"{asked.path}：{batch.failure}")
        say(f"批次 {batch.code} 已中止：{batch.failure}")
    document = {
        "batch": batch.code,
        "rows": batch.cursor,
        "created": batch.created_count,
        "updated": batch.updated_count,
        "unchanged": batch.unchanged_count + batch.older_count,
        "rejected": batch.rejected_count,
        "errors_file": _errors_of(batch, asked.errors),
        "seconds": 0.0,
    }
    if batch.older_count:
        say(f"其中 {batch.older_count} 行比登记簿中的数据旧，没有采用")
    faults = [(one.line, one.column_name, one.reason) for one in first_rejections(batch, SHOWN + 1)]
    if batch.state == BatchState.FAILED:
        faults.append((batch.cursor + 1, "", batch.failure))
    return document, faults


def _going_on(asked: Asked, actor: Any) -> Any:
    """The unfinished batch of this very file, if there is one."""
    from qingzhi.base.permits import require
    from qingzhi.engine.imports.actions import known_kind, resume_batch
    from qingzhi.engine.imports.queries.batches import unfinished_same
    from qingzhi.engine.imports.queries.contents import examined
    from qingzhi.engine.imports.terms import BatchState

    kind = known_kind(asked.kind)
    require(actor, kind.permit)
    found = unfinished_same(kind.code, _digest(asked.path))
    if found is None:
        return None
    mapping = _mapping(asked, kind)
    if mapping and examined(kind, asked.path, mapping).columns != found.columns:
        refuse(f"{asked.path}：批次 {found.code} 按另一列名对照导入到一半，请先撤回它，或不带 --mapping 接着导入")
    if found.state == BatchState.FAILED:
        found = resume_batch(actor=actor, batch=found)
    say(f"接着导入批次 {found.code}（已处理 {found.cursor:,} 行）")
    return found


def _begun(asked: Asked, actor: Any) -> Any:
    from qingzhi.engine.imports.actions import confirm_batch, known_kind, prepare_batch
    from qingzhi.engine.imports.queries.feeds import feed_named

    batch = prepare_batch(
        actor=actor, kind=asked.kind, source=asked.path, file_name=asked.path.name, data_as_of=asked.as_of,
        feed=feed_named(asked.feed, asked.kind), period=asked.period, licence=asked.licence,
        republish=asked.republish, note=asked.note, mapping=_mapping(asked, known_kind(asked.kind)), complete=True,
    )  # fmt: skip
    return confirm_batch(actor=actor, batch=batch)


def _driven(batch: Any) -> Any:
    """Work on a batch to its end, or watch the process that does."""
    from qingzhi.engine.imports.actions import let_go, run_batch
    from qingzhi.engine.imports.queries.batches import OPEN, progress_of

    before, watching = batch.cursor, False
    try:
        while batch.state in OPEN:
            try:
                batch = run_batch(batch, seconds=SLICE)
            except Exception as error:
                batch.refresh_from_db()
                say(f"第 {batch.cursor + 1} 行以后写入出错，再试：{error}")
            if batch.state in OPEN and batch.cursor == before:
                if not watching:
                    say(f"批次 {batch.code} 正由另一进程导入，等待其完成")
                watching = True
                time.sleep(0.5)
            if batch.cursor != before:
                before = batch.cursor
                _show(progress_of(batch))
    except (KeyboardInterrupt, SystemExit):
        let_go(batch)
        say(f"已中断，已处理 {before:,} 行；再运行同一命令即接着导入")
        raise
    return batch


def _show(progress: Any) -> None:
    total = f" / {progress.total:,}" if progress.total else ""
    rate = f"，每秒 {progress.rate:,.0f} 行" if progress.rate else ""
    left = f"，剩余{progress.left_in_words}" if progress.left is not None else ""
    say(f"已处理 {progress.done:,}{total} 行{rate}{left}")


def _tried(asked: Asked, actor: Any) -> tuple[dict[str, Any], list[Any]]:
    """A dry run: the file is neither stored nor entered."""
    from qingzhi.engine.imports.actions import known_kind, trial_batch
    from qingzhi.engine.imports.queries.preview import preview
    from qingzhi.engine.imports.queries.rejections import ErrorLines

    kind = known_kind(asked.kind)
    mapping = _mapping(asked, kind)
    batch = trial_batch(actor=actor, kind=kind, path=asked.path, data_as_of=asked.as_of, mapping=mapping)
    with _to_file(asked.errors, lambda file: ErrorLines(kind, batch, file)) as lines:
        found = preview(kind, batch, path=asked.path, tell=lines)
    for one in found.differences[:SHOWN]:
        told = "；".join(f"{name} {old or '（空）'} → {new or '（空）'}" for name, old, new in one.changes)
        say(f"第 {one.line} 行 {'新增' if one.what == 'created' else '更改'} {one.label}{f'：{told}' if told else ''}")
    document = {
        "batch": None,
        "rows": found.rows,
        "created": found.created,
        "updated": found.updated,
        "unchanged": found.unchanged + found.older,
        "rejected": found.rejected,
        "errors_file": str(asked.errors) if asked.errors and found.faults else None,
        "seconds": 0.0,
    }
    titles = {one.name: one.title for one in kind.fields}
    return document, [(one.line, titles.get(one.field, ""), one.reason) for one in found.faults]


@contextmanager
def _to_file(path: Path | None, lines_into: Callable[[Any], Any]) -> Iterator[Any]:
    """What writes the faults of a dry run to the errors file; the file is there only if there were any."""
    if path is None:
        yield None
        return
    try:
        with path.open("w", encoding=ENCODING, newline="") as file:
            lines = lines_into(file)
            yield lines
    except OSError as error:
        refuse(f"{path}：错误文件写不出（{error.strerror}）")
    if not lines.count:
        path.unlink(missing_ok=True)


def _errors_of(batch: Any, path: Path | None) -> str | None:
    from qingzhi.engine.imports.queries.rejections import write_errors

    if path is None or not batch.rejections.exists():
        return None
    try:
        with path.open("w", encoding=ENCODING, newline="") as file:
            write_errors(batch, file)
    except OSError as error:
        say(f"错误文件写不出（{error.strerror}）：{path}")
        return None
    return str(path)


def _tell(faults: list[Any]) -> None:
    for line, name, reason in faults[:SHOWN]:
        say(f"第 {line} 行“{name}”列：{reason}" if name else f"第 {line} 行：{reason}")
    if len(faults) > SHOWN:
        say("……用 --errors FILE 写出全部")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        hasher = sha256()
        while part := file.read(1 << 20):
            hasher.update(part)
    return hasher.hexdigest()


@contextmanager
def _stopping() -> Iterator[None]:
    """A polite end is an interruption: the batch is let go of."""
    before = signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(143))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
