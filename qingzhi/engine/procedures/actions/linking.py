"""Linking cases."""

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.permits import Actor, require

from ..models import Case, CaseLink
from ..terms import LinkKind


@transaction.atomic
def link(*, actor: Actor, case: Case, to: Case, kind: LinkKind, reason: str = "") -> CaseLink:
    """Note that a case arises from another, supports or duplicates it; twice changes nothing."""
    require(actor, "procedures.case.handle", body_id=case.body_id, region_code=case.region_code or None)
    found, created = CaseLink.objects.get_or_create(
        case=case,
        to=to,
        kind=kind.value,
        defaults={"at": clock.now(), "by": actor.name, "reason": reason.strip()[:300]},
    )
    if created:
        record(actor, "procedures.link", case, changes={"to": ("", to.number), "kind": ("", kind.value)}, reason=reason)
    return found
