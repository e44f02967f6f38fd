"""A case goes on after an appraisal."""

from django.db import transaction

from qingzhi.base.files.models import StoredFile
from qingzhi.base.permits import Actor
from qingzhi.engine.procedures.actions import take_step
from qingzhi.engine.procedures.models import Case
from qingzhi.engine.procedures.terms import Layer

from ..terms import EvidenceKind
from .evidence import take_evidence

PROCEEDINGS = ("enforcement.adjudication", "enforcement.fast_track", "enforcement.penalty")
BACK = {
    "appraisal": "appraised",
    "clue_appraisal": "appraised_clue",
}  # by the state of a case that waits for an opinion


@transaction.atomic
def resume_after_appraisal(
    *, actor: Actor, case: Case, note: str, moved: bool, opinion: StoredFile | None, title: str = "", source: str = ""
) -> Case:
    """Take a case back from an appraisal: the opinion becomes its evidence, its clock runs on where it stood still for it.

    A case of another domain, or one that is elsewhere, is left alone.
    """
    found = Case.objects.select_related("body").get(pk=case.pk)
    if opinion is not None and found.procedure in PROCEEDINGS:
        kind = EvidenceKind.APPRAISAL
        take_evidence(actor=actor, case=found, kind=kind, title=title, source=source, file=opinion, layer=Layer.BODIES)
    step = BACK.get(found.state)
    if not moved or step is None or found.procedure not in PROCEEDINGS:
        return found
    return take_step(actor=actor, case=found, step=step, revision=found.revision, note=note)
