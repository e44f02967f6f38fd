"""Keys of other bodies' systems, and by which dated rows their calls are judged."""

from datetime import date

from django.db.models import QuerySet

from qingzhi.base import clock
from qingzhi.base.permits import Actor, Scope
from qingzhi.engine.decisions.queries import decide

from ..models import PartnerKey

TABLE = "coordination.signing"
SCOPES = (
    "coordination.view", "coordination.send", "coordination.answer", "coordination.transfer.police",
    "coordination.transfer.supervise", "coordination.judgment.view", "coordination.judgment.enter", "coordination.judgment.person",
)  # fmt: skip


class NoSigningRule(LookupError):
    """No row of the table says it on this day."""


def signing_rule(item: str, on: date | None = None) -> int:
    """What the table says today of "skew" (seconds that clocks may differ) or "life" (days that a key may live)."""
    found = decide(TABLE, {"item": item}, on or clock.today()).outcome.get("value")
    if found is None:
        raise NoSigningRule(item)
    return int(found)


def partner_keys() -> QuerySet[PartnerKey]:
    """Every key, the newest first."""
    return PartnerKey.objects.select_related("body").order_by("-pk")


def actor_of(key: PartnerKey, address: str = "") -> Actor:
    """Who a key acts as: its body's system, within what the key was given, on rows of that body alone."""
    body = key.body
    return Actor(
        kind="program", name=f"{key.name}（{body.short_name or body.name}）"[:100], role_title=f"接口公钥 {key.code}", body_id=body.pk,
        body_name=body.name, region_code=body.region.code, address=address, acts_for=body.subject_id,
        grants=dict.fromkeys(key.scopes, Scope.BODY),
    )  # fmt: skip
