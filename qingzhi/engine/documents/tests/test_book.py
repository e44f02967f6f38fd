"""Bound reports: sections, contents, pictures with words, notes that lead to their codes."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from lxml import etree

from qingzhi.engine.documents.convert import PdfUnavailable, find_program, to_pdf
from qingzhi.engine.documents.rules.drawing import (
    Book,
    BookChapter,
    BoundReport,
    Line,
    Note,
    NoteGroup,
    Picture,
    Section,
    Span,
    Table,
    Tabled,
    Verification,
    draw_book,
    pages_of,
)
from qingzhi.engine.documents.rules.drawing.verification import qr_png

W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
PNG = qr_png(Verification("ABC"))
URL = "https://example.org/figures/K7M4PX9RT/"


def book(**values):
    chapters = (
        BookChapter(
            "一、创造",
            (
                Section("（一）专利"),
                Line((Span("授权量"), Span("1,357件", (1,)), Span("，增长11.5%", (1, 2)))),
                Picture(PNG, "图1　授权量", "授权量逐年上升", "数据核验编号：1、2"),
                Tabled(Table(("指标", "2016年"), (("授权量", "1,357"),), caption="表1　指标"), "数据核验编号：1"),
            ),
        ),
        BookChapter("二、保护", (Section("（一）专利"), Line((Span("没有编号的话"),)))),
    )
    notes = (NoteGroup("授权量（件）", tuple(Note(n, "甲省 2016年", "1,357", f"K7M-{n}", URL) for n in (1, 2))),)
    given = {
        "title": "2016年甲省知识产权发展状况报告",
        "issuer": "甲省知识产权局",
        "dated_on": date(2017, 4, 20),
        "chapters": chapters,
        "number": "甲知报〔2017〕1号",
        "appendix_title": "附录　核验码",
        "appendix_text": "凭码核验。",
        "notes": notes,
    }
    return Book(**{**given, **values})


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = ("word/document.xml", "word/settings.xml", "word/_rels/document.xml.rels")
        return [etree.fromstring(package.read(name)) for name in names]


def test_three_sections_with_page_numbers_of_their_own():
    document, settings, _ = parts(draw_book(book()))
    styles = [one.get(f"{{{W['w']}}}fmt") for one in document.iterfind(".//w:sectPr/w:pgNumType", W)]
    assert styles == ["upperRoman", "decimal"] and len(document.findall(".//w:sectPr", W)) == 3
    assert not document.findall(".//w:sectPr", W)[0].findall("w:footerReference", W)
    assert settings.find("w:updateFields", W) is not None


def test_the_contents_lead_to_every_heading_and_carry_the_pages_of_a_layout():
    document, settings, _ = parts(draw_book(book(pages=(1, 1, 7, 8, 12))))
    marks = [one.get(f"{{{W['w']}}}name") for one in document.iterfind(".//w:bookmarkStart", W)]
    entries = [
        one for one in document.iterfind(".//w:hyperlink", W) if "_Toc" in (one.get(f"{{{W['w']}}}anchor") or "")
    ]
    assert len(entries) == 5 and {one.get(f"{{{W['w']}}}anchor") for one in entries} <= set(marks)
    assert [one.findall(".//w:t", W)[-1].text for one in entries] == ["1", "1", "7", "8", "12"]
    assert len(marks) == len(set(marks)) and settings.find("w:updateFields", W) is None


def test_chapters_begin_a_page_or_follow_one_another():
    breaks = [
        len(parts(draw_book(book(notes=(), flowing=flowing)))[0].findall(".//w:pageBreakBefore", W))
        for flowing in (False, True)
    ]
    assert breaks == [1, 0]


def test_pictures_say_in_words_what_they_show_and_have_ids_of_their_own():
    chapter = book().chapters[0]
    data = draw_book(book(chapters=(replace(chapter, content=(*chapter.content, *chapter.content)),)))
    pictures = [one for one in parts(data)[0].iter() if one.tag.endswith("}docPr")]
    assert [one.get("descr") for one in pictures] == ["授权量逐年上升"] * 2
    assert len({one.get("id") for one in pictures}) == 2


def test_notes_stand_above_the_line_and_codes_lead_outside():
    document, _, relations = parts(draw_book(book()))
    anchors = [one.get(f"{{{W['w']}}}anchor") for one in document.iterfind(".//w:hyperlink", W)]
    assert anchors.count("note1") == 2 and anchors.count("note2") == 1
    assert [one.get("Target") for one in relations if one.get("TargetMode") == "External"] == [URL]
    text = "".join(document.itertext())
    assert "1,357件[1]" in text and "增长11.5%[1,2]" in text and "K7M-1" in text


def test_many_notes_in_a_row_are_told_as_a_range():
    lines = (Line((Span("连续增长", (9, 3, 5, 6, 7)),)),)
    document, _, _ = parts(draw_book(book(chapters=(BookChapter("一、创造", lines),))))
    assert "连续增长[3,5—7,9]" in "".join(document.itertext())


def test_the_same_book_gives_the_same_bytes_and_what_it_says_gives_its_fingerprint():
    first, second = BoundReport("号1", book()), BoundReport("号1", book(pages=(1, 1, 2, 2, 3)))
    assert first.draw(None) == BoundReport("号1", book()).draw(None)
    assert first.fingerprint() == second.fingerprint()
    assert first.fingerprint() != BoundReport("号1", book(title="另一份报告")).fingerprint()


def test_a_layout_tells_the_pages():
    try:
        find_program()
    except PdfUnavailable as error:
        pytest.skip(str(error))
    data = to_pdf(draw_book(book()))
    assert pages_of(data) == (1, 1, 2, 2, 3)
    assert b"/StructTreeRoot" in data  # tagged: the words of pictures reach those who cannot see them
