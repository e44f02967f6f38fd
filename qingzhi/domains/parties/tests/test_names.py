"""Spellings of one name meet under one key; different names do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..rules.folding import folded
from ..rules.legal_forms import guessed_kind, split_branch
from ..rules.names import address_key, identity_key, name_key, parts_of, script_of, split_holders

SAME = [
    ("青海盐湖工业股份有限公司", "青海鹽湖工業股份有限公司"),
    ("青海示例有限责任公司", "青海示例有限公司"),
    ("青海示例股份公司", "青海示例股份有限公司"),
    ("青海省示例牧业有限公司", "青海示例牧业有限公司"),
    ("中广核（青海）新能源有限公司", "中广核(青海) 新能源有限公司"),
    ("ＡＢＣ科技有限公司", "abc 科技有限公司"),
    ("Samsung Electronics Co., Ltd.", "SAMSUNG ELECTRONICS CO.,LTD"),
    ("Société Générale", "SOCIETE GENERALE"),
    ("扎西·东珠", "扎西•东珠"),
    ("བོད་ལྗོངས་གསོ་རིག་", "བོད་ལྗོངས་གསོ་རིག།"),
    ("བོད\u0f0cལྗོངས", "བོད་ལྗོངས"),
    ("中科院青海盐湖研究所", "中国科学院青海盐湖研究所"),
]
DIFFERENT = [
    ("青海示例股份有限公司", "青海示例有限公司"),
    ("青海示例有限公司", "西藏示例有限公司"),
    ("青海示例有限公司", "青海示例有限公司西宁分公司"),
    ("བོད་ལྗོངས", "བོད་ལྗོང"),
    ("བི", "བུ"),
    ("𠮷田公司", "吉田公司"),
    ("城东示例市场", "城东示例商场"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name_meet(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_names_do_not_meet(one, other):
    assert name_key(one) != name_key(other)


PIECES = st.sampled_from(
    [
        *"青海省有限责任公司股份示例（）() ·；་།ཀིུ",
        "有限责任公司",
        "中科院",
        "鹽",
        "㍿",
        "ﷺ",
        "é",
        "\U000e0100",
        "\ue000",
        "𠮷",
        "ß",
        "İ",
    ]
)


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=20).map("".join)))
def test_folding_and_keys_are_done_once(text):
    assert folded(folded(text)) == folded(text)
    assert name_key(name_key(text)) == name_key(text)
    assert len(name_key(text)) <= 200


def test_every_character_folds_to_what_stays():
    moved = [
        code
        for code in range(0x110000)
        if not 0xD800 <= code < 0xE000 and folded(folded(chr(code))) != folded(chr(code))
    ]
    assert moved == []


def test_nothing_is_lost_of_what_is_rare():
    assert name_key("☆☆") == "☆☆" and "\ue000" in name_key("\ue000氏") and "𠮷" in name_key("𠮷野")
    assert name_key("\ud800公司") and name_key("") == "" and len(name_key("长" * 400)) == 200


def test_a_person_is_told_apart_from_namesakes():
    here = identity_key("才仁卓玛", "individual", "632721", "青海省玉树市结古镇1号")
    assert here == identity_key("才仁卓玛", "individual", "", "玉树市结古镇1号")
    assert here != identity_key("才仁卓玛", "individual", "632721", "")
    assert identity_key("示例公司", "enterprise", "630102", "甲") == identity_key("示例公司", "enterprise")
    assert address_key("青海省西宁市 城西区五四大街1号") == address_key("西宁市城西区五四大街１号")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("青海大学；青海师范大学", ["青海大学", "青海师范大学"]),
        ("青海大学;青海师范大学、张三", ["青海大学", "青海师范大学", "张三"]),
        ("张三，李四,王五", ["张三", "李四", "王五"]),
        ("Samsung Electronics Co., Ltd.", ["Samsung Electronics Co., Ltd."]),
        ("Samsung Electronics Co., Ltd.;青海大学", ["Samsung Electronics Co., Ltd.", "青海大学"]),
        ("甲（青海、西藏）公司、乙公司", ["甲（青海、西藏）公司", "乙公司"]),
        ("བོད་ལྗོངས་གསོ་རིག;青海大学", ["བོད་ལྗོངས་གསོ་རིག", "青海大学"]),
        ("甲公司；；甲公司；", ["甲公司"]),
        ("甲公司\n乙公司", ["甲公司", "乙公司"]),
        ("甲（未闭合、乙", ["甲（未闭合、乙"]),
        ("", []),
        ("；、", []),
    ],
)
def test_co_holders_in_one_cell(text, names):
    assert split_holders(text) == names


@given(st.text(max_size=40))
def test_splitting_never_fails_and_gives_each_once(text):
    found = split_holders(text)
    assert len(found) == len(set(found)) and all(found)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("青海示例有限公司", "enterprise"), ("青海大学", "university"), ("西宁职业技术学院（示例）", "university"),
     ("中国科学院西北高原生物研究所", "institute"), ("青海银行股份有限公司", "bank"), ("某某农民专业合作社", "cooperative"),
     ("青海省知识产权局", "public_body"), ("青海省人民医院", "public_body"), ("青海省枸杞行业协会", "association"),
     ("西宁金泰专利代理事务所", "agency"), ("才仁卓玛", "individual"), ("王伟", "individual"), ("李建行", "individual"),
     ("欧阳建社", "individual"), ("阿卜杜拉·买买提", "individual"), ("藏毯厂", "enterprise"), ("Tsinghua University", "university"),
     ("Acme Co., Ltd.", "enterprise"), ("南京示例矿泉水有限公 司", "enterprise"), ("王 伟", "individual"), ("བོད་ལྗོངས", "other")],
)  # fmt: skip
def test_what_a_holder_most_likely_is(name, kind):
    assert guessed_kind(name) == kind


def test_a_branch_names_its_head():
    assert split_branch(name_key("青海示例有限责任公司西宁分公司")) == (name_key("青海示例有限公司"), "西宁分公司")
    assert split_branch(name_key("中国银行股份有限公司青海省分行"))[0] == "中国银行股份有限公司"
    assert split_branch("青海示例有限公司") == ("", "")


def test_parts_and_scripts():
    parts = parts_of(name_key("青海省西宁市示例藏药股份有限公司"))
    assert (parts.place, parts.core, parts.form) == ("青海西宁市", "示例藏药", "股份有限公司")
    assert [script_of(name) for name in ("བོད་", "Acme", "甲", "甲 Acme")] == [
        "tibetan",
        "latin",
        "official",
        "official",
    ]
