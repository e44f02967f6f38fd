"""The surveys of the prefectures: the yearly one of 2016 locked into statistics, that of 2017 on its way with some that are late,
and the half-yearly one that has just been sent, filled in with what the system computes."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from qingzhi.base import clock
from qingzhi.base.identity.models import Body
from qingzhi.base.permits import Actor
from qingzhi.domains.metrics.actions.survey_deciding import accept_sheet, approve_sheet, return_sheet
from qingzhi.domains.metrics.actions.survey_rounds import dun_round, lock_round, send_round
from qingzhi.domains.metrics.actions.survey_sheets import save_sheet, submit_sheet
from qingzhi.domains.metrics.models import Survey, SurveyAnswer, SurveyRound
from qingzhi.domains.metrics.queries.survey_sheets import said_of, sheet_of
from qingzhi.domains.metrics.rules.survey_checks import Said

from .stage import Stage

SURVEY, HALF = "prefecture-year", "prefecture-half"
GREW = ("630200", "c1")
EXPLAINED = "本年设立质押融资风险补偿资金，贷款增加较多（示例）"
SHARES = {"630100": 40, "630200": 12, "632800": 10}  # parts of the province's totals; the others have one each
ALL_SHARES = 67
TOTALS = {  # of the province in 2016: those that statistics publish, and made-up ones
    "a1": 3240, "a2": 1381, "a4": 271, "a5": 883, "a6": 203, "b1": 560, "b2": 18537, "b3": 33, "c1": 5200, "c2": 5, "c3": 6, "d1": 67,
    "e1": 46, "e2": 940,
}  # fmt: skip
CAPITAL = "630100"
SENT_BACK = "c1 未说明质押融资的统计口径，请核对后补正（示例）"
PLANS = {  # what has become of the sheets of 2017 by the day of the demonstration
    "630100": "accepted", "630200": "submitted", "632200": "submitted", "632300": "accepted", "632500": "returned",
    "632600": "silent", "632700": "silent", "632800": "draft",
}  # fmt: skip


def tell_surveys(stage: Stage) -> int | bool:
    """Send, fill in, approve and lock the survey of 2016; send that of 2017 and let some answer."""
    if SurveyRound.objects.exists() or not Survey.objects.filter(code=SURVEY).exists():
        return False
    _of_2016(stage)
    _of_2017(stage)
    _sent(stage, "2018-07-01 08:50", "2018H1", HALF)
    return SurveyAnswer.objects.count()


def _of_2016(stage: Stage) -> None:
    round_ = _sent(stage, "2017-09-04 09:20", "2016")
    with clock.fixed(datetime.fromisoformat("2017-09-19 15:30")):
        for answer in _sheets(round_):
            _hand_in(stage, answer)
    with clock.fixed(datetime.fromisoformat("2017-09-28 10:10")):
        for answer in _sheets(round_):
            accept_sheet(actor=stage.actor("planning"), answer=answer)
    with clock.fixed(datetime.fromisoformat("2017-10-16 16:00")):
        lock_round(actor=stage.actor("chief"), round=round_)


def _of_2017(stage: Stage) -> None:
    round_ = _sent(stage, "2018-06-04 09:10", "2017")
    planning = stage.actor("planning")
    for answer in _sheets(round_):
        plan = PLANS.get(answer.body.region.code, "silent")
        with clock.fixed(datetime.fromisoformat("2018-06-20 15:00")):
            if plan == "draft":
                _save(stage, answer, ("a2", "a4"))
            elif plan != "silent":
                _hand_in(stage, answer)
        with clock.fixed(datetime.fromisoformat("2018-06-22 11:00")):
            if plan == "accepted":
                accept_sheet(actor=planning, answer=answer)
            elif plan == "returned":
                return_sheet(actor=planning, answer=answer, reason=SENT_BACK)
    with clock.fixed(datetime.fromisoformat("2018-06-28 09:30")):
        dun_round(actor=planning, round=round_)


def _sent(stage: Stage, at: str, period: str, survey: str = SURVEY) -> SurveyRound:
    with clock.fixed(datetime.fromisoformat(at)):
        return send_round(actor=stage.actor("planning"), survey=Survey.objects.get(code=survey), period=period)


def _sheets(round_: SurveyRound) -> list[SurveyAnswer]:
    rows = SurveyAnswer.objects.filter(round=round_).select_related("body__region", "round__survey", "round__version")
    return list(rows.order_by("pk"))


def _hand_in(stage: Stage, answer: SurveyAnswer) -> None:
    """All answers, every difference explained; where the body has its own check, that too."""
    typed = _typed(answer)
    said = {
        line.question.code: Said(
            typed.get(line.question.code, {}).get("value"), line.cell.text, "", line.cell.computed, line.cell.previous
        )
        for line in sheet_of(answer).lines
        if line.question.is_number
    }
    for line in sheet_of(answer, said).lines:
        if line.findings and line.question.code in typed:
            typed[line.question.code]["reason"] = EXPLAINED
    done = submit_sheet(actor=_clerk(stage, answer.body), answer=answer, typed=typed)
    if done.state == "checking":
        approve_sheet(actor=stage.actor("haidong_chief"), answer=done)


def _save(stage: Stage, answer: SurveyAnswer, codes: tuple[str, ...]) -> None:
    typed = {code: values for code, values in _typed(answer).items() if code in codes}
    save_sheet(actor=_clerk(stage, answer.body), answer=answer, typed=typed)


def _typed(answer: SurveyAnswer) -> dict[str, dict[str, Any]]:
    """Made-up answers that keep the sums; what the system computes is taken over."""
    region, year = answer.body.region.code, int(answer.round.period)
    known = {cell.question.code: said_of(cell) for cell in answer.cells.select_related("question")}
    value = {
        code: known[code].computed or _share(total * (100 + 12 * (year - 2016)) // 100, region)
        for code, total in TOTALS.items()
    }
    if year > 2016 and region == GREW[0]:
        value[GREW[1]] *= 2
    value["a3"] = value["a4"] + value["a5"] + value["a6"]
    value["a7"] = (value["a4"] / value["a3"] * 100).quantize(Decimal("0.01")) if value["a3"] else Decimal(0)
    value["d2"] = value["d1"]
    return {code: {"value": one} for code, one in value.items()}


def _share(total: int, region: str) -> Decimal:
    """A prefecture's part of a total; what does not divide is the capital's, so that the parts make up the whole."""
    part = total * SHARES.get(region, 1) // ALL_SHARES
    if region != CAPITAL:
        return Decimal(part)
    others = [share for code, share in SHARES.items() if code != CAPITAL]
    others += [1] * (ALL_SHARES - sum(SHARES.values()))
    return Decimal(total - sum(total * share // ALL_SHARES for share in others))


def _clerk(stage: Stage, body: Body) -> Actor:
    return stage.contact(body)
