"""What the steps of an adjudication do beside moving it."""

from typing import Any

from qingzhi.base.secrecy.rules import refuse_classified
from qingzhi.engine.documents.rules.citing import cited
from qingzhi.engine.limits.queries import limit
from qingzhi.engine.limits.rules.lengths import Length, Unit
from qingzhi.engine.procedures.actions import end_clock, extend, start_clock
from qingzhi.engine.procedures.declaring import Occurrence
from qingzhi.engine.procedures.registry import effect

from ..actions import make_decision
from ..actions.finality import become_final
from ..actions.papers import issue_paper
from ..actions.staffing import name_panel
from ..queries.publicity import is_natural
from ..queries.rulings import ask_standing, ask_stay
from ..terms import DecisionKind
from ..terms.adjudication import Finding, Ruling, StayGround
from ..terms.service import ServedWhat
from .adjudication_guards import DECIDE
from .penalty_after import standing_decision
from .penalty_effects import keep, lines, serve_from

FORWARD = "forward"


def about(occurrence: Occurrence) -> dict[str, Any]:
    """What every paper of such a case says."""
    dossier = occurrence.dossier
    patent = f"“{dossier.patent_title}”{dossier.get_patent_type_display()}（专利号{dossier.patent_number}）"
    return {"party": dossier.respondent_name, "claimant": dossier.claimant_name, "patent": patent}


def panel_told(occurrence: Occurrence) -> str:
    rows = occurrence.case.panel.filter(to_on=None).select_related("person")
    return "、".join(f"{one.person.name}（组长）" if one.presiding else one.person.name for one in rows)


@effect("enforcement.ask", "记下收到请求书的日期")
def asked(occurrence: Occurrence) -> None:
    """The day on which the request is in settles which rules hold until it is accepted."""
    on = occurrence.data.get("received_on") or occurrence.on
    keep(occurrence.dossier, asked_on=occurrence.dossier.asked_on or on)
    occurrence.case.rules_on = occurrence.dossier.asked_on


@effect("enforcement.ask_to_correct", "一次性告知补正事项")
def ask_to_correct(occurrence: Occurrence) -> None:
    dossier = occurrence.dossier
    keep(dossier, corrections=dossier.corrections + 1, correction_text=occurrence.data["missing"])


@effect("enforcement.complete_request", "登记补正的内容")
def complete_request(occurrence: Occurrence) -> None:
    """The request as the claimant completed it on paper."""
    refuse_classified(*occurrence.data.values())
    keep(occurrence.dossier, **{name: str(value).strip() for name, value in occurrence.data.items()})
    occurrence.case.title = f"{occurrence.dossier}"[:200]


@effect("enforcement.corrected", "补正后重新起算")
def corrected(occurrence: Occurrence) -> None:
    """The days of acceptance begin with a request that is complete."""
    keep(occurrence.dossier, asked_on=occurrence.on)


@effect("enforcement.lengthen_acceptance", "延长立案期限")
def lengthen_acceptance(occurrence: Occurrence) -> None:
    lengthen(occurrence, "acceptance", "enforcement.adjudication.accept.extension", occurrence.actor.name)


def lengthen(occurrence: Occurrence, clock: str, code: str, approved_by: str) -> None:
    case = occurrence.case
    length = limit(code, case.rules_on).length
    extend(
        actor=occurrence.actor, case=case, code=clock, length=length, reason=occurrence.note, approved_by=approved_by
    )


@effect("enforcement.accept_claim", "立案、指定合议组并制发立案通知书")
def accept_claim(occurrence: Occurrence) -> None:
    """The day of acceptance settles which rules hold from now on."""
    case, dossier, data = occurrence.case, occurrence.dossier, occurrence.data
    told = ask_standing(dossier, occurrence.on, case)
    keep(dossier, accepted_on=occurrence.on, standing_told=f"{told['outcome']['reason']}（{told['source']}）"[:300])
    case.rules_on = occurrence.on
    name_panel(actor=occurrence.actor, case=case, presiding=data["presiding"], members=list(data["members"]))
    values = {**about(occurrence), "panel": panel_told(occurrence), "accepted_on": occurrence.on}
    issue_paper(occurrence.actor, case, "acceptance", values)


