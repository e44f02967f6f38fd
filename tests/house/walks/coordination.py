"""Walks of a transfer to the police."""

from qingzhi.base.permits import Actor
from qingzhi.domains.coordination.testing import make_transfer, somebody
from qingzhi.engine.procedures.declaring import Step
from qingzhi.engine.procedures.models import Case

from .walk import Walk


def who(case: Case, step: Step) -> Actor:
    """The right person of each lane."""
    return somebody(step.lane)


def counterfeit() -> Case:
    """Counterfeit marks above the threshold."""
    return make_transfer().case


TRANSFER = Walk(
    code="coordination.transfer",
    variants={"counterfeit": counterfeit},
    who=who,
    data={
        "return_": {"reason": "materials"}, "not_file": {"reason": "no_crime"}, "uphold": {"reason": "slight"},
        "decline": {"reason": "slight"}, "file": {"filing_number": "示公立字1号"}, "hand_goods": {"handed_on": "2018-07-02"},
    },
    paths=(
        ("counterfeit", "approve send return_ send receive not_file ask_review uphold ask_review! ask_supervision ask_reasons explain"
                        " order file hand_goods"),
        ("counterfeit", "approve send receive not_file ask_supervision decline ask_supervision ask_reasons explain agree punish"),
        ("counterfeit", "approve send receive file"),
        ("counterfeit", "approve send ask_supervision_silent! wait ask_supervision_silent ask_reasons file"),
        ("counterfeit", "reject"),
    ),
)  # fmt: skip
