"""The queue of doubtful names, and one question with both records side by side."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal

from ...access import visible_questions
from ...actions import decide_question
from ...actions.deciding import DISTINCT, MERGE, better_known
from ...models import Merge, NameQuestion
from ...queries.questions import comparison_of, next_question, profile_of
from ...terms import QuestionState
from .listings import QuestionListing

ANSWERS = {"merge:candidate": (MERGE, "candidate"), "merge:party": (MERGE, "party"), "distinct": (DISTINCT, "")}


@desk("parties.merge")
def questions(request: PageRequest) -> HttpResponse:
    """What waits for an answer."""
    rows = visible_questions(request.actor)
    listing = QuestionListing(request, rows)
    first = next_question(visible=rows)
    return listing.respond("parties/questions.html", {"first": first})


@desk("parties.merge")
def question(request: PageRequest, question_id: int) -> HttpResponse:
    """One question: both records, what agrees, what hangs on each."""
    found = _found(request, question_id)
    return render(request, "parties/question.html", _context(request, found))


@desk("parties.merge")
@require_POST
def decide(request: PageRequest, question_id: int) -> HttpResponse:
    """Answer a question; the next one follows."""
    found = _found(request, question_id)
    answer = ANSWERS.get(request.POST.get("answer", ""))
    if answer is None:
        return redirect("parties:question", found.pk)
    try:
        decide_question(
            actor=request.actor, question=found, answer=answer[0], keep=answer[1],
            reason=request.POST.get("reason", "").strip()[:300],
        )  # fmt: skip
    except Refusal as refused:
        context = _context(request, _found(request, question_id), refused.reason)
        return render(request, "parties/question.html", context, status=409)
    messages.success(request, _told(found, answer[0]))
    following = next_question(found, visible_questions(request.actor))
    return redirect("parties:question", following.pk) if following else redirect("parties:questions")


def _found(request: PageRequest, question_id: int) -> NameQuestion:
    rows = visible_questions(request.actor).select_related(
        "party__region", "party__root", "candidate__region", "candidate__root"
    )
    return get_object_or_404(rows, pk=question_id)


def _context(request: PageRequest, found: NameQuestion, refusal: str = "") -> dict[str, Any]:
    one, other = profile_of(found.party), profile_of(found.candidate)
    mine = visible_questions(request.actor)
    return {
        "question": found,
        "one": one,
        "other": other,
        "lines": comparison_of(one, other),
        "is_open": found.state == QuestionState.OPEN,
        "stays": better_known(found.party, found.candidate),
        "waiting": mine.filter(state=QuestionState.OPEN).count(),
        "following": next_question(found, mine),
        "refusal": refusal,
    }


def _told(found: NameQuestion, answer: str) -> str:
    if answer == DISTINCT:
        return f"已核定“{found.party.name}”与“{found.candidate.name}”不是同一主体"
    pair = (found.party_id, found.candidate_id)
    merge = Merge.objects.filter(party_id__in=pair, undone_at=None).order_by("-pk").first()
    url = reverse("parties:undo_merge", args=[merge.pk]) if merge else ""
    told = f"已将“{found.party.name}”与“{found.candidate.name}”归并"
    return format_html('{}，<a href="{}">撤销归并</a>', told, url) if url else told
