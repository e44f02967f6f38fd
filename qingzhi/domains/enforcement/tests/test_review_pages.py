"""Pages of performance and of reviews: open, within their queries, and not for others."""

from datetime import date

import pytest
from django.test import Client

from qingzhi.base import clock
from qingzhi.base.identity.testing import a_body, a_post, a_role, an_account, signed_in
from qingzhi.base.permits import Scope

from ..models import DossierReview
from ..terms.review import Measure
from ..testing.review import REVIEWER, closed_case, make_review_rules

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    user = an_account("legal", "韩审核")
    a_post(user, a_role("legal", *REVIEWER, scope=Scope.REGION), a_body())
    return signed_in(Client(), user)


def test_a_review_from_the_seed_to_the_sheet(desk, django_assert_max_num_queries):
    with clock.fixed(date(2022, 3, 31)):
        make_review_rules()
        said = {"title": "一季度评查", "closed_from": "2022-03-01", "closed_to": "2022-03-31"}
        assert desk.post("/reviews/new/", {**said, "closed_to": "2022-04-30"}).status_code == 422
        url = desk.post("/reviews/new/", said)["Location"]
        closed_case(1)
        assert "现在有 1 份办结案卷" in desk.get(url).content.decode()
        assert desk.post(f"{url}draw/").status_code == 302
        with django_assert_max_num_queries(15):
            page = desk.get(url).content.decode()
        assert "抽取结果可以重现" in page and "不一致" not in page
        dossier = f"/reviews/dossiers/{DossierReview.objects.get().dossiers.get().pk}/"
        sheet = {f"points_{code}": "100" for code in ("subject", "facts", "law", "procedure", "papers")}
        assert desk.post(f"{dossier}score/", {**sheet, "points_law": "90", "opinion": "好"}).status_code == 422
        assert desk.post(f"{dossier}score/", {**sheet, "opinion": "好"}).status_code == 302
        assert "100.00 分" in desk.get(dossier).content.decode()
        assert desk.get("/reviews/").status_code == 200
        with django_assert_max_num_queries(20):
            assert "不排名" in desk.get("/performance/").content.decode()
        assert desk.get(f"/performance/?year=2022&body={a_body().pk}").status_code == 200
        for measure in Measure:
            with django_assert_max_num_queries(15):
                assert desk.get(f"/performance/records/?measure={measure.value}&year=2022").status_code == 200
        assert desk.get("/performance/records/?measure=nothing").status_code == 404
        other = an_account("other", "外人")
        a_post(other, a_role("other", *REVIEWER, scope=Scope.BODY), a_body("elsewhere", "别的单位"))
        assert signed_in(Client(), other).get(url).status_code == 404
