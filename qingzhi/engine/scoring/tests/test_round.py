"""A round from its opening to its results: state, audit, event; who is first, who is not."""

from datetime import date
from decimal import Decimal

import pytest

from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.permits import SYSTEM, PermitRefused
from qingzhi.engine.scoring import actions, refusals
from qingzhi.engine.scoring.actions.seating import DECLARATION
from qingzhi.engine.scoring.models import Draw, Finding, Result, Round, Seat, Sheet
from qingzhi.engine.scoring.queries import draw_record, explained, recomputed, wide_entries
from qingzhi.engine.scoring.rules.draw import commitment
from qingzhi.engine.scoring.terms import SeatKind, SeatState, SheetState
from qingzhi.engine.scoring.testing import expert_of, make_drawn_round, make_round, make_scheme, make_thresholds, score

pytestmark = pytest.mark.django_db


def audited(action):
    return AuditEntry.objects.filter(action=action).count()


def published(name):
    return EventRow.objects.filter(name=name).count()


def submit_all(round_, value=80):
    for sheet in Sheet.objects.filter(entry__round=round_, state=SheetState.OPEN):
        score(sheet, value)


# opening and drawing


def test_a_round_keeps_the_version_of_its_day_and_opens_once():
    round_ = make_round(entries=3)
    assert round_.version.valid_from == date(2017, 1, 1)
    assert list(round_.entries.values_list("number", flat=True)) == [1, 2, 3]
    again = actions.open_round(
        actor=SYSTEM, code=round_.code, title="x", scheme="award", body=round_.body, groups=[], candidate_source="tests.experts"
    )  # fmt: skip
    assert again == round_
    assert audited("scoring.open_round") == 1


@pytest.mark.parametrize("quota", [3, 6])
def test_a_panel_is_odd_and_not_too_small(quota):
    with pytest.raises(refusals.QuotaWrong):
        make_round(quota=quota)


def test_the_seed_is_bound_before_the_list_and_shown_only_with_the_draw():
    round_ = make_round()
    with pytest.raises(refusals.RoundStateWrong):
        actions.freeze_list(actor=SYSTEM, round_=round_)
    actions.commit_seed(actor=SYSTEM, round_=round_)
    with pytest.raises(refusals.RoundStateWrong):
        actions.commit_seed(actor=SYSTEM, round_=round_)
    bound = Round.objects.get().seed_hash
    assert draw_record(Round.objects.get())["seed"] == ""
    actions.freeze_list(actor=SYSTEM, round_=round_)
    assert draw_record(Round.objects.get())["seed"] == ""
    actions.draw_panel(actor=SYSTEM, round_=round_)
    found = Round.objects.get()
    assert commitment(found.seed) == bound == found.seed_hash
    assert found.seed_sealed is None
    assert audited("scoring.draw_panel") == published("scoring.experts_drawn") == 1
    with pytest.raises(refusals.RoundStateWrong):
        actions.draw_panel(actor=SYSTEM, round_=round_)


def test_the_seed_is_nowhere_in_the_trail_before_the_draw():
    round_ = make_round()
    actions.commit_seed(actor=SYSTEM, round_=round_)
    actions.freeze_list(actor=SYSTEM, round_=round_)
    before = [str(one.changes) + one.reason for one in AuditEntry.objects.all()]
    actions.draw_panel(actor=SYSTEM, round_=round_)
    seed = Round.objects.get().seed
    assert not any(seed in one for one in before)


def test_an_agreed_public_number_is_asked_for_and_mixed_in():
    round_ = make_round()
    actions.commit_seed(actor=SYSTEM, round_=round_, public_number_is="双色球开奖号码")
    actions.freeze_list(actor=SYSTEM, round_=round_)
    with pytest.raises(refusals.ReasonMissing):
        actions.draw_panel(actor=SYSTEM, round_=round_)
    actions.draw_panel(actor=SYSTEM, round_=round_, public_number="01 02 03")
    record = draw_record(Round.objects.get())
    assert all(ok for _, ok, _ in recomputed(record))
    assert not all(ok for _, ok, _ in recomputed({**record, "public_number": "04"}))


def test_a_conflict_excludes_from_the_group_with_its_reason():
    make_drawn_round(experts=8, conflicts=[(0, 0), (1, 1), (2, 2)])
    assert Finding.objects.count() == 3
    seated = set(Seat.objects.values_list("candidate__number", flat=True))
    assert len(seated) == 5
    assert not seated & {"001", "002", "003"}
    assert Draw.objects.get().excluded == {"A": {one: ["tests.conflict"] for one in ("001", "002", "003")}}


