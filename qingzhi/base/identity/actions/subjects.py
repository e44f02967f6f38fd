"""The anchor of a party, written as a part of the action of whoever owns the party: it asks the permit and audits."""

from collections.abc import Iterable

from ..models import Subject
from ..models.subject import SubjectKind


def enter_subject(*, kind: SubjectKind, name: str) -> Subject:
    """Make the anchor of somebody who takes part from now on."""
    return Subject.objects.create(kind=kind, display_name=name[:200])


def rename_subject(*, subject_id: int, name: str) -> None:
    """Show another name from now on."""
    Subject.objects.filter(pk=subject_id).update(display_name=name[:200])


def remove_subjects(*, subject_ids: Iterable[int]) -> None:
    """Remove anchors that nothing points to any more; raises `ProtectedError` where something does."""
    Subject.objects.filter(pk__in=list(subject_ids)).delete()
