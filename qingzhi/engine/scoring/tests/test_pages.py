"""Pages: blind for experts, progress without scores for the office, checkable for everybody."""

import pytest
from django.urls import reverse

from qingzhi.base.identity.testing import a_body, a_post, a_role, an_account, signed_in
from qingzhi.base.permits import SYSTEM
from qingzhi.engine.scoring import actions
from qingzhi.engine.scoring.models import Candidate, Finding, Result, Round, Seat, Sheet, Vote
from qingzhi.engine.scoring.testing import make_drawn_round, make_round, score

pytestmark = pytest.mark.django_db
OFFICE = ("scoring.round.view", "scoring.round.manage", "scoring.vote.manage", "scoring.scheme.view")


@pytest.fixture
def office(client):
    user = an_account("secretary", "祁永寿")
    a_post(user, a_role("award_secretary", *OFFICE))
    return signed_in(client, user)


def expert_browser(client, seat):
    """The browser of a seat's expert: the candidate is the account's person."""
    user = an_account("expert", "王致远")
    a_post(user, a_role("expert", "scoring.score"))
    Candidate.objects.filter(pk=seat.candidate_id).update(subject=user.person.subject)
    return signed_in(client, user)


def test_a_round_goes_its_way_by_the_office_s_pages(office, django_assert_max_num_queries):
    round_ = make_round(experts=6, conflicts=[(0, 0)])
    page = reverse("scoring:round", args=[round_.pk])
    for step in ("commit", "freeze", "draw_panel"):
        url = reverse(f"scoring:{step}", args=[round_.pk])
        assert url in office.get(page).content.decode()
        assert office.get(url).status_code == 200
        assert office.post(url, {"confirmed": "1"}).url == page
        assert office.post(url, {"confirmed": "1"}).status_code == 409  # a double click, or somebody else was first
    with django_assert_max_num_queries(15):
        shown = office.get(page).content.decode()
    assert "待签承诺" in shown
    assert "抽取公开页面" in shown
    with django_assert_max_num_queries(15):
        listed = office.get(reverse("scoring:findings", args=[round_.pk])).content.decode()
    assert "任职于申报单位" in listed
    for name in ("entries", "candidates", "results"):
        with django_assert_max_num_queries(15):
            assert office.get(reverse(f"scoring:{name}", args=[round_.pk])).status_code == 200
    with django_assert_max_num_queries(15):
        assert office.get(reverse("scoring:rounds")).status_code == 200


def test_an_expert_sees_the_entries_blind_and_only_after_signing(client, django_assert_max_num_queries):
    make_drawn_round(entries=2)
    seat = Seat.objects.first()
    browser = expert_browser(client, seat)
    url = reverse("scoring:seat", args=[seat.pk])
    shown = browser.get(url).content.decode()
    assert "承诺书" in shown
    assert "项目1" not in shown
    assert browser.post(reverse("scoring:sign", args=[seat.pk]), {}).status_code == 409
    assert browser.post(reverse("scoring:sign", args=[seat.pk]), {"declared": "on"}).url == url
    with django_assert_max_num_queries(15):
        shown = browser.get(url).content.decode()
    assert "项目1" in shown
    assert "某公司" not in shown
    sheet = seat.sheets.order_by("entry__number").first()
    form = reverse("scoring:sheet", args=[sheet.pk])
    with django_assert_max_num_queries(15):
        shown = browser.get(form).content.decode()
    assert "某公司" not in shown
    assert "data-draft" in shown


def test_what_is_typed_survives_a_mistake_and_a_draft_is_taken_up(client):
    make_drawn_round(entries=2)
    seat = Seat.objects.first()
    browser = expert_browser(client, seat)
    browser.post(reverse("scoring:sign", args=[seat.pk]), {"declared": "on"})
    sheet, following = seat.sheets.order_by("entry__number")
    url = reverse("scoring:sheet", args=[sheet.pk])
    values = {"stable": "81", "wide": "72", "advanced": "abc", "effect": "", "comment": "材料充分"}
    answer = browser.post(url, {**values, "submit": "1"})
    assert answer.status_code == 409
    assert 'value="abc"' in answer.content.decode()
    assert "材料充分" in answer.content.decode()
    assert browser.post(url, {**values, "advanced": "", "save": "1"}).url == url
    shown = browser.get(url).content.decode()
    assert 'value="81"' in shown
    assert "材料充分" in shown
    done = browser.post(url, {**values, "advanced": "90", "effect": "95", "submit": "1"})
    assert done.url == reverse("scoring:sheet", args=[following.pk])
    assert "提交评分" not in browser.get(url).content.decode()
    assert "85.15" not in browser.get(reverse("scoring:mine")).content.decode()


