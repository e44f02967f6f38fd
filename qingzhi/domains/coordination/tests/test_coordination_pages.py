"""Pages of disputes, joint operations, judgments and keys: walked by those concerned, covered for the others, few queries."""

from datetime import date

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qingzhi.base import clock
from qingzhi.base.identity.testing import a_body, a_post, a_role, an_account
from qingzhi.base.permits import Scope
from qingzhi.domains.rights.testing import make_right

from ..models import JointOperation, Judgment, JurisdictionDispute, PartnerKey
from ..testing import ROLES, body_of, make_rules
from ..testing.judgments import PERMITS, court, load_causes, make_judgment
from ..testing.signing import Partner

pytestmark = pytest.mark.django_db
MORE = ("coordination.designate", "coordination.joint")


@pytest.fixture(autouse=True)
def _july():
    caches["limits"].clear()
    make_rules()
    with clock.fixed(date(2018, 7, 2)):
        yield


def browser(name, body, *permits, scope=Scope.BODY, duty=""):
    user = an_account(name, name)
    a_post(user, a_role(name, *permits, scope=scope, duty=duty), body)
    client = Client()
    client.force_login(user, backend="qingzhi.base.identity.backends.PasswordBackend")
    return client


def shown(response):
    assert response.status_code == 200
    return response.content.decode()


def went(response):
    assert response.status_code == 302, response.content.decode()[-3000:]
    return response["Location"]


def test_a_dispute_from_the_office_to_the_superior():
    office, police = (browser(one, body_of(one), *ROLES[one]) for one in ("office", "police"))
    above = browser("superior", a_body("superior", "示例省局"), *ROLES["police"], *MORE)
    form = {
        "receiver": body_of("police").pk, "proposed": "own", "title": "示例网店案由谁办理", "facts": "双方都已收到举报。", "basis": "第十三条",
    }  # fmt: skip
    assert (
        "没有找到这个编号" in office.post("/coordination/disputes/new/", {**form, "case_number": "无"}).content.decode()
    )
    url = went(office.post("/coordination/disputes/new/", form))
    assert "不同意" in shown(police.get(f"{url}answer/")) and "报请指定管辖" not in shown(office.get(url))
    went(police.post(f"{url}answer/", {"reply": "refuse", "reason": "jurisdiction", "text": ""}))
    assert "报请指定管辖" in shown(office.get(url))
    report = went(office.post(f"{url}report/", {"superior": a_body("superior").pk, "facts": "协商不成"}))
    assert above.get(url).status_code == 404  # the negotiation is the two sides' own
    went(above.post(f"{report}designate/", {"body": body_of("police").pk, "text": "违法行为地"}))
    assert "示例公安局" in shown(office.get(url)) and JurisdictionDispute.objects.get().settled == body_of("police")
    assert "指定管辖" in shown(office.get(report))


def test_longer_is_told_on_the_page():
    office, police = (browser(one, body_of(one), *ROLES[one]) for one in ("office", "police"))
    form = {
        "kind": "assist",
        "receiver": body_of("police").pk,
        "title": "请协助",
        "request": "查询",
        "basis": "第四十五条",
    }
    url = went(office.post("/coordination/handovers/new/", form))
    assert "告知延期" in shown(police.get(url)) and "告知延期" not in shown(office.get(url))
    assert police.post(f"{url}extend/", {"until": "2018-07-23", "reason": "x"}).status_code == 400
    went(police.post(f"{url}extend/", {"until": "2018-08-01", "reason": "需外地协查"}))
    assert "需外地协查" in shown(office.get(url)) and office.get(f"{url}extend/").status_code == 404


