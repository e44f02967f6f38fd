"""Which bodies handle requests and clues."""

from django.db.models import QuerySet

from qingzhi.base.identity.models import Body


def handling_bodies() -> QuerySet[Body]:
    """The bodies where somebody may approve enforcement."""
    held = Body.objects.filter(posts__valid_to=None, posts__role__grants__permit="enforcement.case.approve")
    return held.distinct().order_by("position", "code")
