"""Rewards for reporters 「举报奖励」: computed from an effective decision, approved by another, claimed by code, paid once, nobody named.

《市场监管领域重大违法行为举报奖励暂行办法》（国市监稽规〔2021〕4号）.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.audit.personal import opened_text, sealed_text
from qingzhi.base.identity.actions.subjects import enter_subject
from qingzhi.base.identity.models import Subject
from qingzhi.base.identity.models.subject import SubjectKind
from qingzhi.base.permits import SYSTEM, Actor, require
from qingzhi.base.secrecy.rules import refuse_classified
from qingzhi.domains.funds.actions import commit, pay, release, reserve
from qingzhi.domains.funds.queries import summary_of
from qingzhi.domains.funds.terms import Reference
from qingzhi.engine.decisions.queries import decide
from qingzhi.engine.decisions.refusals import NoVersionInForce
from qingzhi.engine.procedures.actions import link, open_case, take_step
from qingzhi.engine.procedures.terms import LinkKind

from ..models import Complaint, Decision, Reporter, RewardCase
from ..queries.staff import is_officer
from ..refusals import ValueNotValid
from ..refusals.flags import OwnCaseSupervised
from ..refusals.rewards import NoReward, RewardClosed, RewardedAlready
from ..rules.rewards import reward_amount
from ..terms.rewards import RewardGrade
from .complaint_pieces import COMPLAINANT

TABLE = "enforcement.reward"
NAMELESS = "举报投诉人"


@transaction.atomic
def propose_reward(
    *, actor: Actor, complaint: Complaint, decision: Decision, grade: RewardGrade, reason: str
) -> RewardCase:
    """Propose a reward 「提出奖励」: of the decision that the complaint led to, by the table of the day on which it became effective."""
    found = Complaint.objects.select_for_update(of=("self",)).select_related("case__body").get(pk=complaint.pk)
    made_by = Decision.objects.select_for_update(of=("self",)).select_related("case").get(pk=decision.pk)
    require(actor, "enforcement.reward.propose", body_id=found.case.body_id)
    refuse_classified(reason)
    if not reason.strip():
        raise ValueNotValid("请写明奖励理由：举报的事实和证据与查证事实的相符程度", "reason")
    _refuse_unfit(found, made_by)
    base = made_by.fine + made_by.confiscated
    told = _standard(grade, made_by.effective_on or clock.today(), base)
    dossier = RewardCase(
        complaint=found, decision=made_by, grade=grade.value, base=base, amount=Decimal(told["amount"]), told=told,
        reason=reason.strip()[:500], proposed_by_id=actor.user_id, proposed_by=actor.name[:100],
    )  # fmt: skip
    case = open_case(
        actor=actor,
        procedure="enforcement.reward",
        body=found.case.body,
        title=f"举报奖励：{made_by.number}",
        dossier=dossier,
    )
    link(actor=SYSTEM, case=case, to=made_by.case, kind=LinkKind.ARISES_FROM, reason="举报奖励")
    record(actor, "enforcement.propose_reward", case, changes={"amount": (None, dossier.amount)}, reason=reason)
    return dossier


def _refuse_unfit(complaint: Complaint, decision: Decision) -> None:
    if decision.effective_on is None or decision.revoked_on is not None:
        raise NoReward(f"{decision.number}没有生效或已撤销，不能奖励", "decision")
    if not complaint.routes.filter(target=decision.case_id).exists():
        raise NoReward("这一决定不是由这件举报办出来的", "decision")
    if RewardCase.objects.filter(complaint=complaint, void=False).exists():
        raise RewardedAlready("这件举报已经奖励过，同一线索不重复奖励", "complaint")
    if RewardCase.objects.filter(decision=decision, void=False).exists():
        raise RewardedAlready("这一决定已经奖励过另一件举报，同一违法行为只奖励最先举报的", "decision")


def _standard(grade: RewardGrade, on: date, base: Decimal) -> dict[str, Any]:
    """What the table answers, and the amount that follows."""
    try:
        verdict = decide(TABLE, {"grade": grade.value}, on)
    except NoVersionInForce:
        raise NoReward(f"{on}没有施行中的举报奖励标准", "grade") from None
    if not verdict.rows:
        raise NoReward("举报奖励标准中没有这一等级", "grade")
    given = verdict.outcome
    amount = reward_amount(base, given["share"], given["least"], given["most"])
    told = f"罚没款{base:,.2f}元的{given['share']}%，最低{given['least']:,.0f}元，每案最高{given['most']:,.0f}元"
    return {
        "amount": str(amount),
        "told": told,
        "source": verdict.rows[0].source,
        "version": verdict.version_id,
        "on": str(on),
    }


def reference_of(dossier: RewardCase) -> Reference:
    """The reward as the ledger names it: the payee is nameless there."""
    return Reference(
        subject_kind=dossier._meta.label_lower, subject_id=str(dossier.pk), label=f"{dossier.case.number} 举报奖励",
        payee_id=dossier.payee_id, url=f"/cases/{dossier.case_id}/", region_code=dossier.case.region_code,
    )  # fmt: skip


def promise_reward(*, actor: Actor, dossier: RewardCase, programme: Any) -> None:
    """Reserve and commit what was approved, for a nameless payee; a part of the step that approves, which is the ground of the posting:
    who approves a reward needs no permit on money."""
    if dossier.proposed_by_id is not None and dossier.proposed_by_id == actor.user_id:
        raise OwnCaseSupervised("提出奖励的人不能审批，请由另一人办理")
    if dossier.decision.revoked_on is not None:
        raise NoReward("据以奖励的决定已撤销")
    dossier.payee, dossier.programme = _anchor(dossier.complaint), programme
    dossier.save(update_fields=["payee", "programme"])
    key, reference = f"enforcement.reward:{dossier.pk}", reference_of(dossier)
    reserve(actor=SYSTEM, reference=reference, amount=dossier.amount, key=f"{key}:reserve", programme=programme)
    commit(
        actor=SYSTEM, reference=reference, key=f"{key}:commit", amount=dossier.amount, decision=dossier.decision.number
    )


def _anchor(complaint: Complaint) -> Subject:
    """Whose key seals the account: the complainant's own anchor, or a fresh nameless one."""
    reporter = Reporter.objects.filter(complaint=complaint).select_related("subject").first()
    return reporter.subject if reporter is not None else enter_subject(kind=SubjectKind.PERSON, name=NAMELESS)


