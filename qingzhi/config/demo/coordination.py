"""Handovers in the demonstration: an assist request that was answered, one on which somebody is silent, a transfer that the police
examine. Parties and facts are made up and marked as examples.
"""

from datetime import date, datetime
from decimal import Decimal

from qingzhi.base import clock
from qingzhi.base.files.actions import receive_file
from qingzhi.domains.coordination.actions import (
    answer_handover,
    begin_transfer,
    read_shared,
    send_handover,
    tell_silence,
)
from qingzhi.domains.coordination.models import Handover
from qingzhi.domains.coordination.terms import HandoverKind, Reply
from qingzhi.engine.procedures.actions import attach, take_step

from .courts import tell_bodies
from .papers import docx_of
from .stage import Stage

OFFICE, CHIEF, POLICE, CUSTOMS = "enforcement", "enforcement_chief", "police_case", "customs"
BASIS = "《市场监督管理行政处罚程序规定》第四十五条"
PAPERS = (("letter", "涉嫌犯罪案件移送书"), ("report", "调查报告"), ("goods", "涉案物品清单"))


def tell_coordination(stage: Stage) -> int | bool:
    """Send, answer, fall silent; how many envelopes."""
    if Handover.objects.exists():
        return False
    _answered(stage)
    _silent(stage)
    _transferred(stage)
    tell_bodies(stage)
    return Handover.objects.count()


def _asked(stage: Stage, at: str, receiver: str, title: str, request: str) -> Handover:
    sender = stage.bodies[stage.province.facts["plan"]["owner"]]
    with clock.fixed(datetime.fromisoformat(at)):
        return send_handover(
            actor=stage.actor(OFFICE), kind=HandoverKind.ASSIST, sender=sender, receiver=stage.bodies[receiver], title=title,
            asked=request, basis=BASIS,
        )  # fmt: skip


def _answered(stage: Stage) -> None:
    """The customs answered in time."""
    made = _asked(
        stage, "2018-04-09 09:30", "qh-customs", "请协助查询出口申报记录（示例）", "查询示例商贸行2018年一季度枸杞制品出口申报和商标使用情况。",
    )  # fmt: skip
    with clock.fixed(datetime.fromisoformat("2018-04-20 15:10")):
        customs = stage.actor(CUSTOMS)
        read_shared(actor=customs, handover=made, purpose="核对申报记录", basis="《知识产权海关保护条例》第二十一条")
        answer_handover(actor=customs, handover=made, reply=Reply.ACCEPT, text="已查询，无相关申报记录。（示例）")


def _silent(stage: Stage) -> None:
    """A member body has not answered; both sides were told when the limit ran out and again."""
    _asked(
        stage,
        "2018-05-21 10:00",
        "qh-quality",
        "请协助提供抽检报告（示例）",
        "提供示例食品厂2018年产品抽检报告复印件。",
    )
    for at in ("2018-06-12 08:00", "2018-06-22 08:00"):
        with clock.fixed(datetime.fromisoformat(at)):
            tell_silence()


def _transferred(stage: Stage) -> None:
    """Counterfeit marks above the threshold: approved, handed over, signed for; the police have three days."""
    sender = stage.bodies[stage.province.facts["plan"]["owner"]]
    with clock.fixed(datetime.fromisoformat("2018-06-27 09:20")):
        dossier = begin_transfer(
            actor=stage.actor(OFFICE), body=sender, police=stage.bodies["qh-police"], procuratorate=stage.bodies["qh-procuratorate"],
            offence="mark_counterfeit", suspect="某示例酒类经营部（虚构）", acted_on=date(2018, 6, 12),
            facts="执法检查发现库存使用与他人注册商标相同商标的白酒，账载已销售金额九万六千元。（示例）",
            amounts={"turnover": Decimal(96_000), "unsold": Decimal(31_000)}, pieces=480,
        )  # fmt: skip
    steps = (
        ("2018-06-27 16:40", CHIEF, "approve"),
        ("2018-06-28 10:15", OFFICE, "send"),
        ("2018-06-29 09:05", POLICE, "receive"),
    )
    for at, account, step in steps:
        with clock.fixed(datetime.fromisoformat(at)):
            case, actor = dossier.case, stage.actor(account)
            case.refresh_from_db()
            if step == "send":
                for slot, label in PAPERS:
                    data = docx_of([f"{label}（示例）", "示例文件：内容均为虚构。"])
                    received = receive_file(actor=actor, name=f"{label}（示例）.docx", data=data)
                    attach(actor=actor, case=case, slot=slot, label=label, received=received)
            take_step(actor=actor, case=case, step=step, revision=case.revision)
