"""The shell of somebody signed in: menu, posts, preferences, at a desk, on a phone, in large print."""

import pytest

from qingzhi.base.identity.testing import a_body, a_post, a_role, an_account

from .conftest import fits


@pytest.fixture
def manager(transactional_db):
    """An account with two posts, one of which keeps accounts and bodies."""
    user = an_account("manager", "王示例")
    keeper = a_role("keeper", "identity.account.manage", "identity.body.manage", duty="system", home="admin")
    a_post(user, keeper, a_body("office", "示例省知识产权局"), title="系统管理员")
    a_post(user, a_role("clerk"), a_body("hall", "示例省科学技术厅"), title="联络员")
    return user


DRESSES = {"desk": {}, "dark": {"theme": "dark"}, "phone": {"width": 390}, "phone elder": {"width": 390, "size": "xl"}}


@pytest.mark.parametrize("dress", DRESSES.values(), ids=DRESSES.keys())
def test_the_shell_of_somebody_signed_in(new_page, axe, enter, manager, dress):
    page = new_page(**dress)
    enter(page, manager)
    page.goto("/identity/bodies/")
    assert page.locator("h1").inner_text()
    axe(page)
    assert fits(page)
    page.locator("details.user > summary").click()
    axe(page)
    assert fits(page)
    page.keyboard.press("Escape")
    assert not page.locator(".user-menu").is_visible()


def test_posts_are_switched_in_the_top_bar(page, enter, manager):
    enter(page, manager)
    page.goto("/identity/my-posts/")
    page.locator("details.user > summary").click()
    page.locator(".user-menu").get_by_role("button", name="联络员").click()
    page.get_by_text("联络员").first.wait_for()
    assert "联络员" in page.locator("details.user > summary").inner_text()
    assert page.locator(".msg-success").is_visible()
    assert page.url.endswith("/identity/my-posts/")


def test_a_lost_session_comes_back_to_the_page(page, enter, manager):
    enter(page, manager)
    page.goto("/identity/bodies/")
    page.context.clear_cookies()
    page.reload()
    assert "/sign-in/?next=/identity/bodies/" in page.url
