"""PDF files as a word processor writes them."""

import shutil
import subprocess

import docx
import pytest
from docx.shared import Pt

from qingzhi.engine.documents.rules.reading import UnreadableDocument, read_document

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(
    SOFFICE is None, reason="PDF tests need LibreOffice (soffice): install libreoffice-writer"
)

LONG = (
    "到2025年,全省知识产权创造质量、运用效益、保护效果、管理能力和服务水平显著提升,每万人口高价值发明专利拥有量达到12件,专利密集型产业增加值占地区生产总值比重达到13%。"
    * 3
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("pdf")


def pdf_of(folder, paragraphs, name="a", options=""):
    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "某省人民政府公报"
    section.footer.paragraphs[0].text = "— 1 —"
    for text in paragraphs:
        added = document.add_paragraph(text)
        added.paragraph_format.first_line_indent = Pt(24)
    source = folder / f"{name}.docx"
    document.save(source)
    target = "pdf" if not options else f"pdf:writer_pdf_Export:{options}"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        [SOFFICE, profile, "--headless", "--convert-to", target, "--outdir", folder, source],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return (folder / f"{name}.pdf").read_bytes()


def test_lines_become_paragraphs_and_running_heads_go(folder):
    paragraphs = []
    for n in range(1, 16):
        paragraphs += [f"({'一二三四五六七八九十'[n % 10]})任务{n}", LONG]
    document = read_document(pdf_of(folder, paragraphs), "a.pdf")
    assert document.kind == "pdf"
    assert "公报" not in document.text
    assert "— 1 —" not in document.text
    assert document.text.count("\n" + LONG) + document.text.startswith(LONG) >= 13


def test_encrypted_pdf(folder):
    options = '{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"x"}}'
    with pytest.raises(UnreadableDocument, match="密码"):
        read_document(pdf_of(folder, ["现将计划印发给你们。"], "b", options), "b.pdf")
