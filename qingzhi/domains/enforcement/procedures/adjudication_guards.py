"""Conditions of the steps of an adjudication."""

from qingzhi.base.permits import Answer
from qingzhi.engine.limits.queries import UnknownLimit, limit
from qingzhi.engine.procedures.declaring import Occurrence
from qingzhi.engine.procedures.registry import guard

from ..models import Decision
from ..queries.finality import Finality, known_finality
from ..queries.rulings import ask_standing, ask_stay
from ..terms import DecisionKind
from ..terms.adjudication import UNKNOWN, Ruling, StayAnswer
from .penalty_guards import YES, _due, earliest

DECIDE = "enforcement.adjudication.decide"


@guard("enforcement.may_claim", "请求条件齐备")
def may_claim(occurrence: Occurrence) -> Answer:
    """The five conditions: 令81 第十二条."""
    dossier = occurrence.dossier
    told = ask_standing(dossier, occurrence.on)
    if not told["outcome"].get("may"):
        return Answer(False, f"请求人不合格：{told['outcome'].get('reason', '')}")
    if {dossier.claimant_name, dossier.patent_number, dossier.patent_title, dossier.respondent_address} & set(UNKNOWN):
        return Answer(False, "请求由举报投诉转入，请先告知补正：请求人、专利号、专利名称和被请求人地址")
    if not dossier.respondent_name or not dossier.requests or not dossier.facts:
        return Answer(False, "须有明确的被请求人、具体的请求事项和事实理由")
    if not dossier.in_competence:
        return Answer(False, "不属于本机关受案和管辖范围")
    if dossier.sued or dossier.other_way:
        return Answer(False, "当事人已就该纠纷起诉或者另有约定的解决方式，不予立案")
    return YES


@guard("enforcement.not_corrected", "补正只告知一次")
def not_corrected(occurrence: Occurrence) -> Answer:
    """Everything missing is named at once: 令81 第十六条."""
    return Answer(False, "已告知补正一次，请作出立案或不予立案的决定") if occurrence.dossier.corrections else YES


@guard("enforcement.correction_lapsed", "补正逾期")
def correction_lapsed(occurrence: Occurrence) -> Answer:
    last = _due(occurrence, "correction")
    return Answer(False, f"补正期限到 {last} 届满") if last is None or occurrence.on <= last else YES


@guard("enforcement.acceptance_extendable", "适用的规则允许延长立案")
def acceptance_extendable(occurrence: Occurrence) -> Answer:
    """Five more days came with 令81."""
    return _known(occurrence, "enforcement.adjudication.accept.extension", "本案适用的规则没有规定延长立案期限")


@guard("enforcement.second_extension_known", "适用的规则允许上一级批准再延长")
def second_extension_known(occurrence: Occurrence) -> Answer:
    """Two more months came with 令81."""
    return _known(occurrence, f"{DECIDE}.second", "本案适用的规则没有规定上一级部门批准再延长")


def _known(occurrence: Occurrence, code: str, refusal: str) -> Answer:
    try:
        limit(code, occurrence.case.rules_on)
    except UnknownLimit:
        return Answer(False, refusal)
    return YES


@guard("enforcement.defence_there", "已收到答辩书，尚未转送")
def defence_there(occurrence: Occurrence) -> Answer:
    dossier = occurrence.dossier
    if dossier.defence_on is None:
        return Answer(False, "还没有收到答辩书")
    return Answer(False, f"已于{dossier.defence_sent_on}转送") if dossier.defence_sent_on else YES


@guard("enforcement.defence_over", "答辩期届满或答辩书已转送")
def defence_over(occurrence: Occurrence) -> Answer:
    """Who does not answer does not hold the case up."""
    dossier = occurrence.dossier
    if dossier.defence_on is not None:
        return YES if dossier.defence_sent_on else Answer(False, "请先把答辩书转送请求人")
    last = _due(occurrence, "defence")
    return Answer(False, f"答辩期限到 {last} 届满") if last is None or occurrence.on <= last else YES


