"""Factories of penalty and adjudication: rules loaded, people with certificates, cases, and what each step is filled with."""

from collections.abc import Mapping
from csv import DictReader
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from qingzhi.base import clock
from qingzhi.base.files.actions import receive_file
from qingzhi.base.files.testing import pdf_bytes
from qingzhi.base.identity.models import Body, Person
from qingzhi.base.identity.testing import a_body, a_party_subject, a_post, a_role, an_account
from qingzhi.base.permits import SYSTEM, Actor, Scope
from qingzhi.engine.decisions.actions import load_decisions
from qingzhi.engine.documents.actions import load_series
from qingzhi.engine.limits.actions import load_limits
from qingzhi.engine.procedures.actions import attach, take_step
from qingzhi.engine.procedures.declaring import Step
from qingzhi.engine.procedures.models import Case

from ..actions import take_evidence
from ..actions.opening import open_on_the_spot, open_penalty
from ..actions.requests import ask_for_adjudication
from ..actions.staffing import enter_certificate
from ..models import AdjudicationCase, OfficerCertificate, PenaltyCase
from ..terms import EvidenceKind
from ..terms.penalty import Offence, Source
from .decisions import someone

REFERENCE = Path(__file__).resolve().parents[3] / "config" / "reference"
TABLES = ("file", "penalty", "discretion", "hearing", "surcharge", "summary", "standing", "stay")
SERIES = {"code": "enforcement", "title": "执法文书", "prefix": "青知执", "form": "number", "retired_on": ""}
BASIC = ("enforcement.case.view", "documents.issue", "documents.view", "procedures.case.handle", "procedures.case.extend", "procedures.case.view",
         "tasks.view", "tasks.handle", "decisions.view")  # fmt: skip
PEOPLE = ("才让", "卓玛", "王建国", "李秀英")


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(DictReader(file))


def make_case_rules() -> None:
    """Tables, limits and series as the reference data give them; twice changes nothing."""
    for table in TABLES:
        load_decisions(
            actor=SYSTEM,
            table=f"enforcement.{table}",
            rows=_rows(REFERENCE / "decisions" / f"enforcement.{table}.csv"),
        )
    load_limits(
        actor=SYSTEM, rows=[one for one in _rows(REFERENCE / "limits.csv") if one["code"].startswith("enforcement.")]
    )
    load_series(actor=SYSTEM, rows=[{**SERIES, "body": a_body().code}])


def officer(body: Body | None = None) -> Actor:
    """Who handles cases."""
    return someone(1, *BASIC, "enforcement.case.handle", body=body, name="才让")


def chief(body: Body | None = None) -> Actor:
    """Who approves."""
    return someone(
        2,
        *BASIC,
        "enforcement.case.handle",
        "enforcement.case.approve",
        "enforcement.officer.manage",
        body=body,
        name="马负责",
    )


def reviewer(body: Body | None = None) -> Actor:
    """Who reviews."""
    return someone(3, *BASIC, "enforcement.case.review", body=body, name="法制审核员")


def claimant(subject_id: int | None, user_id: int = 900) -> Actor:
    """Who acts for a claimant by mandate."""
    grants = dict.fromkeys(("enforcement.adjudication.file", "procedures.case.file", "tasks.view"), Scope.BODY)
    return Actor(
        kind="person",
        name="企业经办",
        user_id=user_id,
        role_title="申请人",
        acts_for=subject_id,
        mandate_id=1,
        grants=grants,
    )


def make_officers(body: Body | None = None) -> list[OfficerCertificate]:
    """Four people of the body with certificates; twice changes nothing."""
    body = body or a_body()
    role = a_role("enforcement-officer")
    for number, name in enumerate(PEOPLE, start=1):
        if not Person.objects.filter(name=name, posts__body=body).exists():
            a_post(an_account(f"officer-{body.code}-{number}", name), role, body)
        person = Person.objects.get(name=name, posts__body=body)
        enter_certificate(
            actor=SYSTEM,
            person=person,
            body=body,
            number=f"青执法{body.pk:03d}{number:03d}",
            valid_from=date(2016, 1, 1),
        )
    return list(OfficerCertificate.objects.filter(body=body).order_by("number"))


def make_penalty(**values: Any) -> PenaltyCase:
    """A clue about counterfeit goods, with a piece of evidence; rules and officers are there."""
    make_case_rules()
    make_officers(values.get("body"))
    usual: dict[str, Any] = {
        "body": a_body(), "offence": Offence.TRADEMARK, "source": Source.INSPECTION, "party_name": "青海示例商贸有限公司",
        "facts": "检查中发现货架陈列涉嫌假冒“示例”商标的枸杞120盒。", "place": "西宁市城东区示例市场",
    }  # fmt: skip
    made = open_penalty(actor=officer(values.get("body")), **{**usual, **values})
    take_evidence(
        actor=SYSTEM,
        case=made.case,
        kind=EvidenceKind.OBJECT,
        title="涉案枸杞样品",
        source="现场提取",
        text="120盒，封存编号1至3",
    )
    return made


