"""Handing out rejected rows as they stood."""

from django.db import transaction

from qingzhi.base.audit.actions import record
from qingzhi.base.permits import Actor, require

from ..models import Batch
from .preparing import known_kind


@transaction.atomic
def read_rejections(*, actor: Actor, batch: Batch) -> Batch:
    """Ask for the rejected rows of a batch whole; where the kind has personal fields, that they were read is told."""
    kind = known_kind(batch.kind)
    require(actor, kind.permit)
    if any(one.protected for one in kind.fields):
        record(actor, "imports.read_rejections", batch, reason=f"下载 {batch.rejected_count} 行")
    return batch
