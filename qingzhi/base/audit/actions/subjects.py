"""Reading and erasing what the trail holds of a person."""

from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.permits import Actor, require

from ..models import AuditEntry, SubjectKey
from ..personal import decrypted
from ..refusals import require_reason
from .writing import record


@transaction.atomic
def read_personal(*, actor: Actor, entry: AuditEntry, reason: str) -> dict[int, dict[str, Any] | None]:
    """The personal data of an entry; that they were read is itself an entry."""
    require(actor, "audit.view")
    reason = require_reason(reason, "请说明查看个人信息的理由")
    record(actor, "audit.read_personal", entry, reason=reason)
    return decrypted(entry)


@transaction.atomic
def erase_subject(*, actor: Actor, subject_id: int, reason: str) -> bool:
    """Destroy the key of a subject: its data in the trail can never be read again, the chain still verifies.

    Returns whether there was anything to erase. Personal Information Protection Law (个人信息保护法) art. 47.
    """
    require(actor, "audit.erase")
    reason = require_reason(reason, "请说明删除的依据")
    row, _ = SubjectKey.objects.select_for_update().get_or_create(subject_id=subject_id)
    if row.destroyed_at:
        return False
    had = row.key is not None
    row.key, row.destroyed_at = None, clock.now()
    row.save(update_fields=["key", "destroyed_at"])
    record(actor, "audit.erase_subject", row, label=f"主体 {subject_id}", reason=reason)
    return had
