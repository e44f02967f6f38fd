"""A round of the patent award from its rules to its certificates: what each step asks, does, tells."""

from datetime import date

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.bus import deliver_events
from qingzhi.base.events.models import EventRow
from qingzhi.base.identity.models import Subject
from qingzhi.base.identity.testing import a_body
from qingzhi.base.permits import SYSTEM, Actor, PermitRefused
from qingzhi.domains.funds.queries import available, summary_of
from qingzhi.domains.funds.refusals import AppropriationExceeded
from qingzhi.domains.rights.actions.status import enter_status
from qingzhi.domains.rights.testing import make_right
from qingzhi.domains.support.actions.award_money import reference_of
from qingzhi.domains.support.actions.award_nominating import nominate
from qingzhi.domains.support.actions.award_publishing import announce, correct_order, publicise
from qingzhi.domains.support.actions.award_rounds import draft_round, open_award_round, set_seat
from qingzhi.domains.support.actions.award_scoring import start_scoring, take_results
from qingzhi.domains.support.actions.award_voting import open_panel, take_vote
from qingzhi.domains.support.award_refusals import (
    NominatedTwice,
    RecordedAlready,
    RightUnfit,
    RoundNotThere,
    SelectionEnded,
    ValueUnfit,
)
from qingzhi.domains.support.award_testing import (
    desk,
    make_award_round,
    make_award_rules,
    make_grouped,
    make_nomination,
    nominator,
    office,
)
from qingzhi.domains.support.models import AwardRound
from qingzhi.engine.documents.models import IssuedDocument
from qingzhi.engine.procedures.actions import take_step
from qingzhi.engine.procedures.refusals import FormWrong, GuardRefused
from qingzhi.engine.publication.actions import accept_objection, answer_objection, load_grounds, object_to
from qingzhi.engine.publication.actions.objecting import Objector
from qingzhi.engine.publication.models import ObjectionGround, Publication
from qingzhi.engine.scoring.actions import (
    accept_seat,
    cast_ballot,
    close_round,
    close_vote,
    commit_seed,
    count_ballots,
    draw_panel,
    freeze_list,
    take_attendance,
)
from qingzhi.engine.scoring.models import Entry, Round, Seat, Sheet, Vote
from qingzhi.engine.scoring.refusals import VoteInvalid
from qingzhi.engine.scoring.sources import CandidateFacts, candidate_source
from qingzhi.engine.scoring.testing import expert_of, score

pytestmark = pytest.mark.django_db
TODAY = date(2018, 7, 2)
POOL = "tests.award_experts"
_people: list[CandidateFacts] = []


@pytest.fixture(autouse=True)
def _day():
    with clock.fixed(TODAY):
        yield


def experts(number=7):
    _people[:] = [
        CandidateFacts(Subject.objects.create(kind="person", display_name=f"专家{at}").pk, f"专家{at}", "某所")
        for at in range(number)
    ]
    candidate_source(POOL, "测试专家", told)


def told(groups, on):
    return list(_people)


def scored(round_, *values):
    """Nominations grouped, drawn, signed, and scored so (one value for each entry, the same by every expert)."""
    made = make_grouped(round_, len(values))
    experts()
    scoring = start_scoring(actor=SYSTEM, round=round_, candidate_source=POOL)
    for act in (commit_seed, freeze_list, draw_panel):
        act(actor=SYSTEM, round_=Round.objects.get(pk=scoring.pk))
    for seat in Seat.objects.filter(group__round=scoring):
        accept_seat(actor=expert_of(seat), seat=seat, declared=True)
    worth = {str(one.pk): value for one, value in zip(made, values, strict=True)}
    for sheet in Sheet.objects.filter(entry__round=scoring).select_related("entry", "seat__candidate"):
        score(sheet, worth[sheet.entry.subject_id])
    close_round(actor=SYSTEM, round_=Round.objects.get(pk=scoring.pk))
    return made


