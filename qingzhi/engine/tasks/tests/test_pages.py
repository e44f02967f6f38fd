"""The inbox's pages: who sees what, what they do, what they cost."""

from datetime import date, timedelta

import pytest
from django.test import RequestFactory

from qingzhi.base import clock
from qingzhi.base.identity.models import Grant, Role, User
from qingzhi.engine.tasks.models import Delegation, WorkItem
from qingzhi.engine.tasks.testing import make_body, make_item, make_items_in_bulk, make_person

pytestmark = pytest.mark.django_db
TODAY = date(2018, 7, 2)
PERMITS = ("tasks.view", "tasks.handle", "tasks.transfer", "tasks.board.view")


@pytest.fixture(autouse=True)
def _day():
    with clock.fixed(TODAY):
        yield


@pytest.fixture
def body():
    role = Role.objects.create(code="member_contact", name="联络员")
    for code in PERMITS:
        Grant.objects.create(role=role, permit=code, scope="body")
    return make_body()


@pytest.fixture
def person(body):
    return make_person(body=body)


@pytest.fixture
def signed_in(client, person):
    user = User.objects.create(username="zhang", person=person, created_at=clock.now())
    client.force_login(user, backend="qingzhi.base.identity.backends.PasswordBackend")
    return client


def test_strangers_are_sent_to_sign_in(client):
    for url in ("/inbox/", "/inbox/board/", "/inbox/delegations/"):
        assert client.get(url).status_code == 302


def test_the_inbox_shows_mine_and_my_bodys(signed_in, body, person):
    make_item(body, "本单位的事项", due_on=TODAY - timedelta(days=2))
    make_item(make_body("甲省财政厅"), "别人的事项")
    page = signed_in.get("/inbox/").content.decode()
    assert "本单位的事项" in page
    assert "逾期 2 天" in page
    assert "别人的事项" not in page
    assert 'form="bulk-take"' in page


@pytest.mark.parametrize(
    ("query", "count"),
    [("", 4), ("tab=mine", 1), ("tab=unowned", 3), ("tab=deputy", 0), ("state=late", 1), ("state=none", 1),
     ("state=warn", 1), ("state=ok", 1), ("q=甲", 1), ("kind=tests.report", 4), ("urgent=1", 0)],
)  # fmt: skip
def test_filters(signed_in, body, person, query, count):
    make_item(body, "甲", due_on=TODAY - timedelta(days=1), owner=person)
    make_item(body, "乙", due_on=TODAY + timedelta(days=3))
    make_item(body, "丙", due_on=TODAY + timedelta(days=30))
    make_item(body, "丁")
    page = signed_in.get(f"/inbox/?{query}")
    assert page.context["listing"].page.paginator.count == count


def test_an_inbox_of_thousands_is_cheap(signed_in, body, django_assert_max_num_queries):
    make_items_in_bulk([body], 2000)
    with django_assert_max_num_queries(15):
        assert signed_in.get("/inbox/").status_code == 200


def test_the_board_is_cheap(signed_in, body, django_assert_max_num_queries):
    make_items_in_bulk([body, *(make_body(f"第 {n} 局") for n in range(30))], 20)
    Grant.objects.filter(permit="tasks.board.view").update(scope="all")
    for by in ("body", "region", "kind"):
        with django_assert_max_num_queries(15):
            page = signed_in.get(f"/inbox/board/?by={by}")
        assert "最长逾期" in page.content.decode()
    assert len(signed_in.get("/inbox/board/").context["rows"]) == 31


def test_taking_what_was_ticked(signed_in, body, person):
    items = [make_item(body), make_item(body)]
    foreign = make_item(make_body("甲省财政厅"))
    answer = signed_in.post("/inbox/take/", {"item": [*(item.pk for item in items), foreign.pk, "x"]})
    assert (answer.status_code, answer.url) == (302, "/inbox/?tab=mine")
    assert WorkItem.objects.filter(owner=person).count() == 2
    assert "没有勾选" in signed_in.post("/inbox/take/", {}, follow=True).content.decode()


def test_an_item_of_others_is_not_found(signed_in):
    foreign = make_item(make_body("甲省财政厅"))
    for url in (f"/inbox/{foreign.pk}/", f"/inbox/{foreign.pk}/hand-over/"):
        assert signed_in.get(url).status_code == 404
    assert signed_in.post(f"/inbox/{foreign.pk}/take/").status_code == 404


def test_an_item_tells_its_due_date_and_holders(signed_in, body):
    item = make_item(body, due_on=TODAY, due_explained=["期限规则：督办答复 10 个工作日，依据 某文件。"])
    signed_in.post(f"/inbox/{item.pk}/take/")
    page = signed_in.get(f"/inbox/{item.pk}/").content.decode()
    assert "督办答复 10 个工作日" in page
    assert "认领：" in page
    assert "今天到期" in page


def test_handing_over_keeps_what_was_typed_when_it_is_refused(signed_in, body):
    item, other = make_item(body), make_body("甲省财政厅")
    refused = signed_in.post(f"/inbox/{item.pk}/hand-over/", {"to_body": other.pk, "reason": ""})
    assert refused.status_code == 409
    assert "须写明理由" in refused.content.decode()
    done = signed_in.post(f"/inbox/{item.pk}/hand-over/", {"to_body": other.pk, "reason": "职责调整"})
    assert done.url == "/inbox/"
    item.refresh_from_db()
    assert item.body == other


def test_without_the_permit_to_transfer_only_colleagues_are_offered(signed_in, body):
    Grant.objects.filter(permit="tasks.transfer").delete()
    item = make_item(body)
    assert "to_body" not in signed_in.get(f"/inbox/{item.pk}/hand-over/").context["form"].fields


def test_delegating_and_ending_it(signed_in, body):
    deputy = make_person("李某某（示例）", body)
    asked = {"deputy": deputy.pk, "valid_from": "2018-07-02", "last_day": "2018-07-06", "reason": "年休假"}
    assert signed_in.post("/inbox/delegations/", asked).status_code == 302
    row = Delegation.objects.get()
    assert row.valid_to == date(2018, 7, 7)
    assert "2018-07-06" in signed_in.get("/inbox/delegations/").content.decode()
    signed_in.post(f"/inbox/delegations/{row.pk}/end/")
    row.refresh_from_db()
    assert row.valid_to == TODAY
    wrong = {**asked, "last_day": "2018-06-01"}
    assert signed_in.post("/inbox/delegations/", wrong).status_code == 409


def test_the_excel_file_has_the_rows(signed_in, body):
    make_item(body, "本单位的事项")
    answer = signed_in.get("/inbox/?export=xlsx")
    assert "spreadsheetml" in answer["Content-Type"]


def test_the_badge_counts(signed_in, body):
    from qingzhi.base.identity.middleware import actor_of
    from qingzhi.base.pages.menu import all_entries

    make_item(body), make_item(body)
    request = RequestFactory().get("/")
    request.session, request.user = {}, User.objects.get()
    entry = next(one for one in all_entries() if one.url_name == "tasks:inbox")
    assert entry.count(actor_of(request)).count() == 2
