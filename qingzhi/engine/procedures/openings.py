"""What may be begun from a case by a domain that stands above the case's own: mediation, appraisal, a transfer.

The case page offers it as a link to that domain's page, with the case's number.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from qingzhi.base.permits import Actor, check

from .models import Case


@dataclass(frozen=True)
class Opening:
    """A link on the pages of open cases of these procedures, for whoever holds the permit there.

    `route` names the page, which is given the number as `case`; `suits` is asked without a query (the state of the case).
    """

    code: str
    label: str
    route: str
    permit: str
    procedures: tuple[str, ...]
    suits: Callable[[Case], bool] = lambda case: True


_openings: dict[str, Opening] = {}


def case_opening(opening: Opening) -> None:
    """Register at start-up; another one under the same code raises."""
    if _openings.setdefault(opening.code, opening) is not opening:
        raise ValueError(f"opening {opening.code} is registered twice")


def openings_for(actor: Actor, case: Case, *, suspended: bool) -> list[tuple[str, str]]:
    """Label and address of what the actor may begin from the case now, in the order of their codes."""
    if not case.is_open or suspended:
        return []
    return [
        (one.label, f"{reverse(one.route)}?{urlencode({'case': case.number})}")
        for _, one in sorted(_openings.items())
        if case.procedure in one.procedures
        and one.suits(case)
        and check(actor, one.permit, body_id=case.body_id, region_code=case.region_code or None)
    ]
