"""Awards in the demonstration: the round of 2017 with its certificates, and that of 2018 in publicity with an objection.

Rights and holders are those of the made-up registers; scores, votes, objections and decisions are made up.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from qingzhi.base.permits import PUBLIC, SYSTEM, Actor
from qingzhi.domains.funds.models import Programme
from qingzhi.domains.parties.models import Party
from qingzhi.domains.rights.models import Right
from qingzhi.domains.support.actions import award_publishing, award_rounds, award_scoring, award_vacancies
from qingzhi.domains.support.actions.aid_filing import apply_for_priority
from qingzhi.domains.support.models import AwardNomination, AwardRound
from qingzhi.domains.talent.models import ExpertEmployment
from qingzhi.engine.procedures.actions import attach, take_step
from qingzhi.engine.publication.actions import accept_objection, answer_objection, object_to
from qingzhi.engine.publication.actions.objecting import Objector
from qingzhi.engine.publication.models import Publication
from qingzhi.engine.publication.queries import grounds_for
from qingzhi.engine.scoring.actions import close_round
from qingzhi.engine.scoring.models import Round
from qingzhi.engine.scoring.queries.standings import wide_entries

from .award_steps import CHIEF, Telling, at, letter, review
from .stage import Stage

QUOTAS = {"gold": (1, 100_000), "silver": (2, 50_000), "design_gold": (0, 0), "excellent": (3, 10_000)}
RULES = (
    "一、推荐：联席会议成员单位和市州知识产权管理部门推荐，每件权利推荐一次。\n"
    "二、评审：形式审查、登记簿核验后分组，由随机抽取并经回避筛查的专家匿名评分。\n"
    "三、表决：评审委员会到会委员不少于三分之二，同意票不少于到会人数的三分之二为通过，金奖须现场考察。\n"
    "四、公示：拟授奖项目公示七日，可以实名提出异议。\n本办法为演示示例。"
)
LEVELS = (91, 86, 84, 80, 78, 75, 73, 70, 68, 66, 63, 60)
WIDE = [96, 94, 50, 52, 90, 80, 82, 84]
MEMBERS = [f"expert{number}" for number in (9, 10, 11, 12, 13, 14, 15)]
VISIT = {
    "visited_on": "2018-06-22", "visited_by": "祁永寿、冶学文", "confirmed": "1",
    "finding": "专利产品已在生产线稳定使用，销售合同、纳税材料与申报一致。（示例）",
}  # fmt: skip
OBJECTOR = Objector("祁海青", "0971-0000001", organisation="青海示例装备有限公司")


def tell_awards(stage: Stage) -> int | bool:
    """Tell both rounds; how many nominations."""
    if AwardRound.objects.exists():
        return False
    rights = _rights(stage)
    _earlier(stage, rights[:5])
    _priority(stage)
    _present(stage, rights[5:])
    return AwardNomination.objects.count()


def _rights(stage: Stage) -> list[Right]:
    """Patents granted by the end of 2017, each of another holder: an applicant's and experts' employers' among them."""
    found = Right.objects.filter(
        kind="patent", status="in_force", registered_on__lte=date(2017, 12, 31), patent__type__in=("invention", "utility"),
        holdings__role="holder", holdings__valid_to=None, holdings__party__fictional=True,
    )  # fmt: skip
    own = Party.objects.filter(subject=stage.actor("applicant2").acts_for).values_list("pk", flat=True)
    ties = ExpertEmployment.objects.exclude(party=None).filter(expert__subject__mandates__isnull=False)
    first_expert = stage.actor("expert").subject_id
    barred = set(ties.filter(expert__subject=first_expert).values_list("party_id", flat=True))
    known = set(ties.values_list("party_id", flat=True)) - barred
    first: dict[int, int] = {}
    for party, right in found.order_by("pk").values_list("holdings__party", "pk"):
        if party not in barred:
            first.setdefault(party, right)
    chosen = [first.pop(party) for party in own if party in first]
    tied = [right for party, right in first.items() if party in known]
    others = [right for party, right in first.items() if party not in known]
    picked = [*others[:5], *chosen, *tied[:4], *others[5:15]]
    by_id = Right.objects.select_related("patent").in_bulk(picked)
    return [by_id[pk] for pk in dict.fromkeys(picked)]


def _nominators(stage: Stage) -> list[Actor]:
    return [
        *(stage.contact(body) for body in stage.prefecture_offices[:5]),
        stage.actor("science"),
        stage.actor("commerce"),
    ]


