"""Walks of mediation: both sides with accounts, and a court's case on paper."""

from qingzhi.base.permits import Actor
from qingzhi.domains.mediation import testing
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


STEPS = ("choose", "take_on", "session", "ask_court", "confirm", "reject", "enforce", "arbitrate")
BEGUN = "agree accept choose take_on session"
SIGNED = f"{BEGUN} draft pass_on sign countersign"
MEDIATION = Walk(
    code="mediation.case",
    variants={"asked": asked, "related": related, "delegated": delegated},
    who=who,
    data={"draft": agreement, **{code: lambda case, code=code: testing.filled(case, code) for code in STEPS}},
    paths=(
        ("asked", f"{SIGNED} ask_court confirm ask_enforcement enforce"),
        ("delegated", f"{SIGNED} ask_court reject again session draft pass_on sign go_back draft pass_on sign countersign fulfil"),
        ("asked", f"{SIGNED} ask_court reject close"),
        ("asked", f"{SIGNED} breach"),
        ("asked", f"{SIGNED} lapse! wait ask_court! lapse"),
        ("related", "agree accept draw take_on draft! session draft pass_on! send_back draft refer clear sign countersign fulfil"),
        ("related", f"{BEGUN} draft refer stop"),
        ("asked", "refuse"), ("asked", "agree decline"), ("asked", "agree no_answer! wait no_answer"),
        ("asked", "agree accept choose step_aside choose object choose object! take_on arbitrate"),
        ("delegated", "agree accept choose take_on fail"), ("asked", "agree accept no_mediator"), ("asked", "agree withdraw"),
    ),
)  # fmt: skip