@transaction.atomic
def claim_reward(*, complaint: Complaint, holder: str, bank: str, number: str) -> RewardCase:
    """Whoever holds the code says where to pay 「申领奖励」; the account is sealed at once and stands nowhere else."""
    dossier = (
        RewardCase.objects.select_for_update(of=("self",))
        .select_related("case")
        .filter(complaint=complaint.pk, void=False)
        .first()
    )
    if dossier is None or dossier.case.state != "approved" or dossier.payee_id is None:
        raise RewardClosed("现在没有可以领取的奖励，或者已经申领过")
    for name, value, said in (("holder", holder, "户名"), ("bank", bank, "开户银行"), ("number", number, "账号")):
        if not value.strip():
            raise ValueNotValid(f"请填写{said}", name)
    dossier.account_sealed = sealed_text(dossier.payee_id, "\n".join(one.strip() for one in (holder, bank, number)))
    dossier.claimed_at = clock.now()
    dossier.save(update_fields=["account_sealed", "claimed_at"])
    record(COMPLAINANT, "enforcement.claim_reward", dossier.case)
    take_step(actor=COMPLAINANT, case=dossier.case, step="claim", revision=dossier.case.revision)
    return dossier


@transaction.atomic
def read_reward_account(*, actor: Actor, dossier: RewardCase, purpose: str) -> tuple[str, ...]:
    """Holder, bank and number for who pays, while it is to be paid; every look is an entry of the trail. Never for who handled the case."""
    found = (
        RewardCase.objects.select_for_update(of=("self",)).select_related("case", "decision__case").get(pk=dossier.pk)
    )
    require(actor, "enforcement.reward.pay", body_id=found.case.body_id)
    if found.case.state != "claimed" or found.account_sealed is None or found.payee_id is None:
        raise RewardClosed("只有待发放的奖励可以查看收款账户")
    if is_officer(found.decision.case, actor.subject_id):
        raise OwnCaseSupervised("办案人员不能查看举报人的收款账户")
    if len(purpose.strip()) < 2:
        raise ValueNotValid("请填写用途", "purpose")
    record(actor, "enforcement.read_reward_account", found.case, reason=purpose.strip()[:300])
    return tuple(opened_text(found.payee_id, bytes(found.account_sealed)).split("\n"))


def pay_reward(*, actor: Actor, dossier: RewardCase, voucher: str, on: date) -> None:
    """Post what was paid, once; a part of the step, which another takes than who approved."""
    pay(
        actor=actor, reference=reference_of(dossier), key=f"enforcement.reward:{dossier.pk}:pay", voucher=voucher, on=on
    )
    dossier.voucher, dossier.paid_on = voucher.strip()[:120], on
    dossier.save(update_fields=["voucher", "paid_on"])


def drop_reward(*, dossier: RewardCase, note: str) -> None:
    """Let go what was promised, and free complaint and decision; a part of the steps that end it unpaid."""
    if dossier.programme_id is not None and summary_of(reference_of(dossier)).committed > 0:
        release(
            actor=SYSTEM, reference=reference_of(dossier), key=f"enforcement.reward:{dossier.pk}:release", note=note
        )
    dossier.void = True
    dossier.save(update_fields=["void"])
