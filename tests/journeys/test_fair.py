"""A fair on a phone: the network is cut for an hour, two complaints are entered and kept, the session runs out, both arrive once;
they are merged, the exhibitor is heard, the exhibit removed, the report counts them."""

import time
from typing import Any

from qingzhi.base import clock
from qingzhi.base.identity.testing import a_body, a_post, a_role, an_account
from qingzhi.base.permits import Scope
from qingzhi.domains.enforcement.models import FairComplaint
from qingzhi.domains.enforcement.testing.complaints import photo
from qingzhi.domains.enforcement.testing.fairs import STATION, a_fair, line, make_list
from tests.journeys.calm import calm

KEPT = """() => new Promise(done => { const asked = indexedDB.open("qingzhi-fairs"); asked.onsuccess = () => {
  const count = asked.result.transaction("complaints").objectStore("complaints").count();
  count.onsuccess = () => { asked.result.close(); done(count.result); } } })"""

ON_PHONE = "async () => !!(await caches.match(location.pathname))"


def complain(phone: Any, who: str, *, stand: str = "A12", number: str = "ZL201730000001.X") -> None:
    """Enter a complaint with a thumb, with a photograph."""
    filled = {
        "展位号": stand,
        "涉嫌侵权的展品": "八宝纹藏毯",
        "权利号码": number,
        "投诉的事实": "与我公司外观设计相同",
        "投诉人（权利人）": who,
    }
    phone.get_by_label("投诉人的权利").select_option("patent")
    for label, text in filled.items():
        phone.get_by_label(label).fill(text)
    phone.set_input_files("#id_photos", {"name": "展品.jpg", "mimeType": "image/jpeg", "buffer": photo()})
    phone.get_by_role("button", name="提交").click()


def take(page: Any, case_id: int, step: str, button: str, **filled: str) -> str:
    """Take a step of a case on its own page."""
    page.goto(f"/cases/{case_id}/steps/{step}/")
    for name, value in filled.items():
        page.fill(f"[name={name}]", value)
    for name in ("how", "ground"):
        if page.locator(f"[name={name}]").count():
            page.locator(f"[name={name}]").first.check()
    with page.expect_navigation():
        page.get_by_role("button", name=button).last.click()
    return str(page.locator("main").inner_text())


def test_an_hour_without_network(new_page: Any, enter: Any, axe: Any, demo_day: Any) -> None:
    fair = a_fair()
    make_list(fair, line())
    user = an_account("station", "驻会甲")
    a_post(user, a_role("station", *STATION, "procedures.case.view", scope=Scope.BODY, home="enforcement"), a_body())
    phone = new_page(width=390, height=844)
    enter(phone, user)
    phone.clock.install()
    station = f"/fairs/{fair.pk}/station/"
    phone.goto(station)
    until = time.monotonic() + 30
    while not phone.evaluate(ON_PHONE):
        assert time.monotonic() < until, "the page was not kept for when there is no network"
        phone.wait_for_timeout(20)
    axe(phone)

    phone.context.set_offline(True)
    complain(phone, "西宁示例地毯有限公司")
    kept = phone.locator("[data-kept] [data-key]")
    kept.first.wait_for()
    phone.goto(station)  # the page itself opens without network
    kept.first.wait_for()
    complain(phone, "青海示例地毯集团", stand="a-12")
    kept.nth(1).wait_for()
    assert "等待发送" in phone.locator("[data-kept]").inner_text() and not FairComplaint.objects.exists()

    phone.clock.fast_forward("01:00:00")
    phone.context.clear_cookies()  # meanwhile the session has run out
    phone.context.set_offline(False)
    phone.get_by_role("link", name="重新登录").wait_for()
    assert phone.evaluate(KEPT) == 2
    enter(phone, user)
    phone.goto(station)
    phone.locator("[data-kept] [data-link]").nth(1).wait_for()
    assert "重复" in phone.locator("[data-kept]").inner_text() and phone.evaluate(KEPT) == 0
    first, second = FairComplaint.objects.order_by("counted_from")
    held = first.received_at - first.entered_at
    assert 3600 <= held.total_seconds() < 3700 and first.counted_from == first.entered_at
    assert first.exhibitor == second.exhibitor and first.case.evidence.count() == 1

    says = take(phone, second.case_id, "merge", "并入同一投诉")
    assert first.case.number in says and first.case.evidence.count() == 2
    minute = f"{clock.now():%Y-%m-%dT%H:%M}"
    take(phone, first.case_id, "accept", "受理并通知参展商", notified_at=minute, notified_to="展位负责人")
    take(phone, first.case_id, "note_defence", "登记参展商陈述", defence="自行设计", defended_at=minute)
    take(phone, first.case_id, "uphold", "认定侵权成立", reasons="无实质性差异")
    says = take(phone, first.case_id, "remove", "登记撤展", removed_at=f"{clock.now():%Y-%m-%dT%H:%M}")
    assert "撤下展品" in says and "侵权成立" in says
    axe(phone)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    phone.goto(f"/fairs/{fair.pk}/report/")
    text = phone.locator("main").inner_text()
    assert "断网录入" in text and "已撤展或遮盖" in text
    phone.get_by_role("link", name="已并入他件").click()
    calm(phone)
    assert second.case.number in phone.locator("main").inner_text()
