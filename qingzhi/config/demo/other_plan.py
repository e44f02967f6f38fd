"""Small plans of the nation, the province and one prefecture, so that an indicator is seen to serve several plans."""

from datetime import datetime

from qingzhi.base import clock
from qingzhi.base.regions.models import Region
from qingzhi.domains.plan.actions.importing import import_plan
from qingzhi.domains.plan.actions.publishing import publish_version
from qingzhi.domains.plan.actions.reviewing import confirm_section, resolve_warning
from qingzhi.domains.plan.models import Plan, PlanVersion

from .stage import Stage
from .targets import target_quoted, track

IMPORTED_AT = datetime(2017, 8, 8, 9, 40)
REVIEWED_AT = datetime(2017, 8, 8, 15, 0)
PUBLISHED_AT = datetime(2017, 8, 9, 10, 30)


def publish_other_plans(stage: Stage) -> int:
    """Import, look through and publish these plans together, each step on its day, and bind their targets; how many are new."""
    rows = [row for row in stage.rows("other_plans") if not Plan.objects.filter(code=row["code"]).exists()]
    with clock.fixed(IMPORTED_AT):
        versions = [_imported(stage, row) for row in rows]
    with clock.fixed(REVIEWED_AT):
        for version in versions:
            _review(stage, version)
    with clock.fixed(PUBLISHED_AT):
        for version in versions:
            publish_version(actor=stage.actor("chief"), version=version)
    for row, version in zip(rows, versions, strict=True):
        _bind(stage, row, version.plan)
    return len(rows)


def _imported(stage: Stage, row: dict[str, str]) -> PlanVersion:
    region = Region.objects.get(code=row["region"]) if row["region"] else None
    return import_plan(
        actor=stage.actor("planning"), source=stage.folder / row["file"], code=row["code"], level=row["level"], region=region,
        owner=stage.bodies.get(row["owner"]),
    )  # fmt: skip


def _review(stage: Stage, version: PlanVersion) -> None:
    clerk = stage.actor("planning")
    for warning in version.warnings.filter(resolved_at=None):
        resolve_warning(actor=clerk, warning=warning, resolution="示例文本，已逐条核对")
    for section in version.sections.all():
        confirm_section(actor=clerk, section=section)


def _bind(stage: Stage, row: dict[str, str], plan: Plan) -> None:
    for told in stage.rows("other_targets"):
        if told["plan"] == row["code"]:
            target = target_quoted(plan, told["quote_part"])
            track(stage, plan, target, told["indicator"], told, told["reason"], owner=stage.bodies.get(row["owner"]))
