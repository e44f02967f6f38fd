"""Factories of mediation: rules as the reference data give them, who takes part, mediators, disputes."""

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from qingzhi.base import clock
from qingzhi.base.files.actions import receive_file
from qingzhi.base.files.testing import pdf_bytes
from qingzhi.base.identity.models import Body, Subject
from qingzhi.base.identity.testing import a_body, a_post, a_region, a_role, an_account
from qingzhi.base.permits import SYSTEM, Actor, Scope
from qingzhi.engine.decisions.actions import load_decisions
from qingzhi.engine.documents.actions import load_series
from qingzhi.engine.limits.actions import load_limits
from qingzhi.engine.procedures.actions import attach, take_step
from qingzhi.engine.procedures.models import Case

from ..actions import add_mediator, add_organisation, ask_for_mediation, delegate_by_court
from ..models import Mediation, Mediator

REFERENCE = Path(__file__).resolve().parents[3] / "config" / "reference"
SERIES = {"code": "notice", "title": "通知", "prefix": "青知办", "form": "number", "retired_on": ""}
DESK = ("enforcement.case.view", "enforcement.case.handle", "mediation.view", "mediation.handle", "mediation.take_part", "mediation.register", "procedures.case.handle",
        "procedures.case.suspend", "documents.issue", "documents.view", "tasks.view")  # fmt: skip
ROLES = {
    "desk": DESK,
    "second": (*DESK, "mediation.second_look"),
    "court": ("mediation.court", "mediation.own", "coordination.view", "coordination.answer", "tasks.view"),
    "mediator": ("mediation.mediate", "mediation.own", "tasks.view"),
    "claimant": ("mediation.ask", "mediation.take_part", "mediation.own", "tasks.view", "procedures.case.file"),
}
NUMBERS = {"desk": 31, "second": 32, "court": 33, "mediator": 34, "claimant": 35, "respondent": 36}
CLAIMANT, RESPONDENT = "青海甲示例科技有限公司", "西宁乙示例商贸有限公司"
DISPUTE = {
    "respondent": RESPONDENT, "field": "patent", "dispute": "infringement", "right": "ZL201220654321.0",
    "facts": "对方未经许可销售被诉产品，请求停止销售并赔偿五万元。",
}  # fmt: skip
AGREEMENT: dict[str, Any] = {
    "agreement": "一、对方停止销售被诉产品。\n二、对方支付五万元。", "pays": "50000", "perform_by": "2018-09-28", "related": "no",
    "contested": "yes", "debtor": "no", "validity": "no", "public": "no",
}  # fmt: skip
SESSION = {"place": "调解室", "present": "双方代理人", "record": "双方陈述意见，愿意协商。"}


