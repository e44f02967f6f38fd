"""Whose turn it is: other side, mediator, appraisal body and court find a case among their own work."""

from collections.abc import Mapping
from typing import Any

from qingzhi.engine.procedures.declaring import Occurrence
from qingzhi.engine.tasks.actions import close_items, open_item
from qingzhi.engine.tasks.terms import Outcome


def keep(dossier: Any, **values: Any) -> None:
    """Write these fields of a dossier."""
    for name, value in values.items():
        setattr(dossier, name, value)
    dossier.save(update_fields=list(values))


def pass_turn(occurrence: Occurrence, kind: str, tasks: Mapping[str, str], holder: Mapping[str, Any]) -> None:
    """Close what was open, open what the next state asks of whoever is not the desk or the applicant (`holder`)."""
    case, to = occurrence.case, occurrence.step.target
    if to == case.state:
        return
    close_items(actor=occurrence.actor, subject=case, kind=kind, outcome=Outcome.DONE)
    if to in tasks:
        open_item(
            actor=occurrence.actor, kind=kind, title=f"{tasks[to]}：{case.title}"[:200], url=f"/cases/{case.pk}/", subject=case,
            lead_region=case.region_code, **holder,
        )  # fmt: skip
