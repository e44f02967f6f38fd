"""An office with an application that waits for its check, and the calendar in one's hand: for journeys of cases."""

from datetime import date
from typing import Any

from qingzhi.base import clock
from qingzhi.base.clock.models import ClockPin
from qingzhi.base.identity.models import User
from qingzhi.base.identity.testing import PASSWORD, a_post, a_role, an_account
from qingzhi.domains.support.testing import DESK, make_applicant, make_application, make_call, make_granted, office
from qingzhi.engine.procedures.models import Case

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
    page.wait_for_load_state("networkidle")
    return says(page)


def follows(page: Any, link: str) -> str:
    page.get_by_role("link", name=link, exact=True).first.click()
    page.wait_for_load_state("networkidle")
    return says(page)


def signs_in(page: Any, username: str) -> None:
    """Fill in the sign-in page that is open."""
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "sign-in" not in url)
