"""The pages of cases: who sees what, what they do, what they cost."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string

from qingzhi.base import clock
from qingzhi.base.files.testing import pdf_bytes
from qingzhi.base.identity.models import User
from qingzhi.base.identity.testing import (
    a_body,
    a_mandate,
    a_party_subject,
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
from qingzhi.engine.procedures.models import Case, CaseAttachment, CaseEntry, StepDraft
from qingzhi.engine.procedures.pages import due_card, own_card
from qingzhi.engine.procedures.queries.lists import due_by_procedure
from qingzhi.engine.procedures.terms import Layer, LinkKind
from qingzhi.engine.procedures.testing import make_sample_case
from qingzhi.engine.tasks.models import Delegation, WorkItem
from qingzhi.engine.tasks.queries import inaction_board

from .people import DESK

pytestmark = pytest.mark.django_db
TODAY = date(2018, 7, 2)
SECRET = "只有承办单位知道的话"


@pytest.fixture(autouse=True)
def _day(sample):
    with clock.fixed(TODAY):
        yield


@pytest.fixture
def firm():
    return a_party_subject()


@pytest.fixture
def officer(client):
    user = an_account("officer", "王经办")
    a_post(user, a_role("officer", *DESK, scope=Scope.BODY), a_body())
    return user


@pytest.fixture
def applicant(firm):
    user = an_account("applicant", "李申请")
    role = a_role("applicant-test", "procedures.case.file", "tasks.view", scope=Scope.BODY, home="applicant")
    type(role).objects.filter(pk=role.pk).update(by_mandate=True)
    a_mandate(user, role, firm)
    return user


@pytest.fixture
def desk(client, officer):
    return signed_in(client, officer)


@pytest.fixture
def own(applicant):
    from django.test import Client

    return signed_in(Client(), applicant)


@pytest.fixture
def case(firm):
    return make_sample_case(body=a_body(), applicant=firm, title="示例科技的申请")


@pytest.fixture
def submitted(case, own):
    own.post(f"/cases/{case.pk}/attach/proof/", {"file": a_pdf()})
    own.post(f"/cases/{case.pk}/steps/submit/", {"revision": "0"})
    case.refresh_from_db()
    assert case.state == "submitted"
    return case


def a_pdf(name="证明.pdf"):
    return SimpleUploadedFile(name, pdf_bytes(), "application/pdf")


def page(client, url, status=200):
    answer = client.get(url)
    assert answer.status_code == status, (url, answer.status_code)
    return answer.content.decode()


def test_an_application_goes_from_draft_to_rating(case, own, desk):
    assert "缺少" in page(own, f"/cases/{case.pk}/")
    assert "还缺少 1 项材料" in page(own, f"/cases/{case.pk}/steps/submit/")
    own.post(f"/cases/{case.pk}/attach/proof/", {"file": a_pdf()})
    assert own.post(f"/cases/{case.pk}/steps/submit/", {"revision": "0"}).status_code == 302
    assert "示例科技的申请" in page(desk, "/cases/")
    desk.post(f"/cases/{case.pk}/steps/accept/", {"revision": "1"})
    refused = desk.post(f"/cases/{case.pk}/steps/refuse/", {"revision": "2"})
    assert refused.status_code == 422
    assert "请填写理由" in refused.content.decode()
    desk.post(f"/cases/{case.pk}/steps/refuse/", {"revision": "2", "note": "不符合条件", "internal": SECRET})
    case.refresh_from_db()
    assert case.outcome == "refused"
    shown = page(own, f"/cases/{case.pk}/")
    assert "不符合条件" in shown
    assert SECRET not in shown
    assert "王经办" not in shown
    assert SECRET in page(desk, f"/cases/{case.pk}/")
    assert own.post(f"/cases/{case.pk}/change/rate/", {"stars": "4", "words": "快"}).status_code == 302
    case.refresh_from_db()
    assert case.rating == 4


def test_a_wrong_form_keeps_what_was_typed_and_a_moved_case_says_who_was_first(submitted, desk, officer):
    other = an_account("colleague", "赵同事")
    a_post(other, a_role("officer", *DESK, scope=Scope.BODY), a_body())
    take_step(actor=SYSTEM, case=submitted, step="accept", revision=1)
    late = desk.post(f"/cases/{submitted.pk}/steps/accept/", {"revision": "1"}, follow=True)
    assert "已经不能办理" in late.content.decode()
    wrong = desk.post(
        f"/cases/{submitted.pk}/steps/grant/", {"revision": "2", "amount": "很多", "note": "写了很久的说明"}
    )
    assert wrong.status_code == 422
    assert "写了很久的说明" in wrong.content.decode()
    too_much = desk.post(f"/cases/{submitted.pk}/steps/grant/", {"revision": "2", "amount": "5000"})
    assert too_much.status_code == 409
    assert "核定金额不能超过申请金额" in too_much.content.decode()


def test_strangers_see_no_case_and_applicants_only_their_own(case, own, desk, client):
    from django.test import Client

    other = make_sample_case(body=a_body(), applicant=a_party_subject("别家公司（示例）"))
    foreign = make_sample_case(body=a_body("other-body", "别的单位"))
    for one in (f"/cases/{case.pk}/", "/cases/", "/cases/mine/"):
        assert Client().get(one).status_code == 302
    assert own.get(f"/cases/{other.pk}/").status_code == 404
    assert own.get("/cases/").status_code == 403
    assert desk.get(f"/cases/{foreign.pk}/").status_code == 404
    assert desk.get("/cases/mine/").status_code == 403
    assert "示例科技的申请" in page(own, "/cases/mine/")


@pytest.mark.parametrize(
    ("way", "data"),
    [
        ("steps/accept/", {"revision": "1"}),
        ("steps/accept/draft/", {"note": "x"}),
        ("change/suspend/", {"reason": "x", "basis": "x"}),
        ("change/hand-over/", {"reason": "x"}),
        ("change/move-rules/", {"on": "2018-01-01", "reason": "x"}),
        ("attach/proof/", {}),
    ],
)
def test_who_is_not_of_the_desk_can_do_nothing_of_the_desks(submitted, own, way, data):
    before = (submitted.revision, submitted.state)
    answer = own.post(f"/cases/{submitted.pk}/{way}", data)
    assert answer.status_code in (200, 404)
    submitted.refresh_from_db()
    assert (submitted.revision, submitted.state) == before
    assert not StepDraft.objects.exists()
    assert not submitted.stops.exists()


def test_talk_stays_in_its_layer(submitted, own, desk):
    desk.post(f"/cases/{submitted.pk}/say/", {"layer": "internal", "text": SECRET})
    desk.post(f"/cases/{submitted.pk}/say/", {"layer": "applicant", "text": "请说明用途"})
    own.post(f"/cases/{submitted.pk}/say/", {"layer": "internal", "text": "想混进去"})
    assert CaseEntry.objects.filter(label="留言").count() == 2
    shown = page(own, f"/cases/{submitted.pk}/")
    assert "请说明用途" in shown
    assert SECRET not in shown
    assert SECRET in page(desk, f"/cases/{submitted.pk}/?talk=internal")
    assert SECRET not in page(desk, f"/cases/{submitted.pk}/?talk=applicant")


def test_files_are_read_by_whoever_reads_their_layer(submitted, own, desk):
    desk.post(f"/cases/{submitted.pk}/attach/", {"label": "内部核查", "layer": "internal", "file": a_pdf("核查.pdf")})
    proof, inside = CaseAttachment.objects.order_by("id")
    assert own.get(f"/files/{proof.file_id}/").status_code == 200
    assert desk.get(f"/files/{inside.file_id}/").status_code == 200
    assert own.get(f"/files/{inside.file_id}/").status_code == 404


def test_a_draft_survives_a_lost_session(submitted, desk, officer):
    take_step(actor=SYSTEM, case=submitted, step="accept", revision=1)
    url = f"/cases/{submitted.pk}/steps/grant/"
    kept = desk.post(f"{url}draft/", {"amount": "800", "note": "写到一半"}, headers={"HX-Request": "true"})
    assert "草稿已保存" in kept.content.decode()
    desk.logout()
    lost = desk.post(f"{url}draft/", {"amount": "900"}, headers={"HX-Request": "true"})
    assert "登录已失效" in lost.content.decode()
    again = signed_in(desk, officer)
    shown = page(again, url)
    assert "写到一半" in shown
    assert 'value="800"' in shown
    assert "有草稿" in page(again, f"/cases/{submitted.pk}/")
    again.post(url, {"revision": "2", "amount": "800"})
    assert not StepDraft.objects.exists()


def test_an_upload_goes_on_where_it_broke_off(case, own, applicant):
    data = pdf_bytes()
    told = {"name": "证明.pdf", "size": len(data), "mark": "m"}
    begun = own.post(f"/cases/{case.pk}/uploads/proof/begin/", told).json()
    place = f"/cases/{case.pk}/uploads/{begun['upload']}"

    def part(offset, piece):
        return own.post(f"{place}/part/?offset={offset}", piece, content_type="application/octet-stream")

    assert part(0, data[:100]).json() == {"received": 100}
    assert part(0, data[:100]).json() == {"received": 100}  # sent again after an answer that was lost
    gap = part(150, data[150:200])
    assert (gap.status_code, gap.json()["received"]) == (409, 100)
    own.logout()
    assert part(100, data[100:]).status_code == 401
    signed_in(own, applicant)
    assert "有没传完的材料" in page(own, f"/cases/{case.pk}/")
    again = own.post(f"/cases/{case.pk}/uploads/proof/begin/", told).json()
    assert again == {"upload": begun["upload"], "received": 100}
    assert own.post(f"{place}/finish/").status_code == 409
    part(100, data[100:])
    assert own.post(f"{place}/finish/").status_code == 200
    found = CaseAttachment.objects.get()
    assert (found.slot, found.label, found.file.size) == ("proof", "证明材料", len(data))
    assert not case.uploads.exists()


def test_what_is_refused_when_it_is_whole_is_not_kept(case, own):
    data = b"MZ" + b"\0" * 200
    begun = own.post(
        f"/cases/{case.pk}/uploads/proof/begin/", {"name": "证明.pdf", "size": len(data), "mark": "m"}
    ).json()
    place = f"/cases/{case.pk}/uploads/{begun['upload']}"
    own.post(f"{place}/part/?offset=0", data, content_type="application/octet-stream")
    answer = own.post(f"{place}/finish/")
    assert (answer.status_code, "可执行程序" in answer.json()["reason"]) == (409, True)
    assert not case.uploads.exists()
    assert not CaseAttachment.objects.exists()


def _three(firm):
    cases = [make_sample_case(body=a_body(), title=f"第{n}件") for n in range(3)]
    for one, state in zip(cases, ("submitted", "submitted", "correcting"), strict=True):
        Case.objects.filter(pk=one.pk).update(state=state)
    return cases


def _asked(cases, together):
    ids = {"id": [one.pk for one in cases], "do": "accept", "together": together}
    return {**ids, **{f"revision-{one.pk}": one.revision for one in cases}}


def test_a_batch_takes_each_that_can_and_says_why_not(desk, firm):
    cases = _three(firm)
    assert "现在可以办理" in page(desk, f"/cases/batch/?do=accept&id={cases[0].pk}&id={cases[2].pk}")
    told = desk.post("/cases/batch/", _asked(cases, "each"), follow=True).content.decode()
    assert "已办理“受理”2 件" in told
    assert "1 件" not in told.split("没有办理")[0][-3:]
    assert f"{cases[2].number} 没有办理" in told
    assert [Case.objects.get(pk=one.pk).state for one in cases] == ["review", "review", "correcting"]


def test_a_batch_taken_together_is_taken_whole_or_not_at_all(desk, firm):
    cases = _three(firm)
    answer = desk.post("/cases/batch/", _asked(cases, "all"))
    assert answer.status_code == 409
    assert "全部没有办理" in answer.content.decode()
    assert [Case.objects.get(pk=one.pk).state for one in cases] == ["submitted", "submitted", "correcting"]
    desk.post("/cases/batch/", _asked(cases[:2], "all"))
    assert [Case.objects.get(pk=one.pk).state for one in cases] == ["review", "review", "correcting"]


def test_steps_that_are_not_for_batches_are_refused(desk, firm):
    cases = _three(firm)
    assert desk.get(f"/cases/batch/?do=return_&id={cases[0].pk}").status_code == 404


@pytest.mark.parametrize(
    ("query", "count"),
    [("", 3), ("light=late", 1), ("light=today", 1), ("procedure=sample.request", 3), ("state=待受理", 2),
     ("tab=mine", 0), ("tab=unowned", 3), ("standing=closed", 0), ("q=第1件", 1), ("q=没有", 0)],
)  # fmt: skip
def test_the_inbox_filters(desk, firm, query, count):
    cases = _three(firm)
    Case.objects.filter(pk=cases[0].pk).update(due_on=TODAY - timedelta(days=1))
    Case.objects.filter(pk=cases[1].pk).update(due_on=TODAY)
    assert page(desk, f"/cases/?{query}").count('name="id"') == count


def test_what_an_applicant_has_not_sent_is_not_in_the_inbox(case, desk, own):
    assert case.title not in page(desk, "/cases/?standing=all")
    assert case.title in page(own, "/cases/mine/?show=draft")


def test_the_inbox_exports(desk, firm):
    _three(firm)
    assert desk.get("/cases/?export=xlsx")["Content-Type"].startswith("application/vnd.openxmlformats")


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
