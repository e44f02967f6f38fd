"""A planning officer reviews a compiled notice beside its text and publishes it; a member body then reads it."""

import pytest

from qingzhi.base.identity.testing import a_body, a_post, a_role, an_account
from qingzhi.domains.plan.actions.drafting import derive_draft
from qingzhi.domains.plan.actions.measures import delete_measure
from qingzhi.domains.plan.actions.publishing import publish_version
from qingzhi.domains.plan.actions.reviewing import correct_head, resolve_warning
from qingzhi.domains.plan.models import PlanVersion
from qingzhi.domains.plan.testing import make_draft, office

from .conftest import fits

DRESSES = {
    "light": {"theme": "light"},
    "dark": {"theme": "dark"},
    "phone elder": {"theme": "light", "size": "xl", "width": 390},
}


@pytest.fixture
def chief(transactional_db):
    user = an_account("chief", "示例处长")
    permits = [f"plan.version.{code}" for code in ("view", "import", "review", "publish")]
    a_post(user, a_role("planning_chief", *permits), a_body())
    return user


@pytest.fixture
def draft(chief):
    return make_draft()


def test_reviewing_and_publishing(page, enter, chief, draft, demo_day):
    enter(page, chief)
    page.goto(f"/plan/versions/{draft.pk}/")
    measure = draft.measures.get(code="m2")
    card, mark = page.locator(f"#m-{measure.pk}"), page.locator(f"#at-m-{measure.pk}")
    mark.click()
    page.wait_for_url(f"**#m-{measure.pk}")
    assert "is-here" in card.get_attribute("class")
    card.locator(".item-no").click()
    assert page.locator(".doc .is-here").count() >= 1
    page.keyboard.press("c")
    card.get_by_text("已核对").wait_for()
    assert "1 / 8" in page.locator("#progress").inner_text()
    page.keyboard.press("e")
    page.locator(".item-editing").get_by_label("牵头单位").fill("省科技厅")
    page.locator(".item-editing").get_by_role("button", name="保存").click()
    page.get_by_text("省科技厅").wait_for()
    page.get_by_role("link", name="发布", exact=True).click()
    assert page.get_by_role("button", name="确认发布").count() == 0
    page.get_by_role("link", name="去处理").click()
    page.locator(".item-warning").get_by_role("link", name="处理", exact=True).click()
    page.get_by_label("处理意见").fill("已核对原件")
    page.get_by_role("button", name="确认已处理").click()
    page.get_by_role("link", name="发布", exact=True).click()
    page.get_by_role("button", name="确认发布").click()
    page.get_by_text("今后不再改动").wait_for()
    assert PlanVersion.objects.get(pk=draft.pk).state == "published"


def test_adding_a_target_from_selected_words(page, enter, chief, draft, demo_day):
    enter(page, chief)
    page.goto(f"/plan/versions/{draft.pk}/")
    page.evaluate(
        """() => { const run = [...document.querySelectorAll("#doc [data-at]")].find(el => el.textContent.includes("专项行动"));
        const node = run.firstChild, at = node.data.indexOf("专项行动"), range = document.createRange();
        range.setStart(node, at); range.setEnd(node, at + 4); getSelection().removeAllRanges(); getSelection().addRange(range); }"""
    )
    page.locator("[data-pick]").get_by_role("link", name="目标").click()
    assert page.get_by_label("原文").input_value() == "专项行动"


def test_without_scripts_anchors_and_forms_do(new_page, enter, chief, draft, demo_day):
    page = new_page(scripts=False)
    enter(page, chief)
    measure = draft.measures.get(code="m2")
    page.goto(f"/plan/versions/{draft.pk}/")
    page.locator(f"#at-m-{measure.pk}").click()
    assert page.url.endswith(f"#m-{measure.pk}")
    page.locator(f"#m-{measure.pk}").get_by_role("button", name="无误").click()
    assert page.url.endswith(f"#m-{measure.pk}") and "已核对" in page.locator(f"#m-{measure.pk}").inner_text()
    page.locator(f"#m-{measure.pk}").get_by_role("link", name="更正").click()
    page.get_by_label("牵头单位").fill("省科技厅")
    page.get_by_role("button", name="保存").click()
    assert "省科技厅" in page.locator(f"#m-{measure.pk}").inner_text()


@pytest.fixture
def derived(draft):
    resolve_warning(actor=office(), warning=draft.warnings.get(), resolution="已核对原件")
    made = derive_draft(actor=office(), version=publish_version(actor=office(), version=draft))
    correct_head(actor=office(), version=made, title="示例计划")
    delete_measure(actor=office(), measure=made.measures.get(code="m4"), reason="重复")
    return made


@pytest.mark.parametrize("dress", DRESSES.values(), ids=DRESSES.keys())
def test_axe_finds_nothing_and_nothing_sticks_out(new_page, axe, enter, dress, chief, draft, derived, demo_day):
    page = new_page(**dress)
    enter(page, chief)
    key = f"m-{derived.measures.first().pk}"
    base = f"/plan/versions/{derived.pk}/"
    for address in (
        "/plan/",
        "/plan/import/",
        f"/plan/plans/{draft.plan.code}/",
        f"/plan/versions/{draft.pk}/",
        f"/plan/versions/{draft.pk}/differences/",
        base,
        f"{base}publish/",
        f"{base}coverage/",
        f"{base}differences/",
        f"{base}items/{key}/edit/",
        f"{base}items/{key}/split/",
        f"{base}items/{key}/merge/",
        f"{base}items/{key}/delete/",
    ):
        page.goto(address)
        axe(page)
        assert fits(page), address
