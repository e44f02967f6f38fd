"""The pages of cases: who sees what, what they do, what they cost."""

from datetime import date, timedelta

import pytest

from qingzhi.base import clock
from qingzhi.base.files.testing import pdf_bytes
from qingzhi.base.identity.testing import (
    a_body,
    a_party_subject,
    a_post,
    a_role,
    an_account,
    signed_in,
)
from qingzhi.base.permits import SYSTEM, Scope
from qingzhi.engine.procedures.actions import take_step
from qingzhi.engine.procedures.models import Case, CaseAttachment, CaseEntry, StepDraft
from qingzhi.engine.procedures.testing import make_sample_case

from .people import DESK, a_pdf, page

pytestmark = pytest.mark.django_db
TODAY = date(2018, 7, 2)
SECRET = "只有承办单位知道的话"


@pytest.fixture(autouse=True)
def _day(sample):
    with clock.fixed(TODAY):
        yield


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
