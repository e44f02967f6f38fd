"""`import statistics`: figures, which come in whole or not at all."""

import csv
from pathlib import Path
from time import perf_counter
from typing import Any

import typer

from .import_batches import SHOWN, columns_in, report
from .setup import refuse, say

LARGEST = 200 * 1024 * 1024


def import_figures(
    path: Path, actor: Any, mapping: Path | None, *, dry_run: bool, errors: Path | None, note: str, format: str
) -> None:
    """Take a file of figures in, tell what became of it; ends with status 1 when rows were rejected."""
    from qingzhi.base.permits import Refusal
    from qingzhi.domains.metrics import actions

    started = perf_counter()
    if path.stat().st_size > LARGEST:
        refuse(f"{path}：文件超过 {LARGEST // 1024 // 1024} MB，请拆分后导入")
    try:
        result = actions.import_statistics(
            actor=actor,
            content=path.read_bytes(),
            file_name=path.name,
            note=note,
            dry_run=dry_run,
            mapping=columns_in(mapping),
        )
    except Refusal as refused:
        refuse(f"{path.name}：{refused.reason}")
    document = {
        "batch": result.batch.code if result.batch else None,
        "rows": result.rows,
        "created": result.created,
        "updated": result.updated,
        "unchanged": result.unchanged,
        "rejected": result.rejected,
        "errors_file": _write(errors, result.rejections) if errors else None,
        "seconds": round(perf_counter() - started, 3),
    }
    report(document, format)
    if result.rejected:
        if not errors:
            for one in result.rejections[:SHOWN]:
                say(f"第 {one.line} 行“{one.name}”列：{one.reason}")
            if len(result.rejections) > SHOWN:
                say(f"……共 {len(result.rejections)} 处，用 --errors FILE 写出全部")
        raise typer.Exit(1)


def _write(path: Path, rejections: list[Any]) -> str | None:
    """The rejected rows as CSV that a spreadsheet opens; nothing is written when there are none."""
    if not rejections:
        return None
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["行", "列", "列名", "内容", "原因"])
            writer.writerows([one.line, one.column or "", one.name, one.content, one.reason] for one in rejections)
    except OSError as error:
        say(f"错误文件写不出（{error.strerror}）：{path}")
        return None
    return str(path)
