"""When a body is succeeded: the sheets that it still owes are its successor's; what it handed in keeps its name."""

from django.db import transaction

from qingzhi.base.audit.actions import changed, record
from qingzhi.base.identity.models import Succession
from qingzhi.base.permits import SYSTEM, Actor
from qingzhi.engine.tasks.actions import move_items_about

from ..models import SurveyAnswer
from ..rules.survey_flow import OUTSTANDING
from ..terms.surveys import AnswerState


@transaction.atomic
def pass_sheets(*, actor: Actor = SYSTEM, succession: Succession) -> int:
    """Move open sheets to the successor, but where it has one of its own in the round; how many. Twice changes nothing."""
    if succession.matters:
        return 0
    open_states = [*OUTSTANDING, AnswerState.CHECKING]
    rows = SurveyAnswer.objects.filter(body=succession.predecessor_id, state__in=open_states)
    own = SurveyAnswer.objects.filter(body=succession.successor_id).values("round")
    moved = list(rows.exclude(round__in=own).select_for_update(of=("self",)).order_by("pk"))
    reason = f"职责承继：{succession.basis}"
    for answer in moved:
        changes = changed(answer, body=succession.successor)
        answer.save(update_fields=["body"])
        told = {"body": tuple(str(one) for one in changes["body"])}
        record(actor, "metrics.pass_survey", answer, changes=told, reason=reason)  # type: ignore[arg-type]
    move_items_about(actor=actor, subjects=moved, successor=succession.successor, reason=reason)
    return len(moved)
