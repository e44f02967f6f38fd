"""What everybody sees of a value, by tables."""

from datetime import date
from decimal import Decimal

import pytest

from qingzhi.engine.publication.rules.patterns import is_identity_number
from qingzhi.engine.publication.rules.redaction import (
    Sealed,
    masked_names,
    masked_number,
    personal_in,
    shown_value,
)
from qingzhi.engine.publication.terms import Shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("王明", "王*"),
        ("王小明", "王**"),
        ("欧阳小明", "欧阳**"),
        ("王小明、李四", "王**、李*"),
        ("王小明, 李四", "王**, 李*"),
        ("", ""),
    ],
)
def test_names_are_covered_but_for_the_family_name(name, shown):
    assert masked_names(name) == shown


@pytest.mark.parametrize(("number", "shown"), [("6217001234567890", "621***********90"), ("12345678", "********")])
def test_numbers_keep_their_ends_only_where_they_are_long(number, shown):
    assert masked_number(number) == shown


@pytest.mark.parametrize(
    ("value", "rule", "shown"),
    [
        ("甲公司", Shown.FULL, "甲公司"),
        (Decimal("3000.50"), Shown.FULL, "3000.50"),
        (date(2018, 7, 1), Shown.FULL, "2018-07-01"),
        (3, Shown.FULL, 3),
        ("王小明", Shown.NAME, "王**"),
        ("6217001234567890", Shown.NUMBER, "621***********90"),
        ("6217001234567890", Shown.NEVER, None),
        ("  ", Shown.FULL, None),
        (None, Shown.NAME, None),
    ],
)
def test_a_value_is_shown_as_its_column_says(value, rule, shown):
    assert shown_value(value, rule) == shown


@pytest.mark.parametrize("value", [b"sealed", memoryview(b"x"), object(), True, 1.5])
def test_ciphertext_and_objects_are_never_published(value):
    with pytest.raises(Sealed):
        shown_value(value, Shown.FULL)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("联系人李某 13900001234", "手机号码"),
        ("证件号 11010519491231002X", "公民身份号码"),
        ("账号 6222021234567890128", "银行账号"),
        ("ZL201810012345.6", ""),
        ("统一社会信用代码 12630000MB1234567X", ""),
        ("软著登字第13812345678901号", ""),
        ("2018年7月1日，金额 13000000000.00 元", ""),
        ("登记号 110105194912310021", ""),
    ],
)
def test_personal_numbers_are_found_and_others_left_alone(text, found):
    assert personal_in(text) == found


def test_the_check_digit_of_an_identity_number_counts():
    assert is_identity_number("11010519491231002X")
    assert not is_identity_number("110105194912310021")
    assert not is_identity_number("11010519491331002X")
