"""The pages of a complaint: by anybody, by code, by officers of the body; and that nothing from outside runs in a clerk's browser."""

import io
import zipfile
from datetime import date

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.identity.testing import a_body, a_post, a_role, an_account, signed_in
from qingzhi.base.permits import Scope
from qingzhi.domains.rights.testing import make_right
from qingzhi.engine.procedures.actions import take_step
from qingzhi.engine.procedures.models import Case
from qingzhi.engine.timestamps.signing import certificates

from ..actions.complaint_following import reply
from ..models import Complaint, EvidenceItem
from ..testing.complaints import CHIEF, OFFICER, make_complaint, make_complaint_rules, officer, photo

pytestmark = pytest.mark.django_db
GOOD = {
    "right_type": "patent", "role": "consumer", "wishes": ["mediate", "punish"], "place": "shop", "accused": "示例商店",
    "facts": "买到假冒专利的净水器", "request_key": "a" * 32,
}  # fmt: skip


@pytest.fixture(autouse=True)
def _july():
    cache.clear()
    with clock.fixed(date(2018, 7, 2)):
        yield


def send(client, **values):
    make_complaint_rules()
    return client.post(reverse("enforcement:new_complaint"), {**GOOD, **values})


def desk(client, *permits: str, name: str = "wang", body=None):
    user = an_account(name, name=name)
    a_post(user, a_role(f"role-{name}", *permits, "procedures.case.view", scope=Scope.BODY), body or a_body("qh-ip"))
    return signed_in(client, user)


def test_anybody_sends_gets_a_receipt_and_follows_by_code(client):
    sent = send(
        client, evidence=[SimpleUploadedFile("x.jpg", photo())], links="https://shop.example/1\nhttps://shop.example/2"
    )
    assert sent.status_code == 302 and sent.url == reverse("enforcement:receipt")
    case = Case.objects.get(procedure="enforcement.complaint")
    page = client.get(sent.url).content.decode()
    assert f"{case.receipt_code[:4]} {case.receipt_code[4:8]}" in page and case.evidence.count() == 3
    packed = zipfile.ZipFile(io.BytesIO(client.get(reverse("enforcement:receipt_files", args=[1])).content))
    assert set(packed.namelist()) == {"回执.txt", "回执.p7s"} and len(certificates()) == 2
    code = Complaint.objects.get().receipts.get().code
    shown = client.get(reverse("enforcement:check_receipt_code", args=[code])).content.decode()
    assert "签名成立" in shown and case.number in shown and "示例商店" not in shown and case.receipt_code not in shown
    client.cookies.clear()
    assert client.get(reverse("enforcement:follow")).url == reverse("procedures:progress")
    client.post(reverse("procedures:progress"), {"code": case.receipt_code})
    assert client.get(reverse("procedures:progress")).url == reverse("enforcement:follow")
    followed = client.get(reverse("enforcement:follow")).content.decode()
    assert "收到了，正在看" in followed and "shop.example/1" in followed
    client.post(reverse("enforcement:leave_complaint"))
    assert client.get(reverse("enforcement:follow")).status_code == 302


def test_a_forged_cookie_opens_nothing(client):
    complaint = make_complaint()
    client.cookies["qz_complaint"] = complaint.case.receipt_code
    assert client.get(reverse("enforcement:follow")).status_code == 302
    assert client.post(reverse("enforcement:reply"), {"text": "x"}).url == reverse("procedures:progress")


def test_who_is_signed_in_leaves_no_trace(client):
    user = an_account("li", name="李某某")
    send(signed_in(client, user))
    complaint = Complaint.objects.get()
    entries = AuditEntry.objects.filter(object_kind__in=("enforcement.Complaint", "procedures.Case"))
    assert entries.exists() and not entries.exclude(actor_id=None).exists()
    assert not complaint.case.entries.exclude(by_user_id=None).exists() and complaint.case.applicant_id is None


