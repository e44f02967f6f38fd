"""Reads of cultivation."""

from typing import Any

from django.db.models import QuerySet

from qingzhi.base import clock
from qingzhi.base.identity.models import Body
from qingzhi.base.identity.queries import bodies_holding
from qingzhi.domains.parties.queries import family_ids
from qingzhi.domains.rights.queries.holdings import rights_of_records

from ..models import CopyrightDemonstration

KINDS = ("work", "software")


def party_of(subject_id: int | None) -> Any:
    """The party of a subject, or None."""
    parties = CopyrightDemonstration._meta.get_field("party").related_model._default_manager  # type: ignore[union-attr]
    return parties.filter(subject_id=subject_id).select_related("region").first() if subject_id else None


def works_of(party: Any) -> int:
    """How many recorded works and software the party and its earlier names hold today."""
    return rights_of_records(family_ids(party), on=clock.today()).filter(kind__in=KINDS).count()


def handling_body() -> Body | None:
    """The first body where somebody holds the permit to handle."""
    return bodies_holding("cultivation.copyright.handle").select_related("region").first()


def recognised() -> QuerySet[CopyrightDemonstration]:
    """Who is recognised today, newest first."""
    found = CopyrightDemonstration.objects.filter(recognised_on__isnull=False, valid_to__gte=clock.today())
    return found.select_related("party", "case").order_by("-recognised_on", "-pk")
