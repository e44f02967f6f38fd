"""The style guide in a browser: every component, in every dress, with nothing to complain about."""

import pytest

from .conftest import fits

DRESSES = {
    "light": {"theme": "light"},
    "dark": {"theme": "dark"},
    "elder dark": {"theme": "dark", "size": "xl"},
    "phone dark": {"theme": "dark", "width": 390},
    "phone elder": {"theme": "light", "size": "xl", "width": 390},
}
SEEN_BY_AXE = ("light", "dark", "phone elder")  # each theme, and what only a narrow page shows
PAGES = ("/_styleguide/", "/_styleguide/portal/", "/_styleguide/confirm/", "/_styleguide/error/409/", "/sign-in/")


@pytest.mark.parametrize("dress", DRESSES)
def test_axe_finds_nothing_and_nothing_sticks_out(new_page, axe, dress, demo_day):
    page = new_page(**DRESSES[dress])
    for address in PAGES:
        page.goto(address)
        if dress in SEEN_BY_AXE:
            axe(page)
        assert fits(page), address


def test_the_listing_filters_sorts_and_turns_pages_in_place(page, demo_day):
    page.goto("/_styleguide/")
    listing = page.locator("#main-listing")
    listing.get_by_role("searchbox").fill("乙")
    page.wait_for_url("**/_styleguide/?q=%E4%B9%99")
    listing.locator(".chip").wait_for()
    assert "省级示例部门乙" in listing.inner_text() and "省级示例部门甲" not in listing.locator("tbody").inner_text()
    listing.get_by_role("link", name="清除全部").click()
    page.wait_for_url("**/_styleguide/")
    page.locator("#main-listing").get_by_role("link", name="期限").click()
    page.wait_for_url("**sort=due_on")
    assert page.locator("#main-listing th[aria-sort=ascending]").inner_text().strip() == "期限"
    page.locator("#main-listing").get_by_role("link", name="第 2 页").click()
    page.wait_for_url("**page=2")
    listing.locator(".listing-count", has_text="第 21–40 条，共 46 条").wait_for()
    page.go_back()
    listing.locator(".listing-count", has_text="第 1–20 条，共 46 条").wait_for()


def test_everything_works_without_scripts(new_page, demo_day):
    page = new_page(scripts=False)
    page.goto("/_styleguide/")
    page.get_by_role("button", name="深色").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.url.endswith("/_styleguide/")
    page.locator("#main-listing").get_by_label("状态").select_option("late")
    page.locator("#main-listing").get_by_role("button", name="查询").click()
    assert "state=late" in page.url
    page.set_viewport_size({"width": 390, "height": 800})
    page.get_by_text("菜单", exact=True).click()
    assert page.locator("details.menu").get_by_role("link", name="计划看板").is_visible()


def test_a_draft_is_kept_on_this_machine_and_offered_again(page, demo_day):
    page.goto("/_styleguide/")
    form = page.locator("form[data-draft=styleguide]")
    form.get_by_label("任务名称").fill("写了一半的任务")
    page.get_by_text("草稿已保存在本机").first.wait_for()
    page.reload()
    page.get_by_role("button", name="恢复草稿").click()
    assert page.locator("form[data-draft=styleguide]").get_by_label("任务名称").input_value() == "写了一半的任务"


def test_the_reader_is_put_where_the_news_is(page, demo_day):
    page.goto("/_styleguide/confirm/")
    page.get_by_role("link", name="返回，不办理").click()
    page.wait_for_url("**/_styleguide/")
    assert page.evaluate("document.activeElement.className") == "error-summary"
    page.get_by_role("link", name="确认页").click()
    page.wait_for_url("**/confirm/")
    assert page.evaluate("document.activeElement.tagName") == "H1"
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement !== document.body")


def test_paper_is_light_and_complete(new_page, demo_day):
    page = new_page(theme="dark")
    page.goto("/_styleguide/")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.locator(".filters").first.is_visible()
    assert page.locator(".listing-table thead").first.is_visible()
