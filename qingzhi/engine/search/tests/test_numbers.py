"""Numbers in any written form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingzhi.engine.search.rules.numbers import asked_forms, fold_number, forms, looks_like_number

PREFIXES = frozenset({"zl", "cn"})
SIX = [
    "ZL201710601862.3",
    "2017106018623",
    "ZL 2017 1 0601862.3",
    "ＺＬ２０１７１０６０１８６２．３",
    "201710601862",
    "CN201710601862.3",
]


@pytest.mark.parametrize("written", SIX)
def test_one_number_is_found_by_six_spellings(written):
    assert asked_forms(written, PREFIXES) & forms("ZL201710601862.3")


@pytest.mark.parametrize("written", ["CN106844774A", "CN106844774", "106844774A", "106844774", "cn 106844774 a"])
def test_a_publication_number_with_and_without_its_letters(written):
    assert asked_forms(written, PREFIXES) & forms("CN106844774A")


def test_letters_that_no_source_declares_tell_numbers_apart():
    assert not asked_forms("US106844774A", PREFIXES) & forms("CN106844774A")


def test_a_number_with_chinese_is_found_by_its_figure_too():
    assert "00123456" in forms("国作登字-2015-F-00123456")
    assert asked_forms("国作登字—2015—Ｆ—00123456") & forms("国作登字-2015-F-00123456")


@pytest.mark.parametrize(
    "text", ["93105566.X", "CN106844774A", "ZL201710601862.3", "1234567", "国作登字-2015-F-00123456"]
)
def test_knows_a_number(text):
    assert looks_like_number(text)


@pytest.mark.parametrize("text", ["牦牛", "5G", "2017", "A01G9/14", "GB/T", "", "中华人民共和国"])
def test_knows_what_is_no_number(text):
    assert not looks_like_number(text)


@given(st.text(max_size=60))
def test_never_raises_and_folds_once(text):
    forms(text), asked_forms(text, PREFIXES), looks_like_number(text)
    assert fold_number(fold_number(text)) == fold_number(text)


@given(st.from_regex(r"(ZL|CN)?[0-9]{12}\.[0-9X]", fullmatch=True))
def test_every_number_is_found_by_itself_and_without_its_check_digit(number):
    assert asked_forms(number, PREFIXES) & forms(number)
    assert asked_forms(number.rpartition(".")[0], PREFIXES) & forms(number)
