"""What bodies do together in the demonstration: an answer that takes longer, a dispute about jurisdiction, an operation of several
bodies, judgments of a court, the key of another body's system. Parties, numbers and facts are made up and marked as examples.
"""

from contextlib import AbstractContextManager
from datetime import date, datetime
from decimal import Decimal

from qingzhi.base import clock
from qingzhi.base.identity.models import Body
from qingzhi.domains.coordination.actions import answer_handover, send_handover
from qingzhi.domains.coordination.actions.disputes import answer_dispute, raise_dispute
from qingzhi.domains.coordination.actions.extending import extend_handover
from qingzhi.domains.coordination.actions.joint import begin_joint, report_joint
from qingzhi.domains.coordination.actions.judging import enter_judgment
from qingzhi.domains.coordination.actions.signing import register_key
from qingzhi.domains.coordination.models import Judgment
from qingzhi.domains.coordination.terms import HandoverKind, Reply, ReplyReason

from .stage import Stage

OFFICE, CHIEF, POLICE, CUSTOMS, COURT, PREFECTURE = (
    "enforcement",
    "enforcement_chief",
    "police_case",
    "customs",
    "court",
    "haidong",
)
BASIS = "《市场监督管理行政处罚程序规定》第四十五条"
PUBLIC_KEY = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="  # RFC 8032, test 1: its private key is known to everybody
# number, instance, cause, filed, judged, outcome, asked, awarded, plaintiff, defendant, appeal of
JUDGMENTS = (
    ("（2017）青01民初88号（示例）", "first", "M140201", "2017-03-06", "2017-08-22", "partly", 300_000, 80_000, "示例酒业股份有限公司", "张示例", ""),
    ("（2017）青01民初102号（示例）", "first", "M140302", "2017-04-11", "2017-12-05", "partly", 500_000, 120_000, "示例机械有限公司", "示例农机厂", ""),
    ("（2017）青01民初131号（示例）", "first", "M1401", "2017-06-19", "2017-10-30", "granted", 20_000, 20_000, "示例影音著作权管理公司", "示例歌城", ""),
    ("（2017）青民终77号（示例）", "second", "M140302", "2018-01-09", "2018-03-20", "changed", 500_000, 200_000, "示例机械有限公司", "示例农机厂",
     "（2017）青01民初102号（示例）"),
    ("（2017）青民终61号（示例）", "second", "M140201", "2017-10-16", "2017-12-25", "upheld", None, None, "张示例", "示例酒业股份有限公司",
     "（2017）青01民初88号（示例）"),
    ("（2018）青01民初9号（示例）", "first", "M1403", "2018-01-15", "2018-06-11", "dismissed", 100_000, 0, "李示例", "示例食品有限公司", ""),
    ("（2018）青01民初23号（示例）", "first", "M1502", "2018-02-26", "2018-05-18", "mediated", None, None, "示例生物科技有限公司", "王示例", ""),
    ("（2018）青01刑初4号（示例）", "first", "X3213", "2018-03-12", "2018-05-29", "guilty", None, None, "示例市人民检察院", "赵示例", ""),
)  # fmt: skip


def tell_bodies(stage: Stage) -> None:
    """Everything that is not told by a case of its own."""
    _longer(stage)
    _disputed(stage)
    _joint(stage)
    _judged(stage)
    _registered(stage)


def _at(text: str) -> AbstractContextManager[None]:
    return clock.fixed(datetime.fromisoformat(text))


def _own(stage: Stage) -> Body:
    return stage.bodies[stage.province.facts["plan"]["owner"]]


def _longer(stage: Stage) -> None:
    """The customs told in time that they need longer."""
    with _at("2018-06-14 09:40"):
        made = send_handover(
            actor=stage.actor(OFFICE), kind=HandoverKind.ASSIST, sender=_own(stage), receiver=stage.bodies["qh-customs"],
            title="请协助调取出口报关单证（示例）", asked="调取示例商贸行2018年二季度藏毯出口报关单证。", basis=BASIS,
        )  # fmt: skip
    with _at("2018-06-28 16:20"):
        extend_handover(
            actor=stage.actor(CUSTOMS),
            handover=made,
            until=date(2018, 7, 16),
            reason="单证存放口岸海关，需异地调取（示例）",
        )


