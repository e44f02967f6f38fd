"""Searches that somebody keeps."""

from django.db.models import QuerySet

from qingzhi.base.permits import Actor

from ..models import SavedSearch


def saved_searches(actor: Actor) -> QuerySet[SavedSearch]:
    """The actor's own, newest first; nobody sees another's."""
    if not actor.is_signed_in or actor.user_id is None:
        return SavedSearch.objects.none()
    return SavedSearch.objects.filter(user_id=actor.user_id)
