"""Small plans of the nation, the province and one prefecture, so that an indicator is seen to serve several plans."""

from datetime import datetime

from qingzhi.base import clock
from qingzhi.base.regions.models import Region
from qingzhi.domains.plan.actions.importing import import_plan
from qingzhi.domains.plan.actions.publishing import publish_version
from qingzhi.domains.plan.actions.reviewing import confirm_section, resolve_warning
from qingzhi.domains.plan.models import Plan

from .stage import Stage
from .targets import target_quoted, track

IMPORTED_AT = datetime(2017, 8, 8, 9, 40)
REVIEWED_AT = datetime(2017, 8, 8, 15, 0)
PUBLISHED_AT = datetime(2017, 8, 9, 10, 30)


def publish_other_plans(stage: Stage) -> int:
    """Import, look through and publish each of these plans, and bind its targets; how many are new."""
    return sum(_publish(stage, row) for row in stage.rows("other_plans"))


def _publish(stage: Stage, row: dict[str, str]) -> bool:
    if Plan.objects.filter(code=row["code"]).exists():
        return False
    clerk, owner = stage.actor("planning"), stage.bodies.get(row["owner"])
    region = Region.objects.get(code=row["region"]) if row["region"] else None
    with clock.fixed(IMPORTED_AT):
        version = import_plan(
            actor=clerk, source=stage.folder / row["file"], code=row["code"], level=row["level"], region=region, owner=owner
        )  # fmt: skip
    with clock.fixed(REVIEWED_AT):
        for warning in version.warnings.filter(resolved_at=None):
            resolve_warning(actor=clerk, warning=warning, resolution="示例文本，已逐条核对")
        for section in version.sections.all():
            confirm_section(actor=clerk, section=section)
    with clock.fixed(PUBLISHED_AT):
        publish_version(actor=stage.actor("chief"), version=version)
    for told in stage.rows("other_targets"):
        if told["plan"] == row["code"]:
            target = target_quoted(version.plan, told["quote_part"])
            track(stage, version.plan, target, told["indicator"], told, told["reason"], owner=owner)
    return True
