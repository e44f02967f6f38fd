"""Undoing what a lesser row of the same number did earlier in the same batch."""

from collections.abc import Sequence

from qingzhi.engine.imports.kinds import Outcome
from qingzhi.engine.imports.models import Batch, Change

from ...models import Right
from .lookup import SEEN
from .merging import BOOKKEEPING
from .taking import Taking
from .taking_back import remove, restore


def undo(batch: Batch, taking: type[Taking], ids: Sequence[int], outcome: Outcome) -> None:
    """Put these rights back as they were before the batch; what was counted of the lesser rows counts as older."""
    created = set(Right.objects.filter(pk__in=ids, created_batch_id=batch.pk).values_list("id", flat=True))
    touched, changed = set(), set()
    rows = Change.objects.filter(batch=batch, object_id__in=ids).exclude(model=SEEN)
    for right_id, old in rows.values_list("object_id", "old"):
        touched.add(right_id)
        if set(old) - set(BOOKKEEPING):
            changed.add(right_id)
    restore(batch, sorted(touched - created), [taking])
    remove(sorted(created), [taking])
    outcome.older += len(ids)
    outcome.created -= len(created)
    outcome.updated -= len(changed - created)
    outcome.unchanged -= len(set(ids) - created - changed)
