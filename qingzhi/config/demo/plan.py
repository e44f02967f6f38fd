"""The province's notice: imported, looked through, corrected and published."""

from datetime import datetime

from qingzhi.base import clock
from qingzhi.base.permits import Actor
from qingzhi.domains.plan.actions.figures import correct_target
from qingzhi.domains.plan.actions.importing import import_plan
from qingzhi.domains.plan.actions.publishing import publish_version
from qingzhi.domains.plan.actions.reviewing import confirm_section, correct_head, resolve_warning
from qingzhi.domains.plan.models import PlanVersion, Target
from qingzhi.domains.plan.terms import VersionState

from .stage import Stage

IMPORTED_AT = datetime(2017, 7, 17, 9, 12)
HEAD_AT = datetime(2017, 7, 17, 9, 40)
TARGETS_AT = datetime(2017, 7, 18, 10, 5)
CONFIRMED_AT = datetime(2017, 7, 18, 15, 20)
PUBLISHED_AT = datetime(2017, 7, 20, 16, 30)


def publish_plan(stage: Stage) -> bool:
    """Bring the notice to its published version; whether anything was left to do."""
    facts = stage.province.facts["plan"]
    published = PlanVersion.objects.filter(plan__code=facts["code"]).exclude(state=VersionState.DRAFT)
    if published.exists():
        return False
    clerk = stage.actor("planning")
    with clock.fixed(IMPORTED_AT):
        version = import_plan(
            actor=clerk,
            source=stage.province.path(facts["notice"]),
            code=facts["code"],
            region=stage.bodies[facts["owner"]].region,
            owner=stage.bodies[facts["owner"]],
        )
    review(stage, clerk, version)
    with clock.fixed(PUBLISHED_AT):
        publish_version(actor=stage.actor("chief"), version=version)
    return True


def review(stage: Stage, clerk: Actor, version: PlanVersion) -> None:
    """What the planning clerk does with the draft: the head, the doubts, the names of targets, the rest confirmed."""
    with clock.fixed(HEAD_AT):
        _mend_head(stage, clerk, version)
    with clock.fixed(TARGETS_AT):
        for row in stage.rows("target_names"):
            for target in version.targets.filter(quote=row["quote"], indicator=row["found"]):
                _rename(clerk, target, row["indicator"])
    with clock.fixed(CONFIRMED_AT):
        for section in version.sections.all():
            confirm_section(actor=clerk, section=section)


def _mend_head(stage: Stage, clerk: Actor, version: PlanVersion) -> None:
    facts = stage.province.facts["demo"]
    correct_head(
        actor=clerk,
        version=version,
        title=version.title,
        document_number=facts["document_number"],
        issuer=version.issuer,
        issued_on=version.issued_on,
        period_from=version.period_from,
        period_to=version.period_to,
    )
    for warning in version.warnings.filter(resolved_at=None):
        resolve_warning(actor=clerk, warning=warning, resolution=facts["warning_resolution"])


def _rename(clerk: Actor, target: Target, indicator: str) -> None:
    correct_target(
        actor=clerk,
        target=target,
        start=target.start,
        end=target.end,
        indicator=indicator,
        comparator=target.comparator,
        value=target.value,
        value_to=target.value_to,
        unit=target.unit,
        kind=target.kind,
        per=target.per,
        deadline=target.deadline,
    )