@effect("enforcement.change_panel", "变更合议组")
def change_panel(occurrence: Occurrence) -> None:
    data = occurrence.data
    name_panel(actor=occurrence.actor, case=occurrence.case, presiding=data["presiding"], members=list(data["members"]))


@effect("enforcement.serve_copy", "制发答辩通知书并登记送达")
def serve_copy(occurrence: Occurrence) -> None:
    dossier, case = occurrence.dossier, occurrence.case
    keep(dossier, copy_served_on=occurrence.data["served_on"])
    days = limit(defence_limit(case), case.rules_on).length
    values = {
        **about(occurrence),
        "requests": lines(dossier.requests),
        "panel": panel_told(occurrence),
        "limit": str(days),
    }
    paper = issue_paper(occurrence.actor, case, "defence_notice", values, party=dossier.respondent)
    serve_from(occurrence, ServedWhat.DEFENCE_NOTICE, recipient=dossier.respondent_name, document=paper)


def defence_limit(case: Any) -> str:
    """Thirty days where the respondent has no fixed home in the country; days of its own on the fast track."""
    if case.procedure == "enforcement.fast_track":
        return "enforcement.fast.answer"
    return "enforcement.adjudication.defence.abroad" if case.dossier.abroad else "enforcement.adjudication.defence"


@effect("enforcement.note_defence", "记下答辩")
def note_defence(occurrence: Occurrence) -> None:
    """The answer goes on to the claimant within five working days."""
    data = occurrence.data
    keep(occurrence.dossier, defence=data["defence"], defence_on=data["received_on"])
    start_clock(
        case=occurrence.case,
        code=FORWARD,
        label="转送答辩书期限",
        limit="enforcement.adjudication.forward",
        on=data["received_on"],
    )


@effect("enforcement.send_defence", "登记转送答辩书")
def send_defence(occurrence: Occurrence) -> None:
    dossier = occurrence.dossier
    keep(dossier, defence_sent_on=occurrence.data["served_on"])
    end_clock(case=occurrence.case, code=FORWARD, on=occurrence.on)
    serve_from(occurrence, ServedWhat.DEFENCE, recipient=dossier.claimant_name)


@effect("enforcement.lengthen_defence", "合议组延长答辩期")
def lengthen_defence(occurrence: Occurrence) -> None:
    length = Length(occurrence.data["days"], Unit.DAY)
    extend(
        actor=occurrence.actor,
        case=occurrence.case,
        code="defence",
        length=length,
        reason=occurrence.note,
        approved_by="合议组",
    )


@effect("enforcement.call_oral", "制发口头审理通知书")
def call_oral(occurrence: Occurrence) -> None:
    data = occurrence.data
    keep(
        occurrence.dossier, hearing_called_on=occurrence.on, hearing_on=data["hearing_on"], hearing_place=data["place"]
    )
    values = {**about(occurrence), "hearing_on": data["hearing_on"], "place": data["place"]}
    issue_paper(occurrence.actor, occurrence.case, "oral_notice", values, party=occurrence.dossier.respondent)


@effect("enforcement.keep_record", "记下口头审理")
def keep_record(occurrence: Occurrence) -> None:
    dossier = occurrence.dossier
    before = f"{dossier.hearing_record}\n" if dossier.hearing_record else ""
    keep(dossier, hearing_record=f"{before}{dossier.hearing_on}：{occurrence.data['record']}")


@effect("enforcement.judge_stay", "按中止表判断")
def judge_stay(occurrence: Occurrence) -> None:
    told = ask_stay(occurrence.dossier, occurrence.data, occurrence.on, occurrence.case)
    keep(occurrence.dossier, stay_ground=occurrence.data["ground"], stay_told=told, stay_asked_on=occurrence.on)


