"""The catalogue, and who may read the knowledge itself: each answer with its reason."""

from datetime import timedelta

from django.db.models import Count, Q, QuerySet

from qingzhi.base import clock
from qingzhi.base.permits import Actor, Answer, check

from ..models import FolkConsent, FolkItem, FolkReading
from ..terms import AccessLevel

READ = "rights.folk.read"
READING = timedelta(minutes=30)  # how long a noted reading stays open; afterwards it is asked for anew


def listed(items: QuerySet[FolkItem]) -> QuerySet[FolkItem]:
    """The items with what a list shows of them; the knowledge itself is not fetched."""
    return (
        items.defer("knowledge").select_related("category", "region").annotate(work_count=Count("works", distinct=True))
    )


def catalogue() -> QuerySet[FolkItem]:
    """Every item: name, community and summary are public, whatever the access level of the knowledge."""
    return listed(FolkItem.objects.all())


def consent_for(actor: Actor, item: FolkItem) -> FolkConsent | None:
    """The consent of the community that covers the actor's body today."""
    if actor.body_id is None:
        return None
    today = clock.today()
    lasting = Q(valid_to=None) | Q(valid_to__gt=today)
    return item.consents.filter(lasting, body_id=actor.body_id, valid_from__lte=today, revoked_on=None).first()


def may_read_knowledge(actor: Actor, item: FolkItem) -> Answer:
    """Whether the actor may read the restricted text of an item, and why (not).

    公开: everybody. 工作人员: the permit, within its region. 须持有群体同意: the permit and a consent that covers the body
    today, wherever it sits; no office may read without it, the one that keeps the catalogue included.
    """
    if item.access_level == AccessLevel.PUBLIC:
        return Answer(True, "内容公开")
    if not actor.is_signed_in:
        return Answer(False, f"内容不公开：{item.access_reason}")
    staff = item.access_level == AccessLevel.STAFF
    allowed = check(actor, READ, region_code=item.region.code if staff else None)
    if not allowed:
        return Answer(False, allowed.reason)
    if staff:
        return Answer(True, f"工作人员查阅：{allowed.reason}")
    consent = consent_for(actor, item)
    if consent is None:
        return Answer(False, f"须经持有群体（{item.community}）书面同意，{actor.body_name or '您的单位'}还没有取得同意")
    return Answer(True, f"持有群体同意：{consent.basis}，用途为{consent.purpose}")


def open_reading(actor: Actor, item: FolkItem, reading_id: int) -> FolkReading | None:
    """A reading that the actor began a short while ago, and that the rules still admit."""
    recent = item.readings.filter(pk=reading_id, reader_id=actor.user_id, read_at__gt=clock.now() - READING)
    return recent.first() if actor.user_id and may_read_knowledge(actor, item) else None
