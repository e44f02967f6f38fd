"""Applicants and experts of the demonstration: made-up people who act by mandate, and an enterprise that asks to."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Count

from qingzhi.base import clock
from qingzhi.base.identity.actions import ask_for_account, grant_mandate, open_account
from qingzhi.base.identity.models import AccountApplication, Role, Subject, User
from qingzhi.base.permits import PUBLIC
from qingzhi.base.regions.models import Level, Region
from qingzhi.domains.parties.models import Party
from qingzhi.domains.parties.rules.credit_code import with_check_digit
from qingzhi.domains.rights.models import Holding
from qingzhi.domains.rights.terms import HoldingRole, RightKind, RightStatus

from .people import PASSWORD, hashed_once
from .stage import Stage

OPENED_AT = datetime(2018, 6, 30, 17, 48)
ASKED_AT = datetime(2018, 6, 30, 17, 52)
MANDATED_FROM = date(2018, 1, 8)
SOME_RIGHTS = 6  # a firm whose rights fit on a page tells more than the one that holds hundreds
LATER = "later"  # whose organisation is entered, with the mandate, in a scene of its own
ORGANISATIONS = ("enterprise", "university", "institute")
ASKING = {
    "name": "青海示例青稞食品有限公司", "contact": "冯春生", "phone": "0970-0000000", "email": "",
    "reason": "准备申报专利资助，由公司总经理书面授权本人办理。（示例）",
}  # fmt: skip


def open_outsiders(stage: Stage) -> int | bool:
    """Open the accounts of applicants and experts, with the mandates of made-up enterprises; how many."""
    known = set(User.objects.values_list("username", flat=True))
    missing = [row for row in stage.rows("outsiders") if row["account"] not in known]
    if not missing:
        return False
    home = Region.objects.get(level=Level.PROVINCE).short_name
    firms = {kind.value: _firms(kind.value, home) for kind in RightKind}
    with clock.fixed(OPENED_AT), hashed_once(PASSWORD):
        for row in missing:
            _open(stage, row, firms)
    with clock.fixed(ASKED_AT):
        _ask()
    return len(missing)


def _open(stage: Stage, row: dict[str, str], firms: dict[str, Iterator[Subject]]) -> None:
    user = open_account(
        actor=stage.actor("system"), username=row["account"], name=row["name"], password=PASSWORD, demo=True
    )
    if row["holds"] != LATER:
        mandate(stage, user, _firm(firms, row["holds"]) if row["holds"] else user.person.subject, row)


def mandate(stage: Stage, user: User, subject: Subject, row: dict[str, str]) -> None:
    """Let somebody act for a subject, as the table of outsiders says."""
    grant_mandate(
        actor=stage.actor("security"), person=user.person, subject=subject, role=Role.objects.get(code=row["role"]), basis=row["basis"],
        valid_from=MANDATED_FROM,
    )  # fmt: skip


def _firm(firms: dict[str, Iterator[Subject]], kind: str) -> Subject:
    """The next with rights of that kind or, in a small demonstration, with any patents."""
    found = next(firms[kind], None) or next(firms[RightKind.PATENT], None)
    if found is None:
        raise LookupError("the demonstration has too few made-up holders of patents")
    return found


def _firms(kind: str, home: str) -> Iterator[Subject]:
    """Made-up organisations of the province with rights of a kind in force, those with a handful first, without clerks."""
    held = Holding.objects.filter(
        role=HoldingRole.HOLDER, valid_to=None, right__kind=kind, right__status=RightStatus.IN_FORCE,
        party__kind__in=ORGANISATIONS, party__name__startswith=home, party__fictional=True, party__ended_on=None, party__merged_into=None,
    ).exclude(party__credit_code="")  # fmt: skip
    counted = held.values("party").annotate(rights=Count("right", distinct=True))
    ordered = sorted(counted, key=lambda row: (abs(row["rights"] - SOME_RIGHTS), row["party"]))
    for row in ordered:
        subject = Party.objects.select_related("subject").get(pk=row["party"]).subject
        if not subject.mandates.exists():
            yield subject


def _ask() -> None:
    """One enterprise waits for a decision, so that the security administrator of the demonstration has something to do."""
    code = with_check_digit("91632100", 99_990_001)
    if not AccountApplication.objects.filter(credit_code=code).exists():
        ask_for_account(actor=PUBLIC, credit_code=code, **ASKING)
