"""`rebuild`: derived stores are made anew from the records; each store adds its own command here."""

from typing import Annotated

import typer

from .setup import print_json, print_table, refuse, say, start_django

rebuild = typer.Typer(no_args_is_help=True, help="重建派生数据：检索索引、数据湖。")

Full = Annotated[bool, typer.Option("--full", help="不看更改记录，全部重读")]
Table = Annotated[list[str] | None, typer.Option("--table", help="只更新这张表，可多次给出")]
Format = Annotated[str, typer.Option("--format", help="json 或 table")]


@rebuild.command("lake")
def rebuild_lake(full: Full = False, table: Table = None, format: Format = "table") -> None:
    """更新数据湖：只重写有更改的块；`--full` 全部重读。"""
    if format not in {"json", "table"}:
        refuse(f"--format 只能是 json 或 table，不能是“{format}”")
    start_django()
    from qingzhi.engine.lake.actions import refresh_lake
    from qingzhi.engine.lake.tables import UnknownLakeTable

    try:
        done = refresh_lake(full=full, tables=tuple(table or ()), say=say)
    except UnknownLakeTable as unknown:
        refuse(f"数据湖没有这张表：{unknown.args[0]}")
    if format == "json":
        print_json(done.as_document())
        return
    columns = {"table": "表", "rows": "行数", "blocks": "块数", "written": "新写块数", "bytes": "字节"}
    print_table(done.as_document()["tables"], columns)
    say(f"数据截至 {done.as_of}，用时 {done.seconds:.1f} 秒")
