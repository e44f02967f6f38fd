"""What stands in the drawn file: fonts, styles, measures, order, and the same bytes for the same content."""

import dataclasses
import hashlib
import io
import zipfile
from datetime import date

import docx
import pytest
from docx.oxml.ns import qn

from qingzhi.engine.documents.rules.drawing import (
    Align,
    Attachment,
    Heading,
    Kind,
    OfficialDocument,
    Paragraph,
    Table,
    Verification,
    draw,
    fingerprint,
    fonts,
    layout,
)
from qingzhi.engine.documents.rules.drawing.tables import column_twips
from qingzhi.engine.documents.rules.drawing.wrapping import pack, wrap

from .samples import OFFICE, SAMPLES, bulletin, letter, minutes, supervision


def opened(document):
    return docx.Document(io.BytesIO(draw(document)))


def texts(document):
    return ["".join(node.xpath(".//w:t/text()")) for node in opened(document).element.body.iter(qn("w:p"))]


@pytest.mark.parametrize("name", SAMPLES)
def test_same_content_gives_the_same_bytes(name):
    first, second = draw(SAMPLES[name]()), draw(SAMPLES[name]())
    assert hashlib.sha256(first).digest() == hashlib.sha256(second).digest()


@pytest.mark.parametrize("name", SAMPLES)
def test_package_bears_the_date_of_the_document_and_no_other(name):
    document = SAMPLES[name]()
    package = zipfile.ZipFile(io.BytesIO(draw(document)))
    assert package.testzip() is None
    assert {entry.date_time for entry in package.infolist()} == {(*document.dated_on.timetuple()[:3], 0, 0, 0)}
    assert package.namelist()[0] == "[Content_Types].xml"
    properties = docx.Document(io.BytesIO(draw(document))).core_properties
    assert properties.created.date() == properties.modified.date() == document.dated_on
    assert properties.author == document.signatory


def test_one_changed_word_changes_bytes_and_fingerprint():
    before = supervision()
    after = dataclasses.replace(before, title=before.title.replace("限期", "尽快"))
    assert draw(before) != draw(after)
    assert fingerprint(before) != fingerprint(after)


def test_fingerprint_leaves_the_code_out_since_the_code_is_made_from_it():
    document = supervision()
    assert fingerprint(document) == fingerprint(dataclasses.replace(document, verification=None))
    assert fingerprint(document) == fingerprint(dataclasses.replace(document, verification=Verification("2222-2222")))


@pytest.mark.parametrize("name", SAMPLES)
def test_every_run_names_its_east_asian_font_and_language(name):
    package = zipfile.ZipFile(io.BytesIO(draw(SAMPLES[name]())))
    parts = [part for part in package.namelist() if part.startswith(("word/document", "word/footer", "word/header"))]
    runs = 0
    for part in parts:
        for run in docx.oxml.parse_xml(package.read(part)).iter(qn("w:r")):
            if any(child.tag in (qn("w:t"), qn("w:instrText")) for child in run):
                runs += 1
                assert run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}").get(qn("w:eastAsia")) in fonts.OFFICIAL_FONTS
                assert run.find(f"{qn('w:rPr')}/{qn('w:lang')}").get(qn("w:eastAsia")) == "zh-CN"
    assert runs > 10


def test_headings_are_real_ones_in_the_four_faces():
    body = tuple(Heading(level, f"{level}级") for level in (1, 2, 3, 4))
    document = opened(dataclasses.replace(supervision(), body=body))
    faces = {
        paragraph.style.name: paragraph.runs[0]._r.rPr.rFonts.get(qn("w:eastAsia"))
        for paragraph in document.paragraphs
        if paragraph.style.name.startswith("Heading")
    }
    assert faces == {
        "Heading 1": fonts.HEI, "Heading 2": fonts.KAI, "Heading 3": fonts.BODY, "Heading 4": fonts.BODY,
    }  # fmt: skip


def test_page_has_the_official_measures():
    section = opened(supervision()).sections[0]
    measures = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(measure.mm) for measure in measures] == [37, 35, 28, 26]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")
    assert opened(supervision()).settings.odd_and_even_pages_header_footer


def test_table_is_fixed_has_its_grid_repeats_its_header_and_splits_no_row():
    table = opened(bulletin()).tables[0]._tbl
    assert table.tblPr.find(qn("w:tblLayout")).get(qn("w:type")) == "fixed"
    widths = [int(column.get(qn("w:w"))) for column in table.tblGrid]
    assert sum(widths) == layout.TEXT_WIDTH_TWIPS
    rows = table.findall(qn("w:tr"))
    assert [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows] == [True] + [False] * 10
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)


@pytest.mark.parametrize(
    ("head", "size"),
    [
        ("青海省人民政府文件", 46.0),
        ("青海省知识产权工作联席会议文件", 29.0),
        ("青海省知识产权工作联席会议办公室文件", 24.0),
        ("函", 46.0),
    ],
)
def test_red_head_is_as_large_as_the_line_allows(head, size):
    assert layout.head_size(head) == size
    assert size * layout.width_of(head) <= layout.HEAD_WIDTH


