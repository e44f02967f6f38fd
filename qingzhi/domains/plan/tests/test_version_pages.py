"""The pages of plans and versions: who sees what, what they answer, how many queries."""

import re

import pytest
from django.urls import reverse

from qingzhi.base.permits import Scope

from ..actions.drafting import derive_draft
from ..actions.measures import delete_measure
from ..actions.publishing import publish_version
from ..models import Measure, PlanVersion
from ..queries.coverage import carriers, register_carrier
from ..testing import make_draft, make_published, office, reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def act(client, monkeypatch):
    """A client that is whoever the test says."""
    from qingzhi.base.identity import middleware

    current = {"actor": office()}
    monkeypatch.setattr(middleware, "actor_of", lambda request: current["actor"])

    def as_whom(actor):
        current["actor"] = actor
        return client

    return as_whom


def url(name, *args):
    return reverse(f"plan:{name}", args=args)


def item_urls(version):
    measure = version.measures.first()
    return [
        url("review", version.pk),
        url("differences", version.pk),
        url("coverage", version.pk),
        url("item", version.pk, f"m-{measure.pk}"),
    ]


def test_a_draft_is_invisible_to_member_bodies(act):
    draft = make_draft()
    client = act(reader())
    assert [client.get(one).status_code for one in item_urls(draft)] == [404] * 4
    assert client.get(url("plan", draft.plan.code)).status_code == 404
    assert draft.title not in client.get(url("plans")).content.decode()


def test_a_published_version_is_visible_but_offers_no_change(act):
    version = make_published()
    client = act(reader())
    page = client.get(url("review", version.pk)).content.decode()
    assert "培育20家以上知识产权优势企业" in page and "更正" not in page and "confirm/" not in page
    assert client.get(url("edit_item", version.pk, f"m-{version.measures.first().pk}")).status_code == 403
    assert client.post(url("publish", version.pk)).status_code == 403


def test_a_newer_draft_stays_invisible_beside_the_published_version(act):
    version = make_published()
    draft = derive_draft(actor=office(), version=version)
    client = act(reader())
    assert client.get(url("review", draft.pk)).status_code == 404
    assert client.get(f"{url('differences', version.pk)}?from={draft.pk}").status_code == 404
    assert f"第 {draft.number} 版" not in client.get(url("plan", version.plan.code)).content.decode()


def test_strangers_sign_in_first(client):
    version = make_published()
    assert client.get(url("review", version.pk)).status_code == 302


def test_a_prefecture_sees_drafts_of_its_own_plans_only(act):
    draft = make_draft()
    other = office()
    other = type(other)(
        **{**other.__dict__, "grants": dict.fromkeys(other.grants, Scope.REGION), "region_code": "630100"}
    )
    assert act(other).get(url("review", draft.pk)).status_code == 404


def test_both_sides_point_at_each_other(act):
    draft = make_draft()
    page = act(office()).get(url("review", draft.pk)).content.decode()
    for item in (*draft.measures.all(), *draft.targets.all(), *draft.baselines.all(), *draft.citations.all()):
        key = f"{type(item).__name__[0].lower()}-{item.pk}"
        assert page.count(f'id="{key}"') == 1 and page.count(f'id="at-{key}"') == 1
        assert f'href="#at-{key}"' in page
    assert "由规则 M01 识别" in page and "未登记" in page


def test_the_text_is_shown_whole(act):
    draft = make_draft()
    page = act(office()).get(url("review", draft.pk)).content.decode()
    doc = page[page.index('id="doc"') : page.index('class="pane pane-items"')]
    doc = re.sub(r'<a class="mk[^>]*>[^<]*</a>', "", doc[doc.index(">") + 1 :])
    shown = re.sub(r"\s", "", re.sub(r"<[^>]*>", "", doc[: doc.rindex("</section>")].split('<div class="pick"')[0]))
    assert shown == re.sub(r"\s", "", draft.text)


def test_only_open_items_and_kinds(act):
    draft = make_draft()
    client = act(office())
    measure = draft.measures.first()
    answer = client.post(url("confirm_item", draft.pk, f"m-{measure.pk}"), {"open": "1"})
    assert answer.status_code == 302 and answer.url.endswith(f"?open=1#m-{measure.pk}")
    page = client.get(f"{url('review', draft.pk)}?open=1").content.decode()
    assert f'id="m-{measure.pk}"' not in page and page.count('<article class="item item-measure') == 3
    page = client.get(f"{url('review', draft.pk)}?kind=t").content.decode()
    assert page.count("<article") == 2


