"""The desk's pages of cases: changes, deputies, lateness, progress, guides, what they cost."""

from datetime import date, timedelta

import pytest
from django.template.loader import render_to_string

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.identity.models import User
from qingzhi.base.identity.testing import (
    a_body,
    a_post,
    a_role,
    an_account,
    an_applicant,
    signed_in,
)
from qingzhi.base.permits import SYSTEM, Scope
from qingzhi.engine.limits.models import LimitRule
from qingzhi.engine.messages.models import Message
from qingzhi.engine.procedures.actions import link, say, suspend, take_step
from qingzhi.engine.procedures.actions.escalating import escalate_overdue
from qingzhi.engine.procedures.actions.uploading import sweep_uploads
from qingzhi.engine.procedures.models import Case, StepDraft
from qingzhi.engine.procedures.pages import due_card, own_card
from qingzhi.engine.procedures.queries.lists import due_by_procedure
from qingzhi.engine.procedures.terms import Layer, LinkKind
from qingzhi.engine.procedures.testing import make_sample_case
from qingzhi.engine.tasks.models import Delegation, WorkItem
from qingzhi.engine.tasks.queries import inaction_board

from .people import DESK, page

pytestmark = pytest.mark.django_db
TODAY = date(2018, 7, 2)
SECRET = "只有承办单位知道的话"


@pytest.fixture(autouse=True)
def _day(sample):
    with clock.fixed(TODAY):
        yield


def test_changes_suspend_extend_link_and_move(submitted, desk):
    change = f"/cases/{submitted.pk}/change"
    other = make_sample_case(body=a_body(), title="另一件")
    before = Case.objects.get(pk=submitted.pk).due_on
    form = {"code": "acceptance", "value": "3", "unit": "working_day", "reason": "案情复杂", "approved_by": "处长"}
    assert desk.post(f"{change}/extend/", form).status_code == 302
    assert Case.objects.get(pk=submitted.pk).due_on == before + timedelta(days=3)
    assert desk.post(f"{change}/link/", {"number": "没有", "kind": "supports"}).status_code == 409
    desk.post(f"{change}/link/", {"number": other.number.lower(), "kind": "supports", "reason": "同一产品"})
    desk.post(f"{change}/suspend/", {"reason": "等待法院", "basis": "《行政许可法》第45条"})
    shown = page(desk, f"/cases/{submitted.pk}/")
    for words in ("另一件", "中止办理", "等待法院", "案情复杂", "停止计算"):
        assert words in shown
    assert desk.post(f"{change}/resume/", {"reason": "判决生效"}).status_code == 302
    assert desk.post(f"{change}/move-rules/", {"on": "2018-06-01", "reason": "规则有误"}).status_code == 302
    assert Case.objects.get(pk=submitted.pk).rules_on == date(2018, 6, 1)


def test_taking_and_handing_over(submitted, desk, officer):
    colleague = an_account("colleague", "赵同事")
    a_post(colleague, a_role("officer", *DESK, scope=Scope.BODY), a_body())
    desk.post(f"/cases/{submitted.pk}/take/")
    assert Case.objects.get(pk=submitted.pk).owner == officer.person
    desk.post(f"/cases/{submitted.pk}/change/hand-over/", {"to": colleague.person_id})
    assert Case.objects.get(pk=submitted.pk).owner == colleague.person
    assert WorkItem.objects.get(subject_id=str(submitted.pk), closed_at=None).owner == colleague.person


def test_a_deputy_takes_the_steps_of_the_owner_and_no_other(submitted, desk, officer, client):
    from django.test import Client

    desk.post(f"/cases/{submitted.pk}/take/")
    deputy = an_account("deputy", "孙代办")
    a_post(deputy, a_role("reader", "tasks.view", scope=Scope.BODY), a_body())
    acting = signed_in(Client(), deputy)
    url = f"/cases/{submitted.pk}/steps/accept/"
    assert acting.get(url).status_code == 404
    Delegation.objects.create(
        person=officer.person, deputy=deputy.person, body=a_body(), valid_from=TODAY, valid_to=TODAY + timedelta(days=5),
        reason="休假",
    )  # fmt: skip
    assert "示例科技的申请" in page(acting, f"/cases/{submitted.pk}/")
    assert acting.post(url, {"revision": str(Case.objects.get(pk=submitted.pk).revision)}).status_code == 302
    assert Case.objects.get(pk=submitted.pk).state == "review"
    assert submitted.entries.latest("id").by == "孙代办（受王经办委托）"
    audited = AuditEntry.objects.get(action="procedures.step.accept")
    assert (audited.actor_name, audited.changes["on_behalf"]) == ("孙代办", ["", "王经办"])
    with clock.fixed(TODAY + timedelta(days=5)):
        assert signed_in(Client(), deputy).get(f"/cases/{submitted.pk}/").status_code == 404


