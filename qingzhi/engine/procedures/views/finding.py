"""Finding the case that a page is about, among those that the actor sees."""

from django.http import Http404

from qingzhi.base.pages.request import PageRequest

from ..access import visible_cases
from ..models import Case


def case_of(request: PageRequest, pk: int) -> Case:
    """The case, or 404 for what the actor may not see."""
    rows = visible_cases(request.actor).select_related("body__region", "owner", "applicant")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
