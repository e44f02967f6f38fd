"""Permits on performance and reviews of dossiers, and which of them an actor sees."""

from django.db.models import Q, QuerySet

from qingzhi.base.identity.models import Body
from qingzhi.base.permits import Actor, Scope, declare
from qingzhi.base.permits.reach import reached

from ..models import DossierReview, ReviewedDossier

declare("enforcement.performance.view", "查看执法绩效")
declare("enforcement.review.manage", "组织和办理案卷评查")


def measured_bodies(actor: Actor) -> QuerySet[Body]:
    """The bodies whose performance the actor sees: all, those of the region, or the own one, by the scope of the permit."""
    return Body.objects.filter(reached(actor, "enforcement.performance.view", body="pk", region="region__code"))


def visible_reviews(actor: Actor) -> QuerySet[DossierReview]:
    """The reviews that the own body organises; to whom the figures of every body are open, all of them."""
    rows = DossierReview.objects.select_related("body", "version__scheme")
    if actor.is_system or actor.grants.get("enforcement.performance.view") is Scope.ALL:
        return rows
    return rows.filter(body=actor.body_id) if actor.body_id else rows.none()


def visible_dossiers(actor: Actor) -> QuerySet[ReviewedDossier]:
    """Those of visible reviews, and those of one's own body's cases: who was reviewed reads what was found."""
    rows = ReviewedDossier.objects.select_related(
        "review__body", "review__version", "case__body__region", "case__owner"
    )
    mine = Q(case__body=actor.body_id) if actor.body_id and "enforcement.case.view" in actor.grants else Q(pk__in=[])
    return rows.filter(mine | Q(review__in=visible_reviews(actor)))
