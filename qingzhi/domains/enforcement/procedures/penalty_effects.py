"""What the steps of a penalty case do beside moving it: before the decision."""

from decimal import Decimal
from typing import Any

from qingzhi.engine.documents.rules.citing import cited
from qingzhi.engine.documents.rules.drawing.layout import chinese_date
from qingzhi.engine.limits.queries import due, limit
from qingzhi.engine.procedures.actions import extend
from qingzhi.engine.procedures.declaring import Occurrence
from qingzhi.engine.procedures.registry import effect

from ..actions import make_decision, serve
from ..actions.measures import LIMITS, end_measure, impose_measure, lengthen_measure
from ..actions.papers import issue_paper
from ..actions.staffing import assign_officers
from ..models import PenaltyCase
from ..queries.rulings import ask, ask_filing, ask_hearing, law_of, range_of
from ..queries.staff import officers_of
from ..refusals.cases import FineOutOfRange
from ..terms import DecisionKind
from ..terms.penalty import MeasureKind, Severity
from ..terms.service import ServedWhat, ServiceMethod

NO_OBJECTION = "当事人在规定期限内没有提出陈述申辩"


def keep(dossier: PenaltyCase, **values: object) -> None:
    """Write fields of the dossier."""
    for name, value in values.items():
        setattr(dossier, name, value)
    dossier.save(update_fields=list(values))


def lines(text: str) -> list[str]:
    return [one.strip() for one in text.splitlines() if one.strip()]


@effect("enforcement.assign_officers", "指定办案人员")
def assign(occurrence: Occurrence) -> None:
    chosen = list(occurrence.data["certificates"])
    assign_officers(actor=occurrence.actor, case=occurrence.case, certificates=chosen, reason=occurrence.note)


@effect("enforcement.judge_filing", "按立案表判断")
def judge_filing(occurrence: Occurrence) -> None:
    """What the table answered, what is proposed."""
    data, dossier = occurrence.data, occurrence.dossier
    told = ask_filing(dossier, data, occurrence.on, occurrence.case)
    keep(
        dossier, filing=told["outcome"]["filing"], filing_told=told, filing_opinion=data["opinion"],
        file_proposed=data["proposed"] == "file", acted_to=data["acted_to"],
    )  # fmt: skip


@effect("enforcement.file_case", "立案并制发立案审批表")
def file_case(occurrence: Occurrence) -> None:
    """The day of filing settles which rules hold; the paper comes last."""
    case, dossier = occurrence.case, occurrence.dossier
    keep(dossier, filed_on=occurrence.on)
    case.rules_on = occurrence.on
    told = dossier.filing_told
    issue_paper(occurrence.actor, case, "filing", {
        "party": dossier.party_name, "offence": dossier.get_offence_display(), "source": dossier.get_source_display(),
        "facts": dossier.facts, "opinion": dossier.filing_opinion, "approved_by": occurrence.actor.name, "filed_on": occurrence.on,
        "grounds": f"{told['outcome'].get('reason', '')}（{cited(told['source'])}）", "officers": officer_names(occurrence),
    })  # fmt: skip


def officer_names(occurrence: Occurrence) -> str:
    found = officers_of(occurrence.case)
    return "、".join(f"{one.certificate.person.name}（执法证号{one.certificate.number}）" for one in found)


@effect("enforcement.lengthen_check", "延长核查期限")
def lengthen_check(occurrence: Occurrence) -> None:
    _lengthen(occurrence, "check", "enforcement.penalty.check.extension")


@effect("enforcement.lengthen_decision", "延长办案期限")
def lengthen_decision(occurrence: Occurrence) -> None:
    base = decide_limit(occurrence.case)
    _lengthen(occurrence, "decide", f"{base}.extension")


def _lengthen(occurrence: Occurrence, clock: str, code: str) -> None:
    case = occurrence.case
    length = limit(code, case.rules_on).length
    extend(
        actor=occurrence.actor,
        case=case,
        code=clock,
        length=length,
        reason=occurrence.note,
        approved_by=occurrence.actor.name,
    )


