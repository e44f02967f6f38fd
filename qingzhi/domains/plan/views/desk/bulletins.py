"""The bulletin on a reporting round, before it is drawn."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import tried
from qingzhi.base.pages.components import Figure
from qingzhi.base.pages.request import PageRequest

from ...actions.bulletins import draw_bulletin
from ...forms.tracking import NothingForm
from ...queries.bulletin import bulletin_figures
from ...rules import bulletin as wording
from .acting import found_round


@desk("plan.bulletin.draw")
def bulletin(request: PageRequest, round_id: int) -> HttpResponse:
    """The bulletin before it is drawn: every figure with the list behind it."""
    found = found_round(request, round_id)
    figures = bulletin_figures(found)
    form = NothingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = tried(form, lambda: draw_bulletin(actor=request.actor, round=found))
        if made is not None:
            messages.success(request, f"已生成{made.number}")
            return redirect("plan:round", found.pk)
    context = {"round": found, "form": form, "figures": linked(figures, found.pk), "named": wording.named(figures)}
    context |= {"overview": wording.overview(figures), "reporting": wording.reporting(figures)}
    context |= {"supervision": wording.supervision(figures), "praised": wording.praised(figures)}
    return render(request, "plan/bulletin.html", context)


def linked(f: wording.BulletinFigures, round_id: int) -> list[Figure]:
    """The bulletin's figures, each with the list that it counts."""
    tasks, notices = reverse("plan:tasks"), reverse("plan:dunning")
    reports = f"{reverse('plan:reports')}?round={round_id}"
    return [
        Figure("任务", f.tasks, tasks, unit="项"),
        Figure("已完成", f.done, f"{tasks}?state=done", state="done"),
        Figure("逾期", f.late, f"{tasks}?state=overdue", state="late"),
        Figure("应报", f.reports, reports, unit="份", note=f"按时率 {wording.share(f.on_time, f.reports)}"),
        Figure("未报", f.owed, f"{reports}&missing=1", state="late"),
        Figure("督办未答复", f.unanswered, f"{notices}?silent=1", state="late"),
    ]
