"""What of a penalty is to be paid by when."""

from typing import Any

from qingzhi.engine.limits.queries import due

from ..rules.penalty import Due

PAY = "enforcement.penalty.pay"


def dues_of(case: Any) -> list[Due]:
    """The amounts of the decision that stands with their last days; a fine that was deferred or split has the days of that."""
    decision = case.dossier.decision
    if decision is None or decision.served_on is None:
        return []
    last = due(PAY, decision.served_on, region=case.region_code, on=case.rules_on).on
    assert last is not None  # nothing suspends this limit
    relief = case.reliefs.filter(granted=True, decision=decision).prefetch_related("parts").last()
    parts = [Due(one.due_on, one.amount) for one in relief.parts.all()] if relief is not None else []
    at_once = decision.fine - sum(one.amount for one in parts)
    found = [Due(last, at_once)] if at_once > 0 else []
    if decision.confiscated > 0:
        found.append(Due(last, decision.confiscated, is_fine=False))
    return sorted([*found, *parts], key=lambda one: one.last)
