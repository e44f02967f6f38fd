"""Who runs a platform and acts for it here, and the notices that reached it."""

from typing import Any

from django.db.models import Count, QuerySet

from qingzhi.base.identity.models import Subject
from qingzhi.base.identity.queries import valid
from qingzhi.base.permits import Actor, Answer

from ..models import PlatformNotice

ANSWER = "enforcement.online.answer"


def operators() -> QuerySet[Subject]:
    """Those for whom somebody answers notices by mandate today, by name."""
    rows = Subject.objects.filter(valid(prefix="mandates__"), mandates__role__grants__permit=ANSWER)
    return rows.distinct().order_by("display_name", "pk")


def operator_named(name: str) -> Subject | None:
    """The one of them with this very name; none where two bear it."""
    found = list(operators().filter(display_name=name.strip())[:2])
    return found[0] if len(found) == 1 else None


def visible_notices(actor: Actor) -> QuerySet[PlatformNotice]:
    """The notices to the platform for which the actor acts; nothing of the case besides."""
    if not actor.is_signed_in or actor.acts_for is None or ANSWER not in actor.grants:
        return PlatformNotice.objects.none()
    rows = PlatformNotice.objects.filter(addressee=actor.acts_for)
    return rows.select_related("online__case__body", "document").annotate(count=Count("links"))


def of_platform(actor: Actor, case: Any) -> Answer:
    """Only the platform that the notice went to answers it."""
    mine = actor.acts_for is not None and actor.acts_for == case.dossier.operator_id
    return Answer(mine, "" if mine else "由收到通知的平台答复")