def voted(round_, favour):
    """The shortlist put to nine members of whom all came: so many for each, in the order of the items."""
    vote = open_panel(actor=SYSTEM, round=round_, members_count=9)
    counts = {one.pk: (yes, 9 - yes, 0) for one, yes in zip(vote.items.order_by("position"), favour, strict=True)}
    count_ballots(actor=SYSTEM, vote=vote, present=9, counts=counts, tellers="计票人、监票人")
    close_vote(actor=SYSTEM, vote=Vote.objects.get(pk=vote.pk))
    return take_vote(actor=SYSTEM, round=round_)


def fresh(one):
    one.refresh_from_db()
    one.case.refresh_from_db()
    return one


def step(one, code, actor=SYSTEM, **more):
    fresh(one)
    take_step(actor=actor, case=one.case, step=code, revision=one.case.revision, **more)
    return fresh(one)


VISIT = {"visited_on": "2018-07-02", "visited_by": "张三、李四", "finding": "已在生产线使用。", "confirmed": "1"}


def publicised(round_=None, *values):
    round_ = round_ or make_award_round()
    made = scored(round_, *(values or (95, 80)))
    take_results(actor=SYSTEM, round=round_)
    shortlisted = [one for one in made if fresh(one).case.state == "shortlisted"]
    voted(round_, [9] * len(shortlisted))
    for one in shortlisted:
        if fresh(one).seat.needs_visit:
            step(one, "visit", data=VISIT)
    publicise(actor=SYSTEM, round=round_)
    return round_, [fresh(one) for one in made]


def test_a_round_goes_from_nomination_to_paid_prize_and_revocation():
    round_, (gold, excellent) = publicised()
    assert [one.case.state for one in (gold, excellent)] == ["publicity", "publicity"]
    publication = Publication.objects.get(pk=AwardRound.objects.get(pk=round_.pk).publication)
    assert publication.items.count() == 2
    assert publication.closes_on == gold.case.due_on
    with pytest.raises(GuardRefused, match="公示至"):
        step(gold, "end_publicity")
    with clock.fixed(date(2018, 7, 11)):
        for one in (gold, excellent):
            step(one, "end_publicity", desk(1))
            with pytest.raises(PermitRefused, match="须由另一人办理"):
                step(one, "approve", desk(1), data={"decision": "省政府专题会议纪要〔2018〕12号"})
            step(one, "approve", desk(2), data={"decision": "省政府专题会议纪要〔2018〕12号"})
        assert summary_of(reference_of(gold, gold.holder)).committed == 200_000
        assert available(round_.programme) == 770_000
        for one in (gold, excellent):
            step(one, "certify", desk(1))
        document = IssuedDocument.objects.get(number=gold.certificate_number)
        assert document.kind == "support.award_certificate" and document.verification_code
        step(gold, "pay", desk(3), data={"voucher": "付字001"})
        assert (gold.case.state, gold.case.outcome, gold.paid_on) == ("awarded", "granted", date(2018, 7, 11))
        announce(actor=SYSTEM, round=AwardRound.objects.get(pk=round_.pk))
        assert Publication.objects.filter(kind="support.award.given").get().items.count() == 2
        step(gold, "propose_revocation", desk(1), data={"reason": "专利被宣告全部无效", "basis": "第12345号无效决定"})
        assert gold.case.state == "revoking" and gold.case.closed_at is None
        step(gold, "state", nominator(gold.nominator), data={"statement": "已起诉。"})
        step(gold, "revoke", desk(2), data={"decision": "撤销决定1号"})
    assert (gold.case.state, gold.case.outcome) == ("revoked", "revoked")
    assert summary_of(reference_of(gold, gold.holder)).clawed_back == 200_000
    assert gold.revocations.get().recovered == 200_000
    done = set(AuditEntry.objects.filter(action__startswith="support.").values_list("action", flat=True))
    assert {
        "support.give_award",
        "support.pay_prize",
        "support.revoke_award",
        "support.issue_award_certificate",
    } <= done
    told_ = list(
        EventRow.objects.filter(name__in=("support.award_given", "support.award_revoked")).values_list(
            "name", flat=True
        )
    )
    assert told_.count("support.award_given") == 2 and told_.count("support.award_revoked") == 1


