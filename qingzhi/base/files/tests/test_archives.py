"""A page as a browser saved it whole: known by its content, read without being run, handed out as what no program runs."""

import pytest

from qingzhi.base.files import access
from qingzhi.base.files.queries import path_of
from qingzhi.base.files.refusals import FileKindRefused
from qingzhi.base.files.rules.archives import archived_page, words_of
from qingzhi.base.files.testing import web_archive
from qingzhi.base.permits import SYSTEM, Answer
from qingzhi.base.secrecy.rules import ClassifiedText

from ..actions import receive_file, store_file


def test_known_by_content_and_taken_only_where_asked_for(db):
    data = web_archive()
    assert receive_file(actor=SYSTEM, name="页面.mhtml", data=data, kinds=("mhtml",)).kind.code == "mhtml"
    with pytest.raises(FileKindRefused, match="网页存档"):
        receive_file(actor=SYSTEM, name="页面.txt", data=data)
    with pytest.raises(FileKindRefused):
        receive_file(actor=SYSTEM, name="页面.mhtml", data=b"<html><script>alert(1)</script>", kinds=("mhtml",))


def test_words_address_and_time_without_scripts(db):
    stored = store_file(actor=SYSTEM, name="页面.mhtml", data=web_archive(), kinds=("mhtml",))
    page = archived_page(path_of(stored.sha256))
    assert page.text == "示例网店\n标注“示例”商标的保温杯 3.50 元"
    assert page.address == "https://shop.example/item/1" and page.saved_at.startswith("Mon, 02 Jul 2018")
    assert "alert" not in page.text
    assert words_of("<p>甲<script>x</p>乙</script>丙<br>丁") == "甲丙\n丁"


def test_a_classification_mark_inside_is_found(db):
    with pytest.raises(ClassifiedText):
        receive_file(actor=SYSTEM, name="页面.mhtml", data=web_archive("机密★10年"), kinds=("mhtml",))


def test_handed_out_as_text_that_nothing_runs(client, db, monkeypatch):
    monkeypatch.setattr(access, "_owners", {})
    access.register_owner("test.public", lambda actor, file: Answer(True, "已公开"))
    stored = store_file(actor=SYSTEM, name="page.mhtml", data=web_archive(), kinds=("mhtml",))
    answer = client.get(f"/files/{stored.pk}/", {"inline": "1"})
    assert answer["Content-Type"] == "application/octet-stream" and answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"] == 'attachment; filename="page.mhtml.txt"'
    assert answer["Content-Security-Policy"].startswith("sandbox;")
    assert b"".join(answer.streaming_content) == web_archive()
