"""Which rows a permit reaches: of the own body, of the region and all within, or all."""

from django.db.models import Q

from .actor import Actor
from .registry import permit
from .rules import region_prefix
from .scope import Scope


def scope_of(actor: Actor, code: str) -> Scope | None:
    """How far the actor's grant of a permit reaches; None without one."""
    asked = permit(code).code
    return Scope.ALL if actor.is_system else actor.grants.get(asked)


def reached(actor: Actor, code: str, *, body: str = "body", region: str = "body__region__code") -> Q:
    """A filter by the scope of a permit, on rows whose body and region code stand at these paths."""
    if actor.is_system:
        return Q()
    scope = actor.grants.get(permit(code).code) if actor.is_signed_in else None
    if scope is Scope.ALL:
        return Q()
    if scope is None or not actor.body_id:
        return Q(pk__in=[])
    own = Q(**{body: actor.body_id})
    if scope is Scope.REGION and actor.region_code:
        return own | Q(**{f"{region}__startswith": region_prefix(actor.region_code)})
    return own
