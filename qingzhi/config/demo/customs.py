"""Protection at the border in the demonstration: help with two recordals; recordals in force, ending and lapsed; goods found whose holder is to answer, one who keeps
silent, one foreign-related case that is over. Numbers, goods and traders are made up and marked as examples.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from qingzhi.base import clock
from qingzhi.base.files.actions import receive_file
from qingzhi.base.identity.models import Subject
from qingzhi.domains.coordination.actions import answer_handover
from qingzhi.domains.coordination.actions.customs_recordals import enter_recordal, remind_of_expiry
from qingzhi.domains.coordination.actions.customs_recording import ask_for_recording
from qingzhi.domains.coordination.actions.customs_seizing import notify_seizure, tell_silent_holders
from qingzhi.domains.coordination.models import CustomsRecordal, Handover
from qingzhi.domains.coordination.terms import Reply
from qingzhi.domains.coordination.terms.customs import Place
from qingzhi.domains.rights.models import Holding
from qingzhi.engine.procedures.actions import attach, take_step
from qingzhi.engine.procedures.models import Case

from .papers import docx_of
from .stage import Stage

CUSTOMS, OFFICE = "customs_case", "enforcement"
FACTS = "查验发现货物标有备案的权利，收发货人没有提交授权文件。（示例）"


def tell_customs(stage: Stage) -> int | bool:
    """Recordals and goods; how many recordals."""
    if CustomsRecordal.objects.exists():
        return False
    first, _, _ = (
        _recorded(stage, "applicant4", "T2014-00001（示例）", "2014-05-06"),
        _recorded(stage, "applicant4", "T2008-00002（示例）", "2008-11-20"),
        _recorded(stage, "applicant2", "P2007-00003（示例）", "2007-03-15"),
    )
    _over(stage, first)
    _silent(stage, first)
    _recording(stage)
    with clock.fixed(datetime(2018, 6, 29, 9, 20)):
        _notice(
            stage,
            first,
            "西关知权〔2018〕3号（示例）",
            goods="枸杞糖果包装袋",
            value=Decimal(36_000),
            quantity="12000个",
        )
    with clock.fixed(datetime(2018, 6, 30, 8, 0)):
        remind_of_expiry()
        tell_silent_holders()
    return 3


def _recorded(stage: Stage, account: str, number: str, from_on: str) -> CustomsRecordal:
    subject = Subject.objects.get(pk=stage.actor(account).acts_for or 0)
    held = (
        Holding.objects.filter(party__subject=subject, valid_to=None)
        .select_related("right")
        .order_by("right_id")
        .first()
    )
    right = held.right if held else None
    with clock.fixed(datetime(2018, 1, 15, 10, 0)):
        return enter_recordal(
            actor=stage.actor(CUSTOMS), body=stage.bodies["qh-customs"], number=number, holder=subject, goods="示例商品",
            right_told=f"{right.number_shown} {right.title}" if right else "示例商标", right_id=right.pk if right else None,
            is_patent=bool(right and right.kind == "patent"), valid_from=date.fromisoformat(from_on),
        )  # fmt: skip


def _notice(stage: Stage, recordal: CustomsRecordal, number: str, **values: Any) -> Case:
    usual: dict[str, Any] = {
        "direction": "export", "goods": "枸杞干果", "value": Decimal(86_000), "quantity": "1200千克", "trader": "某示例国际贸易有限公司（虚构）",
        "trader_place": "CN", "port": "西宁曹家堡机场", "facts": FACTS,
    }  # fmt: skip
    return notify_seizure(
        actor=stage.actor(CUSTOMS), recordal=recordal, notice_number=number, **{**usual, **values}
    ).case


def _step(stage: Stage, case: Case, at: str, account: str, step: str, note: str = "", **data: Any) -> None:
    with clock.fixed(datetime.fromisoformat(at)):
        case.refresh_from_db()
        actor = stage.actor(account)
        for one in case.declared.step(step).attachments:
            if one.required:
                paper = receive_file(
                    actor=actor, name=f"{one.label}（示例）.docx", data=docx_of([one.label, "示例文件：内容均为虚构。"])
                )
                attach(actor=actor, case=case, slot=one.code, label=one.label, received=paper)
        take_step(actor=actor, case=case, step=step, revision=case.revision, data=data, note=note)


def _over(stage: Stage, recordal: CustomsRecordal) -> None:
    """Goods for abroad: asked for, seized, judged with the office's help, disposed of."""
    with clock.fixed(datetime(2018, 5, 7, 10, 30)):
        case = _notice(
            stage, recordal, "西关知权〔2018〕1号（示例）", trader="某示例边贸商行（虚构）", trader_place=Place.NP.value
        )
    _step(stage, case, "2018-05-09 15:00", "applicant4", "ask", kind="each", amount=str(case.dossier.security))
    _step(stage, case, "2018-05-10 09:00", CUSTOMS, "seize")
    help_: dict[str, Any] = {
        "receiver": stage.bodies[stage.province.facts["plan"]["owner"]].pk,
        "request": "请协助认定货物上的标识与备案的权利是否构成近似。（示例）",
    }
    _step(stage, case, "2018-05-11 10:00", CUSTOMS, "ask_help", **help_)
    with clock.fixed(datetime(2018, 5, 24, 16, 0)):
        asked = Handover.objects.get(case=case)
        answer_handover(
            actor=stage.actor(OFFICE),
            handover=asked,
            reply=Reply.ACCEPT,
            text="标识与备案的权利相同，商品类似。（示例）",
        )
    _step(
        stage,
        case,
        "2018-05-28 11:00",
        CUSTOMS,
        "find",
        finding="货物使用的标识与备案的权利相同，没有授权，认定侵权。（示例）",
    )
    _step(
        stage,
        case,
        "2018-06-12 10:00",
        CUSTOMS,
        "dispose",
        disposal="destroyed",
        why="标识印在包装上不能去除，不宜用于公益，权利人不收购。（示例）",
    )


