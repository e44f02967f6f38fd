"""Enforcement in the demonstration: a penalty that was paid, one under way with a seizure, a dispute that is stayed, a finding of the
fast track. All parties, patents and results are made up and marked as examples.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from qingzhi.base import clock
from qingzhi.base.identity.actions import appoint
from qingzhi.base.identity.models import Person, Role, User
from qingzhi.base.identity.queries import actor_in
from qingzhi.base.permits import SYSTEM
from qingzhi.domains.enforcement.actions import take_evidence
from qingzhi.domains.enforcement.actions.opening import open_penalty
from qingzhi.domains.enforcement.actions.requests import ask_for_adjudication
from qingzhi.domains.enforcement.actions.staffing import enter_certificate
from qingzhi.domains.enforcement.models import OfficerCertificate
from qingzhi.domains.enforcement.terms import EvidenceKind
from qingzhi.domains.enforcement.terms.penalty import Offence, Source
from qingzhi.engine.procedures.actions import take_step
from qingzhi.engine.procedures.models import Case

from .stage import Stage

OFFICE, CHIEF, LEGAL = "enforcement", "enforcement_chief", "legal"
CERTIFICATES = ((OFFICE, "青执法（示例）001"), ("enforcement2", "青执法（示例）002"), (CHIEF, "青执法（示例）003"))
IN_POST_AT = datetime(2018, 5, 28, 9, 0)
BELOW = (
    (
        "xining",
        "2018-06-12",
        "城东某某日用品商行（示例）",
        "西宁市城东区示例市场",
        "在售挂烫机包装标注的专利号查无此专利。（示例）",
    ),
    (
        "haixi",
        "2018-06-21",
        "格尔木某某五金店（示例）",
        "海西州格尔木市示例路",
        "在售水龙头标注的专利权已终止，标注在终止之后。（示例）",
    ),
    (
        "hainan",
        "2018-06-26",
        "共和某某农机经销部（示例）",
        "海南州共和县示例镇",
        "在售脱粒机说明书称取得专利，经查仅为申请。（示例）",
    ),
)  # account, day, party, place, facts
YES, NO = "yes", "no"
FILING = {
    "evidence": YES,
    "punishable": YES,
    "jurisdiction": YES,
    "minor": NO,
    "first_minor": NO,
    "no_fault": NO,
    "proposed": "file",
}
FLAGS = dict.fromkeys(("good_faith", "serious", "mitigating", "suspends", "public_interest", "complex"), NO)


def tell_enforcement(stage: Stage) -> int | bool:
    """Certificates, four cases of the province and some of prefectures; how many."""
    if OfficerCertificate.objects.exists():
        return False
    body = stage.bodies[stage.province.facts["plan"]["owner"]]
    for account, number in CERTIFICATES:
        person = Person.objects.get(account__username=account)
        enter_certificate(actor=SYSTEM, person=person, body=body, number=number, valid_from=date(2016, 1, 1))
    _paid(stage)
    _under_way(stage)
    _stayed(stage)
    _fast(stage)
    return 4 + _below(stage)


def walk(stage: Stage, case: Case, steps: Mapping[str, tuple[str, str, dict[str, Any]]]) -> Case:
    """Steps on their days: code → (day, account, what is filled in)."""
    for step, (day, account, data) in steps.items():
        with clock.fixed(datetime.combine(date.fromisoformat(day), datetime.min.time()).replace(hour=10, minute=20)):
            case.refresh_from_db()
            note = data.pop("note", "")
            case = take_step(
                actor=stage.actor(account), case=case, step=step, revision=case.revision, data=data, note=note
            )
    return case


def officers() -> dict[str, Any]:
    """The first two with certificates."""
    return {"certificates": [str(one.pk) for one in OfficerCertificate.objects.order_by("number")[:2]]}


def served(day: str) -> dict[str, Any]:
    """Handed over on a day."""
    return {"method": "direct", "served_on": day, "received_by": "王示例", "place": "当事人住所"}


def _clue(stage: Stage, day: str, party: str, facts: str, evidence: str) -> Case:
    body = stage.bodies[stage.province.facts["plan"]["owner"]]
    with clock.fixed(datetime.combine(date.fromisoformat(day), datetime.min.time()).replace(hour=9, minute=30)):
        made = open_penalty(
            actor=stage.actor(OFFICE), body=body, offence=Offence.COUNTERFEIT, source=Source.INSPECTION, party_name=party, facts=facts,
            party_address="西宁市示例路1号", place="西宁市示例市场",
        )  # fmt: skip
        take_evidence(
            actor=stage.actor(OFFICE), case=made.case, kind=EvidenceKind.OBJECT, title=evidence, source="现场提取", text="已拍照并封存（示例）",
            taken_by="两名办案人员",
        )  # fmt: skip
    return made.case


def _below(stage: Stage) -> int:
    """Clues of June 2018 that prefectures check themselves 「重心下移」: their clerk is an enforcement officer besides."""
    role = Role.objects.get(code="enforcement_office")
    for account, day, party, place, facts in BELOW:
        user = User.objects.select_related("person").get(username=account)
        body = stage.contact_body(account)
        with clock.fixed(IN_POST_AT):
            post = appoint(
                actor=stage.actor("security"), person=user.person, body=body, role=role, title="知识产权科执法人员（兼）", valid_from=IN_POST_AT.date()
            )  # fmt: skip
        with clock.fixed(datetime.combine(date.fromisoformat(day), datetime.min.time()).replace(hour=10, minute=10)):
            open_penalty(
                actor=actor_in(post, user=user), body=body, offence=Offence.COUNTERFEIT, source=Source.INSPECTION, party_name=party,
                facts=facts, party_address=place, place=place,
            )  # fmt: skip
    return len(BELOW)


def _paid(stage: Stage) -> None:
    """Found in April, paid in May 2018."""
    facts = "在售保温杯标注的专利号所对应的专利权已于2015年终止，标注在终止之后。（示例）"
    case = _clue(stage, "2018-04-09", "西宁某某商贸有限公司（示例）", facts, "标注失效专利号的保温杯2只")
    findings = {
        **FLAGS,
        "violation": "专利权终止后继续标注专利标识",
        "facts": facts,
        "turnover": "3200",
        "income": "3200",
        "repeats": "0",
        "mitigating": YES,
    }
    walk(stage, case, {
        "assign": ("2018-04-09", OFFICE, officers()), "propose_filing": ("2018-04-11", OFFICE, {**FILING, "opinion": "专利登记簿显示已终止，属实。（示例）"}),
        "file": ("2018-04-12", CHIEF, {}), "finish": ("2018-04-18", OFFICE, findings),
        "propose": ("2018-04-18", OFFICE, {"fine": "3000", "confiscated": "3200", "content": "责令改正，消除专利标识，并予公告"}),
        "pass_review": ("2018-04-20", LEGAL, {"opinion": "事实清楚，适用法律正确，裁量适当。（示例）"}), "notify": ("2018-04-23", OFFICE, served("2018-04-23")),
        "note_statement": ("2018-04-25", OFFICE, {"statement": "无"}), "to_decision": ("2018-05-02", OFFICE, {}), "decide": ("2018-05-04", CHIEF, {}),
        "serve": ("2018-05-07", OFFICE, served("2018-05-07")), "pay": ("2018-05-14", OFFICE, {"amount": "6200", "paid_on": "2018-05-14", "receipt": "示例-0514"}),
        "fulfilled": ("2018-05-14", OFFICE, {}), "close": ("2018-05-21", CHIEF, {}),
    })  # fmt: skip


def _under_way(stage: Stage) -> None:
    """A case of June 2018: things are seized, the investigation goes on."""
    facts = "检查发现净水机外包装标注他人专利号。（示例）"
    case = _clue(stage, "2018-06-11", "海东某某电器有限公司（示例）", facts, "标注他人专利号的净水机1台")
    walk(stage, case, {
        "assign": ("2018-06-11", OFFICE, officers()), "propose_filing": ("2018-06-13", OFFICE, {**FILING, "opinion": "与登记簿核对，专利权人为他人。（示例）"}),
        "file": ("2018-06-14", CHIEF, {}), "impose": ("2018-06-15", CHIEF, {"kind": "seal", "items": "净水机34台\n外包装盒120个", "place": "当事人仓库"}),
    })  # fmt: skip


def _request(stage: Stage, day: str, respondent: str, *, fast: bool) -> Case:
    body = stage.bodies[stage.province.facts["plan"]["owner"]]
    with clock.fixed(datetime.combine(date.fromisoformat(day), datetime.min.time()).replace(hour=9, minute=50)):
        made = ask_for_adjudication(
            actor=stage.actor(OFFICE), body=body, fast=fast, claimant_name="青海某某藏毯有限公司（示例）", standing="holder",
            patent_number="ZL201520000000.0（示例）", patent_title="一种藏毯平针机", patent_type="utility", respondent_name=respondent,
            respondent_address="西宁市示例工业园", requests="责令停止制造、销售侵权产品\n销毁专用模具",
            facts="被请求人制造、销售的平针机具备权利要求1的全部技术特征。（示例）",
        )  # fmt: skip
    return made.case


def _panel() -> dict[str, Any]:
    first, *others = [str(one.person_id) for one in OfficerCertificate.objects.order_by("number")]
    return {"presiding": first, "members": others}


def _stayed(stage: Stage) -> None:
    """The respondent asked to invalidate a utility model: stayed, its months stand still."""
    case = _request(stage, "2018-05-03", "西宁某某机械厂（示例）", fast=False)
    walk(stage, case, {
        "enter_paper": ("2018-05-03", OFFICE, {"received_on": "2018-05-03"}), "accept": ("2018-05-08", CHIEF, _panel()),
        "serve_copy": ("2018-05-11", OFFICE, served("2018-05-11")),
        "note_defence": ("2018-05-24", OFFICE, {"defence": "不落入权利要求1的保护范围；已请求宣告专利权无效。（示例）", "received_on": "2018-05-24"}),
        "send_defence": ("2018-05-28", OFFICE, served("2018-05-28")), "examine": ("2018-05-29", OFFICE, {}),
        "stay": ("2018-06-05", OFFICE, {"ground": "invalidation", "report": "none", "again": NO, "upheld": NO}),
    })  # fmt: skip


def _fast(stage: Stage) -> None:
    """A finding within days."""
    case = _request(stage, "2018-06-20", "大通某某工贸有限公司（示例）", fast=True)
    walk(stage, case, {
        "enter_paper": ("2018-06-20", OFFICE, {"received_on": "2018-06-20"}), "accept": ("2018-06-21", CHIEF, _panel()),
        "serve_copy": ("2018-06-21", OFFICE, served("2018-06-21")),
        "note_answer": ("2018-06-25", OFFICE, {"defence": "产品由他人定制，愿意核实。（示例）", "received_on": "2018-06-25"}),
        "draft_finding": ("2018-06-26", OFFICE, {"finding": "likely", "reasons": "被控产品具备权利要求1的全部技术特征。（示例）"}),
        "issue_finding": ("2018-06-27", CHIEF, {}),
    })  # fmt: skip