def rows_of(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def make_rules() -> None:
    """Limits, the table of sham agreements, the series; twice changes nothing."""
    a_region()
    load_limits(actor=SYSTEM, rows=[row for row in rows_of("limits.csv") if row["code"].startswith("mediation.")])
    load_decisions(actor=SYSTEM, table="mediation.sham", rows=rows_of("decisions/mediation.sham.csv"))
    load_series(actor=SYSTEM, rows=[{**SERIES, "body": a_body().code}])


def party(name: str) -> Subject:
    """The anchor of an enterprise of that name."""
    return Subject.objects.filter(kind="party", display_name=name).first() or Subject.objects.create(kind="party", display_name=name)  # fmt: skip


def court() -> Body:
    """The court that takes part, with somebody who answers there."""
    body = a_body("court", "示例中级人民法院", a_region())
    if not body.posts.exists():
        a_post(an_account("court-clerk", "示例书记员"), a_role("court-clerk", "mediation.court"), body)
    return body


def at_body(role: str) -> Actor:
    """Somebody of the desk, its head, or the court."""
    body = court() if role == "court" else a_body()
    return Actor(
        kind="person", name=f"{body.name}人员", user_id=NUMBERS[role], role_title=role, body_id=body.pk, body_name=body.name,
        region_code=body.region.code, acts_for=body.subject_id, grants=dict.fromkeys(ROLES[role], Scope.BODY),
    )  # fmt: skip


def acting_for(subject: Subject | None, role: str) -> Actor:
    """Somebody who acts by mandate: a side, a mediator."""
    grants = dict.fromkeys(ROLES["mediator" if role == "mediator" else "claimant"], Scope.BODY)
    return Actor(
        kind="person", name=subject.display_name if subject else "无账号", user_id=NUMBERS[role], acts_for=subject.pk if subject else None,
        mandate_id=1, grants=grants,
    )  # fmt: skip


def make_mediators(count: int = 3) -> list[Mediator]:
    """Mediators who know patents, of one organisation; twice changes nothing."""
    made = add_organisation(
        actor=SYSTEM, name="示例知识产权人民调解委员会", founded_by="示例协会", valid_from=date(2016, 1, 1)
    )
    return [
        add_mediator(actor=SYSTEM, organisation=made, name=f"示例调解员{number}", fields=["patent"], valid_from=date(2016, 1, 1))
        for number in range(1, count + 1)
    ]  # fmt: skip


def make_mediation(**values: Any) -> Mediation:
    """A party asks for mediation against another that has an account."""
    make_rules()
    make_mediators()
    claimant = acting_for(party(CLAIMANT), "claimant")
    other = values.pop("other", party(RESPONDENT))
    return ask_for_mediation(actor=claimant, body=a_body(), other=other, values={**DISPUTE, **values})


def make_delegated(**values: Any) -> Mediation:
    """A court's case of two sides without accounts: everything of theirs is entered from paper."""
    make_rules()
    make_mediators()
    given = {**DISPUTE, "claimant": CLAIMANT, **values}
    return delegate_by_court(
        actor=at_body("court"), court=court(), body=a_body(), court_number="（2018）示01民诉前调1号", values=given
    )


def who(case: Case, lane: str) -> Actor:
    """The right person of each lane; the desk for a side without an account."""
    dossier = case.dossier
    if lane == "mediator":
        return acting_for(dossier.mediator.subject if dossier.mediator else None, "mediator")
    if lane in ("claimant", "own", "sides"):
        return acting_for(case.applicant, "claimant") if case.applicant or lane == "own" else at_body("desk")
    if lane == "respondent":
        return acting_for(dossier.other, "respondent") if dossier.other else at_body("desk")
    return at_body(lane)


def filled(case: Case, step: str) -> Mapping[str, Any]:
    """What each step's form is filled with."""
    if step == "choose":
        from ..queries.people import may_mediate

        return {"mediator": str(next(iter(one.pk for one in may_mediate(case.dossier)), ""))}
    given: dict[str, dict[str, Any]] = {
        "take_on": {"independent": "on"}, "session": {**SESSION, "held_on": clock.today().isoformat()}, "draft": AGREEMENT,
        "ask_court": {"court": str((case.dossier.court or court()).pk)}, "confirm": {"ruling": "（2018）示01民特1号"},
        "reject": {"ruling": "（2018）示01民特1号", "reason": "unlawful"}, "return_": {"reason": "materials"},
        "turn_down": {"reason": "jurisdiction"}, "return_enforcement": {"reason": "materials"}, "refuse_enforcement": {"reason": "late"},
        "take_enforcement": {"enforcement": "（2018）示01执1号"}, "enforce": {"enforced": "50000"},
        "arbitrate": {"institution": "示例仲裁委员会"},
    }  # fmt: skip
    return given.get(step, {})


def walk(case: Case, *steps: str, note: str = "理由", **data: Any) -> Case:
    """Take these steps as the right people, with the papers that they ask for; `data` changes what the last is filled with."""
    for code in steps:
        case = Case.objects.get(pk=case.pk)
        step = case.declared.step(code)
        held = set(case.attachments.filter(replaced_at=None).values_list("slot", flat=True))
        for wanted in step.attachments:
            if wanted.code not in held:
                paper = receive_file(actor=SYSTEM, name="材料.pdf", data=pdf_bytes(wanted.code))
                attach(actor=SYSTEM, case=case, slot=wanted.code, label=wanted.label, received=paper)
        case = Case.objects.get(pk=case.pk)
        given = {**filled(case, code), **(data if code == steps[-1] else {})}
        case = take_step(
            actor=who(case, step.lane), case=case, step=code, revision=case.revision, data=given, note=note
        )
    return case
