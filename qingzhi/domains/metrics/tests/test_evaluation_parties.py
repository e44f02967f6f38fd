"""Scores of parties: counted by what they hold, seen and disputed by who acts for them by mandate, counted anew where they are right."""

from datetime import date, datetime

import pytest
from django.apps import apps

from qingzhi.base import clock
from qingzhi.base.audit.queries import entries_of
from qingzhi.base.events.models import EventRow
from qingzhi.base.identity.testing import an_actor, an_applicant
from qingzhi.base.permits import SYSTEM, PermitRefused
from qingzhi.domains.metrics.access.evaluation import (
    may_dispute,
    visible_disputes,
    visible_evaluations,
    visible_scores,
)
from qingzhi.domains.metrics.actions.evaluation_disputes import (
    NamedRecord,
    answer_dispute,
    dispute_score,
    read_answer,
)
from qingzhi.domains.metrics.actions.evaluation_lists import list_judged
from qingzhi.domains.metrics.actions.evaluation_methods import load_methods, publish_method
from qingzhi.domains.metrics.actions.evaluation_scores import compute_scores
from qingzhi.domains.metrics.models import Dispute, Evaluation, EvaluationMethod
from qingzhi.domains.metrics.queries.evaluation_pages import score_lines
from qingzhi.domains.metrics.queries.evaluation_records import behind_part
from qingzhi.domains.metrics.refusals import NothingChanged
from qingzhi.domains.metrics.refusals.evaluation import DisputeTooLate, NothingToScore
from qingzhi.domains.metrics.testing import (
    ENTERPRISES,
    HELD,
    make_evaluation_figures,
    make_grant,
    make_judged_enterprises,
)
from qingzhi.domains.parties.testing import make_party
from qingzhi.engine.lake.actions import refresh_lake
from qingzhi.engine.tasks.models import WorkItem

pytestmark = pytest.mark.django_db
DESK = ("metrics.evaluation.view", "metrics.evaluation.prepare", "metrics.evaluation.publish", "metrics.evaluation.score",
        "metrics.evaluation.answer", "publication.manage", "rights.view")  # fmt: skip


@pytest.fixture
def office():
    """The planning office, and the formula by which grants are counted."""
    with clock.fixed(datetime(2018, 2, 1, 9, 0)):
        make_evaluation_figures()
        yield an_actor("planning", *DESK)


def said(row, verb):
    return entries_of(row).filter(action=verb)


@pytest.fixture
def enterprises(office):
    """Two enterprises with two grants and one, scored for 2017."""
    make_judged_enterprises()
    load_methods(actor=SYSTEM, rows=[ENTERPRISES])
    method = publish_method(actor=office, method=EvaluationMethod.objects.get())
    with pytest.raises(NothingToScore, match="名单"):
        compute_scores(actor=office, method=method, period="2017")
    for party in apps.get_model("parties.Party").objects.filter(name__endswith="控股有限公司"):
        list_judged(actor=office, kind="state", party=party, valid_from=date(2017, 1, 1), source="国资委名单")
    return compute_scores(actor=office, method=method, period="2017")


def clerk_of(score, name="clerk"):
    """Who acts by mandate for the party of a score."""
    return an_applicant(name, "metrics.evaluation.view", "metrics.evaluation.dispute", subject=score.party.subject)


def test_state_enterprises_are_scored_by_what_they_hold(office, enterprises):
    told = {one.name: one for one in enterprises.scores.all()}
    counts = {name: one.parts.get().value for name, one in told.items()}
    assert counts == {"青海甲控股有限公司": 2, "青海乙控股有限公司": 1} and enterprises.lake_mark
    part = told["青海甲控股有限公司"].parts.select_related("score__evaluation", "criterion").get()
    assert len(behind_part(office, part).found.entries) == 2
    assert score_lines(told["青海甲控股有限公司"])[0].records_url.endswith("/granted/records/")


def test_a_party_sees_and_disputes_its_own_score_alone(office, enterprises):
    own, other = enterprises.scores.get(name="青海乙控股有限公司"), enterprises.scores.get(name="青海甲控股有限公司")
    clerk = clerk_of(own)
    assert list(visible_scores(clerk)) == [own] and not visible_evaluations(clerk).exists()
    assert may_dispute(clerk, own) and not may_dispute(clerk, other)
    merged = make_party("青海乙控股")
    merged.root = merged.merged_into = own.party
    merged.save()
    assert list(visible_scores(an_applicant("heir", "metrics.evaluation.view", subject=merged.subject))) == [own]
    with pytest.raises(PermitRefused, match="其他主体"):
        dispute_score(actor=clerk, part=other.parts.get(), ground="reading", text="他人的得分")
    with pytest.raises(PermitRefused):
        dispute_score(
            actor=an_applicant("plain", subject=own.party.subject), part=own.parts.get(), ground="reading", text="无权"
        )
    made = dispute_score(
        actor=clerk, part=own.parts.get(), ground="missing", text="漏计", records=[NamedRecord("漏计的一件")]
    )
    assert (made.body, made.party, made.filer) == (None, own.party, "青海乙控股有限公司")
    assert WorkItem.objects.get(kind="metrics.dispute").body_id == office.body_id
    assert list(visible_disputes(clerk)) == list(visible_disputes(office)) == [made]
    assert not visible_disputes(clerk_of(other, "rival")).exists()
    assert (
        said(made, "metrics.dispute_score").exists() and EventRow.objects.filter(name="metrics.score_disputed").exists()
    )
    with clock.fixed(datetime(2018, 4, 1, 9, 0)), pytest.raises(DisputeTooLate, match="期限"):
        dispute_score(actor=clerk_of(other, "late"), part=other.parts.get(), ground="reading", text="晚了")


def test_a_party_that_is_right_is_counted_anew_and_reads_the_answer(office, enterprises):
    score = enterprises.scores.get(name="青海乙控股有限公司")
    clerk = clerk_of(score)
    made = dispute_score(
        actor=clerk, part=score.parts.get(), ground="missing", text="漏计", records=[NamedRecord("漏计的一件")]
    )
    with pytest.raises(NothingChanged, match="没有变化"):
        answer_dispute(actor=office, dispute=made, upheld=True, answer="成立")
    assert Dispute.objects.get().state == "open" and not Evaluation.objects.filter(supersedes=enterprises).exists()
    make_grant(date(2017, 9, 1), "青海乙控股有限公司")
    refresh_lake(full=True, tables=HELD)
    done = answer_dispute(actor=office, dispute=made, upheld=True, answer="补登一件")
    corrected = done.result.scores.get(entity=score.entity)
    assert corrected.parts.get().value == 2 and score.parts.get().value == 1, "what stood stays"
    assert set(visible_scores(clerk)) == {score, corrected}
    told = WorkItem.objects.get(kind="metrics.dispute_answered")
    assert (told.body, told.holder, told.closed_at) == (None, score.party.subject, None)
    with pytest.raises(PermitRefused):
        read_answer(actor=clerk_of(enterprises.scores.get(name="青海甲控股有限公司"), "rival"), dispute=done)
    read_answer(actor=clerk, dispute=done)
    read_answer(actor=clerk, dispute=done)
    assert WorkItem.objects.get(pk=told.pk).closed_at and said(made, "metrics.read_answer").count() == 1
