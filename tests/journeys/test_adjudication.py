"""From a complaint without a name to a ruling that everybody reads: every step by whose it is, the clock stopped and resumed,
the effect without anybody's doing, the text covered, reviewed by one and published by another."""

from datetime import date
from typing import Any

from qingzhi.base.events.bus import deliver_events
from qingzhi.base.identity.testing import a_body
from qingzhi.base.permits import SYSTEM
from qingzhi.domains.enforcement.actions.finality import settle_decisions
from qingzhi.domains.enforcement.models import AdjudicationCase, OfficerCertificate
from qingzhi.domains.enforcement.testing.cases import SERIES, make_case_rules, make_officers
from qingzhi.domains.enforcement.testing.complaints import make_complaint_rules, photo
from qingzhi.engine.documents.actions import load_series
from tests.journeys.calm import calm
from tests.journeys.conftest import fits
from tests.journeys.office import follows, presses, says, shipped, takes, turn_to

STORY = "6月20日在城北区的展销会上看到这台编织机，和我们的专利产品一样。"
PERSONAL = ("李秀英", "13800138000", "110101199003074477")
FACTS = f"被请求人经理{PERSONAL[0]}（身份证号码{PERSONAL[2]}，电话{PERSONAL[1]}）销售的编织机落入权利要求1的保护范围。"
CLAIM = {
    "claimant_name": "青海示例藏毯有限公司", "standing": "holder", "patent_number": "ZL201220654321.0", "patent_title": "一种藏毯编织机",
    "patent_type": "utility", "respondent_address": "西宁市城北区示例路1号", "facts": FACTS,
}  # fmt: skip
SERVED = {"method": "direct", "received_by": "李某", "place": "当事人住所"}
RULING = {
    "ruling": "infringes", "reasons": "被诉产品具备权利要求1的全部特征。", "content": "责令停止制造、销售侵权产品", "opinion": "一致意见",
}  # fmt: skip


NAMES = {"clerk": "王办案", "chief": "马负责", "legal": "李法制"}


def complains(phone: Any) -> str:
    """Fill the form with a thumb; the code."""
    phone.goto("/complaints/new/")
    labels = (
        "专利（发明、外观设计）", "权利是我的（或我单位的）", "有人违法，请你们查处", "我的权利被侵犯，请认定侵权并让对方停止", "店铺、市场、工厂",
    )  # fmt: skip
    for label in labels:
        phone.get_by_label(label).check()
    phone.get_by_label("是谁（店名").fill("西宁示例机械有限公司")
    phone.get_by_label("事情经过").fill(STORY)
    picture = {"name": "我家的照片.jpg", "mimeType": "image/jpeg", "buffer": photo("GPS 36.62")}
    phone.set_input_files("#id_evidence", picture)
    phone.get_by_role("button", name="提交", exact=True).click()
    phone.wait_for_url("**/complaints/receipt/")
    return str(phone.locator(".big-code").inner_text()).replace(" ", "")


def heard(clerk: Any, chief: Any, case: int) -> None:
    """Completed at the window, accepted by the head with a panel, served, answered."""
    takes(clerk, case, "ask_to_correct", missing="请求书、专利登记簿副本")
    assert "青海示例藏毯有限公司与西宁示例机械有限公司专利侵权纠纷" in takes(clerk, case, "enter_correction", **CLAIM)
    people = [str(one.person_id) for one in OfficerCertificate.objects.order_by("number")]
    takes(chief, case, "accept", presiding=people[0], members=people[1:3])
    takes(clerk, case, "serve_copy", served_on="2018-07-02", **SERVED)
    takes(clerk, case, "note_defence", defence="不落入保护范围。", received_on="2018-07-02")
    takes(clerk, case, "send_defence", served_on="2018-07-02", **SERVED)
    takes(clerk, case, "examine")


def test_a_complaint_becomes_a_ruling_that_everybody_reads(new_page: Any, enter: Any, demo_day: Any, axe: Any) -> None:
    turn_to(date(2018, 7, 2))
    office = make_complaint_rules()
    make_case_rules()
    load_series(actor=SYSTEM, rows=[{**SERIES, "body": office.code}])
    make_officers(office)
    roles = {"clerk": "enforcement_office", "chief": "enforcement_chief", "legal": "enforcement_legal"}
    pages = {name: new_page() for name in roles}
    for name, role in roles.items():
        enter(pages[name], shipped(name, role, a_body(office.code), NAMES[name]))
    clerk, chief, legal = pages.values()
    phone = new_page(width=390, height=844)

    code = complains(phone)
    assert fits(phone)
    clerk.goto("/cases/")
    assert "匿名" in follows(clerk, "反映西宁示例机械有限公司的举报投诉")
    follows(clerk, "分流")
    presses(clerk, "分流")
    phone.goto("/complaints/follow/")
    assert "分成了 2 件办" in says(phone)

    case = AdjudicationCase.objects.get().case_id
    heard(clerk, chief, case)
    told = takes(clerk, case, "stay", ground="invalidation", report="none")
    assert "停止计算" in told
    phone.reload()
    assert "中止处理" in says(phone)
    turn_to(date(2018, 7, 30))
    told = takes(clerk, case, "resume", note="国家知识产权局维持专利权有效")
    assert "2018-07-02 至 2018-07-30" in told, "the days of the stay do not count"
    assert "至 2018-10-29" in told, "27 days later than the three months: the first day never counts"
    takes(clerk, case, "call_oral", hearing_on="2018-08-03", place="审理庭")
    turn_to(date(2018, 8, 3))
    takes(clerk, case, "hold_oral", record="双方到庭，当庭比对。")
    takes(clerk, case, "conclude", **RULING)
    assert "专利侵权纠纷行政裁决书" in takes(chief, case, "sign")
    assert "送达回证" in takes(clerk, case, "serve", served_on="2018-08-03", **SERVED)

    deliver_events()
    turn_to(date(2018, 8, 21))
    assert settle_decisions() == 1
    clerk.reload()
    assert "2018-08-21 生效" in says(clerk) and "起诉期限" in says(clerk)

    legal.goto("/decisions/publicity/")
    legal.locator("main tbody a").first.click()
    legal.fill("[name=words]", "权利要求1")
    legal.select_option("[name=kind]", "other")
    legal.fill("[name=reason]", "商业秘密")
    presses(legal, "遮盖")
    axe(legal)
    assert "待发布" in presses(legal, "复核完毕")
    chief.goto(legal.url)
    assert "已公开" in presses(chief, "发布")

    public = new_page()
    public.goto("/decisions/public/")
    public.locator("main tbody a").first.click()
    calm(public)
    read = says(public)
    assert (
        "青海示例藏毯有限公司" in read
        and "李某" in read
        and not any(one in public.content() for one in (*PERSONAL, "权利要求1"))
    )

    phone.context.clear_cookies()  # another day: only the code is left
    phone.goto("/progress/")
    phone.get_by_label("查询码").fill(code.lower())
    presses(phone, "查询")
    assert "裁决已生效" in says(phone) and not any(name in phone.content() for name in NAMES.values())
    axe(phone)
