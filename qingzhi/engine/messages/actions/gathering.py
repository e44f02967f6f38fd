"""The day's digest: one mail for each address, over all that was gathered for it since the last one."""

from django.conf import settings
from django.db import transaction

from qingzhi.base import clock

from ..models import OutboxRow

MAIL = "email"
BATCH = 200
IN_MAIL = 50  # messages that a digest lists; the others are counted


def compose_digests() -> int:
    """From the hour of the setting on, make today's digest for every address that has something gathered; returns how many.

    What comes in after today's digest waits for tomorrow's; what was not composed yesterday is composed today.
    """
    if clock.now().hour < settings.QINGZHI_MAIL_DIGEST_HOUR:
        return 0
    waiting = OutboxRow.objects.filter(is_gathered=True, carrier=None, sent_at=None, refused_at=None)
    done = OutboxRow.objects.filter(message=None, day=clock.today()).values("address")
    addresses = waiting.exclude(address__in=done).order_by("address").values_list("address", flat=True).distinct()
    return sum(_compose(address) for address in list(addresses[:BATCH]))


@transaction.atomic
def _compose(address: str) -> int:
    today, now = clock.today(), clock.now()
    mine = OutboxRow.objects.filter(is_gathered=True, carrier=None, sent_at=None, refused_at=None, address=address)
    rows = list(mine.select_for_update(of=("self",)).select_related("message").order_by("id"))
    values = {
        "title": f"{today:%Y-%m-%d} 消息汇总（{len(rows)} 条）",
        "text": _text(rows),
        "created_at": now,
        "next_at": now,
    }
    carrier, created = OutboxRow.objects.get_or_create(
        channel=MAIL, address=address, day=today, message=None, defaults=values
    )
    if not created or not rows:
        return 0
    OutboxRow.objects.filter(pk__in=[row.pk for row in rows]).update(carrier=carrier)
    return 1


def _text(rows: list[OutboxRow]) -> str:
    site = settings.QINGZHI_SITE_URL.rstrip("/")
    lines = [
        f"{place}. {row.heading}" + (f"\n   {site}{row.message.url}" if row.message and row.message.url else "")
        for place, row in enumerate(rows[:IN_MAIL], 1)
    ]
    more = [f"另有 {len(rows) - IN_MAIL} 条，请登录查看。"] if len(rows) > IN_MAIL else []
    return "\n".join([*lines, *more, "", f"全部消息：{site}/messages/"])