def _disputed(stage: Stage) -> None:
    """A prefecture and the province both took up a case; the prefecture does not agree."""
    with _at("2018-06-20 10:05"):
        dispute = raise_dispute(
            actor=stage.actor(PREFECTURE), sender=stage.bodies_by_id[stage.actor(PREFECTURE).body_id or 0], receiver=_own(stage), proposed=_own(stage),
            title="某示例网店销售假冒专利产品案由谁办理（示例）", facts="网店经营者住所在海东，发货仓库在西宁，双方均已收到举报。（示例）",
            basis="《市场监督管理行政处罚程序规定》第十三条",
        )  # fmt: skip
    with _at("2018-06-26 15:30"):
        answer_dispute(
            actor=stage.actor(OFFICE), handover=dispute.envelope, reply=Reply.REFUSE, reason=ReplyReason.JURISDICTION,
            text="举报先由海东受理，违法行为地在海东。（示例）",
        )  # fmt: skip


def _joint(stage: Stage) -> None:
    """Police and customs take part and told their results, the quality office has not answered."""
    with _at("2018-05-28 09:00"):
        made = begin_joint(
            actor=stage.actor(CHIEF), lead=_own(stage), bodies=[stage.bodies[one] for one in ("qh-police", "qh-customs", "qh-quality")],
            title="青洽会前知识产权联合执法行动（示例）", plan="检查农特产品市场、电商仓库和出口货物，重点查处假冒地理标志和假冒专利。（示例）",
            basis="年度知识产权执法工作安排（示例）", starts_on=date(2018, 6, 4), ends_on=date(2018, 6, 22),
        )  # fmt: skip
    for code, account, people, cases, value in (
        ("qh-police", POLICE, 46, 3, "128000"),
        ("qh-customs", CUSTOMS, 18, 1, "32500.50"),
    ):
        part = made.parts.select_related("envelope").get(body__code=code)
        with _at("2018-05-30 11:00"):
            answer_handover(
                actor=stage.actor(account), handover=part.envelope, reply=Reply.ACCEPT, text="参加。（示例）"
            )
        with _at("2018-06-25 17:00"):
            report_joint(
                actor=stage.actor(account), part=part, people=people, cases=cases, value=Decimal(value), transferred=0,
                told="检查经营主体二十余家，已立案调查。（示例）",
            )  # fmt: skip


def _judged(stage: Stage) -> None:
    """Judgments of two instances, entered by the court of the prefecture."""
    made: dict[str, Judgment] = {}
    with _at("2018-06-29 10:00"):
        actor = stage.actor(COURT)
        body = stage.bodies["ct-630100"]
        for number, instance, cause, filed, judged, outcome, asked, awarded, plaintiff, defendant, before in JUDGMENTS:
            made[number] = enter_judgment(
                actor=actor, body=body, number=number, court=stage.bodies["qh-high-court"].name if instance == "second" else body.name,
                instance=instance, cause=cause, filed_on=date.fromisoformat(filed), judged_on=date.fromisoformat(judged), outcome=outcome,
                asked=None if asked is None else Decimal(asked), awarded=None if awarded is None else Decimal(awarded), plaintiff=plaintiff,
                defendant=defendant, has_persons=len(plaintiff) < 5 or len(defendant) < 5, appeal_of=made.get(before),
            )  # fmt: skip


def _registered(stage: Stage) -> None:
    """The key of the police's system; it only reads."""
    register_key(  # keys live by the real day, not by that of the demonstration
        actor=stage.actor("security"), body=stage.bodies["qh-police"], name="公安执法办案系统（示例）", public_key=PUBLIC_KEY,
        basis="两法衔接信息共享协议（示例）", scopes=("coordination.view",), days=365,
    )  # fmt: skip
