"""The shell: banners, menu, posts, messages, preferences, errors, what happens when the session is lost."""

import re
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.http import HttpResponse
from django.test import RequestFactory

from qingzhi.base import clock
from qingzhi.base.clock.models import ClockPin
from qingzhi.base.pages import assets, menu, posts
from qingzhi.base.pages.access import signed_in
from qingzhi.base.pages.menu import MenuEntry, menu_at
from qingzhi.base.pages.views.errors import server_error
from qingzhi.base.permits import PUBLIC

pytestmark = pytest.mark.django_db


def test_every_entrance_warns_of_secrets_and_has_a_skip_link(client):
    page = client.get("/_styleguide/portal/").content.decode()
    assert "严禁录入、上传国家秘密" in page and 'href="#main"' in page and '<main id="main">' in page


def test_a_demonstration_says_so_on_each_page(client):
    ClockPin.objects.create(day=date(2018, 7, 1), reason="测试")
    clock.forget_pin()
    assert "演示环境，今天是2018年7月1日，数据为示例" in client.get("/_styleguide/portal/").content.decode()


def test_without_the_setting_there_is_no_style_guide(client, settings):
    settings.QINGZHI_STYLEGUIDE = False
    assert client.get("/_styleguide/").status_code == 404
    assert client.get("/_styleguide/error/500/").status_code == 404


@pytest.fixture
def entries(monkeypatch):
    found = {}
    monkeypatch.setattr(menu, "_entries", found)

    def add(label, url_name, *, section="工作", position=1, **more):
        found[f"{label} {url_name}"] = MenuEntry(label, url_name, section, position, **more)

    return add


def test_the_menu_counts_marks_the_page_and_passes_over_what_leads_nowhere(entries, clerk):
    entries("手册", "pages:styleguide", count=lambda actor: 7)
    entries("门户", "pages:styleguide_portal", position=2)
    entries("没有", "nowhere:at_all", position=3)
    (section,) = menu_at(clerk, "/_styleguide/portal/")
    assert [(item.label, item.count, item.is_current) for item in section.items] == [
        ("手册", 7, False),
        ("门户", 0, True),
    ]
    assert [item.is_current for item in menu_at(clerk, "/_styleguide/error/404/")[0].items] == [True, False]
    assert menu_at(PUBLIC, "/") == []


def test_the_rows_of_all_badges_are_counted_at_once(entries, clerk, django_assert_num_queries):
    for name in ("甲", "乙", "丙"):
        Group.objects.create(name=name)
    rows = Group.objects.all()
    entries("手册", "pages:styleguide", count=lambda actor: rows.exclude(name="甲"))
    entries("门户", "pages:styleguide_portal", position=2, count=lambda actor: rows.none())
    entries("设置", "pages:preferences", position=3, count=lambda actor: rows.order_by()[:1])
    with django_assert_num_queries(1):
        assert [item.count for item in menu_at(clerk, "/")[0].items] == [2, 0, 1]


def test_a_long_menu_folds_what_is_not_daily_work_nor_about_the_page(entries, clerk):
    entries("手册", "pages:styleguide")
    entries("门户", "pages:styleguide_portal", section="统计", count=lambda actor: 3)
    entries("大家的", "pages:styleguide", section="公共服务")
    assert [(one.label, one.is_folded) for one in menu_at(clerk, "/")] == [
        ("工作", False), ("统计", False), ("公共服务", True)
    ]  # fmt: skip
    for number in range(menu.AT_ONCE):
        entries(f"规则 {number}", "pages:styleguide", section="规则", position=number)
    folded = {one.label: (one.is_folded, one.count) for one in menu_at(clerk, "/")}
    assert folded == {"工作": (False, 0), "统计": (True, 3), "规则": (True, 0), "公共服务": (True, 0)}
    assert not next(one for one in menu_at(clerk, "/_styleguide/portal/") if one.label == "统计").is_folded


def test_posts_are_offered_only_where_there_is_a_choice(monkeypatch, clerk):
    given = [posts.PostChoice(1, "示例局 · 计划处")]
    monkeypatch.setattr(posts, "_sources", [lambda request: given])
    assert posts.posts_of(None, clerk) == []
    given.append(posts.PostChoice(2, "示例厅 · 办公室"))
    assert len(posts.posts_of(None, clerk)) == 2
    assert posts.posts_of(None, PUBLIC) == []