def test_the_number_is_looked_up_and_nothing_is_sent_by_looking(client):
    make_complaint_rules()
    right = make_right(holders=["青海示例科技有限公司"])
    page = client.post(reverse("enforcement:new_complaint"), {**GOOD, "right_number": right.number_shown, "look": "1"})
    assert (
        page.status_code == 200 and "青海示例科技有限公司" in page.content.decode() and not Complaint.objects.exists()
    )
    assert "买到假冒专利的净水器" in page.content.decode()  # what was typed stays
    part = client.get(reverse("enforcement:look_up_right"), {"right_type": "unsure", "right_number": "没有这个号"})
    assert "没有查到" in part.content.decode()
    send(client, right_number=right.number_shown)
    assert Complaint.objects.get().right_id == right.pk and right.title in Complaint.objects.get().right_told


def test_what_was_typed_stays_when_something_is_missing(client):
    page = send(client, facts="", accused="某店")
    assert (
        page.status_code == 422
        and "请填写事情经过" in page.content.decode()
        and 'value="某店"' in page.content.decode()
    )
    assert not Complaint.objects.exists()


HOSTILE = {
    "page.jpg": b"<html><script>alert(1)</script></html>",
    "picture.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "program.pdf": b"MZ\x90\x00" + b"\0" * 64,
    "note.txt": b"<script>alert(1)</script>",
    "cut.jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF\0",
    "archive.docx": b"PK\x03\x04" + b"\0" * 40,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_with_a_word(client, name):
    page = send(client, evidence=[SimpleUploadedFile(name, HOSTILE[name])])
    assert page.status_code == 422 and not EvidenceItem.objects.exists() and not Complaint.objects.exists()
    assert "<script>alert" not in page.content.decode()


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "ftp://a.b/c", "https://", "http://a b"])
def test_links_that_are_no_pages_are_refused(client, link):
    assert send(client, links=link).status_code == 422 and not Complaint.objects.exists()


def test_nothing_from_outside_runs_in_a_clerks_browser(client):
    """A picture that is a script as well, words that are markup, a link: served as bytes, written as text, never followed."""
    evil = photo("<script>alert(1)</script>") + b"<script>alert(2)</script>"
    words = "<img src=x onerror=alert(3)>"
    send(
        client,
        evidence=[SimpleUploadedFile("a.jpg", evil)],
        links="https://evil.example/?a=<b>",
        facts=words,
        accused=words,
    )
    case = Case.objects.get(procedure="enforcement.complaint")
    client.cookies.clear()
    clerk = desk(client, *OFFICER)
    page = clerk.get(f"/cases/{case.pk}/")
    text = page.content.decode()
    assert words not in text and "&lt;img src=x" in text and 'href="https://evil' not in text
    copy = case.evidence.first().shown_copy.file
    got = clerk.get(reverse("files:download", args=[copy.pk]))
    data = b"".join(got.streaming_content)
    assert (
        b"<script>" not in data and got["Content-Type"] == "image/jpeg" and got["X-Content-Type-Options"] == "nosniff"
    )
    assert got["Content-Disposition"].startswith("attachment") and "sandbox" in got["Content-Security-Policy"]
    assert clerk.get(reverse("files:download", args=[case.evidence.first().file_id])).status_code == 404


def test_only_the_body_sees_it_and_its_page_is_cheap(client, django_assert_max_num_queries):
    complaint = make_complaint(name="扎西", contact="13900000000", with_pieces=[])
    clerk = desk(client, *OFFICER)
    clerk.get(f"/cases/{complaint.case_id}/")
    with django_assert_max_num_queries(19):
        page = clerk.get(f"/cases/{complaint.case_id}/").content.decode()
    assert complaint.case.receipt_code not in page  # with it an officer could speak as the complainant
    assert "实名，身份已封存" in page and "扎西" not in page and "决策表给出的去向" in page
    other = desk(client, *OFFICER, name="other", body=a_body("qh-trademark"))
    assert other.get(f"/cases/{complaint.case_id}/").status_code == 404
    assert other.get(reverse("enforcement:ask_identity", args=[complaint.pk])).status_code == 404


