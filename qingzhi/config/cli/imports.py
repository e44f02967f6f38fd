"""`import`: files into the records, and batches back out of them."""

import csv
import json
from pathlib import Path
from time import perf_counter
from typing import Annotated, Any

import typer

from .setup import print_json, print_table, refuse, say, start_django

LATER = (
    "parties", "patents", "trademarks", "geographical-indications", "copyrights", "plant-varieties", "layout-designs",
)  # fmt: skip
MAPPING = "列名对照：JSON 或 CSV（列名,字段）"  # half-width on purpose
LARGEST = 200 * 1024 * 1024
COLUMNS = {
    "batch": "批次", "rows": "数据行", "created": "新增", "updated": "更正", "unchanged": "未变", "rejected": "拒收",
    "errors_file": "错误文件", "seconds": "用时（秒）",
}  # fmt: skip

imports = typer.Typer(help="导入数据文件，撤回批次。", no_args_is_help=True)
Format = Annotated[str, typer.Option("--format", help="json 或 table")]
File = Annotated[Path, typer.Argument(help="CSV 或 XLSX 文件")]


def add_to(app: typer.Typer) -> None:
    """Register the commands of this module."""
    app.add_typer(imports, name="import")


@imports.command("statistics")
def import_statistics(
    file: File,
    mapping: Annotated[Path | None, typer.Option(help=MAPPING)] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只检查，不写入")] = False,
    errors: Annotated[Path | None, typer.Option(help="把拒收的行写到这个 CSV 文件")] = None,
    batch_note: Annotated[str, typer.Option(help="批次说明")] = "",
    format: Format = "table",
) -> None:
    """导入统计数据：指标、地区、时期、数值、来源。"""
    check_format(format)
    content, columns = read_file(file), read_mapping(mapping)
    start_django()
    from qingzhi.base.permits import SYSTEM, Refusal
    from qingzhi.domains.metrics import actions

    started = perf_counter()
    try:
        result = actions.import_statistics(
            actor=SYSTEM, content=content, file_name=file.name, note=batch_note, dry_run=dry_run, mapping=columns
        )
    except Refusal as refused:
        refuse(f"{file.name}：{refused.reason}")
    seconds = round(perf_counter() - started, 3)
    written = write_errors(errors, result.rejections) if errors else None
    report(
        {
            "batch": result.batch.code if result.batch else None,
            "rows": result.rows,
            "created": result.created,
            "updated": result.updated,
            "unchanged": result.unchanged,
            "rejected": result.rejected,
            "errors_file": written,
            "seconds": seconds,
        },
        format,
    )
    if result.rejected:
        if not errors:
            for one in result.rejections[:20]:
                say(f"第 {one.line} 行“{one.name}”列：{one.reason}")
            if len(result.rejections) > 20:
                say(f"……共 {len(result.rejections)} 处，用 --errors FILE 写出全部")
        raise typer.Exit(1)


@imports.command("rollback")
def rollback(
    batch: Annotated[str, typer.Argument(help="批次编号，如 statistics-12")],
    reason: Annotated[str, typer.Option(help="撤回理由")] = "",
    format: Format = "table",
) -> None:
    """撤回一个导入批次。"""
    check_format(format)
    start_django()
    from qingzhi.base.permits import SYSTEM, Refusal
    from qingzhi.domains.metrics import actions
    from qingzhi.domains.metrics.queries import batch_of

    found = batch_of(batch)
    if found is None:
        refuse(f"没有编号为“{batch}”的批次")
    try:
        taken = actions.rollback_batch(actor=SYSTEM, batch=found, reason=reason or "命令行撤回")
    except Refusal as refused:
        refuse(refused.reason)
    withdrawn = taken.created_count + taken.updated_count
    document = {"batch": taken.code, "rolled_back_at": taken.rolled_back_at, "withdrawn": withdrawn}
    if format == "json":
        print_json(document)
    else:
        print_table([document], {"batch": "批次", "rolled_back_at": "撤回时间", "withdrawn": "撤回数据"})


def later(kind: str) -> None:
    """A kind of the contract whose register is not built yet is refused in one line."""

    def command(file: File) -> None:
        refuse(f"“{kind}”随权利与主体登记簿一起提供，本版本只能导入 statistics（统计数据）")

    imports.command(kind, hidden=True, context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(
        command
    )


for one in LATER:
    later(one)


def check_format(format: str) -> None:
    if format not in {"json", "table"}:
        refuse(f"--format 只能是 json 或 table，不能是“{format}”")


def read_file(path: Path) -> bytes:
    """The bytes of a file, or one line that says why not."""
    try:
        if path.stat().st_size > LARGEST:
            refuse(f"{path}：文件超过 {LARGEST // 1024 // 1024} MB，请拆分后导入")
        return path.read_bytes()
    except OSError as error:
        refuse(f"{path}：打不开（{error.strerror}）")


def read_mapping(path: Path | None) -> dict[str, str]:
    """Columns by their names in the file, from JSON ({"列名": "field"}) or CSV (列名,field)."""
    if path is None:
        return {}
    text = read_file(path).decode("utf-8-sig", "replace")
    try:
        found = json.loads(text) if text.lstrip().startswith("{") else dict(csv.reader(text.splitlines()))
        return {str(column): str(field) for column, field in found.items()}
    except ValueError as error:
        refuse(f"{path}：列名对照不是 JSON 或两列 CSV（{error}）")


def write_errors(path: Path, rejections: list[Any]) -> str | None:
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


def report(document: dict[str, Any], format: str) -> None:
    if format == "json":
        print_json(document)
    else:
        print_table([document], COLUMNS)