@pytest.mark.parametrize(
    ("signatory", "day", "from_right"),
    [
        ("省科技厅", date(2018, 5, 10), 4.0),
        ("青海省知识产权局", date(2018, 10, 10), 4.0),
        ("青海省知识产权工作联席会议办公室", date(2018, 5, 10), 4.25),
        ("青海省推进知识产权强省建设工作领导小组办公室", date(2018, 5, 10), 7.25),
    ],
)
def test_signatory_is_centred_over_the_date_four_characters_from_the_right(signatory, day, from_right):
    name_indent, date_indent = layout.signature_indents(signatory, day)
    centre = name_indent + layout.set_width(signatory) / 2
    assert centre == pytest.approx(date_indent + layout.set_width(layout.chinese_date(day)) / 2)
    assert date_indent == pytest.approx(from_right)
    assert name_indent >= 0


def test_parts_come_in_the_order_of_the_standard():
    found = texts(supervision())
    order = [
        "加急",
        "办公室文件",
        "〔2018〕3号",
        "关于限期办理",
        "海东市人民政府\uff1a",
        "一、逾期任务",
        OFFICE,
        "\uff08联系人",
    ]
    positions = [
        next(i for i, text in enumerate(found) if (sought in text and sought != OFFICE) or sought == text)
        for sought in order
    ]
    assert positions == sorted(positions)
    assert any(text.startswith("抄送\uff1a") and text.endswith("。") for text in found)


def test_upward_document_names_its_signer_and_must():
    document = dataclasses.replace(supervision(), kind=Kind.REQUEST, signer="赵某某\uff08示例\uff09")
    assert any("签发人\uff1a赵某某" in text for text in texts(document))
    with pytest.raises(ValueError, match="签发人"):
        dataclasses.replace(document, signer=None)


def test_attachment_is_listed_and_begins_a_page():
    document = opened(letter())
    label = next(p for p in document.paragraphs if p.text == "附件")
    assert label._p.pPr.find(qn("w:pageBreakBefore")) is not None
    assert "附件\uff1a需核实统计数据清单" in [p.text for p in document.paragraphs]
    several = dataclasses.replace(letter(), attachments=(Attachment("甲"), Attachment("乙")))
    assert [text for text in texts(several) if text in ("附件\uff1a1.甲", "2.乙")] == ["附件\uff1a1.甲", "2.乙"]


def test_letter_has_no_printer_and_no_rules_in_its_imprint():
    xml = zipfile.ZipFile(io.BytesIO(draw(letter()))).read("word/document.xml").decode()
    assert "印发" not in xml and "w:tcBorders" not in xml


def test_minutes_name_who_took_part_and_bear_no_signature():
    found = texts(minutes())
    assert any(text.startswith("出席\uff1a王某某") for text in found)
    assert minutes().signatory not in found


HOSTILE = ["<w:br/>&amp;", "\x00\x0b\ud800甲", "\u202e反", "]]>", "]]>" + "长" * 3000]


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_text_is_only_text(value):
    cells = Table((value,), ((value,),), alignment=(Align.LEFT,), caption=value)
    document = dataclasses.replace(
        supervision(),
        title=value,
        body=(Paragraph(value, value), Heading(1, value, value), cells),
        cc=(value,),
        note=value,
    )
    drawn = opened(document)
    assert "\u202e" not in drawn.element.xml and "\x00" not in drawn.element.xml
    assert len(drawn.element.body) > 10


def test_document_without_its_parts_is_refused():
    with pytest.raises(ValueError, match="正文"):
        OfficialDocument(Kind.NOTICE, "某某文件", "某〔2018〕1号", "通知", (), "某某", date(2018, 1, 1))
    with pytest.raises(ValueError, match="第 1 行"):
        Table(("甲", "乙"), (("1",),))
    with pytest.raises(ValueError, match="列宽"):
        Table(("甲", "乙"), (), widths=(1,))
    with pytest.raises(ValueError, match="1 至 4"):
        Heading(5, "过深")


def test_smallest_document_is_drawn():
    body = (Paragraph("特此通知。"),)
    small = OfficialDocument(Kind.NOTICE, "某某文件", "某〔2018〕1号", "通知", body, "某某", date(2018, 1, 1))
    assert any(text == "特此通知。" for text in texts(small))


@pytest.mark.parametrize("weights", [(), (1, 2, 3), (0.1, 100, 7)])
def test_columns_fill_the_width_exactly(weights):
    assert sum(column_twips(weights, 3)) == layout.TEXT_WIDTH_TWIPS


def test_copies_wrap_without_a_line_that_begins_with_punctuation():
    lines = wrap("省人民政府办公厅\uff0c" * 9, 8)
    assert "".join(lines) == "省人民政府办公厅\uff0c" * 9
    assert not any(line.startswith("\uff0c") for line in lines)


def test_names_are_parted_only_between_one_and_the_next():
    names = ["王某某（示例）", "赵某某（示例）", "钱某某（示例）"]
    assert pack(names, "、", 16) == ["王某某（示例）、赵某某（示例）、", "钱某某（示例）"]
    assert pack(["甲" * 20, "乙"], "、", 8) == ["甲" * 8, "甲" * 8, "甲" * 4 + "、乙"]
    assert pack([], "、", 8) == [""]
