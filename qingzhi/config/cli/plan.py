"""`plan compile`, `plan import`, `plan coverage`."""

from pathlib import Path
from typing import Annotated, Any

import typer

from .setup import actor_of, print_json, print_table, refuse, say, start_django

plan_app = typer.Typer(no_args_is_help=True, help="规划：读出措施和目标，导入，查看承接情况。")

File = Annotated[Path, typer.Argument(help="通知或规划文件：txt、docx、pdf、html")]
As = Annotated[str, typer.Option("--as", help="以某账号的权限执行；不写则为系统操作员")]
Format = Annotated[str, typer.Option("--format", help="json 或 table")]
Code = Annotated[str, typer.Option("--plan", help="规划代码；不写则按正文或标题归入")]


@plan_app.command("compile")
def compile_file(
    file: File, format: Annotated[str, typer.Option("--format", help="只有 json", hidden=True)] = "json"
) -> None:
    """读一份文件，打印读出的内容（JSON）；不使用数据库。"""
    from qingzhi.base.secrecy.rules import ClassifiedText, refuse_classified
    from qingzhi.domains.plan.rules.compiler import as_json, compile_text
    from qingzhi.engine.documents.rules.reading import UnreadableDocument, read_document

    if format != "json":
        refuse(f"plan compile 只输出 json，不能是“{format}”")
    try:
        document = read_document(file, file.name)
        refuse_classified(document.text)
    except UnreadableDocument as unreadable:
        refuse(f"{file}：{unreadable}")
    except ClassifiedText as classified:
        refuse(f"{file}：{classified.reason}")
    print_json(as_json(compile_text(document)))


@plan_app.command("import")
def import_file(
    file: File,
    publish: Annotated[bool, typer.Option("--publish", help="导入后即发布；有待核事项时拒绝")] = False,
    plan: Code = "",
    user: As = "",
    format: Format = "json",
) -> None:
    """把一份文件存为草稿版本；同一文件再次导入不产生第二份。"""
    _require_format(format)
    start_django()
    from django.db import transaction

    from qingzhi.base.permits import Refusal
    from qingzhi.base.regions.models import Region
    from qingzhi.base.secrecy.rules import ClassifiedText
    from qingzhi.domains.plan.actions.importing import import_plan
    from qingzhi.domains.plan.actions.publishing import publish_version

    actor = actor_of(user)
    province = Region.objects.filter(level="province", valid_to=None).first()
    try:
        with transaction.atomic():
            version = import_plan(actor=actor, source=file, name=file.name, code=plan, region=province)
            if publish:
                version = publish_version(actor=actor, version=version)
    except (Refusal, ClassifiedText) as refused:
        refuse(f"{file}：{refused.reason}")
    _print_version(version, format)


@plan_app.command("coverage")
def coverage(plan: Code = "", user: As = "", format: Format = "json") -> None:
    """列出现行规划的措施中，哪些还没有任务、指标、登记簿或办理事项承接。"""
    _require_format(format)
    start_django()
    from qingzhi.base.permits import PermitRefused, require
    from qingzhi.domains.plan.queries.coverage import coverage_of

    actor = actor_of(user)
    try:
        require(actor, "plan.version.view")
    except PermitRefused as refused:
        refuse(refused.reason)
    found = coverage_of(_version_in_force(actor, plan))
    if format == "json":
        print_json(found.as_json())
        return
    say(f"措施 {found.measures} 条，已有承接 {found.carried} 条，尚无承接 {found.measures - found.carried} 条")
    rows = [{"section": one.section.code, "text": one.text} for one in found.uncarried]
    print_table(rows, {"section": "章节", "text": "尚无承接的措施"})


def _require_format(format: str) -> None:
    if format not in {"json", "table"}:
        refuse(f"--format 只能是 json 或 table，不能是“{format}”")


def _version_in_force(actor: Any, code: str) -> Any:
    """The version in force of the plan of that code, or of the only plan; a draft where nothing is published yet."""
    from qingzhi.domains.plan.access.versions import visible_plans, visible_versions

    plans = list(visible_plans(actor).filter(**({"code": code} if code else {})))
    if not plans:
        refuse(f"没有代码为“{code}”的规划" if code else "还没有规划，请先用 plan import 导入")
    if len(plans) > 1:
        refuse("有多个规划，请用 --plan 指定其一：" + "、".join(one.code for one in plans))
    rows = visible_versions(actor).filter(plan=plans[0]).exclude(state="withdrawn")
    return rows.filter(state="published").first() or rows.order_by("-number").first()


def _print_version(version: Any, format: str) -> None:
    row = {
        "plan": version.plan.code,
        "version": version.number,
        "state": version.state,
        "title": version.title,
        "measures": version.measures.count(),
        "targets": version.targets.count(),
        "baselines": version.baselines.count(),
        "citations": version.citations.count(),
        "warnings": [one.text for one in version.warnings.filter(resolved_at=None)],
    }
    if format == "json":
        print_json(row)
        return
    labels = {
        "plan": "规划",
        "version": "版本",
        "state": "状态",
        "title": "标题",
        "measures": "措施",
        "targets": "目标",
    }
    print_table([row], labels)
    for text in row["warnings"]:
        say(f"待核事项：{text}")
