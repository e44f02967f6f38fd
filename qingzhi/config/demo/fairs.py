"""Fairs in the demonstration: one that is over, with a case that goes on, and one that is on today, with a list, risks and complaints.
All exhibitors, complainants and exhibits are made up and marked as examples; numbers of the register are the demonstration's own.
"""

from datetime import date, datetime, timedelta
from typing import Any

from qingzhi.base import clock
from qingzhi.base.clock.reading import CHINA
from qingzhi.base.identity.models import Person
from qingzhi.base.regions.models import Region
from qingzhi.domains.enforcement.actions.fair_exhibitors import load_exhibitors
from qingzhi.domains.enforcement.actions.fair_receiving import FairTold, receive_fair_complaint
from qingzhi.domains.enforcement.actions.fair_screening import answer_risk, screen_fair
from qingzhi.domains.enforcement.actions.fairs import enter_fair, enter_station, set_duty
from qingzhi.domains.enforcement.models import Fair, FairComplaint, FairRisk
from qingzhi.domains.enforcement.rules.fair_lists import ExhibitLine
from qingzhi.domains.enforcement.terms.complaints import RightType
from qingzhi.domains.enforcement.terms.fairs import RiskAnswer
from qingzhi.domains.rights.models import Right
from qingzhi.engine.procedures.actions import take_step

from .stage import Stage

OFFICE = "enforcement"
CARPETS = ("2018青海藏毯国际展览会（示例）", "2018-06-28", "2018-07-02")
CRAFTS = ("2018青海民族手工艺品展（示例）", "2018-05-18", "2018-05-21")
COPY = "展出的地毯纹样与我公司外观设计相同，附专利证书和对比照片。（示例）"


def tell_fairs(stage: Stage) -> int | bool:
    """Two fairs; how many complaints."""
    if Fair.objects.exists():
        return False
    _over(stage)
    _on(stage)
    return FairComplaint.objects.count()


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


def _fair(stage: Stage, about: tuple[str, str, str], lines: list[ExhibitLine]) -> Fair:
    name, begins, ends = about
    first, last = date.fromisoformat(begins), date.fromisoformat(ends)
    actor, body = stage.actor(OFFICE), stage.bodies[stage.province.facts["plan"]["owner"]]
    with clock.fixed(_at(f"{begins} 09:00") - timedelta(days=7)):
        fair = enter_fair(
            actor=actor, body=body, name=name, organiser="示例会展服务公司", place="示例会展中心", region=Region.objects.get(code="630100"),
            begins_on=first, ends_on=last,
        )  # fmt: skip
        station = enter_station(
            actor=actor, fair=fair, name="知识产权工作站", place="一号馆入口左侧", phone="0971-0000000（示例）"
        )
        for number, account in enumerate((OFFICE, "enforcement2")):
            person = Person.objects.get(account__username=account)
            for day in range(number, (last - first).days + 1, 2):
                set_duty(actor=actor, station=station, person=person, on=first + timedelta(days=day))
        load_exhibitors(actor=actor, fair=fair, lines=lines)
        screen_fair(actor=actor, fair=fair)
    return fair


def _line(stand: str, name: str, product: str, **values: str) -> ExhibitLine:
    return ExhibitLine(line=0, stand=stand, name=name, product=product, **values)


def _complain(stage: Stage, fair: Fair, at: str, key: str, held: int = 0, **values: Any) -> FairComplaint:
    told = FairTold(**{
        "complainant": "青海示例地毯有限公司", "right_type": RightType.PATENT, "right_number": "ZL201630000001.2", "stand": "A12",
        "product": "八宝纹藏毯", "facts": COPY, "agent": "马代理（示例）", "contact": "0971-0000001（示例）", **values,
    })  # fmt: skip
    with clock.fixed(_at(at)):
        return receive_fair_complaint(
            actor=stage.actor(OFFICE), fair=fair, told=told, request_key=key, station=fair.stations.get(),
            held=timedelta(minutes=held) if held else None,
        )  # fmt: skip


def _step(stage: Stage, complaint: FairComplaint, at: str, step: str, note: str = "", **data: Any) -> None:
    with clock.fixed(_at(at)):
        case = complaint.case
        case.refresh_from_db()
        complaint.case = take_step(
            actor=stage.actor(OFFICE), case=case, step=step, revision=case.revision, data=data, note=note
        )


def _notified(at: str) -> dict[str, str]:
    return {"notified_at": at.replace(" ", "T"), "notified_to": "展位负责人（示例）"}


