"""What the decision tables answered in a case is kept where it is decided, so that a draft of a table can be tried on it.

Called inside the transaction that decides; that action has the permit and writes the trail.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingzhi.engine.decisions.actions import record_case
from qingzhi.engine.decisions.queries import decide, version_in_force

from ..models import (
    AgriculturalProject,
    CompensationApplication,
    PriorityStanding,
    SubsidyApplication,
    VarietyFundApplication,
)
from ..queries.aid import compensation_asked
from ..queries.dossier import claims_shown
from ..queries.priority import variety_counts


def keep_subsidy(application: SubsidyApplication) -> None:
    """Every claim of a decided subsidy, granted or refused: what each table answered, and how an earlier payment was taken."""
    case, call = application.case, application.call
    for shown in claims_shown(application):
        claim, level = shown.claim, shown.earlier.level if shown.earlier else ""
        facts = {"scheme": call.scheme, "type": claim.type, "act": claim.act, "call": call.code, "level": level}
        tables = ("policy", "amounts", "caps", "earlier") if level else ("policy", "amounts", "caps")
        for table in tables:
            _keep(f"support.{table}", claim, facts, case.rules_on, f"{case.number} {claim}", _page_of(case))


def keep_compensation(application: CompensationApplication) -> None:
    """The standard by which a transaction or the costs of an enforcement are compensated."""
    case = application.case
    table, facts = compensation_asked(application)
    _keep(table, application, facts, case.rules_on, f"{case.number} {case.title}", _page_of(case))


def keep_fund(application: VarietyFundApplication) -> None:
    """Whether the fund pays for the use, and how much."""
    case = application.case
    facts = {"use": application.use}
    _keep("support.fund_uses", application, facts, case.rules_on, f"{case.number} {case.title}", _page_of(case))


def keep_priority(standing: PriorityStanding, on: date) -> None:
    """The points that a recognised ground earns."""
    case = standing.case
    facts = {"ground": standing.ground}
    _keep("support.priority", standing, facts, on, f"{case.number} {case.title}", _page_of(case))


def keep_project(project: AgriculturalProject) -> None:
    """The points that own variety rights earn a project."""
    facts = {"stage": project.stage, **variety_counts(project.undertaker)}
    _keep("support.variety_points", project, facts, project.evaluated_on, project.title, "")


def _page_of(case: Any) -> str:
    return f"/cases/{case.pk}/"


def _keep(table: str, subject: Any, facts: Mapping[str, Any], on: date, label: str, url: str) -> None:
    version = version_in_force(table, on)
    if version is None:
        return
    verdict = decide(table, facts, on, version=version)
    record_case(table, subject._meta.label_lower, subject.pk, facts, verdict, label=label, url=url)