@effect("enforcement.lengthen_again", "集体讨论后再延长")
def lengthen_again(occurrence: Occurrence) -> None:
    """《市场监督管理行政处罚程序规定》(2021) 第六十四条: the heads together settle how long."""
    from qingzhi.engine.limits.rules.lengths import Length, Unit

    told = f"负责人集体讨论（{occurrence.data['discussed_on']}）"
    length = Length(occurrence.data["days"], Unit.DAY)
    extend(
        actor=occurrence.actor,
        case=occurrence.case,
        code="decide",
        length=length,
        reason=occurrence.note,
        approved_by=told,
    )


def decide_limit(case: object) -> str:
    """Counterfeit patents had a limit of their own: 令71 第三十六条."""
    counterfeit = case.dossier.offence == "counterfeit"  # type: ignore[attr-defined]
    return "enforcement.penalty.decide.counterfeit" if counterfeit else "enforcement.penalty.decide"


@effect("enforcement.impose", "实施先行登记保存、查封、扣押")
def impose(occurrence: Occurrence) -> None:
    """The measure with its limit; a sealing or seizure is a decision with its own paper, served on the spot."""
    data, case, dossier = occurrence.data, occurrence.case, occurrence.dossier
    kind = MeasureKind(data["kind"])
    made = impose_measure(
        actor=occurrence.actor, case=case, kind=kind, items=data["items"], place=data["place"], on=occurrence.on
    )
    rule = limit(LIMITS[kind], case.rules_on)
    until = due(LIMITS[kind], occurrence.on, region=case.region_code, on=case.rules_on).on
    title = "先行登记保存证据通知书" if kind is MeasureKind.REGISTER else "实施行政强制措施决定书"
    paper = issue_paper(occurrence.actor, case, "measure", {
        "party": dossier.party_name, "kind": kind.label, "items": lines(data["items"]), "place": data["place"],
        "from_on": occurrence.on, "limit": str(rule.length), "until": until, "remedy": remedy_told(occurrence.on, stays=False),
    }, party=dossier.party, title=title)  # fmt: skip
    if kind is not MeasureKind.REGISTER:
        made.decision = make_decision(
            actor=occurrence.actor, case=case, kind=DecisionKind.SEIZURE, party=dossier.party, party_name=dossier.party_name,
            is_person=dossier.is_person, violation=dossier.get_offence_display(), facts=dossier.facts, document=paper,
            basis="《中华人民共和国行政强制法》第二十二条", content=f"{kind.label}：{data['items']}",
        )  # fmt: skip
        made.save(update_fields=["decision"])


@effect("enforcement.lengthen_measure", "延长查封、扣押")
def longer(occurrence: Occurrence) -> None:
    lengthen_measure(actor=occurrence.actor, measure=occurrence.data["measure"], reason=occurrence.note)


@effect("enforcement.end_measure", "处理强制措施")
def end(occurrence: Occurrence) -> None:
    end_measure(actor=occurrence.actor, measure=occurrence.data["measure"], how=occurrence.data["how"])


@effect("enforcement.keep_findings", "记下查明的事实并算出罚款幅度")
def keep_findings(occurrence: Occurrence) -> None:
    """The law of the act's day (or today's where lighter), the grade of discretion, the range of the fine."""
    dossier, data = occurrence.dossier, occurrence.data
    names = ("violation", "facts", "turnover", "income", "repeats", "good_faith", "serious", "mitigating", "suspends",
             "public_interest", "complex")  # fmt: skip
    keep(dossier, **{name: data[name] for name in names}, acted_to=data["acted_to"] or dossier.acted_to)
    law = law_of(dossier, occurrence.on, occurrence.case)
    if not law["outcome"]:
        raise FineOutOfRange("罚则表中没有适用于本案的条款，请核对违法行为和行为日期")
    facts = {name: getattr(dossier, name) for name in ("offence", "repeats", "serious", "mitigating")}
    grade = ask("discretion", facts, occurrence.case.rules_on, occurrence.case)
    keep(
        dossier,
        penalty_told={"law": law, "grade": grade},
        severity=grade["outcome"]["severity"],
        basis=cited(law["outcome"]["basis"]),
    )
    found = range_of(dossier)
    keep(dossier, fine_least=found.least if found else None, fine_most=found.most if found else None)


