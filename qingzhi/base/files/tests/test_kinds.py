"""What is taken and what is refused, by content."""

import io
import zipfile

import pytest

from qingzhi.base.files.actions import receive_file
from qingzhi.base.files.refusals import FileDamaged, FileKindRefused, FileRefused, FileTooLarge
from qingzhi.base.files.rules.kinds import KINDS
from qingzhi.base.files.testing import docx_bytes, pdf_bytes, zip_bytes
from qingzhi.base.permits import SYSTEM
from qingzhi.base.secrecy.rules import ClassifiedText

ALL = tuple(KINDS)
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20
TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def receive(name: str, data: bytes, kinds=ALL, **more):
    return receive_file(actor=SYSTEM, name=name, data=data, kinds=kinds, **more)


def office(main: str, body: bytes = b"<x/>", **parts: bytes) -> bytes:
    return zip_bytes({"[Content_Types].xml": TYPES, main: body, **parts})


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.pdf", pdf_bytes(), "pdf"),
        ("a.docx", docx_bytes(), "docx"),
        ("a.xlsx", office("xl/workbook.xml"), "xlsx"),
        ("a.pptx", office("ppt/presentation.xml"), "pptx"),
        ("a.ofd", zip_bytes({"OFD.xml": b"<x/>"}), "ofd"),
        ("a.png", PNG, "png"),
        ("a.JPEG", b"\xff\xd8\xff\xe0" + b"\x00" * 20, "jpg"),
        ("a.txt", "说明".encode(), "txt"),
        ("a.txt", "\ufeff说明".encode(), "txt"),
        ("a.txt", "说明,国家知识产权局".encode("gb18030"), "txt"),
        ("a.csv", "名称,数量\n甲,1".encode(), "csv"),
        ("a.zip", zip_bytes({"a.txt": b"a"}), "zip"),
    ],
)
def test_kinds_that_are_known(db, name, data, code):
    assert receive(name, data).kind.code == code


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.pdf", b"MZ\x90\x00" + b"\x00" * 60, "可执行程序"),
        ("a.pdf", b"\x7fELF" + b"\x01" * 60, "可执行程序"),
        ("a.txt", b"#!/bin/sh\nrm -rf /", "脚本"),
        ("a.txt", b"<html><script>alert(1)</script>", "网页"),
        ("a.txt", b"\xef\xbb\xbf \n<!DOCTYPE html>", "网页"),
        ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "网页"),
        ("a.txt", b"hello <script src=x>", "网页"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 60, "docx"),
        ("a.txt", b"a\x00b", "二进制"),
        ("a.txt", b"\xff\xfe\xfd\xfc\xfb", "编码"),
        ("a.txt", b"", "空文件"),
        ("a.exe", pdf_bytes(), "与文件名不符"),
        ("a.pdf", docx_bytes(), "与文件名不符"),
        ("a.docm", office("word/document.xml", **{"word/vbaProject.bin": b"x"}), "宏"),
        ("a.docx", office("word/document.xml", **{"word/activeX/activeX1.xml": b"x"}), "宏"),
        ("a.xlsx", office("xl/workbook.xml", **{"xl/macrosheets/sheet1.xml": b"x"}), "宏"),
        ("a.docx", office("word/document.xml", **{"word/embeddings/setup.exe": b"x"}), "程序"),
        ("a.zip", zip_bytes({"x/run.bat": b"x"}), "程序"),
        ("a.zip", zip_bytes({"x/page.html": b"x"}), "程序"),
        (
            "a.docx",
            office(
                "word/document.xml",
                **{
                    "word/_rels/settings.xml.rels": b'<R><Relationship TargetMode="External" Target="http://x/a.dotm"/></R>'
                },
            ),
            "外部模板",
        ),
    ],
)
def test_kinds_that_are_refused(db, name, data, words):
    with pytest.raises(FileKindRefused, match=words):
        receive(name, data)


def test_macros_by_content_type_alone(db):
    types = b'<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
    with pytest.raises(FileKindRefused, match="宏"):
        receive("a.docx", zip_bytes({"[Content_Types].xml": types, "word/document.xml": b"<x/>"}))


