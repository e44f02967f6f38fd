"""A campaign as its people walk it: a lead becomes a case that is flagged, decided, and told as a typical case."""

from typing import Any

from qingzhi.base.events.bus import deliver_events
from qingzhi.base.identity.testing import a_body, a_post, a_role, an_account
from qingzhi.base.permits import SYSTEM, Scope
from qingzhi.domains.enforcement.actions import take_evidence
from qingzhi.domains.enforcement.models import CampaignLead, Decision, PublicDraft
from qingzhi.domains.enforcement.terms import EvidenceKind
from qingzhi.domains.enforcement.testing.cases import make_case_rules, make_officers, walk
from qingzhi.domains.enforcement.testing.flags import HEAD, NAME, OFFICE, make_flag_rules, make_listed
from qingzhi.engine.procedures.models import Case

PARTY = "青海示例土产有限公司"
TO_SERVED = (
    "assign",
    "propose_filing",
    "file",
    "finish",
    "propose",
    "pass_review",
    "notify",
    "note_statement",
    "to_decision",
    "decide",
    "serve",
)


def says(page: Any) -> str:
    return str(page.locator("main").inner_text())


def sends(page: Any, button: str, **filled: str) -> str:
    """Fill a form in and send it; what the page says that comes then."""
    for name, value in filled.items():
        field = page.locator(f"main [name={name}]").first
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=button, exact=True).first.click()
    return says(page)


def opens(page: Any, link: str) -> str:
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name=link, exact=True).first.click()
    return says(page)


def happens() -> None:
    while deliver_events():
        pass


def test_from_a_lead_to_a_typical_case(new_page: Any, enter: Any, demo_day: Any, axe: Any) -> None:
    make_case_rules()
    make_officers()
    make_flag_rules()
    make_listed()
    people = {"desk": OFFICE, "chief": HEAD}
    for name, permits in people.items():
        user = an_account(name, name)
        a_post(user, a_role(name, *permits, "procedures.case.view", "rights.view", scope=Scope.BODY), a_body())
        people[name] = new_page()
        enter(people[name], user)
    desk, chief = people["desk"], people["chief"]

    chief.goto("/campaigns/new/")
    told = sends(
        chief,
        "发起",
        kind="iron_fist",
        name="铁拳（示例）",
        aim="查处侵权假冒",
        basis="通知（示例）",
        starts_on="2018-06-01",
        ends_on="2018-11-30",
    )
    assert "已发起" in told or "进行中" in told
    desk.goto("/campaigns/")
    opens(desk, "铁拳（示例）")
    opens(desk, "登记线索")
    sends(
        desk, "登记", source="inspection", accused=PARTY, region_code="630000", text=f"少量散装产品冒用“{NAME}”商标。"
    )
    opens(desk, "转为案件")
    assert "线索核查" in sends(desk, "转为案件", offence="trademark")
    case = Case.objects.get()
    happens()
    desk.reload()
    assert "涉重点保护名录，优先办理" in says(desk) and "案情提到驰名" in says(desk)
    take_evidence(actor=SYSTEM, case=case, kind=EvidenceKind.OBJECT, title="涉案样品", source="现场提取", text="已封存")
    walk(case, *TO_SERVED)
    happens()
    campaign = CampaignLead.objects.get().campaign_id
    desk.goto(f"/campaigns/{campaign}/")
    assert "80,000" in says(desk)
    axe(desk)
    opens(desk, "拟写典型案例")
    sends(
        desk, "拟写", decision=str(Decision.objects.get(kind="penalty").pk), title=f"{PARTY}侵犯商标专用权案",
        facts=f"{PARTY}负责人马德彪销售冒用商标的产品。", result="没收并罚款。", meaning="提醒经营者查验来源。",
    )  # fmt: skip
    assert "马德彪" in says(desk) and "某单位侵犯商标专用权案" in says(desk)
    sends(desk, "复核完毕")
    chief.goto(f"/decisions/publicity/{PublicDraft.objects.get(purpose='typical').pk}/")
    sends(chief, "发布")
    public = new_page(width=390)
    public.goto("/typical-cases/")
    axe(public)
    told = opens(public, "某单位侵犯商标专用权案")
    assert "某单位" in told and PARTY not in told and "马德彪" not in told
    desk.goto(f"/campaigns/{campaign}/")
    with desk.expect_navigation():
        desk.locator("main a.figure", has_text="典型案例").click()
    assert "某单位侵犯商标专用权案" in says(desk)
