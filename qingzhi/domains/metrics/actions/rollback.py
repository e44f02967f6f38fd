"""Taking a batch back."""

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require

from ..events import ImportRolledBack
from ..models import ImportBatch, Statistic
from ..refusals import BatchAlreadyTakenBack, BatchRevisedSince, BatchUnknown


@transaction.atomic
def rollback_batch(*, actor: Actor, batch: ImportBatch, reason: str = "") -> ImportBatch:
    """Take one batch back: its figures are withdrawn (not deleted) and what its revisions superseded holds again.

    Figures that were revised after the batch stand in the way: they are named, and nothing is taken back.
    """
    require(actor, "metrics.statistic.import")
    found = ImportBatch.objects.select_for_update().filter(pk=batch.pk).first()
    if found is None:
        raise BatchUnknown("没有这个批次")
    if found.rolled_back_at:
        raise BatchAlreadyTakenBack(f"批次 {found.code} 已于 {found.rolled_back_at:%Y-%m-%d} 撤回")
    mine = Statistic.objects.filter(batch=found, withdrawn_on=None)
    later = Statistic.objects.filter(supersedes__in=mine, withdrawn_on=None).exclude(batch=found)
    blocking = list(later.select_related("indicator", "region")[:4])
    if blocking:
        named = "、".join(str(one) for one in blocking[:3]) + ("等" if len(blocking) > 3 else "")
        raise BatchRevisedSince(f"批次 {found.code} 的数据后来被更正过（{named}），不能整批撤回")
    count = mine.update(withdrawn_on=clock.today())
    found.rolled_back_at, found.rolled_back_by = clock.now(), actor.name
    found.rollback_reason = reason.strip()[:300]
    found.save(update_fields=["rolled_back_at", "rolled_back_by", "rollback_reason"])
    record(actor, "metrics.rollback_batch", found, reason=f"撤回 {count} 条数据。{reason}")
    publish(ImportRolledBack(batch_id=found.pk, withdrawn=count))
    return found
