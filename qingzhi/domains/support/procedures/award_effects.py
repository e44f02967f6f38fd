"""Guards and effects of awards, by the names that the declaration uses."""

from qingzhi.base.permits import Answer
from qingzhi.engine.procedures.declaring import Occurrence
from qingzhi.engine.procedures.models import CaseEntry
from qingzhi.engine.procedures.registry import effect, guard
from qingzhi.engine.publication.queries.objections import objections_of
from qingzhi.engine.publication.terms import OPEN

from ..actions import award_giving, award_nominating
from ..queries.award_register import checked
from ..rules.award_register import failing
from ..terms.awards import AwardStage


@guard("support.award_round_takes", "本轮评选正在接受推荐")
def round_takes(occurrence: Occurrence) -> Answer:
    """Only while the round takes nominations."""
    round_ = occurrence.dossier.round
    if round_.stage != AwardStage.OPEN or not round_.opens_on <= occurrence.on <= round_.closes_on:
        return Answer(False, f"推荐时间为 {round_.opens_on} 至 {round_.closes_on}")
    return Answer(True, "在推荐时间内")


@guard("support.award_not_returned", "只退回补正一次")
def not_returned(occurrence: Occurrence) -> Answer:
    """Everything missing is named at once: a second return is refused."""
    if CaseEntry.objects.filter(case=occurrence.case, step="return_form").exists():
        return Answer(False, "已退回补正一次，缺少的材料应当一次告知，请作出受理或不予受理的决定")
    return Answer(True, "还没有退回过")


@guard("support.register_confirms", "登记簿核验相符")
def register_confirms(occurrence: Occurrence) -> Answer:
    """Every line of the register check holds."""
    against = failing(checked(occurrence.dossier, occurrence.on))
    return Answer(not against, against or "登记簿核验相符")


@guard("support.award_grouped", "已分组")
def grouped(occurrence: Occurrence) -> Answer:
    """The nomination stands in a group."""
    group = occurrence.dossier.group
    return Answer(group is not None, f"评审组：{group}" if group else "还没有分组，请在评选页面分组后统一送评")


@guard("support.award_seated", "有拟授奖项")
def seated(occurrence: Occurrence) -> Answer:
    """A grade is proposed."""
    seat = occurrence.dossier.seat
    return Answer(seat is not None, occurrence.dossier.seat_why or "评分结束后在评选页面统一确定入围")


@guard("support.award_not_seated", "没有拟授奖项")
def not_seated(occurrence: Occurrence) -> Answer:
    """Scored, and no grade is proposed."""
    one = occurrence.dossier
    return Answer(one.seat is None and one.rank is not None, one.seat_why or "评分结束后在评选页面统一确定入围")


@guard("support.award_moved_up", "有空出的名额递补")
def moved_up(occurrence: Occurrence) -> Answer:
    """A place that became free is this nomination's, by the round's rule."""
    one = occurrence.dossier
    return Answer(one.seat is not None, one.seat_why if one.seat else "没有空出的名额；有空出的，在评选页面按规则办理")


@guard("support.award_vote_passed", "表决通过")
def vote_passed(occurrence: Occurrence) -> Answer:
    """The panel passed it."""
    one = occurrence.dossier
    return Answer(one.vote_passed is True, one.vote_why or "表决结束后在评选页面统一登记")


@guard("support.award_vote_failed", "表决未通过")
def vote_failed(occurrence: Occurrence) -> Answer:
    """The panel did not pass it."""
    one = occurrence.dossier
    return Answer(one.vote_passed is False, one.vote_why or "表决结束后在评选页面统一登记")


@guard("support.award_visit_done", "须现场考察的已考察")
def visit_done(occurrence: Occurrence) -> Answer:
    """Top prizes are visited before they are published."""
    one = occurrence.dossier
    if one.seat is not None and one.seat.needs_visit and one.visit_ok is not True:
        told = "考察结论与申报不符" if one.visit_ok is False else "还没有登记现场考察"
        return Answer(False, f"{one.seat.title}须现场考察：{told}（{one.right.number_shown}）")
    return Answer(True, "不须现场考察，或考察相符")