def make_on_the_spot(*, officers: int = 2, **values: Any) -> PenaltyCase:
    """A check on the spot by two officers."""
    make_case_rules()
    usual: dict[str, Any] = {
        "body": a_body(), "offence": Offence.TRADEMARK, "party_name": "西宁市城东区示例便利店", "place": "西宁市城东区示例路2号",
        "facts": "货架上陈列标注“示例”商标的口罩3包，不能说明来源。",
    }  # fmt: skip
    return open_on_the_spot(actor=officer(), certificates=make_officers()[:officers], **{**usual, **values})


def make_request(*, own: bool = True, fast: bool = False, **values: Any) -> AdjudicationCase:
    """A request about a utility model; by the claimant's own account, or on paper."""
    make_case_rules()
    make_officers()
    usual: dict[str, Any] = {
        "claimant_name": "青海示例藏毯有限公司", "standing": "holder", "patent_number": "ZL201220654321.0", "patent_title": "一种藏毯编织机",
        "patent_type": "utility", "respondent_name": "西宁示例机械有限公司", "respondent_address": "西宁市城北区示例路1号",
        "requests": "责令停止制造、销售侵权产品", "facts": "被请求人制造、销售的编织机落入权利要求1的保护范围。",
    }  # fmt: skip
    actor = claimant(a_party_subject().pk) if own else officer()
    return ask_for_adjudication(actor=actor, body=a_body(), fast=fast, **{**usual, **values})


def who(case: Case, step: Step) -> Actor:
    """The right person of each lane."""
    if step.lane == "applicant":
        return claimant(case.applicant_id)
    return {"office": officer, "chief": chief, "reviewer": reviewer}[step.lane](case.body)


def today() -> str:
    return clock.today().isoformat()


def served(case: Case) -> Mapping[str, Any]:
    return {"method": "direct", "served_on": today(), "received_by": "李某", "place": "当事人住所"}


def _filing(case: Case) -> Mapping[str, Any]:
    minor = case.dossier.facts.startswith("轻微")
    yes = dict.fromkeys(("evidence", "punishable", "jurisdiction"), "yes")
    return {**yes, "minor": "yes" if minor else "no", "first_minor": "no", "no_fault": "no", "opinion": "经核查情况属实",
            "proposed": "leave" if minor else "file"}  # fmt: skip


def _findings(case: Case) -> Mapping[str, Any]:
    flags = dict.fromkeys(("good_faith", "serious", "mitigating", "suspends", "public_interest", "complex"), "no")
    small = case.dossier.facts.startswith("少量")
    return {**flags, "violation": "销售侵犯注册商标专用权的商品", "facts": case.dossier.facts, "repeats": "0",
            "turnover": "20000" if small else "100000", "income": "5000"}  # fmt: skip


def _proposal(case: Case) -> Mapping[str, Any]:
    fine = "80000" if case.dossier.facts.startswith("少量") else "200000"
    return {"fine": fine, "confiscated": "5000", "content": "责令立即停止侵权行为\n没收侵权商品120盒"}


def _left(case: Case) -> Mapping[str, Any]:
    decision, paid = case.dossier.decision, case.dossier.paid
    return {"amount": str(decision.fine + decision.confiscated - paid), "paid_on": today(), "receipt": "JK-1"}


def _remedy(case: Case) -> Mapping[str, Any]:
    return {
        "kind": "litigation",
        "authority": "西宁市中级人民法院",
        "number": "（2022）青01行初1号",
        "accepted_on": today(),
    }


def _remedy_result(case: Case) -> Mapping[str, Any]:
    open_ = case.remedies.filter(outcome="").first()
    return {"remedy": str(open_.pk) if open_ else "", "outcome": "maintained", "on": today()}


def _running(case: Case) -> Mapping[str, Any]:
    found = case.measures.filter(ended_on=None, extended_on=None).first() or case.measures.filter(ended_on=None).first()
    return {"measure": str(found.pk) if found else "", "how": "解除，退还当事人"}


def _panel(case: Case) -> Mapping[str, Any]:
    people = [one.person_id for one in OfficerCertificate.objects.filter(body=case.body).order_by("number")]
    return {"presiding": str(people[0]), "members": [str(one) for one in people[1:3]]}


def _oral(case: Case) -> Mapping[str, Any]:
    return {"hearing_on": (clock.today() + timedelta(days=30)).isoformat(), "place": "审理庭", "host": "韩主持"}


def _relief(case: Case) -> Mapping[str, Any]:
    first, second = clock.today() + timedelta(days=20), clock.today() + timedelta(days=40)
    fine = case.dossier.decision.fine
    return {
        "asked_on": today(),
        "ground": "停业三个月，暂无收入",
        "parts": f"{first} {fine / 2}\n{second} {fine - fine / 2}",
    }


