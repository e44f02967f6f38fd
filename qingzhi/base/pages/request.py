"""A request as views see it, for the type checker: the middleware put the actor on it."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

from qingzhi.base.permits import Actor

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails


class PageRequest(HttpRequest):
    """`actor` is who asks (see `base.identity.middleware`); `htmx` says whether only a part of the page is wanted."""

    actor: Actor
    htmx: "HtmxDetails"
