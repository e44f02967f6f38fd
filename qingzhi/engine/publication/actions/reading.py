"""Reading what is sealed; each reading is an entry of the trail."""

import json

from django.db import transaction

from qingzhi.base.audit.actions import record
from qingzhi.base.audit.secrets import open_secret
from qingzhi.base.permits import Actor, require

from ..models import Objection, PublicationItem
from .objecting import PURPOSE
from .rows import held_values


@transaction.atomic
def read_objector(*, actor: Actor, objection: Objection) -> dict[str, str]:
    """Name and contact of an objector in full, for whoever investigates it."""
    body = objection.publication.body
    require(actor, "publication.answer", body_id=body.pk, region_code=body.region.code)
    if not objection.sealed:
        return {}
    record(actor, "publication.read_objector", objection)
    return dict(json.loads(open_secret(bytes(objection.sealed), PURPOSE)))


@transaction.atomic
def read_held(*, actor: Actor, item: PublicationItem) -> dict[str, object]:
    """What of a row was left out or covered, by the labels of its columns."""
    publication = item.publication
    require(actor, "publication.manage", body_id=publication.body_id, region_code=publication.body.region.code)
    record(actor, "publication.read_held", publication, reason=f"第 {item.position} 行")
    labels = {one.code: one.label for one in publication.declared}
    return {labels.get(code, code): value for code, value in held_values(item).items()}
