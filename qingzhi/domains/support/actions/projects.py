"""Evaluating agricultural research projects: the score of the panel, and the points that own variety rights earn by rule."""

from decimal import Decimal
from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.identity.models import Body
from qingzhi.base.permits import Actor, require

from ..models import AgriculturalProject
from ..queries.priority import variety_points
from ..refusals.awards import ValueUnfit
from ..terms.awards import ProjectStage
from .past_cases import keep_project


@transaction.atomic
def evaluate_project(
    *, actor: Actor, title: str, undertaker: Any, body: Body, stage: str, base_score: Decimal
) -> AgriculturalProject:
    """Enter the evaluation of a project; own variety rights are counted from the register, never typed.

    The same project at the same stage in the same year is evaluated anew, and the trail keeps what stood before.
    """
    require(actor, "support.project.evaluate", body_id=body.pk, region_code=body.region.code)
    if not title.strip():
        raise ValueUnfit("请填写项目名称", "title")
    if not 0 <= base_score <= 100:
        raise ValueUnfit("评审得分应在 0 至 100 之间", "base_score")
    today = clock.today()
    points = variety_points(undertaker, ProjectStage(stage).value, today)
    key = {"title": title.strip(), "undertaker": undertaker, "stage": stage, "year": today.year}
    values = {
        "body": body, "base_score": base_score, "variety_points": points.total, "total": base_score + points.total,
        "evaluated_on": today, "evaluated_by": actor.name,
    }  # fmt: skip
    found = AgriculturalProject.objects.select_for_update().filter(**key).first()
    if found is None:
        found = AgriculturalProject.objects.create(**key, **values, variety_lines=points.stored)
        changes: dict[str, Any] = {"total": (None, found.total)}
    else:
        changes = changed(found, **{name: values[name] for name in ("base_score", "variety_points", "total")})
        found.variety_lines = points.stored
        found.save()
    keep_project(found)
    if changes:
        record(actor, "support.evaluate_project", found, changes=changes, reason=points.told)
    return found
