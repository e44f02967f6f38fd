"""Folding and cutting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingzhi.engine.search.rules.folding import fold, fold_with_places
from qingzhi.engine.search.rules.text import grams, is_han, open_end, phrase, pieces, runs, value_grams, words

HAN = st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("given_text", "folded"),
    [
        ("ＺＬ２０１７（Ａ）", "zl2017(a)"),
        ("氧化鋅製備", "氧化锌制备"),
        ("國際專利分類號", "国际专利分类号"),
        ("ｶﾞﾗｽ", "ガラス"),
        ("བོད་ལྗོངས་", "བོད་ལྗོངས་"),
        ("Ⅲ型", "iii型"),
    ],
)
def test_folds_width_case_and_traditional_characters(given_text, folded):
    assert fold(given_text) == folded


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=40))
def test_places_lead_back_into_the_text(text):
    folded, places = fold_with_places(text)
    assert len(folded) == len(places)
    assert all(0 <= place < len(text) for place in places) and places == sorted(places)


def test_a_run_of_characters_is_pairs_and_its_last_character():
    assert grams("氧化锌，5g通信") == "氧化 化锌 锌 5g 通信 信"


def test_tibetan_is_cut_at_its_syllables():
    assert runs("བོད་ལྗོངས་") == ["བོད", "ལྗོངས"]


def test_words_are_those_of_the_dictionary_and_the_shorter_ones_within():
    found = words(fold("氧化锌纳米材料，的制备")).split()
    assert {"氧化锌", "氧化", "纳米", "材料", "制备"} <= set(found)
    assert "，" not in found


def test_values_keep_letters_and_figures_apart():
    assert value_grams("a01g9/14") == "^ a 01 g 9 14"


@pytest.mark.parametrize(
    ("run", "found"),
    [
        ("青稞的加工方法", ["青稞", "加工", "方法"]),
        ("产品和服务", ["产品", "服务"]),
        ("茶", ["茶"]),
        ("牦牛", ["牦牛"]),
        ("的", ["的"]),
    ],
)
def test_what_is_typed_is_cut_into_words_with_a_meaning(run, found):
    assert pieces(run) == found


@given(HAN)
def test_every_piece_stands_in_the_run(run):
    assert all(piece in run for piece in pieces(run)) and pieces(run)


@given(HAN, HAN, HAN)
def test_a_phrase_s_tokens_stand_at_their_places(before, inside, after):
    """What the index holds of a text has, somewhere, each token of any part of it at the right distance."""
    tokens = grams(before + inside + after).split(" ")
    start = len(before)
    placed = phrase([inside])
    assert all(tokens[start + at] == token for at, token in placed)
    end = open_end([inside])
    assert placed or (end is not None and tokens[start + end[0]].startswith(end[1]))


def test_only_chinese_characters_are_han():
    assert is_han("茶") and is_han("々") and not is_han("a") and not is_han("བ") and not is_han("ガ")