@effect("enforcement.notice_stay", "制发中止处理通知书")
def notice_stay(occurrence: Occurrence) -> None:
    told = occurrence.dossier.stay_told
    reason = occurrence.note or told["outcome"]["reason"]
    ground = StayGround(occurrence.dossier.stay_ground).label
    values = {**about(occurrence), "ground": ground, "reason": reason, "basis": cited(told["source"])}
    issue_paper(occurrence.actor, occurrence.case, "stay_notice", values, party=occurrence.dossier.respondent)


@effect("enforcement.lengthen_adjudication", "负责人批准延长办案期限")
def lengthen_adjudication(occurrence: Occurrence) -> None:
    lengthen(occurrence, "decide", f"{DECIDE}.extension", occurrence.actor.name)


@effect("enforcement.lengthen_above", "上一级部门批准再延长")
def lengthen_above(occurrence: Occurrence) -> None:
    told = f"{occurrence.data['approved_by']}（{occurrence.data['number']}）"
    lengthen(occurrence, "decide", f"{DECIDE}.second", told)


@effect("enforcement.keep_ruling", "记下合议结论")
def keep_ruling(occurrence: Occurrence) -> None:
    data = occurrence.data
    keep(occurrence.dossier, **{name: data[name] for name in ("ruling", "reasons", "content", "opinion")})


@effect("enforcement.adjudicate", "签发行政裁决书")
def adjudicate(occurrence: Occurrence) -> None:
    """The paper has the number, the decision bears it; it waits for fifteen days in which either side may sue."""
    case, dossier = occurrence.case, occurrence.dossier
    evidence = [f"{one.get_kind_display()}：{one.title}" for one in case.evidence.all()] or [
        "当事人提交的请求书、权属证明及附件"
    ]
    days = limit("enforcement.adjudication.sue", case.rules_on).length
    remedy = f"当事人不服本裁决的，可以自收到之日起{days}内依照《中华人民共和国行政诉讼法》向人民法院起诉。被请求人期满不起诉又不停止侵权行为的，本机关可以申请人民法院强制执行。"
    paper = issue_paper(occurrence.actor, case, "adjudication", {
        **about(occurrence), "requests": lines(dossier.requests), "defence": dossier.defence or "被请求人没有提交答辩书。", "evidence": evidence,
        "reasons": dossier.reasons, "content": lines(dossier.content), "panel": panel_told(occurrence), "remedy": remedy,
    }, party=dossier.respondent)  # fmt: skip
    make_decision(
        actor=occurrence.actor, case=case, kind=DecisionKind.ADJUDICATION, party=dossier.respondent, document=paper,
        party_name=dossier.respondent_name, violation="侵犯专利权" if dossier.ruling != Ruling.NOT else "专利侵权不成立",
        facts=dossier.facts, basis="《中华人民共和国专利法》第六十五条", content=dossier.content, decided_on=occurrence.on,
        is_person=is_natural(dossier.respondent_name, dossier.respondent.subject if dossier.respondent else None),
    )  # fmt: skip


@effect("enforcement.become_effective", "裁决生效")
def become_effective(occurrence: Occurrence) -> None:
    """Since the day after the last one on which somebody could sue, whenever that is noted."""
    become_final(actor=occurrence.actor, decision=standing_decision(occurrence))


@effect("enforcement.keep_answer", "记下对方意见")
def keep_answer(occurrence: Occurrence) -> None:
    keep(occurrence.dossier, defence=occurrence.data["defence"], defence_on=occurrence.data["received_on"])


@effect("enforcement.draft_finding", "拟定初步意见")
def draft_finding(occurrence: Occurrence) -> None:
    keep(occurrence.dossier, finding=occurrence.data["finding"], finding_reasons=occurrence.data["reasons"])


@effect("enforcement.issue_finding", "制发初步意见书")
def issue_finding(occurrence: Occurrence) -> None:
    """The fast track's finding: no adjudication, binding nobody."""
    dossier = occurrence.dossier
    days = limit("enforcement.fast.settle", occurrence.case.rules_on).length
    told = {"finding": Finding(dossier.finding).label, "reasons": dossier.finding_reasons, "limit": str(days)}
    issue_paper(occurrence.actor, occurrence.case, "finding", {**about(occurrence), **told}, party=dossier.respondent)
