"""Walks of mediation: both sides with accounts, and a court's case on paper; and of appraisal."""

from qingzhi.base.permits import Actor
from qingzhi.domains.enforcement.testing.cases import make_case_rules, make_penalty
from qingzhi.domains.mediation import testing
from qingzhi.domains.mediation.testing import appraisals
from qingzhi.engine.procedures.declaring import Step
from qingzhi.engine.procedures.models import Case

from .walk import Walk


def who(case: Case, step: Step) -> Actor:
    """The right person of each lane."""
    return testing.who(case, step.lane)


def asked() -> Case:
    """A party asks."""
    return testing.make_mediation().case


def related() -> Case:
    """A party asks; the mediator finds that the sides are related."""
    return testing.make_mediation(right="关联").case


def delegated() -> Case:
    """A court passes it on; neither side has an account."""
    return testing.make_delegated().case


def agreement(case: Case) -> dict[str, str]:
    """A sham where the dossier says so."""
    return {**testing.AGREEMENT, "related": "yes" if case.dossier.right == "关联" else "no"}


STEPS = (
    "choose", "take_on", "session", "ask_court", "return_", "turn_down", "confirm", "reject", "take_enforcement", "return_enforcement",
    "refuse_enforcement", "enforce", "arbitrate",
)  # fmt: skip
BEGUN = "agree accept choose take_on session"
SIGNED = f"{BEGUN} draft pass_on sign countersign"
MEDIATION = Walk(
    code="mediation.case",
    variants={"asked": asked, "related": related, "delegated": delegated},
    who=who,
    data={"draft": agreement, **{code: lambda case, code=code: testing.filled(case, code) for code in STEPS}},
    paths=(
        ("asked", f"{SIGNED} ask_court return_ resend receive confirm report_breach ask_enforcement return_enforcement ask_enforcement"
                  " refuse_enforcement ask_enforcement take_enforcement enforce"),
        ("delegated", f"{SIGNED} ask_court receive reject again session draft pass_on sign go_back draft pass_on sign countersign fulfil"),
        ("asked", f"{SIGNED} ask_court turn_down close"),
        ("asked", f"{SIGNED} breach"),
        ("asked", f"{SIGNED} lapse! wait ask_court! lapse"),
        ("related", "agree accept draw take_on draft! session draft pass_on! send_back draft refer clear sign countersign fulfil"),
        ("related", f"{BEGUN} draft refer stop"),
        ("asked", "refuse"), ("asked", "agree decline"), ("asked", "agree no_answer! wait no_answer"),
        ("asked", "agree accept choose step_aside choose object choose object! take_on arbitrate"),
        ("delegated", "agree accept choose take_on fail"), ("asked", "agree accept no_mediator"), ("asked", "agree withdraw"),
    ),
)  # fmt: skip


def commissioned() -> Case:
    """From a mediation; nothing stands still."""
    return appraisals.make_commission().case


def in_a_case() -> Case:
    """From a penalty, whose clock stands still."""
    make_case_rules()
    return appraisals.make_commission(make_penalty().case).case


TAKEN = "choose take_on"
FILLED = ("choose", "name", "draw", "take_on", "decline", "pay", "ask_more", "supply", "opine", "again")
APPRAISAL = Walk(
    code="mediation.appraisal",
    variants={"commissioned": commissioned, "in_a_case": in_a_case},
    who=lambda case, step: appraisals.who(case, step.lane),
    data={code: lambda case, code=code: appraisals.filled(case, code) for code in FILLED},
    paths=(
        ("in_a_case", f"{TAKEN} pay ask_more supply lengthen lengthen! opine adopt! agree agree adopt"),
        ("commissioned", f"{TAKEN} opine object explain again draw take_on opine wait adopt"),
        ("commissioned", f"{TAKEN} opine object explain supplement opine object explain adopt_explained"),
        ("commissioned", f"{TAKEN} opine object no_explanation! wait no_explanation reject"),
        ("commissioned", f"{TAKEN} object_expert name decline draw! withdraw"), ("in_a_case", f"{TAKEN} ask_more stop"),
        ("commissioned", "draw no_reply! wait no_reply withdraw"),
    ),
)  # fmt: skip
