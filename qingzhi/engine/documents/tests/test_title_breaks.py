"""Titles are broken by sense: whole words, pleasing shape, nothing lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingzhi.engine.documents.rules.drawing.layout import width_of
from qingzhi.engine.documents.rules.drawing.titles import break_title

TITLES = [
    ("关于召开全省知识产权工作会议的通知", 20, ()),
    ("关于2018年上半年全省知识产权重点任务进展情况的通报", 20, ()),
    ("关于印发《青海省知识产权工作联席会议制度》的通知", 20, ()),
    (
        "青海省人民政府办公厅关于转发省知识产权局等部门2018年深入实施知识产权战略加快建设知识产权强省推进计划的通知",
        20,
        (),
    ),
    ("关于限期办理海东市逾期知识产权重点任务的督办单", 20, ()),
    ("关于做好2017—2020年专利权质押融资工作的指导意见", 16, ()),
    ("关于青知联办〔2018〕3号文件执行情况的报告", 16, ()),
    ("关于举办第十八届中国专利奖培训班的通知", 14, ()),
    ("关于表彰格尔木藏格钾肥有限公司等知识产权优势企业的决定", 18, ("格尔木藏格钾肥有限公司",)),
]
WHOLE = [
    "知识产权", "人民政府", "办公厅", "联席会议", "重点任务", "督办单", "通知", "2018年", "2017—2020年", "〔2018〕3号", "第十八届",
    "《青海省知识产权工作联席会议制度》", "质押融资", "优势企业", "格尔木藏格钾肥有限公司", "推进计划", "海东市", "指导意见", "培训班",
]  # fmt: skip


@pytest.mark.parametrize(("title", "width", "words"), TITLES)
def test_lines_fit_and_nothing_is_lost(title, width, words):
    lines = break_title(title, width, words)
    assert "".join(lines) == title
    assert all(width_of(line) <= width for line in lines)


@pytest.mark.parametrize(("title", "width", "words"), TITLES)
def test_no_word_name_or_number_is_broken(title, width, words):
    lines = break_title(title, width, words)
    for whole in WHOLE:
        if whole in title:
            assert any(whole in line for line in lines), (whole, lines)


@pytest.mark.parametrize(("title", "width", "words"), TITLES)
def test_no_line_begins_with_a_particle_or_closes_on_关于(title, width, words):
    lines = break_title(title, width, words)
    assert not any(line[0] in "的》”、\uff0c" for line in lines)
    assert not any(line.endswith(("关于", "《", "和")) for line in lines[:-1])


@pytest.mark.parametrize(("title", "width", "words"), TITLES)
def test_no_hourglass_no_square_no_stub(title, width, words):
    lengths = [width_of(line) for line in break_title(title, width, words)]
    assert all(length >= 4 for length in lengths)
    for before, middle, after in zip(lengths, lengths[1:], lengths[2:], strict=False):
        assert not before > middle < after, lengths


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于召开会议的通知", ("关于召开会议的通知",)),
        (
            "青海省科学技术厅关于开展知识产权优势企业认定工作的通知",
            ("青海省科学技术厅", "关于开展知识产权优势企业认定工作的通知"),
        ),
        ("青海省人民政府\n关于知识产权工作的意见", ("青海省人民政府", "关于知识产权工作的意见")),
        (
            "关于印发《青海省知识产权工作联席会议制度》的通知",
            ("关于印发", "《青海省知识产权工作联席会议制度》的通知"),
        ),
    ],
)
def test_known_breaks(title, lines):
    assert break_title(title) == lines


def test_name_longer_than_a_line_is_opened_at_a_word():
    title = "关于商请协助核实《青海省“十三五”知识产权保护和运用规划》实施情况中期评估有关统计数据的函"
    lines = break_title(title)
    assert "".join(lines) == title
    assert all(width_of(line) <= 20 for line in lines)
    assert any("知识产权" in line for line in lines) and any("“十三五”" in line for line in lines)


@given(st.text("关于印发青海省知识产权《》“”、的和2018年A()〔〕", max_size=90), st.integers(8, 24))
@settings(max_examples=300, deadline=None)
def test_any_text_comes_back_whole_and_fits(text, width):
    lines = break_title(text, width)
    assert "".join(lines) == text
    assert all(width_of(line) <= width for line in lines)


def test_very_long_title_is_quick():
    title = "关于" + "加强知识产权创造保护运用管理服务工作" * 40 + "的通知"
    assert "".join(break_title(title)) == title
