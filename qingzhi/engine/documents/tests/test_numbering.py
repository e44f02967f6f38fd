"""Document numbers and verification codes."""

import pytest

from qingzhi.engine.documents.rules import numbering
from qingzhi.engine.documents.rules.numbering import DocumentNumber, MalformedNumber, parse_number

HASH, KEY = b"\x01" * 32, b"secret"
NUMBER = "青知联办〔2018〕3号"


@pytest.mark.parametrize(
    "text",
    [
        NUMBER,
        "青知联办[2018]3号",
        "青知联办\uff3b2018\uff3d3号",
        "青知联办【2018】3号",
        "青知联办(2018)3号",
        "青知联办\uff082018\uff093号",
        " 青知联办 〔2018〕 第 3 号 ",
        "青知联办〔\uff12\uff10\uff11\uff18〕003号",
    ],
)
def test_number_is_read_however_it_was_typed(text):
    assert parse_number(text) == DocumentNumber("青知联办", 2018, 3)
    assert str(parse_number(text)) == NUMBER


@pytest.mark.parametrize(
    "text",
    ["", "青知联办2018年3号", "〔2018〕3号", "青知联办〔18〕3号", "青知联办〔2018〕号", "青知联办〔2018〕0号", "3号"],
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(MalformedNumber):
        parse_number(text)


def test_numbers_sort_by_sequence_and_not_by_text():
    assert DocumentNumber("青", 2018, 9) < DocumentNumber("青", 2018, 10)


def test_code_is_short_unambiguous_and_repeatable():
    code = numbering.verification_code(HASH, NUMBER, KEY)
    assert code == numbering.verification_code(HASH, NUMBER, KEY)
    assert len(code) == 9 and code[4] == "-"
    assert not set(code) & set("01ILO")
    assert numbering.is_well_formed(code)


def test_code_depends_on_content_number_and_key():
    variants = [(HASH, NUMBER, KEY), (b"\x02" * 32, NUMBER, KEY), (HASH, NUMBER + "1", KEY), (HASH, NUMBER, b"other")]
    assert len({numbering.verification_code(*variant) for variant in variants}) == 4


def test_every_single_typing_error_and_every_exchange_is_found():
    plain = numbering.verification_code(HASH, NUMBER, KEY).replace("-", "")
    for position, right in enumerate(plain):
        for wrong in set(numbering.ALPHABET) - {right}:
            assert not numbering.is_well_formed(plain[:position] + wrong + plain[position + 1 :])
    for position in range(len(plain) - 1):
        first, second = plain[position : position + 2]
        if first != second:
            assert not numbering.is_well_formed(plain[:position] + second + first + plain[position + 2 :])


def test_code_is_accepted_in_small_letters_without_hyphen_and_full_width():
    code = numbering.verification_code(HASH, NUMBER, KEY)
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in code.replace("-", ""))
    for typed in (code.lower(), code.replace("-", " "), f" {wide} "):
        assert numbering.code_matches(typed, HASH, NUMBER, KEY)
    assert not numbering.code_matches(code, HASH, NUMBER, b"other")
    assert not numbering.code_matches("", HASH, NUMBER, KEY)


def test_code_without_a_key_is_refused():
    with pytest.raises(ValueError, match="密钥"):
        numbering.verification_code(HASH, NUMBER, b"")
