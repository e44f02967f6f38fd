"""A survey, its bodies and people, for tests."""

from datetime import date
from decimal import Decimal
from typing import Any

from qingzhi.base.identity.models import Body, User
from qingzhi.base.identity.queries import actor_for
from qingzhi.base.identity.testing import a_body, a_post, a_region, a_role, an_account
from qingzhi.base.permits import SYSTEM, Actor, Scope
from qingzhi.domains.metrics.actions import declare_indicator
from qingzhi.domains.metrics.actions.survey_deciding import accept_sheet
from qingzhi.domains.metrics.actions.survey_designs import load_survey_thresholds, load_surveys
from qingzhi.domains.metrics.actions.survey_rounds import send_round
from qingzhi.domains.metrics.actions.survey_sheets import submit_sheet
from qingzhi.domains.metrics.models import Statistic, Survey, SurveyAnswer, SurveyRound
from qingzhi.domains.metrics.queries.statistics import current_statistics
from qingzhi.engine.limits.actions import load_limits

LIMITS = [
    {"code": "metrics.survey.due", "title": "统计调查报送", "value": "15", "unit": "day", "counting": "working",
     "valid_from": "", "valid_to": "", "source": "测试", "status": "default"},
    {"code": "metrics.survey.return", "title": "退回补正", "value": "5", "unit": "day", "counting": "working",
     "valid_from": "", "valid_to": "", "source": "测试", "status": "default"},
]  # fmt: skip
SURVEY: dict[str, Any] = {
    "code": "prefectures", "title": "市州知识产权统计年报", "basis": "测试", "span": "year", "audience": "prefectures",
    "valid_from": "2016-01-01", "source": "测试",
    "questions": [
        {"code": "a1", "title": "专利授权量", "section": "创造", "unit": "件", "indicator": "patents-granted", "least": 0,
         "rollup": "sum"},
        {"code": "a2", "title": "发明专利", "section": "创造", "unit": "件", "least": 0, "is_part": True},
        {"code": "a3", "title": "其他专利", "section": "创造", "unit": "件", "least": 0, "is_part": True},
        {"code": "b1", "title": "服务机构数", "section": "服务", "unit": "家", "indicator": "agencies", "least": 0},
        {"code": "c1", "title": "主要做法", "section": "说明", "kind": "text", "required": False},
    ],
    "rules": [{"text": "a1 = a2 + a3", "note": "授权量等于各项之和"}],
}  # fmt: skip
THRESHOLDS = [
    {"kind": "change", "percent": "30", "valid_from": "2016-01-01", "source": "测试"},
    {"kind": "computed", "percent": "0", "valid_from": "2016-01-01", "source": "测试"},
]
FULL = {"a1": 120, "a2": 20, "a3": 100, "b1": 4}
DUTIES = ("view", "design", "publish", "send", "accept", "lock", "correct")
OFFICE = (
    *(f"metrics.survey.{one}" for one in DUTIES),
    *(f"metrics.statistic.{one}" for one in ("view", "enter", "revise", "import")),
)


def make_survey(**values: Any) -> Survey:
    """The survey with its indicators, limits and thresholds."""
    a_region()
    common = {"meaning": "测试", "unit": "件"}
    declare_indicator(actor=SYSTEM, code="patents-granted", name="专利授权量", kind="flow", **common)
    declare_indicator(actor=SYSTEM, code="agencies", name="服务机构数", kind="stock", **{**common, "unit": "家"})
    load_limits(actor=SYSTEM, rows=LIMITS)
    load_surveys(actor=SYSTEM, rows=[{**SURVEY, **values}])
    load_survey_thresholds(actor=SYSTEM, rows=THRESHOLDS)
    return Survey.objects.get()


def make_prefecture(number: int = 1, name: str = "甲市") -> Body:
    """The office of a prefecture."""
    code = f"630{number}00"
    region = a_region(code, name, parent=a_region())
    return a_body(f"ip-{code}", f"{name}知识产权局", region)


def clerk(body: Body, username: str = "", role: str = "filler") -> Actor:
    """Who fills sheets in at a body."""
    held = a_role(role, "metrics.survey.view", "metrics.survey.fill", "metrics.statistic.view", scope=Scope.BODY, home="prefecture")  # fmt: skip
    return _actor(body, username or f"clerk-{body.pk}", held)


def checker(body: Body, username: str = "") -> Actor:
    """Who approves sheets at a body."""
    held = a_role("checker", "metrics.survey.view", "metrics.survey.approve", scope=Scope.BODY)
    return _actor(body, username or f"checker-{body.pk}", held)


def office(username: str = "chief", *permits: str) -> Actor:
    """Somebody of the office."""
    held = a_role(f"office-{username}", *(permits or OFFICE))
    return _actor(a_body(), username, held)


def _actor(body: Body, username: str, role: Any) -> Actor:
    user = User.objects.filter(username=username).select_related("person").first()
    if user is None:
        user = an_account(username, username, password="")
        a_post(user, role, body)
    return actor_for(user)


def sent(survey: Survey | None = None, period: str = "2017", due_on: date | None = None) -> SurveyRound:
    """A round that was sent by the office."""
    return send_round(actor=office(), survey=survey or make_survey(), period=period, due_on=due_on)


def sheet_at(body: Body) -> SurveyAnswer:
    """The newest sheet of a body."""
    return SurveyAnswer.objects.filter(body=body).latest("pk")


def answers(reason: str = "", **values: Any) -> dict[str, dict[str, Any]]:
    """What is typed into a sheet."""
    given = {**FULL, **values}
    return {
        code: ({"text": value} if isinstance(value, str) else {"value": None if value is None else Decimal(str(value))})
        | {"reason": reason}
        for code, value in given.items()
    }


def handed_in(body: Body, **values: Any) -> SurveyAnswer:
    """The newest sheet of a body, filled in, explained and handed in."""
    sheet = sheet_at(body)
    return submit_sheet(actor=clerk(body), answer=sheet, typed=answers("说明", **values), revision=sheet.revision)


def accepted(body: Body, **values: Any) -> SurveyAnswer:
    """The same, and accepted by the office."""
    return accept_sheet(actor=office(), answer=handed_in(body, **values))


def value(region: str, code: str = "patents-granted") -> Decimal:
    """What statistics say now."""
    return current_statistics(Statistic.objects.filter(region__code=region, indicator__code=code)).get().value