def test_ranks_and_quotas_decide_the_shortlist_with_reasons():
    round_ = make_award_round()
    made = scored(round_, 95, 80, 70, 65, 40)
    take_results(actor=SYSTEM, round=round_)
    found = {fresh(one).rank: (one.case.state, one.seat.code if one.seat else "", one.seat_why) for one in made}
    assert [found[rank][1] for rank in range(1, 6)] == ["gold", "excellent", "excellent", "", ""]
    assert found[4][0] == "not_shortlisted" and "名额已满" in found[4][2]
    assert "金奖须达到 85" in found[2][2]


@pytest.mark.parametrize(("yes", "state"), [(6, "voted"), (5, "not_passed")])
def test_two_thirds_of_those_present_pass(yes, state):
    round_ = make_award_round()
    (one,) = scored(round_, 90)
    take_results(actor=SYSTEM, round=round_)
    voted(round_, [yes])
    assert fresh(one).case.state == state
    assert "同意" in one.vote_why


def member(subject):
    return Actor(kind="person", name=subject.display_name, user_id=subject.pk, subject_id=subject.pk, role="expert")


def test_members_vote_themselves_and_too_few_decide_nothing():
    round_ = make_award_round()
    scored(round_, 90)
    take_results(actor=SYSTEM, round=round_)
    members = [Subject.objects.create(kind="person", display_name=f"评委{at}") for at in range(3)]
    vote = open_panel(actor=SYSTEM, round=round_, members=members)
    take_attendance(actor=SYSTEM, vote=vote, present=members[:1])
    with pytest.raises(VoteInvalid, match="表决无效"):
        close_vote(actor=SYSTEM, vote=vote)
    with pytest.raises(RoundNotThere, match="还没有结束"):
        take_vote(actor=SYSTEM, round=round_)
    with pytest.raises(RecordedAlready):
        open_panel(actor=SYSTEM, round=round_, members=members)
    take_attendance(actor=SYSTEM, vote=vote, present=members[:2])
    for one in members[:2]:
        cast_ballot(actor=member(one), vote=vote, choices={vote.items.get().pk: "for"})
    close_vote(actor=SYSTEM, vote=Vote.objects.get(pk=vote.pk))
    assert take_vote(actor=SYSTEM, round=round_) == (1, 0)


def test_a_top_prize_is_visited_before_it_is_published():
    round_ = make_award_round()
    (one,) = scored(round_, 95)
    take_results(actor=SYSTEM, round=round_)
    voted(round_, [9])
    with pytest.raises(GuardRefused, match="金奖须现场考察"):
        publicise(actor=SYSTEM, round=round_)
    assert Publication.objects.count() == 0  # nothing is left of what failed
    with pytest.raises(FormWrong, match="两人以上"):
        step(one, "visit", data={**VISIT, "visited_by": "张三"})
    step(one, "visit", data={**VISIT, "confirmed": "0"})
    with pytest.raises(GuardRefused, match="与申报不符"):
        step(one, "publicise")
    step(one, "fail_visit", note="未见实施")
    assert one.case.state == "not_passed"


def grounds():
    rows = [
        {"code": "ownership", "title": "权属纠纷", "nature": "substantive", "needs_evidence": "0", "evidence_hint": "", "kinds": "",
         "valid_from": "", "valid_to": "", "source": "测试"},
        {"code": "order", "title": "排序有误", "nature": "formal", "needs_evidence": "0", "evidence_hint": "", "kinds": "",
         "valid_from": "", "valid_to": "", "source": "测试"},
        {"code": "grade", "title": "对等级不服", "nature": "none", "needs_evidence": "0", "evidence_hint": "", "kinds": "",
         "valid_from": "", "valid_to": "", "source": "测试"},
    ]  # fmt: skip
    load_grounds(actor=SYSTEM, rows=rows)