def _silent(stage: Stage, recordal: CustomsRecordal) -> None:
    """The holder has let the three working days pass."""
    with clock.fixed(datetime(2018, 6, 21, 14, 10)):
        _notice(
            stage, recordal, "西关知权〔2018〕2号（示例）", goods="枸杞果酱", value=Decimal(18_600), quantity="300箱"
        )


def _recording(stage: Stage) -> None:
    """One holder was advised and filed with the General Administration, another waits for the liaison."""
    asked: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("2018-05-21 10:20", "applicant4", {
            "right_told": "“某某雪域”商标（示例）", "goods": "枸杞干果、枸杞原浆", "licensing": "许可某某食品厂（虚构）使用至2020年底。（示例）",
            "lawful": "产地青海，由本企业出口，经西宁曹家堡机场海关，袋装500克，每袋60元；包装正面有商标和防伪码。（示例）",
            "infringing": "2017年在境外展会见到包装近似的枸杞，进出口商不明。（示例）",
        }),
        ("2018-06-28 16:40", "applicant2", {
            "right_told": "一种便携式奶桶实用新型专利（示例）", "goods": "奶桶", "lawful": "产地青海，由本企业出口，不锈钢桶体，容量20升。（示例）",
        }),
    )  # fmt: skip
    cases = []
    for at, account, told in asked:
        with clock.fixed(datetime.fromisoformat(at)):
            made = ask_for_recording(
                actor=stage.actor(account),
                body=stage.bodies["qh-customs"],
                is_patent="专利" in told["right_told"],
                **told,
            )
        _step(stage, made.case, at, account, "submit")
        cases.append(made.case)
    advice = "材料齐全。商品照片须能看清商标在包装上的位置；被许可人的情况请在申请书中一并填写。（示例）"
    _step(stage, cases[0], "2018-05-24 11:10", CUSTOMS, "advise", advice=advice)
    _step(
        stage,
        cases[0],
        "2018-06-04 09:30",
        "applicant4",
        "note_filed",
        filed_on="2018-06-01",
        file_number="示例-2018-0601",
    )
