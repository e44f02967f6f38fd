"""Rights over HTTP: the pages' own rules, numbers in any form, as-of days, what licences withhold, lost updates."""

import json
from datetime import date, datetime, timedelta

import pytest
from django.core.cache import caches

from qingzhi.base import clock
from qingzhi.base.api.testing import Program, a_token
from qingzhi.base.identity.testing import a_region
from qingzhi.domains.rights.models import Right
from qingzhi.engine.imports.models import Batch

pytestmark = pytest.mark.django_db
PATENT = {
    "kind": "patent",
    "number": "ZL201710601862.3",
    "title": "一种盐湖提锂装置",
    "holders": ["青海盐湖示例有限公司", "王小明"],
    "status": "in_force",
    "applied_on": "2017-07-21",
    "registered_on": "2018-06-22",
    "details": {"type": "invention", "inventors": "王小明", "abstract": "一种装置。"},
    "classes": [{"scheme": "ipc", "symbol": "C01D15/08"}],
}
ONE = "/rights/patent/2017106018623"


@pytest.fixture(autouse=True)
def _reference(reference_rows, db):
    caches["limits"].clear()
    with clock.fixed(date(2018, 7, 1)):
        yield


@pytest.fixture
def clerk(settings):
    settings.QINGZHI_API_TOKEN_DAYS = 1000
    return Program(a_token("clerk", "rights.view", "rights.register", days=1000)[1])


def told(response, status=200):
    found = json.loads(response.content)
    assert response.status_code == status, found
    return found


@pytest.fixture
def patent(clerk):
    return told(clerk.post("/rights", PATENT), 201)


def test_a_right_is_registered_by_the_pages_own_action(clerk, patent):
    assert patent["number"] == "2017106018623" and patent["number_check"]["code"] == "ok"
    assert patent["url"] == "/api/v1/rights/patent/2017106018623"
    assert [one["name"] for one in patent["holders"]] == ["青海盐湖示例有限公司", "王小明"]
    assert Right.objects.get().statuses.get().valid_from == date(2018, 6, 22)
    again = clerk.post("/rights", PATENT)
    assert again.status_code == 409 and "已登记" in json.loads(again.content)["detail"]
    wrong = {**PATENT, "number": "ZL201710601999.1", "registered_on": "2016-01-01"}
    assert clerk.post("/rights", wrong).status_code == 422
    assert Right.objects.count() == 1


def test_the_same_token_without_the_scope_writes_nothing():
    reader = Program(a_token("reader", "rights.view", "rights.register", scopes=("rights.view",))[1])
    assert reader.post("/rights", PATENT).status_code == 403
    assert Program().post("/rights", PATENT).status_code == 401
    assert not Right.objects.exists()


@pytest.mark.parametrize(
    "written", ["ZL201710601862.3", "201710601862.3", "2017106018623", "CN2017106018623", "２０１７１０６０１８６２.3"]
)
def test_a_number_is_read_in_any_written_form(patent, written):
    assert told(Program().get(f"/rights/patent/{written}"))["number"] == "2017106018623"


def test_the_public_gets_no_persons(clerk, patent):
    public = told(Program().get(ONE))
    assert [one["name"] for one in public["holders"]] == ["青海盐湖示例有限公司", None]
    assert public["holders"][1]["party"] is None
    assert "inventors" not in public["details"] and "inventors" in public["withheld"]
    assert told(clerk.get(ONE))["details"]["inventors"] == "王小明"
    assert told(clerk.get("/rights?holder=王小明"))["items"] != []
    assert told(Program().get("/rights?holder=王小明"))["items"] == []
    assert len(told(Program().get("/rights?holder=青海盐湖示例有限责任公司"))["items"]) == 1


def test_what_is_not_public_is_not_there(clerk, patent):
    Right.objects.update(is_public=False)
    assert Program().get(ONE).status_code == 404
    assert told(Program().get("/rights"))["items"] == []
    assert clerk.get(ONE).status_code == 200


def a_batch(*republish):
    return Batch.objects.create(
        kind="patents", file_name="x", file_sha256="0" * 64, file_size=1, format="csv", data_as_of=date(2018, 7, 1),
        requested_at=clock.now(), requested_by="x", republish=list(republish), state="done", finished_at=clock.now(),
    )  # fmt: skip


def test_what_a_licence_does_not_allow_never_leaves(clerk, patent):
    Right.objects.update(batch_id=a_batch("number", "title", "status").pk)
    public = told(Program().get(ONE))
    assert (public["title"], public["status"]["code"]) == ("一种盐湖提锂装置", "in_force")
    assert (public["applied_on"], public["holders"], public["region"], public["classes"]) == (None, [], None, None)
    assert "abstract" not in public["details"] and public["fees"] is None
    assert {"applied_on", "holders", "region", "abstract"} <= set(public["withheld"])
    text = json.dumps(public, ensure_ascii=False) + Program().get("/rights").content.decode()
    assert "盐湖示例" not in text and "2017-07-21" not in text
    assert told(Program().get("/rights?holder=青海盐湖示例有限公司"))["items"] == []
    assert told(clerk.get(ONE))["withheld"] == []
    Right.objects.update(created_batch_id=a_batch("number").pk)
    assert told(Program().get(ONE))["title"] is None
    Right.objects.update(batch_id=a_batch("title").pk)
    assert Program().get(ONE).status_code == 404 and told(Program().get("/rights"))["items"] == []


