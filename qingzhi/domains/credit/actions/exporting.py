"""Handing penalties over to the credit platform: who took which rows when stands in the trail."""

from collections.abc import Sequence

from django.db import transaction

from qingzhi.base.audit.actions import record
from qingzhi.base.identity.models import Body
from qingzhi.base.permits import Actor, require

from ..models import PenaltyNotice
from ..queries.platform import platform_rows


@transaction.atomic
def export_penalties(*, actor: Actor, notices: Sequence[PenaltyNotice], form: str) -> list[list[str]]:
    """The rows of 「双公示」 for the platform, personal numbers masked; the export is audited with its decisions."""
    require(actor, "credit.penalty.publish")
    source = Body.objects.filter(pk=actor.body_id or 0).select_related("subject__party").first()
    rows = list(platform_rows(notices, source))
    numbers = "、".join(one.decision.number for one in notices)[:2000]
    record(
        actor, "credit.export_penalties", changes={"rows": (None, len(rows)), "numbers": (None, numbers)}, label=form
    )
    return rows
