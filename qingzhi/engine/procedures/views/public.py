"""Without an account: how far a case is, by its receipt code; what each procedure asks."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from qingzhi.base.pages.access import open_to_public

from ..diagram import diagram_of
from ..models import Case
from ..page_forms import ProgressForm
from ..progress_pages import progress_page_of
from ..queries.guides import guide_of, public_procedures
from ..queries.page import light_of, stages_of
from ..terms import Waits
from ..tries import too_many


@open_to_public
def progress(request: HttpRequest) -> HttpResponse:
    """How far the case of a receipt code is; nothing personal, not even its title."""
    if request.method == "POST":
        return _ask(request)
    code = request.session.pop("procedures.progress", "") if request.session.session_key else ""
    if not code:
        return render(request, "procedures/progress.html", {"form": ProgressForm()})
    case = Case.objects.select_related("body").filter(receipt_code=code).first()
    own = progress_page_of(case.procedure) if case else None
    if case and own:
        return own(request, case)
    context = {"form": ProgressForm(), "asked": code, "case": case}
    return render(request, "procedures/progress.html", {**context, **(_told(case) if case else {})})


def _ask(request: HttpRequest) -> HttpResponse:
    """The code travels in the session, so that it stands in no address, log or history."""
    form = ProgressForm(request.POST)
    if too_many(request.META.get("REMOTE_ADDR", "")):
        words = "查询次数过多，请五分钟后再试。"
        return render(request, "procedures/progress.html", {"form": form, "refusal": words}, status=429)
    if not form.is_valid():
        return render(request, "procedures/progress.html", {"form": form}, status=422)
    request.session["procedures.progress"] = form.cleaned_data["code"]
    return redirect("procedures:progress")


def _told(case: Case) -> dict[str, object]:
    """What anybody with the code may read."""
    state = case.state_declared
    waits = {Waits.APPLICANT: "申请人", Waits.DESK: case.body.name}.get(state.waits, state.waits.label)
    return {
        "declared": case.declared, "state": state, "light": light_of(case), "waits": waits if case.is_open else "",
        "stages": stages_of(case, list(case.entries.exclude(step=""))),
    }  # fmt: skip


@open_to_public
def guides(request: HttpRequest) -> HttpResponse:
    return render(request, "procedures/guides.html", {"procedures": public_procedures()})


@open_to_public
def guide(request: HttpRequest, code: str) -> HttpResponse:
    """Who may apply, which steps, which limits, which documents: all at once."""
    declared = next((one for one in public_procedures() if one.code == code), None)
    if declared is None:
        raise Http404
    context = {"guide": guide_of(declared), "declared": declared, "diagram": diagram_of(declared, for_public=True)}
    return render(request, "procedures/guide.html", context)
