"""A small plan of one prefecture, so that an indicator is seen to serve several plans."""

from datetime import datetime

from qingzhi.base import clock
from qingzhi.domains.plan.actions.importing import import_plan
from qingzhi.domains.plan.actions.publishing import publish_version
from qingzhi.domains.plan.actions.reviewing import confirm_section, resolve_warning
from qingzhi.domains.plan.models import Plan

from .stage import Stage
from .targets import target_quoted, track

CODE = "haidong-2017-2020-demo"
OWNER = "ip-630200"
FILE = "haidong_plan.txt"
IMPORTED_AT = datetime(2017, 8, 8, 9, 40)
REVIEWED_AT = datetime(2017, 8, 8, 15, 0)
PUBLISHED_AT = datetime(2017, 8, 9, 10, 30)


def publish_other_plan(stage: Stage) -> bool:
    """Import, look through and publish the prefecture's plan, and bind its targets."""
    if Plan.objects.filter(code=CODE).exists():
        return False
    clerk, owner = stage.actor("planning"), stage.bodies[OWNER]
    with clock.fixed(IMPORTED_AT):
        version = import_plan(
            actor=clerk, source=stage.folder / FILE, code=CODE, level="prefecture", region=owner.region, owner=owner
        )
    with clock.fixed(REVIEWED_AT):
        for warning in version.warnings.filter(resolved_at=None):
            resolve_warning(actor=clerk, warning=warning, resolution="示例文本，已逐条核对")
        for section in version.sections.all():
            confirm_section(actor=clerk, section=section)
    with clock.fixed(PUBLISHED_AT):
        publish_version(actor=stage.actor("chief"), version=version)
    for row in stage.rows("haidong_targets"):
        target = target_quoted(version.plan, row["quote_part"])
        track(stage, version.plan, target, row["indicator"], row, row["reason"], owner=owner)
    return True
