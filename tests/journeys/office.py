"""An office with an application that waits for its check, people with the roles as shipped, and the calendar in one's hand: for
journeys of cases."""

from csv import DictReader
from datetime import date
from pathlib import Path
from typing import Any

from qingzhi.base import clock
from qingzhi.base.clock.models import ClockPin
from qingzhi.base.files.testing import pdf_bytes
from qingzhi.base.identity.models import Body, Subject, User
from qingzhi.base.identity.testing import PASSWORD, a_mandate, a_post, a_role, an_account
from qingzhi.base.permits import Scope
from qingzhi.domains.support.testing import DESK, make_applicant, make_application, make_call, make_granted, office
from qingzhi.engine.procedures.models import Case
from tests.journeys.calm import calm

GRANTS = Path(__file__).resolve().parents[2] / "qingzhi" / "config" / "reference" / "grants.csv"
CLERK = (*DESK, "procedures.case.suspend", "procedures.case.extend", "procedures.case.view")


def turn_to(day: date) -> None:
    """The server's today is another day."""
    ClockPin.objects.update_or_create(single=True, defaults={"day": day, "reason": "journeys"})
    clock.forget_pin()


def officer(username: str, name: str, *permits: str) -> User:
    """Somebody of the office with a post that holds these permits."""
    user = an_account(username, name)
    a_post(user, a_role(username, *permits, home="office"), office())
    return user


def shipped(username: str, role: str, whom: Body | Subject, name: str = "") -> User:
    """Somebody with a role of the reference data, with all that it is granted there and no more: in a post of a body, or by mandate."""
    with GRANTS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in DictReader(file) if row["role"] == role and not row.get("valid_to")]
    assert rows, role
    found = a_role(role)
    for row in rows:
        a_role(role, row["permit"], scope=Scope(row["scope"]))
    user = an_account(username, name or username)
    if isinstance(whom, Body):
        a_post(user, found, whom)
    else:
        a_mandate(user, found, whom)
    return user


def waiting_case() -> Case:
    """An application for the grant of one invention, handed in today, in the formal check."""
    party = make_applicant("青海示例藏药有限公司")
    made = make_application(make_call(), party, [make_granted(party)], to="formal")
    return made.case


def says(page: Any) -> str:
    return str(page.locator("main").inner_text())


def presses(page: Any, button: str) -> str:
    """Press a button; what the page says afterwards."""
    page.get_by_role("button", name=button, exact=True).first.click()
    calm(page)
    return says(page)


def follows(page: Any, link: str) -> str:
    page.get_by_role("link", name=link, exact=True).first.click()
    calm(page)
    return says(page)


def sends(page: Any, button: str) -> str:
    """Press a button of the page's own that leads to another; quicker than to wait until nothing moves."""
    return _leaves(page, page.locator("main").get_by_role("button", name=button, exact=True))


def leads(page: Any, link: str, *, exact: bool = True) -> str:
    """Follow a link of the page's own; what the next page says."""
    return _leaves(page, page.locator("main").get_by_role("link", name=link, exact=exact))


def _leaves(page: Any, by: Any) -> str:
    with page.expect_navigation():
        by.first.click()
    return says(page)


def signs_in(page: Any, username: str) -> None:
    """Fill in the sign-in page that is open."""
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "sign-in" not in url)


def takes(page: Any, case: int, step: str, **filled: Any) -> str:
    """Take a step of the case on its own page; what the page says then. A list ticks those boxes."""
    page.goto(f"/cases/{case}/steps/{step}/")
    for name, value in filled.items():
        if isinstance(value, list):
            for one in value:
                page.locator(f"[name={name}][value='{one}']").check()
            continue
        field = page.locator(f"[name={name}]").first
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        elif field.get_attribute("type") == "checkbox":
            field.check()
        else:
            field.fill(value)
    with page.expect_navigation():
        page.locator("main .form-acts button").first.click()
    return says(page)


def hands_in(page: Any, case: int, label: str) -> None:
    """Put a paper into its slot."""
    page.goto(f"/cases/{case}/")
    page.get_by_label(f"选择{label}").set_input_files(
        {"name": f"{label[:6]}.pdf", "mimeType": "application/pdf", "buffer": pdf_bytes(label)}
    )
    page.get_by_role("button", name="上传", exact=True).first.click()
    page.get_by_text(f"{label[:6]}.pdf").first.wait_for()
