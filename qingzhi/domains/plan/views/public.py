"""What the public sees of legislation: drafts that are open for comments, answers, published texts."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.access import open_to_public
from qingzhi.base.pages.acting import tried
from qingzhi.base.pages.components import State
from qingzhi.base.pages.request import PageRequest

from ..access.legislation import public_consultations
from ..actions.consultations import give_comment
from ..forms.conference import CommentForm
from ..models import Consultation, ConsultationComment, LegalSource
from ..queries.legislation import sources_in_force
from ..terms import Adoption


def consultation_state(found: Consultation) -> State:
    today = clock.today()
    if found.closes_on < today:
        return State("done", "已截止", "意见采纳情况已公布" if found.reported_on else "正在整理意见")
    left = (found.closes_on - today).days
    return State("ok", "正在征求意见", "今天截止" if not left else f"还剩 {left} 天")


@open_to_public
def consultations(request: PageRequest) -> HttpResponse:
    """Every draft that is or was open for comments, and the texts in force."""
    rows = [(one, consultation_state(one)) for one in public_consultations().order_by("-closes_on")[:50]]
    return render(request, "plan/public/consultations.html", {"rows": rows, "sources": sources_in_force()[:50]})


@open_to_public
def consultation(request: PageRequest, consultation_id: int) -> HttpResponse:
    """One draft: read it, comment with or without a name; later, what became of the comments."""
    found = get_object_or_404(public_consultations(), pk=consultation_id)
    state = consultation_state(found)
    form = CommentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = tried(form, lambda: give_comment(actor=request.actor, consultation=found, **form.cleaned_data))
        if made is not None:
            return redirect(f"{reverse('plan:public_receipt')}?receipt={made.receipt}")
    comments = found.comments.exclude(adoption="").order_by("article", "pk") if found.reported_on else []
    context = {
        "consultation": found,
        "state": state,
        "form": form,
        "is_open": state.code == "ok",
        "paragraphs": [line for line in found.draft.text.splitlines() if line.strip()],
        "comments": [(one, Adoption(one.adoption).label) for one in comments],
    }
    return render(request, "plan/public/consultation.html", context)


@open_to_public
def receipt(request: PageRequest) -> HttpResponse:
    """What became of one comment, by its receipt number; the name and the contact are never shown."""
    asked = "".join(request.GET.get("receipt", "").split()).upper()[:20]
    found = ConsultationComment.objects.filter(receipt=asked).select_related("consultation__project").first()
    is_public = bool(found and found.consultation.reported_on)
    label = Adoption(found.adoption).label if found and found.adoption and is_public else ""
    context = {"asked": asked, "comment": found, "label": label, "is_public": is_public}
    return render(request, "plan/public/receipt.html", context, status=404 if asked and not found else 200)


@open_to_public
def legal_text(request: PageRequest, code: str) -> HttpResponse:
    """A published text that rules cite."""
    found = get_object_or_404(LegalSource, code=code)
    paragraphs = [line for line in found.text.splitlines() if line.strip()]
    return render(request, "plan/public/legal_text.html", {"source": found, "paragraphs": paragraphs})
