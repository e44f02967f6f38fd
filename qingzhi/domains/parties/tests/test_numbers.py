"""Codes of organisations and numbers of persons."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..rules.credit_code import (
    CHARACTERS,
    canonical_credit_code,
    credit_code_fault,
    organisation_check,
    organisation_code_fault,
    with_check_digit,
)
from ..rules.identity_number import (
    canonical_identity_number,
    identity_check,
    identity_number_fault,
    masked_number,
    masked_phone,
)

REAL = ["91350100M000100Y43", "91440300708461136T", "53640000MJX173680A", "53640000MJX173672F"]
TODAY = date(2018, 7, 1)


@pytest.mark.parametrize("code", REAL)
def test_codes_in_use_hold(code):
    assert credit_code_fault(code) == ""


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("", "应为18位，现为0位"),
        ("91350100M000100Y4", "现为17位"),
        ("9135010IM000100Y43", "第8位“I”"),
        ("9135010AM000100Y43", "应为6位行政区划代码"),
        ("91350100M000100Y44", "末位校验码应为“3”，现为“4”"),
        ("91350100M000101Y43", "校验码应为"),
    ],
)
def test_the_fault_is_told_in_a_sentence(code, told):
    assert told in credit_code_fault(code)


def test_the_organisation_code_inside_is_checked_too():
    wrong = with_check_digit("91630102" + "12345678" + "X")
    assert organisation_check("12345678") == "8" and "组织机构代码的校验码应为“8”" in credit_code_fault(wrong)
    assert organisation_code_fault("123456788") == "" and "末位校验码应为“8”" in organisation_code_fault("123456780")


def test_writings_of_a_code_meet():
    assert (
        canonical_credit_code(" ９１３５０１００ m000100y43 ")
        == canonical_credit_code("91350100-M000100Y4-3")
        == REAL[0]
    )


DIGITS = st.text("0123456789", min_size=6, max_size=6)


@given(
    DIGITS,
    st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=8, max_size=8),
    st.integers(0, 17),
    st.sampled_from(CHARACTERS),
)
def test_every_made_code_holds_and_every_single_slip_is_seen(region, organ, place, slip):
    code = with_check_digit(f"91{region}{organ}")
    assert credit_code_fault(code) == ""
    wrong = code[:place] + slip + code[place + 1 :]
    assert wrong == code or credit_code_fault(wrong)


@given(
    st.dates(date(1930, 1, 1), TODAY),
    st.text("0123456789", min_size=3, max_size=3),
    st.integers(0, 16),
    st.sampled_from("0123456789"),
)
def test_identity_numbers_hold_and_slips_are_seen(born, order, place, slip):
    first = f"630102{born:%Y%m%d}{order}"
    number = first + identity_check(first)
    assert identity_number_fault(number, TODAY) == ""
    wrong = number[:place] + slip + number[place + 1 :]
    assert wrong == number or identity_number_fault(wrong, TODAY)


@pytest.mark.parametrize(
    ("number", "told"),
    [("63010219800101", "应为18位"), ("99" + "0102198001010010", "行政区划"), ("630102198013010011", "出生日期"),
     ("630102203001010011", "不合理"), ("63010219800101001A", "前17位应为数字"), ("６３０１", "现为4位")],
)  # fmt: skip
def test_faults_of_identity_numbers_do_not_repeat_them(number, told):
    fault = identity_number_fault(canonical_identity_number(number), TODAY)
    assert told in fault and number[2:12] not in fault


def test_masks_show_no_birthday():
    assert masked_number("63010219800101001X") == "63***************X"
    assert masked_phone("13997001234") == "139******34" and masked_phone("110") == "***"
