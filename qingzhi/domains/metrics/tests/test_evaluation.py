"""Evaluation: no score before its method is public, every score down to its records, objections that are right correct it."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.apps import apps

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.audit.queries import entries_of
from qingzhi.base.events.models import EventRow
from qingzhi.base.identity.testing import a_body, a_region, an_actor
from qingzhi.base.permits import SYSTEM, PermitRefused, Scope
from qingzhi.domains.metrics.access.evaluation import (
    may_dispute,
    visible_disputes,
    visible_methods,
)
from qingzhi.domains.metrics.actions import (
    freeze_period,
    revise_frozen,
)
from qingzhi.domains.metrics.actions.evaluation_disputes import (
    NamedRecord,
    answer_dispute,
    dispute_score,
    read_answer,
)
from qingzhi.domains.metrics.actions.evaluation_lists import drop_judged, list_judged
from qingzhi.domains.metrics.actions.evaluation_methods import draft_method, load_methods, publish_method
from qingzhi.domains.metrics.actions.evaluation_scores import compute_scores, correct_scores
from qingzhi.domains.metrics.models import Dispute, Evaluation, EvaluationMethod, Judged, Score, ScorePart
from qingzhi.domains.metrics.queries.evaluation_pages import score_lines
from qingzhi.domains.metrics.queries.evaluation_records import behind_part
from qingzhi.domains.metrics.queries.evaluation_sandbox import Sandbox
from qingzhi.domains.metrics.refusals import NothingChanged, ValueNotValid
from qingzhi.domains.metrics.refusals.evaluation import (
    DisputeAnsweredMeanwhile,
    DisputedAlready,
    DisputeTooLate,
    JudgmentsTorn,
    MethodNotPublished,
    MethodWrong,
    NothingToScore,
    ScoredAlready,
    ScoreNotYours,
)
from qingzhi.domains.metrics.testing import (
    CITIES,
    make_evaluation_figures,
    make_patents,
    make_statistic,
)
from qingzhi.domains.parties.testing import make_party
from qingzhi.engine.lake.actions import refresh_lake
from qingzhi.engine.tasks.models import WorkItem

pytestmark = pytest.mark.django_db
DESK = ("metrics.evaluation.view", "metrics.evaluation.prepare", "metrics.evaluation.publish", "metrics.evaluation.score",
        "metrics.evaluation.answer", "metrics.figure.revise", "publication.manage", "rights.view")  # fmt: skip
METHOD = CITIES
INDEX = {
    "code": "index", "title": "发展指数", "kind": "index", "base_period": "2010", "valid_from": "2017-01-01", "source": "测试",
    "confidence": "1.96", "least_held": "60",
    "parts": [{"code": "filed", "title": "申请", "weight": 70, "indicator": "filed", "scaling": "base"},
              {"code": "days", "title": "天数", "weight": 30, "indicator": "days", "scaling": "base"}],
}  # fmt: skip


@pytest.fixture
def office():
    """The planning office and the figures; the base year of the index."""
    with clock.fixed(datetime(2018, 2, 1, 9, 0)):
        make_evaluation_figures()
        known = {one.code: one for one in apps.get_model("metrics.Indicator").objects.all()}
        make_statistic(known["filed"], "2010", 100, region=a_region())
        make_statistic(known["days"], "2010", 90, region=a_region())
        yield an_actor("planning", *DESK)


@pytest.fixture
def prefecture(office):
    region = a_region("630200")
    body = a_body("ip-630200", "乙市知识产权局", region)
    return an_actor(
        "haidong", "metrics.evaluation.view", "metrics.evaluation.dispute", "rights.view", scope=Scope.BODY, body=body
    )


def published(actor, row=METHOD):
    load_methods(actor=SYSTEM, rows=[row])
    return publish_method(actor=actor, method=EvaluationMethod.objects.get(version__scheme__code=row["code"]))


@pytest.fixture
def scored(office, prefecture):
    freeze_period(actor=SYSTEM, period="2017")
    return compute_scores(actor=office, method=published(office), period="2017")


def part_of(evaluation, region, code):
    return ScorePart.objects.get(score__evaluation=evaluation, score__region_code=region, criterion__code=code)


def said(model, verb):
    return entries_of(model).filter(action=verb)


def test_no_score_is_computed_before_its_method_is_public(office):
    freeze_period(actor=SYSTEM, period="2017")
    load_methods(actor=SYSTEM, rows=[METHOD])
    method = EvaluationMethod.objects.get()
    assert load_methods(actor=SYSTEM, rows=[METHOD]) == 0
    with pytest.raises(MethodNotPublished):
        compute_scores(actor=office, method=method, period="2017")
    done = publish_method(actor=office, method=method)
    assert publish_method(actor=office, method=method).published_at == done.published_at
    notice = apps.get_model("publication.Publication").objects.get(pk=done.publication)
    assert "授权" in notice.text and notice.url == f"/evaluation/methods/{method.pk}/"
    assert EventRow.objects.filter(name="metrics.method_published").count() == 1
    assert compute_scores(actor=office, method=method, period="2017").scores.count() == 3


def test_a_published_method_never_changes(office):
    method = published(office)
    method.least_held = 10
    with pytest.raises(ValueError, match="does not change"):
        method.save()
    leaf = method.leaves.first()
    leaf.down = not leaf.down
    with pytest.raises(ValueError, match="does not change"):
        leaf.save()


def test_scores_by_hand(scored):
    """Grants 10, 3, 1 spread to 100, 22.22, 0; filings of 100 demanded; fewer days are better."""
    points = {one.region_code: one for one in scored.scores.all()}
    assert part_of(scored, "630100", "granted").points == 100
    assert part_of(scored, "630200", "granted").points == Decimal("22.2222")
    assert part_of(scored, "630200", "filed").points == 40 and part_of(scored, "630200", "days").points == 50
    assert points["630100"].points == 100 and points["630200"].points == Decimal("38.6667")  # 0.6·31.11 + 0.4·50
    assert points["632600"].points == 3  # 0.6·(0 + 10)/2
    assert [points[code].place for code in ("630100", "630200", "632600")] == [1, 2, 3]
    assert points["630200"].body.code == "ip-630200" and points["630100"].body is None
    part = part_of(scored, "630200", "granted")
    assert (part.value, part.records_count, part.figure.indicator.code) == (3, 3, "granted") and part.low < 1 < 8 < part.high  # fmt: skip


def test_a_score_explains_itself_down_to_its_records(scored, office):
    score = scored.scores.get(region_code="630200")
    lines = {one.part.criterion.code: one for one in score_lines(score)}
    assert [one.depth for one in lines.values()] == [0, 1, 1, 0, 1]
    granted = lines["granted"]
    code = granted.part.figure.code_text
    assert (
        granted.figure_url == f"/metrics/frozen/{code}/" and granted.records_url == f"/metrics/frozen/{code}/records/"
    )
    assert lines["filed"].records_url == "" and lines["filed"].value == "40 件"
    assert len(behind_part(office, granted.part).found.entries) == 3
    total = sum((one.part.points * one.share / 100 for one in lines.values() if one.is_leaf), Decimal(0))
    assert abs(total - score.points) < Decimal("0.001")


def test_a_period_is_scored_once_and_needs_figures_that_are_frozen(office, prefecture):
    method = published(office)
    with pytest.raises(NothingToScore):
        compute_scores(actor=office, method=method, period="2017")
    freeze_period(actor=SYSTEM, period="2017")
    compute_scores(actor=office, method=method, period="2017")
    with pytest.raises(ScoredAlready, match="已由planning"):
        compute_scores(actor=office, method=method, period="2017")
    with pytest.raises(ValueNotValid):
        compute_scores(actor=office, method=method, period="2018")
    with pytest.raises(PermitRefused):
        compute_scores(actor=prefecture, method=method, period="2017")


def test_an_index_is_a_hundred_in_its_base_year(office):
    freeze_period(actor=SYSTEM, period="2017")
    freeze_period(actor=SYSTEM, period="2010")
    score = compute_scores(actor=office, method=published(office, INDEX), period="2017").scores.get()
    assert score.points == 220 and score.place is None  # 0.7·250/100 + 0.3·90/60
    assert score_lines(score)[1].base == "90"


def test_what_is_not_frozen_is_left_out_and_said(office):
    freeze_period(actor=SYSTEM, period="2017", indicators=["granted", "filed"])
    evaluation = compute_scores(actor=office, method=published(office), period="2017")
    score = evaluation.scores.get(region_code="630100")
    assert score.held == 60 and score.points == 100 and score.place == 1
    assert "不计入" in part_of(evaluation, "630100", "days").note
    assert not part_of(evaluation, "630100", "days").share


def test_too_little_weight_gets_no_place(office):
    freeze_period(actor=SYSTEM, period="2017", indicators=["days"])
    evaluation = compute_scores(actor=office, method=published(office), period="2017")
    score = evaluation.scores.get(region_code="630100")
    assert score.place is None and score.points == 100 and "40%" in score.note


def test_torn_judgments_stand_in_the_way_of_publishing(office):
    torn = [["", "create", "protect", 2]]
    three = [{"code": code, "title": code, "weight": weight, "indicator": "filed", "scaling": "spread"}
             for code, weight in (("a", 30), ("b", 30), ("c", 40))]  # fmt: skip
    row = {
        **METHOD,
        "code": "torn",
        "parts": three,
        "judgments": [["", "a", "b", 5], ["", "b", "c", 5], ["", "c", "a", 5]],
    }
    with pytest.raises(JudgmentsTorn, match="CR"):
        published(office, row)
    assert published(office, {**METHOD, "code": "fine", "judgments": torn}).is_published


def test_other_weights_are_another_version(scored, office):
    method = scored.method
    weights = {"create": Decimal(30), "protect": Decimal(70)}
    with pytest.raises(MethodWrong, match="100"):
        draft_method(
            actor=office, former=method, weights={"create": Decimal(30)}, valid_from=date(2018, 3, 1), source="会议纪要"
        )
    made = draft_method(actor=office, former=method, weights=weights, valid_from=date(2018, 3, 1), source="会议纪要")
    method.version.refresh_from_db()
    assert not made.is_published and method.version.valid_to == date(2018, 3, 1)
    assert made.version.criteria.get(code="protect").weight == 70 and made.leaves.count() == 3
    assert made.leaves.get(criterion__code="filed").demand == 100
    assert made in visible_methods(office)


def test_the_sandbox_moves_places_and_writes_nothing(scored):
    before = (Score.objects.count(), ScorePart.objects.count(), AuditEntry.objects.count())
    box = Sandbox(scored)
    assert [one.place for one in box.moved({})] == [1, 2, 3]
    assert all(one.rose == 0 for one in box.moved({}))
    given = {"create": Decimal(100), "protect": Decimal(0)}
    moved = {one.score.region_code: one for one in box.moved(given)}
    assert moved["630200"].points == Decimal("31.11") and box.adds_up({"create": Decimal(80)}) == ["“一级指标”合计 120"]
    assert moved["630100"].steady == "1"
    assert before == (Score.objects.count(), ScorePart.objects.count(), AuditEntry.objects.count())


def named(part):
    return [NamedRecord(f"记录{key}", "rights", key) for key in (1, 2, 3)]


def test_a_prefecture_disputes_its_own_score_alone(scored, prefecture, office):
    own, other = part_of(scored, "630200", "granted"), part_of(scored, "630100", "granted")
    assert may_dispute(prefecture, own.score) and not may_dispute(prefecture, other.score)
    with pytest.raises(ScoreNotYours):
        dispute_score(actor=prefecture, part=other, ground="wrong", text="有误", records=named(other))
    with pytest.raises(ValueNotValid):
        dispute_score(actor=prefecture, part=own, ground="wrong", text="有误")
    made = dispute_score(actor=prefecture, part=own, ground="wrong", text="三件不属于本市", records=named(own))
    assert made.records.count() == 3 and made.due_on == date(2018, 2, 22)
    item = WorkItem.objects.get(kind="metrics.dispute")
    assert item.body_id == office.body_id and item.url == f"/metrics/evaluation/disputes/{made.pk}/"
    with pytest.raises(DisputedAlready):
        dispute_score(actor=prefecture, part=own, ground="wrong", text="再提", records=named(own))
    assert list(visible_disputes(prefecture)) == list(visible_disputes(office)) == [made]
    assert EventRow.objects.filter(name="metrics.score_disputed").exists()


def test_a_refused_objection_has_its_reason_and_both_are_told(scored, prefecture, office):
    part = part_of(scored, "630200", "granted")
    made = dispute_score(actor=prefecture, part=part, ground="reading", text="口径不对")
    with pytest.raises(ValueNotValid):
        answer_dispute(actor=office, dispute=made, upheld=False, answer=" ")
    done = answer_dispute(actor=office, dispute=made, upheld=False, answer="口径以公布的办法为准")
    assert (done.state, done.result) == ("refused", None)
    assert WorkItem.objects.get(kind="metrics.dispute").closed_at
    told = WorkItem.objects.get(kind="metrics.dispute_answered")
    assert told.body_id == prefecture.body_id and told.closed_at is None
    read_answer(actor=prefecture, dispute=made)
    assert WorkItem.objects.get(pk=told.pk).closed_at and said(made, "metrics.read_answer").count() == 1
    with pytest.raises(DisputeAnsweredMeanwhile, match="planning"):
        answer_dispute(actor=office, dispute=made, upheld=True, answer="改判")


def test_an_objection_that_is_right_revises_the_figure_and_the_scores(scored, prefecture, office):
    part = part_of(scored, "630200", "granted")
    made = dispute_score(
        actor=prefecture, part=part, ground="missing", text="漏计", records=[NamedRecord("漏计的一件")]
    )
    with pytest.raises(NothingChanged):  # nothing was corrected yet
        answer_dispute(actor=office, dispute=made, upheld=True, answer="成立")
    make_patents(("630202", date(2017, 8, 1), 1))
    refresh_lake(full=True, tables=("rights",))
    done = answer_dispute(actor=office, dispute=made, upheld=True, answer="补登一件")
    assert done.state == "upheld" and done.result.supersedes == scored and done.result.reason.startswith("异议成立")
    corrected = part_of(done.result, "630200", "granted")
    assert corrected.value == 4 and corrected.figure.supersedes == part.figure
    assert part_of(scored, "630200", "granted").value == 3, "what stood stays"
    with pytest.raises(DisputeTooLate, match="更正"):
        dispute_score(actor=prefecture, part=part, ground="reading", text="又一次")


def test_objections_have_their_time(scored, prefecture):
    part = part_of(scored, "630200", "granted")
    with clock.fixed(datetime(2018, 4, 1, 9, 0)), pytest.raises(DisputeTooLate, match="期限"):
        dispute_score(actor=prefecture, part=part, ground="reading", text="晚了")


def test_a_correction_says_why_and_stands_beside(scored, office):
    with pytest.raises(ValueNotValid):
        correct_scores(actor=office, evaluation=scored, reason="")
    second = correct_scores(actor=office, evaluation=scored, reason="数据修订")
    third = correct_scores(actor=office, evaluation=scored, reason="再次修订")
    assert third.supersedes == second and second.supersedes == scored
    assert Evaluation.objects.filter(revisions=None).get() == third


def test_movement_is_against_the_period_before(scored, office, prefecture):
    make_statistic(apps.get_model("metrics.Indicator").objects.get(code="days"), "2016", 90, region=a_region("630100"))
    make_statistic(apps.get_model("metrics.Indicator").objects.get(code="days"), "2016", 30, region=a_region("630200"))
    make_statistic(apps.get_model("metrics.Indicator").objects.get(code="filed"), "2016", 90, region=a_region("630200"))
    make_statistic(apps.get_model("metrics.Indicator").objects.get(code="filed"), "2016", 10, region=a_region("630100"))
    freeze_period(actor=SYSTEM, period="2016")
    first = compute_scores(actor=office, method=scored.method, period="2016")
    assert first.scores.get(region_code="630200").place == 1
    again = correct_scores(actor=office, evaluation=scored, reason="补比上期")
    moved = again.scores.get(region_code="630200")
    assert (moved.before_place, moved.moved) == (1, -1)


def test_a_list_is_dated(office):
    party = make_party()
    made = list_judged(actor=office, kind="state", party=party, valid_from=date(2017, 1, 1), source="名单")
    assert list_judged(actor=office, kind="state", party=party, valid_from=date(2018, 1, 1), source="名单") == made
    with pytest.raises(ValueNotValid):
        drop_judged(actor=office, judged=made, valid_to=date(2016, 1, 1), reason="改制")
    drop_judged(actor=office, judged=made, valid_to=date(2018, 1, 1), reason="改制")
    assert Judged.objects.get().valid_to == date(2018, 1, 1)
    with pytest.raises(ValueNotValid):
        list_judged(actor=office, kind="prefectures", party=party, valid_from=date(2017, 1, 1), source="名单")


def test_a_revision_meanwhile_is_taken_by_the_scores(scored, prefecture, office):
    part = part_of(scored, "630200", "granted")
    made = dispute_score(
        actor=prefecture, part=part, ground="missing", text="漏计", records=[NamedRecord("漏计的一件")]
    )
    make_patents(("630202", date(2017, 8, 1), 1))
    refresh_lake(full=True, tables=("rights",))
    revise_frozen(actor=office, figure=part.figure, reason="补登")
    done = answer_dispute(actor=office, dispute=made, upheld=True, answer="已补登并修订")
    assert part_of(done.result, "630200", "granted").value == 4
    assert Dispute.objects.get().state == "upheld"
