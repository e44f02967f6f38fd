"""Numbers of rights: canonical and shown form, verdict, written forms; real numbers of public sources."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qingzhi.domains.rights.rules.numbers import (
    READERS,
    check_digit,
    folded,
    lost_digits,
    publication_search_forms,
    read_number,
    read_publication,
    search_forms,
    type_of,
)
from qingzhi.domains.rights.terms import NumberCheck, PatentType

OK, BAD, NA = NumberCheck.VERIFIED, NumberCheck.FAILED, NumberCheck.UNVERIFIABLE
REAL = (
    "201710601862.3", "201710117081.7", "201730033448.8", "202111286633.X",
    "201410408762.5", "97101765.4", "95115608.X", "202110991218.8", "202180002433.9", "201480000986.0", "201480000788.4",
    "201410513187.5", "201320854096.9",
)  # fmt: skip


@pytest.mark.parametrize("number", REAL)
def test_real_application_numbers_pass_in_every_spelling(number):
    digits = number.replace(".", "")
    full = number.translate({ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789.X"})
    for written in (
        number,
        digits,
        f"ZL{number}",
        f"ZL {number[:4]} {number[4:]}",
        f"CN{digits}",
        full,
        number.lower(),
    ):
        found = read_number("patent", written)
        assert (found.canonical, found.shown, found.check, found.reason) == (digits, number, OK, "")


@pytest.mark.parametrize(
    ("written", "canonical", "shown", "check", "reason"),
    [
        ("201710601862", "2017106018623", "201710601862.3", NA, "原文没有校验位，按规则补为 3"),
        ("97101765", "971017654", "97101765.4", NA, "原文没有校验位，按规则补为 4"),
        ("201710601862.4", "2017106018624", "201710601862.4", BAD, "校验位应为 3，原文为 4"),
        ("102021001286633", "202111286633X", "202111286633.X", NA, "国家标准格式号码没有校验位，已按规则补出"),
        ("112021000002433", "2021800024339", "202180002433.9", NA, "国家标准格式号码没有校验位，已按规则补出"),
        ("85100001", "85100001", "85100001", NA, "1985—1988年的申请号没有校验位"),
        ("201770601862.3", "2017706018623", "201770601862.3", BAD, "年份或种类位不可能"),
        ("199910601862.3", "1999106018623", "199910601862.3", BAD, "年份或种类位不可能"),
        ("CN106844774A", "CN106844774A", "CN106844774A", NA, "这是公开（公告）号，不是申请号"),
        ("US13/797,521", "US13797521", "US13/797,521", NA, "境外号码，照原样保存"),
        ("13797521", "13797521", "13797521", NA, "不合专利申请号的任何已知形式，照原样保存"),
    ],
)
def test_other_application_numbers_are_kept_and_flagged(written, canonical, shown, check, reason):
    assert read_number("patent", written) == (canonical, shown, check, reason)


@pytest.mark.parametrize(
    ("kind", "written", "canonical", "shown"),
    [
        ("trademark", "1234567", "1234567", "1234567"),
        ("trademark", "第０１２３４５６７号", "1234567", "1234567"),
        ("trademark", "G1234567", "G1234567", "G1234567"),
        ("trademark", "国际注册第G1234567号", "G1234567", "G1234567"),
        ("trademark", "12345678a", "12345678A", "12345678A"),
        ("gi", "2014年第96号", "2014N96", "2014年第96号"),
        ("gi", "国家质检总局公告2014年第096号公告", "国家质检总局2014N96", "国家质检总局2014年第96号"),
        ("gi", "AGI2014-02-1466", "AGI2014021466", "AGI2014-02-1466"),
        ("work", "国作登字-2017-F-00123456", "国作登字2017F00123456", "国作登字-2017-F-00123456"),
        ("work", "青作登字－2015－F－12345", "青作登字2015F00012345", "青作登字-2015-F-00012345"),
        ("software", "2017SR123456", "2017SR123456", "2017SR123456"),
        ("software", "登记号：2017SR0123456", "2017SR123456", "2017SR123456"),
        ("software", "软著登字第1234567号", "软著登字1234567", "软著登字第1234567号"),
        ("variety", "CNA20191001453", "CNA20191001453", "CNA20191001453"),
        ("variety", "20191006012", "CNA20191006012", "CNA20191006012"),
        ("variety", "CNA20100123.4", "CNA201001234", "CNA20100123.4"),
        ("variety", "20190012", "20190012", "20190012"),
        ("layout", "BS.17500123.4", "BS175001234", "BS.17500123.4"),
    ],
)
def test_numbers_of_other_registers_have_no_check_but_one_form(kind, written, canonical, shown):
    found = read_number(kind, written)
    assert (found.canonical, found.shown, found.check) == (canonical, shown, NA)
    assert "没有" in found.reason


def test_publication_numbers_take_country_and_kind():
    assert read_publication("106844774a").canonical == "CN106844774A"
    assert read_publication("CN 304218960 S").canonical == "CN304218960S"
    assert read_publication("专利公报").check == NA
    assert publication_search_forms("CN106844774A") == ("CN106844774A", "CN106844774", "106844774A", "106844774")


def test_the_number_says_the_type():
    assert type_of("2017106018623") == PatentType.INVENTION
    assert type_of("2017300334488") == PatentType.DESIGN
    assert type_of("2021800024339") == PatentType.INVENTION
    assert type_of("971017654") == PatentType.INVENTION
    assert type_of("US13797521") is None


def test_a_patent_is_looked_for_in_all_its_spellings():
    forms = search_forms("patent", "2017106018623")
    for spelling in ("ZL201710601862.3", "201710601862.3", "2017106018623", "201710601862", "102017000601862"):
        assert spelling in forms
    assert len(forms) == len(set(forms))
    assert "2021800024339" in search_forms("patent", "112021000002433")


def test_indexes_compare_letters_and_digits_only():
    assert folded("ＺＬ 201710601862.3") == "ZL2017106018623"
    assert folded("国作登字-2017-F-00123456") == "国作登字2017F00123456"


@pytest.mark.parametrize(("text", "lost"), [("2.01711E+12", True), ("2E12", True), ("201710601862.3", False)])
def test_a_spreadsheets_rounding_is_known(text, lost):
    assert lost_digits(text) is lost


@given(st.from_regex(r"20(0[4-9]|[1-9][0-9])[12389][0-9]{7}", fullmatch=True), st.integers(0, 11), st.integers(1, 9))
def test_every_wrong_digit_is_found(body, place, shift):
    """Weights 2–9 are no multiples of 11: a changed digit always changes the sum; of serial digits the verdict says so."""
    check = check_digit(body)
    wrong = str((int(body[place]) + shift) % 10)
    spoilt = body[:place] + wrong + body[place + 1 :]
    assert check_digit(spoilt) != check
    assert read_number("patent", f"{spoilt}.{check}").check == BAD


@given(st.from_regex(r"(89|9[0-9]|0[0-3])[123][0-9]{5}", fullmatch=True), st.sampled_from("0123456789X"))
def test_a_wrong_check_digit_of_the_old_form_is_found(body, check):
    assert (read_number("patent", f"{body}.{check}").check == OK) == (check == check_digit(body))


WRITTEN = st.one_of(
    st.text(max_size=60),
    st.text("0123456789X.ZLCNGSRBA-第号年作登字国青软著公告 ＣＮ１２", max_size=24),
    st.sampled_from(REAL),
)


@given(st.sampled_from(sorted(READERS)), WRITTEN)
@example("gi", "R¸")  # a cedilla of its own holds a space; the letter joins it once the space is gone
def test_canonical_and_shown_forms_stay_what_they_are(kind, text):
    found = read_number(kind, text)
    assert read_number(kind, found.canonical).canonical == found.canonical
    assert len(found.canonical) <= 40 and len(found.shown) <= 48
    if len(found.shown) < 40:
        assert read_number(kind, found.shown).canonical == found.canonical
        assert found.canonical == "" or folded(found.shown) in {
            folded(form) for form in search_forms(kind, found.shown)
        }
