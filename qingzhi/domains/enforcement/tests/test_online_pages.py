"""Pages of online cases: opened from a complaint, links, captures read without being run, nobody else's."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from qingzhi.base import clock
from qingzhi.base.files.testing import web_archive
from qingzhi.base.identity.testing import a_body, a_post, a_role, an_account, signed_in
from qingzhi.base.permits import Scope

from ..models import LinkCapture, OnlineCase, PlatformNotice
from ..testing.cases import make_case_rules
from ..testing.online import LINK, PLATFORM, make_online, make_operator, walk

pytestmark = pytest.mark.django_db
DESK = ("enforcement.case.view", "enforcement.case.handle", "procedures.case.view", "procedures.case.handle", "documents.issue", "documents.view",
        "tasks.view")  # fmt: skip


@pytest.fixture
def desk():
    user = an_account("desk", "马处长")
    a_post(user, a_role("desk", *DESK, scope=Scope.BODY), a_body())
    return signed_in(Client(), user)


def test_opened_captured_and_read(desk, django_assert_max_num_queries):
    with clock.fixed(date(2022, 3, 1)):
        make_case_rules()
        said = {
            "platform": "示例平台",
            "shop": "示例店",
            "ground": "trademark",
            "right_told": "示例商标",
            "facts": "使用相同商标",
            "links": "无",
        }
        assert "不是网页地址" in desk.post("/online/new/", said).content.decode()
        answer = desk.post("/online/new/", {**said, "links": LINK})
        made = OnlineCase.objects.get()
        assert answer["Location"] == f"/cases/{made.case_id}/"
        link = made.links.get()
        page = desk.get(answer["Location"]).content.decode()
        assert "还没有快照" in page and f'href="{LINK}"' not in page
        url = f"/online/{made.case_id}/links/{link.pk}/capture/"
        upload = SimpleUploadedFile("页面.mhtml", web_archive(), "multipart/related")
        bad = SimpleUploadedFile("页面.html", b"<html><script>alert(1)</script>", "text/html")
        assert desk.post(url, {"file": bad, "seen_at": "2022-03-01T00:00"}).status_code == 422
        assert desk.post(url, {"file": upload, "seen_at": "2022-03-01T00:00"}).status_code == 302
        capture = LinkCapture.objects.get()
        read = desk.get(f"/online/{made.case_id}/captures/{capture.pk}/").content.decode()
        assert "标注“示例”商标的保温杯" in read and "alert(" not in read and capture.item.sha256 in read
        assert desk.post(f"/online/{made.case_id}/links/", {"links": "https://shop.example/item/2"}).status_code == 302
        with django_assert_max_num_queries(20):
            assert desk.get(f"/cases/{made.case_id}/").status_code == 200
        with django_assert_max_num_queries(15):
            assert desk.get("/online/?open=1&ground=trademark&q=示例").status_code == 200
        other = an_account("other", "外人")
        a_post(other, a_role("other", *DESK, scope=Scope.BODY), a_body("elsewhere", "别的单位"))
        stranger = signed_in(Client(), other)
        assert stranger.get(f"/online/{made.case_id}/captures/{capture.pk}/").status_code == 404
        assert stranger.get(f"/files/{capture.item.file_id}/").status_code == 404


def test_a_platform_reads_and_answers_its_own_notices_alone(desk, django_assert_max_num_queries):
    with clock.fixed(date(2022, 3, 1)):
        own, other = (signed_in(Client(), make_operator(name).person.account) for name in (PLATFORM, "另一平台"))
        case = walk(make_online(captured=True).case, "notify")
        notice = PlatformNotice.objects.get()
        url = f"/online/notices/{notice.pk}/"
        with django_assert_max_num_queries(15):
            listed = own.get("/online/notices/").content.decode()
        with django_assert_max_num_queries(15):
            page = own.get(url).content.decode()
        assert "示例专营店（虚构）" in listed and "待答复" in listed and LINK in page and notice.document.number in page
        assert own.get(f"/documents/{notice.document_id}/").status_code == 200
        for address in (url, f"/cases/{case.pk}/", f"/documents/{notice.document_id}/"):
            assert other.get(address).status_code == 404, address
        assert own.get(f"/cases/{case.pk}/").status_code == 404 and own.get("/online/").status_code == 403
        assert desk.get(url).status_code == 403 and Client().get(url).status_code == 302
        link = notice.links.get()
        refused = own.post(url, {f"link_{link.pk}": "kept"})
        assert refused.status_code == 422 and "请写明理由" in refused.content.decode()
        assert other.post(url, {f"link_{link.pk}": "removed"}).status_code == 404
        assert own.post(url, {f"link_{link.pk}": "kept", "words": "有授权证明"})["Location"] == url
        again = own.post(url, {f"link_{link.pk}": "removed"})
        assert again.status_code == 422 and "不用再答复" in again.content.decode()
        assert "有授权证明" in own.get(url).content.decode()
        assert "平台说明：有授权证明" in desk.get(f"/cases/{case.pk}/").content.decode()
        assert PLATFORM in desk.get("/online/new/").content.decode()
