"""Parties, search, imports, indicators and plans over HTTP."""

import csv
import io
import json
from datetime import date

import pytest
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile

from qingzhi.base import clock
from qingzhi.base.api.testing import Program, a_token
from qingzhi.base.permits import SYSTEM
from qingzhi.domains.metrics.testing import make_indicator, make_region, make_statistic
from qingzhi.domains.parties.actions import register_party
from qingzhi.domains.parties.models import Party
from qingzhi.domains.plan.testing.targets import bind, make_target, make_target_plan
from qingzhi.domains.rights.actions.registering import register_right
from qingzhi.domains.rights.models import Right
from qingzhi.engine.imports.actions import run_batch
from qingzhi.engine.imports.models import Batch
from qingzhi.engine.search.actions.rebuilding import rebuild

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reference(reference_rows, db):
    caches["limits"].clear()
    with clock.fixed(date(2018, 7, 1)):
        yield


def told(response, status=200):
    found = json.loads(response.content)
    assert response.status_code == status, found
    return found


def test_parties_are_organisations_for_the_public_and_all_for_who_has_the_permit():
    clerk = Program(a_token("clerk", "parties.view", "parties.register")[1])
    body = {
        "kind": "enterprise",
        "name": "青海示例藏药有限公司",
        "credit_code": "91630000757401234X",
        "region": "630102",
    }
    made = clerk.post("/parties", body, Idempotency_Key="a")
    party = told(made, 201)
    assert made["Location"] == party["url"] == f"/api/v1/parties/{party['id']}"
    person = told(clerk.post("/parties", {"kind": "individual", "name": "王小明", "region": "630102"}), 201)
    assert told(clerk.post("/parties", body, Idempotency_Key="a"), 201)["id"] == party["id"]
    assert clerk.post("/parties", body).status_code == 409
    assert (
        told(clerk.post("/parties", {**body, "name": " ", "credit_code": ""}), 422)["errors"][0]["pointer"] == "/name"
    )
    assert clerk.post("/parties", {**body, "region": "999999"}).status_code == 422
    public = Program()
    assert [one["id"] for one in told(public.get("/parties"))["items"]] == [party["id"]]
    assert public.get(f"/parties/{person['id']}").status_code == 404
    assert told(clerk.get(f"/parties/{person['id']}"))["name"] == "王小明"
    assert len(told(clerk.get("/parties"))["items"]) == 2
    for query, count in (
        ("name=青海示例藏药有限责任公司", 1),
        ("name=王小明", 0),
        ("kind=bank", 0),
        ("region=630100", 1),
    ):
        assert len(told(public.get(f"/parties?{query}"))["items"]) == count, query
    Party.objects.update(provisional=True)
    assert told(public.get("/parties"))["items"] == []


def test_a_party_shows_what_its_batch_allows_and_never_secrets():
    party = register_party(
        actor=SYSTEM, kind="enterprise", name="青海示例藏药有限公司", credit_code="", address="某路 1 号"
    )
    batch = Batch.objects.create(
        kind="parties", file_name="x", file_sha256="0" * 64, file_size=1, format="csv", data_as_of=date(2018, 7, 1),
        requested_at=clock.now(), requested_by="x", republish=["name"],
    )  # fmt: skip
    Party.objects.filter(pk=party.pk).update(batch_id=batch.pk)
    found = told(Program().get(f"/parties/{party.pk}"))
    assert found["name"] and found["region"] is None and "region" in found["withheld"]
    assert "某路" not in json.dumps(found, ensure_ascii=False)
    Batch.objects.update(republish=[])
    assert Program().get(f"/parties/{party.pk}").status_code == 404


def test_an_import_is_sent_confirmed_and_asked_for():
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["申请号", "发明名称", "专利类型", "申请日", "授权公告日", "法律状态", "申请（专利权）人"])
    writer.writerow(
        ["201710601862.3", "一种盐湖提锂装置", "发明", "2017-07-21", "2018-06-22", "有效", "青海盐湖示例有限公司"]
    )
    writer.writerow(["", "没有号码", "发明", "2017-07-21", "2018-06-22", "有效", "青海盐湖示例有限公司"])
    program = Program(a_token("feeder", "imports.view", "rights.import")[1])

    def send(who, **fields):
        file = SimpleUploadedFile("专利.csv", text.getvalue().encode(), "text/csv")
        data = {"kind": "patents", "file": file, "data_as_of": "2018-06-30", "republish": "number,title", **fields}
        return who.client.post("/api/v1/imports", data, headers={"Authorization": f"Bearer {who.token}"})

    stranger = Program(a_token("stranger", "imports.view", "rights.import", scopes=("imports.view",))[1])
    assert send(stranger).status_code == 403 and not Batch.objects.exists()
    batch = told(send(program), 201)
    assert (batch["state"]["code"], batch["republish"]) == ("prepared", ["number", "title"])
    path = f"/imports/{batch['batch']}"
    assert stranger.get(path).status_code == 403
    assert told(program.call("POST", f"{path}/confirm"), 202)["state"]["code"] == "waiting"
    run_batch(Batch.objects.get())
    done = told(program.get(path))
    assert (done["state"]["code"], done["created"], done["rejected"], done["percent"]) == ("done", 1, 1, 100.0)
    rejected = told(program.get(f"{path}/rejections"))
    assert rejected["total"] == 1 and rejected["items"][0]["line"] == 3 and rejected["items"][0]["reason"]
    assert told(Program().get("/rights/patent/201710601862.3"))["withheld"]
    assert send(program, kind="nothing").status_code == 409
    assert program.get("/imports/patents-999").status_code == 404