def test_asking_allowing_and_reading_by_pages(client):
    complaint = make_complaint(name="扎西", contact="13900000000")
    clerk = desk(client, *OFFICER)
    asked = clerk.post(reverse("enforcement:ask_identity", args=[complaint.pk]), {"purpose": "辨认", "basis": "规程"})
    target = asked.url
    assert "扎西" not in clerk.get(target).content.decode()
    assert clerk.post(f"{target}decide/", {"allow": "1", "answer": "好"}).status_code == 403
    boss = desk(client, *CHIEF, name="boss")
    assert boss.post(f"{target}decide/", {"allow": "1", "answer": "好"}).status_code == 302
    from qingzhi.base.identity.models import User

    clerk = signed_in(client, User.objects.get(username="wang"))
    shown = clerk.post(f"{target}read/")
    assert "扎西" in shown.content.decode() and "no-store" in shown["Cache-Control"]
    assert "扎西" not in clerk.get(target).content.decode()


def test_news_from_the_complainant_are_marked_as_seen(client):
    complaint = make_complaint("handling")
    reply(complaint=complaint, text="又想起一件事")
    clerk = desk(client, *OFFICER)
    assert "有新的消息" in clerk.get(f"/cases/{complaint.case_id}/").content.decode()
    assert clerk.post(reverse("enforcement:complaint_seen", args=[complaint.pk])).status_code == 302
    assert "有新的消息" not in clerk.get(f"/cases/{complaint.case_id}/").content.decode()


def test_both_views_stand_side_by_side_and_apart(client, django_assert_max_num_queries):
    from ..actions.complaint_following import tell_satisfaction
    from ..terms.complaints import Solved

    for solved in (Solved.NO, Solved.PARTLY):
        complaint = make_complaint()
        case = take_step(actor=officer(), case=complaint.case, step="refuse", revision=0, note="不属于")
        tell_satisfaction(complaint=complaint, responded=solved is Solved.NO, solved=solved, content=2)
        Complaint.objects.filter(case=case).update(staff_solved="yes")
    make_complaint()
    clerk = desk(client, *OFFICER)
    clerk.get(reverse("enforcement:complaint_overview"))
    with django_assert_max_num_queries(15):
        page = clerk.get(reverse("enforcement:complaint_overview"))
    found = page.context["overview"]
    assert [(one.staff, one.complainants) for one in found.views] == [(2, 0), (0, 1), (0, 1)]
    assert (found.rated, found.responded, found.content) == (2, 1, 2.0)
    assert [one.value for one in found.figures] == [3, 1, "100%", 0]
    assert (
        desk(client, *OFFICER, name="other", body=a_body("qh-trademark"))
        .get(reverse("enforcement:complaint_overview"))
        .context["overview"]
        .figures[0]
        .value
        == 0
    )


def test_two_way_without_revealing(client):
    send(client)
    case = Case.objects.get(procedure="enforcement.complaint")
    take_step(actor=officer(), case=case, step="ask", revision=case.revision, note="请问是哪天？")
    assert "请问是哪天？" in client.get(reverse("enforcement:follow")).content.decode()
    assert client.post(reverse("enforcement:reply"), {"text": "五月二十日"}).status_code == 302
    case.refresh_from_db()
    assert case.state == "received" and case.entries.order_by("pk").last().text == "五月二十日"
    assert client.post(reverse("enforcement:reply"), {"text": ""}).status_code == 409
    assert client.post(reverse("enforcement:withdraw_complaint"), {"reason": ""}).status_code == 302
    assert (
        client.post(
            reverse("enforcement:rate_complaint"), {"responded": "1", "solved": "no", "content": "1", "words": "慢"}
        ).status_code
        == 302
    )
    assert Complaint.objects.get().satisfaction.content == 1
