"""The pages of the register: who sees what, what they do, what they cost."""

from datetime import date

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.identity.models import Body, Role
from qingzhi.base.identity.testing import a_post, a_role, an_account, signed_in
from qingzhi.base.permits import Scope
from qingzhi.engine.imports.models import Batch

from .. import actions
from ..models import Merge, NameQuestion, Party
from ..rules.credit_code import with_check_digit
from ..rules.identity_number import identity_check
from ..testing import PERMITS, clerk, make_party, make_region

pytestmark = pytest.mark.django_db
CODE = with_check_digit("91630102", 1)
NUMBER = "63010219800101001" + identity_check("63010219800101001")


@pytest.fixture(autouse=True)
def _day():
    with clock.fixed(date(2018, 7, 1)):
        yield


def browser(client, *permits, scope=Scope.ALL, name="ling"):
    """A browser of somebody with these permits."""
    user = an_account(name)
    a_post(user, a_role(f"role-{name}", *permits, scope=scope))
    return signed_in(client, user)


@pytest.fixture
def registry(client):
    return browser(client, *PERMITS)


@pytest.fixture
def question():
    one, other = make_party("青海示例藏药有限公司"), make_party("青海示例藏药股份有限公司")
    return actions.ask_merge(actor=clerk(), party=other, candidate=one)


DESK = ["", "new/", "questions/", "{p}/", "{p}/correct/", "{p}/rename/", "{p}/names/", "{p}/move/", "{p}/flags/", "{p}/industries/",
        "{p}/figures/", "{p}/links/", "{p}/close/", "{p}/merge/", "{p}/merge/{o}/", "{p}/identity/", "{p}/contact/", "{p}/personal/phone/",
        "questions/{q}/"]  # fmt: skip


@pytest.fixture
def addresses(question):
    person = make_party("才仁卓玛", kind="individual")
    return ["/parties/" + one.format(p=person.pk, o=question.party_id, q=question.pk) for one in DESK]


def test_every_page_of_the_desk_opens_for_the_registry_and_for_no_stranger(client, addresses):
    assert [client.get(url).status_code for url in addresses] == [302] * len(addresses)
    found = browser(client, *PERMITS)
    assert {url: found.get(url).status_code for url in addresses} == dict.fromkeys(addresses, 200)


def test_readers_change_nothing(client, addresses):
    reader = browser(client, "parties.view")
    codes = {url: reader.get(url).status_code for url in addresses}
    allowed = {url for url, code in codes.items() if code == 200}
    assert allowed == {addresses[0], addresses[3]}
    page = reader.get(addresses[3]).content.decode()
    assert "更正" not in page and "登记公民身份号码" not in page


def test_a_reader_of_a_region_sees_its_own_persons_alone(client):
    here, there = make_region(), make_region("632801", "格尔木市")
    mine = make_party("王伟", kind="individual", region=here)
    other = make_party("李伟", kind="individual", region=there)
    make_party("青海示例有限公司", region=there)
    reader = browser(client, "parties.view", scope=Scope.REGION)
    Body.objects.update(region=here)
    assert reader.get(f"/parties/{mine.pk}/").status_code == 200
    assert reader.get(f"/parties/{other.pk}/").status_code == 404
    page = reader.get("/parties/").content.decode()
    assert "王伟" in page and "李伟" not in page and "青海示例有限公司" in page


def test_the_list_finds_any_spelling_from_two_characters_on(registry):
    party = make_party("青海示例藏药有限公司", credit_code=CODE)
    actions.add_name(actor=clerk(), party=party, name="旧示例药厂", kind="former")
    make_party("西宁别家有限公司")
    for asked in ("示例", "旧示例", "青海省示例藏药有限责任公司", CODE[:10], "藏藥"):
        page = registry.get("/parties/", {"q": asked}).content.decode()
        assert "青海示例藏药有限公司" in page and "西宁别家" not in page, asked
    assert "西宁别家" in registry.get("/parties/", {"q": "示"}).content.decode()


def test_the_list_is_narrowed_by_chips_and_exported(registry):
    party = make_party("青海示例藏药有限公司", credit_code=CODE)
    actions.set_flag(actor=clerk(), party=party, flag="high_tech", valid_from=date(2016, 1, 1))
    make_party("王伟", kind="individual", region=None)
    for query in ("kind=enterprise", "flag=high_tech", "region=630102"):
        page = registry.get(f"/parties/?{query}").content.decode()
        assert "青海示例藏药有限公司" in page and ">王伟<" not in page, query
    assert ">王伟<" in registry.get("/parties/?region=outside").content.decode()
    assert "青海示例藏药有限公司" not in registry.get("/parties/?provisional=1").content.decode()
    assert registry.get("/parties/?export=xlsx").status_code == 200


