"""The lock that every write on a case takes first."""

from ..models import Case


def lock_case(case: Case | int) -> Case:
    """The case as it is now, locked until the transaction ends."""
    pk = case if isinstance(case, int) else case.pk
    found = Case.objects.select_for_update(of=("self",)).select_related("body__region", "applicant", "owner")
    return found.get(pk=pk)
