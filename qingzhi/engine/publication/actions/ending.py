"""Ending a period when its last day is over."""

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import SYSTEM, Actor, require

from ..events import PublicityEnded
from ..models import Publication, PublicationTrace
from ..refusals import PeriodRuns
from ..terms import OPEN, Trace

BATCH = 200


@transaction.atomic
def end_publicity(*, actor: Actor, publication: Publication) -> Publication:
    """End a period whose last day is over; ending again changes nothing. Earlier it can only be withdrawn."""
    rows = Publication.objects.select_for_update(of=("self",)).select_related("body__region")
    found = rows.get(pk=publication.pk)
    require(actor, "publication.manage", body_id=found.body_id, region_code=found.body.region.code)
    if found.ended_at or found.withdrawn_at or found.closes_on is None:
        return found
    if found.closes_on >= clock.today():
        raise PeriodRuns(f"公示期到 {found.closes_on} 届满，届满前不能结束；确需停止的请撤回并说明理由")
    found.ended_at = clock.now()
    found.save(update_fields=["ended_at"])
    waiting = found.objections.filter(standing__in=OPEN).count()
    PublicationTrace.objects.create(publication=found, at=found.ended_at, what=Trace.ENDED.value)
    record(actor, "publication.end", found, changes={"objections_open": (None, waiting)})
    publish(PublicityEnded(found.pk, found.kind, found.subject_kind, found.subject_id, waiting))
    return found


def end_periods() -> int:
    """End every period whose last day is over; a duty calls this after each midnight. Returns how many ended."""
    over = Publication.objects.filter(ended_at=None, withdrawn_at=None, closes_on__lt=clock.today()).order_by("id")
    return len([end_publicity(actor=SYSTEM, publication=one) for one in over[:BATCH]])