def test_too_few_without_a_conflict_draw_nobody():
    round_ = make_round(experts=6, conflicts=[(0, 0), (1, 1)])
    actions.commit_seed(actor=SYSTEM, round_=round_)
    actions.freeze_list(actor=SYSTEM, round_=round_)
    with pytest.raises(refusals.TooFewCandidates, match="缺 1 人"):
        actions.draw_panel(actor=SYSTEM, round_=round_)
    assert Round.objects.get().state == "frozen"
    assert Round.objects.get().seed == ""


def test_what_is_certain_is_not_lifted_and_a_suspicion_only_with_a_reason():
    round_ = make_round(experts=6, conflicts=[(0, 0)])
    actions.commit_seed(actor=SYSTEM, round_=round_)
    actions.freeze_list(actor=SYSTEM, round_=round_)
    finding = Finding.objects.get()
    with pytest.raises(refusals.FindingInvalid):
        actions.lift_finding(actor=SYSTEM, finding=finding, reason="x")
    Finding.objects.update(certain=False)
    with pytest.raises(refusals.ReasonMissing):
        actions.lift_finding(actor=SYSTEM, finding=finding, reason=" ")
    actions.lift_finding(actor=SYSTEM, finding=finding, reason="同名不同人，已核对单位")
    assert actions.screen_round(actor=SYSTEM, round_=round_) == 0
    assert actions.draw_panel(actor=SYSTEM, round_=round_).excluded == {"A": {}}


def test_anybody_can_repeat_every_draw():
    make_drawn_round(experts=20, entries=6, groups=("A", "B"), conflicts=[(0, 0), (3, 1)])
    for seat in Seat.objects.all()[:3]:
        actions.decline_seat(actor=expert_of(seat), seat=seat, reason="出差")
    record = draw_record(Round.objects.get())
    checks = recomputed(record)
    assert len(checks) == 2 + 4
    assert all(ok for _, ok, _ in checks), checks
    record["draws"][0]["drawn"]["A"] = record["draws"][0]["drawn"]["A"][::-1]
    assert not all(ok for _, ok, _ in recomputed(record))


def test_names_are_public_only_after_the_round_and_fit_the_digest():
    round_ = make_drawn_round(signed=True)
    assert "name" not in draw_record(round_)["candidates"][0]
    submit_all(round_)
    actions.close_round(actor=SYSTEM, round_=round_)
    record = draw_record(Round.objects.get())
    assert record["candidates"][0]["name"]
    assert all(ok for _, ok, _ in recomputed(record))
    record["candidates"][0]["name"] = "别人"
    assert not all(ok for _, ok, _ in recomputed(record))


# seats


def test_nothing_is_shown_before_the_declaration_is_signed():
    make_drawn_round()
    seat = Seat.objects.first()
    with pytest.raises(refusals.DeclarationMissing):
        actions.accept_seat(actor=expert_of(seat), seat=seat, declared=False)
    assert not Sheet.objects.exists()
    actions.accept_seat(actor=expert_of(seat), seat=seat, declared=True)
    seat.refresh_from_db()
    assert seat.declaration == DECLARATION and seat.declared_at
    assert seat.sheets.count() == 3
    actions.accept_seat(actor=expert_of(seat), seat=seat, declared=True)
    assert audited("scoring.accept_seat") == published("scoring.seat_answered") == 1


def test_a_seat_is_its_expert_s_alone():
    make_drawn_round()
    one, other = Seat.objects.all()[:2]
    with pytest.raises(refusals.NotYourSeat):
        actions.accept_seat(actor=expert_of(other), seat=one, declared=True)
    with pytest.raises(PermitRefused):
        actions.accept_seat(actor=SYSTEM.__class__(kind="public", name="公众"), seat=one, declared=True)


def test_who_declines_is_followed_by_the_next_in_order():
    make_drawn_round(experts=6)
    one, other = Seat.objects.all()[:2]
    actions.decline_seat(actor=expert_of(one), seat=one, reason="出差")
    new = Seat.objects.get(kind=SeatKind.REPLACEMENT)
    assert new.state == SeatState.OFFERED
    with pytest.raises(refusals.SeatAnswered):
        actions.accept_seat(actor=expert_of(one), seat=one, declared=True)
    actions.decline_seat(actor=expert_of(one), seat=one, reason="出差")
    assert Seat.objects.count() == 6
    actions.decline_seat(actor=expert_of(other), seat=other, reason="出差")  # nobody is left
    assert Seat.objects.filter(state=SeatState.OFFERED).count() == 4


def test_an_expert_leaves_one_entry_and_another_comes_for_it_alone():
    round_ = make_drawn_round(experts=6, signed=True)
    sheet = Sheet.objects.first()
    actions.recuse(actor=expert_of(sheet.seat), sheet=sheet, reason="认出是师弟的项目")
    new = Seat.objects.get(kind=SeatKind.ENTRY)
    assert new.only_entry_id == sheet.entry_id
    actions.accept_seat(actor=expert_of(new), seat=new, declared=True)
    assert [one.entry_id for one in new.sheets.all()] == [sheet.entry_id]
    assert Sheet.objects.exclude(state=SheetState.RECUSED).filter(entry=sheet.entry).count() == 5
    assert all(ok for _, ok, _ in recomputed(draw_record(Round.objects.get())))
    with pytest.raises(refusals.SheetClosed):
        score(sheet, 50)
    assert round_.draws.count() == 2