def test_pages_cost_few_queries(registry, django_assert_max_num_queries):
    for number in range(30):
        party = make_party(f"青海示例第{number}藏药有限公司")
        actions.set_flag(actor=clerk(), party=party, flag="high_tech", valid_from=date(2016, 1, 1))
    with django_assert_max_num_queries(14):
        registry.get("/parties/")
    actions.add_industry(actor=clerk(), party=party, code="2740")
    actions.add_figures(actor=clerk(), party=party, year=2017, staff=12)
    with django_assert_max_num_queries(14):
        registry.get(f"/parties/{party.pk}/")


def test_a_party_is_registered_and_what_is_refused_keeps_what_was_typed(registry):
    region = make_region()
    make_party("青海示例藏药有限公司", credit_code=CODE)
    asked = {
        "kind": "enterprise",
        "name": "青海新示例有限公司",
        "credit_code": CODE,
        "region": region.pk,
        "former_name": "旧厂",
        "other_name": "བོད་",
    }
    page = registry.post("/parties/new/", asked)
    assert (
        "已登记在“青海示例藏药有限公司”名下" in page.content.decode() and "青海新示例有限公司" in page.content.decode()
    )
    done = registry.post("/parties/new/", asked | {"credit_code": with_check_digit("91630102", 9)})
    party = Party.objects.latest("pk")
    assert done.url == f"/parties/{party.pk}/" and set(party.names.values_list("kind", flat=True)) == {
        "official",
        "former",
        "tibetan",
    }
    twice = registry.post("/parties/new/", asked | {"credit_code": ""})
    assert "已有同名主体" in twice.content.decode()


FORMS = [
    ("correct", {"kind": "enterprise", "name": "改名公司", "reason": "录入有误"}),
    ("rename", {"name": "改名公司", "on": "2018-01-01"}),
    ("names", {"name": "别名公司", "kind": "alias"}),
    ("move", {"place": "四川省", "on": "2018-01-01"}),
    ("flags", {"flag": "old_brand", "valid_from": "2018-01-01"}),
    ("industries", {"code": "C2740", "is_main": "on"}),
    ("figures", {"year": "2017", "staff": "12", "revenue": "300"}),
    ("close", {"on": "2018-06-01", "basis": "注销公告"}),
    ("contact", {"name": "德吉", "phone": "0971-1234567"}),
]


@pytest.mark.parametrize(("name", "values"), FORMS)
def test_each_form_does_what_it_says_and_leads_back(registry, name, values):
    party = make_party()
    before = AuditEntry.objects.count()
    empty = registry.post(f"/parties/{party.pk}/{name}/", {})
    assert empty.status_code == 200 and AuditEntry.objects.count() == before
    done = registry.post(f"/parties/{party.pk}/{name}/", values)
    assert done.status_code == 302 and done.url == f"/parties/{party.pk}/", done.content.decode()
    assert AuditEntry.objects.count() == before + 1
    assert registry.get(done.url).status_code == 200


def test_links_are_made_and_ended_and_flags_ended(registry):
    party, other = make_party("甲公司"), make_party("乙公司", credit_code=CODE)
    page = registry.post(f"/parties/{party.pk}/links/", {"kind": "parent", "other": "没有这家"})
    assert "没有找到这个主体" in page.content.decode()
    for index, asked in enumerate((CODE, str(other.pk), "乙 公司")):
        kind = ("parent", "successor", "branch")[index]
        assert registry.post(f"/parties/{party.pk}/links/", {"kind": kind, "other": asked}).status_code == 302
    link = party.links.first()
    registry.post(f"/parties/{party.pk}/links/{link.pk}/end/", {"on": "2018-07-01", "basis": "转让"})
    link.refresh_from_db()
    assert link.valid_to == date(2018, 7, 1)
    span = actions.set_flag(actor=clerk(), party=party, flag="high_tech", valid_from=date(2016, 1, 1))
    registry.post(f"/parties/{party.pk}/flags/{span.pk}/end/", {"on": "2018-07-01", "basis": "撤销"})
    span.refresh_from_db()
    assert span.valid_to == date(2018, 7, 1)
    assert registry.get(f"/parties/{other.pk}/flags/{span.pk}/end/").status_code == 404


