"""Factories of reviews: criteria and thresholds as shipped, reviewers, closed cases."""

from csv import DictReader
from datetime import date
from typing import Any

from qingzhi.base import clock
from qingzhi.base.identity.models import Body
from qingzhi.base.identity.testing import a_body
from qingzhi.base.permits import SYSTEM, Actor
from qingzhi.engine.procedures.models import Case
from qingzhi.engine.scoring.actions import load_schemes, load_thresholds

from ..actions.opening import open_penalty
from ..actions.review import open_review
from ..models import DossierReview
from ..terms.penalty import Offence, Source
from .cases import REFERENCE, make_case_rules
from .decisions import someone

REVIEWER = ("enforcement.review.manage", "enforcement.performance.view", "enforcement.case.view", "tasks.view")


def _rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8") as file:
        return list(DictReader(file))


def make_review_rules() -> None:
    """Limits, criteria and thresholds; twice changes nothing."""
    make_case_rules()
    criteria = [row for row in _rows("scoring_criteria.csv") if row["scheme"] == "dossier-review"]
    schemes = [row for row in _rows("scoring_schemes.csv") if row["code"] == "dossier-review"]
    load_schemes(actor=SYSTEM, schemes=schemes, criteria=criteria)
    rows = [row for row in _rows("scoring_thresholds.csv") if row["code"].startswith(("dossier.", "performance."))]
    load_thresholds(actor=SYSTEM, rows=rows)


def reviewer(user_id: int = 61, body: Body | None = None) -> Actor:
    """Who reviews."""
    return someone(user_id, *REVIEWER, body=body or a_body(), name="法制审核")


def closed_case(number: int, body: Body | None = None, *, taken_by: Actor = SYSTEM) -> Case:
    """A penalty case that was closed today."""
    made = open_penalty(
        actor=taken_by, body=body or a_body(), offence=Offence.TRADEMARK, source=Source.INSPECTION, party_name=f"示例商行{number}", facts="线索"
    )  # fmt: skip
    Case.objects.filter(pk=made.case_id).update(closed_at=clock.now(), outcome="closed", state="closed")
    return Case.objects.get(pk=made.case_id)


def make_review(**values: Any) -> DossierReview:
    """A review of what was closed in March 2022."""
    make_review_rules()
    usual: dict[str, Any] = {
        "body": a_body(),
        "title": "2022年案卷评查",
        "closed_from": date(2022, 3, 1),
        "closed_to": date(2022, 3, 31),
    }
    return open_review(actor=reviewer(), **{**usual, **values})
