"""Classification marks in texts, and words that are none."""

import pytest

from qingzhi.base.secrecy.rules import ClassifiedText, classification_mark, refuse_classified


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("机密★10年", "机密★10年"),
        ("绝密★", "绝密★"),
        ("秘密★长期", "秘密★长期"),
        ("秘 密 ★ 1 年", "秘密★1年"),
        ("机密☆启用前", "机密☆启用前"),
        ("关于……的报告\n机密★三年\n正文", "机密★三年"),
        ("绝　密★二十年", "绝密★二十年"),
        ("密级：机密", "密级：机密"),
        ("编号 1\n密级:秘密", "密级:秘密"),
    ],
)
def test_marks(text, mark):
    assert classification_mark(text) == mark


@pytest.mark.parametrize(
    "text",
    [
        "保守国家秘密法",
        "商业秘密保护",
        "侵犯商业秘密罪",
        "机密性、完整性、可用性",
        "密级管理办法",
        "★五星好评",
        "秘密",
        "",
        "本系统严禁录入国家秘密和工作秘密",
    ],
)
def test_words_that_are_no_marks(text):
    assert classification_mark(text) is None


def test_refusing_says_what_and_what_to_do():
    with pytest.raises(ClassifiedText) as refused:
        refuse_classified("正文", "机密★10年")
    assert "机密★10年" in refused.value.reason and "未保存" in refused.value.reason