def test_a_conflict_reported_later_takes_the_score_out():
    round_ = make_drawn_round(experts=6, signed=True)
    sheet = Sheet.objects.first()
    score(sheet, 100)
    asked = {
        "entry": sheet.entry,
        "candidate": sheet.seat.candidate,
        "reason": "持有申报单位股份",
        "source_text": "实名反映",
    }
    actions.add_finding(actor=SYSTEM, **asked)
    actions.add_finding(actor=SYSTEM, **asked)
    sheet.refresh_from_db()
    assert sheet.state == SheetState.RECUSED
    assert Seat.objects.filter(kind=SeatKind.ENTRY).count() == 1
    assert audited("scoring.add_finding") == 1
    assert round_.pk


def test_an_expert_who_does_not_answer_is_replaced_with_a_reason():
    make_drawn_round(experts=6)
    seat = Seat.objects.first()
    with pytest.raises(refusals.ReasonMissing):
        actions.replace_seat(actor=SYSTEM, seat=seat, reason="")
    new = actions.replace_seat(actor=SYSTEM, seat=seat, reason="联系不上")
    assert new is not None and new.candidate_id != seat.candidate_id
    with pytest.raises(refusals.SeatAnswered):
        actions.replace_seat(actor=SYSTEM, seat=seat, reason="联系不上")


# scores


def test_a_draft_may_be_left_and_a_submission_is_whole_and_final():
    make_drawn_round(signed=True)
    sheet = Sheet.objects.first()
    expert = expert_of(sheet.seat)
    actions.save_draft(actor=expert, sheet=sheet, values={"stable": "80"}, comment="待补")
    sheet.refresh_from_db()
    assert (sheet.state, sheet.total, sheet.comment, sheet.scores.count()) == (SheetState.DRAFT, None, "待补", 1)
    with pytest.raises(refusals.ScoreInvalid) as refused:
        actions.submit_sheet(actor=expert, sheet=sheet, values={"stable": "80"})
    assert set(refused.value.fields) == {"wide", "advanced", "effect"}
    whole = {"stable": "80", "wide": "60", "advanced": "90.5", "effect": "100"}
    actions.submit_sheet(actor=expert, sheet=sheet, values=whole)
    actions.submit_sheet(actor=expert, sheet=sheet, values=whole)  # a double click
    sheet.refresh_from_db()
    assert sheet.total == Decimal("85.63")  # 0.2·80 + 0.2·60 + 0.25·90.5 + 0.35·100 = 85.625
    assert audited("scoring.submit_sheet") == 1
    with pytest.raises(refusals.SheetClosed):
        actions.submit_sheet(actor=expert, sheet=sheet, values={**whole, "effect": "1"})


@pytest.mark.parametrize("value", ["-1", "100.01", "80.123", "abc", "NaN", "Infinity", "1e999"])
def test_a_score_is_a_number_from_0_to_100(value):
    make_drawn_round(signed=True)
    sheet = Sheet.objects.first()
    with pytest.raises(refusals.ScoreInvalid):
        score(sheet, value)
    assert not sheet.scores.exists()


def test_the_trail_does_not_tell_scores():
    make_drawn_round(signed=True)
    score(Sheet.objects.first(), "77.77")
    assert not any("77.77" in str(one.changes) for one in AuditEntry.objects.all())


def test_nobody_scores_another_s_sheet_or_an_unknown_leaf():
    make_drawn_round(signed=True)
    one = Sheet.objects.first()
    other = Sheet.objects.exclude(seat=one.seat).first()
    with pytest.raises(refusals.NotYourSeat):
        actions.submit_sheet(actor=expert_of(other.seat), sheet=one, values={})
    with pytest.raises(refusals.ScoreInvalid):
        actions.save_draft(actor=expert_of(one.seat), sheet=one, values={"strange": 1})


# closing


def test_a_round_closes_when_all_is_in_or_with_a_reason():
    round_ = make_drawn_round(signed=True)
    with pytest.raises(refusals.ScoresMissing, match="5 个席位"):
        actions.close_round(actor=SYSTEM, round_=round_)
    submit_all(round_)
    actions.close_round(actor=SYSTEM, round_=round_)
    assert Round.objects.get().close_reason == ""
    assert published("scoring.round_closed") == 1
    assert published("scoring.seat_done") == 5
    with pytest.raises(refusals.RoundStateWrong):
        actions.close_round(actor=SYSTEM, round_=round_)