def objected(one, ground):
    item = Publication.objects.get(kind="support.award.proposed").items.get(subject_id=str(one.pk))
    made = object_to(
        actor=SYSTEM, publication=item.publication, item=item, ground=ObjectionGround.objects.get(code=ground),
        text="该专利的权利归属正在诉讼，受理通知书附后。", objector=Objector("王五", "13900000000"),
    )  # fmt: skip
    while deliver_events():
        pass
    return made


def decided(objection, *, upheld):
    accept_objection(actor=SYSTEM, objection=objection)
    answer_objection(actor=SYSTEM, objection=objection, upheld=upheld, answer="经查证属实情况如下。", withdraw=False)
    while deliver_events():
        pass


def test_a_substantive_objection_suspends_and_ends_a_nomination():
    grounds()
    _, (gold, excellent) = publicised()
    made = objected(gold, "ownership")
    assert fresh(gold).case.state == "investigating"
    assert fresh(excellent).case.state == "publicity"
    decided(made, upheld=True)
    assert (fresh(gold).case.state, gold.case.outcome) == ("disqualified", "refused")


def test_days_of_an_investigation_do_not_count_as_publicity():
    grounds()
    _, (gold, _) = publicised()
    before = gold.case.due_on
    with clock.fixed(date(2018, 7, 4)):
        made = objected(gold, "ownership")
    with clock.fixed(date(2018, 7, 9)):
        decided(made, upheld=False)
        assert fresh(gold).case.state == "publicity"
        assert gold.case.due_on > before
    with clock.fixed(date(2018, 7, 10)), pytest.raises(GuardRefused, match="公示至"):
        step(gold, "end_publicity")


def test_a_formal_objection_corrects_the_order_and_an_objection_to_the_grade_is_none():
    grounds()
    _, (gold, _) = publicised()
    gold.persons = ["甲", "乙"]
    gold.save()
    assert objected(gold, "grade").standing == "lead"
    made = objected(gold, "order")
    assert fresh(gold).case.state == "publicity"
    decided(made, upheld=True)
    with pytest.raises(ValueUnfit, match="不能增减"):
        correct_order(actor=SYSTEM, nomination=gold, holders=gold.holders, persons=["甲"], reason="按登记簿更正")
    correct_order(actor=SYSTEM, nomination=gold, holders=gold.holders, persons=["乙", "甲"], reason="按登记簿副本更正")
    item = Publication.objects.get(kind="support.award.proposed").items.get(subject_id=str(gold.pk), withdrawn_at=None)
    assert item.values["persons"] == "乙、甲"


def test_a_prize_without_budget_is_not_given():
    _, (gold, _) = publicised(make_award_round(budget=50_000))
    with clock.fixed(date(2018, 7, 11)):
        step(gold, "end_publicity", desk(1))
        with pytest.raises(AppropriationExceeded):
            step(gold, "approve", desk(2), data={"decision": "纪要"})
    assert (fresh(gold).case.state, gold.awarded_on) == ("approving", None)


def test_names_are_covered_for_the_experts():
    round_ = make_award_round()
    right = make_right(title="青海示例青稞有限公司的加工装置", holders=["青海示例青稞有限公司"])
    make_nomination(round_, to="grouping", right=right)
    make_grouped(round_, 1)
    experts()
    start_scoring(actor=SYSTEM, round=round_, candidate_source=POOL)
    entry = Entry.objects.get(title__contains="青海示例青稞有限公司")
    assert entry.blind_title == "某单位的加工装置"
    assert "示例青稞" not in entry.blind_text