def test_an_operation_of_several_bodies():
    office = browser("office", body_of("office"), *ROLES["office"], *MORE)
    police = browser("police", body_of("police"), *ROLES["police"])
    form = {
        "title": "春雷联合行动", "bodies": [body_of("police").pk], "starts_on": "2018-07-03", "ends_on": "2018-07-20", "plan": "检查市场",
        "basis": "方案",
    }  # fmt: skip
    url = went(office.post("/coordination/joint/new/", form))
    part = JointOperation.objects.get().parts.get()
    assert "答复是否参加" in shown(police.get(url))
    went(police.post(f"/coordination/handovers/{part.envelope_id}/answer/", {"reply": "accept", "text": "参加"}))
    told = {"people": 5, "cases": 2, "transferred": 1, "value": "3000", "told": "查获两起"}
    went(police.post(f"{url}report/", told))
    assert "查获两起" in shown(office.get(url)) and "春雷" in shown(office.get("/coordination/joint/"))
    went(office.post(f"{url}close/", {"summary": "立案两起"}))
    assert office.post(f"{url}close/", {"summary": "再次"}).status_code == 400
    stranger = browser("stranger", a_body("x", "另一单位"), *ROLES["police"])
    assert stranger.get(url).status_code == 404 and police.get(f"{url}close/").status_code == 403


def test_judgments_are_entered_and_covered_for_others():
    load_causes()
    judge = browser("judge", court(), *PERMITS)
    reader = browser("reader", body_of("office"), "coordination.judgment.view", scope=Scope.ALL)
    right = make_right()
    form = {
        "number": "（2018）青01民初7号", "court": "示例中级人民法院", "instance": "first", "cause": "M140201", "filed_on": "2018-01-08",
        "judged_on": "2018-05-21", "outcome": "partly", "asked": "300000", "awarded": "120000", "plaintiff": "示例酒业公司",
        "defendant": "马示例", "has_persons": "on", "right_kind": right.kind, "right_number": right.number_shown,
    }  # fmt: skip
    refused = judge.post("/coordination/judgments/new/", {**form, "awarded": "400000", "appeal_of": ""})
    assert refused.status_code == 400 and "不能多于请求赔偿额" in refused.content.decode()
    url = went(judge.post("/coordination/judgments/new/", form))
    assert "马示例" in shown(judge.get(url))
    page = shown(reader.get(url))
    assert "马示例" not in page and "马**" in page and "侵害商标权纠纷" in page and right.title in page
    assert reader.get(f"{url}correct/").status_code == 403
    went(judge.post(f"{url}correct/", {**form, "awarded": "130000", "why": "录错"}))
    assert Judgment.objects.get().awarded == 130_000
    listed = shown(reader.get("/coordination/judgments/"))
    assert "43.3" in listed and "马示例" not in listed
    for query in ("which=reversed", "which=damages&sort=-days", "cause=M14", "export=xlsx"):
        assert reader.get(f"/coordination/judgments/?{query}").status_code == 200
    other = browser("other", court("court2", "另一法院"), *PERMITS)
    assert other.get(url).status_code == 404


def test_keys_are_the_security_administrators():
    Partner(body_of("police"), "coordination.view")
    admin = browser("admin", body_of("office"), "coordination.key.manage", scope=Scope.ALL, duty="security")
    assert "执法办案系统" in shown(admin.get("/coordination/keys/"))
    key = PartnerKey.objects.get()
    form = {
        "body": body_of("office").pk, "name": "系统", "public_key": "-----BEGIN PRIVATE KEY-----", "basis": "协议",
        "scopes": ["coordination.view"], "days": 30,
    }  # fmt: skip
    refused = admin.post("/coordination/keys/new/", form)
    assert refused.status_code == 400 and "这是私钥" in refused.content.decode()
    went(admin.post("/coordination/keys/new/", {**form, "public_key": "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="}))
    went(admin.post(f"/coordination/keys/{key.pk}/revoke/", {"reason": "停用"}))
    key.refresh_from_db()
    assert key.revoked_at and "已吊销" in shown(admin.get("/coordination/keys/"))
    assert browser("office", body_of("office"), *ROLES["office"]).get("/coordination/keys/").status_code == 403


def test_lists_stay_within_their_budget():
    for number in range(25):
        make_judgment(number=f"（2018）青01民初{900 + number}号")
    reader = browser("reader", body_of("office"), "coordination.judgment.view", "coordination.view", scope=Scope.ALL)
    for address in ("/coordination/judgments/", "/coordination/joint/"):
        reader.get(address)
        with CaptureQueriesContext(connection) as asked:
            reader.get(address)
        assert len(asked) < 15, [one["sql"][:90] for one in asked]
