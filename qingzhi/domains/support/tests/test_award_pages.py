"""The pages of awards and special support: who opens them, what stands on them, how many questions they ask."""

from datetime import date

import pytest

from qingzhi.base import clock
from qingzhi.base.identity.testing import a_body, a_post, a_role, an_account, signed_in
from qingzhi.base.permits import Scope
from qingzhi.domains.rights.testing import make_right
from qingzhi.domains.support.models import AwardNomination, AwardRound
from qingzhi.domains.support.testing.awards import load_aid_tables, make_award_round, make_nomination, office

pytestmark = pytest.mark.django_db
SECRETARY = ("support.award.view", "support.award.manage", "support.award.decide", "scoring.round.view", "rights.view")
OFFICE = ("support.aid.view", "support.aid.handle", "support.transaction.record", "support.project.evaluate")


@pytest.fixture(autouse=True)
def _day():
    with clock.fixed(date(2018, 7, 2)):
        load_aid_tables()
        yield


def person(client, name, *permits, body=None, scope=Scope.ALL):
    user = an_account(name)
    a_post(user, a_role(f"role-{name}", *permits, scope=scope), body or office())
    return signed_in(client, user)


def test_pages_of_the_secretary_within_their_queries(client, django_assert_max_num_queries):
    round_ = make_award_round()
    for _ in range(4):
        make_nomination(round_, to="checking")
    browser = person(client, "secretary", *SECRETARY)
    for address in ("/awards/", f"/awards/{round_.pk}/"):
        browser.get(address)
        with django_assert_max_num_queries(22):
            answer = browser.get(address)
        assert answer.status_code == 200
    assert "还有 4 项没有完成审查" in answer.content.decode()
    for place in ("new", f"{round_.pk}/groups", f"{round_.pk}/score", f"{round_.pk}/results"):
        assert browser.get(f"/awards/{place}/").status_code == 200


def test_the_secretary_drafts_and_is_told_where_the_policy_ended(client):
    make_award_round(opened=False)
    browser = person(client, "secretary", *SECRETARY)
    form = {
        "kind": "mark",
        "year": "2018",
        "granted_by": "2018-01-01",
        "opens_on": "2018-07-02",
        "closes_on": "2018-09-01",
    }
    answer = browser.post("/awards/new/", form)
    assert answer.status_code == 200 and "不再开展著名商标评选" in answer.content.decode()
    answer = browser.post("/awards/new/", {**form, "kind": "patent", "year": "2019"})
    assert answer.status_code == 302 and AwardRound.objects.filter(kind="patent", year=2019).exists()


def test_a_body_nominates_by_number_and_sees_its_own_only(client):
    round_ = make_award_round()
    science, other = a_body("science", "省科技厅"), a_body("xining", "西宁市知识产权局")
    make_nomination(round_, other)
    right = make_right()
    browser = person(client, "contact", "support.award.view", "support.award.nominate", body=science, scope=Scope.BODY)
    form = {"number": "2012", "nominator": science.pk, "summary": "技术先进"}
    assert "号码不完整" in browser.post(f"/awards/{round_.pk}/nominate/", form).content.decode()
    answer = browser.post(f"/awards/{round_.pk}/nominate/", {**form, "number": right.number_shown})
    made = AwardNomination.objects.get(right=right)
    assert answer.url == f"/cases/{made.case_id}/"
    page = browser.get(f"/awards/{round_.pk}/").content.decode()
    assert "省科技厅" in page and "西宁市" not in page
    assert browser.get(f"/awards/nominations/{made.pk}/").status_code == 200
    assert browser.get(f"/awards/{round_.pk}/score/").status_code == 403


def test_everybody_reads_the_rules_before_any_score(client):
    round_ = make_award_round()
    make_nomination(round_, to="submitted")
    draft = make_award_round(year=2017, opened=False, budget=0)
    assert round_.title in client.get("/awards/public/").content.decode()
    page = client.get(f"/awards/public/{round_.pk}/").content.decode()
    assert "金奖" in page and "评选办法正文" in page and "技术先进性" in page
    assert "青稞" not in page  # nobody who was merely nominated
    assert client.get(f"/awards/public/{draft.pk}/").status_code == 404


def test_pages_of_special_support(client, django_assert_max_num_queries):
    browser = person(client, "office", *OFFICE)
    for place in ("fund", "compensation", "transactions", "transactions/new", "priority", "projects", "projects/new"):
        browser.get(f"/aid/{place}/")
        with django_assert_max_num_queries(15):
            assert browser.get(f"/aid/{place}/").status_code == 200, place
    assert browser.get("/aid/").status_code == 403


@pytest.mark.parametrize(
    "address", ["/awards/", "/awards/new/", "/aid/fund/", "/aid/transactions/", "/aid/projects/new/", "/aid/"]
)
def test_nobody_without_a_permit_comes_in(client, address):
    assert client.get(address).status_code == 302
    assert person(client, "stranger").get(address).status_code == 403