STAY = {"report": "none", "again": "no", "upheld": "no"}
RULING = {
    "ruling": "infringes",
    "reasons": "落入保护范围。",
    "content": "责令停止制造、销售侵权产品",
    "opinion": "一致意见",
}
DEFENCE = {"defence": "不落入保护范围"}
PENALTY_DATA: dict[str, Any] = {
    "assign": lambda case: {"certificates": [str(one.pk) for one in OfficerCertificate.objects.filter(body=case.body)[:2]]},
    "assign_again": lambda case: {"certificates": [str(one.pk) for one in OfficerCertificate.objects.filter(body=case.body)[:3]]},
    "propose_filing": _filing, "impose": {"kind": "seize", "items": "枸杞120盒\n包装盒300个", "place": "示例市场"},
    "lengthen_measure": _running, "lengthen_again": lambda case: {"days": "30", "discussed_on": today()}, "finish": _findings,
    "propose": _proposal, "pass_review": {"opinion": "事实清楚，同意"}, "notify": served,
    "note_statement": lambda case: {"statement": "无", "waived": "on" if case.dossier.facts.startswith("少量") else ""},
    "call_hearing": _oral, "hold_hearing": {"report": "维持拟处罚意见"},
    "discuss": lambda case: {"discussed_on": today(), "discussion": "三人出席，一致同意"}, "serve": served, "demand": served, "pay": _left, "ask_relief": _relief,
    "apply_to_court": {"court": "西宁市城东区人民法院"}, "court_result": {"court_result": "已执行到位"},
    **{f"remedy_{one}": _remedy for one in ("served", "demanded", "court", "closing")},
    **{f"remedy_result_{one}": _remedy_result for one in ("served", "demanded", "court", "closing")},
    **{f"end_measure_{one}": _running for one in
       ("investigating", "proposing", "noticing", "deciding", "decided", "served", "demanded", "court", "closing")},
}  # fmt: skip
ADJUDICATION_DATA: dict[str, Any] = {
    "submit": {"promised": "on"}, "enter_paper": lambda case: {"received_on": today()}, "ask_to_correct": {"missing": "专利证书复印件"},
    "enter_correction": lambda case: {
        "claimant_name": "青海示例藏毯有限公司", "standing": "holder", "patent_number": "ZL201220654321.0", "patent_title": "一种藏毯编织机",
        "patent_type": "utility", "respondent_name": case.dossier.respondent_name, "respondent_address": "西宁市城北区示例路1号",
        "requests": case.dossier.requests, "facts": case.dossier.facts,
    },
    "accept": _panel, "change_panel": _panel, "change_panel_later": _panel, "serve_copy": served, "send_defence": served,
    "note_defence": lambda case: {**DEFENCE, "received_on": today()}, "lengthen_defence": {"days": "10"}, "call_oral": _oral,
    "hold_oral": {"record": "双方到庭"}, "stay": {**STAY, "ground": "invalidation"}, "refuse_stay": {**STAY, "ground": "other"},
    "lengthen_above": {"approved_by": "国家知识产权局", "number": "国知办函〔2025〕1号"}, "conclude": RULING, "rule_directly": RULING,
    "serve": served, "apply_to_court": {"court": "西宁市中级人民法院"}, "court_result": {"court_result": "裁定准予执行，已停止"},
    **{f"remedy_{one}": _remedy for one in ("served", "effective", "court")}, "remedy_result_served": _remedy_result,
}  # fmt: skip
SUMMARY_DATA: dict[str, Any] = {
    **PENALTY_DATA,
    "punish": {"violation": "销售侵犯注册商标专用权的商品", "facts": "陈列侵权口罩3包。", "basis": "《中华人民共和国商标法》第六十条第二款", "statement": "无",
               "content": "责令立即停止侵权行为", "fine": "1000", "collected": "0", "place": "西宁市城东区示例路2号", "received_by": "李某"},
}  # fmt: skip
FAST_DATA: dict[str, Any] = {
    **{name: ADJUDICATION_DATA[name] for name in ("submit", "enter_paper", "accept", "serve_copy")},
    "note_answer": lambda case: {**DEFENCE, "received_on": today()}, "draft_finding": {"finding": "likely", "reasons": "特征逐一对应"},
}  # fmt: skip
DATA = {
    "enforcement.penalty": PENALTY_DATA,
    "enforcement.summary": SUMMARY_DATA,
    "enforcement.adjudication": ADJUDICATION_DATA,
    "enforcement.fast_track": FAST_DATA,
}


def walk(case: Case, *steps: str, note: str = "理由", **data: Any) -> Case:
    """Take these steps one after the other as the right people; `data` replaces what the last one is filled with."""
    for step in steps:
        declared = case.declared.step(step)
        given = DATA[case.procedure].get(step, {})
        filled = dict(given(case) if callable(given) else given)
        if step == steps[-1]:
            filled |= data
        for one in declared.attachments:
            if one.required and not case.attachments.filter(slot=one.code).exists():
                paper = receive_file(actor=SYSTEM, name="材料.pdf", data=pdf_bytes(one.code))
                attach(actor=SYSTEM, case=case, slot=one.code, label=one.label, received=paper)
        case = take_step(
            actor=who(case, declared), case=case, step=step, revision=case.revision, data=filled, note=note
        )
    return case
