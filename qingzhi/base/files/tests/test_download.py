"""Handing out: only what an owner allows, never as something that a browser would run."""

import pytest

from qingzhi.base.files import access
from qingzhi.base.files.testing import a_file, docx_bytes, pdf_bytes
from qingzhi.base.permits import Answer


@pytest.fixture
def owner(monkeypatch):
    """Files whose name begins with 公开 may be read by anybody, others by nobody."""
    monkeypatch.setattr(access, "_owners", {})
    access.register_owner("test.nobody", lambda actor, file: Answer(False, "不是这里的附件"))
    access.register_owner("test.public", lambda actor, file: Answer(file.name.startswith("公开"), "已公开"))


def get(client, file, **query):
    return client.get(f"/files/{file.pk}/", query)


def test_a_file_is_handed_out_as_an_attachment(client, db, owner):
    data = docx_bytes()
    file = a_file(name="公开 说明.docx", data=data)
    response = get(client, file, inline="1")
    assert b"".join(response.streaming_content) == data
    assert (
        response["Content-Disposition"] == "attachment; filename*=utf-8''%E5%85%AC%E5%BC%80%20%E8%AF%B4%E6%98%8E.docx"
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox;")
    assert response["X-Frame-Options"] == "DENY"
    assert "no-store" in response["Cache-Control"]
    assert response["Content-Length"] == str(len(data))


@pytest.mark.parametrize(
    ("name", "data", "inline"),
    [("公开.pdf", pdf_bytes(), True), ("公开.png", b"\x89PNG\r\n\x1a\n", True), ("公开.txt", b"text", False)],
)
def test_only_pdf_and_pictures_may_be_shown_in_the_page(client, db, owner, name, data, inline):
    response = get(client, a_file(name=name, data=data), inline="1")
    assert response["Content-Disposition"].startswith("inline" if inline else "attachment")
    assert get(client, a_file(name=name, data=data))["Content-Disposition"].startswith("attachment")


def test_what_may_not_be_read_does_not_exist(client, db, owner):
    hidden = a_file(name="内部.txt")
    for pk in (hidden.pk, 999999):
        response = client.get(f"/files/{pk}/")
        assert response.status_code == 302 and response["Location"].startswith("/sign-in/")


def test_without_any_owner_nobody_reads(client, db, monkeypatch):
    monkeypatch.setattr(access, "_owners", {})
    assert get(client, a_file(name="公开.txt")).status_code == 302


def test_handing_out_changes_nothing(client, db, owner):
    assert client.post(f"/files/{a_file(name='公开.txt').pk}/").status_code == 405


def test_one_kind_has_one_owner(owner):
    with pytest.raises(ValueError, match="registered twice"):
        access.register_owner("test.public", lambda actor, file: Answer(True, ""))
