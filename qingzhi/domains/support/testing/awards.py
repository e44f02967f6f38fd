"""Factories of awards: rounds with their dated rows, nominations as far as one wants them."""

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from qingzhi.base.files.actions import ReceivedFile, receive_file
from qingzhi.base.files.testing import pdf_bytes
from qingzhi.base.identity.models import Body
from qingzhi.base.identity.testing import a_body, a_region
from qingzhi.base.permits import SYSTEM, Actor, Scope
from qingzhi.domains.funds.testing import make_line, make_programme
from qingzhi.domains.rights.testing import make_right
from qingzhi.engine.decisions.actions import load_decisions
from qingzhi.engine.documents.actions import load_series
from qingzhi.engine.limits.models import LimitRule
from qingzhi.engine.procedures.actions import attach, take_step
from qingzhi.engine.scoring.testing import make_scheme, make_thresholds

from ..actions.award_nominating import nominate
from ..actions.award_rounds import add_group, assign_groups, draft_round, open_award_round
from ..actions.award_rules import load_award_rules
from ..models import AwardNomination, AwardRound

RULES = (
    ("patent", "open", 1, ""), ("patent", "validity_years", 0, ""), ("patent", "vacancy", 0, ""), ("mark", "open", 1, "2018-05-01"),
    ("mark", "validity_years", 3, ""), ("mark", "vacancy", 0, ""),
)  # fmt: skip
GRADES = (
    ("patent", "gold", "金奖", "invention utility", 1, 85, 200_000, "1"),
    ("patent", "excellent", "优秀奖", "invention utility design", 2, 60, 30_000, "0"),
    ("mark", "famous", "著名商标", "", 20, 60, 0, "0"),
)
LIMITS = (
    ("award.form_check", 5, "working"), ("award.correction", 5, "working"), ("award.register_check", 10, "working"),
    ("award.publicity", 7, "calendar"), ("award.objection.accept", 5, "working"), ("award.objection.investigate", 30, "calendar"),
    ("award.approval", 20, "working"), ("award.payment", 30, "calendar"), ("award.revocation", 30, "calendar"),
    ("aid.form_check", 5, "working"), ("aid.correction", 5, "working"), ("aid.review", 15, "working"), ("aid.joint", 10, "working"),
    ("aid.publicity", 5, "working"), ("aid.payment", 30, "calendar"), ("aid.objection", 15, "working"),
)  # fmt: skip
OFFICE = (
    "support.award.view", "support.award.manage", "support.award.decide", "support.award.pay", "funds.commit", "funds.pay",
    "publication.manage", "publication.answer", "publication.view", "scoring.round.manage", "scoring.vote.manage",
    "documents.issue", "procedures.case.handle", "rights.view",
)  # fmt: skip


def make_award_rules() -> None:
    """Rules, grades, limits and the series of certificates."""
    source = {"source": "测试", "status": "default"}
    rules = [
        {"kind": kind, "code": code, "title": code, "numerator": str(value), "denominator": "1", "valid_from": "", "valid_to": end,
         **source}
        for kind, code, value, end in RULES
    ]  # fmt: skip
    grades = [
        {"kind": kind, "code": code, "title": title, "categories": categories, "quota": str(quota), "lowest": str(lowest),
         "prize": str(prize), "needs_visit": visit, "valid_from": "", "valid_to": "", **source}
        for kind, code, title, categories, quota, lowest, prize, visit in GRADES
    ]  # fmt: skip
    load_award_rules(actor=SYSTEM, rules=rules, grades=grades)
    for code, value, counting in LIMITS:
        LimitRule.objects.get_or_create(
            code=code, defaults={"title": code, "value": value, "unit": "day", "counting": counting, "source": "测试", "status": "default"}
        )  # fmt: skip
    body = office()
    row = {
        "code": "award-certificate",
        "title": "奖项证书",
        "prefix": "青知奖证",
        "form": "number",
        "body": body.code,
        "retired_on": "",
    }
    load_series(actor=SYSTEM, rows=[row])