def test_preferences_are_kept_in_cookies_and_rendered(client):
    answer = client.post("/preferences/", {"theme": "dark", "next": "/_styleguide/?q=1"})
    assert answer.status_code == 302 and answer.url == "/_styleguide/?q=1"
    client.post("/preferences/", {"size": "xl"})
    page = client.get("/_styleguide/portal/").content.decode()
    assert 'data-theme="dark" data-size="xl"' in page
    assert client.cookies["theme"]["httponly"] and client.cookies["theme"]["samesite"] == "Lax"


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "\\\\evil", "javascript:alert(1)", "/a\r\nSet-Cookie: x=1",
     "", "evil", "///evil.example", "/\t/evil.example", "http:///evil.example", "/" + "a" * 5000],
)  # fmt: skip
def test_preferences_never_lead_away(client, target):
    answer = client.post("/preferences/", {"theme": "light", "next": target})
    assert answer.status_code == 302 and answer.url == "/"


def test_preferences_take_nothing_else(client):
    client.post("/preferences/", {"theme": "<script>", "size": "huge", "sessionid": "x"})
    assert "theme" not in client.cookies and "sessionid" not in client.cookies
    assert client.get("/preferences/").status_code == 405
    client.cookies["theme"] = '"><script>'
    assert 'data-theme="auto"' in client.get("/_styleguide/portal/").content.decode()


def test_the_stylesheet_is_one_answer_kept_by_its_hash(client):
    text, version = assets.style()
    answer = client.get(assets.style_url())
    assert answer["Content-Type"].startswith("text/css") and "immutable" in answer["Cache-Control"]
    assert "--brand: #0b5e6b" in answer.content.decode() and "@media print" in text
    assert "immutable" not in client.get(f"/style-{version[::-1]}x.css")["Cache-Control"]


def test_no_sheet_is_longer_than_a_reader_s_patience():
    for name in assets.SHEETS:
        assert len((assets.FOLDER / f"{name}.css").read_text().splitlines()) < 400


def test_every_colour_is_a_token():
    for name in set(assets.SHEETS) - {"tokens", "print", "charts"}:
        text = re.sub(r"/\*.*?\*/", "", (assets.FOLDER / f"{name}.css").read_text(), flags=re.S)
        assert re.findall(r"#[0-9a-fA-F]{3,8}\b", text) == [], name


@pytest.mark.parametrize("status", [403, 404, 409, 422, 500])
def test_errors_say_what_to_do_next(client, status):
    answer = client.get(f"/_styleguide/error/{status}/", headers={"referer": "http://testserver/_styleguide/"})
    page = answer.content.decode()
    assert answer.status_code == status and "接下来可以" in page and f"状态码 {status}" in page
    assert 'href="/_styleguide/"' in page
    assert ("参考号 9A3F01BC" in page) == (status == 500)


def test_an_error_never_links_to_another_site(client):
    page = client.get("/_styleguide/error/409/", headers={"referer": "http://evil.example/x"}).content.decode()
    assert "evil.example" not in page


def test_the_last_error_answers_even_when_the_menu_fails(entries, clerk):
    entries("坏", "pages:styleguide", count=lambda actor: 1 / 0)
    request = RequestFactory().get("/x/")
    request.actor, request.user = clerk, AnonymousUser()
    answer = server_error(request)
    assert answer.status_code == 500 and "参考号" in answer.content.decode()


@signed_in
def closed(request):
    return HttpResponse("内部")


class Htmx:
    current_url_abs_path = "/list/?q=1"


def lost(method="get", htmx=None, **headers):
    request = getattr(RequestFactory(), method)("/cases/3/decide/", headers=headers)
    request.actor, request.htmx = PUBLIC, htmx
    return closed(request)


def test_a_lost_session_leads_back_to_where_one_was():
    assert lost().url == "/sign-in/?next=/cases/3/decide/"
    assert lost("post", referer="http://testserver/cases/3/").url == "/sign-in/?next=/cases/3/"
    assert lost("post", referer="http://evil.example/").url == "/sign-in/?next=/"
    assert lost("post").url == "/sign-in/?next=/"
    assert lost(htmx=Htmx())["HX-Redirect"] == "/sign-in/?next=/list/%3Fq%3D1"


def test_forms_name_their_drafts_and_the_page_its_owner(client):
    page = client.get("/_styleguide/").content.decode()
    assert 'data-draft="styleguide"' in page and 'data-owner=""' in page and 'id="draft-offer"' in page