def test_what_the_register_says_stops_a_nomination():
    round_ = make_award_round()
    one = make_nomination(round_, to="checking")
    enter_status(actor=SYSTEM, right=one.right, status="lapsed", on=date(2018, 6, 1), basis="终止公告")
    fresh(one).right.refresh_from_db()
    with pytest.raises(GuardRefused, match="法律状态：未缴年费终止"):
        step(one, "confirm_register")
    step(one, "refuse_register", note="专利权已终止")
    assert one.case.state == "refused" and one.register_ok is False
    assert ["法律状态", False, "未缴年费终止"] in [list(line) for line in one.register_lines]


def test_one_right_stands_once_in_a_round_and_only_of_its_kind():
    round_ = make_award_round()
    one = make_nomination(round_)
    other = a_body("xining", "西宁市知识产权局")
    with pytest.raises(NominatedTwice, match="已由省科技厅推荐"):
        make_nomination(round_, other, right=one.right)
    with pytest.raises(RightUnfit, match="不接受"):
        make_nomination(round_, other, right=make_right("trademark"))
    with pytest.raises(PermitRefused):
        nominate(actor=nominator(other), round=round_, right=make_right(), nominator=office(), summary="代他人推荐")


def test_returned_once_with_everything_missing():
    round_ = make_award_round()
    one = make_nomination(round_, to="submitted")
    step(one, "return_form", note="缺推荐函原件")
    step(one, "resubmit", nominator(one.nominator))
    with pytest.raises(GuardRefused, match="已退回补正一次"):
        step(one, "return_form", note="还缺")


def test_nominations_are_taken_in_their_time():
    round_ = make_award_round()
    with clock.fixed(date(2018, 12, 29)), pytest.raises(RoundNotThere, match="推荐时间"):
        make_nomination(round_)


def test_famous_marks_are_refused_from_the_day_the_policy_ended_them():
    make_award_rules()
    values = {
        "kind": "mark", "year": 2018, "title": "", "body": office(), "granted_by": date(2017, 12, 31),
        "opens_on": TODAY, "closes_on": date(2018, 9, 30),
    }  # fmt: skip
    with pytest.raises(SelectionEnded, match="自 2018-05-01 起不再开展著名商标评选"):
        draft_round(actor=SYSTEM, **values)
    with clock.fixed(date(2018, 4, 30)):
        draft = draft_round(actor=SYSTEM, **values)
        assert draft.validity_years == 3
    with pytest.raises(SelectionEnded):  # drafted before, and too late to begin
        open_award_round(actor=SYSTEM, round=draft)
    assert draft_round(actor=SYSTEM, **{**values, "kind": "patent"}).stage == "draft"


def test_a_famous_mark_has_a_term_and_can_be_removed():
    with clock.fixed(date(2018, 3, 1)):
        round_ = make_award_round(kind="mark", budget=0, closes_on=date(2018, 6, 30))
        _, (mark,) = publicised(round_, 90)
    with clock.fixed(date(2018, 3, 12)):
        step(mark, "end_publicity", desk(1))
        step(mark, "approve", desk(2), data={"decision": "认定决定"})
        step(mark, "certify_only", desk(1))
        assert (mark.case.state, mark.valid_to) == ("awarded", date(2021, 3, 12))
        honour = mark.right.honours.get(kind="famous")
        assert (honour.valid_from, honour.valid_to) == (date(2018, 3, 12), date(2021, 3, 12))
    with clock.fixed(date(2018, 9, 3)):
        step(mark, "remove", desk(2), data={"reason": "注册商标被注销"})
    assert (mark.case.state, mark.removed_on) == ("removed", date(2018, 9, 3))


def test_quotas_are_changed_before_the_rules_are_published_only():
    round_ = make_award_round(opened=False)
    seat = round_.seats.get(code="gold")
    with pytest.raises(ValueUnfit, match="依据"):
        set_seat(actor=SYSTEM, seat=seat, quota=2, prize=100, source=" ")
    set_seat(actor=SYSTEM, seat=seat, quota=2, prize=100, source="局务会纪要")
    open_award_round(actor=SYSTEM, round=round_)
    with pytest.raises(RoundNotThere):
        set_seat(actor=SYSTEM, seat=seat, quota=3, prize=100, source="再改")
