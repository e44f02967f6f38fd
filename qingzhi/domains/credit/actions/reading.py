"""Reading an archive says what for; a procedure that asks it leaves a trace too."""

from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.audit.personal import opened_text
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require

from ..access import visible_archives
from ..events import ArchiveRead
from ..models import Archive, Reading
from ..queries.archives import archives_of, read_today
from ..refusals import PurposeMissing

SHORTEST = 4


@transaction.atomic
def read_archive(*, actor: Actor, archive: Archive, purpose: str) -> Reading:
    """Open an archive for the rest of the day 「查阅」: who, when, what for. The same purpose twice is one reading."""
    require(actor, "credit.archive.view")
    found = visible_archives(actor).filter(pk=archive.pk).first()
    if found is None:
        require(actor, "credit.person.view")
        raise PurposeMissing("您看不到这一档案", "purpose")
    if len(purpose.strip()) < SHORTEST:
        raise PurposeMissing("请写明查阅用途，例如所办案件的编号", "purpose")
    there = read_today(found, actor.user_id, clock.today())
    if there is not None and there.purpose == purpose.strip()[:300]:
        return there
    made = Reading.objects.create(
        archive=found, at=clock.now(), on=clock.today(), by=actor.name[:100], by_user_id=actor.user_id,
        body_name=actor.body_name[:200], purpose=purpose.strip()[:300],
    )  # fmt: skip
    record(actor, "credit.read_archive", found, reason=purpose)
    publish(ArchiveRead(reading_id=made.pk))
    return made


@transaction.atomic
def read_name(*, actor: Actor, archive: Archive, purpose: str) -> str:
    """The full name and number of a natural person, once, with the purpose in the trail."""
    require(actor, "credit.person.view")
    reading = read_archive(actor=actor, archive=archive, purpose=purpose)
    record(actor, "credit.read_name", reading.archive, reason=purpose)
    found = reading.archive
    sealed = [bytes(one) for one in (found.name_sealed, found.identity_sealed) if one]
    return " ".join(opened_text(found.subject_id, one) for one in sealed)


@transaction.atomic
def note_check(*, actor: Actor, party: Any, purpose: str, answer: str) -> int:
    """A procedure asked the archives of a party 「信用核查」: by whom and for what stays there; how many archives.

    Asks no permit: it is part of an action of the domain that asks, which has its own.
    """
    archives = list(archives_of(party))
    for archive in archives:
        made = Reading.objects.create(
            archive=archive, at=clock.now(), on=clock.today(), by=f"信用核查（{actor.name}）"[:100],
            body_name=actor.body_name[:200], purpose=purpose[:300], answer=answer[:300],
        )  # fmt: skip
        publish(ArchiveRead(reading_id=made.pk))
    return len(archives)