def _opened(stage: Stage, year: int, when: tuple[str, str], first: date, last: date) -> Telling:
    with at(when[0]):
        made = award_rounds.draft_round(
            actor=stage.actor("award_secretary"), kind="patent", year=year, title=f"{year}年度青海省专利奖评选（示例）",
            body=stage.bodies["qh-ip"], granted_by=date(2017, 12, 31), opens_on=first, closes_on=last, rules_text=RULES,
            programme=Programme.objects.get(code="jiangli", year=2018), is_sample=True,
        )  # fmt: skip
        for seat in made.seats.all():
            quota, prize = QUOTAS[seat.code]
            award_rounds.set_seat(
                actor=stage.actor("award_secretary"), seat=seat, quota=quota, prize=Decimal(prize), source="2018年第2次局务会纪要（示例）"
            )  # fmt: skip
    with at(when[1]):
        award_rounds.open_award_round(actor=stage.actor(CHIEF), round=made)
    return Telling(stage, made)


def _checked(telling: Telling, made: list[AwardNomination], refuse: int | None = None) -> list[AwardNomination]:
    """Form check with one return and one refusal, then the register."""
    for place, one in enumerate(made):
        if place == refuse:
            telling.step(one, "refuse_form", note="推荐函没有加盖推荐单位公章，逾期未补正。（示例）")
            continue
        telling.step(one, "accept_form")
        telling.step(one, "confirm_register")
    return [one for place, one in enumerate(made) if place != refuse]


def _earlier(stage: Stage, rights: list[Right]) -> None:
    """2017: five nominations, one taken out by an objection, three awards with certificates and prizes."""
    telling = _opened(stage, 2017, ("2018-02-07 09:30", "2018-02-08 09:00"), date(2018, 2, 8), date(2018, 2, 13))
    nominators = _nominators(stage)
    with at("2018-02-09 10:10"):
        made = [telling.nominate(nominators[place % len(nominators)], right) for place, right in enumerate(rights)]
    with at("2018-02-14 15:20"):
        made = _checked(telling, made)
    days = ("2018-02-22 09:40", "2018-02-22 10:00", "2018-02-23 09:20", "2018-02-24 10:00")
    scored = telling.draw(days, [("综合组", "", 5)], "expert", date(2018, 3, 2))
    with at("2018-02-28 16:10"):
        telling.score(scored, {one.pk: [LEVELS[place]] for place, one in enumerate(made)})
    _judged(telling, scored, "2018-03-02 17:00", "2018-03-05 09:30")
    with at("2018-03-06 10:30"):
        telling.vote_on_paper(
            9, 11, [9, 8, 8, 7, 7, 7][: telling.round.nominations.filter(case__state="shortlisted").count()]
        )
    _public_2017(stage, telling)


def _judged(telling: Telling, scored: Round, closed: str, taken: str) -> None:
    with at(closed):
        close_round(actor=telling.secretary, round_=scored)
    with at(taken):
        award_scoring.take_results(actor=telling.secretary, round=telling.round)


def _public_2017(stage: Stage, telling: Telling) -> None:
    with at("2018-03-07 09:30"):
        rows = list(
            telling.round.nominations.filter(case__state="voted").select_related("case", "seat").order_by("rank")
        )
        telling.step(rows[0], "visit", data={**VISIT, "visited_on": "2018-03-06"})
        found = award_publishing.publicise(actor=telling.secretary, round=telling.round)
    lost = rows[1]
    with at("2018-03-09 11:00"):
        objection = _object(telling, found, lost, "ownership", "该专利的归属已由法院受理，受理通知书附后。（示例）")
    with at("2018-03-12 09:30"):
        accept_objection(actor=telling.secretary, objection=objection)
    with at("2018-03-14 16:00"):
        told = "经查，该专利权属纠纷已由法院受理，依评奖规程取消本轮资格。（示例）"
        answer_objection(actor=telling.secretary, objection=objection, upheld=True, answer=told, withdraw=True)
        telling.step(lost, "uphold_objection", SYSTEM, note="异议成立：权属有争议")
        award_vacancies.settle_vacancy(actor=telling.secretary, nomination=lost)
    with at("2018-03-15 10:00"):
        given = [one for one in rows if one.pk != lost.pk]
        for one in given:
            telling.step(one, "end_publicity")
    with at("2018-03-19 09:20"):
        for one in given:
            telling.step(one, "approve", telling.chief, data={"decision": "省政府专题会议纪要〔2018〕示例3号"})
    with at("2018-03-21 15:00"):
        for one in given:
            telling.step(one, "certify")
    with at("2018-03-22 09:00"):
        award_publishing.announce(actor=telling.chief, round=telling.round)
    with at("2018-03-28 10:40"):
        for place, one in enumerate(given, 1):
            telling.step(one, "pay", stage.actor("cashier"), data={"voucher": f"示例凭证-奖{place:02d}"})