def test_as_of_days_are_answered_from_the_histories(clerk, patent):
    with clock.fixed(date(2020, 8, 1)):
        answer = clerk.post(f"{ONE}/statuses", {"status": "lapsed", "on": "2019-07-21", "basis": "公告 1"})
        assert told(answer, 201)["status"]["code"] == "lapsed"
        moved = {"holders": ["西宁示例科技有限公司"], "on": "2018-12-01", "basis": "转让公告"}
        told(clerk.post(f"{ONE}/holders", moved), 201)
        then, now = told(clerk.get(f"{ONE}?as_of=2018-11-30")), told(clerk.get(ONE))
        assert (then["status"]["code"], now["status"]["code"]) == ("in_force", "lapsed")
        assert (len(then["holders"]), len(now["holders"])) == (2, 1) and then["fees"] is None
        assert told(clerk.get(f"{ONE}?as_of=2017-01-01"))["status"] is None

        def count(query):
            return len(told(clerk.get(f"/rights?{query}"))["items"])

        assert count("status=in_force&as_of=2018-11-30") == 1 and count("status=in_force&as_of=2019-07-21") == 0
        assert count("as_of=2017-07-20") == 0 and count("as_of=2017-07-21") == 1
        assert count("holder=青海盐湖示例有限公司&as_of=2018-11-30") == 1 and count("holder=青海盐湖示例有限公司") == 0
        listed = told(clerk.get("/rights?as_of=2018-11-30"))["items"][0]
        assert listed["status"]["code"] == "in_force" and len(listed["holders"]) == 2


def test_filters_and_changes_since(clerk, patent):
    a_region("630100", "西宁市")
    Right.objects.update(region_code="630104")
    for query, count in [
        ("kind=patent", 1), ("kind=work", 0), ("region=630100", 1), ("region=632800", 0), ("status=in_force", 1),
        ("registered_from=2018-06-22&registered_to=2018-06-22", 1), ("registered_to=2018-06-21", 0),
    ]:  # fmt: skip
        assert len(told(Program().get(f"/rights?{query}"))["items"]) == count, query
    assert Program().get("/rights?kind=patents").status_code == 422
    since = clock.now() + timedelta(days=1)
    query = f"/rights?updated_since={since.isoformat().replace('+', '%2B')}"
    assert told(clerk.get(query))["items"] == []
    with clock.fixed(datetime(2018, 7, 3, 9, tzinfo=since.tzinfo)):
        clerk.post(f"{ONE}/statuses", {"status": "lapsed", "on": "2018-07-02", "basis": "公告"})
        assert len(told(clerk.get(query))["items"]) == 1
    Right.objects.update(batch_id=a_batch("number").pk)
    Batch.objects.update(finished_at=since + timedelta(hours=1))
    assert len(told(clerk.get(query))["items"]) == 1
    assert clerk.get("/rights?updated_since=2018-07-01T00:00:00").status_code == 422


def test_a_correction_names_the_state_that_it_was_made_on(clerk, patent):
    tag = clerk.get(ONE)["ETag"]
    body = {"title": "一种盐湖卤水提锂装置", "reason": "公报更正"}
    assert clerk.patch(ONE, body).status_code == 428
    first = clerk.patch(ONE, body, If_Match=tag)
    assert told(first)["title"] == body["title"] and first["ETag"] != tag
    assert clerk.patch(ONE, {**body, "title": "乙"}, If_Match=tag).status_code == 412
    assert Right.objects.get().title == body["title"]
    assert clerk.get(ONE, If_None_Match=first["ETag"]).status_code == 304
    details = clerk.patch(ONE, {"details": {"claim_count": 8}, "reason": "补录"}, If_Match=first["ETag"])
    assert told(details)["details"]["claim_count"] == 8
    assert clerk.patch(ONE, {"details": {"colour": "x"}, "reason": "补录"}, If_Match="*").status_code == 422
    assert clerk.patch(ONE, {"status": "lapsed", "reason": "x"}, If_Match="*").status_code == 422


def test_payments_and_fees_due(clerk, patent):
    fees = told(clerk.get(ONE))["fees"]
    year, amount = next((one["year"], one["amount"]) for one in fees["dues"] if one["paid_on"] is None)
    paid = {"fee": "annual", "year": year, "amount": amount, "paid_on": "2018-06-30"}
    made = told(clerk.post(f"{ONE}/payments", paid), 201)
    assert told(clerk.post(f"{ONE}/payments", paid), 201)["id"] == made["id"]
    again = told(clerk.get(ONE))["fees"]
    assert next(one["paid_on"] for one in again["dues"] if one["year"] == year) == "2018-06-30"
    assert clerk.post(f"{ONE}/payments", {**paid, "year": 99}).status_code == 422


def test_a_list_asks_the_database_a_fixed_number_of_times(clerk, patent, django_assert_max_num_queries):
    for number in range(12):
        told(clerk.post("/rights", {**PATENT, "number": f"20171060{number:04}7", "title": f"装置{number}"}), 201)
    for query in ("limit=5", "limit=10&as_of=2018-06-30&status=in_force"):
        with django_assert_max_num_queries(14):
            assert len(told(Program().get(f"/rights?{query}"))["items"]) == int(query[6:].split("&")[0])
