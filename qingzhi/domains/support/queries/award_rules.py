"""The dated rows of awards: what holds on a day, and until when selections of a kind may be begun."""

from datetime import date
from fractions import Fraction

from django.db.models import Q, QuerySet

from ..models import AwardGradeRule, AwardRule
from ..refusals.awards import RuleMissing, SelectionEnded
from ..terms.awards import AwardKind


def holding(on: date) -> Q:
    """A filter: the rows in force on a day (`valid_to` exclusive)."""
    return (Q(valid_from=None) | Q(valid_from__lte=on)) & (Q(valid_to=None) | Q(valid_to__gt=on))


def rule(kind: str, code: str, on: date) -> AwardRule:
    """The row in force; raises `RuleMissing`."""
    found = AwardRule.objects.filter(holding(on), kind=kind, code=code).first()
    if found is None:
        raise RuleMissing(f"{on}没有“{AwardKind(kind).label}”的规则“{code}”，请先登记")
    return found


def value(kind: str, code: str, on: date, otherwise: Fraction | None = None) -> Fraction:
    """The figure in force; `otherwise` where there is none."""
    found = AwardRule.objects.filter(holding(on), kind=kind, code=code).first()
    if found is not None:
        return found.value
    if otherwise is None:
        raise RuleMissing(f"{on}没有“{AwardKind(kind).label}”的规则“{code}”，请先登记")
    return otherwise


def grades(kind: str, on: date) -> QuerySet[AwardGradeRule]:
    """The grades of a kind on a day, the highest first."""
    return AwardGradeRule.objects.filter(holding(on), kind=kind).order_by("position", "pk")


def refuse_ended(kind: str, on: date) -> None:
    """Refuse a kind that may not be chosen on a day, with the source of the row that ended it."""
    if AwardRule.objects.filter(holding(on), kind=kind, code="open").exists():
        return
    last = AwardRule.objects.filter(kind=kind, code="open", valid_to__lte=on).order_by("-valid_to").first()
    label = AwardKind(kind).label
    if last is None:
        raise SelectionEnded(f"没有允许开展“{label}”评选的规则")
    raise SelectionEnded(f"自 {last.valid_to} 起不再开展{label}评选，依据：{last.source}")
