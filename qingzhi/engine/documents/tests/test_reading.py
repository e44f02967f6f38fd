"""Files are read by content; what cannot be read is refused with one sentence."""

import io
import zipfile

import docx
import pypdfium2
import pytest

from qingzhi.engine.documents.rules.reading import UnreadableDocument, limits, normalise, read_document

TEXT = "某省人民政府办公厅关于印发知识产权工作推进计划的通知\n各市、州人民政府:\n现将计划印发给你们,请认真组织实施。\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gbk", "gb18030", "utf-32"]
)
def test_encodings(encoding):
    document = read_document(TEXT.encode(encoding), "a.txt")
    assert document.text == TEXT.strip()
    assert document.kind == "txt"


def test_big5():
    text = "省人民政府辦公廳關於印發知識產權工作推進計劃的通知,現將計劃印發,請認真組織實施。"
    assert read_document(text.encode("big5"), "a.txt").text == text


def zipped(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return stream.getvalue()


REFUSED = {
    "empty": (b"", "空"),
    "blank": (b" \r\n\t ", "空"),
    "bom only": (b"\xef\xbb\xbf", "空"),
    "binary": (bytes(range(256)) * 40, "二进制"),
    "zeros": (b"abc" + b"\x00" * 500, "二进制"),
    "random": (b"\x81\xfe\x93\xff\xfe\x88\x81\x7f" * 300, "编码"),
    "old doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, ".doc"),
    "encrypted office": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "密码"),
    "png": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "PNG"),
    "jpeg": (b"\xff\xd8\xff\xe0" + b"\x00" * 50, "JPEG"),
    "rtf": (b"{\\rtf1\\ansi}", "RTF"),
    "zip": (zipped(a_xml=b"x"), "ZIP"),
    "xlsx": (zipped(xl__workbook_xml=b"<x/>"), "xlsx"),
    "ofd": (zipped(OFD_xml=b"<x/>"), "OFD"),
    "broken zip": (b"PK\x03\x04 and then nothing", "损坏"),
    "broken docx": (zipped(word__document_xml=b"<w:document><w:body>"), "损坏"),
    "broken pdf": (b"%PDF-1.7\nnothing here", "PDF"),
    "mojibake": ("知识产权工作推进计划,请各部门认真组织实施".encode().decode("gb18030", "ignore").encode(), "乱码"),
    "latin mojibake": ("知识产权工作推进计划,请各部门认真组织实施".encode().decode("latin-1").encode(), "乱码"),
    "replacement signs": (("知识产权" + "\ufffd" * 20).encode(), "乱码"),
    "kuntao": ("锟斤拷" * 30).encode() and (("锟斤拷" * 30).encode(), "乱码"),
    "rar": (b"Rar!\x1a\x07\x00", "RAR"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refusals_are_one_chinese_sentence(name):
    content, words = REFUSED[name]
    with pytest.raises(UnreadableDocument) as refusal:
        read_document(content, "a.txt")
    assert words in refusal.value.message
    assert "\n" not in str(refusal.value)


def test_damaged_bytes_are_named_by_line():
    broken = ("第一行\n" * 50 + TEXT).encode()[:-30] + b"\xff\xff" + TEXT.encode()
    with pytest.raises(UnreadableDocument) as refusal:
        read_document(broken, "a.txt")
    assert refusal.value.where == "第53行"


def test_missing_files_and_folders(tmp_path):
    with pytest.raises(UnreadableDocument, match="找不到"):
        read_document(tmp_path / "none.txt")
    with pytest.raises(UnreadableDocument, match="文件夹"):
        read_document(tmp_path)


def test_too_large(tmp_path, monkeypatch):
    monkeypatch.setattr("qingzhi.engine.documents.rules.reading.read.FILE_BYTES", 1000)
    with pytest.raises(UnreadableDocument, match="超过"):
        read_document(b"a" * 1001, "a.txt")
    large = tmp_path / "a.txt"
    large.write_bytes(b"a" * 1001)
    with pytest.raises(UnreadableDocument, match="超过"):
        read_document(large)


def test_fifty_megabytes_of_text_are_refused():
    with pytest.raises(UnreadableDocument, match="万字"):
        read_document(("知识产权工作推进计划。\n" * 1_700_000).encode()[: 50 * 2**20 // 33 * 33 + 33], "a.txt")


def test_zip_bombs_and_entity_bombs():
    bomb = zipped(word__document_xml=b"<w:document>" + b" " * (20 * 2**20) + b"</w:document>")
    with pytest.raises(UnreadableDocument, match="炸弹"):
        read_document(bomb, "a.docx")
    entities = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document>&b;</w:document>'
    with pytest.raises(UnreadableDocument, match="实体"):
        read_document(zipped(word__document_xml=entities), "a.docx")
    assert limits.PART_BYTES < 2**30


def test_content_wins_over_the_ending():
    page = b"<html><body><p>" + TEXT.encode() + b"</p></body></html>"
    document = read_document(page, "a.doc")
    assert document.kind == "html"
    assert document.warnings
    assert read_document(TEXT.encode(), "a.docx").warnings


def test_normalising_touches_white_space_only():
    raw = "\ufeff　　一、总体要求 \r\n\r\n\r\n\r\n到 2025 年,达到 12 件。\u200b\x07\n指标   单位   数值\n"
    text = normalise(raw)
    assert text == "一、总体要求\n\n到2025年,达到12件。\n指标   单位   数值"
    assert normalise(text) == text


def test_hard_wrapped_lines_are_joined():
    paragraph = (
        "到二〇二五年全省知识产权综合实力大幅提升创造运用保护管理服务水平显著增强支撑高质量发展作用更加突出" * 4 + "。"
    )
    wrapped = "\n".join(paragraph[i : i + 30] for i in range(0, len(paragraph), 30))
    text = "一、总体要求\n" + wrapped + "\n二、主要任务\n" + wrapped + "\n"
    assert read_document(text.encode(), "a.txt").text == f"一、总体要求\n{paragraph}\n二、主要任务\n{paragraph}"


def save(document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx_of(body: str, numbering: str = "") -> bytes:
    members = {"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"}
    if numbering:
        members["word/numbering.xml"] = f"<w:numbering {W}>{numbering}</w:numbering>"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def paragraph(text: str, numbered: tuple[int, int] | None = None, inner: str = "") -> str:
    properties = ""
    if numbered:
        properties = (
            f'<w:pPr><w:numPr><w:ilvl w:val="{numbered[1]}"/><w:numId w:val="{numbered[0]}"/></w:numPr></w:pPr>'
        )
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r>{inner}</w:p>"


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="(%2)"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>'
    '<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def test_automatic_numbers_are_restored():
    order = [
        ("总体要求", 0),
        ("思想", 1),
        ("目标", 1),
        ("任务", 0),
        ("创造", 1),
        ("培育", 2),
        ("引进", 2),
        ("点", 3),
        ("运用", 1),
        ("转化", 2),
    ]
    body = "".join(paragraph(text, (1, depth)) for text, depth in order)
    assert read_document(docx_of(body, NUMBERING), "a.docx").text.split("\n") == [
        "一、总体要求", "(一)思想", "(二)目标", "二、任务", "(一)创造", "1.培育", "2.引进", "点", "(二)运用", "1.转化",
    ]  # fmt: skip


def test_numbers_of_styles_restarts_and_many():
    numbering = (
        NUMBERING
        + '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="2"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = "".join(paragraph("项", (1, 0)) for _ in range(21)) + paragraph("新", (2, 2))
    lines = read_document(docx_of(body, numbering), "a.docx").text.split("\n")
    assert (lines[9], lines[10], lines[19], lines[20], lines[21]) == (
        "十、项",
        "十一、项",
        "二十、项",
        "二十一、项",
        "5.新",
    )


def test_tracked_changes_are_accepted():
    inner = (
        "<w:ins><w:r><w:t>新增</w:t></w:r></w:ins><w:del><w:r><w:delText>删去</w:delText></w:r></w:del>"
        "<w:r><w:t>结尾</w:t></w:r>"
    )
    assert read_document(docx_of(paragraph("开头", inner=inner)), "a.docx").text == "开头新增结尾"


def test_text_boxes_and_fields():
    box = "<w:r><w:pict><w:txbxContent>" + paragraph("专栏1 工程") + "</w:txbxContent></w:pict></w:r>"
    field = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    assert read_document(docx_of(paragraph("正文", inner=box + field)), "a.docx").text == "正文\n专栏1 工程"


def test_tables_stand_in_order_with_the_place_of_each_cell():
    document = docx.Document()
    document.add_paragraph("前文")
    table = document.add_table(rows=3, cols=3)
    for r in range(3):
        for c in range(3):
            table.cell(r, c).text = f"{r}{c}"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "合并"
    document.add_paragraph("后文")
    result = read_document(save(document), "a.docx")
    assert result.text.split("\n") == ["前文", "00\t01\t02", "合并\t11\t12", "\t21\t22", "后文"]
    rows = result.tables[0].rows
    assert [c.text for c in rows[2]] == ["合并", "21", "22"]
    for row in rows:
        for cell in row:
            assert result.text[cell.start : cell.end] == cell.text


def test_web_pages():
    page = f"""<html><head><meta charset="gb2312"><title>通知_政府网</title></head><body>
    <div class="nav"><a>首页</a>、<a>政务公开</a></div><script>var a = "现将";</script>
    <table><tr><td>发文字号:</td><td>某政办发〔2021〕3号</td></tr></table>
    <div id="zoom"><p>{TEXT.splitlines()[0]}</p><p>各市、州人民政府:</p><p>现将<b>计划</b>印发给你们,<br>请认真组织实施,加强领导。</p>
    <table><tr><td>指标</td><td colspan="2">目标</td></tr><tr><td rowspan="2">甲</td><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>
    </div><div class="footer">版权所有,联系我们。</div></body></html>"""
    document = read_document(page.encode("gbk"), "a.html")
    lines = document.text.split("\n")
    assert "发文字号:某政办发〔2021〕3号" in lines
    assert "现将计划印发给你们," in lines
    assert "首页" not in document.text
    assert "版权" not in document.text
    assert [[c.text for c in row] for row in document.tables[0].rows] == [
        ["指标", "目标", "目标"],
        ["甲", "1", "2"],
        ["甲", "3", "4"],
    ]


def test_a_scanned_pdf_is_refused_with_its_pages():
    pdf = pypdfium2.PdfDocument.new()
    for _ in range(3):
        pdf.new_page(595, 842)
    stream = io.BytesIO()
    pdf.save(stream)
    with pytest.raises(UnreadableDocument) as refusal:
        read_document(stream.getvalue(), "a.pdf")
    assert "扫描" in refusal.value.message
    assert refusal.value.where == "第1—3页"


def wrapped(lines: list[str], width: int = 30) -> bytes:
    return "\n".join(line[i : i + width] for line in lines for i in range(0, len(line), width)).encode()


def test_a_notice_cut_at_one_width_is_joined_even_where_most_lines_are_short():
    lines = ["某省人民政府", "关于推进品牌建设的意见", "各市:"]
    for n in "一二三四五六":
        lines += [
            f"{n}、任务",
            "(一)目标",
            "(二)内容",
            "(三)安排",
            "全面推进品牌建设," * 4 + "到2025年建成“领航”品牌20个以上。",
            "某省办公厅",
        ]
    assert read_document(wrapped(lines)).text.split("\n") == lines


def test_a_signature_below_a_full_line_stays_apart():
    lines = [f"{n}、" + "全面推进品牌建设和质量提升行动" * 3 for n in "一二三四五六七八"]
    lines += ["各地要认真抓好组织实施工作,确保取得实实在在的好效果好成绩。", "某省人民政府", "2022年3月1日"]
    assert read_document(wrapped(lines)).text.split("\n") == lines
