"""The lock that every write on a case takes first."""

from qingzhi.engine.lake.actions import touch

from ..lake import KIND
from ..models import Case


def lock_case(case: Case | int) -> Case:
    """The case as it is now, locked until the transaction ends; the lake reads it again afterwards."""
    pk = case if isinstance(case, int) else case.pk
    touch(KIND, pk, pk)
    found = Case.objects.select_for_update(of=("self",)).select_related("body__region", "applicant", "owner")
    return found.get(pk=pk)