def load_aid_tables() -> None:
    """The decision tables of special support as they are shipped."""
    folder = Path(settings.BASE_DIR) / "config" / "reference" / "decisions"
    for code in ("compensation", "enforcement", "fund_uses", "variety_points", "priority"):
        with (folder / f"support.{code}.csv").open(encoding="utf-8", newline="") as file:
            load_decisions(actor=SYSTEM, table=f"support.{code}", rows=list(csv.DictReader(file)))


def office() -> Body:
    """The body that organises."""
    return a_body("office", "省知识产权局")


def desk(user_id: int, *permits: str, body: Body | None = None) -> Actor:
    """Somebody of the office; another number is another person."""
    at = body or office()
    return Actor(
        kind="person", name=f"经办{user_id}", user_id=user_id, subject_id=None, role_title="岗位", body_id=at.pk,
        body_name=at.name, region_code=at.region.code, acts_for=at.subject_id, grants=dict.fromkeys(permits or OFFICE, Scope.ALL),
    )  # fmt: skip


def nominator(body: Body) -> Actor:
    """Who nominates for a body."""
    return Actor(
        kind="person", name=f"{body.short_name}联络员", user_id=900 + body.pk, role_title="联络员", body_id=body.pk,
        body_name=body.name, region_code=body.region.code, acts_for=body.subject_id,
        grants={"support.award.nominate": Scope.BODY, "support.award.view": Scope.BODY},
    )  # fmt: skip


def make_award_round(
    *, kind: str = "patent", budget: int = 1_000_000, opened: bool = True, **values: Any
) -> AwardRound:
    """A round that takes nominations in 2018, with a programme that has so much money."""
    make_award_rules()
    make_thresholds()
    make_scheme(f"award-{kind}")
    programme = None
    if budget:
        programme = make_programme(office())
        make_line(budget, programme)
    usual: dict[str, Any] = {
        "year": 2018, "title": "", "body": office(), "granted_by": date(2017, 12, 31), "opens_on": date(2018, 1, 2),
        "closes_on": date(2018, 12, 28), "programme": programme, "rules_text": "评选办法正文。",
    }  # fmt: skip
    found = draft_round(actor=SYSTEM, kind=kind, **{**usual, **values})
    return open_award_round(actor=SYSTEM, round=found) if opened else found


def make_nomination(
    round_: AwardRound, body: Body | None = None, *, to: str = "draft", **values: Any
) -> AwardNomination:
    """A nomination as far as `to`: draft, submitted, checking or grouping."""
    a_region()
    by = body or a_body("science", "省科技厅")
    actor = nominator(by)
    right = values.pop("right", None) or make_right(round_.known_kind.right_kind)
    made = nominate(actor=actor, round=round_, right=right, nominator=by, summary="技术先进，实施效益明显。", **values)
    if to == "draft":
        return made
    attach(actor=actor, case=made.case, slot="recommendation", label="推荐函", received=a_letter())
    for step, who in (("submit", actor), ("accept_form", SYSTEM), ("confirm_register", SYSTEM)):
        made.case = take_step(actor=who, case=made.case, step=step, revision=made.case.revision)
        if made.case.state == to:
            break
    made.refresh_from_db()
    return made


def make_grouped(round_: AwardRound, number: int = 3, bodies: Sequence[Body] = ()) -> list[AwardNomination]:
    """So many nominations, grouped and ready for the experts."""
    made = [
        make_nomination(round_, bodies[at % len(bodies)] if bodies else None, to="grouping") for at in range(number)
    ]
    add_group(actor=SYSTEM, round=round_, title="综合组", fields="", experts=5)
    assign_groups(actor=SYSTEM, round=round_)
    return made


def a_letter() -> ReceivedFile:
    """A letter of nomination as it was uploaded."""
    return receive_file(actor=SYSTEM, name="推荐函.pdf", data=pdf_bytes("Recommendation"))