@effect("enforcement.keep_proposal", "记下拟处罚意见并判断听证和审核")
def keep_proposal(occurrence: Occurrence) -> None:
    dossier, data = occurrence.dossier, occurrence.data
    told_why = {**dossier.penalty_told, "outside": data["outside"]}
    keep(dossier, fine=data["fine"], confiscated=data["confiscated"], content=data["content"], penalty_told=told_why)
    told = ask_hearing(dossier, occurrence.on, occurrence.case)
    found = told["outcome"]
    keep(
        dossier, may_hear=found["hearing"], needs_legal=found["review"], needs_collective=found["collective"],
        hearing_told=f"{found['reason']}（{told['source']}）"[:300],
    )  # fmt: skip


@effect("enforcement.keep_review", "记下审核意见")
def keep_review(occurrence: Occurrence) -> None:
    keep(occurrence.dossier, review_opinion=occurrence.data["opinion"])


@effect("enforcement.notify_party", "制发告知书并登记送达")
def notify_party(occurrence: Occurrence) -> None:
    """告知书 with the party's rights; its days run from service."""
    case, dossier = occurrence.case, occurrence.dossier
    days = limit("enforcement.penalty.statement", case.rules_on).length
    hearing = f"你（单位）有权要求听证，请自收到本告知书之日起{days}内提出。逾期视为放弃。" if dossier.may_hear else ""
    keep(dossier, noticed_on=occurrence.data["served_on"], waived=False, statement="", hearing_asked_on=None)
    paper = issue_paper(occurrence.actor, case, "penalty_notice", {
        "party": dossier.party_name, "offence": dossier.get_offence_display(), "facts": dossier.facts, "basis": dossier.basis,
        "grade": grade_told(dossier), "content": penalty_lines(dossier), "limit": str(days), "hearing": hearing,
    }, party=dossier.party)  # fmt: skip
    serve_from(occurrence, ServedWhat.PENALTY_NOTICE, document=paper)


def grade_label(dossier: PenaltyCase) -> str:
    """The grade in the words in which a decision keeps it: others read it there."""
    return Severity(dossier.severity).label if dossier.severity else ""


def grade_told(dossier: PenaltyCase) -> str:
    grade = dossier.penalty_told.get("grade", {}).get("outcome", {})
    return f"裁量等次：{grade_label(dossier)}（{grade.get('reason', '')}）。" if dossier.severity else ""


def penalty_lines(dossier: PenaltyCase) -> list[str]:
    """The penalty in lines: what is ordered, then money."""
    found = lines(dossier.content)
    if dossier.confiscated:
        found.append(f"没收违法所得人民币{dossier.confiscated:,.2f}元")
    if dossier.fine:
        found.append(f"罚款人民币{dossier.fine:,.2f}元")
    return found


def serve_from(occurrence: Occurrence, what: ServedWhat, *, recipient: str = "", **about: object) -> object:
    """The proof of service as the step's form tells it."""
    data = occurrence.data
    return serve(
        actor=occurrence.actor, case=occurrence.case, what=what, recipient=recipient or occurrence.dossier.party_name,
        method=ServiceMethod(data["method"]), served_on=data["served_on"], sent_on=data.get("sent_on"),
        received_by=data.get("received_by", ""), place=data.get("place", ""), note=data.get("service_note", ""), **about,  # type: ignore[arg-type]
    )  # fmt: skip


@effect("enforcement.keep_statement", "记下陈述申辩")
def keep_statement(occurrence: Occurrence) -> None:
    keep(occurrence.dossier, statement=occurrence.data["statement"], waived=occurrence.data["waived"])


