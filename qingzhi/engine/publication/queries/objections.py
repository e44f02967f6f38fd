"""Objections: of a publication or a record, by receipt, and the grounds that may be given."""

import unicodedata
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet

from qingzhi.base import clock

from ..models import Objection, ObjectionGround, Publication
from ..terms import OPEN


def objections_of(subject: models.Model) -> QuerySet[Objection]:
    """The objections to a publication, or to whatever was published about a record, as a whole or as a row."""
    rows = Objection.objects.select_related("publication__body", "item", "ground")
    if isinstance(subject, Publication):
        return rows.filter(publication=subject)
    key = {"subject_kind": subject._meta.label_lower, "subject_id": str(subject.pk)}
    whole = Q(item=None) & Q(**{f"publication__{name}": value for name, value in key.items()})
    return rows.filter(whole | Q(**{f"item__{name}": value for name, value in key.items()}))


def open_objections(publication: Publication) -> QuerySet[Objection]:
    """Those that are still to be decided."""
    return publication.objections.filter(standing__in=OPEN)


def grounds_for(kind: str, on: date | None = None) -> QuerySet[ObjectionGround]:
    """The grounds in force for a kind of publication."""
    day = on or clock.today()
    began = Q(valid_from=None) | Q(valid_from__lte=day)
    rows = ObjectionGround.objects.filter(began & (Q(valid_to=None) | Q(valid_to__gt=day)))
    fitting = [one.pk for one in rows if not one.kinds or kind in one.kinds.split()]
    return ObjectionGround.objects.filter(pk__in=fitting)


def objection_by_receipt(typed: str) -> Objection | None:
    """The objection of a receipt code, however it was typed."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKC", typed).upper() if sign.isalnum())[:12]
    code = "-".join(plain[start : start + 4] for start in range(0, len(plain), 4))
    return Objection.objects.filter(receipt=code).select_related("publication__body", "item", "ground").first()


def about(objection: Objection) -> dict[str, Any]:
    """What the events about an objection say."""
    publication, item = objection.publication, objection.item
    return {
        "objection_id": objection.pk,
        "publication_id": publication.pk,
        "kind": publication.kind,
        "nature": objection.nature,
        "subject_kind": publication.subject_kind,
        "subject_id": publication.subject_id,
        "row_subject_kind": item.subject_kind if item is not None else "",
        "row_subject_id": item.subject_id if item is not None else "",
    }
