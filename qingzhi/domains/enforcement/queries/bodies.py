"""Which bodies handle requests and clues."""

from django.db.models import QuerySet

from qingzhi.base.identity.models import Body
from qingzhi.base.identity.queries import bodies_holding


def handling_bodies() -> QuerySet[Body]:
    """The bodies where somebody may approve enforcement."""
    return bodies_holding("enforcement.case.approve")
