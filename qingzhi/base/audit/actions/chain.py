"""Sealing entries into the chain, and looking whether it holds."""

import time
from datetime import datetime

from django.conf import settings
from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.permits import Actor, require

from ..anchors import keep_head
from ..models import AuditEntry, AuditSeal, ChainTurn
from ..queries import chain_breaks, content_of, last_seal, unsealed_entries
from ..rules.chain import FIRST, Break, link
from .writing import record

BATCH = 500
WINDOW = 5000  # how far behind the last sealed entry a transaction that committed late is looked for at each turn
SECONDS = 5.0


def seal_entries(*, everything: bool = False) -> int:
    """Chain the entries that are not sealed yet, in order of writing; returns how many.

    Run by the worker alone, so that writers do not queue for the chain; two workers take turns.
    """
    started, sealed = time.monotonic(), 0
    while time.monotonic() - started < SECONDS:
        found = _seal_batch(everything)
        sealed += found
        if found < BATCH:
            break
    return sealed


def seal_late_entries() -> int:
    """As `seal_entries`, but looks through the whole trail for what a long transaction left behind."""
    return seal_entries(everything=True)


@transaction.atomic
def verify_chain(*, actor: Actor) -> list[Break]:
    """Look whether the whole chain holds, and say so in the trail."""
    require(actor, "audit.view")
    found, head = chain_breaks(), last_seal()
    count = head.position if head else 0
    outcome = f"发现 {len(found)} 处不符，首处：{found[0].problem}" if found else "完好"
    record(actor, "audit.verify_chain", reason=f"核验 {count} 条封印：{outcome}")
    return found


@transaction.atomic
def anchor_head(*, actor: Actor, reason: str) -> None:
    """Take the chain's present end as the kept head, after a backup was restored; says so in the trail."""
    require(actor, "audit.anchor")
    record(actor, "audit.anchor_head", reason=reason)
    head = last_seal()
    position, digest = (head.position, head.hash) if head else (0, FIRST)
    transaction.on_commit(lambda: keep_head(position, digest, clock.real_now(), restart=True))


def _seal_batch(everything: bool) -> int:
    at = clock.real_now()
    with transaction.atomic():
        ChainTurn.objects.select_for_update().get_or_create(single=True)
        last = last_seal()
        position, previous = (last.position, last.hash) if last else (0, FIRST)
        waiting = unsealed_entries()
        if last and not everything:
            waiting = waiting.filter(id__gt=last.entry_id - WINDOW)
        seals = []
        for entry in waiting[:BATCH]:
            seals.append(_seal(entry, position + 1, previous, at))
            position, previous = seals[-1].position, seals[-1].hash
        AuditSeal.objects.bulk_create(seals)
    if seals:
        keep_head(position, previous, at)
    return len(seals)


def _seal(entry: AuditEntry, position: int, previous: str, at: datetime) -> AuditSeal:
    algorithm = settings.QINGZHI_DIGEST
    found = link(algorithm, previous, content_of(entry, at))
    return AuditSeal(position=position, entry=entry, sealed_at=at, algorithm=algorithm, previous=previous, hash=found)
