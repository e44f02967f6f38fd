"""The posts and mandates that the reader may act in: identity tells them, the top bar offers them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest

from qingzhi.base.permits import Actor


@dataclass(frozen=True)
class PostChoice:
    """One post of the switcher, or one mandate 「经办授权」; `id` is what the switch sends."""

    id: int | str
    label: str
    is_current: bool = False


_sources: list[Callable[[HttpRequest], Iterable[PostChoice]]] = []


def offer_posts(source: Callable[[HttpRequest], Iterable[PostChoice]]) -> None:
    """Register at start-up who knows the posts of a request's account; the last one registered answers."""
    _sources.append(source)


def posts_of(request: HttpRequest, actor: Actor) -> list[PostChoice]:
    """The posts to choose from; none when there is no choice."""
    if not actor.is_signed_in or not _sources:
        return []
    found = list(_sources[-1](request))
    return found if len(found) > 1 else []