def test_another_expert_s_seat_and_sheet_are_not_found(client):
    make_drawn_round(signed=True)
    mine, other = Seat.objects.all()[:2]
    browser = expert_browser(client, mine)
    assert browser.get(reverse("scoring:seat", args=[other.pk])).status_code == 404
    assert browser.get(reverse("scoring:sheet", args=[other.sheets.first().pk])).status_code == 404
    assert browser.get(reverse("scoring:rounds")).status_code == 403


def test_the_office_sees_no_score_before_the_end(office):
    round_ = make_drawn_round(signed=True, entries=1)
    score(Sheet.objects.first(), "77.77")
    entry = round_.entries.get()
    for url in (
        reverse("scoring:round", args=[round_.pk]), reverse("scoring:entries", args=[round_.pk]),
        reverse("scoring:explained", args=[entry.pk]), reverse("scoring:results", args=[round_.pk]),
    ):  # fmt: skip
        assert "77.77" not in office.get(url).content.decode()
    for sheet in Sheet.objects.filter(state="open"):
        score(sheet, 80)
    assert office.post(reverse("scoring:close", args=[round_.pk]), {"reason": ""}).status_code == 302
    shown = office.get(reverse("scoring:explained", args=[entry.pk])).content.decode()
    assert "77.77" in shown
    assert "专家1" in shown
    assert Result.objects.get().place == 1
    assert "评审结果" in office.get(reverse("scoring:results", args=[round_.pk])).content.decode()


def test_everybody_may_check_a_draw_without_names(client):
    round_ = make_round()
    url = reverse("scoring:draw", args=[round_.code])
    assert client.get(url).status_code == 404
    actions.commit_seed(actor=SYSTEM, round_=round_)
    assert "抽取后公开种子" in client.get(url).content.decode()
    actions.freeze_list(actor=SYSTEM, round_=round_)
    actions.draw_panel(actor=SYSTEM, round_=round_)
    shown = client.get(url).content.decode()
    assert "全部一致" in shown
    assert Candidate.objects.first().name not in shown
    record = client.get(reverse("scoring:draw_json", args=[round_.code])).json()
    assert record["seed"] == Round.objects.get().seed
    asked = {
        "seed": record["seed"], "public_number": "", "digest": record["list_digest"], "purpose": "A",
        "numbers": " ".join(one["number"] for one in record["candidates"]),
    }  # fmt: skip
    shown = client.get(reverse("scoring:calculate"), asked).content.decode()
    assert record["draw_key"] in shown
    assert client.get(reverse("scoring:draws")).status_code == 200


def test_a_reported_conflict_and_a_replacement_by_the_pages(office):
    round_ = make_drawn_round(experts=7, signed=True)
    sheet = Sheet.objects.first()
    asked = {"entry": sheet.entry_id, "candidate": sheet.seat.candidate_id, "reason": "持股", "source_text": "来信"}
    assert office.post(reverse("scoring:add_finding", args=[round_.pk]), asked).status_code == 302
    assert Finding.objects.get().reason == "持股"
    other = Seat.objects.filter(only_entry=None).exclude(pk=sheet.seat_id).first()
    assert office.post(reverse("scoring:replace", args=[other.pk]), {"reason": "联系不上"}).status_code == 302
    other.refresh_from_db()
    assert other.state == "removed"


def test_a_scheme_shows_what_each_leaf_counts(office):
    round_ = make_round()
    shown = office.get(reverse("scoring:scheme", args=[round_.version_id])).content.decode()
    assert "20%" in shown
    assert office.get(reverse("scoring:schemes")).status_code == 200


def test_a_vote_by_paper_and_by_ballot(office):
    make_round()
    body = a_body()
    vote = actions.open_vote(
        actor=SYSTEM, title="拟奖名单", body=body, items=[actions.NewItem("甲"), actions.NewItem("乙")], members_count=9
    )
    one, other = vote.items.all()
    asked = {"present": 7, "tellers": "张三、李四"}
    for item, counts in ((one, (5, 1, 1)), (other, (4, 3, 0))):
        asked |= dict(zip((f"for_{item.pk}", f"against_{item.pk}", f"abstain_{item.pk}"), counts, strict=True))
    assert office.post(reverse("scoring:count", args=[vote.pk]), asked).status_code == 302
    assert ">5<" not in office.get(reverse("scoring:vote", args=[vote.pk])).content.decode()
    office.post(reverse("scoring:close_vote", args=[vote.pk]))
    vote.refresh_from_db()
    assert [item.passed for item in vote.items.all()] == [True, False]
    assert Vote.objects.get().state == "closed"
    assert "未通过" in office.get(reverse("scoring:vote", args=[vote.pk])).content.decode()
