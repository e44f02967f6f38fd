"""Walks of a nomination: patent award and famous mark."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from qingzhi.base.permits import Actor
from qingzhi.domains.support.models import AwardGroup, AwardNomination
from qingzhi.domains.support.testing.awards import desk, make_award_round, make_nomination, nominator
from qingzhi.engine.procedures.declaring import Step
from qingzhi.engine.procedures.models import Case

from .walk import Walk

NUMBERS = {"secretary": 1, "chief": 2, "finance": 3}


def who(case: Case, step: Step) -> Actor:
    """The right person of each lane."""
    if step.lane == "nominator":
        return nominator(case.dossier.nominator)
    return desk(NUMBERS[step.lane])


def nominated(kind: str, prize: int) -> Callable[[], Case]:
    """A nomination in a round whose grades bring so much."""

    def make() -> Case:
        round_ = make_award_round(kind=kind, year=2018 if prize else 2017)  # one round a year
        round_.seats.update(prize=prize)
        return make_nomination(round_).case

    return make


def told(**values: Any) -> Callable[[Case], None]:
    """What the round says of a nomination, as it is found when the round's own actions move it (their tests hold those)."""

    def arrange(case: Case) -> None:
        AwardNomination.objects.filter(case=case).update(**values)

    return arrange


def grouped(case: Case) -> None:
    group, _ = AwardGroup.objects.get_or_create(round=case.dossier.round, title="综合组", defaults={"experts": 5})
    told(group=group)(case)


def seated(case: Case) -> None:
    told(seat=case.dossier.round.seats.first(), rank=1)(case)


VISIT: Mapping[str, str] = {"visited_on": "2018-04-02", "visited_by": "张三、李四", "finding": "属实", "confirmed": "1"}


def common() -> dict[str, Any]:
    """What both awards share."""
    return {
        "who": who,
        "deciding": ("approve",),
        "data": {
            "visit": VISIT,
            "approve": {"decision": "会议纪要1号"},
            "pay": {"voucher": "付字3"},
            "propose_revocation": {"reason": "宣告无效", "basis": "决定书1号"},
            "state": {"statement": "请求维持"},
            "revoke": {"decision": "会议纪要2号"},
            "remove": {"reason": "商标注销"},
        },
        "before": {
            "start_scoring": grouped,
            "shortlist": seated,
            "move_up": seated,
            "drop": told(seat=None, rank=9),
            "pass_vote": told(vote_passed=True),
            "fail_vote": told(vote_passed=False),
            "fail_visit": told(visit_ok=False),
        },
    }


SCORED = "submit accept_form confirm_register start_scoring"
PASSED = f"{SCORED} shortlist pass_vote visit publicise"
SIDEWAYS = (
    f"{SCORED} drop move_up fail_vote",
    f"{SCORED} shortlist pass_vote visit fail_visit",
    f"{PASSED} object uphold_objection",
    f"{PASSED} wait end_publicity reject",
    "submit accept_form refuse_register",
    "submit return_form resubmit return_form! refuse_form",
    "submit withdraw",
)
PATENT = Walk(
    code="support.patent_award",
    variants={"prized": nominated("patent", 1000), "plain": nominated("patent", 0)},
    paths=(
        ("prized", f"{PASSED} object dismiss_objection end_publicity! wait end_publicity approve certify pay"
                   " propose_revocation state keep propose_revocation revoke"),
        ("plain", f"{PASSED} wait end_publicity approve certify_only"),
        *(("plain", path) for path in SIDEWAYS),
    ),
    **common(),
)  # fmt: skip
MARK = Walk(
    code="support.famous_mark",
    variants={"prized": nominated("mark", 1000), "plain": nominated("mark", 0)},
    starts_on=date(2018, 4, 2),
    paths=(
        ("plain", f"{PASSED} object dismiss_objection wait end_publicity approve certify_only propose_revocation state keep"
                 " propose_revocation revoke"),
        ("plain", f"{PASSED} wait end_publicity approve certify! certify_only remove"),
        ("prized", f"{PASSED} wait end_publicity approve certify pay"),
        *(("plain", path) for path in SIDEWAYS),
    ),
    **common(),
)  # fmt: skip