@guard("support.award_visit_failed", "考察结论与申报不符")
def visit_failed(occurrence: Occurrence) -> Answer:
    """The visit found something else."""
    return Answer(occurrence.dossier.visit_ok is False, "考察结论与申报不符的才能办理")


@guard("support.award_publicity_over", "公示期满且没有未决异议")
def publicity_over(occurrence: Occurrence) -> Answer:
    """The limit is over (stops counted) and nothing is left to be decided."""
    clock = occurrence.case.clocks.filter(code="publicity", ended_on=None).first()
    if clock is not None and clock.due_on is not None and occurrence.on <= clock.due_on:
        return Answer(False, f"公示至 {clock.due_on}，期满后办理")
    count = objections_of(occurrence.dossier).filter(standing__in=OPEN).count()
    return Answer(not count, f"还有 {count} 件异议没有办结" if count else "公示期满，没有未决异议")


@guard("support.award_has_prize", "有奖金")
def has_prize(occurrence: Occurrence) -> Answer:
    """There is money to pay."""
    return Answer(occurrence.dossier.prize > 0, "有奖金的证书制发后转财务拨付")


@guard("support.award_without_prize", "没有奖金")
def without_prize(occurrence: Occurrence) -> Answer:
    """Nothing is to be paid."""
    return Answer(occurrence.dossier.prize <= 0, "没有奖金的制发证书即办结")


@effect("support.keep_register_check", "保存登记簿核验")
def keep_register_check(occurrence: Occurrence) -> None:
    """Keep what the register said on this day."""
    award_nominating.check_register(actor=occurrence.actor, nomination=occurrence.dossier)


@effect("support.keep_visit", "登记现场考察")
def keep_visit(occurrence: Occurrence) -> None:
    """Keep the visit."""
    award_giving.keep_visit(actor=occurrence.actor, nomination=occurrence.dossier, **occurrence.data)


@effect("support.give_award", "授奖并安排奖金")
def give_award(occurrence: Occurrence) -> None:
    """Give the award; the prize is promised or the step does not happen."""
    award_giving.give_award(actor=occurrence.actor, nomination=occurrence.dossier, **occurrence.data)


@effect("support.issue_certificate", "制发证书")
def issue_certificate(occurrence: Occurrence) -> None:
    """Issue the certificate."""
    award_giving.issue_certificate(actor=occurrence.actor, nomination=occurrence.dossier)


@effect("support.pay_prize", "登记奖金拨付")
def pay_prize(occurrence: Occurrence) -> None:
    """Enter the payment."""
    award_giving.pay_prize(actor=occurrence.actor, nomination=occurrence.dossier, **occurrence.data)


@effect("support.propose_revocation", "提出撤销")
def propose_revocation(occurrence: Occurrence) -> None:
    """Propose a revocation."""
    award_giving.propose_revocation(actor=occurrence.actor, nomination=occurrence.dossier, **occurrence.data)


@effect("support.keep_award_statement", "保存陈述和申辩")
def keep_statement(occurrence: Occurrence) -> None:
    """Keep the statement."""
    award_giving.keep_statement(actor=occurrence.actor, nomination=occurrence.dossier, **occurrence.data)


@effect("support.revoke_award", "撤销奖项、追回奖金、公告")
def revoke_award(occurrence: Occurrence) -> None:
    """Revoke the award."""
    award_giving.revoke_award(actor=occurrence.actor, nomination=occurrence.dossier, **occurrence.data)


@effect("support.keep_award", "维持奖项")
def keep_award(occurrence: Occurrence) -> None:
    """Leave the award as it is."""
    award_giving.keep_award(actor=occurrence.actor, nomination=occurrence.dossier, reason=occurrence.note)


@effect("support.remove_mark", "移出著名商标名录")
def remove_mark(occurrence: Occurrence) -> None:
    """Take the mark off the list."""
    award_giving.remove_mark(actor=occurrence.actor, nomination=occurrence.dossier, **occurrence.data)