def _priority(stage: Stage) -> None:
    """An enterprise's membership of an alliance, recognised before the round of 2018: points on top, with their reason."""
    actor, office = stage.actor("applicant2"), stage.actor("support")
    with at("2018-03-26 10:00"):
        one = apply_for_priority(
            actor=actor, party=Party.objects.get(subject=actor.acts_for), body=stage.bodies["qh-ip"], ground="alliance",
            name="盐湖化工产业知识产权联盟（示例）", basis="联盟章程和成员名册（示例）", role="成员",
        )  # fmt: skip
        attach(actor=actor, case=one.case, slot="membership", label="成员证明", received=letter(actor, "成员证明"))
    steps: tuple[tuple[str, Actor, str, dict[str, str]], ...] = (
        ("2018-03-26 10:20", actor, "submit", {}), ("2018-03-27 09:30", office, "accept", {}),
        ("2018-03-29 09:30", office, "publicise", {}), ("2018-04-12 09:30", office, "end_publicity", {}),
        ("2018-04-13 09:30", stage.actor(CHIEF), "approve", {"valid_to": ""}),
    )  # fmt: skip
    for when, who, step, data in steps:
        with at(when):
            one.case.refresh_from_db()
            take_step(actor=who, case=one.case, step=step, revision=one.case.revision, data=data)


def _present(stage: Stage, rights: list[Right]) -> None:
    """2018: eleven nominations in two groups, conflicts and a recusal, one spread too wide, in publicity with an objection."""
    telling = _opened(stage, 2018, ("2018-04-16 09:30", "2018-04-17 09:00"), date(2018, 4, 17), date(2018, 5, 8))
    nominators = _nominators(stage)
    with at("2018-04-26 10:10"):
        made = [telling.nominate(nominators[place % len(nominators)], right) for place, right in enumerate(rights[:11])]
    with at("2018-05-02 15:20"):
        telling.step(made[2], "return_form", note="缺少实施效益证明；推荐理由没有写明应用单位。（示例）")
    with at("2018-05-03 09:50"):
        telling.step(made[2], "resubmit", nominators[2])
    with at("2018-05-04 16:00"):
        made = _checked(telling, made, refuse=10)
    days = ("2018-05-14 09:40", "2018-05-15 10:00", "2018-05-16 09:20", "2018-05-17 10:00")
    groups = [("农牧医药和信息组", "A C12 G06 H01", 5), ("材料化工和机械组", "", 5)]
    scored = telling.draw(days, groups, "expert", date(2018, 6, 8))
    worth = {one.pk: [LEVELS[place % len(LEVELS)]] for place, one in enumerate(made)}
    wide = telling.round.nominations.filter(case__state="scoring").order_by("group__fields", "pk")[1]
    worth[wide.pk] = WIDE  # in the group that every expert fits, so that there are enough for a second look
    with at("2018-06-05 16:10"):
        telling.score(scored, worth, recuse=True)
        telling.score(scored, worth)
    with at("2018-06-07 09:10"):
        for entry in wide_entries(scored):
            review(telling, scored, entry, worth)
    _judged(telling, scored, "2018-06-11 17:00", "2018-06-12 09:30")
    with at("2018-06-20 10:30"):
        telling.vote_by_members(MEMBERS, absent=1, against_last=5)
    _public_2018(telling)


def _public_2018(telling: Telling) -> None:
    with at("2018-06-25 16:30"):
        rows = list(
            telling.round.nominations.filter(case__state="voted").select_related("case", "seat").order_by("rank")
        )
        for one in rows:
            if one.seat is not None and one.seat.needs_visit:
                telling.step(one, "visit", data=VISIT)
    with at("2018-06-27 09:30"):
        found = award_publishing.publicise(actor=telling.secretary, round=telling.round)
    with at("2018-06-28 11:20"):
        text = "本单位在申请日前已经公开销售相同产品，销售合同附后。（示例）"
        objection = _object(telling, found, rows[1], "novelty", text)
    with at("2018-06-29 09:40"):
        accept_objection(actor=telling.secretary, objection=objection)


def _object(telling: Telling, found: Publication, one: AwardNomination, ground: str, text: str) -> Any:
    """A substantive objection to one row, with evidence; its publicity stops."""
    item = found.items.get(subject_id=str(one.pk), withdrawn_at=None)
    made = object_to(
        actor=PUBLIC, publication=found, item=item, ground=grounds_for(found.kind).get(code=ground), text=text,
        objector=OBJECTOR, files=[letter(PUBLIC, "异议证据")],
    )  # fmt: skip
    telling.step(one, "object", SYSTEM, note=f"收到实质性异议：{made.ground.title}")
    return made
