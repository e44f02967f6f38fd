"""The procedure of a reward 「举报奖励」: proposed from an effective decision, approved by another, claimed by code, paid by finance."""

from typing import Any

from django import forms

from qingzhi.base import clock
from qingzhi.base.pages.forms import DateField, PageForm
from qingzhi.base.permits import SYSTEM, Actor, Answer, check
from qingzhi.domains.funds.access import visible_programmes
from qingzhi.engine.procedures.declaring import Clock, Lane, Occurrence, Procedure, State, Step
from qingzhi.engine.procedures.forms import CaseForm
from qingzhi.engine.procedures.models import Case
from qingzhi.engine.procedures.registry import effect, guard, procedure
from qingzhi.engine.procedures.terms import Layer, Outcome, Relation, Waits

from ..actions.rewards import drop_reward, pay_reward, promise_reward
from ..models import RewardCase


class ApproveForm(CaseForm, PageForm):
    """From which programme it is paid."""

    programme: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(None, label="资金专项", empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        today, body = clock.today(), self.case.body_id if self.case is not None else 0
        rows = visible_programmes(SYSTEM).filter(body=body, opens_on__lte=today, closes_on__gte=today)
        self.fields["programme"].queryset = rows  # type: ignore[attr-defined]


class PayForm(PageForm):
    """How it was paid."""

    voucher = forms.CharField(label="付款凭证号", max_length=120)
    paid_on = DateField(label="发放日期")


@effect("enforcement.promise_reward", "预留奖励资金")
def promise(occurrence: Occurrence) -> None:
    promise_reward(actor=occurrence.actor, dossier=occurrence.dossier, programme=occurrence.data["programme"])


@effect("enforcement.pay_reward", "登记发放")
def paid(occurrence: Occurrence) -> None:
    data = occurrence.data
    pay_reward(actor=occurrence.actor, dossier=occurrence.dossier, voucher=data["voucher"], on=data["paid_on"])


@effect("enforcement.drop_reward", "释放奖励资金")
def drop(occurrence: Occurrence) -> None:
    drop_reward(dossier=occurrence.dossier, note=occurrence.note or occurrence.step.label)


@guard("enforcement.reward_unclaimed", "领取期限已满")
def unclaimed(occurrence: Occurrence) -> Answer:
    """Who was told has the whole time to claim it."""
    clock_row = occurrence.case.clocks.filter(code="claim", ended_on=None).first()
    if clock_row is None or clock_row.due_on is None or clock_row.due_on < occurrence.on:
        return Answer(True, "领取期限已满")
    return Answer(False, f"领取期限至{clock_row.due_on}，期满后才能终止")


def by_code(actor: Actor, case: Case) -> Answer:
    """Nobody of the office claims for the reporter."""
    return Answer(actor.is_system, "由举报人凭查询码申领")


def reward_context(actor: Actor, case: Case) -> dict[str, Any]:
    """What the case page shows: never who is paid."""
    may_pay = case.state == "claimed" and bool(check(actor, "enforcement.reward.pay", body_id=case.body_id))
    return {"reads_account": may_pay}


INSIDE = Layer.INTERNAL
REWARD = procedure(
    Procedure(
        code="enforcement.reward",
        title="举报奖励",
        dossier=RewardCase,
        prefix="JL",
        states=(
            State("proposed", "待审批", task="审批举报奖励", stage="审批"),
            State("approved", "待举报人领取", public="可以领取", task="等待举报人凭查询码领取，期满未领的终止", stage="领取"),
            State("claimed", "待发放", task="发放举报奖励", stage="发放"),
            State("paid", "已发放", Waits.NOBODY, outcome=Outcome.GRANTED, stage="发放"),
            State("refused", "不予奖励", Waits.NOBODY, outcome=Outcome.REFUSED),
            State("lapsed", "逾期未领", Waits.NOBODY, outcome=Outcome.CLOSED),
        ),
        steps=(
            Step("approve", "批准奖励", ("proposed",), "approved", "chief", form=ApproveForm, style="primary", layer=INSIDE,
                 effects=("enforcement.promise_reward",)),
            Step("refuse", "不予奖励", ("proposed",), "refused", "chief", needs_reason=True, style="danger", layer=INSIDE,
                 effects=("enforcement.drop_reward",)),
            Step("claim", "申领", ("approved",), "claimed", "reporter", layer=INSIDE),
            Step("lapse", "期满未领，终止", ("approved",), "lapsed", "chief", needs_reason=True, style="danger", layer=INSIDE,
                 guards=("enforcement.reward_unclaimed",), effects=("enforcement.drop_reward",), confirm="终止后资金释放，举报人不能再领取。"),
            Step("return_account", "账户有误，请重新填写", ("claimed",), "approved", "finance", needs_reason=True, layer=INSIDE),
            Step("pay", "登记发放", ("claimed",), "paid", "finance", form=PayForm, style="primary", layer=INSIDE, other_than="approve",
                 effects=("enforcement.pay_reward",)),
        ),
        lanes=(
            Lane("chief", "执法负责人", "enforcement.reward.approve"),
            Lane("reporter", "举报人", "procedures.case.file", Relation.ANYBODY, may=by_code),
            Lane("finance", "财务", "enforcement.reward.pay"),
        ),
        initial="proposed",
        clocks=(
            Clock("approve", "审批期限", "enforcement.reward.approve", ("proposed",)),
            Clock("claim", "领取期限", "enforcement.reward.claim", ("approved",), period=True),
            Clock("pay", "发放期限", "enforcement.reward.pay", ("claimed",)),
        ),
        view_permit="enforcement.reward.view",
        follow=("decision", "complaint"),
        matter="奖励",
        detail="enforcement/case_reward.html",
        context=reward_context,
        basis="《市场监管领域重大违法行为举报奖励暂行办法》（国市监稽规〔2021〕4号）",
    )
)  # fmt: skip
