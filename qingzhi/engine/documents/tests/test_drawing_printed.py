"""The drawn documents as printed: measures read off the pages of a real PDF."""

import dataclasses
import os
from functools import cache
from itertools import pairwise

import pytest

from qingzhi.engine.documents import convert
from qingzhi.engine.documents.rules.drawing import Paragraph, draw

from . import printed
from .samples import SAMPLES, supervision

TOP, BOTTOM, LEFT, RIGHT = 37, 297 - 35, 28, 210 - 26
FILLER = "知识产权工作联席会议办公室文件格式" * 40


@pytest.fixture(scope="module", autouse=True)
def _needs_a_printer():
    """Without LibreOffice there is nothing to measure; where everything is required that is a failure."""
    try:
        convert.find_program()
    except convert.PdfUnavailable as missing:
        (pytest.fail if os.environ.get("QINGZHI_REQUIRE_ALL") == "1" else pytest.skip)(str(missing))


@cache
def sample(name: str) -> bytes:
    return convert.to_pdf(draw(SAMPLES[name]()))


@cache
def of_length(characters: int) -> bytes:
    body = (Paragraph(FILLER[:200]), Paragraph("专" * characters))
    document = dataclasses.replace(supervision(), body=body, note="")
    return convert.to_pdf(draw(document))


@cache
def plain() -> bytes:
    body = (Paragraph(FILLER), Paragraph(FILLER * 2))
    return convert.to_pdf(draw(dataclasses.replace(supervision(), body=body)))


def body_lines(pdf: bytes, page: int) -> list[printed.Line]:
    return [line for line in printed.lines(pdf, page) if line.baseline < BOTTOM + 1]


def test_full_page_holds_22_lines_of_28_characters():
    lines = body_lines(plain(), 1)
    assert len(lines) == 22
    full = [line for line in lines if line.left < LEFT + 1 and line.right > RIGHT - 3]
    assert len(full) >= 19 and {len(line.text) for line in full} == {28}


def test_lines_stand_28_95_points_apart_within_the_text_area():
    lines = body_lines(plain(), 1)
    steps = [(after.baseline - before.baseline) / printed.MM for before, after in pairwise(lines)]
    assert all(step == pytest.approx(28.95, abs=0.06) for step in steps)
    assert all(line.left >= LEFT - 0.2 and line.right <= RIGHT + 0.5 for line in lines)
    assert lines[0].baseline > TOP and lines[-1].baseline <= BOTTOM + 0.5


def test_page_numbers_stand_at_the_outer_side_7_mm_below_the_text():
    for page in range(printed.page_count(plain())):
        number = printed.lines(plain(), page)[-1]
        assert number.text == f"—{page + 1}—"
        if page % 2 == 0:
            assert number.right == pytest.approx(RIGHT - 4.9, abs=0.5)
        else:
            assert number.left == pytest.approx(LEFT + 4.9, abs=0.5)
        band = printed.bands(plain(), page, printed.is_black)[-1]
        assert (band[0] + band[1]) / 2 == pytest.approx(BOTTOM + 7, abs=0.6)


def test_red_head_stands_35_mm_below_the_upper_edge_of_the_text_and_its_rule_is_as_wide_as_the_text():
    head, rule = printed.bands(sample("supervision"), 0, printed.is_red)
    assert head[0] == pytest.approx(TOP + 35, abs=1)
    assert head[2] >= LEFT and head[3] <= RIGHT
    assert (rule[2], rule[3]) == (pytest.approx(LEFT, abs=0.4), pytest.approx(RIGHT, abs=0.4))
    number = max(band[1] for band in printed.bands(sample("supervision"), 0, printed.is_black) if band[1] < rule[0])
    assert rule[0] - number == pytest.approx(4, abs=0.6)


def test_nothing_is_red_after_the_first_page():
    for name in ("supervision", "letter"):
        for page in range(1, printed.page_count(sample(name))):
            assert printed.bands(sample(name), page, printed.is_red) == []


def imprint_rules(pdf: bytes) -> list[tuple[float, float, float, float]]:
    """The rules of the imprint: thin bands as wide as the text on the last page."""
    bands = printed.bands(pdf, printed.page_count(pdf) - 1, printed.is_black)
    return [band for band in bands if band[1] - band[0] < 0.8 and band[3] - band[2] > 155]


@pytest.mark.parametrize("name", ["supervision", "bulletin", "minutes"])
def test_imprint_stands_at_the_foot_of_the_last_page_between_thick_thin_thick(name):
    rules = imprint_rules(sample(name))
    assert len(rules) >= 3
    assert rules[-1][1] == pytest.approx(BOTTOM, abs=0.6)
    last = body_lines(sample(name), printed.page_count(sample(name)) - 1)
    assert any(line.text.endswith("印发") for line in last[-2:])
    assert any("核验码" in line.text for line in last)


@pytest.mark.parametrize("characters", [28, 80, 140, 200, 260, 320])
def test_imprint_never_overlaps_the_text_whatever_its_length(characters):
    pdf = of_length(characters)
    page = printed.page_count(pdf) - 1
    rules = imprint_rules(pdf)
    assert rules[-1][1] == pytest.approx(BOTTOM, abs=0.6)
    lines = body_lines(pdf, page)
    above = [line for line in lines if line.baseline < rules[0][0] + 1]
    assert any("专" in line.text for line in above), "the last page holds some of the body"
    assert any(line.text.endswith("2018年5月10日") for line in above)
    steps = [after.baseline - before.baseline for before, after in pairwise(lines)]
    assert min(steps) > 4


def test_date_stands_four_characters_from_the_right_below_the_middle_of_the_signatory():
    lines = printed.lines(sample("letter"), 1)
    name = next(line for line in lines if line.text == "青海省科学技术厅")
    day = next(line for line in lines if line.text == "2018年5月28日")
    assert RIGHT - day.right == pytest.approx(4 * 15.75 * printed.MM, abs=1)
    assert (name.left + name.right) / 2 == pytest.approx((day.left + day.right) / 2, abs=1.5)


def test_letter_has_two_double_rules_of_170_mm_and_no_number_on_its_first_page():
    head, *rules = printed.bands(sample("letter"), 0, printed.is_red)
    assert head[0] == pytest.approx(30, abs=0.6)
    assert len(rules) in (2, 4)
    for rule in rules:
        assert (rule[2], rule[3]) == (pytest.approx(20, abs=0.4), pytest.approx(190, abs=0.4))
    assert rules[-1][1] == pytest.approx(297 - 20, abs=0.5)
    assert not any(line.text == "—1—" for line in printed.lines(sample("letter"), 0))
    assert printed.lines(sample("letter"), 1)[-1].text == "—2—"


def test_number_of_pages():
    assert {name: printed.page_count(sample(name)) for name in SAMPLES} == {
        "supervision": 3, "bulletin": 4, "letter": 3, "minutes": 2,
    }  # fmt: skip
