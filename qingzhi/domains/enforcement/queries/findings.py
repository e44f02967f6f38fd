"""What a decision says of the party it is about."""

from ..models import AdjudicationCase, Decision
from ..terms import DecisionKind
from ..terms.adjudication import Ruling


def finds_wrong(decision: Decision) -> bool:
    """Whether a decision finds that the party did wrong: an adjudication may as well find that it did not."""
    if decision.kind != DecisionKind.ADJUDICATION:
        return decision.kind == DecisionKind.PENALTY
    return not AdjudicationCase.objects.filter(case=decision.case_id, ruling=Ruling.NOT).exists()
