"""Factories of judgments."""

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from qingzhi.base.identity.models import Body
from qingzhi.base.identity.testing import a_body, a_region
from qingzhi.base.permits import SYSTEM, Actor, Scope
from qingzhi.domains.rights.actions.industry_codes import load_code_table

from ..actions.judging import enter_judgment
from ..models import Judgment
from . import _rows

PERMITS = ("coordination.judgment.view", "coordination.judgment.enter", "coordination.judgment.person")
_numbers = count(1)


def load_causes() -> None:
    """The code table of causes as the reference data give it."""
    about = next(row for row in _rows("code_tables.csv") if row["code"] == "cause")
    load_code_table(actor=SYSTEM, about=about, rows=_rows("codes/cause.csv"))


def court(code: str = "court", name: str = "示例中级人民法院") -> Body:
    """A court's body."""
    return a_body(code, name, a_region())


def judge(body: Body | None = None, *permits: str, scope: Scope = Scope.BODY, number: int = 61) -> Actor:
    """Somebody who enters for a court; or reads, with other permits."""
    at = body or court()
    return Actor(
        kind="person", name="法院联络员", user_id=number, role_title="法院联络员", body_id=at.pk, body_name=at.name,
        region_code=at.region.code, acts_for=at.subject_id, grants=dict.fromkeys(permits or PERMITS, scope),
    )  # fmt: skip


def make_judgment(**values: Any) -> Judgment:
    """A first judgment on an infringed trade mark: 300,000 asked, 120,000 awarded after 133 days."""
    load_causes()
    usual: dict[str, Any] = {
        "number": f"（2018）青01民初{next(_numbers)}号", "court": "示例中级人民法院", "instance": "first", "cause": "M140201",
        "filed_on": date(2018, 1, 8), "judged_on": date(2018, 5, 21), "outcome": "partly", "asked": Decimal(300_000),
        "awarded": Decimal(120_000), "plaintiff": "青海示例酒业有限公司", "defendant": "马示例", "body": court(),
    }  # fmt: skip
    return enter_judgment(actor=judge(), **{**usual, **values})