def test_only_what_is_allowed_here(db):
    for data, name in [(zip_bytes({"a.txt": b"a"}), "a.zip"), (docx_bytes(), "a.docx")]:
        with pytest.raises(FileKindRefused, match="这里可以上传：pdf、png"):
            receive(name, data, kinds=("png", "pdf"))


def _encrypted() -> bytes:
    data = bytearray(zip_bytes({"a.txt": b"a"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def _twice() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package, pytest.warns(UserWarning):
        package.writestr("a.txt", b"a")
        package.writestr("a.txt", b"b")
    return out.getvalue()


def _bomb() -> bytes:
    return office("word/document.xml", **{f"word/media/{n}.xml": b"0" * 10_000_000 for n in range(3)})


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (_bomb(), "过大"),
        (zip_bytes({f"{n}.txt": b"" for n in range(5001)}), "过大"),
        (zip_bytes({"../../a.txt": b"a"}), "路径"),
        (zip_bytes({"/etc/a.txt": b"a"}), "路径"),
        (_encrypted(), "加密"),
        (_twice(), "重名"),
        (zip_bytes({"a.txt": b"a"}) + b"<script>alert(1)</script>", "夹带|损坏"),
        (b"PK\x03\x04" + b"x" * 50 + zip_bytes({"a.txt": b"a"}), "夹带|损坏"),
        (zip_bytes({"a.txt": b"a"})[:-30], "损坏"),
        (b"PK\x03\x04garbage", "损坏"),
        (zip_bytes({"[Content_Types].xml": TYPES, "other.xml": b""}), "完整"),
    ],
    ids=["bomb", "many", "upwards", "rooted", "locked", "twice", "after", "before", "cut", "torn", "parts"],
)
def test_packages_that_burst_or_hide_something(db, data, words):
    with pytest.raises(FileDamaged, match=words):
        receive("a.zip", data)


def test_a_broken_word_document(db):
    with pytest.raises(FileDamaged, match="XML"):
        receive("a.docx", office("word/document.xml", b"<w:p><w:t>"))


def test_a_damaged_pdf(db):
    with pytest.raises(FileDamaged, match="损坏"):
        receive("a.pdf", b"%PDF-1.4\nnothing")


def test_entities_are_not_expanded(db):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><x><t>&b;</t></x>'
    receive("a.docx", office("word/document.xml", bomb))
    outside = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x><t>&a;</t></x>'
    receive("a.docx", office("word/document.xml", outside))


def test_the_size_is_limited_while_reading(db):
    class Endless(io.RawIOBase):
        read_bytes = 0

        def seek(self, *args):
            return 0

        def read(self, size=-1):
            self.read_bytes += size
            return b"a" * size

    stream = Endless()
    with pytest.raises(FileTooLarge, match="1 MB"):
        receive_file(actor=SYSTEM, name="a.txt", stream=stream, kinds=ALL, max_mib=1)
    assert stream.read_bytes < 2 * 1024 * 1024


MARKED = "内部资料 机密★10年"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", MARKED.encode()),
        ("a.txt", MARKED.encode("gb18030")),
        ("a.csv", MARKED.encode()),
        ("a.docx", docx_bytes("正文", MARKED)),
        ("a.docx", docx_bytes("正文", header=MARKED)),
        ("a.docx", office("word/document.xml", "<x><p><t>机</t><t>密★</t><t>10年</t></p></x>".encode())),
        ("a.xlsx", office("xl/workbook.xml", **{"xl/sharedStrings.xml": f"<x><si><t>{MARKED}</t></si></x>".encode()})),
        ("a.pptx", office("ppt/presentation.xml", **{"ppt/slides/slide1.xml": f"<x><t>{MARKED}</t></x>".encode()})),
    ],
)
def test_a_classification_mark_is_refused_wherever_it_stands(db, name, data):
    with pytest.raises(ClassifiedText):
        receive(name, data)


def test_law_names_are_no_marks(db):
    receive("a.docx", docx_bytes("保守国家秘密法与商业秘密保护办法"))


def test_the_text_of_a_pdf_is_read(tmp_path):
    from qingzhi.base.files.rules.texts import text_of

    (tmp_path / "a.pdf").write_bytes(pdf_bytes("Secret plan"))
    assert "Secret plan" in text_of(tmp_path / "a.pdf", KINDS["pdf"])


def test_a_refusal_is_a_refusal():
    assert issubclass(FileKindRefused, FileRefused)
