"""What is done with several rights chosen in a list."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from qingzhi.base.pages.access import came_from, desk
from qingzhi.base.pages.acting import tried
from qingzhi.base.pages.request import PageRequest

from ...access import visible_rights
from ...actions.status import enter_statuses
from ...forms.entering import StatusForm
from ...models import Right
from ...queries.standing import status_state
from ...rules.statuses import POSSIBLE
from ...terms import RightStatus

MOST = 100


@desk("rights.register")
def bulk_status(request: PageRequest) -> HttpResponse:
    """One legal status for the chosen rights, all or none."""
    ids = (request.POST if request.method == "POST" else request.GET).getlist("id")[:MOST]
    rows = list(visible_rights(request.actor).filter(pk__in=[one for one in ids if one.isdigit() and len(one) < 18]))
    back = reverse("rights:rights", args=[rows[0].kind]) if rows else reverse("rights:overview")
    if not rows:
        messages.warning(request, "请先在清单中选中要登记的权利")
        return redirect(came_from(request) or back)
    form = StatusForm(request.POST or None, choices=_shared(rows))
    if request.method == "POST" and form.is_valid():
        done = tried(form, lambda: enter_statuses(actor=request.actor, rights=rows, **form.cleaned_data))
        if done is not None:
            messages.success(request, f"已为 {done} 件权利登记法律状态")
            return redirect(back)
    context = {"form": form, "rows": [(one, status_state(one.status)) for one in rows], "cancel_url": back}
    return render(request, "rights/bulk_status.html", context)


def _shared(rows: list[Right]) -> list[tuple[str, str]]:
    """The statuses that every chosen right may have."""
    shared = frozenset.intersection(*[POSSIBLE[one.kind] for one in rows])
    return [(one.value, one.label) for one in RightStatus if one in shared]
