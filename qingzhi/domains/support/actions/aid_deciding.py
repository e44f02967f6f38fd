"""What the steps of special support do beside moving the case: computed, published, promised, paid, asked back."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.models import Body
from qingzhi.base.permits import Actor, require
from qingzhi.domains.funds.queries import available
from qingzhi.engine.publication.actions import Row, publish_notice
from qingzhi.engine.tasks.actions import close_items, open_item
from qingzhi.engine.tasks.kinds import work_kind
from qingzhi.engine.tasks.terms import Outcome

from ..events.awards import PriorityRecorded
from ..models import CompensationApplication, PriorityStanding, VarietyFundApplication
from ..queries.aid import compensation_standard, fund_standard
from ..queries.priority import priority_points
from ..refusals.awards import UseNotFunded, ValueUnfit
from ..rules.compensation import Fees, of_enforcement, of_transaction, of_use
from ..terms.awards import CompensationKind, FundUse, PriorityGround
from ..terms.publications import AID
from .money import ask_back, pay_money, promise_money
from .past_cases import keep_compensation, keep_fund, keep_priority

JOINT = work_kind("support.joint_review", "品种权基金会审", verb="会审", icon="check").code


@transaction.atomic
def compute_compensation(
    *, actor: Actor, application: CompensationApplication, fees: Fees | None = None
) -> CompensationApplication:
    """Compute what is compensated by the table of the case's day, line by line; approved fees take the place of those filed."""
    found = _locked(actor, "support.aid.handle", application)
    on = found.case.rules_on
    if found.kind == CompensationKind.TRANSACTION and found.transaction is not None:
        result = of_transaction(found.transaction.paid_amount, compensation_standard(found, on))
    else:
        given = fees or Fees(found.lawyer_fee, found.notary_fee, found.appraisal_fee, found.covered)
        result = of_enforcement(given, compensation_standard(found, on), infringement=found.infringement_found)
        found.approved_fees = given.total
    changes = changed(found, computed=result.amount)
    found.lines = result.stored + ([["不予补偿", result.reason, "0", ""]] if result.reason else [])
    found.save(update_fields=["approved_fees", "computed", "lines"])
    keep_compensation(found)
    record(actor, "support.compute_compensation", found, changes=changes, reason=result.reason)
    return found


@transaction.atomic
def send_joint(*, actor: Actor, application: VarietyFundApplication, trade_body: Body) -> VarietyFundApplication:
    """Ask the department of the trade 「送会审」; it finds the case among its items."""
    found = _locked(actor, "support.aid.handle", application)
    changes = changed(found, trade_body=trade_body)
    found.save(update_fields=["trade_body"])
    open_item(
        actor=actor, kind=JOINT, title=f"会审：{found.case.title}"[:200], url=f"/cases/{found.case_id}/", body=trade_body,
        subject=found, lead_region=found.case.region_code,
    )  # fmt: skip
    told = {"trade_body": (str(changes["trade_body"][0] or ""), trade_body.name)} if changes else {}
    record(actor, "support.send_joint", found, changes=told)
    return found


@transaction.atomic
def keep_opinion(
    *, actor: Actor, application: VarietyFundApplication, agrees: bool, opinion: str
) -> VarietyFundApplication:
    """Keep what the department says 「会审意见」."""
    found = VarietyFundApplication.objects.select_for_update(of=("self",)).select_related("case").get(pk=application.pk)
    require(actor, "support.aid.joint", body_id=found.trade_body_id)
    changes = changed(found, trade_agrees=agrees, trade_opinion=opinion.strip())
    found.save(update_fields=["trade_agrees", "trade_opinion"])
    close_items(actor=actor, subject=found, kind=JOINT, outcome=Outcome.DONE)
    record(actor, "support.keep_opinion", found, changes=changes)
    return found


@transaction.atomic
def assess_fund(
    *, actor: Actor, application: VarietyFundApplication, score: Decimal, expert_opinion: str
) -> VarietyFundApplication:
    """Keep the experts' score, add priority points with their reasons, and compute what the fund pays."""
    found = _locked(actor, "support.aid.handle", application)
    on = found.case.rules_on
    standard = fund_standard(FundUse(found.use), on)
    if standard.standard is None:
        raise UseNotFunded(standard.reason)
    left = available(found.programme) if found.programme is not None else None
    result = of_use(found.cost, found.requested, standard.standard, left=left)
    points = priority_points(found.holder, found.right, on)
    changes = changed(found, score=score, approved=result.amount, priority_points=points.total)
    found.expert_opinion, found.lines, found.priority_why = expert_opinion.strip(), result.stored, points.stored
    found.save(update_fields=["score", "approved", "priority_points", "expert_opinion", "lines", "priority_why"])
    keep_fund(found)
    record(actor, "support.assess_fund", found, changes=changes, reason=points.told)
    return found


@transaction.atomic
def publicise_aid(*, actor: Actor, dossier: Any) -> None:
    """Publish what is proposed, with objections, for the days of the table."""
    require(actor, "support.aid.handle", body_id=dossier.case.body_id)
    holder = dossier.party if isinstance(dossier, PriorityStanding) else dossier.holder
    values = {
        "matter": dossier.case.declared.title, "holder": holder.name if holder else "", "subject": subject_of(dossier),
        "amount": amount_of(dossier), "reason": "；".join(str(line[1]) for line in getattr(dossier, "lines", [])[-1:]) or None,
    }  # fmt: skip
    publish_notice(
        actor=actor, kind=AID.code, title=f"{dossier.case.declared.title}公示：{dossier.case.number}", rows=[Row(values, dossier)],
        body=dossier.case.body, subject=dossier, url=f"/cases/{dossier.case_id}/",
    )  # fmt: skip