@guard("enforcement.oral_noticed", "口头审理已提前通知")
def oral_noticed(occurrence: Occurrence) -> Answer:
    """At least three working days ahead: 令81 第二十六条."""
    if not occurrence.data:
        return YES
    first = earliest(occurrence.case, "enforcement.adjudication.hearing", occurrence.on)
    return (
        Answer(False, f"口头审理至少提前三个工作日通知，最早可定在 {first}")
        if occurrence.data["hearing_on"] < first
        else YES
    )


@guard("enforcement.oral_day", "口头审理日已到")
def oral_day(occurrence: Occurrence) -> Answer:
    day = occurrence.dossier.hearing_on
    return Answer(False, f"口头审理定于 {day}") if day is None or occurrence.on < day else YES


@guard("enforcement.stay_fits", "有中止事由")
def stay_fits(occurrence: Occurrence) -> Answer:
    """A stay needs a ground of the table; where it need not be stayed the reason is to be written."""
    if not occurrence.data:
        return YES
    told = ask_stay(occurrence.dossier, occurrence.data, occurrence.on)["outcome"]
    answer = StayAnswer(told.get("answer", "no"))
    if answer is StayAnswer.NO:
        return Answer(False, f"不能中止：{told.get('reason', '')}")
    if answer is StayAnswer.MAY_NOT and not occurrence.note:
        return Answer(False, f"可以不中止（{told['reason']}）；仍要中止的，须写明理由")
    return YES


@guard("enforcement.stay_not_due", "不是应当中止的情形")
def stay_not_due(occurrence: Occurrence) -> Answer:
    """What must be stayed cannot go on."""
    if not occurrence.data:
        return YES
    told = ask_stay(occurrence.dossier, occurrence.data, occurrence.on)["outcome"]
    if told.get("answer") == StayAnswer.MUST:
        return Answer(False, f"应当中止：{told['reason']}")
    return YES


@guard("enforcement.panel_stands", "合议组合格")
def panel_stands(occurrence: Occurrence) -> Answer:
    """Three or more, odd, none excluded."""
    members = occurrence.case.panel.filter(to_on=None).count()
    if members < 3 or members % 2 == 0:
        return Answer(False, f"合议组须由三人以上的单数组成，现为{members}人，请先变更合议组")
    return YES


@guard("enforcement.repeated", "就同一专利已有生效裁决或判决")
def repeated(occurrence: Occurrence) -> Answer:
    """The same infringement again may be ruled on directly: 令81 第三十四条."""
    dossier = occurrence.dossier
    earlier = Decision.objects.filter(
        kind=DecisionKind.ADJUDICATION, effective_on__isnull=False, revoked_on=None, party_name=dossier.respondent_name,
        case__adjudication__patent_number=dossier.patent_number, case__adjudication__ruling__in=[Ruling.INFRINGES, Ruling.PARTLY],
    ).exclude(case=occurrence.case)  # fmt: skip
    return YES if earlier.exists() else Answer(False, "没有就同一专利对同一被请求人认定侵权的生效裁决")


@guard("enforcement.suit_over", "起诉期届满无人起诉，或诉讼维持裁决")
def suit_over(occurrence: Occurrence) -> Answer:
    """《专利法》第六十五条: fifteen days from receipt."""
    decision = occurrence.dossier.decision
    found = known_finality(decision) if decision is not None else Finality(None, "本案没有有效的裁决")
    if found.until is None:
        return Answer(False, found.reason)
    return Answer(False, f"起诉期限到 {found.until} 届满") if occurrence.on <= found.until else YES


@guard("enforcement.orders_something", "裁决责令停止侵权")
def orders_something(occurrence: Occurrence) -> Answer:
    found = occurrence.dossier.ruling in (Ruling.INFRINGES, Ruling.PARTLY)
    return YES if found else Answer(False, "裁决没有可以强制执行的内容")


@guard("enforcement.answer_over", "陈述意见期限届满")
def answer_over(occurrence: Occurrence) -> Answer:
    """Who does not answer does not hold the fast track up."""
    if occurrence.dossier.copy_served_on is None:
        return Answer(False, "请先送达请求书副本")
    last = _due(occurrence, "answer")
    return Answer(False, f"陈述意见期限到 {last} 届满") if last is None or occurrence.on <= last else YES
