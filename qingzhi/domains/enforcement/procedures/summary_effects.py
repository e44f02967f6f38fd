"""Conditions and effects of a penalty on the spot."""

from decimal import Decimal

from qingzhi.base.permits import SYSTEM, Answer
from qingzhi.engine.procedures.actions import end_clock, link, start_clock
from qingzhi.engine.procedures.declaring import Occurrence
from qingzhi.engine.procedures.registry import effect, guard
from qingzhi.engine.procedures.terms import LinkKind

from ..actions import make_decision, serve
from ..actions.opening import open_ordinary_from
from ..actions.papers import issue_paper
from ..queries.rulings import ask
from ..terms import DecisionKind
from ..terms.service import ServedWhat, ServiceMethod
from .penalty_effects import keep, lines, officer_names, pay_told, remedy_told
from .penalty_guards import YES

HAND_IN, HAND_IN_LIMIT = "hand_in", "enforcement.summary.file"


@guard("enforcement.summary_fits", "可以当场处罚")
def summary_fits(occurrence: Occurrence) -> Answer:
    """A warning, or a fine up to the amount of the table of the day; what is collected at once has an amount of its own."""
    if not occurrence.data:
        return YES
    told = ask("summary", {"person": occurrence.dossier.is_person}, occurrence.on)
    found, data = told["outcome"], occurrence.data
    if not found:
        return Answer(False, "决策表中没有当场处罚的规定，请转为普通程序")
    if data["fine"] > Decimal(found["most"]):
        return Answer(False, f"当场处罚不超过 {found['most']} 元（{found['reason']}），请转为普通程序")
    if data["collected"] > min(data["fine"], Decimal(found["on_the_spot"])):
        return Answer(False, f"当场收缴不超过罚款数额和 {found['on_the_spot']} 元")
    return YES


@guard("enforcement.handed_in", "已交存备案")
def handed_in(occurrence: Occurrence) -> Answer:
    return YES if occurrence.dossier.handed_in_on else Answer(False, "当场处罚决定书还没有交存备案")


@guard("enforcement.not_handed_in", "尚未交存备案")
def not_handed_in(occurrence: Occurrence) -> Answer:
    day = occurrence.dossier.handed_in_on
    return Answer(False, f"已于{day}交存备案") if day else YES


@effect("enforcement.punish_on_the_spot", "当场作出并交付处罚决定书")
def punish(occurrence: Occurrence) -> None:
    """The paper has the number; it is handed over on the spot and takes effect."""
    case, dossier, data, actor = occurrence.case, occurrence.dossier, occurrence.data, occurrence.actor
    names = ("violation", "facts", "basis", "statement", "content", "fine", "collected", "place")
    keep(dossier, **{name: data[name] for name in names}, filed_on=occurrence.on, confiscated=Decimal(0), paid=data["collected"],
         paid_on=occurrence.on if data["collected"] else None)  # fmt: skip
    case.rules_on = occurrence.on
    content = lines(data["content"]) + ([f"罚款人民币{data['fine']:,.2f}元"] if data["fine"] else [])
    said = (
        "当事人当场没有提出陈述申辩"
        if data["statement"].strip() in ("", "无")
        else f"当事人陈述：{data['statement'].strip().rstrip('。')}"
    )
    told = f"已当场收缴人民币{data['collected']:,.2f}元。" if data["collected"] else ""
    left = data["fine"] > data["collected"]
    paper = issue_paper(actor, case, "summary_decision", {
        "party": dossier.party_name, "offence": dossier.get_offence_display(), "facts": data["facts"], "basis": data["basis"],
        "statement": f"{said}。", "content": content, "pay": told + (pay_told(occurrence) if left else "") or "没有须缴纳的罚款。",
        "remedy": remedy_told(occurrence.on), "officers": officer_names(occurrence), "place": data["place"],
        "received_by": data["received_by"],
    }, party=dossier.party)  # fmt: skip
    made = make_decision(  # as the system: two officers decide on the spot, nobody approves
        actor=SYSTEM, case=case, kind=DecisionKind.PENALTY, party=dossier.party, party_name=dossier.party_name,
        is_person=dossier.is_person, violation=data["violation"], facts=data["facts"], basis=data["basis"],
        content="\n".join(content), fine=data["fine"], decided_on=occurrence.on, document=paper,
    )  # fmt: skip
    serve(
        actor=actor, case=case, what=ServedWhat.DECISION, recipient=dossier.party_name, method=ServiceMethod.DIRECT,
        served_on=occurrence.on, decision=made, place=data["place"], received_by=data["received_by"],
    )  # fmt: skip
    start_clock(case=case, code=HAND_IN, label="交存备案期限", limit=HAND_IN_LIMIT, on=occurrence.on)


@effect("enforcement.hand_in", "登记交存备案")
def hand_in(occurrence: Occurrence) -> None:
    keep(occurrence.dossier, handed_in_on=occurrence.on)
    end_clock(case=occurrence.case, code=HAND_IN, on=occurrence.on)


@effect("enforcement.go_ordinary_penalty", "转入普通程序")
def go_ordinary(occurrence: Occurrence) -> None:
    """The ordinary case begins as a clue with the same party and facts."""
    made = open_ordinary_from(actor=occurrence.actor, case=occurrence.case)
    link(actor=occurrence.actor, case=made, to=occurrence.case, kind=LinkKind.ARISES_FROM, reason="简易程序转入")
