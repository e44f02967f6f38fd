"""`import`: files into the registers, and batches back out of them."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from .setup import actor_of, print_json, print_table, refuse, start_django

KINDS = (
    "parties、patents、trademarks、geographical-indications、copyrights、"
    "plant-varieties、layout-designs、statistics、code-table:NAME"
)


class KindGroup(TyperGroup):
    """`import KIND FILE`: what is no command of its own is a kind, which the registry knows once Django is up."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        return super().get_command(ctx, cmd_name) or super().get_command(ctx, "kind")


imports = typer.Typer(
    cls=KindGroup,
    help=f"导入数据文件：import 种类 文件；种类为 {KINDS}。撤回批次：import rollback 批次。",
    no_args_is_help=True,
)
Format = Annotated[str, typer.Option("--format", help="json 或 table")]
As = Annotated[str, typer.Option("--as", help="以某个账号的权限办理；缺省为系统操作员")]
File = Annotated[Path, typer.Argument(help="CSV、XLSX、XML 或 JSON 文件")]
Mapping = Annotated[
    Path | None,
    typer.Option(help="列名对照：JSON（{字段: 列名}）或两列 CSV（字段,列名）"),  # half-width on purpose
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只检查，不写入")]
Errors = Annotated[Path | None, typer.Option(help="把拒收的行写到这个 CSV 文件，改正后可再导入")]
Note = Annotated[str, typer.Option(help="批次说明")]


def add_to(app: typer.Typer) -> None:
    """Register the commands of this module."""
    app.add_typer(imports, name="import")


@imports.command("kind", hidden=True)
def import_kind(
    context: typer.Context,
    file: File,
    mapping: Mapping = None,
    dry_run: DryRun = False,
    errors: Errors = None,
    batch_note: Note = "",
    as_of: Annotated[str, typer.Option("--as-of", help="数据截至，如 2018-06-30；缺省为今天")] = "",
    feed: Annotated[str, typer.Option(help="数据来源的代码")] = "",
    period: Annotated[str, typer.Option(help="所属期，如 2018-06、2018Q2、2018")] = "",
    licence: Annotated[str, typer.Option(help="使用许可")] = "",
    republish: Annotated[str, typer.Option(help="可公开的字段，用逗号分隔")] = "",
    user: As = "",
    format: Format = "table",
) -> None:
    """导入一个登记簿的数据文件；中断后再运行同一命令即接着导入。"""
    from .import_batches import Asked, import_code_table, import_register

    check_format(format)
    kind = str(context.info_name)
    day = check_day(as_of)
    check_readable(file)
    start_django()
    if kind.startswith("code-table:"):
        import_code_table(kind.partition(":")[2], file, actor_of(user), format)
        return
    names = tuple(name.strip() for name in republish.replace("，", ",").split(",") if name.strip())
    asked = Asked(kind, file, mapping, errors, batch_note, day, feed, period, licence, names, format)
    import_register(asked, actor_of(user), dry_run=dry_run)


@imports.command("statistics")
def import_statistics(
    file: File,
    mapping: Mapping = None,
    dry_run: DryRun = False,
    errors: Errors = None,
    batch_note: Note = "",
    user: As = "",
    format: Format = "table",
) -> None:
    """导入统计数据：指标、地区、时期、数值、来源。"""
    from .import_statistics import import_figures

    check_format(format)
    check_readable(file)
    start_django()
    import_figures(file, actor_of(user), mapping, dry_run=dry_run, errors=errors, note=batch_note, format=format)


@imports.command("rollback")
def rollback(
    batch: Annotated[str, typer.Argument(help="批次编号，如 patents-12、statistics-12")],
    reason: Annotated[str, typer.Option(help="撤回理由")] = "",
    user: As = "",
    format: Format = "table",
) -> None:
    """撤回一个导入批次。"""
    check_format(format)
    start_django()
    from qingzhi.base.permits import Refusal

    try:
        document = _rolled_back(batch, actor_of(user), reason or "命令行撤回")
    except Refusal as refused:
        refuse(refused.reason)
    if format == "json":
        print_json(document)
    else:
        print_table([document], {"batch": "批次", "rolled_back_at": "撤回时间", "withdrawn": "撤回数据"})


def _rolled_back(code: str, actor: Any, reason: str) -> dict[str, Any]:
    from qingzhi.domains.metrics import actions as figures
    from qingzhi.domains.metrics.queries import batch_of as figures_of
    from qingzhi.engine.imports.actions import roll_back_batch
    from qingzhi.engine.imports.queries.batches import batch_of

    found = batch_of(code)
    if found is not None:
        done = roll_back_batch(actor=actor, batch=found, reason=reason)
        taken = done.created_count + done.updated_count
        return {"batch": done.code, "rolled_back_at": done.rolled_back_at, "withdrawn": taken}
    of_figures = figures_of(code)
    if of_figures is None:
        refuse(f"没有编号为“{code}”的批次")
    back = figures.rollback_batch(actor=actor, batch=of_figures, reason=reason)
    taken = back.created_count + back.updated_count
    return {"batch": back.code, "rolled_back_at": back.rolled_back_at, "withdrawn": taken}


def check_format(format: str) -> None:
    """Refuse what is neither json nor table."""
    if format not in {"json", "table"}:
        refuse(f"--format 只能是 json 或 table，不能是“{format}”")


def check_day(text: str) -> date | None:
    """The day of an option; refuse what is none."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        refuse(f"--as-of 要写成 2018-06-30 这样的日期，不能是“{text}”")


def check_readable(path: Path) -> None:
    """Refuse a file that cannot be opened, before anything else is done."""
    try:
        with path.open("rb"):
            return
    except OSError as error:
        refuse(f"{path}：打不开（{error.strerror}）")
