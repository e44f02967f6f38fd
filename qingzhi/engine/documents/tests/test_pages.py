"""Pages of documents: the public verification and the desk."""

from datetime import date

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from qingzhi.base import clock
from qingzhi.base.files.queries import read_file
from qingzhi.base.identity.models import Grant, Person, Post, Role, Subject, User
from qingzhi.base.permits import SYSTEM
from qingzhi.engine.documents.actions import redraw, withdraw_document
from qingzhi.engine.documents.models import IssuedDocument
from qingzhi.engine.documents.testing import builder, make_document, make_issuer, make_series
from qingzhi.engine.documents.views import public

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day_and_fresh_counts():
    cache.clear()
    with clock.fixed(date(2018, 7, 2)):
        yield


@pytest.fixture
def body():
    return make_issuer()


@pytest.fixture
def signed_in(client, body):
    role = Role.objects.create(code="office", name="计划办")
    for code in ("documents.view", "documents.withdraw"):
        Grant.objects.create(role=role, permit=code, scope="body")
    name = "张某某（示例）"
    person = Person.objects.create(subject=Subject.objects.create(kind="person", display_name=name), name=name)
    Post.objects.create(person=person, body=body, role=role, valid_from=date(2017, 1, 1))
    user = User.objects.create(username="zhang", person=person, created_at=clock.now())
    client.force_login(user, backend="qingzhi.base.identity.backends.PasswordBackend")
    return client


def upload(data):
    return SimpleUploadedFile("公文.docx", data)


class TestVerification:
    def test_anybody_may_ask(self, client):
        assert "请输入核验码" in client.get("/verify/").content.decode()

    @pytest.mark.parametrize(
        "spell", [str, str.lower, lambda c: f" {c.replace('-', '')} ", lambda c: c.replace("-", "—")]
    )
    def test_an_issued_document_is_found_however_it_is_typed(self, client, spell):
        row = make_document(signed_by="李某某（示例）")
        page = client.post("/verify/", {"code": spell(row.verification_code)}).content.decode()
        assert "核验通过" in page
        assert row.number in page
        assert "李某某" not in page

    def test_the_printed_address_leads_to_the_answer(self, client):
        row = make_document()
        assert "核验通过" in client.get(f"/verify/{row.verification_code}").content.decode()

    def test_the_file_itself_is_compared_and_not_kept(self, client):
        row = make_document()
        data = read_file(row.file)
        asked = {"code": row.verification_code}
        assert "完全一致" in client.post("/verify/", {**asked, "file": upload(data)}).content.decode()
        assert "不一致" in client.post("/verify/", {**asked, "file": upload(data + b"x")}).content.decode()

    def test_withdrawn_and_superseded_documents_say_so(self, client):
        old = make_document()
        new = redraw(actor=SYSTEM, document=old, build=builder("乙"), reason="王某某（示例）指出有误")
        page = client.get(f"/verify/{old.verification_code}").content.decode()
        assert "请以新版为准" in page
        assert "王某某" not in page
        withdraw_document(actor=SYSTEM, document=new, reason="王某某（示例）指出有误")
        for one in (old, new):
            page = client.get(f"/verify/{one.verification_code}").content.decode()
            assert "撤回" in page
            assert "王某某" not in page

    def test_a_typing_error_is_told_apart_from_a_forgery(self, client):
        assert "有误" in client.post("/verify/", {"code": "7K3M-Q9XE"}).content.decode()
        assert "核验码" in client.post("/verify/", {"code": ""}).content.decode()

    def test_an_unknown_code_is_called_unknown(self, client):
        row = make_document()
        code = row.verification_code
        IssuedDocument.objects.filter(pk=row.pk).update(verification_code="gone")
        assert "没有查到" in client.get(f"/verify/{code}").content.decode()

    def test_guessing_is_slowed_down(self, client):
        for _ in range(public.TRIES):
            assert client.post("/verify/", {"code": "7K3M-Q9XE"}).status_code == 200
        assert client.post("/verify/", {"code": "7K3M-Q9XE"}).status_code == 429
        assert client.get("/verify/").status_code == 200


class TestDesk:
    def test_the_list_and_a_document(self, signed_in, body, django_assert_max_num_queries):
        row = make_document(body)
        foreign = make_document(make_issuer("其他单位"), series=make_series("other", "乙联办"))
        with django_assert_max_num_queries(15):
            page = signed_in.get("/documents/").content.decode()
        assert row.number in page
        assert foreign.number not in page
        page = signed_in.get(f"/documents/{row.pk}/").content.decode()
        assert row.verification_code in page
        assert f"/files/{row.file_id}/" in page
        assert signed_in.get(f"/documents/{foreign.pk}/").status_code == 404

    def test_the_word_file_is_handed_out(self, signed_in, body):
        row = make_document(body)
        answer = signed_in.get(f"/files/{row.file_id}/")
        assert b"".join(answer.streaming_content) == read_file(row.file)

    def test_without_libreoffice_one_clear_line(self, signed_in, body, monkeypatch):
        monkeypatch.setenv("QINGZHI_SOFFICE", "/nowhere/soffice")
        page = signed_in.post(f"/documents/{make_document(body).pk}/pdf/", follow=True).content.decode()
        assert "未找到 LibreOffice" in page

    def test_withdrawing_asks_first_and_keeps_what_was_typed(self, signed_in, body):
        row = make_document(body)
        assert "不能恢复" in signed_in.get(f"/documents/{row.pk}/withdraw/").content.decode()
        assert signed_in.post(f"/documents/{row.pk}/withdraw/", {"reason": ""}).status_code == 200
        assert signed_in.post(f"/documents/{row.pk}/withdraw/", {"reason": "误发"}).status_code == 302
        assert signed_in.post(f"/documents/{row.pk}/withdraw/", {"reason": "再撤"}).status_code == 409
        assert "已撤回" in signed_in.get(f"/documents/{row.pk}/").content.decode()