def test_a_search_pages_and_withholds():
    for number in range(3):
        register_right(
            actor=SYSTEM, kind="work", number=f"国作登字-2015-F-0012345{number}", title=f"盐湖歌曲{number}", holders=["青海示例艺术团"],
            status="in_force", applied_on=date(2015, 1, 1), registered_on=date(2015, 2, 1),
        )  # fmt: skip
    program = Program()
    problem = told(program.get("/search?q=盐湖"), 503)
    assert "索引" in problem["detail"]
    rebuild(processes=1)
    first = told(program.get("/search?q=盐湖&kind=work&facet=status&limit=2"))
    assert (first["total"], len(first["results"]), first["stale"]) == (3, 2, False)
    assert first["facets"]["status"] == [{"value": "in_force", "label": "有效", "count": 3}]
    second = told(program.get(first["next"].removeprefix("/api/v1")))
    assert len(second["results"]) == 1 and second["next"] is None
    assert {one["id"] for one in first["results"]}.isdisjoint(one["id"] for one in second["results"])
    batch = Batch.objects.create(
        kind="works", file_name="x", file_sha256="0" * 64, file_size=1, format="csv", data_as_of=date(2018, 7, 1),
        requested_at=clock.now(), requested_by="x", republish=["number"],
    )  # fmt: skip
    Right.objects.update(batch_id=batch.pk)
    hidden = told(program.get("/search?q=盐湖"))["results"]
    assert [one["title"] for one in hidden] == [None] * 3 and "盐湖" not in json.dumps(hidden, ensure_ascii=False)
    reader = Program(a_token("reader", "rights.view")[1])
    assert told(reader.get("/search?q=盐湖"))["results"][0]["title"]
    for bad in ("filter=status", "limit=1000", "cursor=x"):
        assert program.get(f"/search?{bad}").status_code == 422


def test_figures_that_may_not_be_republished_need_the_permit():
    region = make_region("630000", "青海省")
    indicator = make_indicator("api-marks", "接口测试商标量")
    make_statistic(indicator, "2015", 12918, region=region)
    path = "/indicators/api-marks/value?period=2015"
    public = told(Program().get(path))
    assert public["value"] is None and "不允许公开" in public["reason"]
    reader = Program(a_token("reader", "metrics.statistic.view")[1])
    assert told(reader.get(path))["value"] == "12918"
    make_statistic(indicator, "2016", 18537, region=region, republish=True)
    assert told(Program().get("/indicators/api-marks/value"))["value"] == "18537"
    series = told(reader.get("/indicators/api-marks/series?from=2015-01-01"))["items"]
    assert [one["value"] for one in series] == ["12918", "18537"]
    assert told(Program().get("/indicators/api-marks"))["unit"] == "件"
    assert Program().get("/indicators/nothing/value").status_code == 404
    assert "api-marks" in [one["code"] for one in told(Program().get("/indicators"))["items"]]


def test_plans_and_targets():
    region = make_region("630000", "青海省")
    make_statistic(make_indicator("api-marks", "接口测试商标量"), "2016", 18537, region=region)
    target = make_target(make_target_plan(region=region))
    bind(target, "api-marks")
    public = Program()
    assert [one["code"] for one in told(public.get("/plans"))["items"]] == ["sample"]
    shown = told(public.get("/plans/sample/targets"))["items"][0]
    assert (shown["id"], shown["value"], shown["comparator"]["code"]) == (str(target.lineage), "20000", ">=")
    assert public.get("/plans/nothing/targets").status_code == 404
    assert public.get("/plans/sample/targets/states").status_code == 401
    reader = Program(a_token("reader", "plan.target.view")[1])
    state = told(reader.get("/plans/sample/targets/states?on=2018-07-01"))["items"][0]
    assert state["current"] == "18537" and state["state"]["code"] in {"ok", "warn", "late", "done", "unknown"}
