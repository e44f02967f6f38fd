"""The search page for the public and for the desk, and what people keep of it."""

from datetime import date

import pytest
from django.urls import reverse

from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.identity.testing import a_post, an_account, signed_in
from qingzhi.engine.search.models import SavedSearch
from qingzhi.engine.search.testing import follow_once

pytestmark = pytest.mark.django_db
PAGE = "/search/"


@pytest.fixture
def books(shelf):
    """Forty-five records, and one that only the office sees."""
    for id in range(1, 46):
        shelf.put(id, f"牦牛绒第{id}册", "一种<script>纺织", number=f"CN10{id:07d}A", on=date(2016, 1 + id % 12, 1),
                  facets={"status": ("valid" if id % 3 else "lapsed",), "region": (f"63{id % 15:02d}00",)})  # fmt: skip
    shelf.put(90, "牦牛绒内部资料", sees=("office",))
    follow_once()
    return shelf


@pytest.fixture
def reader(client):
    """Somebody signed in."""
    user = an_account()
    a_post(user)
    signed_in(client, user)
    return user


def text(client, address, **more):
    answer = client.get(address, **more)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_public_has_the_large_box_and_sees_public_records_alone(client, books):
    page = text(client, f"{PAGE}?q=牦牛绒")
    assert 'class="portal"' in page and "共 45 条，第 1–20 条" in page
    assert "内部资料" not in page and "保存这次检索" not in page
    assert '<a href="/public/tests/' in page and "<mark>牦牛绒</mark>" in page
    assert "&lt;script&gt;" in page and "<script>纺织" not in page


def test_the_desk_sees_its_own_too(client, books, reader):
    page = text(client, f"{PAGE}?q=牦牛绒")
    assert 'class="desk"' in page and "共 46 条" in page and '<a href="/tests/' in page


def test_facets_narrow_and_lead_back(client, books):
    page = text(client, f"{PAGE}?q=牦牛绒&kind=tests.book&f.status=lapsed&f.region=630300")
    assert "共 3 条" in page
    assert "状态：失效" in page and "地区：630300" in page
    assert f'href="{PAGE}?q=%E7%89%A6%E7%89%9B%E7%BB%92&amp;kind=tests.book&amp;f.status=lapsed"' in page, (
        "the chip takes one out"
    )


def test_dates_narrow(client, books):
    page = text(client, f"{PAGE}?q=牦牛绒&f.status=valid&from=2016-01&to=2016-02")
    assert "日期自 2016-01" in page and "日期至 2016-02" in page and "共 4 条" in page
    assert '<input type="hidden" name="f.status" value="valid">' in page


def test_pages_and_orders(client, books):
    page = text(client, f"{PAGE}?q=牦牛绒&order=newest&page=3")
    assert "第 41–45 条" in page and 'aria-current="page">3<' in page and "order=newest" in page
    assert client.get(f"{PAGE}?q=牦牛绒&page=9").status_code == 302
    assert "共 45 条" in text(client, f"{PAGE}?q=牦牛绒&page=x&order=y&kind=z")


def test_nothing_found_says_what_to_try(client, books):
    page = text(client, f"{PAGE}?q=不存在的词&f.status=valid")
    assert "没有找到" in page and "在全部范围内查找" in page and "权利人：" in page


def test_the_first_page_tells_what_there_is_and_how_to_ask(client, books):
    page = text(client, PAGE)
    assert "可以检索的内容" in page and "怎样检索" in page and "样书" in page


def test_mended_questions_say_so(client, books):
    assert "第 1 个字：括号没有合上" in text(client, f"{PAGE}?q=(牦牛")


def test_htmx_gets_the_part_below_the_box(client, books):
    part = text(client, f"{PAGE}?q=牦牛绒", headers={"HX-Request": "true", "HX-Target": "search-body"})
    assert "<html" not in part and 'id="search-body"' in part and "共 45 条" in part
    whole = text(client, f"{PAGE}?q=牦牛绒", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert "<html" in whole


def test_without_an_index_there_is_a_page_and_one_sentence(client, shelf):
    page = text(client, f"{PAGE}?q=牦牛绒")
    assert "检索索引尚未建立" in page and "暂时不能检索" in page


def test_the_page_says_when_the_index_is_behind(client, books):
    from datetime import timedelta

    from qingzhi.base import clock
    from qingzhi.engine.search.models import IndexChange

    books.put(91, "新来的")
    IndexChange.objects.update(at=clock.real_now() - timedelta(minutes=1))
    assert "检索索引落后约 1 条记录的更改" in text(client, f"{PAGE}?q=牦牛绒")


def test_every_page_has_the_box(client, reader):
    page = text(client, reverse("identity:sign_ins"))
    assert 'class="top-search"' in page and 'action="/search/"' in page
    assert 'class="top-search"' not in text(client, PAGE)


def test_few_queries(client, books, reader, django_assert_max_num_queries):
    client.get(PAGE)
    with django_assert_max_num_queries(14):
        text(client, f"{PAGE}?q=牦牛绒&kind=tests.book&f.status=valid")


def test_a_search_is_kept_opened_and_let_go(client, books, reader):
    asked = "q=牦牛绒&kind=tests.book&f.status=valid&f.status=lapsed&order=newest"
    answer = client.post(reverse("search:save"), {"name": "我的  牦牛绒", "search": asked})
    saved = SavedSearch.objects.get()
    assert (saved.name, saved.query, saved.user_id) == ("我的 牦牛绒", "牦牛绒", reader.pk)
    assert saved.filters == {"kind": ["tests.book"], "order": ["newest"], "f.status": ["valid", "lapsed"]}
    client.post(reverse("search:save"), {"name": "我的 牦牛绒", "search": asked})
    assert SavedSearch.objects.count() == 1, "a second click changes nothing"
    page = text(client, answer.url)
    assert "已保存检索" in page and "共 45 条" in page and "我的 牦牛绒</a>" in page
    client.post(reverse("search:forget", args=[saved.pk]))
    client.post(reverse("search:forget", args=[saved.pk]))
    assert not SavedSearch.objects.exists()
    actions = list(AuditEntry.objects.filter(action__startswith="search.").values_list("action", flat=True))
    assert actions.count("search.save_search") == 1 and actions.count("search.forget_search") == 1


def test_a_search_needs_a_name_and_an_account(client, books, reader):
    page = client.post(reverse("search:save"), {"name": " ", "search": "q=牦牛"}, follow=True).content.decode()
    assert "请给这次检索起一个名称" in page and not SavedSearch.objects.exists()
    client.logout()
    assert client.post(reverse("search:save"), {"name": "甲", "search": "q=牦牛"}).url.startswith("/sign-in/")


def test_nobody_touches_another_s(client, books, reader):
    other = SavedSearch.objects.create(user_id=reader.pk + 1, name="别人的", query="青稞", saved_at="2018-07-01T00:00Z")
    client.post(reverse("search:forget", args=[other.pk]))
    assert SavedSearch.objects.filter(pk=other.pk).exists()
    assert "别人的" not in text(client, PAGE)