def test_confirming_by_htmx_answers_the_card_and_the_progress(act):
    draft = make_draft()
    key = f"m-{draft.measures.first().pk}"
    answer = act(office()).post(url("confirm_item", draft.pk, key), follow=True, headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert (
        "<html" not in page
        and f'id="{key}"' in page
        and "已核对" in page
        and "措施 1" in page
        and 'hx-swap-oob="true"' in page
    )


def test_confirming_what_was_corrected_meanwhile_is_told(act):
    draft = make_draft()
    measure = draft.measures.get(code="m4")
    client, key = act(office()), f"m-{measure.pk}"
    client.post(url("edit_item", draft.pk, key), edit_data(measure, lead="省公安厅"))
    page = client.post(f"{url('confirm_item', draft.pk, key)}?seen=0", follow=True).content.decode()
    assert "刚刚已被他人修改" in page


def edit_data(measure, **more):
    return {"revision": measure.revision, "near": measure.start, "quote": measure.text, **more}


def test_correcting_through_the_form(act):
    draft = make_draft()
    measure = draft.measures.get(code="m1")
    data = edit_data(measure, lead="省知识产权局、省科技厅", quote="培育20家以上知识产权优势企业", due_on="2020-12-31")
    answer = act(office()).post(url("edit_item", draft.pk, f"m-{measure.pk}"), data)
    assert answer.status_code == 302 and answer.url.endswith(f"#m-{measure.pk}")
    measure.refresh_from_db()
    assert [row.name for row in measure.bodies.all()] == ["省知识产权局", "省科技厅"]
    assert measure.text == "培育20家以上知识产权优势企业"


def test_the_second_reviewer_is_shown_both_and_may_then_save(act):
    draft = make_draft()
    measure = draft.measures.get(code="m4")
    client, address = act(office()), url("edit_item", draft.pk, f"m-{measure.pk}")
    stale = edit_data(measure, lead="省高级法院")
    client.post(address, edit_data(measure, lead="省公安厅"))
    page = client.post(address, stale).content.decode()
    assert "省公安厅" in page and "省高级法院" in page and 'name="revision" value="1"' in page
    assert Measure.objects.get(pk=measure.pk).bodies.get().name == "省公安厅"
    assert client.post(address, {**stale, "revision": 1}).status_code == 302
    assert Measure.objects.get(pk=measure.pk).bodies.get().name == "省高级法院"


def test_words_that_are_not_in_the_text_are_refused_at_the_field(act):
    draft = make_draft()
    measure = draft.measures.first()
    answer = act(office()).post(url("edit_item", draft.pk, f"m-{measure.pk}"), edit_data(measure, quote="没有的话"))
    assert answer.status_code == 200 and "正文中找不到这段文字" in answer.content.decode()


def test_adding_from_a_selection(act):
    draft = make_draft()
    start = draft.text.index("现有注册商标")
    client = act(office())
    page = client.get(f"{url('add_item', draft.pk, 'target')}?start={start}&end={start + 12}").content.decode()
    assert "现有注册商标12918件" in page
    data = {
        "quote": "现有注册商标12918件",
        "near": start,
        "indicator": "注册商标",
        "comparator": ">=",
        "value": "12918",
    }
    assert client.post(url("add_item", draft.pk, "target"), {**data, "unit": "件", "kind": "stock"}).status_code == 302
    assert draft.targets.get(origin="person").start == start


@pytest.mark.parametrize(
    "query", ["start=-1&end=5", "start=1&end=999999999", "start=x&end=y", "start=9&end=2", "start=٣&end=٤"]
)
def test_a_hostile_selection_is_ignored(act, query):
    draft = make_draft()
    assert act(office()).get(f"{url('add_item', draft.pk, 'measure')}?{query}").status_code == 200


@pytest.mark.parametrize("key", ["x-1", "m", "m-0", "m-x", "m-99999999999999999999", "t-1-2"])
def test_unknown_items_are_not_found(act, key):
    draft = make_draft()
    assert act(office()).get(url("edit_item", draft.pk, key)).status_code == 404


def test_an_item_of_another_version_is_not_found(act):
    old = make_published()
    draft = derive_draft(actor=office(), version=old)
    foreign = old.measures.first()
    client = act(office())
    assert client.get(url("edit_item", draft.pk, f"m-{foreign.pk}")).status_code == 404
    assert client.post(url("delete_item", draft.pk, f"m-{foreign.pk}"), {"reason": "试试"}).status_code == 404


def test_splitting_merging_and_deleting_through_the_pages(act):
    draft = make_draft()
    client, measure = act(office()), draft.measures.get(code="m1")
    key = f"m-{measure.pk}"
    at = draft.text.index("由省知识产权局牵头")
    assert client.get(url("split_item", draft.pk, key)).status_code == 200
    assert client.post(url("split_item", draft.pk, key), {"at": at, "revision": 0}).status_code == 302
    assert client.post(url("split_item", draft.pk, key), {"at": 1, "revision": 1}).status_code == 200
    page = client.get(url("merge_item", draft.pk, key)).content.decode()
    fields = dict(re.findall(r'name="(revision|next|next_revision)" value="(\d+)"', page))
    assert client.post(url("merge_item", draft.pk, key), fields).status_code == 302
    assert draft.measures.count() == 4
    assert client.post(url("delete_item", draft.pk, key), {"reason": ""}).status_code == 200
    assert client.post(url("delete_item", draft.pk, key), {"reason": "只是背景"}).status_code == 302
    assert draft.measures.count() == 3


def test_the_publish_page_lists_what_blocks(act):
    draft = make_draft()
    client = act(office())
    page = client.get(url("publish", draft.pk)).content.decode()
    assert "文号疑似误印" in page and "确认发布" not in page
    page = client.post(url("publish", draft.pk)).content.decode()
    assert "没有发布" in page and PlanVersion.objects.get(pk=draft.pk).state == "draft"
    warning = draft.warnings.get()
    assert client.post(url("resolve_warning", draft.pk, warning.pk), {"resolution": "已核对原件"}).status_code == 302
    assert "确认发布" in client.get(url("publish", draft.pk)).content.decode()
    assert client.post(url("publish", draft.pk)).status_code == 302
    assert PlanVersion.objects.get(pk=draft.pk).state == "published"


def test_the_difference_shows_what_was_added_removed_and_changed(act):
    version = make_published()
    draft = derive_draft(actor=office(), version=version)
    client = act(office())
    page = client.get(url("differences", draft.pk)).content.decode()
    assert "两版内容相同" in page
    measure = draft.measures.get(code="m1")
    client.post(
        url("edit_item", draft.pk, f"m-{measure.pk}"), edit_data(measure, lead="省知识产权局", support="省科技厅")
    )
    delete_measure(actor=office(), measure=draft.measures.get(code="m4"), reason="重复")
    page = client.get(url("differences", draft.pk)).content.decode()
    assert "<del>商务</del><ins>科技</ins>" in page and "<del>完善维权机制。</del>" in page


def test_coverage_names_what_carries_a_measure(act):
    version = make_published()
    carried = version.measures.get(code="m2").lineage
    register_carrier("试验承接", lambda one: {carried})
    try:
        page = act(reader()).get(url("coverage", version.pk)).content.decode()
        assert "试验承接" in page
        page = act(reader()).get(f"{url('coverage', version.pk)}?only=uncarried").content.decode()
        assert "服务千家企业" not in page
    finally:
        carriers.pop("试验承接")


def test_import_page_takes_a_file_once(act, tmp_path):
    from django.core.files.uploadedfile import SimpleUploadedFile

    text = "示例市知识产权计划（2018—2020年）\n一、主要任务\n（一）加强培育。培育20家以上知识产权优势企业。\n"
    client = act(office())
    for _ in range(2):
        answer = client.post(url("import"), {"file": SimpleUploadedFile("计划.txt", text.encode())})
        assert answer.status_code == 302
    version = PlanVersion.objects.get()
    assert version.source_file.name == "计划.txt" and version.measures.count() >= 1
    secret = SimpleUploadedFile("密.txt", f"机密★10年\n{text}".encode())
    assert client.post(url("import"), {"file": secret}).status_code in (200, 422)
    assert PlanVersion.objects.count() == 1
    broken = SimpleUploadedFile("坏.pdf", b"%PDF-1.4 broken")
    assert client.post(url("import"), {"file": broken}).status_code == 200


def test_a_huge_text_is_imported_and_shown(act):
    from ..testing import compiled_sample
    from ..testing.versions import LINES

    draft = make_draft(compiled_sample((*LINES, *("长" * 5000 for _ in range(40)))))
    assert act(office()).get(url("review", draft.pk)).status_code == 200


def test_query_counts(act, django_assert_max_num_queries):
    version = make_published()
    draft = derive_draft(actor=office(), version=version)
    client = act(office())
    for address in (url("plans"), url("plan", version.plan.code), url("review", draft.pk), url("coverage", version.pk)):
        with django_assert_max_num_queries(14):
            assert client.get(address).status_code == 200
    with django_assert_max_num_queries(20):
        client.get(url("differences", draft.pk))


def test_publishing_a_derived_draft_through_the_page(act):
    version = make_published()
    client = act(office())
    answer = client.post(url("derive", version.pk))
    draft = PlanVersion.objects.get(state="draft")
    assert answer.url == url("review", draft.pk)
    publish_version(actor=office(), version=draft)
    page = client.get(url("plan", version.plan.code)).content.decode()
    assert "已被替代" in page and "现行" in page
