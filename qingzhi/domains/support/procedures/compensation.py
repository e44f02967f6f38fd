"""The procedure of compensation after the fact 「事后补偿」 (S06): filed, computed by table, published, approved, paid."""

from collections.abc import Mapping
from typing import Any

from qingzhi.base.permits import Actor
from qingzhi.engine.procedures.declaring import Attachment, Clock, Procedure, State, Step
from qingzhi.engine.procedures.registry import procedure
from qingzhi.engine.procedures.terms import Outcome, Waits

from ..models import CompensationApplication
from .aid import CLOCKS, ENDS, HEAD, LANES, PUBLIC, filing, publicising
from .aid_forms import FeesForm
from .award_forms import PaymentForm

PROOF = Attachment("proof", "合同、到账凭证或生效文书", note="维权费用另附票据")

STATES = (
    *HEAD,
    State("reviewing", "核定", task="核定补偿金额", stage="核定"),
    State("computed", "已核定", task="提请公示", stage="核定"),
    *PUBLIC,
    State("paying", "待拨付", task="拨付", public="已批准，待拨付", stage="拨付"),
    State("paid", "已拨付", Waits.NOBODY, outcome=Outcome.GRANTED, stage="拨付"),
    *ENDS,
)
STEPS = (
    *filing((PROOF,), accepted="reviewing"),
    Step("compute", "核定交易补偿", ("reviewing", "computed"), "computed", "office", guards=("support.compensates_transaction",),
         effects=("support.compute_compensation",), style="primary"),
    Step("compute_fees", "核定维权费用", ("reviewing", "computed"), "computed", "office", form=FeesForm,
         guards=("support.compensates_enforcement",), effects=("support.compute_compensation",), style="primary"),
    *publicising("computed", approved="paying", effects=("support.promise_aid",), label="批准补偿"),
    Step("pay", "登记拨付", ("paying",), "paid", "finance", form=PaymentForm, effects=("support.pay_aid",), style="primary"),
)  # fmt: skip


def context_of(actor: Actor, case: Any) -> Mapping[str, Any]:
    """What the dossier's part of the case page shows."""
    return {"lines": case.dossier.lines, "amount": case.dossier.computed}


COMPENSATION = procedure(
    Procedure(
        code="support.compensation",
        title="事后补偿",
        dossier=CompensationApplication,
        prefix="SHBC",
        states=STATES,
        steps=STEPS,
        lanes=LANES,
        initial="draft",
        view_permit="support.aid.view",
        detail="support/aid/_compensation.html",
        clocks=(
            *CLOCKS,
            Clock("review", "核定", "aid.review", ("reviewing", "computed")),
            Clock("payment", "拨付", "aid.payment", ("paying",)),
        ),
        context=context_of,
        basis="推进计划 4.1.1：知识产权转化、运营、投融资等事后补偿",
    )
)