def _over(stage: Stage) -> None:
    """A fair of May: one upheld, removed and handed on, one not upheld."""
    fair = _fair(stage, CRAFTS, [_line("C03", "示例工艺品经营部", "木雕摆件"), _line("C07", "西宁示例银饰店", "银饰")])
    upheld = _complain(
        stage, fair, "2018-05-18 10:20", "demo-1", stand="C03", product="木雕摆件", right_type=RightType.COPYRIGHT, right_number="青作登字示例1号"
    )  # fmt: skip
    _step(stage, upheld, "2018-05-18 10:50", "accept", **_notified("2018-05-18 10:45"))
    said = {"defence": "从外地批发市场进货，不知道有登记。", "defended_at": "2018-05-18T15:10", "admitted": "on"}
    _step(stage, upheld, "2018-05-18 15:12", "note_defence", **said)
    _step(
        stage,
        upheld,
        "2018-05-18 16:40",
        "uphold",
        ground="admitted",
        reasons="与登记作品实质性相似，被投诉人承认。（示例）",
    )
    _step(
        stage, upheld, "2018-05-18 17:20", "remove", how=["taken"], removed_at="2018-05-18T17:15", note="撤展承诺书已签"
    )
    _step(
        stage, upheld, "2018-05-22 09:30", "hand_over", way="penalty", body=str(fair.body_id), why="批发进货，可能还有库存，须查来源。（示例）"
    )  # fmt: skip
    other = _complain(stage, fair, "2018-05-19 14:00", "demo-2", stand="C07", product="银饰手镯")
    _step(stage, other, "2018-05-19 14:30", "accept", **_notified("2018-05-19 14:25"))
    _step(
        stage, other, "2018-05-19 17:00", "note_defence", defence="自行设计，有底稿。", defended_at="2018-05-19T16:50"
    )
    _step(stage, other, "2018-05-20 10:00", "dismiss", reasons="整体视觉效果有明显区别。（示例）")


def _on(stage: Stage) -> None:
    """The fair that is on: risks answered and not, a complaint kept offline and its double, one that is answered now."""
    marks = list(Right.objects.filter(kind="trademark", status="in_force").order_by("pk")[:2])
    lines = [
        _line("A12", "西宁示例毯业经营部", "八宝纹藏毯"), _line("A15", "青海示例牧区合作社", "牦牛绒围巾"),
        _line("B02", "示例工艺品经营部", "挂毯", right_type="patent", right_number="ZL201230000009.9"),
    ]  # fmt: skip
    if marks:
        lines.append(_line("B08", "示例礼品店", "礼盒", brand=marks[0].title))
        own = marks[-1]
        lines.append(
            _line(
                "B10",
                own.holder_text[:200] or "示例商标权利人",
                "展示产品",
                right_type="trademark",
                right_number=own.number_shown,
            )
        )
    fair = _fair(stage, CARPETS, lines)
    risk = FairRisk.objects.filter(exhibitor__fair=fair, kind="fair").first()
    if risk is not None:
        with clock.fixed(_at("2018-06-27 15:00")):
            answer_risk(
                actor=stage.actor(OFFICE), risk=risk, answer=RiskAnswer.WARNED, note="已当面提示，承诺不展出木雕摆件。"
            )
    first = _complain(stage, fair, "2018-06-29 11:05", "demo-3", held=65)
    double = _complain(stage, fair, "2018-06-29 11:06", "demo-4", held=20, complainant="青海示例地毯有限公司西宁分公司")
    _step(
        stage,
        double,
        "2018-06-29 11:15",
        "merge",
        into=str(first.pk),
        why="同一展位、同一专利，总公司和分公司各投诉一次",
    )
    _step(stage, first, "2018-06-29 11:20", "accept", **_notified("2018-06-29 11:18"))
    _step(
        stage,
        first,
        "2018-06-29 16:00",
        "note_defence",
        defence="纹样是传统八宝纹，不是抄来的。",
        defended_at="2018-06-29T15:50",
    )
    _step(
        stage,
        first,
        "2018-06-30 09:40",
        "uphold",
        ground="examined",
        reasons="八宝的排列和色块布局与外观设计无实质性差异。（示例）",
    )
    _step(stage, first, "2018-06-30 10:20", "remove", how=["covered", "unlinked"], removed_at="2018-06-30T10:10")
    waiting = _complain(stage, fair, "2018-07-01 08:40", "demo-5", stand="B08", product="礼盒", facts="礼盒上用了我公司的注册商标。（示例）",
                        right_type=RightType.TRADEMARK, right_number=marks[0].number_shown if marks else "1234567")  # fmt: skip
    _step(stage, waiting, "2018-07-01 08:55", "accept", **_notified("2018-07-01 08:50"))