def test_a_full_number_is_shown_once_with_a_reason(registry):
    party = make_party("才仁卓玛", kind="individual", address="西宁市城东区示例路1号")
    registry.post(f"/parties/{party.pk}/identity/", {"number": NUMBER})
    page = registry.get(f"/parties/{party.pk}/").content.decode()
    assert NUMBER not in page and f"63{'*' * 15}{NUMBER[-1]}" in page
    url = f"/parties/{party.pk}/personal/identity/"
    assert NUMBER not in registry.get(url).content.decode()
    assert NUMBER not in registry.post(url, {"reason": ""}).content.decode()
    shown = registry.post(url, {"reason": "核对申请材料"})
    assert NUMBER in shown.content.decode() and shown["Cache-Control"] == "no-store"
    assert AuditEntry.objects.latest("id").reason == "核对申请材料"


def test_an_address_of_a_person_is_masked_for_readers(client):
    party = make_party("才仁卓玛", kind="individual", address="西宁市城东区示例路1号")
    page = browser(client, "parties.view").get(f"/parties/{party.pk}/").content.decode()
    assert "示例路1号" not in page and "西宁市城东区******" in page


def test_a_question_is_answered_by_one_press_and_the_merge_undone(registry, question):
    page = registry.get(f"/parties/questions/{question.pk}/").content.decode()
    assert question.party.name in page and question.candidate.name in page and "除组织形式外" in page
    url = f"/parties/questions/{question.pk}/decide/"
    assert registry.post(url, {"answer": "nonsense"}).url == f"/parties/questions/{question.pk}/"
    done = registry.post(url, {"answer": "merge:candidate", "reason": "同一家"}, follow=True)
    merge = Merge.objects.get()
    assert f"/parties/merges/{merge.pk}/undo/" in done.content.decode()
    assert registry.post(url, {"answer": "distinct"}).status_code == 409
    assert registry.get(f"/parties/{question.party_id}/").url == f"/parties/{question.candidate_id}/"
    record = registry.get(f"/parties/{question.party_id}/?record=1").content.decode()
    assert "该记录已归并至" in record
    assert registry.post(f"/parties/merges/{merge.pk}/undo/", {"reason": ""}).status_code == 200
    assert (
        registry.post(f"/parties/merges/{merge.pk}/undo/", {"reason": "两家"}).url == f"/parties/{question.party_id}/"
    )
    assert "两家" in registry.get(f"/parties/{question.candidate_id}/").content.decode()
    assert NameQuestion.objects.get().state == "open"


def test_merging_by_hand_offers_who_is_alike(registry, question):
    page = registry.get(f"/parties/{question.party_id}/merge/").content.decode()
    assert f"/parties/{question.party_id}/merge/{question.candidate_id}/" in page and "相似度 92" in page
    assert "没有找到" in registry.get(f"/parties/{question.party_id}/merge/", {"q": "别家"}).content.decode()
    url = f"/parties/{question.party_id}/merge/{question.candidate_id}/"
    assert registry.post(url, {"reason": ""}).status_code == 200 and not Merge.objects.exists()
    assert registry.post(url, {"reason": "同一家"}).url == f"/parties/{question.candidate_id}/"
    again = registry.post(url, {"reason": "同一家"})
    assert "已归并" in again.content.decode() and Merge.objects.count() == 1


def test_the_first_page_of_the_registry_shows_what_waits(registry, question):
    Role.objects.update(home="registry")
    page = registry.get("/").content.decode()
    assert question.party.name in page and "全部 1 条" in page


def test_the_public_sees_organisations_without_protected_fields(client):
    person = make_party("才仁卓玛", kind="individual")
    party = make_party("青海示例藏药有限公司", credit_code=CODE, address="西宁市城东区示例路1号")
    other = make_party("青海示例药业有限公司")
    assert client.get(f"/parties/public/{person.pk}/").status_code == 404
    page = client.get(f"/parties/public/{party.pk}/").content.decode()
    assert CODE in page and "示例路1号" not in page
    actions.merge_parties(actor=clerk(), party=other, into=party, reason="同一主体")
    assert client.get(f"/parties/public/{other.pk}/").url == f"/parties/public/{party.pk}/"


def test_the_public_sees_only_what_the_source_lets_republish(client):
    made = Batch.objects.create(
        kind="parties", file_name="登记.csv", file_sha256="0" * 64, file_size=1, format="csv", data_as_of=date(2018, 6, 30),
        requested_at=clock.now(), requested_by="德吉", republish=["name"],
    )  # fmt: skip
    party = make_party("青海示例藏药有限公司", credit_code=CODE, batch_id=made.pk)
    page = client.get(f"/parties/public/{party.pk}/").content.decode()
    assert party.name in page and CODE not in page and "城东区" not in page
    Batch.objects.update(republish=[])
    assert client.get(f"/parties/public/{party.pk}/").status_code == 404
