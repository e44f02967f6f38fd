"""An entry ends; it stays readable with the reason."""

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor

from ..access import require_writer
from ..events import EntryEnded
from ..models import Entry
from ..terms import COUNTING, EntryState


@transaction.atomic
def end_entry(*, actor: Actor, entry: Entry, state: EntryState, why: str) -> Entry:
    """An entry counts no more; it stays readable with the reason. Ended already it stays as it is."""
    require_writer(actor)
    found = Entry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if found.state not in COUNTING:
        return found
    changes = changed(found, state=state.value, ended_on=clock.today(), ended_why=why[:300])
    found.save(update_fields=["state", "ended_on", "ended_why"])
    record(actor, "credit.end_entry", found, changes=changes, reason=why)
    publish(EntryEnded(entry_id=found.pk))
    return found
