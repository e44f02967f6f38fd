"""The checklist as it is in force, and what a filling of it leaves open."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Count, Q, QuerySet

from qingzhi.base import clock

from ..models import SecretsAnswer, SecretsItem, SecretsReview
from ..terms import Answer, Situation

GAP = (Answer.NO, Answer.PARTLY)


@dataclass(frozen=True)
class Stage:
    """The answers of one stage of the checklist."""

    title: str
    answers: list[SecretsAnswer]


def items_in_force(situation: Situation, on: date | None = None) -> list[SecretsItem]:
    """The items of a situation on a day, in their order."""
    on = on or clock.today()
    lasting = Q(valid_to=None) | Q(valid_to__gt=on)
    return list(SecretsItem.objects.filter(lasting, situation=situation, valid_from__lte=on).order_by("position"))


def with_gaps(reviews: QuerySet[SecretsReview]) -> QuerySet[SecretsReview]:
    """The reviews with how many items were asked, and how many of them are open."""
    return reviews.annotate(
        item_count=Count("answers"), gap_count=Count("answers", filter=Q(answers__answer__in=[str(one) for one in GAP]))
    )


def stages_of(review: SecretsReview) -> list[Stage]:
    """The answers by stage."""
    answers = review.answers.select_related("item").order_by("item__position")
    return [Stage(title, list(rows)) for title, rows in groupby(answers, key=lambda one: one.item.stage)]


def gaps_of(review: SecretsReview) -> list[SecretsAnswer]:
    """What is not, or only partly, done."""
    return list(
        review.answers.filter(answer__in=[str(one) for one in GAP]).select_related("item").order_by("item__position")
    )
