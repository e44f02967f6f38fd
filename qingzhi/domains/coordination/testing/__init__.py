"""Factories of coordination: the bodies concerned, who acts there, limits and thresholds as the reference data give them."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from qingzhi.base.identity.models import Body
from qingzhi.base.identity.testing import a_body, a_region
from qingzhi.base.permits import SYSTEM, Actor, Scope
from qingzhi.engine.decisions.actions import load_decisions
from qingzhi.engine.limits.actions import load_limits

from ..actions import begin_transfer
from ..models import Transfer

REFERENCE = Path(__file__).resolve().parents[3] / "config" / "reference"
ROLES = {
    "office": ("coordination.view", "coordination.send", "coordination.answer", "coordination.transfer", "procedures.case.handle"),
    "chief": ("coordination.view", "coordination.transfer", "coordination.transfer.approve"),
    "police": ("coordination.view", "coordination.send", "coordination.answer", "coordination.transfer.police"),
    "procuratorate": ("coordination.view", "coordination.send", "coordination.answer", "coordination.transfer.supervise"),
}  # fmt: skip
NUMBERS = {"office": 21, "chief": 22, "police": 23, "procuratorate": 24}
NAMES = {"office": "示例知识产权局", "chief": "示例知识产权局", "police": "示例公安局", "procuratorate": "示例检察院"}


def _rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def make_rules() -> None:
    """Limits and criminal thresholds; twice changes nothing."""
    a_region()
    load_limits(actor=SYSTEM, rows=[row for row in _rows("limits.csv") if row["code"].startswith("coordination.")])
    load_decisions(actor=SYSTEM, table="coordination.crime", rows=_rows("decisions/coordination.crime.csv"))


def body_of(role: str) -> Body:
    """Where somebody of a role sits; office and chief share theirs."""
    return a_body("office" if role == "chief" else role, NAMES[role], a_region())


def somebody(role: str, *, body: Body | None = None) -> Actor:
    """A person of office, chief, police or procuratorate."""
    at = body or body_of(role)
    return Actor(
        kind="person", name=f"{NAMES[role]}人员", user_id=NUMBERS[role], role_title=role, body_id=at.pk, body_name=at.name,
        region_code=at.region.code, acts_for=at.subject_id, grants=dict.fromkeys(ROLES[role], Scope.BODY),
    )  # fmt: skip


def make_transfer(**values: Any) -> Transfer:
    """A proposed transfer: counterfeit marks of 80,000 yuan in March 2018."""
    make_rules()
    usual: dict[str, Any] = {
        "body": body_of("office"), "police": body_of("police"), "procuratorate": body_of("procuratorate"),
        "offence": "mark_counterfeit", "suspect": "示例酒业（虚构）", "facts": "仓库内查获假冒商标的白酒。", "acted_on": date(2018, 3, 1),
        "amounts": {"turnover": Decimal(80_000)},
    }  # fmt: skip
    return begin_transfer(actor=somebody("office"), **{**usual, **values})
