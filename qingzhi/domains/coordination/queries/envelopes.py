"""The envelopes of a case, as its page tells them."""

from typing import Any

from django.db.models import QuerySet

from qingzhi.base.pages.components import State

from ..models import Handover
from .board import envelope_state


def envelopes_of(case: Any, seen: QuerySet[Handover] | None = None) -> list[tuple[Handover, State]]:
    """Each with its light, oldest first; `seen` narrows them to those that somebody sees. One query."""
    rows = Handover.objects.all() if seen is None else seen
    found = rows.filter(case=case).select_related("sender", "receiver").order_by("pk")
    return [(one, envelope_state(one)) for one in found]
