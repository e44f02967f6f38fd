"""Both sides at the table: asked, accepted, mediated, signed, confirmed by the court, broken, enforced."""

from datetime import date
from typing import Any

from qingzhi.base.identity.testing import a_mandate, a_post, a_role, an_account
from qingzhi.base.permits import Scope
from qingzhi.domains.mediation import testing as t
from qingzhi.domains.mediation.actions import add_mediator, add_organisation
from qingzhi.domains.mediation.models import Mediation
from tests.journeys.office import hands_in, takes


def test_mediated_confirmed_and_broken(new_page: Any, enter: Any, demo_day: Any, axe: Any) -> None:
    t.make_rules()
    people = {name: an_account(name, name) for name in ("court", "mediator", "own", "other")}
    a_post(an_account("desk", "desk"), a_role("desk", *t.ROLES["desk"], scope=Scope.BODY), t.a_body())
    a_post(people["court"], a_role("court", *t.ROLES["court"], scope=Scope.BODY), t.court())
    side = a_role("side", *t.ROLES["claimant"], scope=Scope.BODY, home="applicant")
    a_mandate(people["own"], side, t.party(t.CLAIMANT))
    a_mandate(people["other"], side, t.party(t.RESPONDENT))
    a_mandate(people["mediator"], a_role("mediator", *t.ROLES["mediator"], scope=Scope.BODY, home="mediator"))
    house = add_organisation(actor=t.SYSTEM, name="示例调解委员会", founded_by="示例协会", valid_from=date(2016, 1, 1))
    chosen = add_mediator(
        actor=t.SYSTEM, organisation=house, name="韩示例", fields=["patent"], valid_from=date(2016, 1, 1), person=people["mediator"].person
    )  # fmt: skip
    pages = {name: new_page() for name in people}
    for name, user in people.items():
        enter(pages[name], user)
    own, other, mediator, court = (pages[name] for name in ("own", "other", "mediator", "court"))

    own.goto("/mediation/ask/")
    for name, value in (("body", str(t.a_body().pk)), ("field", "patent"), ("dispute", "infringement")):
        own.select_option(f"[name={name}]", value)
    own.fill("[name=respondent]", t.RESPONDENT)
    own.fill("[name=facts]", "停止销售，赔偿五万元。")
    with own.expect_navigation():
        own.get_by_role("button", name="保存并继续").click()
    made = Mediation.objects.get()
    Mediation.objects.update(other=t.party(t.RESPONDENT))  # as by the credit code of the register
    case = made.case_id
    takes(own, case, "agree")
    other.goto("/mediation/mine/")
    assert t.CLAIMANT in str(other.locator("main").inner_text())
    takes(other, case, "accept")
    t.walk(made.case, "choose", mediator=str(chosen.pk))
    t.walk(made.case, "take_on", "session")
    takes(mediator, case, "draft", agreement="一、停止销售。\n二、支付五万元。", pays="50000", contested="yes")
    t.walk(made.case, "pass_on")
    hands_in(own, case, "申请人签字的协议")
    takes(own, case, "sign")
    hands_in(other, case, "对方签字的协议")
    assert "协议已生效" in takes(other, case, "countersign")
    axe(other)
    hands_in(own, case, "双方签字的司法确认申请书（含没有虚假调解的承诺）")
    takes(own, case, "ask_court", court=str(t.court().pk))
    court.goto("/coordination/handovers/")
    assert "申请司法确认" in str(court.locator("main").inner_text())
    assert "法院审查确认" in takes(court, case, "receive")
    assert "已司法确认" in takes(court, case, "confirm", ruling="（2018）示01民特1号")
    assert "违约，待申请执行" in takes(own, case, "report_breach", note="到期没有支付")
    hands_in(own, case, "强制执行申请书")
    assert "待法院立案执行" in takes(own, case, "ask_enforcement")
    assert "法院强制执行" in takes(court, case, "take_enforcement", enforcement="（2018）示01执1号")
    assert "执行终结" in takes(court, case, "enforce", enforced="50000")
    for side in (own, other):  # both read what the court was asked and said
        side.goto(f"/cases/{case}/")
        told = str(side.locator("main").inner_text())
        assert "与法院的往来" in told and "申请强制执行" in told and "（2018）示01执1号" in told
    axe(own)
    assert Mediation.objects.get().enforced == 50_000
