"""Cutting a text into runs, placing words, comparing, continuing lineages: the pure rules of the review."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..rules import places
from ..rules.differences import Entry, compare, marks
from ..rules.highlights import Head, Span, blocks_of
from ..rules.lineages import Known, inherit

TEXT = "一、目标\n培育20家企业,完善机制。\n\n二、保障\n落实。"


@st.composite
def texts_and_spans(draw):
    text = draw(st.text(alphabet="一二三甲乙,。\n ", max_size=80))
    pairs = st.tuples(st.integers(0, 80), st.integers(0, 80))
    spans = [(a, b) for a, b in draw(st.lists(pairs, max_size=12)) if a < b <= len(text)]
    return text, [Span(a, b, f"k-{number}", "measure") for number, (a, b) in enumerate(spans)]


@given(texts_and_spans())
def test_runs_give_back_the_text_and_lie_wholly_in_or_out_of_every_item(given_text):
    text, spans = given_text
    runs = [run for block in blocks_of(text, spans, []) for run in (*block.head, *block.runs)]
    lines = [line for line in text.split("\n") if line.strip()]
    assert "".join(run.text for run in runs) == "".join(lines)
    for run in runs:
        assert text[run.start : run.start + len(run.text)] == run.text
        inside = {span.key for span in spans if span.start <= run.start and run.start + len(run.text) <= span.end}
        touching = {span.key for span in spans if span.start < run.start + len(run.text) and span.end > run.start}
        assert set(run.keys) == inside == touching


def test_nested_items_lead_to_the_innermost():
    at = TEXT.index("培育")
    outer, inner = Span(at, at + 11, "m-1", "measure"), Span(at, at + 5, "t-1", "target")
    runs = blocks_of(TEXT, [outer, inner], [])[1].runs
    assert [(run.text, run.to) for run in runs] == [("培育20家", "t-1"), ("企业,完善机", "m-1"), ("制。", "")]
    assert [span.key for span in runs[0].begins] == ["m-1", "t-1"] and runs[0].kinds == ("measure", "target")


def test_headings_stand_alone_or_run_into_their_paragraph():
    heads = [Head(0, 1, "目标", "s-1"), Head(TEXT.index("落实"), 2, "落实", "s-2")]
    blocks = blocks_of(TEXT, [], heads)
    assert [(block.kind, block.anchor) for block in blocks] == [
        ("heading", "s-1"),
        ("paragraph", ""),
        ("paragraph", ""),
        ("paragraph", "s-2"),
    ]
    assert blocks[3].head[0].text == "落实" and blocks[3].runs[0].text == "。"


@pytest.mark.parametrize(
    "wanted,near,found",
    [("甲", 0, (0, 1)), ("甲", 9, (4, 5)), (" 乙丙\r\n", 0, (1, 3)), ("丁", 0, None), ("", 0, None)],
)
def test_words_are_found_nearest_to_where_they_stood(wanted, near, found):
    assert places.place_of("甲乙丙丁"[:3] + "、甲", wanted, near) == found


@given(st.text(alphabet="甲乙丙12,a\n", max_size=40), st.text(alphabet="甲乙丙12,a\n", max_size=40))
def test_marks_give_back_both_texts(old, new):
    found = marks(old, new)
    assert "".join(mark.text for mark in found if mark.kind != "in") == old
    assert "".join(mark.text for mark in found if mark.kind != "out") == new


def test_a_number_changes_as_a_whole():
    assert [(one.kind, one.text) for one in marks("不少于 20,000 件", "不少于 25,000 件")] == [
        ("same", "不少于 "),
        ("out", "20,000"),
        ("in", "25,000"),
        ("same", " 件"),
    ]


def test_differences_are_told_by_key():
    old = [Entry(1, "一", {"内容": "甲"}), Entry(2, "二", {"内容": "乙"}), Entry(3, "三", {"内容": "丙"})]
    new = [Entry(1, "一", {"内容": "甲"}), Entry(3, "三", {"内容": "丙丁"}), Entry(4, "四", {"内容": "戊"})]
    assert [(one.kind, one.entry.key) for one in compare(old, new)] == [("removed", 2), ("changed", 3), ("added", 4)]


def test_lineages_follow_the_words_then_the_section_and_are_given_once():
    one, two, three = uuid4(), uuid4(), uuid4()
    known = [Known(one, "1", "完善机制"), Known(two, "1", "培育二十家优势企业"), Known(three, "2", "落实专利法")]
    new = [("2", "完善机制"), ("1", "培育三十家优势企业"), ("1", "完善机制"), ("9", "落实商标法")]
    assert inherit(known, new) == [one, two, None, None] or inherit(known, new) == [None, two, one, None]
