"""Walks of a complaint at a trade fair."""

from qingzhi.base.identity.models import User
from qingzhi.base.identity.testing import a_body, a_post, a_role, an_account
from qingzhi.base.permits import Actor
from qingzhi.domains.enforcement.testing.cases import make_case_rules
from qingzhi.domains.enforcement.testing.fairs import DATA, a_fair, line, make_list, officer, receive
from qingzhi.engine.procedures.declaring import Step
from qingzhi.engine.procedures.models import Case

from .walk import Walk


def who(case: Case, step: Step) -> Actor:
    return officer(body=case.body)


def complaint() -> Case:
    """One of a stand and a right that nobody else complains of."""
    make_case_rules()
    if not User.objects.filter(username="fair-chief").exists():  # whose body cases are handed to
        a_post(an_account("fair-chief", "负责人"), a_role("fair-chief", "enforcement.case.approve"), a_body())
    fair = a_fair()
    make_list(fair, line())
    return receive(fair).case


def second() -> Case:
    """The second of two about the same."""
    first = complaint()
    return receive(first.dossier.fair).case


FAIR = Walk(
    code="enforcement.fair",
    variants={"complaint": complaint, "second": second},
    who=who,
    data=DATA,
    paths=(
        ("complaint", "no_defence! accept no_defence! note_defence uphold remove close"),
        ("complaint", "merge! accept wait no_defence dismiss"),
        ("complaint", "accept hand_over"),
        ("complaint", "accept note_defence hand_over"),
        ("complaint", "accept note_defence uphold hand_over"),
        ("complaint", "accept note_defence uphold remove hand_over"),
        ("complaint", "refuse"),
        ("complaint", "withdraw"),
        ("complaint", "accept withdraw"),
        ("complaint", "accept note_defence withdraw"),
        ("second", "merge"),
        ("second", "accept merge"),
    ),
)
