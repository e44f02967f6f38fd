"""The accounts and posts of the demonstration, all of persons that are made up."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.contrib.auth.hashers import get_hasher, make_password

from qingzhi.base import clock
from qingzhi.base.identity.actions import appoint, open_account
from qingzhi.base.identity.models import Post, Role, User
from qingzhi.base.permits import SYSTEM, Actor

from .stage import Stage

PASSWORD = "qingzhi-demo-2018"
OPENED_AT = datetime(2017, 7, 3, 9, 30)
IN_POST_FROM = date(2017, 7, 3)
ADMINISTRATORS = ("system_admin", "security_admin", "audit_admin")


def open_accounts(stage: Stage) -> int:
    """Open what accounts are missing: the system itself those of the administrators, and these all the others."""
    known = set(User.objects.values_list("username", flat=True))
    missing = [row for row in stage.people if row["account"] not in known]
    if not missing:
        return 0
    missing.sort(key=lambda row: row["role"] not in ADMINISTRATORS)
    with clock.fixed(OPENED_AT), hashed_once(PASSWORD):
        for row in missing:
            _open(stage, row)
    return len(missing)


def _open(stage: Stage, row: dict[str, str]) -> None:
    first = row["role"] in ADMINISTRATORS
    opener: Actor = SYSTEM if first else stage.actor("system")
    appointer: Actor = SYSTEM if first else stage.actor("security")
    user = open_account(actor=opener, username=row["account"], name=row["name"], password=PASSWORD, demo=True)
    if not Post.objects.filter(person=user.person).exists():
        appoint(
            actor=appointer,
            person=user.person,
            body=stage.bodies[row["body"]],
            role=Role.objects.get(code=row["role"]),
            title=row["title"],
            valid_from=IN_POST_FROM,
        )


@contextmanager
def hashed_once(password: str) -> Iterator[None]:
    """Derive the one password that every demonstration account shares a single time, with the full count of iterations.

    It is printed beside the accounts, so that a salt of its own for each would protect nothing and cost half a minute.
    """
    hasher, known = get_hasher(), make_password(password)
    derive = hasher.encode

    def encode(given: str, salt: str) -> str:
        return known if given == password else derive(given, salt)

    hasher.encode = encode  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        del hasher.encode  # type: ignore[method-assign]
