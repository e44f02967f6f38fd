"""What happens to parties when a batch of any register ends: doubtful names become questions, unused holders go."""

from django.db import transaction

from qingzhi.base.events.bus import subscribe
from qingzhi.engine.imports.events import BatchFinished, BatchRolledBack
from qingzhi.engine.imports.models import Batch

from .actions.asking import ask_about
from .actions.importing.taking_back import remove_unused_holders


@subscribe(BatchFinished, "parties.ask_about_names")
def ask_about_names(event: BatchFinished) -> None:
    """Compare the names that the batch brought with all others."""
    batch = Batch.objects.filter(pk=event.batch_id).first()
    ask_about(event.batch_id, batch.data_as_of if batch else None)


@subscribe(BatchRolledBack, "parties.remove_unused_holders")
@transaction.atomic
def remove_holders(event: BatchRolledBack) -> None:
    """What only the batch brought is not needed any more."""
    remove_unused_holders(event.batch_id)
