"""A penalty case while the police look at it 「移送公安机关审查」: whoever transfers takes it there and back."""

from django.db import transaction

from qingzhi.base.permits import SYSTEM
from qingzhi.engine.procedures.actions import take_step
from qingzhi.engine.procedures.models import Case

ORDINARY, WAITING = "enforcement.penalty", "with_police"
BEFORE = ("investigating", "proposing")


@transaction.atomic
def wait_for_police(*, case: Case, reason: str) -> Case:
    """Let a penalty case wait while the police decide; its days stand still. A case that is elsewhere is left alone.

    As the system, as the others here: whoever decides on the transfer was asked for the permit.
    """
    found = Case.objects.get(pk=case.pk)
    if found.procedure != ORDINARY or found.state not in BEFORE:
        return found
    return take_step(actor=SYSTEM, case=found, step="to_police", revision=found.revision, note=reason)


@transaction.atomic
def back_from_police(*, case: Case, filed: bool, note: str) -> Case:
    """Take it back: filed by the police it ends, else the investigation goes on. A case that does not wait there is left alone."""
    found = Case.objects.get(pk=case.pk)
    if found.procedure != ORDINARY or found.state != WAITING:
        return found
    step = "police_file" if filed else "police_return"
    return take_step(actor=SYSTEM, case=found, step=step, revision=found.revision, note=note)
