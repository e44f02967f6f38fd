"""The documents of a subsidy's steps: drawn last, since the series of numbers stays locked from then on."""

from qingzhi.base.permits import SYSTEM
from qingzhi.engine.limits.queries import due, limit
from qingzhi.engine.procedures.declaring import Occurrence
from qingzhi.engine.procedures.registry import effect

from ..actions.notices import issue_to_applicant
from ..rules.money import yuan

REMEDY = "对本决定不服的，可以自收到之日起60日内依法申请行政复议，或者6个月内依法提起行政诉讼"


@effect("support.notice_acceptance", "制发受理通知书")
def acceptance(occurrence: Occurrence) -> None:
    """受理通知书, with the time that the review may take."""
    rule = limit("support.review", occurrence.case.rules_on)
    issue_to_applicant(occurrence.actor, occurrence.case, "acceptance", limit=str(rule.length))


@effect("support.notice_correction", "制发一次性补正告知书")
def correction(occurrence: Occurrence) -> None:
    """一次性补正告知书, with everything that is missing and the day by which."""
    case = occurrence.case
    until = due("support.correction", occurrence.on, region=case.region_code).on
    missing = occurrence.dossier.correction_text.splitlines()
    issue_to_applicant(occurrence.actor, case, "correction", missing=missing, due_on=until)


@effect("support.notice_refusal", "制发不予受理（不予资助）通知书")
def refusal(occurrence: Occurrence) -> None:
    """不予受理（不予资助）通知书, with the reason and the remedy."""
    reason = occurrence.note or str(occurrence.data.get("finding", "")) or "不符合申报通知的条件"
    issue_to_applicant(occurrence.actor, occurrence.case, "refusal", reason=reason, remedy=REMEDY)


@effect("support.notice_decision", "制发资助决定书")
def decision(occurrence: Occurrence) -> None:
    """决定书, one line per right."""
    dossier = occurrence.dossier
    lines = [
        f"{one.number_shown}{one.get_act_display()}资助{yuan(one.amount)}"
        for one in dossier.claims.filter(amount__gt=0)
    ]
    decided = [*lines, f"合计{yuan(dossier.amount_granted)}（{dossier.meeting}，{dossier.decision_number}）"]
    issue_to_applicant(occurrence.actor, occurrence.case, "decision", decided=decided, remedy=REMEDY)


@effect("support.notice_payment", "制发拨款通知书")
def payment(occurrence: Occurrence) -> None:
    """拨款通知书; as the system, since it follows from the payment."""
    dossier = occurrence.dossier
    issue_to_applicant(
        SYSTEM,
        occurrence.case,
        "payment",
        amount=dossier.amount_granted,
        purpose=f"{dossier.call.get_scheme_display()}",
    )
