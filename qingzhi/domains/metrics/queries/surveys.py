"""Surveys: which form is in force, whom it asks, by which thresholds answers are judged."""

from datetime import date
from decimal import Decimal

from django.db.models import Q

from qingzhi.base import clock
from qingzhi.base.identity.models import Body
from qingzhi.base.identity.queries import bodies_holding
from qingzhi.base.regions.models import Level

from ..models import Survey, SurveyQuestion, SurveyThreshold, SurveyVersion
from ..rules.survey_checks import Asked, Bond, Thresholds
from ..rules.survey_relations import RelationNotUnderstood, read_relation
from ..terms.surveys import Audience, ThresholdKind, VersionState

LEVELS = {Audience.PREFECTURES: Level.PREFECTURE, Audience.MEMBERS: Level.PROVINCE}


def form_in_force(survey: Survey, on: date | None = None) -> SurveyVersion | None:
    """The published version in force on a day (today, if none is given)."""
    on = on or clock.today()
    rows = survey.versions.filter(Q(valid_to=None) | Q(valid_to__gt=on), state=VersionState.PUBLISHED)
    return rows.filter(valid_from__lte=on).order_by("-number").first()


def bodies_asked(audience: str, on: date | None = None) -> list[Body]:
    """The bodies that a survey of an audience is sent to: those where somebody fills sheets in."""
    rows = bodies_holding("metrics.survey.fill", on).filter(region__level=LEVELS[Audience(audience)])
    return list(rows.select_related("region", "subject"))


def questions_of(version: SurveyVersion, body: Body | None = None) -> list[SurveyQuestion]:
    """The questions in their order; of a body those that it is asked."""
    rows = version.questions.select_related("indicator")
    return [one for one in rows if body is None or one.asks(body)]


def asked_of(questions: list[SurveyQuestion]) -> list[Asked]:
    """The questions as the checks see them."""
    return [Asked(one.code, one.title, one.unit, one.is_number, one.required, one.least, one.most) for one in questions]


def bonds_of(version: SurveyVersion, codes: set[str]) -> list[Bond]:
    """The relations between questions that are all asked."""
    found = []
    for rule in version.rules.all():
        try:
            relation = read_relation(rule.text)
        except RelationNotUnderstood:  # refused when it is entered; an older row is passed over, and `check` tells
            continue
        if set(relation.names) <= codes:
            found.append(Bond(relation, rule.strict, rule.note))
    return found


def thresholds_for(survey: Survey, on: date | None = None) -> Thresholds:
    """The thresholds in force on a day: a survey's own go before those of all."""
    on = on or clock.today()
    rows = SurveyThreshold.objects.filter(
        Q(survey=None) | Q(survey=survey), Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on
    )
    found: dict[str, Decimal] = {}
    for row in sorted(rows, key=lambda one: (one.survey_id is not None, one.valid_from)):
        found[row.kind] = row.percent
    return Thresholds(found.get(ThresholdKind.CHANGE), found.get(ThresholdKind.COMPUTED))
