"""A finished service is rated by its user 「好差评」 (GB/T 39735)."""

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.permits import Actor, PermitRefused

from ..models import Case
from ..refusals import NothingChanges, StepNotOpen
from .locking import lock_case


@transaction.atomic
def rate(*, actor: Actor, case: Case, stars: int, words: str = "") -> Case:
    """Rate a closed case from 1 (非常不满意) to 5 (非常满意), once, by its applicant."""
    case = lock_case(case)
    if not actor.is_system and (actor.acts_for is None or actor.acts_for != case.applicant_id):
        raise PermitRefused("只有申请人可以评价")
    if case.is_open:
        raise StepNotOpen("办结以后才能评价")
    if case.rating is not None:
        raise NothingChanges("这件已经评价过")
    if not 1 <= stars <= 5:
        raise StepNotOpen("评价须在一星到五星之间")
    case.rating, case.rated_at, case.rating_words = stars, clock.now(), words.strip()[:500]
    case.save(update_fields=["rating", "rated_at", "rating_words"])
    record(actor, "procedures.rate", case, changes={"rating": (None, stars)}, reason=words.strip())
    return case
