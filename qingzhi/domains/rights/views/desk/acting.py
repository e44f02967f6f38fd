"""What the views of the registers share: finding among visible rows, forms that carry an action."""

from functools import partial
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from qingzhi.base.audit.queries import entries_of
from qingzhi.base.pages import acting
from qingzhi.base.pages.request import PageRequest

from ...access import visible_rights
from ...models import Right
from ...queries.record import with_detail

acted = partial(acting.acted, template="rights/form.html")

ENTRIES = 50


def found_right(request: PageRequest, right_id: int) -> Right:
    """The right with its typed part, when the actor sees it."""
    return get_object_or_404(with_detail(visible_rights(request.actor)), pk=right_id)


def url_of(right: Right) -> str:
    return reverse("rights:right", args=[right.pk])


def drawer(obj: Any, limit: int = ENTRIES) -> list[Any]:
    """What was done to an object, newest first."""
    return list(entries_of(obj)[:limit])
