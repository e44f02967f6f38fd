"""A decision that nobody can contest any more: noted by a daily duty, without anybody's doing."""

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import SYSTEM, Actor, Refusal, require
from qingzhi.engine.procedures.actions import end_clock, start_clock, take_step
from qingzhi.engine.procedures.models import Case

from ..events.decisions import DecisionContested, DecisionFinal
from ..models import Decision
from ..queries.finality import finality_of
from ..refusals.decisions import DecisionStands
from ..terms import DecisionKind
from .decisions import make_effective

COURT, COURT_LIMIT = "court_application", "enforcement.penalty.court"


def settle_decisions() -> int:
    """Everything whose last day is over; returns how many. Safe to run twice; what a case does not allow today waits for another."""
    for one in Decision.objects.filter(
        served_on__isnull=False, contest_until=None, final_on=None, remedies=None, revoked_on=None
    ):
        reckon_contest(decision=one)  # served before its last day was noted, or before the table of limits knew it
    rows = Decision.objects.filter(contest_until__lt=clock.today(), final_on=None, revoked_on=None)
    due = list(rows.order_by("contest_until", "pk").values_list("pk", flat=True))
    return sum(_settle(pk) for pk in due)


def _settle(decision_id: int) -> bool:
    """One decision in a transaction of its own: an adjudication takes its case's step with it."""
    try:
        with transaction.atomic():
            case_id = Decision.objects.values_list("case_id", flat=True).get(pk=decision_id)
            case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)  # the case first, as every step does
            decision = Decision.objects.get(pk=decision_id)
            if decision.kind == DecisionKind.ADJUDICATION and case.state == "served":
                take_step(actor=SYSTEM, case=case, step="bind", revision=case.revision)
            else:
                become_final(actor=SYSTEM, decision=decision)
    except Refusal:
        return False
    return True


@transaction.atomic
def become_final(*, actor: Actor, decision: Decision) -> Decision:
    """Note that nobody can contest a decision any more 「期满未复议、起诉」; twice changes nothing.

    An adjudication takes effect with it: 《专利法》第六十五条. A penalty bound since its service; from now on the court can be asked for
    three months: 《行政强制法》第五十三条.
    """
    rows = Decision.objects.select_for_update(of=("self",)).select_related("case__body")
    found = rows.get(pk=decision.pk)
    require(actor, "enforcement.case.handle", body_id=found.case.body_id)
    if found.final_on is not None:
        return found
    finality = finality_of(found)
    if finality.until is None or finality.since is None or finality.since > clock.today():
        raise DecisionStands(finality.reason or f"复议、起诉期限到 {finality.until} 届满")
    found.final_on, found.contest_until = finality.since, finality.until
    found.save(update_fields=["final_on", "contest_until"])
    changes = {"final_on": (None, f"{found.number} {found.final_on}")}
    record(actor, "enforcement.become_final", found.case, changes=changes)
    publish(DecisionFinal(decision_id=found.pk))
    if found.kind == DecisionKind.ADJUDICATION:
        return make_effective(actor=actor, decision=found, on=found.final_on)
    if found.kind == DecisionKind.PENALTY and found.case.is_open:
        start_clock(case=found.case, code=COURT, label="申请强制执行期限", limit=COURT_LIMIT, on=finality.until)
    return found


@transaction.atomic
def reckon_contest(*, decision: Decision) -> Decision:
    """Reckon anew until when a decision can be contested: served, contested, the remedy ended. One of which it became known only
    afterwards that it was contested in time is open again, and an adjudication loses its effect."""
    found = Decision.objects.select_for_update(of=("self",)).select_related("case__body").get(pk=decision.pk)
    was_final, was_effective = found.final_on, found.effective_on
    found.contest_until = finality_of(found).until
    opened = was_final is not None and found.remedies.filter(outcome="").exists()
    if opened:
        found.final_on = None
        end_clock(case=found.case, code=COURT, on=clock.today())
        if found.kind == DecisionKind.ADJUDICATION:
            found.effective_on = None
    found.save(update_fields=["contest_until", "final_on", "effective_on"])
    if opened:
        changes = {"final_on": (was_final, None), "effective_on": (was_effective, found.effective_on)}
        record(SYSTEM, "enforcement.contest_decision", found.case, changes=changes)
        publish(DecisionContested(decision_id=found.pk))
    return found
