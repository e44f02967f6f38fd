"""Who publishes, who sees and decides objections, which rows are visible."""

from django.db.models import Q, QuerySet

from qingzhi.base.files.access import register_owner
from qingzhi.base.files.models import StoredFile
from qingzhi.base.permits import Actor, Answer, Scope, declare, region_prefix

from .models import Objection, Publication

declare("publication.view", "查看公示和异议")
declare("publication.manage", "发布、更正和撤回公示")
declare("publication.answer", "受理和答复异议")
declare("publication.ground.manage", "维护异议事由")


def visible_publications(actor: Actor) -> QuerySet[Publication]:
    """The publications that an office works with; the public ones are `queries.public_publications`."""
    return Publication.objects.filter(_reached(actor, ""))


def visible_objections(actor: Actor) -> QuerySet[Objection]:
    """The objections to these."""
    return Objection.objects.filter(_reached(actor, "publication__"))


def may_read_file(actor: Actor, file: StoredFile) -> Answer:
    """Whoever sees an objection may read its evidence; nobody else, the public least of all."""
    return Answer(visible_objections(actor).filter(files=file).exists(), "异议的证据只供办理人员查看")


def _reached(actor: Actor, path: str) -> Q:
    nothing = Q(pk__in=[])
    if actor.is_system:
        return Q()
    scope = actor.grants.get("publication.view") if actor.is_signed_in else None
    if scope is None:
        return nothing
    if scope is Scope.ALL:
        return Q()
    reached = Q(**{f"{path}body": actor.body_id}) if actor.body_id else nothing
    if scope is Scope.REGION and actor.region_code:
        reached |= Q(**{f"{path}body__region__code__startswith": region_prefix(actor.region_code)})
    return reached


register_owner("publication.objection", may_read_file)
