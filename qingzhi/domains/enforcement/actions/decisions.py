"""A decision's life: made, served, effective, revoked. Whoever lists, publishes or hands on subscribes to the events."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require
from qingzhi.engine.documents.models import IssuedDocument
from qingzhi.engine.procedures.models import Case

from ..events import DecisionEffective, DecisionMade, DecisionRevoked
from ..events.decisions import DecisionServed
from ..models import Decision, ServiceProof
from ..queries.finality import finality_of
from ..refusals import ValueNotValid
from ..refusals.decisions import DecisionStands
from ..terms import DecisionKind
from ..terms.service import ServedWhat


@transaction.atomic
def make_decision(
    *,
    actor: Actor,
    case: Case,
    kind: DecisionKind,
    party_name: str,
    violation: str,
    facts: str,
    basis: str,
    content: str,
    document: IssuedDocument | None = None,
    number: str = "",
    party: Any = None,
    is_person: bool = False,
    fine: Decimal = Decimal(0),
    confiscated: Decimal = Decimal(0),
    severity: str = "",
    decided_on: date | None = None,
) -> Decision:
    """Make a decision 「作出决定」. Its number is that of its document; it has no effect before it is served."""
    require(actor, "enforcement.case.approve", body_id=case.body_id)
    said = {"party_name": party_name, "violation": violation, "facts": facts, "basis": basis, "content": content}
    missing = next((name for name, text in said.items() if not text.strip()), "")
    if missing:
        label = getattr(Decision._meta.get_field(missing), "verbose_name", missing)
        raise ValueNotValid(f"请填写{label}", missing)
    if fine < 0 or confiscated < 0:
        raise ValueNotValid("金额不能为负数", "fine")
    on = decided_on or clock.today()
    if on > clock.today():
        raise ValueNotValid("决定日期不能晚于今天", "decided_on")
    number = number or (document.number if document is not None else "")
    if not number:
        raise ValueNotValid("决定须有文号", "number")
    made = Decision.objects.create(
        case=case, kind=DecisionKind(kind).value, number=number, party=party, is_person=is_person, fine=fine,
        confiscated=confiscated, severity=severity, decided_on=on, document=document, party_name=party_name.strip()[:200],
        violation=violation.strip()[:120], facts=facts.strip(), basis=basis.strip(), content=content.strip(),
    )  # fmt: skip
    record(actor, "enforcement.make_decision", case, changes={"decision": ("", number), "fine": ("", str(fine))})
    publish(DecisionMade(decision_id=made.pk))
    return made


@transaction.atomic
def mark_served(*, actor: Actor, proof: ServiceProof) -> Decision:
    """Note on the decision that it was served 「送达」, by its proof; twice changes nothing.

    What binds on service takes effect with it: 《行政处罚法》(2021) 第七十三条（复议、诉讼不停止执行）. An adjudication waits until
    nobody can go to court any more (`actions.finality`).
    """
    if proof.decision_id is None or proof.what not in (ServedWhat.DECISION, ServedWhat.MEASURE):
        raise DecisionStands("这份回证不是决定的送达回证")
    decision = _locked(proof.decision_id)
    require(actor, "enforcement.case.handle", body_id=decision.case.body_id)
    if decision.served_on == proof.served_on:
        return decision
    if decision.served_on is not None:
        raise DecisionStands(f"{decision.number}已于{decision.served_on}送达")
    if proof.served_on < decision.decided_on:
        raise DecisionStands("送达日期不能早于决定日期")
    _refuse_revoked(decision)
    decision.served_on = proof.served_on
    decision.contest_until = finality_of(decision).until
    decision.save(update_fields=["served_on", "contest_until"])
    record(
        actor,
        "enforcement.serve_decision",
        decision.case,
        changes={"served_on": (None, f"{decision.number} {proof.served_on}")},
    )
    publish(DecisionServed(decision_id=decision.pk))
    if decision.kind != DecisionKind.ADJUDICATION:
        return make_effective(actor=actor, decision=decision, on=proof.served_on)
    return decision


@transaction.atomic
def make_effective(*, actor: Actor, decision: Decision, on: date, reason: str = "") -> Decision:
    """Note since when a decision is effective 「生效」; twice changes nothing."""
    locked = _locked(decision.pk)
    require(actor, "enforcement.case.handle", body_id=locked.case.body_id)
    if locked.effective_on is not None:
        return locked
    _refuse_revoked(locked)
    if locked.served_on is None or on < locked.served_on:
        raise DecisionStands("决定送达后才能生效")
    locked.effective_on = on
    locked.save(update_fields=["effective_on"])
    changes = {"effective_on": (None, f"{locked.number} {on}")}
    record(actor, "enforcement.make_effective", locked.case, changes=changes, reason=reason)
    publish(DecisionEffective(decision_id=locked.pk))
    return locked


@transaction.atomic
def revoke_decision(*, actor: Actor, decision: Decision, reason: str, on: date | None = None) -> Decision:
    """Revoke a decision or note that it was revoked 「撤销」: by oneself, on reconsideration, by a court. Twice changes nothing.

    What was published or listed by it goes within the legal days: whoever did so subscribes.
    """
    locked = _locked(decision.pk)
    require(actor, "enforcement.case.approve", body_id=locked.case.body_id)
    if locked.revoked_on is not None:
        return locked
    on = on or clock.today()
    if not reason.strip():
        raise ValueNotValid("撤销决定须写明理由", "reason")
    if not locked.decided_on <= on <= clock.today():
        raise ValueNotValid("撤销日期不能早于决定日期，也不能晚于今天", "on")
    locked.revoked_on, locked.revoked_why = on, reason.strip()[:300]
    locked.save(update_fields=["revoked_on", "revoked_why"])
    changes = {"revoked_on": (None, f"{locked.number} {on}")}
    record(actor, "enforcement.revoke_decision", locked.case, changes=changes, reason=reason.strip())
    publish(DecisionRevoked(decision_id=locked.pk))
    return locked


def _locked(pk: int) -> Decision:
    return Decision.objects.select_for_update(of=("self",)).select_related("case__body").get(pk=pk)


def _refuse_revoked(decision: Decision) -> None:
    if decision.revoked_on is not None:
        raise DecisionStands(f"{decision.number}已于{decision.revoked_on}撤销")