@effect("enforcement.ask_for_hearing", "记下听证要求")
def ask_for_hearing(occurrence: Occurrence) -> None:
    keep(occurrence.dossier, hearing_asked_on=occurrence.on, hearing_on=None)


@effect("enforcement.call_hearing", "制发听证通知书")
def call_hearing(occurrence: Occurrence) -> None:
    dossier, data = occurrence.dossier, occurrence.data
    keep(dossier, hearing_on=data["hearing_on"], hearing_host=data["host"])
    values = {"party": dossier.party_name, **{name: data[name] for name in ("hearing_on", "place", "host")}}
    issue_paper(occurrence.actor, occurrence.case, "hearing_notice", values, party=dossier.party)


@effect("enforcement.keep_hearing", "记下听证报告")
def keep_hearing(occurrence: Occurrence) -> None:
    keep(occurrence.dossier, hearing_report=occurrence.data["report"])


@effect("enforcement.keep_discussion", "记下集体讨论")
def keep_discussion(occurrence: Occurrence) -> None:
    keep(occurrence.dossier, discussion=occurrence.data["discussion"], discussed_on=occurrence.data["discussed_on"])


def pay_told(occurrence: Occurrence) -> str:
    """By when to pay, and what delay adds."""
    case = occurrence.case
    days = limit("enforcement.penalty.pay", case.rules_on).length
    rate = ask("surcharge", {"offence": occurrence.dossier.offence}, case.rules_on)["outcome"]
    return (
        f"请自收到本决定书之日起{days}内缴纳罚没款；逾期不缴纳的，每日按罚款数额的 {rate['daily']}% 加处罚款，"
        f"加处罚款不超出罚款数额的 {rate['cap']}%。"
    )


def remedy_told(on: Any, *, stays: bool = True) -> str:
    """What the party may do against a decision, by the rows of the day; `stays`: and that it is carried out meanwhile."""
    reconsider, sue = limit("enforcement.remedy.reconsider", on).length, limit("enforcement.remedy.sue", on).length
    told = f"对本决定不服的，可以自收到之日起{reconsider}内依法申请行政复议，或者在{sue}内依法向人民法院提起行政诉讼。"
    return f"{told}复议、诉讼期间，行政处罚不停止执行。" if stays else told


@effect("enforcement.decide_penalty", "作出处罚决定并制发决定书")
def decide_penalty(occurrence: Occurrence) -> None:
    """The paper has the number, the decision bears it. A heavier penalty than was notified is not decided here."""
    case, dossier = occurrence.case, occurrence.dossier
    evidence = [f"{one.get_kind_display()}：{one.title}" for one in case.evidence.all()]
    said = NO_OBJECTION if dossier.statement.strip() in ("", "无") else dossier.statement.strip().rstrip("。")
    heard = f"；已于{chinese_date(dossier.hearing_on)}举行听证" if dossier.hearing_report and dossier.hearing_on else ""
    paper = issue_paper(occurrence.actor, case, "penalty_decision", {
        "party": dossier.party_name, "offence": dossier.get_offence_display(), "facts": dossier.facts, "basis": dossier.basis,
        "evidence": evidence, "statement": f"{said}{heard}。", "grade": grade_told(dossier),
        "content": penalty_lines(dossier),
        "pay": pay_told(occurrence),
        "remedy": remedy_told(occurrence.on),
    }, party=dossier.party)  # fmt: skip
    make_decision(
        actor=occurrence.actor, case=case, kind=DecisionKind.PENALTY, party=dossier.party, party_name=dossier.party_name,
        is_person=dossier.is_person, violation=dossier.violation or dossier.get_offence_display(), facts=dossier.facts,
        basis=dossier.basis, content="\n".join(penalty_lines(dossier)), fine=dossier.fine or Decimal(0),
        confiscated=dossier.confiscated or Decimal(0), severity=grade_label(dossier), decided_on=occurrence.on, document=paper,
    )  # fmt: skip
