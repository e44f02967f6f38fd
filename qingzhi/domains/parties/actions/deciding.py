"""Answering questions about two spellings."""

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.permits import Actor, require

from ..models import NameQuestion, Party
from ..queries.sides import sides_of
from ..queries.thresholds import name_points
from ..refusals import QuestionDecided
from ..rules.likeness import likeness
from ..terms import QuestionState
from .merging import merge_parties

MERGE, DISTINCT = "merge", "distinct"


@transaction.atomic
def decide_question(
    *, actor: Actor, question: NameQuestion, answer: str, keep: str = "", reason: str = ""
) -> NameQuestion:
    """Answer a question 「核定」: `merge` the two (`keep` names the record that stays: party or candidate) or `distinct`.

    Without `keep` the one that is better known stays: verified before provisional, with a code before without, the elder.
    """
    require(actor, "parties.merge")
    question = NameQuestion.objects.select_for_update().get(pk=question.pk)
    if question.state != QuestionState.OPEN:
        by = f"由{question.decided_by}" if question.decided_by else ""
        raise QuestionDecided(f"该问题已{by}核定为“{QuestionState(question.state).label}”")
    party, candidate = question.party, question.candidate
    if answer == MERGE:
        away, stay = (candidate, party) if (keep or better_known(party, candidate)) == "party" else (party, candidate)
        told = reason.strip() or "；".join(question.reasons) or "人工核定为同一主体"
        merge_parties(actor=actor, party=away.root or away, into=stay, reason=told, score=question.score)
        question.refresh_from_db()
    elif answer != DISTINCT:
        raise ValueError(f"no answer is called {answer!r}")
    state = QuestionState.MERGED if answer == MERGE else QuestionState.DISTINCT
    changes = changed(question, state=state, reason=reason[:300])
    question.decided_at, question.decided_by = clock.now(), actor.name
    question.save()
    record(actor, "parties.decide_question", party, changes=changes, reason=reason or state.label)
    return question


def better_known(party: Party, candidate: Party) -> str:
    """Which of the two stays."""

    def rank(one: Party) -> tuple[bool, bool, int]:
        return one.provisional, not one.credit_code, one.pk

    return "party" if rank(party.root or party) < rank(candidate.root or candidate) else "candidate"


@transaction.atomic
def ask_merge(*, actor: Actor, party: Party, candidate: Party) -> NameQuestion:
    """Put two records into the queue by hand 「核对异写」; a pair that was asked about before is not asked twice."""
    require(actor, "parties.merge")
    known = NameQuestion.objects.filter(party__in=(party, candidate), candidate__in=(party, candidate)).first()
    if known:
        return known
    sides = sides_of([party.pk, candidate.pk])
    found = likeness(sides[party.pk], sides[candidate.pk], name_points(clock.today()))
    question = NameQuestion.objects.create(
        party=party,
        candidate=candidate,
        score=found.score,
        reasons=[*found.reasons, f"由{actor.name}提请核对"],
        asked_at=clock.now(),
    )
    record(actor, "parties.ask", party, changes={"candidate": (None, str(candidate))})
    return question
