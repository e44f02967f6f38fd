"""The pages of evaluation: within their budget, closed to those without a permit, harmless with odd addresses."""

from datetime import datetime

import pytest
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.identity.testing import a_body, a_mandate, a_post, a_region, a_role, an_account, an_actor
from qingzhi.base.permits import SYSTEM, Scope
from qingzhi.domains.metrics.actions import freeze_period
from qingzhi.domains.metrics.actions.evaluation_disputes import NamedRecord, dispute_score
from qingzhi.domains.metrics.actions.evaluation_methods import load_methods, publish_method
from qingzhi.domains.metrics.actions.evaluation_scores import compute_scores
from qingzhi.domains.metrics.models import EvaluationMethod, ScorePart
from qingzhi.domains.metrics.testing import CITIES, make_evaluation_figures, make_scored_enterprises

pytestmark = pytest.mark.django_db
DESK = ("metrics.evaluation.view", "metrics.evaluation.prepare", "metrics.evaluation.score", "metrics.evaluation.answer",
        "metrics.evaluation.commend", "metrics.statistic.view", "rights.view")  # fmt: skip


@pytest.fixture
def scored():
    with clock.fixed(datetime(2018, 2, 1, 9, 0)):
        make_evaluation_figures()
        freeze_period(actor=SYSTEM, period="2017")
        load_methods(actor=SYSTEM, rows=[CITIES])
        body = a_body("ip-630200", "海东市知识产权局", a_region("630200"))
        own = an_actor("own", "metrics.evaluation.dispute", "metrics.evaluation.view", scope=Scope.BODY, body=body)
        method = publish_method(actor=SYSTEM, method=EvaluationMethod.objects.get())
        evaluation = compute_scores(actor=an_actor("first", *DESK), method=method, period="2017")
        part = ScorePart.objects.get(score__evaluation=evaluation, score__body=body, criterion__code="granted")
        records = [NamedRecord("装置11", "rights", 11)]
        dispute_score(actor=own, part=part, ground="wrong", text="有误", records=records)
        yield evaluation, part


def signed_in(client, *permits, scope=Scope.ALL, body=None):
    user = an_account("desk")
    a_post(user, a_role("desk", *permits, scope=scope), body)
    client.force_login(user, backend="qingzhi.base.identity.backends.PasswordBackend")
    return client


def pages_of(evaluation, part):
    dispute, method = part.disputes.get(), evaluation.method
    return [
        reverse("metrics:evaluation"),
        reverse("metrics:evaluation_ranks", args=[evaluation.pk]),
        reverse("metrics:evaluation_weights", args=[evaluation.pk]),
        reverse("metrics:score", args=[part.score_id]),
        reverse("metrics:method", args=[method.pk]),
        reverse("metrics:disputes"),
        reverse("metrics:dispute", args=[dispute.pk]),
        reverse("metrics:answer_dispute", args=[dispute.pk]),
        reverse("metrics:draft_method", args=[method.pk]) + "?w-create=50&w-protect=50",
        reverse("metrics:judged"),
        reverse("metrics:commend", args=[evaluation.pk]),
    ]


def test_every_page_is_within_its_budget(client, scored, django_assert_max_num_queries):
    desk = signed_in(client, *DESK)
    desk.get("/metrics/evaluation/")
    for address in pages_of(*scored):
        with django_assert_max_num_queries(14):
            response = desk.get(address)
        assert response.status_code == 200, address


def test_the_weights_given_are_taken_and_nonsense_is_left(client, scored):
    evaluation, _ = scored
    desk = signed_in(client, *DESK)
    address = reverse("metrics:evaluation_weights", args=[evaluation.pk])
    told = desk.get(f"{address}?w-create=0&w-protect=abc&w-days=-1&other=5").content.decode()
    assert "改动了 1 项权重" in told and "“一级指标”合计 40" in told and "上下浮动 20%" in told
    assert "现在是公布的权重" in desk.get(f"{address}?w-create=1e9").content.decode()


def test_nobody_without_a_permit_and_nobody_else_s_score(client, scored):
    _, part = scored
    for address in pages_of(*scored):
        assert client.get(address).status_code in (302, 403), address
    body = a_body("ip-632600", "果洛州知识产权局", a_region("632600"))
    desk = signed_in(client, "metrics.evaluation.view", "metrics.evaluation.dispute", scope=Scope.BODY, body=body)
    assert desk.get(reverse("metrics:file_dispute", args=[part.score_id, "granted"])).status_code == 404
    assert desk.get(reverse("metrics:dispute", args=[part.disputes.get().pk])).status_code == 404
    assert desk.get(reverse("metrics:score", args=[part.score_id])).status_code == 200
    assert desk.get(reverse("metrics:score_records", args=[part.score_id, "filed"])).status_code == 404


def test_the_public_reads_what_was_published_alone(client, scored):
    evaluation, _ = scored
    assert "市州评价办法" in client.get("/evaluation/methods/").content.decode()
    assert client.get(f"/evaluation/methods/{evaluation.method_id}/").status_code == 200
    load_methods(actor=SYSTEM, rows=[{**CITIES, "code": "draft", "title": "拟订中"}])
    draft = EvaluationMethod.objects.get(version__scheme__code="draft")
    assert client.get(f"/evaluation/methods/{draft.pk}/").status_code == 404
    assert "拟订中" not in client.get("/evaluation/methods/").content.decode()


def test_who_acts_for_a_party_reads_and_disputes_its_own_score(client, scored, django_assert_max_num_queries):
    enterprises = make_scored_enterprises(an_actor("second", *DESK))
    own, other = (enterprises.scores.get(name=f"青海{sign}控股有限公司") for sign in "乙甲")
    user = an_account("clerk", name="企业经办")
    permits = ("metrics.evaluation.view", "metrics.evaluation.dispute")
    a_mandate(user, a_role("clerk", *permits, scope=Scope.BODY, home="applicant"), own.party.subject)
    client.force_login(user, backend="qingzhi.base.identity.backends.PasswordBackend")
    client.get("/metrics/evaluation/")
    for name, args in (
        ("evaluation", []),
        ("score", [own.pk]),
        ("score_records", [own.pk, "granted"]),
        ("disputes", []),
    ):
        with django_assert_max_num_queries(14):
            response = client.get(reverse(f"metrics:{name}", args=args))
        assert response.status_code == 200, name
        assert "甲控股" not in response.content.decode(), name
    shut = [reverse("metrics:evaluation_ranks", args=[enterprises.pk]), reverse("metrics:evaluation_weights", args=[enterprises.pk]),
            reverse("metrics:score", args=[other.pk]), reverse("metrics:score_records", args=[other.pk, "granted"]),
            reverse("metrics:file_dispute", args=[other.pk, "granted"])]  # fmt: skip
    assert [client.get(address).status_code for address in shut] == [404] * len(shut)
    filed = client.post(
        reverse("metrics:file_dispute", args=[own.pk, "granted"]),
        {"ground": "missing", "missing": "漏计的一件", "text": "漏计"},
    )
    page = client.get(filed.url).content.decode()
    assert "漏计的一件" in page and "还没有答复" in page and "变更记录" not in page
    assert "提出的异议" in client.get("/metrics/evaluation/").content.decode()
    record = client.get(reverse("metrics:score_records", args=[own.pk, "granted"])).content.decode()
    assert "/rights/public/right/" in record