def test_results_follow_from_the_scores_and_explain_themselves(django_assert_max_num_queries):
    round_ = make_drawn_round(experts=7, quota=7, signed=True, entries=2)
    values = {1: [10, 80, 80, 80, 80, 80, 100], 2: [81] * 7}
    for number, scores in values.items():
        for sheet, value in zip(Sheet.objects.filter(entry__number=number).order_by("pk"), scores, strict=True):
            score(sheet, value)
    first = round_.entries.get(number=1)
    assert wide_entries(round_) == [first]
    actions.close_round(actor=SYSTEM, round_=round_, reason="专家不足，不再复评")
    rows = list(Result.objects.order_by("entry__number").values_list("place", "score", "needs_review"))
    assert rows == [(2, Decimal("80.00"), True), (1, Decimal("81.00"), False)]
    with django_assert_max_num_queries(15):
        told = explained(first)
    assert sorted(told.totals) == [10, 80, 80, 80, 80, 80, 100]
    assert sum(told.dropped) == 2
    assert "去掉最高 100.00 和最低 10.00" in told.steps[1]
    assert [line.points for line in told.lines if line.kind == "hand"] == [
        Decimal("14.57"), Decimal("14.57"), Decimal("18.21"), Decimal("25.50")
    ]  # fmt: skip


def test_a_wide_spread_asks_for_a_second_draw_that_counts():
    round_ = make_drawn_round(experts=9, quota=5, signed=True, entries=1)
    for sheet, value in zip(Sheet.objects.order_by("pk"), [40, 40, 90, 90, 90], strict=True):
        score(sheet, value)
    entry = round_.entries.get()
    with pytest.raises(refusals.ScoresMissing, match="须复评"):
        actions.close_round(actor=SYSTEM, round_=round_)
    actions.review_entry(actor=SYSTEM, entry=entry)
    with pytest.raises(refusals.SeatAnswered):
        actions.review_entry(actor=SYSTEM, entry=entry)
    reviewing = Seat.objects.filter(kind=SeatKind.REVIEW)
    assert reviewing.count() == 3
    for seat in reviewing:
        actions.accept_seat(actor=expert_of(seat), seat=seat, declared=True)
        score(seat.sheets.get(), 80)
    actions.close_round(actor=SYSTEM, round_=round_)
    found = Result.objects.get()
    assert found.count == 8
    assert found.score == Decimal("76.67")  # (40 + 80·3 + 90·2) / 6 after dropping 40 and 90
    assert not found.needs_review
    assert all(ok for _, ok, _ in recomputed(draw_record(Round.objects.get())))


def test_too_few_scores_give_no_place():
    round_ = make_drawn_round(signed=True, entries=1)
    for sheet in Sheet.objects.order_by("pk")[:4]:
        score(sheet, 80)
    actions.close_round(actor=SYSTEM, round_=round_, reason="时间已到")
    found = Result.objects.get()
    assert (found.place, found.count, found.needs_review) == (None, 4, True)


def test_an_entry_that_left_is_not_ranked():
    round_ = make_drawn_round(signed=True)
    submit_all(round_)
    actions.close_round(actor=SYSTEM, round_=round_)
    actions.withdraw_entry(actor=SYSTEM, entry=round_.entries.get(number=1), reason="异议成立")
    actions.rank_round(actor=SYSTEM, round_=round_)
    assert list(Result.objects.order_by("place", "entry__number").values_list("entry__number", "place")) == [
        (2, 1),
        (3, 1),
    ]


def test_ranking_again_changes_nothing():
    round_ = make_drawn_round(signed=True)
    submit_all(round_)
    actions.close_round(actor=SYSTEM, round_=round_)
    before = list(Result.objects.order_by("entry").values_list("entry", "place", "score", "reason"))
    actions.rank_round(actor=SYSTEM, round_=round_)
    assert list(Result.objects.order_by("entry").values_list("entry", "place", "score", "reason")) == before


def test_reminding_tells_how_many_wait():
    round_ = make_drawn_round()
    assert actions.remind_experts(actor=SYSTEM, round_=round_) == 5
    assert published("scoring.experts_reminded") == 1


def test_criteria_in_use_are_not_rewritten():
    make_thresholds()
    make_scheme()
    make_scheme()
    with pytest.raises(refusals.SchemeWrong, match="不能改写"):
        make_scheme(criteria=[("a", "", "甲", "hand", 100)], tie="a")
    with pytest.raises(refusals.SchemeWrong, match="合计"):
        make_scheme("other", criteria=[("a", "", "甲", "hand", 90)], tie="a")
    with pytest.raises(refusals.SchemeWrong, match="同分"):
        make_scheme("third", criteria=[("a", "", "甲", "hand", 100)], tie="b")
