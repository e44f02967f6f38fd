"""Who publishes, who sees and decides objections, which rows are visible."""

from django.db.models import QuerySet

from qingzhi.base.files.access import register_owner
from qingzhi.base.files.models import StoredFile
from qingzhi.base.permits import Actor, Answer, declare
from qingzhi.base.permits.reach import reached

from .models import Objection, Publication

declare("publication.view", "查看公示和异议")
declare("publication.manage", "发布、更正和撤回公示")
declare("publication.answer", "受理和答复异议")
declare("publication.ground.manage", "维护异议事由")


def visible_publications(actor: Actor) -> QuerySet[Publication]:
    """The publications that an office works with; the public ones are `queries.public_publications`."""
    return Publication.objects.filter(reached(actor, "publication.view"))


def visible_objections(actor: Actor) -> QuerySet[Objection]:
    """The objections to these."""
    body = "publication__body"
    return Objection.objects.filter(reached(actor, "publication.view", body=body, region=f"{body}__region__code"))


def may_read_file(actor: Actor, file: StoredFile) -> Answer:
    """Whoever sees an objection may read its evidence; nobody else, the public least of all."""
    return Answer(visible_objections(actor).filter(files=file).exists(), "异议的证据只供办理人员查看")


register_owner("publication.objection", may_read_file)
