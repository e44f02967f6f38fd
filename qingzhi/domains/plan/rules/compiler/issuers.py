"""Names of issuing bodies 「发文机关」 and the letters that their document numbers begin with."""

import re
from datetime import date

ISSUER = (
    r"[\u4e00-\u9fff×]{2,50}?(?:人民政府办公厅|人民政府办公室|人民政府|人民代表大会常务委员会|委员会办公室|委员会|办公厅|办公室|联席会议|领导小组办公室"
    r"|领导小组|指挥部|人民法院|人民检察院|管理局|总局|中心支行|海关|厅|局|院|委|部|管委会|联合会|总工会|监管局)"
)
"""A body's full name; lazy, so that several names written together part where one ends."""

PROVINCES = {
    "北京": "京", "天津": "津", "河北": "冀", "山西": "晋", "内蒙古": "内", "辽宁": "辽", "吉林": "吉", "黑龙江": "黑", "上海": "沪",
    "江苏": "苏", "浙江": "浙", "安徽": "皖", "福建": "闽", "江西": "赣", "山东": "鲁", "河南": "豫", "湖北": "鄂", "湖南": "湘",
    "广东": "粤", "广西": "桂", "海南": "琼", "重庆": "渝", "四川": "川", "贵州": "黔贵", "云南": "云滇", "西藏": "藏", "陕西": "陕秦",
    "甘肃": "甘陇", "青海": "青", "宁夏": "宁", "新疆": "新",
}  # fmt: skip
_PROVINCIAL = r"(?:省|市|自治区|壮族自治区|回族自治区|维吾尔自治区)?"


def number_misprint(number: str, issuer: str, issued_on: date | None, text: str) -> str:
    """A Chinese sentence where the number does not fit its issuer or date; empty where it does."""
    match = re.match(r"([^\d〔\[【(（]+)([〔\[【(（])(\d{4})([〕\]】)）])", number)
    if not match:
        return ""
    letters, opening, year, closing = match.groups()
    if opening + closing not in ("〔〕", "[]", "【】", "()", "（）"):
        return f"文号“{number}”疑有误:年份两侧的括号不配对"
    expected = next(
        (
            abbr
            for name, abbr in PROVINCES.items()
            if re.match(name + _PROVINCIAL + r"(?:人民政府|\S+[厅局委])", issuer)
        ),
        "",
    )
    if expected and letters[0] not in expected:
        shown = number[1:] if len(letters) > 2 and letters[1] in expected else expected[0] + number[len(letters[0]) :]
        return f"文号“{number}”疑有误:发文机关为{issuer},机关代字应以“{expected[0]}”开头,可能是“{shown}”"
    if issued_on and not -1 <= int(year) - issued_on.year <= 0:
        return f"文号“{number}”疑有误:文号年份为{year}年,成文日期为{issued_on.year}年"
    return ""
