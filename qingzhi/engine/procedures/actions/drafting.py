"""Keeping what somebody has begun to fill in, so that neither a lost session nor another machine loses it."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.permits import Actor, PermitRefused

from ..access import may_take
from ..models import Case, StepDraft
from ..refusals import DraftTooLarge, StepNotOpen

MOST = 200_000  # characters of a whole draft: a safeguard, no form is that long
NOT_KEPT = ("csrfmiddlewaretoken", "revision", "password")


@transaction.atomic
def save_draft(*, actor: Actor, case: Case, step: str, values: Mapping[str, Sequence[str]]) -> StepDraft:
    """Keep the half-filled form of a step for its account 「草稿」; what was kept before is replaced. Not audited: nothing
    happens to the case, and nobody else reads it."""
    declared = next((one for one in case.declared.steps_from(case.state) if one.code == step), None)
    if declared is None:
        raise StepNotOpen(f"办件现为“{case.state_label}”，不能办理这一步")
    answer = may_take(actor, case, declared)
    if not answer or actor.user_id is None:
        raise PermitRefused(answer.reason)
    kept = {name: [str(one) for one in found] for name, found in values.items() if name not in NOT_KEPT}
    if sum(len(one) for found in kept.values() for one in found) > MOST:
        raise DraftTooLarge("草稿太长，没有保存，请把大段内容改为附件")
    found, _ = StepDraft.objects.update_or_create(
        case=case, step=step, by_user_id=actor.user_id, defaults={"values": kept, "saved_at": clock.now()}
    )
    return found


def forget_drafts(case: Case) -> None:
    """Drop the drafts of steps that the case's state no longer leads to; called when a step was taken."""
    StepDraft.objects.filter(case=case).delete()


@transaction.atomic
def drop_draft(*, actor: Actor, case: Case, step: str) -> None:
    """Throw one's own draft away; twice changes nothing."""
    StepDraft.objects.filter(case=case, step=step, by_user_id=actor.user_id or 0).delete()