@transaction.atomic
def promise_aid(*, actor: Actor, dossier: Any, decision: str) -> None:
    """Approve: the amount is reserved and committed, or the step does not happen."""
    found = _locked(actor, "support.aid.decide", dossier)
    amount = amount_of(found) or Decimal(0)
    if amount <= 0:
        raise ValueUnfit("核定金额为零，不能批准")
    promise_money(
        actor=actor, dossier=found, programme=found.programme, amount=amount, payee=found.holder, decision=decision
    )
    record(actor, "support.promise_aid", found, changes={"amount": (None, amount)}, reason=decision)


@transaction.atomic
def pay_aid(*, actor: Actor, dossier: Any, voucher: str) -> None:
    """Enter the payment."""
    found = _locked(actor, "support.aid.pay", dossier)
    pay_money(actor=actor, dossier=found, payee=found.holder, voucher=voucher)
    if isinstance(found, VarietyFundApplication):
        changes = changed(found, paid=found.approved)
    else:
        changes = changed(found, paid_on=clock.today())
    found.save(update_fields=list(changes))
    record(actor, "support.pay_aid", found, changes=changes, reason=voucher)


@transaction.atomic
def keep_contract(
    *, actor: Actor, application: VarietyFundApplication, contract_number: str, contract_on: date
) -> VarietyFundApplication:
    """Keep the contract of a grant."""
    found = _locked(actor, "support.aid.handle", application)
    if contract_on > clock.today():
        raise ValueUnfit("签订日期不能晚于今天", "contract_on")
    changes = changed(found, contract_number=contract_number.strip(), contract_on=contract_on)
    found.save(update_fields=["contract_number", "contract_on"])
    record(actor, "support.keep_contract", found, changes=changes)
    return found


@transaction.atomic
def keep_acceptance(*, actor: Actor, application: VarietyFundApplication, acceptance: str) -> VarietyFundApplication:
    """Keep what the acceptance found."""
    found = _locked(actor, "support.aid.handle", application)
    changes = changed(found, accepted_on=clock.today(), acceptance=acceptance.strip())
    found.save(update_fields=["accepted_on", "acceptance"])
    record(actor, "support.keep_acceptance", found, changes=changes)
    return found


@transaction.atomic
def recover_aid(*, actor: Actor, application: VarietyFundApplication, decision: str) -> VarietyFundApplication:
    """Ask everything back that was paid."""
    found = _locked(actor, "support.aid.decide", application)
    back = ask_back(actor=actor, dossier=found, payee=found.holder, decision=decision, note="验收不合格")
    changes = changed(found, recovered=back)
    found.save(update_fields=["recovered"])
    record(actor, "support.recover_aid", found, changes=changes, reason=decision)
    return found


@transaction.atomic
def recognise_priority(*, actor: Actor, standing: PriorityStanding, valid_to: date | None = None) -> PriorityStanding:
    """Recognise a ground of priority from today on."""
    found = _locked(actor, "support.aid.decide", standing)
    today = clock.today()
    if valid_to is not None and valid_to <= today:
        raise ValueUnfit("有效期须晚于今天", "valid_to")
    changes = changed(found, valid_from=today, valid_to=valid_to)
    found.save(update_fields=["valid_from", "valid_to"])
    keep_priority(found, today)
    record(actor, "support.recognise_priority", found, changes=changes)
    publish(PriorityRecorded(standing_id=found.pk))
    return found


@transaction.atomic
def end_priority(*, actor: Actor, standing: PriorityStanding, reason: str) -> PriorityStanding:
    """End a ground of priority; the day after its first at the earliest."""
    found = _locked(actor, "support.aid.handle", standing)
    if found.valid_from is not None and clock.today() <= found.valid_from:
        raise ValueUnfit("认可当日不能终止")
    changes = changed(found, valid_to=clock.today(), ended_why=reason.strip()[:300])
    found.save(update_fields=["valid_to", "ended_why"])
    record(actor, "support.end_priority", found, changes=changes, reason=reason)
    publish(PriorityRecorded(standing_id=found.pk))
    return found


def amount_of(dossier: Any) -> Decimal | None:
    """What is proposed; priority has no amount."""
    if isinstance(dossier, CompensationApplication):
        return dossier.computed
    return dossier.approved if isinstance(dossier, VarietyFundApplication) else None


def subject_of(dossier: Any) -> str:
    """What it is about, in words."""
    if isinstance(dossier, PriorityStanding):
        return f"{PriorityGround(dossier.ground).label}：{dossier.name}"
    if isinstance(dossier, CompensationApplication) and dossier.transaction is not None:
        return str(dossier.transaction)
    return f"{dossier.right.number_shown} {dossier.right.title}" if dossier.right else ""


def _locked(actor: Actor, permit: str, dossier: Any) -> Any:
    found = (
        type(dossier)._default_manager.select_for_update(of=("self",)).select_related("case__body").get(pk=dossier.pk)
    )
    require(actor, permit, body_id=found.case.body_id)
    return found
