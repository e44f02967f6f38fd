"""`up`, `serve`, `work`, `demo`, `check`, `manage`: bringing the program up and keeping it well."""

from typing import Annotated

import typer

from .setup import print_json, print_table, refuse, say, start_django

Port = Annotated[int, typer.Option(min=1, max=65535, help="端口")]
Format = Annotated[str, typer.Option("--format", help="json 或 table")]


def add_to(app: typer.Typer) -> None:
    """Register the commands of this module."""
    app.command()(up)
    app.command()(serve)
    app.command()(work)
    app.command()(demo)
    app.command()(check)
    app.command(
        context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []},
        hidden=True,
    )(manage)


def up(port: Port = 8000, demo: Annotated[bool, typer.Option("--demo/--no-demo", help="建立演示省份")] = True) -> None:
    """建库、载入基础数据（和演示数据），启动网站与后台办理，打印地址。"""
    start_django()
    from ..running import bring_up

    raise typer.Exit(bring_up(port=port, with_demo=demo, say=say))


def serve(port: Port = 8000, host: str = "127.0.0.1") -> None:
    """只启动网站。"""
    start_django()
    from ..running import serve_web

    serve_web(host=host, port=port)


def work(once: Annotated[bool, typer.Option("--once", help="办理一遍即退出")] = False) -> None:
    """后台办理：送达事件、封印审计、提醒与升级。"""
    start_django()
    from ..running import work_forever, work_once

    if once:
        failed = work_once()
        if failed:
            say("未完成：" + "、".join(failed))
            raise typer.Exit(1)
        return
    work_forever()


def demo() -> None:
    """建立或补全演示省份；重复运行不改变已有数据。"""
    start_django()
    from ..running import prepare_demo

    prepare_demo(say)


def check(format: Format = "table") -> None:
    """检查存储、审计链、事件与后台工作。"""
    if format not in {"json", "table"}:
        refuse(f"--format 只能是 json 或 table，不能是“{format}”")
    start_django()
    from ..health import findings

    found = [finding._asdict() for finding in findings()]
    bad = [one for one in found if one["problems"]]
    if format == "json":
        print_json({"checks": found, "healthy": not bad})
    else:
        rows = [{**one, "problems": ";".join(one["problems"]) or "正常"} for one in found]
        print_table(rows, {"name": "检查", "problems": "结果", "detail": "说明"})
    if bad:
        raise typer.Exit(1)


def manage(context: typer.Context) -> None:
    """Django's own management commands, for developers."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["qingzhi manage", *context.args])
