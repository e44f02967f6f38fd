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


def test_table_rows_whose_cells_run_over_several_lines(folder):
    rows = [
        ["序号", "重点任务", "牵头单位", "配合单位", "完成时限"],
        ["1", "建立覆盖全省的专利导航服务基地体系", "省市场监管局", "省科技厅、省发展改革委、省财政厅", "2023年6月底"],
        ["2", "开展年度执法行动", "省公安厅", "各市人民政府", "每年"],
    ]
    document = docx.Document()
    document.add_paragraph("某省重点任务分工方案")
    table = document.add_table(rows=len(rows), cols=5)
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    document.add_paragraph("三、工作要求")
    document.save(folder / "rows.docx")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [SOFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, folder / "rows.docx"]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    lines = read_document(folder / "rows.pdf").text.split("\n")
    assert [line.split("   ") for line in lines[1:4]] == rows
    assert lines[4] == "三、工作要求"


def test_a_number_that_did_not_fit_the_line_above_goes_on_it(folder):
    paragraphs = ["到二〇二五年全省各级各类调解组织建设" + "和" * n + "覆盖率达到100%。" for n in range(12, 60)]
    assert read_document(pdf_of(folder, paragraphs, "wide"), "a.pdf").text.split("\n") == paragraphs
