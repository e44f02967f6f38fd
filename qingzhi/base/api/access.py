"""Who may call an operation. Every operation declares it with one of these, or the site does not start."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from qingzhi.base.pages.access import Access
from qingzhi.base.permits import permit

Operation = TypeVar("Operation", bound=Callable[..., Any])


class UndeclaredAccess(Exception):
    """An operation that does not say who may call it."""


@dataclass(frozen=True)
class RouteAccess(Access):
    """The access of a route of the API. Sessions count for nothing here, so the route is public to the pages' gate;
    `operations` says for each method who may call it: "public" (a token may show more), or a permit."""

    operations: tuple[tuple[str, Access], ...] = ()


def open_operation(operation: Operation) -> Operation:
    """A read that needs no token; with one the caller sees what its post sees."""
    operation.access = Access("public")  # type: ignore[attr-defined]
    return operation


def needs(code: str) -> Callable[[Operation], Operation]:
    """An operation for tokens that hold the permit; rows are narrowed by the operation's query."""

    def decorate(operation: Operation) -> Operation:
        operation.access = Access("permit", code)  # type: ignore[attr-defined]
        return operation

    return decorate


def access_of(operation: Callable[..., Any]) -> Access:
    """The declared access; raises where there is none, for an unknown permit, and for a write that is open to all."""
    found = getattr(operation, "access", None)
    if not isinstance(found, Access):
        raise UndeclaredAccess(f"{operation.__module__}.{operation.__qualname__} does not say who may call it")
    if found.kind == "permit":
        permit(found.permit)
    return found
