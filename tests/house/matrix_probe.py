"""Ask every address of the demonstration as every role, and print what each was answered (CSV on stdout).

Runs in a process of its own on a copy of the demonstration. Whoever holds a route's permit asks `GET`; of those who lack it the
public and `OTHERS` that take turns ask `GET`, the first of them `POST` as well: all must be refused (one guard answers all of
them by the table of grants, and a house test sees to it that every route has it). A cell that was not asked is «-». Sample objects
belong to the science department and to Haidong where bodies matter, so that «somebody else's id in the URL» is asked by all who
hold the permit. A template is drawn once per route (a page of refusal once per role): who is let in is decided before it. Whom a
sign-in belongs to and what was granted is looked up once per role: it is the same at every address.
"""

import csv
import os
import sys
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qingzhi.config.settings")
os.environ["QINGZHI_API_PUBLIC_PER_MINUTE"] = "100000"  # every address is asked by everybody within a minute

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.cache import cache as kept  # noqa: E402
from django.db.models import Q  # noqa: E402
from django.template.backends.django import Template  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import URLPattern, URLResolver, get_resolver, reverse  # noqa: E402

from qingzhi.base.identity.middleware import ActorMiddleware  # noqa: E402
from qingzhi.base.identity.models import Grant, User  # noqa: E402
from tests.house.matrix_samples import NOBODY, SAMPLES, fixed  # noqa: E402

WHO = {
    "public": "",
    "planning": "planning",
    "chief": "chief",
    "member": "science",
    "other_member": "education",
    "prefecture": "haidong",
    "registry": "registry",
    "support": "support",
    "finance": "funds",
    "secretary": "award_secretary",
    "enforcement": "enforcement",
    "enforcement_chief": "enforcement_chief",
    "police": "police_case",
    "customs": "customs_case",
    "court": "court",
    "mediator": "mediator",
    "platform": "platform",
    "credit": "credit",
    "applicant": "applicant",
    "other_applicant": "applicant2",
    "expert": "expert",
    "leader": "leader",
    "auditor": "inspector",
    "system": "system",
    "security": "security",
    "audit": "audit",
}
OTHERS = 3  # roles without the permit that ask each route beside the public, and that ask what is open to all


DRAWN: set[tuple[str, str]] = set()
REFUSALS = "error"  # what the names of their templates hold


def draw_once() -> Callable[[str, str], None]:
    """Let each template be drawn once per route, those of refusals once per role; returns what says whose turn it is."""
    turn, draw = {"route": "", "who": ""}, Template.render

    def render(self: Template, *args: Any, **kwargs: Any) -> Any:
        name = str(self.template.name)
        mark = (name, turn["who"] if REFUSALS in name else turn["route"])
        if mark in DRAWN:
            return ""
        DRAWN.add(mark)
        return draw(self, *args, **kwargs)

    Template.render = render  # type: ignore[method-assign]
    return lambda route, who: turn.update(route=route, who=who)


def know_once() -> None:
    """Let a role's first answered request find out who it is and what it holds; the others are given that."""
    told = ("user", "actor", "_held_posts", "_held_mandates", "_gate", "has_emergency")
    known: dict[str, dict[str, Any]] = {}
    come = ActorMiddleware.__call__

    def __call__(self: ActorMiddleware, request: Any) -> Any:
        sign_in = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        if sign_in in known:
            request.__dict__.update(known[sign_in])
            return self.get_response(request)
        answer = come(self, request)
        if sign_in and request.actor.is_signed_in:
            known[sign_in] = {name: request.__dict__[name] for name in told if name in request.__dict__}
        return answer

    ActorMiddleware.__call__ = __call__  # type: ignore[method-assign]


def main() -> None:
    settings.MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["route", "guard", *WHO])
    clients = {name: client_of(account) for name, account in WHO.items()}
    turn = draw_once()
    know_once()
    for name, view in sorted(named_routes(), key=lambda pair: pair[0]):
        guard = view.access.permit or view.access.kind
        address = address_of(name)
        found: list[str] = []
        asking = who_asks(name, view)
        for who in WHO:
            if who not in asking:
                found.append("-")
                continue
            kept.clear()  # as if each came from elsewhere: nobody has used up his tries
            turn(name, who)
            asked = any("/" in one for one in found[1:])  # the public is sent to sign in; somebody signed in is refused
            found.append(answers(clients[who], address, view, who, writing=not asked))
        writer.writerow([name, guard, *found])


def who_asks(route: str, view: Any) -> set[str]:
    """The public, whoever holds the permit, and `OTHERS`, who differ from route to route; where an account is enough, every role."""
    if view.access.kind not in {"permit", "public"}:
        return set(WHO)
    may = {who for who in WHO if view.access.permit and holds(who, view.access.permit)}
    lack = [who for who in WHO if who not in may and who != "public"]
    start = zlib.crc32(route.encode()) % len(lack) if lack else 0
    return {"public", *may, *(lack[start:] + lack[:start])[:OTHERS]}


def answers(client: Client, address: str, view: Any, who: str, *, writing: bool) -> str:
    """The status of a GET; where the permit is missing and `writing` is asked, that of a POST behind it."""
    got = client.get(address).status_code
    if not writing or view.access.kind != "permit" or holds(who, view.access.permit):
        return str(got)
    return f"{got}/{client.post(address).status_code}"


@cache
def holds(who: str, code: str) -> bool:
    account = WHO[who]
    by_post, by_mandate = (Q(**{f"role__{way}__person__account__username": account}) for way in ("posts", "mandates"))
    return bool(account) and Grant.objects.filter(by_post | by_mandate, permit=code).exists()


def client_of(account: str) -> Client:
    client = Client(raise_request_exception=False)
    if account:
        client.force_login(User.objects.get(username=account), backend="qingzhi.base.identity.backends.PasswordBackend")
    return client


def named_routes(resolver: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, Any]]:
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = ":".join(filter(None, (space, entry.namespace)))
            yield from named_routes(entry, inner)
        elif isinstance(entry, URLPattern) and hasattr(entry.callback, "access"):
            yield ":".join(filter(None, (space, entry.name))), entry.callback


def address_of(name: str) -> str:
    """The address of a route with sample values for what it takes."""
    wanted = parameters(name)
    return reverse(name, kwargs={one: sample(name, one) for one in wanted})


def parameters(name: str) -> list[str]:
    *spaces, last = name.split(":")
    resolver: Any = get_resolver()
    for space in spaces:
        resolver = next(
            one for one in all_resolvers(resolver) if isinstance(one, URLResolver) and one.namespace == space
        )
    possibilities = resolver.reverse_dict.getlist(last)
    return list(possibilities[0][0][0][1]) if possibilities else []


def all_resolvers(resolver: URLResolver) -> Iterator[URLResolver]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield entry
            yield from all_resolvers(entry)


def sample(route: str, parameter: str) -> Any:
    """A value for one parameter of one route: the first object of the kind, our own body's where it has one."""
    chosen = (
        SAMPLES.get((route, parameter))
        or SAMPLES.get((route.split(":")[0], parameter))
        or SAMPLES.get(("", parameter), fixed(NOBODY))
    )
    return chosen()


if __name__ == "__main__":
    main()
