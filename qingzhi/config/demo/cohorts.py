"""Lists of enterprises in the demonstration: rolls of two years frozen, one still drawn up, calls asked for and some answered. Made up."""

from datetime import datetime

from qingzhi.base import clock
from qingzhi.domains.cultivation.actions.cohorts import draw_roll, freeze_roll
from qingzhi.domains.cultivation.actions.outreach import answer_outreach, ask_outreach
from qingzhi.domains.cultivation.models import Cohort, CohortRoll, OutreachCall

from .stage import Stage

DRAWN_AT = datetime(2018, 6, 30, 18, 5)
FROZEN_AT = datetime(2018, 6, 30, 18, 20)
ASKED_AT = datetime(2018, 6, 30, 18, 30)
ANSWERED_AT = datetime(2018, 7, 1, 8, 40)
BASIS = "省科技厅认定公告（示例），按资质标记编制"
ANSWERS = (
    ("preparing", "已上门，企业有两项装置改进准备申请实用新型，需要代理机构对接。（示例）"),
    ("nothing", "以贸易为主，目前没有可申请的技术成果，已发放政策手册。（示例）"),
)


def draw_cohorts(stage: Stage) -> int | bool:
    """The rolls of 2017 and 2018; how many there are."""
    if CohortRoll.objects.exists():
        return False
    clerk = stage.actor("planning")
    for cohort in Cohort.objects.order_by("pk"):
        for year in (2017, 2018):
            with clock.fixed(DRAWN_AT):
                roll = draw_roll(actor=clerk, cohort=cohort, year=year, basis=BASIS)
            if not roll.members.exists():
                continue
            with clock.fixed(FROZEN_AT):
                freeze_roll(actor=clerk, roll=roll)
    for roll in CohortRoll.objects.filter(year=2018, state="frozen"):
        with clock.fixed(ASKED_AT):
            ask_outreach(actor=clerk, roll=roll)
    _answer(stage)
    return CohortRoll.objects.count()


def _answer(stage: Stage) -> None:
    """The first office that was asked has begun to call."""
    first = OutreachCall.objects.select_related("body").order_by("body__code", "pk").first()
    if first is None:
        return
    calls = OutreachCall.objects.filter(body=first.body).order_by("pk")[: len(ANSWERS)]
    with clock.fixed(ANSWERED_AT):
        for call, (outcome, note) in zip(calls, ANSWERS, strict=False):
            answer_outreach(actor=stage.contact(first.body), call=call, outcome=outcome, note=note)
