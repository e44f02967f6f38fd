"""Complaints in the demonstration: one settled and rated, one that waits for an answer, one to be routed, one for another body.
All shops and persons are made up.
"""

from datetime import datetime
from typing import Any

from qingzhi.base import clock
from qingzhi.base.permits import PUBLIC
from qingzhi.domains.enforcement.actions.complaint_following import tell_satisfaction
from qingzhi.domains.enforcement.actions.complaint_pieces import Piece
from qingzhi.domains.enforcement.actions.complaint_receiving import Told, receive_complaint
from qingzhi.domains.enforcement.actions.complaint_routing import settle_complaint
from qingzhi.domains.enforcement.models import Complaint
from qingzhi.domains.enforcement.terms.complaints import Place, RightType, Role, Solved, Wish
from qingzhi.engine.procedures.actions import take_step
from qingzhi.engine.procedures.models import Case

from .stage import Stage

OFFICER = "enforcement"


def tell_complaints(stage: Stage) -> int | bool:
    """Four complaints, each as far as it came; how many."""
    if Complaint.objects.exists():
        return False
    _settled(stage)
    _asked(stage)
    _for_another(stage)
    _fresh()
    return 4


def _received(at: str, told: Told, url: str = "") -> Complaint:
    when = datetime.fromisoformat(at)
    with clock.fixed(when):
        pieces = [Piece(url=url, seen_at=clock.now())] if url else []
        return receive_complaint(actor=PUBLIC, told=told, pieces=pieces).complaint


def _step(stage: Stage, case: Case, at: str, step: str, note: str = "", **data: Any) -> None:
    with clock.fixed(datetime.fromisoformat(at)):
        case.refresh_from_db()
        take_step(actor=stage.actor(OFFICER), case=case, step=step, revision=case.revision, data=data, note=note)


def _settled(stage: Stage) -> None:
    """A consumer's dispute that was mediated, told and rated."""
    complaint = _received("2018-06-06 19:42", Told(
        right_type=RightType.PATENT, role=Role.CONSUMER, wishes=(Wish.MEDIATE,), place=Place.ONLINE,
        accused="示例净水专营店（网店）", accused_at="某电商平台", region_code="630100",
        facts="5月28日在网上买了一台净水器，860元，页面写“国家专利”，客服说不出专利号，想退货，店家不同意。",
    ), "https://shop.example/item/1001")  # fmt: skip
    _step(stage, complaint.case, "2018-06-08 09:30", "route", ways=["grievance"])
    target = complaint.routes.get().target
    assert target is not None
    _step(stage, target, "2018-06-11 10:00", "accept")
    _step(stage, target, "2018-06-19 15:20", "agree", agreement="店家退款860元，运费由店家承担；页面撤下专利字样。")
    with clock.fixed(datetime(2018, 6, 19, 15, 21)):
        settle_complaint(case_id=complaint.case_id)
    result = (
        "我们联系了店家，店家已经同意全额退款，并撤下了没有根据的专利字样。七天内没有收到退款的，请在这里告诉我们。"
    )
    _step(stage, complaint.case, "2018-06-20 09:10", "tell", result=result, solved="yes")
    with clock.fixed(datetime(2018, 6, 22, 20, 5)):
        tell_satisfaction(complaint=complaint, responded=True, solved=Solved.YES, content=4, words="比想的快")


def _asked(stage: Stage) -> None:
    """A named report; the office has a question."""
    complaint = _received("2018-06-21 11:05", Told(
        right_type=RightType.UNSURE, role=Role.OTHER, wishes=(Wish.PUNISH,), place=Place.SHOP, accused="西宁市城东区示例五金批发部",
        accused_at="城东区示例市场2区", region_code="630100", facts="这家店卖的阀门上印着“专利产品，仿冒必究”，我在厂里干过，知道没有专利。",
        name="示例举报人", contact="13900000000",
    ))  # fmt: skip
    _step(
        stage,
        complaint.case,
        "2018-06-26 09:00",
        "ask",
        note="请问印着这几个字的是哪几种阀门？方便的话拍一张包装的照片。",
    )


def _for_another(stage: Stage) -> None:
    """What is another body's is sent on, and told."""
    complaint = _received("2018-06-14 16:30", Told(
        right_type=RightType.COPYRIGHT, role=Role.HOLDER, wishes=(Wish.PUNISH, Wish.DAMAGES), place=Place.ONLINE,
        accused="示例图库网站", facts="网站上有我拍的三十多张青海湖照片，没有经过我同意，还在卖。",
    ), "https://photos.example/qinghai-lake")  # fmt: skip
    _step(
        stage, complaint.case, "2018-06-19 10:40", "route", ways=["other_body", "civil"],
        body=str(stage.bodies["qh-culture"].pk),
    )  # fmt: skip


def _fresh() -> None:
    """One that came last evening: a dispute and a report at once."""
    _received("2018-06-29 21:17", Told(
        right_type=RightType.PATENT, role=Role.CONSUMER, wishes=(Wish.MEDIATE, Wish.PUNISH), place=Place.SHOP,
        accused="海东市乐都区示例家电商行", region_code="630200",
        facts="6月24日在店里花1280元买了一个电暖器，说明书印着实用新型专利号，网上查不到这个号，店家不给退。",
    ))  # fmt: skip
