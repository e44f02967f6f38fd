"""What a produced file tells besides its text: office templates with somebody's past in them, drawn papers, their PDF."""

import io
import os
import zipfile
from datetime import datetime
from pathlib import Path

import docx
import pytest

from qingzhi.base.files.testing import told_by, zip_bytes
from qingzhi.engine.documents import convert
from qingzhi.engine.documents.notices.usual import NOTICES
from qingzhi.engine.documents.rules.drawing import draw
from qingzhi.engine.documents.rules.templating import TemplateRefused, check_template, starting_template
from qingzhi.engine.documents.rules.templating.checking import sample_of

from .samples import SAMPLES

CORRECTION = NOTICES["correction"]
SECRET = "马德彪"
RELATION = '<Relationship Id="{id}" Type="http://schemas.openxmlformats.org/{kind}" Target="{target}"/></Relationships>'
PEOPLE = f'<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"><w15:person w15:author="{SECRET}"/></w15:people>'
CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.'
    'org/officeDocument/2006/docPropsVTypes"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="当事人">'
    f"<vt:lpwstr>{SECRET}</vt:lpwstr></property></Properties>"
)
APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    f"<Company>{SECRET}</Company><Manager>{SECRET}</Manager></Properties>"
)
OFFICE, PACKAGE = "officeDocument/2006/relationships", "package/2006/relationships"
HIDDEN = {
    "custom properties": ("docProps/custom.xml", CUSTOM, "_rels/.rels", f"{OFFICE}/custom-properties", "application/vnd.openxmlformats-officedocument.custom-properties+xml"),
    "extended properties": ("docProps/app.xml", APP, "_rels/.rels", f"{OFFICE}/extended-properties", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
    "thumbnail": ("docProps/thumbnail.jpeg", SECRET, "_rels/.rels", f"{PACKAGE}/metadata/thumbnail", "image/jpeg"),
    "people": ("word/people.xml", PEOPLE, "word/_rels/document.xml.rels", f"{OFFICE}/people", "application/vnd.openxmlformats-officedocument.wordprocessingml.people+xml"),
    "glossary": ("word/glossary/document.xml", f"<x>{SECRET}</x>", "word/_rels/document.xml.rels", f"{OFFICE}/glossaryDocument", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.glossary+xml"),
}  # fmt: skip
RUN = "<w:r>{marks}<w:t>{text}</w:t></w:r>"


def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(starting_template(CORRECTION))) as package:
        return {name: package.read(name) for name in package.namelist()}


def with_hidden(name: str) -> bytes:
    """The starting template with a part that no page shows."""
    target, content, rels, kind, media = HIDDEN[name]
    made = parts()
    made[target] = content.encode()
    relation = RELATION.format(id="rIdHidden", kind=kind, target=target.removeprefix("word/"))
    made[rels] = made[rels].replace(b"</Relationships>", relation.encode())
    override = f'<Override PartName="/{target}" ContentType="{media}"/></Types>'
    made["[Content_Types].xml"] = made["[Content_Types].xml"].replace(b"</Types>", override.encode())
    return zip_bytes(made)


def with_text(xml: str) -> bytes:
    """The starting template with something in its first paragraph."""
    made = parts()
    made["word/document.xml"] = made["word/document.xml"].replace(b"</w:p>", f"{xml}</w:p>".encode(), 1)
    return zip_bytes(made)


@pytest.mark.parametrize("name", HIDDEN)
def test_a_part_that_no_page_shows_stays_in_the_house(name):
    data = with_hidden(name)
    assert told_by(data, [SECRET]) == [SECRET]
    drawn = check_template(data, CORRECTION)
    assert told_by(drawn, [SECRET]) == [] and "样例〔2018〕1号" in docx.Document(io.BytesIO(drawn)).element.xml


def test_who_made_the_template_and_what_it_was_stay_in_the_house():
    word = docx.Document(io.BytesIO(starting_template(CORRECTION)))
    properties = word.core_properties
    for one in ("author", "last_modified_by", "category", "comments", "content_status", "identifier", "keywords", "subject", "title", "version"):  # fmt: skip
        setattr(properties, one, SECRET)
    properties.last_printed, properties.revision = datetime(2016, 1, 2), 77
    settings = word.settings.element
    settings.append(
        docx.oxml.parse_xml(f'<w:docVars xmlns:w="{W}"><w:docVar w:name="a" w:val="{SECRET}"/></w:docVars>')
    )
    mark = f'<w:bookmarkStart xmlns:w="{W}" w:id="77" w:name="{SECRET}案"/>'
    word.paragraphs[0]._p.append(docx.oxml.parse_xml(mark))
    word.paragraphs[0]._p.append(docx.oxml.parse_xml(f'<w:bookmarkEnd xmlns:w="{W}" w:id="77"/>'))
    word.paragraphs[0]._p.set(docx.oxml.ns.qn("w:rsidR"), "00AB12CD")
    run = word.paragraphs[0].add_run()
    run.add_picture(io.BytesIO(PIXEL))
    picture = run._r.xpath(".//wp:docPr")[0]
    picture.set("name", f"C:\\案件\\{SECRET}.png")
    picture.set("descr", f"D:/举报/{SECRET}.jpg")
    run._r.xpath(".//pic:cNvPr")[0].set("name", f"{SECRET}.png")
    held = io.BytesIO()
    word.save(held)
    assert told_by(held.getvalue(), [SECRET]) == [SECRET]
    drawn = check_template(held.getvalue(), CORRECTION)
    assert told_by(drawn, [SECRET, "00AB12CD", "2016-01-02"]) == []
    assert docx.Document(io.BytesIO(drawn)).core_properties.revision == 1


def test_a_bookmark_that_a_field_leads_to_and_words_that_describe_a_picture_stay():
    word = docx.Document(io.BytesIO(starting_template(CORRECTION)))
    paragraph = word.paragraphs[0]
    for xml in ('<w:bookmarkStart xmlns:w="{W}" w:id="7" w:name="matter"/>', '<w:bookmarkEnd xmlns:w="{W}" w:id="7"/>',
                '<w:r xmlns:w="{W}"><w:instrText> REF matter </w:instrText></w:r>'):  # fmt: skip
        paragraph._p.append(docx.oxml.parse_xml(xml.replace("{W}", W)))
    run = paragraph.add_run()
    run.add_picture(io.BytesIO(PIXEL))
    run._r.xpath(".//wp:docPr")[0].set("descr", "单位徽标")
    held = io.BytesIO()
    word.save(held)
    assert told_by(check_template(held.getvalue(), CORRECTION), ["单位徽标", "REF matter", 'w:name="matter"']) == ["单位徽标", "REF matter", 'w:name="matter"']  # fmt: skip


@pytest.mark.parametrize(
    ("xml", "why"),
    [
        (f'<w:del w:id="1" w:author="甲"><w:r><w:delText>{SECRET}</w:delText></w:r></w:del>', "修订痕迹"),
        (f'<w:ins w:id="1" w:author="{SECRET}"><w:r><w:t>字</w:t></w:r></w:ins>', "修订痕迹"),
        (f'<w:moveFrom w:id="1"><w:r><w:t>{SECRET}</w:t></w:r></w:moveFrom>', "修订痕迹"),
        (RUN.format(marks="<w:rPr><w:vanish/></w:rPr>", text=SECRET), "隐藏文字"),
        (RUN.format(marks='<w:rPr><w:vanish w:val="1"/></w:rPr>', text=SECRET), "隐藏文字"),
        ('<w:r><w:commentReference w:id="0"/></w:r>', "批注"),
    ],
)
def test_text_that_is_kept_back_in_a_template_is_refused_when_it_comes(xml, why):
    with pytest.raises(TemplateRefused, match=why):
        check_template(with_text(xml), CORRECTION)


def test_text_that_is_not_hidden_is_taken():
    shown = RUN.format(marks='<w:rPr><w:vanish w:val="0"/></w:rPr>', text="照样可见")
    assert told_by(check_template(with_text(shown), CORRECTION), ["照样可见"]) == ["照样可见"]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_drawn_paper_tells_nothing_of_the_machine_that_drew_it(name):
    data = draw(SAMPLES[name]())
    properties = docx.Document(io.BytesIO(data)).core_properties
    assert told_by(data, ["python-docx", "Steve Canny", str(Path.cwd())]) == []
    assert (properties.comments, properties.keywords, properties.revision) == ("", "", 1)


def test_its_pdf_shows_what_the_paper_says_and_no_more():
    """The PDF of a template with a past: neither its text nor its properties bring the past back."""
    try:
        convert.find_program()
    except convert.PdfUnavailable as missing:
        (pytest.fail if os.environ.get("QINGZHI_REQUIRE_ALL") == "1" else pytest.skip)(str(missing))
    word = docx.Document(io.BytesIO(with_hidden("custom properties")))
    word.core_properties.author = word.core_properties.keywords = SECRET
    held = io.BytesIO()
    word.save(held)
    assert told_by(convert.to_pdf(held.getvalue()), [SECRET]) == [SECRET]  # so that the next line means something
    pdf = convert.to_pdf(sample_of(held.getvalue(), CORRECTION))
    assert told_by(pdf, [SECRET]) == [] and told_by(pdf, ["样例〔2018〕1号"]) == ["样例〔2018〕1号"]


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
