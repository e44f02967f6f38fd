"""The pages of flagged cases, the list, supervised handling and campaigns: what they show, within their queries."""

from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.events.bus import deliver_events
from qingzhi.base.identity.testing import a_body, a_post, a_role, an_account, signed_in
from qingzhi.base.permits import Scope

from ..actions.leads import link_case
from ..actions.protection import note_particulars
from ..models import Campaign, CampaignLead, ListedRight, Supervision
from ..testing.cases import make_penalty
from ..testing.flags import HEAD, OFFICE, a_county, make_campaign, make_flag_rules, make_listed, office

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _july(db):
    cache.clear()  # names of regions are kept for a minute
    with clock.fixed(date(2018, 7, 2)):
        make_flag_rules()
        yield


def browser(*permits: str, name: str = "office", scope: Scope = Scope.BODY, body=None) -> Client:
    user = an_account(name, name)
    a_post(user, a_role(name, *permits, "procedures.case.view", "rights.view", scope=scope), body or a_body())
    return signed_in(Client(), user)


def says(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content.decode()


@pytest.fixture
def case():
    entry, _ = make_listed(), a_county()
    made = make_penalty(right_number=entry.right.number_shown, region_code="630224").case
    note_particulars(actor=office(), case=made, malicious=True, note="拒不停止")
    make_penalty(facts="另一件没有标记的案件。")
    while deliver_events():
        pass
    return made


def test_the_case_page_and_the_inbox_say_why(case, django_assert_max_num_queries):
    desk = browser(*OFFICE)
    with django_assert_max_num_queries(19):
        shown = says(desk, reverse("procedures:case", args=[case.pk]))
    for words in (
        "涉重点保护名录，优先办理",
        "列入理由：省内驰名",
        "涉贫困地区，单独统计",
        "符合挂牌督办条件",
        "恶意侵权：",
        "登记案件要素",
    ):
        assert words in shown
    with django_assert_max_num_queries(15):
        inbox = says(desk, reverse("procedures:inbox"))
    assert inbox.index(case.number) < inbox.index("CF201800002") and "加急 · 涉重点保护名录" in inbox
    assert "CF201800002" not in says(desk, reverse("procedures:inbox") + "?mark=poverty")


def test_the_first_page_counts_what_is_urgent_and_leads_to_what_is_entered(case, django_assert_max_num_queries):
    user = an_account("officer", "officer")
    a_post(user, a_role("officer", *OFFICE, "enforcement.publicity.view", home="enforcement"), a_body())
    desk = signed_in(Client(), user)
    with django_assert_max_num_queries(15):
        shown = says(desk, "/")
    assert 'href="/protection/flagged/?flag=poverty"' in shown and "公开稿待复核" in shown
    assert "现在登记" in shown and 'href="/clues/new/"' in shown


def test_flagged_cases_are_filtered_and_counted_by_region(case, django_assert_max_num_queries):
    desk = browser(*OFFICE)
    with django_assert_max_num_queries(15):
        shown = says(desk, reverse("enforcement:flagged"))
    assert case.number in shown and "化隆回族自治县" in shown and "CF201800002" not in shown
    for asked in (
        "flag=listed&region=630224",
        f"flag=listed&entry={ListedRight.objects.get().pk}",
        "flag=poverty&county=630224&year=2018&standing=all",
    ):
        assert case.number in says(desk, reverse("enforcement:flagged") + f"?{asked}")
    assert case.number not in says(desk, reverse("enforcement:flagged") + "?flag=supervised")
    with django_assert_max_num_queries(15):
        assert "2012-03-19" in says(desk, reverse("enforcement:poverty"))
    assert desk.get(reverse("enforcement:flagged") + "?export=xlsx").status_code == 200
    far = browser("enforcement.flag.view", name="far", body=a_body("far", "外局"))
    assert case.number not in says(far, reverse("enforcement:flagged"))


def test_the_list_is_kept_on_its_pages(case, django_assert_max_num_queries):
    chief = browser(*HEAD, name="chief")
    entry = ListedRight.objects.get()
    with django_assert_max_num_queries(15):
        shown = says(chief, reverse("enforcement:protection_list"))
    assert f"flag=listed&amp;entry={entry.pk}" in shown
    again = {
        "register": "trademark",
        "number": entry.right.number_shown,
        "kind": "well_known",
        "reason": "省内驰名",
        "source": "文书",
        "valid_from": "2018-01-01",
    }
    refused = chief.post(reverse("enforcement:list_right"), again)
    assert refused.status_code == 422 and "已在名录中" in refused.content.decode()
    unknown = chief.post(reverse("enforcement:list_right"), {**again, "number": "无此号码"})
    assert unknown.status_code == 422 and "登记簿中没有" in unknown.content.decode()
    assert chief.post(reverse("enforcement:list_right"), {**again, "kind": "foreign"}).status_code == 302
    ended = chief.post(reverse("enforcement:unlist_right", args=[entry.pk]), {"on": "2018-07-02", "reason": "认定期满"})
    assert ended.status_code == 302 and "已移出" in says(chief, reverse("enforcement:protection_list"))
    assert browser(*OFFICE).get(reverse("enforcement:list_right")).status_code == 403


def test_supervised_handling_on_its_pages(case, django_assert_max_num_queries):
    chief = browser(*HEAD, name="chief")
    found = Supervision.objects.get()
    with django_assert_max_num_queries(15):
        assert "待确认" in says(chief, reverse("enforcement:supervisions"))
    with django_assert_max_num_queries(15):
        assert "恶意侵权" in says(chief, reverse("enforcement:supervision", args=[found.pk]))
    steps = (
        ("confirm_supervision", {"body": case.body_id}), ("date_supervision", {"on": "2018-08-31"}),
        ("ask_progress", {"text": "报告查封情况"}), ("tell_progress", {"text": "已查封"}), ("end_supervision", {"reason": "已作出决定"}),
    )  # fmt: skip
    for name, data in steps:
        answer = chief.post(reverse(f"enforcement:{name}", args=[found.pk]), data)
        assert answer.status_code == 302, (name, answer.content.decode()[:4000])
    shown = says(chief, reverse("enforcement:supervision", args=[found.pk]))
    assert "已解除" in shown and "已查封" in shown
    assert (
        chief.post(reverse("enforcement:end_supervision", args=[found.pk]), {"reason": "再次解除"}).status_code == 422
    )


def test_a_campaign_on_its_pages(case, django_assert_max_num_queries):
    chief, desk = browser(*HEAD, name="chief"), browser(*OFFICE)
    asked = {
        "kind": "swordnet",
        "name": "剑网（示例）",
        "aim": "网络侵权",
        "basis": "通知",
        "starts_on": "2018-06-01",
        "ends_on": "2018-11-30",
    }
    made = chief.post(reverse("enforcement:new_campaign"), asked)
    campaign = Campaign.objects.get()
    page = reverse("enforcement:campaign", args=[campaign.pk])
    assert made.url == page
    link_case(actor=office(), campaign=campaign, number=case.number)
    lead = {
        "source": "inspection",
        "accused": "某网店",
        "region_code": "630224",
        "text": "网页标注他人专利号",
        "body": a_body().pk,
    }
    desk.post(reverse("enforcement:new_campaign_lead", args=[campaign.pk]), lead)
    found = CampaignLead.objects.get()
    with django_assert_max_num_queries(20):
        shown = says(desk, page)
    assert "化隆回族自治县" in shown and f"{page}leads/?state=open" in shown
    with django_assert_max_num_queries(15):
        assert "某网店" in says(desk, reverse("enforcement:campaign_leads", args=[campaign.pk]))
    with django_assert_max_num_queries(15):
        cases = says(desk, reverse("enforcement:campaign_cases", args=[campaign.pk]) + "?part=poverty")
    assert case.number in cases
    opened = desk.post(reverse("enforcement:open_lead_case", args=[found.pk]), {"offence": "counterfeit"})
    assert opened.status_code == 302 and opened.url.startswith("/cases/")
    assert "已转为案件" in says(desk, reverse("enforcement:campaign_lead", args=[found.pk]))
    for name in ("campaigns", "typical_cases"):
        says(desk, reverse(f"enforcement:{name}"))
    says(desk, reverse("enforcement:campaign_decisions", args=[campaign.pk]))
    assert browser(*OFFICE, name="far", body=a_body("far", "外局")).get(page).status_code == 404


def test_without_a_case_every_page_says_so():
    make_campaign()
    chief = browser(*HEAD, name="chief")
    for name in ("flagged", "poverty", "protection_list", "supervisions", "campaigns", "typical_cases"):
        says(chief, reverse(f"enforcement:{name}"))
