"""Pages of the offices' own templates."""

import io
from datetime import date

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from qingzhi.base import clock
from qingzhi.base.identity.testing import a_body, a_post, a_role, an_account, signed_in
from qingzhi.engine.documents.models import TemplateVersion

pytestmark = pytest.mark.django_db
URL = "/documents/templates/notice.correction/"


@pytest.fixture(autouse=True)
def _day():
    with clock.fixed(date(2018, 7, 2)):
        yield


@pytest.fixture
def keeper(client):
    user = an_account("zhang")
    a_post(user, a_role("keeper", "documents.templates.manage"), a_body())
    return signed_in(client, user)


def test_a_template_is_taken_out_uploaded_shown_and_ended(keeper, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        assert "一次性补正告知书" in keeper.get("/documents/templates/").content.decode()
    start = keeper.get(f"{URL}start.docx").content
    sent = {"file": SimpleUploadedFile("补正.docx", start), "note": "改用本局版式"}
    assert keeper.post(URL, sent).status_code == 302
    with django_assert_max_num_queries(15):
        page = keeper.get(URL).content.decode()
    assert "第 1 版" in page
    assert "{{ missing }}" in page
    made = TemplateVersion.objects.get()
    assert keeper.get(f"/files/{made.file_id}/").status_code == 200
    assert keeper.get(f"/documents/templates/{made.pk}/end/").status_code == 200
    keeper.post(f"/documents/templates/{made.pk}/end/", {"reason": "恢复统一版式"})
    assert "内置文本（GB/T 9704 版式）" in keeper.get(URL).content.decode()


def test_a_template_that_is_refused_says_why_above_the_form(keeper):
    word = docx.Document(io.BytesIO(keeper.get(f"{URL}start.docx").content))
    word.add_paragraph("{{ stranger }}")
    data = io.BytesIO()
    word.save(data)
    sent = {"file": SimpleUploadedFile("补正.docx", data.getvalue()), "note": "改用本局版式"}
    response = keeper.post(URL, sent)
    assert (response.status_code, TemplateVersion.objects.count()) == (409, 0)
    assert "未声明的占位符：stranger" in response.content.decode()
    assert "改用本局版式" in response.content.decode()


def test_an_unknown_notice_is_not_there(keeper):
    assert keeper.get("/documents/templates/nothing/").status_code == 404
