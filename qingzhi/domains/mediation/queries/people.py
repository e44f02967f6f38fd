"""Who may mediate, which bodies handle mediation, which courts can be asked."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from qingzhi.base import clock
from qingzhi.base.identity.models import Body
from qingzhi.base.identity.queries import bodies_holding

from ..models import Mediation, Mediator
from ..rules import spelt


def bodies_handling() -> QuerySet[Body]:
    """The bodies where somebody holds the permit to handle mediation today."""
    return bodies_holding("mediation.handle")


def courts() -> QuerySet[Body]:
    """The courts that take part, by the permit that somebody holds there."""
    return bodies_holding("mediation.court")


def handling_body() -> Body | None:
    """The first of them."""
    return bodies_handling().select_related("region").first()


def excluded_because(mediation: Mediation, mediator: Mediator, on: date) -> list[str]:
    """Every reason why a mediator may not mediate a dispute on a day; none where he may."""
    case, found = mediation.case, []
    if not mediator.stands_on(on):
        found.append("不在聘期内")
    if mediator.organisation.valid_to is not None and mediator.organisation.valid_to <= on:
        found.append("所在调解组织已退出名册")
    sides = {case.applicant_id, mediation.other_id} - {None}
    if mediator.subject_id in sides or mediator.organisation.subject_id in sides:
        found.append("本人或所在组织是一方当事人")
    names = {spelt(mediation.claimant), spelt(mediation.respondent)}
    if spelt(mediator.organisation.name) in names:
        found.append("所在调解组织与一方当事人同名")
    found += near(mediator, names)
    source = mediation.source
    if source is not None and source.owner is not None and source.owner.subject_id == mediator.subject_id:
        found.append("是原办件的承办人")
    found += [f"已回避：{one.reason}" for one in mediation.exclusions.all() if one.mediator_id == mediator.pk]
    return found


def near(listed: Any, names: set[str]) -> list[str]:
    """Why somebody in a register stands too near to one of these names (as `rules.spelt` writes them)."""
    same = ["与一方当事人同名"] if spelt(listed.name) in names else []
    ties = [one for one in listed.subject.mediation_ties.all() if spelt(one.name) in names]
    return same + [f"与“{one.name}”有利害关系：{one.kind}" for one in ties]


def available(mediation: Mediation, on: date) -> list[tuple[Mediator, list[str]]]:
    """The mediators who know the field, each with the reasons that exclude him, those who may mediate first. Few queries."""
    rows = (
        Mediator.objects.filter(retired_on=None)
        .select_related("organisation", "subject")
        .prefetch_related("subject__mediation_ties")
    )
    known = [one for one in rows if mediation.field in one.fields]
    found = [(one, excluded_because(mediation, one, on)) for one in known]
    return sorted(found, key=lambda row: (bool(row[1]), row[0].number))


def available_once(mediation: Mediation) -> list[tuple[Mediator, list[str]]]:
    """Those of today, asked once of a dossier as it was read: for a page, on which guard and fragment ask the same."""
    found: list[tuple[Mediator, list[str]]] = mediation.__dict__.setdefault("_available", [])
    if not found:
        found.extend(available(mediation, clock.today()))
    return found


def may_mediate(mediation: Mediation) -> list[Mediator]:
    """Those nobody excludes today."""
    return [one for one, reasons in available(mediation, clock.today()) if not reasons]
