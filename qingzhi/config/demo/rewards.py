"""A reward in the demonstration: an anonymous report that led to a penalty, approved, claimed by its code, waiting to be paid. The shop, the
report and the account are made up and marked as examples.
"""

from datetime import datetime
from typing import Any

from qingzhi.base import clock
from qingzhi.base.permits import PUBLIC
from qingzhi.domains.enforcement.actions import take_evidence
from qingzhi.domains.enforcement.actions.complaint_receiving import Told, receive_complaint
from qingzhi.domains.enforcement.actions.complaint_routing import settle_complaint
from qingzhi.domains.enforcement.actions.rewards import claim_reward, propose_reward
from qingzhi.domains.enforcement.models import Complaint, Decision, RewardCase
from qingzhi.domains.enforcement.terms import EvidenceKind
from qingzhi.domains.enforcement.terms.complaints import Place, RightType, Role, Wish
from qingzhi.domains.enforcement.terms.rewards import RewardGrade
from qingzhi.domains.funds.models import ProgrammeLine
from qingzhi.engine.procedures.actions import take_step
from qingzhi.engine.procedures.models import Case

from .enforcement import CHIEF, FILING, FLAGS, LEGAL, OFFICE, officers, served, walk
from .stage import Stage

REWARDS = "jiangli"  # the programme that pays
FACTS = "在售取暖器标注的专利号经查属于他人，经营者不能提供许可证明。（示例）"
ACCOUNT = {"holder": "示例举报人", "bank": "示例银行西宁分行", "number": "6228480402564890018"}


def tell_reward(stage: Stage) -> int | bool:
    """One reward; how many."""
    if RewardCase.objects.exists():
        return False
    complaint = _reported(stage)
    decision = _decided(stage, complaint)
    with clock.fixed(datetime(2018, 5, 21, 10, 21)):
        settle_complaint(case_id=complaint.case_id)
    _step(stage, complaint.case, "2018-05-22 10:30", OFFICE, "tell", solved="yes",
          result="你反映的情况属实，已经依法处罚。这件事可以申请举报奖励，批准以后用查询码领取。（示例）")  # fmt: skip
    with clock.fixed(datetime(2018, 5, 23, 9, 40)):
        made = propose_reward(
            actor=stage.actor(OFFICE), complaint=complaint, decision=decision, grade=RewardGrade.SECOND,
            reason="举报的地点、商品和标注的专利号与查证一致，提供了照片，没有直接参与取证。（示例）",
        )  # fmt: skip
    line = ProgrammeLine.objects.filter(programme__year=2018, programme__code=REWARDS).order_by("pk").first()
    assert line is not None
    _step(stage, made.case, "2018-05-28 15:10", CHIEF, "approve", programme=str(line.programme_id))
    with clock.fixed(datetime(2018, 6, 12, 20, 15)):
        claim_reward(complaint=complaint, **ACCOUNT)
    return 1


def _reported(stage: Stage) -> Complaint:
    with clock.fixed(datetime(2018, 4, 16, 21, 5)):
        made = receive_complaint(actor=PUBLIC, told=Told(
            right_type=RightType.PATENT, role=Role.OTHER, wishes=(Wish.PUNISH,), place=Place.SHOP, accused="西宁某某电器经营部（示例）",
            accused_at="西宁市城中区示例市场3区", region_code="630100", facts="这家店卖的取暖器，包装上的专利号是别人的，我在别处见过真的。（示例）",
        )).complaint  # fmt: skip
    _step(stage, made.case, "2018-04-17 09:30", OFFICE, "route", ways=["penalty"])
    return made


def _decided(stage: Stage, complaint: Complaint) -> Decision:
    case = complaint.routes.get().target
    assert case is not None
    with clock.fixed(datetime(2018, 4, 18, 11, 0)):
        take_evidence(
            actor=stage.actor(OFFICE), case=case, kind=EvidenceKind.OBJECT, title="标注他人专利号的取暖器1台", source="现场提取",
            text="已拍照并封存（示例）", taken_by="两名办案人员",
        )  # fmt: skip
    findings = {
        **FLAGS,
        "violation": "在商品包装上标注他人的专利号",
        "facts": FACTS,
        "turnover": "8000",
        "income": "8000",
        "repeats": "0",
    }
    walk(stage, case, {
        "assign": ("2018-04-18", OFFICE, officers()), "propose_filing": ("2018-04-19", OFFICE, {**FILING, "opinion": "与登记簿核对，专利权人为他人。（示例）"}),
        "file": ("2018-04-20", CHIEF, {}), "finish": ("2018-04-25", OFFICE, findings),
        "propose": ("2018-04-25", OFFICE, {"fine": "16000", "confiscated": "8000", "content": "责令改正，予以公告"}),
        "pass_review": ("2018-04-27", LEGAL, {"opinion": "事实清楚，适用法律正确，裁量适当。（示例）"}), "notify": ("2018-05-02", OFFICE, served("2018-05-02")),
        "note_statement": ("2018-05-04", OFFICE, {"statement": "无"}), "to_decision": ("2018-05-09", OFFICE, {}), "decide": ("2018-05-10", CHIEF, {}),
        "serve": ("2018-05-11", OFFICE, served("2018-05-11")), "pay": ("2018-05-17", OFFICE, {"amount": "24000", "paid_on": "2018-05-17", "receipt": "示例-0517"}),
        "fulfilled": ("2018-05-17", OFFICE, {}), "close": ("2018-05-21", CHIEF, {}),
    })  # fmt: skip
    return Decision.objects.get(case=case)


def _step(stage: Stage, case: Case, at: str, account: str, step: str, **data: Any) -> None:
    with clock.fixed(datetime.fromisoformat(at)):
        case.refresh_from_db()
        take_step(actor=stage.actor(account), case=case, step=step, revision=case.revision, data=data)
