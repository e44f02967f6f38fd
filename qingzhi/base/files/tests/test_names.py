"""File names that are safe to keep and to show."""

import pytest

from qingzhi.base.files.rules.names import LONGEST, safe_name


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("报告.pdf", "报告.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\用户\\张三\\报告.docx", "报告.docx"),
        ("报告\u202efdp.exe", "报告fdp.exe"),
        ("报告\u200b\ufeff.pdf", "报告.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie_ x=1.pdf"),
        ("a\x00b.pdf", "ab.pdf"),
        ("  . .pdf. ", "未命名.pdf"),
        (".htaccess", "未命名.htaccess"),
        ("", "未命名"),
        ("///", "未命名"),
        ("...", "未命名"),
        ("con.txt", "_con.txt"),
        ('a"b<c>.txt', "a_b_c_.txt"),
        ("\ud800.txt", "未命名.txt"),
        ("e\u0301.txt", "é.txt"),
    ],
)
def test_safe_name(given, kept):
    assert safe_name(given) == kept


def test_an_overlong_name_keeps_its_ending():
    kept = safe_name("长" * 500 + ".docx")
    assert len(kept) == LONGEST and kept.endswith(".docx")
