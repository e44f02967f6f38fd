"""Factories of appraisal: bodies with their experts, commissions from a case, what each step is filled with."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from qingzhi.base import clock
from qingzhi.base.identity.models import Subject
from qingzhi.base.permits import SYSTEM, Actor, Scope
from qingzhi.domains.enforcement.queries.disputes import Disputed
from qingzhi.engine.procedures.models import Case
from qingzhi.engine.scoring.actions import load_thresholds

from ..actions import add_appraisal_body, add_appraiser, commission_appraisal
from ..models import Appraisal, AppraisalBody
from ..queries.appraisers import candidate_of, free_bodies
from . import CLAIMANT, RESPONDENT, make_delegated, make_rules, party, rows_of

DESK = ("mediation.appraisal.view", "mediation.appraisal.handle", "mediation.appraisal.give", "mediation.take_part", "mediation.view",
        "mediation.handle", "enforcement.case.view", "enforcement.case.handle", "procedures.case.handle", "tasks.view")  # fmt: skip
OPINION = {"number": "示鉴〔2018〕1号", "conclusion": "被控产品具备权利要求1的全部技术特征。"}


def make_appraisal_rules() -> None:
    """Limits and the numbers by which people are kept out."""
    make_rules()
    load_thresholds(actor=SYSTEM, rows=rows_of("scoring_thresholds.csv"))


def make_bodies(count: int = 2, experts: int = 3) -> list[AppraisalBody]:
    """Bodies who know patents, with experts; twice changes nothing."""
    since = date(2016, 6, 1)
    made = []
    for number in range(1, count + 1):
        body = add_appraisal_body(
            actor=SYSTEM, name=f"示例司法鉴定所{number}", licence=f"示鉴许{number:03d}", listed_by="示例司法厅", fields=["patent"], valid_from=since
        )  # fmt: skip
        for place in range(1, experts + 1):
            add_appraiser(
                actor=SYSTEM, body=body, name=f"示例鉴定人{number}{place}", certificate=f"示鉴{number:02d}{place:02d}", fields=["patent"],
                valid_from=since,
            )  # fmt: skip
        made.append(body)
    return made


def desk(source: Case) -> Actor:
    """Who handles the case from which it is commissioned."""
    body = source.body
    return Actor(
        kind="person", name="办案人员", user_id=41, body_id=body.pk, body_name=body.name, region_code=body.region.code,
        acts_for=body.subject_id, grants=dict.fromkeys(DESK, Scope.BODY),
    )  # fmt: skip


def make_commission(source: Case | None = None, **values: Any) -> Appraisal:
    """A commission of two questions from a case (a mediation, if none is given), whose sides are known to the register."""
    make_appraisal_rules()
    make_bodies()
    source = source or make_delegated().case
    told = Disputed(CLAIMANT, RESPONDENT, "", "patent", "ZL201220654321.0 一种示例装置", None, "")
    usual: dict[str, Any] = {
        "matter": "compare", "field": "patent", "questions": ["是否具备权利要求1的全部技术特征？", "区别特征是否等同？"],
        "materials": [("被控产品1件", "a" * 64)], "told": told, "sides": (party(CLAIMANT), party(RESPONDENT)),
    }  # fmt: skip
    return commission_appraisal(actor=desk(source), source=source, **{**usual, **values})


def of_body(body: AppraisalBody | None) -> Actor:
    """Somebody of the body, by mandate."""
    return _by_mandate(body.subject if body else None, 42, "mediation.appraisal.view", "mediation.appraisal.give")


def of_side(subject: Subject | None) -> Actor:
    """Somebody of a side, by mandate."""
    return _by_mandate(subject, 43, "mediation.take_part", "mediation.own", "procedures.case.file")


def _by_mandate(subject: Subject | None, user: int, *permits: str) -> Actor:
    name = subject.display_name if subject else "无"
    grants = dict.fromkeys((*permits, "tasks.view"), Scope.BODY)
    return Actor(
        kind="person", name=name, user_id=user, acts_for=subject.pk if subject else None, mandate_id=1, grants=grants
    )


def who(case: Case, lane: str) -> Actor:
    """The right person of each lane; the other side speaks after the claimant did."""
    dossier = case.dossier
    if lane == "body":
        return of_body(dossier.body)
    if lane == "sides":
        opinion = dossier.opinion
        spoken = (
            case.state == "opined" and opinion is not None and opinion.objections.exists()
        ) or dossier.kept_out.filter(by="claimant")
        return of_side(dossier.other_side if spoken else dossier.one_side)
    return desk(case)


def filled(case: Case, step: str) -> Mapping[str, Any]:
    """What each step's form is filled with."""
    dossier = case.dossier
    if step in ("choose", "name"):
        chosen = {"body": str(next((one.body.pk for one in free_bodies(dossier)), "")), "payer": "claimant"}
        return {**chosen, "agreed": "on"} if step == "choose" else chosen
    if step == "take_on" and dossier.body is not None:
        found = candidate_of(dossier, dossier.body, clock.today())
        experts = [str(one.pk) for one in found.free[:2]] if found else []
        return {"experts": experts, "fee": "8000", "independent": "on"}
    given: dict[str, dict[str, Any]] = {
        "draw": {"payer": "respondent"}, "decline": {"declined": "beyond"}, "pay": {"paid_on": clock.today().isoformat(), "receipt": "示例1号"},
        "ask_more": {"wanted": "同批次产品2件"}, "supply": {"materials": "同批次产品2件"}, "opine": OPINION, "again": {"second": "baseless"},
    }  # fmt: skip
    return given.get(step, {})
