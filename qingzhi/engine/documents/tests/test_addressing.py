"""Whom a notice addresses, papers of the parties, and lines that hold a number that cannot be broken."""

import io
from datetime import date
from types import SimpleNamespace

import docx
import pytest

from qingzhi.engine.documents.actions.notices import built_in
from qingzhi.engine.documents.rules.drawing import draw
from qingzhi.engine.documents.rules.notices import NoticeField, NoticeTemplate, addressed

SIDES = (NoticeField("one", "一方"), NoticeField("other", "另一方"), NoticeField("number_of", "编号"))
TEXT = "{one}、{other}：\n编号{number_of}。"
VALUES = {"one": "甲公司", "other": "乙公司", "number_of": "7"}


def lines(template, names=("收件人",)):
    body = SimpleNamespace(name="省知识产权局")
    made = built_in(
        template, VALUES, number="青知办〔2018〕7号", title=template.title, body=body, names=names, on=date(2018, 7, 1)
    )
    drawn = docx.Document(io.BytesIO(draw(made)))
    return drawn, [one.text for one in drawn.paragraphs if one.text]


@pytest.mark.parametrize(
    ("text", "rest", "named"),
    [
        (TEXT, "编号{number_of}。", ("甲公司", "乙公司")),
        ("{other}与{one}：\n正文", "正文", ("乙公司", "甲公司")),
        ("经审查，{one}：\n正文", "经审查，{one}：\n正文", ()),
        ("{one}：", "{one}：", ()),
    ],
)
def test_a_first_line_that_only_addresses_is_the_address(text, rest, named):
    assert addressed(text, VALUES) == (rest, named)


def test_a_notice_addresses_once_at_the_edge():
    drawn, said = lines(NoticeTemplate("t.notice", "通知书", "notice", SIDES, TEXT))
    assert said.count("甲公司、乙公司：") == 1 and not any("收件人" in one for one in said)
    assert "省知识产权局" in said
    assert "省知识产权局" in drawn.sections[0].first_page_header.paragraphs[0].text
    assert "收件人：" in lines(NoticeTemplate("t.plain", "通知书", "notice", SIDES, "{one}{other}{number_of}"))[1]


def test_a_paper_of_the_parties_bears_no_office():
    drawn, said = lines(
        NoticeTemplate("t.paper", "协议书", "notice", SIDES, "{one}和{other}，{number_of}", of_parties=True)
    )
    assert not any("省知识产权局" in one or "收件人" in one for one in said)
    assert not any(one.text for one in drawn.sections[0].first_page_header.paragraphs)
    assert "2018年7月1日" in said


@pytest.mark.parametrize(
    ("text", "align"), [("摘要6b9d645b8c8cc32fb941", "left"), ("编号TJ201800001。", "left"), ("在2018年办结", "both")]
)
def test_a_line_before_an_unbreakable_number_is_not_stretched(text, align):
    template = NoticeTemplate("t.long", "通知书", "notice", (NoticeField("said", "内容"),), "{said}")
    made = built_in(
        template,
        {"said": text},
        number="1号",
        title="通知书",
        body=SimpleNamespace(name="局"),
        names=(),
        on=date(2018, 7, 1),
    )
    drawn = docx.Document(io.BytesIO(draw(made)))
    found = next(one for one in drawn.paragraphs if one.text == text)
    own = found.paragraph_format.alignment
    assert ("left" if own is not None and own == 0 else "both") == align
