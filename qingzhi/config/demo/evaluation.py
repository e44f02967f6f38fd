"""Evaluation in the demonstration: methods made public, the index of seven years, prefectures, members, enterprises and universities
scored for 2017, and one prefecture's objection that waits for its answer."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from qingzhi.base import clock
from qingzhi.base.permits import Actor
from qingzhi.base.regions.queries import prefectures, province
from qingzhi.domains.metrics.actions import freeze_periods, load_statistics, publish_formula, try_formula
from qingzhi.domains.metrics.actions.evaluation_commending import commend
from qingzhi.domains.metrics.actions.evaluation_disputes import NamedRecord, dispute_score
from qingzhi.domains.metrics.actions.evaluation_lists import list_judged
from qingzhi.domains.metrics.actions.evaluation_methods import publish_method
from qingzhi.domains.metrics.actions.evaluation_scores import compute_scores
from qingzhi.domains.metrics.models import Evaluation, EvaluationMethod, Formula, ScorePart
from qingzhi.domains.metrics.queries.catalogue import expression_of
from qingzhi.domains.metrics.queries.evaluation_records import behind_part
from qingzhi.domains.metrics.queries.formula_records import shown
from qingzhi.domains.metrics.queries.party_figures import by_party
from qingzhi.domains.metrics.refusals.evaluation import NothingToScore
from qingzhi.domains.metrics.rules.periods import read_period
from qingzhi.domains.parties.queries import standing_parties
from qingzhi.domains.support.actions.commendations import check_candidates, publicise_commendation
from qingzhi.domains.support.models import CommendationRound
from qingzhi.engine.lake.actions import refresh_lake
from qingzhi.engine.lake.reading import snapshot

from .stage import Stage

PUBLISHED_AT = datetime(2018, 7, 1, 11, 0)
SCORED_AT = datetime(2018, 7, 1, 11, 30)
DISPUTED_AT = datetime(2018, 7, 1, 14, 40)
WHOLE_FROM = date(2010, 1, 1)
BASE, YEARS = "2010", tuple(str(year) for year in range(2011, 2018))
COUNTED = (  # what registers alone tell, with no statistics beside them
    "marks-registered-in-year", "software-registered", "invention-share-of-force", "patent-holders", "trademark-holders",
    "utility-models-in-force", "patents-lapsed", "trademarks-per-10k", "patents-granted-per-gdp", "patents-granted-per-10k",
)  # fmt: skip
STATED = ("patents-granted", "invention-patents-granted", "agricultural-trademarks", "commissioner-enterprises")
ENTERPRISES = 6
OBJECTION = "这三件商标的注册人登记地址已迁出本市，请核实归属（示例）"


def tell_evaluation(stage: Stage) -> int | bool:
    """Everything that evaluation shows on its first day."""
    if Evaluation.objects.exists():
        return False
    planning, chief = stage.actor("planning"), stage.actor("chief")
    refresh_lake()
    with clock.fixed(PUBLISHED_AT):
        _population(stage, planning)
        _speak(planning, chief)
        _freeze(planning)
        for method in EvaluationMethod.objects.order_by("pk"):
            publish_method(actor=chief, method=method)
        _list_enterprises(planning)
    with clock.fixed(SCORED_AT):
        _score(planning, "index", YEARS)
        _score(planning, "prefectures", ("2016", "2017"))
        for kind in ("departments", "state", "institutes", "universities"):
            _score(planning, kind, ("2017",))
    with clock.fixed(DISPUTED_AT):
        _dispute(stage.actor("haidong"))
        _commend(planning)
    return Evaluation.objects.count()


def _population(stage: Stage, planning: Actor) -> None:
    """Inhabitants of the prefectures, rounded and made up, by which counts become comparable."""
    load_statistics(actor=planning, rows=stage.province.rows("demo_population"), name="demo_population.csv")


def _speak(planning: Actor, chief: Actor) -> None:
    """Let the formulas of registers speak that were whole all the time (示例)."""
    for formula in Formula.objects.filter(indicator__code__in=COUNTED, state="draft").order_by("pk"):
        tried = try_formula(actor=planning, formula=formula)
        publish_formula(actor=chief, formula=tried, valid_from=WHOLE_FROM, reason="登记簿自2010年起完整（示例）")


def _freeze(planning: Actor) -> None:
    """What the evaluation is made from: the province from the base year on, the prefectures for two years."""
    home = province().code
    everywhere = [home, *prefectures().values_list("code", flat=True)]
    about: dict[str, Any] = {
        "title": "评价用数据",
        "note": "供发展指数和市州评价使用（示例）",
        "indicators": [*COUNTED, *STATED],
    }
    freeze_periods(actor=planning, periods=(BASE, *YEARS[:-2]), regions=[home], **about)
    freeze_periods(actor=planning, periods=YEARS[-2:], regions=everywhere, **about)


def _list_enterprises(planning: Actor) -> None:
    """The made-up enterprises with most utility models stand for the list of state enterprises."""
    rows = standing_parties().filter(kind="enterprise", fictional=True, region__code__startswith=province().code[:2])
    parties = {one.pk: one for one in rows}
    spec = Formula.objects.get(indicator__code="utility-models-in-force", state="published").spec
    held = by_party(snapshot(), expression_of(spec), read_period(YEARS[-1]), parties)
    most = sorted(parties, key=lambda key: (-held[key].count, key))[:ENTERPRISES]
    for key in most:
        list_judged(
            actor=planning, kind="state", party=parties[key], valid_from=date(2017, 1, 1),
            source="国有企业名单（示例，虚构）",
        )  # fmt: skip


def _score(planning: Actor, kind: str, periods: Iterable[str]) -> None:
    method = EvaluationMethod.objects.get(kind=kind)
    for period in periods:
        try:
            compute_scores(actor=planning, method=method, period=period)
        except NothingToScore:
            continue


def _dispute(prefecture: Actor) -> None:
    """Three records of the prefecture's own count that are said to lie elsewhere."""
    rows = ScorePart.objects.select_related("score__evaluation", "criterion", "figure__indicator")
    part = rows.get(
        score__evaluation__period="2017", score__evaluation__method__kind="prefectures",
        score__body=prefecture.body_id, criterion__code="marks-registered",
    )  # fmt: skip
    behind = behind_part(prefecture, part)
    if behind is None:
        return
    named = shown(prefecture, behind.found.source, behind.found.entries[:3])
    records = [NamedRecord(one.name, "rights", one.key) for one in named]
    dispute_score(actor=prefecture, part=part, ground="elsewhere", text=OBJECTION, records=records)


def _commend(planning: Actor) -> None:
    """A round of commendation from the places of the prefectures: its candidates checked, the best three made public."""
    evaluation = Evaluation.objects.get(period="2017", method__kind="prefectures", revisions=None)
    number = commend(
        actor=planning, evaluation=evaluation, quota=3, basis="推进计划4.3.1基层工作绩效奖励和表彰（示例）"
    )
    round_ = check_candidates(actor=planning, round=CommendationRound.objects.get(pk=number))
    publicise_commendation(actor=planning, round=round_)
