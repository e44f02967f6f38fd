"""A roll of enterprises as its people walk it: drawn up, a list imported by name, frozen, its growth opened to applications,
and the one that never applied called on by its prefecture."""

from datetime import date
from typing import Any

from qingzhi.base.identity.testing import a_body, a_post, a_region, a_role, an_account
from qingzhi.base.permits import Scope
from qingzhi.domains.cultivation.models import CohortRoll, OutreachCall
from qingzhi.domains.cultivation.testing import HAIDONG, make_cohort, make_enterprise, make_limit
from qingzhi.engine.tasks.queries import open_items_about

OFFICE = (
    "cultivation.cohort.view",
    "cultivation.cohort.manage",
    "cultivation.outreach.ask",
    "parties.view",
    "rights.view",
)
CALLER = ("cultivation.cohort.view", "cultivation.outreach.answer", "tasks.view")
GROWN, IDLE, LATE = "青海示例锂业有限公司", "青海示例藏毯有限公司", "青海示例新锐有限公司"


def says(page: Any) -> str:
    return str(page.locator("main").inner_text())


def sends(page: Any, button: str, **filled: str) -> str:
    """Fill a form in and send it; what the page says that comes then."""
    for name, value in filled.items():
        field = page.locator(f"main [name={name}]").first
        field.select_option(value) if field.evaluate("one => one.tagName") == "SELECT" else field.fill(value)
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=button, exact=True).first.click()
    return says(page)


def opens(page: Any, link: str) -> str:
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name=link, exact=True).first.click()
    return says(page)


def test_from_a_roll_to_a_call(new_page: Any, enter: Any, demo_day: Any, axe: Any) -> None:
    make_limit()
    cohort = make_cohort(title="高新技术企业")
    make_enterprise(GROWN, date(2017, 3, 1), date(2018, 1, 5), date(2018, 3, 1))
    make_enterprise(IDLE, place=HAIDONG)
    make_enterprise(LATE, date(2018, 2, 1), flag="")
    bodies = {"desk": a_body(), "haidong": a_body("ip-630200", "海东市局", a_region("630200", "海东市", a_region()))}
    pages = {}
    for name, permits, scope in (("desk", OFFICE, Scope.ALL), ("haidong", CALLER, Scope.REGION)):
        user = an_account(name, name)
        a_post(user, a_role(name, *permits, scope=scope), bodies[name])
        pages[name] = new_page(width=390 if name == "haidong" else 1440)
        enter(pages[name], user)
    desk, haidong = pages["desk"], pages["haidong"]

    desk.goto("/cultivation/cohorts/")
    opens(desk, "编制年度名单")
    told = sends(desk, "编制", cohort=str(cohort.pk), year="2018", basis="省科技厅认定公告（示例）")
    assert GROWN in told and IDLE in told and LATE not in told
    opens(desk, "冻结名单")
    told = sends(desk, "冻结名单")
    assert "当年 2 件，上年同期 1 件，增长 100.0%；达到年增 30% 的要求" in told
    assert "自己与自己比" in told and "名单冻结以后认定的企业不计入" in told
    axe(desk)
    roll = CohortRoll.objects.get()
    desk.goto(f"/cultivation/cohorts/{roll.pk}/applications/?side=this")
    assert desk.locator("main tbody tr").count() == 2, "as many as the figure says"
    axe(desk)
    desk.goto(f"/cultivation/cohorts/{roll.pk}/?zero=1")
    assert IDLE in says(desk) and desk.locator("#members tbody tr").count() == 1
    opens(desk, "交办走访零申请企业")
    assert "1 家企业没有专利申请" in says(desk)
    sends(desk, "交办所在市州")

    haidong.goto(f"/cultivation/outreach/?roll={roll.pk}&state=open")
    assert GROWN not in says(haidong)
    axe(haidong)
    opens(haidong, IDLE)
    sends(haidong, "答复", outcome="preparing", note="准备申请两件实用新型，需要代理机构对接。（示例）")
    assert OutreachCall.objects.get().answered_by == "haidong" and not open_items_about(roll).exists()
    desk.goto(f"/cultivation/cohorts/members/{roll.members.get(name=IDLE).pk}/")
    assert "准备申请" in says(desk)