def test_a_deputy_of_the_one_who_accepted_does_not_count_as_another(submitted, desk, officer):
    from django.test import Client

    desk.post(f"/cases/{submitted.pk}/steps/accept/", {"revision": "1"})
    deputy = an_account("deputy", "孙代办")
    a_post(deputy, a_role("reader", "tasks.view", scope=Scope.BODY), a_body())
    Delegation.objects.create(
        person=officer.person, deputy=deputy.person, body=a_body(), valid_from=TODAY, valid_to=TODAY + timedelta(days=5),
        reason="休假",
    )  # fmt: skip
    assert signed_in(Client(), deputy).get(f"/cases/{submitted.pk}/steps/grant/").status_code == 404
    colleague = an_account("colleague", "周同事")
    a_post(colleague, a_role("second", *DESK, scope=Scope.BODY), a_body())
    Delegation.objects.update(deputy=colleague.person)
    acting = signed_in(Client(), colleague)
    acting.post(f"/cases/{submitted.pk}/steps/refuse/", {"revision": "2", "note": "不符"})
    assert submitted.entries.latest("id").by == "周同事（受王经办委托）"  # another's case, though with the own permit
    acting.post(f"/cases/{submitted.pk}/steps/reopen/", {"revision": "3", "note": "新证据"})
    acting.post(f"/cases/{submitted.pk}/steps/grant/", {"revision": "4", "amount": "10"})
    last = submitted.entries.latest("id")
    assert (last.step, last.by) == ("grant", "周同事")  # the check of what the owner did stands under the own name


def test_a_late_case_stands_on_the_board_of_inaction(submitted):
    with clock.fixed(date(2018, 8, 1)):
        row = next(row for row in inaction_board("kind") if row.key == "procedures.sample.request")
        assert (row.open, row.overdue) == (1, 1)


def test_progress_tells_the_state_and_nothing_personal(submitted, client):
    from django.core.cache import cache
    from django.test import Client

    cache.clear()
    anybody = Client()
    code = submitted.receipt_code.lower()
    answer = anybody.post("/progress/", {"code": f"{code[:6]} {code[6:]}"}, follow=True).content.decode()
    assert "待受理" in answer
    assert submitted.number in answer
    for hidden in (submitted.title, submitted.applicant.display_name, submitted.receipt_code):
        assert hidden not in answer
    assert "没有找到这个查询码" in anybody.post("/progress/", {"code": "ABCDEFGHJKMN"}, follow=True).content.decode()
    for _ in range(20):
        last = anybody.post("/progress/", {"code": "ABCDEFGHJKMN"})
    assert last.status_code == 429


def test_guides_tell_everything_at_once(client):
    assert "示例事项" in page(client, "/guides/")
    shown = page(client, "/guides/sample.request/")
    for words in ("证明材料", "5 个工作日", "由申请人办理", "请补正材料"):
        assert words in shown
    assert client.get("/guides/nothing/").status_code == 404


@pytest.mark.parametrize("many", [1, 12])
def test_the_query_budget(desk, own, firm, django_assert_max_num_queries, submitted, many, officer):
    actor = SYSTEM
    for number in range(many):
        other = make_sample_case(body=a_body(), applicant=firm, title=f"另 {number}")
        link(actor=actor, case=submitted, to=other, kind=LinkKind.SUPPORTS)
        say(actor=actor, case=submitted, text=f"第 {number} 句", layer=Layer.INTERNAL)
    suspend(actor=actor, case=submitted, reason="x", basis="y")
    for client, url in ((desk, "/cases/"), (desk, f"/cases/{submitted.pk}/"), (own, f"/cases/{submitted.pk}/"),
                        (own, "/cases/mine/"), (desk, f"/cases/{submitted.pk}/steps/accept/")):  # fmt: skip
        client.get(url)
        with django_assert_max_num_queries(20):
            assert client.get(url).status_code == 200, url


def test_every_account_has_its_own_draft(submitted, desk):
    assert User.objects.count() == 2
    desk.post(f"/cases/{submitted.pk}/steps/accept/draft/", {"note": "甲"})
    assert StepDraft.objects.get().values == {"note": ["甲"]}


def test_an_overdue_case_is_told_to_who_answers_for_the_body_once(submitted, officer):
    LimitRule.objects.create(code="procedures.escalate.first", title="上报", value=1, unit="day", counting="working",
                             source="测试", status="confirmed")  # fmt: skip
    due = Case.objects.get(pk=submitted.pk).due_on
    with clock.fixed(due):
        assert escalate_overdue() == 0
    with clock.fixed(due + timedelta(days=1)):  # a Tuesday after a Monday
        assert escalate_overdue() == 1
        assert escalate_overdue() == 1
        found = Message.objects.get(kind="procedures.overdue")
        assert found.recipient_id == officer.person.subject_id
        assert submitted.number in found.title
        take_step(actor=SYSTEM, case=submitted, step="return_", revision=1, note="补正")
        assert escalate_overdue() == 0  # it waits on the applicant now


def test_the_first_page_tells_what_is_due(submitted):
    with clock.fixed(Case.objects.get(pk=submitted.pk).due_on):
        (row,) = due_by_procedure(SYSTEM)
        assert (row["open"], row["due_today"], row["late"]) == (1, 1, 0)
        shown = render_to_string("procedures/card_due.html", {"values": due_card(SYSTEM)})
        assert "今天到期" in shown
        assert "示例事项" in shown


def test_the_applicants_first_page_tells_what_is_asked(case, firm, own):
    acting = an_applicant("second", "procedures.case.file", subject=firm)
    shown = render_to_string("procedures/card_own.html", {"values": own_card(acting)})
    assert "有 1 件等您办理" in shown
    assert case.title in shown


def test_uploads_that_nobody_goes_on_with_are_swept(case, own):
    own.post(f"/cases/{case.pk}/uploads/proof/begin/", {"name": "证明.pdf", "size": 9, "mark": "m"})
    assert sweep_uploads() == 0
    with clock.fixed(TODAY + timedelta(days=8)):
        assert sweep_uploads() == 1
    assert not case.uploads.exists()
