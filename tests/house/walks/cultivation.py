"""Walks of recognition as copyright demonstration body."""

import csv
from pathlib import Path

from qingzhi.base.identity.testing import a_body, a_region
from qingzhi.base.permits import SYSTEM, Actor, Scope
from qingzhi.domains.cultivation.actions import apply_for_recognition
from qingzhi.domains.parties.testing import make_party
from qingzhi.domains.rights.testing import make_right
from qingzhi.engine.documents.actions import load_series
from qingzhi.engine.limits.actions import load_limits
from qingzhi.engine.procedures.declaring import Step
from qingzhi.engine.procedures.models import Case

from .walk import Walk

LIMITS = Path(__file__).resolve().parents[3] / "qingzhi" / "config" / "reference" / "limits.csv"
NUMBERS = {"desk": 1, "chief": 2}
PERMITS = (
    "cultivation.copyright.handle",
    "cultivation.copyright.decide",
    "cultivation.copyright.view",
    "documents.issue",
)


def who(case: Case, step: Step) -> Actor:
    """The right person of each lane."""
    if step.lane == "applicant":
        return firm(case.applicant_id)
    number = NUMBERS[step.lane]
    return Actor(kind="person", name=f"经办{number}", user_id=number, body_id=case.body_id, body_name=case.body.name,
                 region_code=case.body.region.code, grants=dict.fromkeys(PERMITS, Scope.BODY))  # fmt: skip


def firm(subject_id: int | None) -> Actor:
    """Who acts for the applicant by mandate."""
    return Actor(kind="person", name="企业经办", user_id=500, acts_for=subject_id, mandate_id=1,
                 grants={"cultivation.copyright.apply": Scope.BODY, "procedures.case.file": Scope.BODY})  # fmt: skip


def unit() -> Case:
    """A publisher with a recorded work."""
    a_region()
    with LIMITS.open() as file:
        load_limits(actor=SYSTEM, rows=list(csv.DictReader(file)))
    body = a_body()
    series = {"code": "notice", "title": "通知", "prefix": "青知通", "form": "number", "retired_on": ""}
    load_series(actor=SYSTEM, rows=[{**series, "body": body.code}])
    party = make_party("青海示例出版社")
    make_right("work", holders=[party.name])
    return apply_for_recognition(actor=firm(party.subject_id), body=body, kind="unit", reasons="设有专人。").case


COPYRIGHT = Walk(
    code="cultivation.copyright",
    variants={"unit": unit},
    who=who,
    data={"visit": {"visited_on": "2018-07-02", "finding": "属实"}, "recognise": {"decision_number": "示例1号"}},
    paths=(
        ("unit", "submit return_form resubmit return_form! accept visit recognise"),
        ("unit", "submit accept visit refuse"),
        ("unit", "submit accept withdraw"),
    ),
)
