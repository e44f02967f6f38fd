"""Marks and snippets."""

from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from qingzhi.engine.search.rules.highlight import marked, snippet, spans


def test_marks_what_was_found_in_whatever_form_it_stands():
    assert marked("牦牛絨和５Ｇ", ["牦牛绒", "5g"]) == "<mark>牦牛絨</mark>和<mark>５Ｇ</mark>"


def test_joins_marks_that_touch():
    assert spans("有机肥料", ["有机", "机肥", "料"]) == [(0, 4)]


def test_letters_are_marked_from_the_beginning_of_a_word_on():
    assert marked("CAR car scar", ["car"]) == "<mark>CAR</mark> <mark>car</mark> scar"


def test_is_safe_html():
    assert marked("<b>&甲</b>", ["甲", "b"]) == "&lt;<mark>b</mark>&gt;&amp;<mark>甲</mark>&lt;/<mark>b</mark>&gt;"


def test_shows_the_part_with_most_different_words():
    text = "甲" * 100 + "戊" * 100 + "乙丙" + "丁" * 300
    found = snippet(text, ["甲", "乙", "丙"], width=60)
    assert "乙丙" in found and found.startswith("…") and found.endswith("…")


def test_without_a_word_the_beginning_is_shown():
    assert snippet("一二三四五", ["九"], width=3) == "一二三…"


@given(st.text(max_size=80), st.lists(st.text(min_size=1, max_size=3), max_size=4))
def test_marks_add_nothing_but_marks(text, terms):
    bare = marked(text, terms).replace("<mark>", "").replace("</mark>", "")
    assert "<" not in bare
    assert unescape(bare) == text
