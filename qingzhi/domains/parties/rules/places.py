"""The provinces as names begin with them. Pure."""

import re

# GB/T 2260: the first two digits of a division code, the official name, the customary short name.
PROVINCES: tuple[tuple[str, str, str], ...] = (
    ("11", "北京市", "北京"),
    ("12", "天津市", "天津"),
    ("13", "河北省", "河北"),
    ("14", "山西省", "山西"),
    ("15", "内蒙古自治区", "内蒙古"),
    ("21", "辽宁省", "辽宁"),
    ("22", "吉林省", "吉林"),
    ("23", "黑龙江省", "黑龙江"),
    ("31", "上海市", "上海"),
    ("32", "江苏省", "江苏"),
    ("33", "浙江省", "浙江"),
    ("34", "安徽省", "安徽"),
    ("35", "福建省", "福建"),
    ("36", "江西省", "江西"),
    ("37", "山东省", "山东"),
    ("41", "河南省", "河南"),
    ("42", "湖北省", "湖北"),
    ("43", "湖南省", "湖南"),
    ("44", "广东省", "广东"),
    ("45", "广西壮族自治区", "广西"),
    ("46", "海南省", "海南"),
    ("50", "重庆市", "重庆"),
    ("51", "四川省", "四川"),
    ("52", "贵州省", "贵州"),
    ("53", "云南省", "云南"),
    ("54", "西藏自治区", "西藏"),
    ("61", "陕西省", "陕西"),
    ("62", "甘肃省", "甘肃"),
    ("63", "青海省", "青海"),
    ("64", "宁夏回族自治区", "宁夏"),
    ("65", "新疆维吾尔自治区", "新疆"),
    ("71", "台湾省", "台湾"),
    ("81", "香港特别行政区", "香港"),
    ("82", "澳门特别行政区", "澳门"),
)
PROVINCE_OF_CODE = {code: name for code, name, _ in PROVINCES}
SHORT_OF_PROVINCE = {name: short for _, name, short in PROVINCES}
_OFFICIAL = re.compile("^(?:中国)?(" + "|".join(SHORT_OF_PROVINCE) + ")")
_SHORT = re.compile("^(" + "|".join(sorted(SHORT_OF_PROVINCE.values(), key=len, reverse=True)) + ")[省市]?")
_ENDING = re.compile("(?:自治州|自治县|自治旗|地区|行政委员会|省|盟|市|县|州|旗|区)$")
_PEOPLE = re.compile(
    "(?:蒙古族|土家族|哈萨克族|维吾尔族|柯尔克孜族|保安族|东乡族|撒拉族|满族|回族|藏族|土族|羌族|彝族|壮族|苗族|侗族|[\u4e00-\u9fff]族)$"
)
_LOWER = re.compile("^([\u4e00-\u9fff]{2,8}?(?:自治州|自治县|自治旗|地区|盟|市|县|州|旗))(?=[\u4e00-\u9fff]{2})")


def province_name(region_code: str) -> str:
    """The official name of the province of a division code; empty when the code is none."""
    return PROVINCE_OF_CODE.get(region_code[:2], "")


def shortened_province(text: str) -> str:
    """A name with the province that it begins with in its short form: 青海省水利厅 → 青海水利厅."""
    found = _OFFICIAL.match(text)
    if found is None:
        return text
    return text[: found.start(1)] + SHORT_OF_PROVINCE[found.group(1)] + text[found.end(1) :]


def place_stem(name: str) -> str:
    """The part of a division's name by which firms call themselves: 门源回族自治县 → 门源, 城西区 → 城西, 杂多县 → 杂多."""
    bare = _ENDING.sub("", name)
    while len(bare) > 2 and (found := _PEOPLE.search(bare)) and found.start() >= 2:
        bare = bare[: found.start()]
    return bare if len(bare) >= 2 else ""


def split_place(text: str, stems: frozenset[str] = frozenset()) -> tuple[str, str]:
    """The place (province, then city or county) that a name begins with, and the rest; `stems` are places told by themselves."""
    found = _SHORT.match(text)
    place, rest = (found.group(1), text[found.end() :]) if found else ("", text)
    for size in (4, 3, 2):
        if rest[:size] in stems and len(rest) >= size + 2 and not _LOWER.match(rest):
            return place + rest[:size], rest[size:]
    lower = _LOWER.match(rest)
    if lower and len(rest) > lower.end() + 1:
        return place + lower.group(1), rest[lower.end() :]
    return place, rest
