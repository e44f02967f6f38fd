"""Publications: of a record, open ones, and whether what they wait for is over."""

from datetime import date

from django.db import models
from django.db.models import QuerySet

from qingzhi.base import clock
from qingzhi.base.permits import Answer

from ..models import Publication, PublicationItem
from ..terms import OPEN


def public_publications() -> QuerySet[Publication]:
    """What everybody may read; withdrawn ones stay, with their reason."""
    return Publication.objects.filter(starts_on__lte=clock.today()).select_related("body")


def open_notices(on: date | None = None) -> QuerySet[Publication]:
    """The publicities whose period holds a day."""
    day = on or clock.today()
    rows = Publication.objects.filter(starts_on__lte=day, closes_on__gte=day, ended_at=None, withdrawn_at=None)
    return rows.select_related("body")


def publications_about(subject: models.Model, kind: str = "") -> QuerySet[Publication]:
    """The publications about one record, newest first."""
    rows = Publication.objects.filter(subject_kind=subject._meta.label_lower, subject_id=str(subject.pk))
    return (rows.filter(kind=kind) if kind else rows).select_related("body")


def rows_about(subject: models.Model) -> QuerySet[PublicationItem]:
    """The rows that are about one record, in whatever publications, withdrawn ones too."""
    rows = PublicationItem.objects.filter(subject_kind=subject._meta.label_lower, subject_id=str(subject.pk))
    return rows.select_related("publication__body")


def is_open(publication: Publication, on: date | None = None) -> bool:
    """Whether the period holds a day, so that an objection would count."""
    return publication.runs_on(on or clock.today())


def clear_of_objections(publication: Publication | None) -> Answer:
    """Whether what waits for a publicity may go on: the period is over and every objection decided; for guards."""
    if publication is None:
        return Answer(False, "尚未公示")
    if publication.withdrawn_at:
        return Answer(False, f"公示已撤回：{publication.withdrawn_reason}")
    if publication.closes_on is not None and publication.closes_on >= clock.today():
        return Answer(False, f"公示期到 {publication.closes_on} 届满")
    waiting = publication.objections.filter(standing__in=OPEN).count()
    if waiting:
        return Answer(False, f"有 {waiting} 件异议尚未办结")
    return Answer(True, "公示期满，异议均已办结")
