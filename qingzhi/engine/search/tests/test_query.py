"""The small language of questions."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingzhi.engine.search.rules.query import And, InField, Not, Or, Phrase, Word, parse

FIELDS = {"holder": "holder", "权利人": "holder", "ipc": "ipc", "no": "no", "号": "no"}
A, B, C = Word("甲"), Word("乙"), Word("丙")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", None),
        ("甲", A),
        ("甲 乙", And((A, B))),
        ("甲 AND 乙", And((A, B))),
        ("甲 与 乙", And((A, B))),
        ("甲 OR 乙", Or((A, B))),
        ("甲 或 乙 丙", Or((A, And((B, C))))),
        ("（甲 或 乙） 丙", And((Or((A, B)), C))),
        ("甲 -乙", And((A, Not(B)))),
        ("甲 －乙", And((A, Not(B)))),
        ("甲 非 乙", And((A, Not(B)))),
        ("甲 NOT (乙 OR 丙)", And((A, Not(Or((B, C)))))),
        ("--甲", A),
        ("“甲 乙”", Phrase("甲 乙")),
        ("「甲」", Phrase("甲")),
        ("权利人：青海大学", InField("holder", Word("青海大学"))),
        ("Holder:青海大学", InField("holder", Word("青海大学"))),
        ("权利人：“青海 大学”", InField("holder", Phrase("青海 大学"))),
        ("ipc:A01G*", InField("ipc", Word("A01G", True))),
        ("A01G*", Word("A01G", True)),
        ("甲　乙", And((A, B))),
        ("e-mail", Word("e-mail")),
        ("1:2", Word("1:2")),
        ("and", Word("and")),
    ],
)
def test_reads(text, tree):
    parsed = parse(text, FIELDS)
    assert parsed.node == tree
    assert parsed.notes == ()


@pytest.mark.parametrize(
    ("text", "tree", "place", "said"),
    [
        ("(甲", A, 0, "括号没有合上"),
        ("甲）", A, 1, "多出一个右括号"),
        ("甲 OR", A, 2, "“或”的一边没有词"),
        ("AND 甲", A, 0, "“与”的一边没有词"),
        ("甲 NOT", A, 2, "“非”的后面没有词"),
        ('"甲', Phrase("甲"), 0, "引号没有合上"),
        ("公司名:甲", Word("公司名:甲"), 0, "没有“公司名”这个字段"),
        ("甲 ipc:", A, 2, "字段后面没有要找的词"),
    ],
)
def test_mends_and_says_where(text, tree, place, said):
    parsed = parse(text, FIELDS)
    assert parsed.node == tree
    assert [(note.place, said in note.text) for note in parsed.notes] == [(place, True)]


@settings(max_examples=400)
@given(st.text(alphabet=st.sampled_from('甲乙 ab()（）"“”「-－*:：与或非ANDORT|&!号no权利人\n\x00\u0f40'), max_size=80))
def test_never_raises(text):
    parsed = parse(text, FIELDS)
    assert all(0 <= note.place < max(len(text), 1) for note in parsed.notes)


@given(st.text(max_size=700))
def test_any_text_is_a_question(text):
    parse(text, FIELDS)


def test_depth_and_length_are_bounded():
    deep = parse("(" * 300 + "甲" + ")" * 150, FIELDS)
    assert any("括号层数过多" in note.text for note in deep.notes)
    many = parse(" ".join("甲" * 1 for _ in range(200)), FIELDS)
    assert isinstance(many.node, And) and len(many.node.nodes) == 40
    assert any("词数过多" in note.text for note in many.notes)
    assert any("检索式过长" in note.text for note in parse("甲" * 600, FIELDS).notes)
