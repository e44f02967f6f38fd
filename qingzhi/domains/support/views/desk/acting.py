"""What the views of support share: finding among visible rows, forms that carry an action."""

from functools import partial

from django.shortcuts import get_object_or_404

from qingzhi.base.pages import acting
from qingzhi.base.pages.request import PageRequest

from ...access import visible_applications, visible_calls
from ...models import Call, SubsidyApplication
from ...queries.calls import with_parts

acted = partial(acting.acted, template="support/form.html")


def found_call(request: PageRequest, call_id: int) -> Call:
    """A call that the actor sees, with its parts."""
    return get_object_or_404(with_parts(visible_calls(request.actor)), pk=call_id)


def found_application(request: PageRequest, application_id: int) -> SubsidyApplication:
    """An application that the actor sees."""
    rows = visible_applications(request.actor).select_related(
        "case__body", "call__body", "party__region", "party__subject"
    )
    return get_object_or_404(rows, pk=application_id)
