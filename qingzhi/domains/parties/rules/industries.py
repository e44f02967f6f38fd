"""Sections of GB/T 4754-2017 by their divisions (国民经济行业分类, with amendment 1). Pure."""

import re

# Section, its last division, its name: the divisions run on from section to section.
_SECTIONS = (
    ("A", 5, "农、林、牧、渔业"),
    ("B", 12, "采矿业"),
    ("C", 43, "制造业"),
    ("D", 46, "电力、热力、燃气及水生产和供应业"),
    ("E", 50, "建筑业"),
    ("F", 52, "批发和零售业"),
    ("G", 60, "交通运输、仓储和邮政业"),
    ("H", 62, "住宿和餐饮业"),
    ("I", 65, "信息传输、软件和信息技术服务业"),
    ("J", 69, "金融业"),
    ("K", 70, "房地产业"),
    ("L", 72, "租赁和商务服务业"),
    ("M", 75, "科学研究和技术服务业"),
    ("N", 79, "水利、环境和公共设施管理业"),
    ("O", 82, "居民服务、修理和其他服务业"),
    ("P", 83, "教育"),
    ("Q", 85, "卫生和社会工作"),
    ("R", 90, "文化、体育和娱乐业"),
    ("S", 96, "公共管理、社会保障和社会组织"),
    ("T", 97, "国际组织"),
)
SECTION_TITLES = {letter: title for letter, _, title in _SECTIONS}
_FORM = re.compile(r"^(?:[A-T]|[A-T]?\d{2,4})$")


def section_of(code: str) -> str:
    """The section letter of a code (`C2740`, `2740`, `27` or `C`); empty when it is none."""
    if code[:1].isalpha():
        return code[:1] if code[:1] in SECTION_TITLES else ""
    if not code[:2].isdigit() or len(code) < 2 or int(code[:2]) < 1:
        return ""
    return next((letter for letter, last, _ in _SECTIONS if int(code[:2]) <= last), "")


def industry_fault(code: str) -> str:
    """What is wrong with an industry's code, in a sentence; empty when its form holds."""
    if not _FORM.match(code):
        return "行业代码应为门类字母、2至4位数字，或字母加数字，如 C2740"
    digits = code.lstrip("ABCDEFGHIJKLMNOPQRST")
    if digits and not section_of(digits):
        return f"国民经济行业分类没有“{digits[:2]}”大类"
    if digits and code[0].isalpha() and section_of(digits) != code[0]:
        return f"“{digits[:2]}”大类属于门类{section_of(digits)}，不属于{code[0]}"
    return ""
