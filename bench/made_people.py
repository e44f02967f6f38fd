"""Made-up people for the made-up decisions: names of many peoples, numbers with right check digits, addresses, plates.

Written from what decisions of penalty and adjudication hold, not from what `engine.publication` looks for: no list is shared.
"""

import random
from dataclasses import dataclass

HAN = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖"
    "邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文冶妥撒喇童晁祁逯包铁敏沙拜权星鲍仇牟莫莘覃麻苗鹿宫"
)
COMPOUND = ("欧阳", "司马", "上官", "诸葛", "东方", "尉迟", "皇甫", "令狐", "慕容", "夏侯", "司徒", "宇文")
GIVEN = (
    "德彪 玉兰 晓燕 建国 秀英 海涛 生福 国栋 雪梅 桂芳 永贵 文斌 春花 志强 小龙 明 静 伟 芳 军 燕 磊 娜 强 敏 成林 世昌 有才 "
    "阿舍木 海买提 尕三 进财 乙布拉 发土麦 全寿 占魁 延寿 庆元 子涵 浩然 一诺 宇轩 新民 长江 和平 青海 宁 公社 正义 书记 红军"
).split()
TIBETAN = (
    "扎西多杰 索南才让 才仁卓玛 多杰 卓玛措 尼玛 格桑 拉毛措 旦增 昂青 仁青东知 完玛加 切羊 桑吉 周毛 更登 久美 洛桑 德吉 "
    "南杰 次仁 扎西 班玛 香巴 关却 嘎玛 措毛 夸吉 加羊 公保"
).split()
DOTTED = ("阿卜杜拉·买买提", "艾力·吐尔逊", "古丽娜尔·热合曼", "约翰·史密斯", "阿依古丽·艾买提", "买买提·伊明•托合提")
MONGOL = ("巴特尔", "乌兰图雅", "那木加", "苏和", "其其格", "额尔德尼", "布和", "萨仁花")
ABROAD = ("山田太郎", "KIM MIN SU", "John A. Smith", "铃木一郎")
PLACES = (
    ("青海省西宁市城东区", "630102"), ("西宁市城中区", "630103"), ("青海省海东市乐都区", "632123"), ("青海省海北州门源县", "632221"),
    ("海西州格尔木市", "632801"), ("玉树藏族自治州玉树市", "632721"), ("甘肃省临夏回族自治州临夏县", "622921"), ("浙江省义乌市", "330782"),
    ("青海省果洛藏族自治州玛沁县", "632621"), ("循化撒拉族自治县", "632128"), ("广东省广州市白云区", "440111"), ("北京市朝阳区", "110105"),
)  # fmt: skip
DETAILS = (
    "八一中路{a}号{b}号楼{c}单元{d}室", "北大街{a}号", "胜利路{a}号内{b}号", "东川工业园区金桥路{a}号", "积石镇新村{a}号",
    "浩门镇西关村{b}社{a}号", "花园小区{b}栋{d}", "拉加镇赛什托村{b}社", "稠江街道城店路{a}弄{b}号", "康乐家园{b}号楼{d}室",
    "五四大街{a}号香格里拉城市花园{b}区{c}号楼", "大武镇团结路{a}号", "七一路{a}-{b}号", "瑞景河畔家园{c}期{b}号楼{c}单元1{d}",
)  # fmt: skip
REGIONS = "青甘宁陕藏新川京沪豫浙"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True)
class Someone:
    """A person as a decision may tell of one; every number plain, without spaces."""

    name: str
    identity: str
    mobile: str
    place: str
    detail: str
    card: str
    plate: str
    born: str


def a_name(dice: random.Random) -> str:
    draw = dice.random()
    if draw < 0.62:
        return dice.choice(HAN) + dice.choice(GIVEN)
    if draw < 0.70:
        return dice.choice(COMPOUND) + dice.choice(GIVEN[:30])
    if draw < 0.86:
        return dice.choice(TIBETAN)
    if draw < 0.93:
        return dice.choice(DOTTED)
    return dice.choice(MONGOL if dice.random() < 0.7 else ABROAD)


def an_identity(dice: random.Random, code: str) -> tuple[str, str]:
    """A number of 18 signs, now and then one of 15, and the birthday in it."""
    year, month, day = dice.randint(1950, 1999), dice.randint(1, 12), dice.randint(1, 28)
    born = f"{year}年{month}月{day}日"
    if dice.random() < 0.08:
        return f"{code}{year % 100:02}{month:02}{day:02}{dice.randint(1, 999):03}", born
    body = f"{code}{year}{month:02}{day:02}{dice.randint(1, 999):03}"
    check = "10X98765432"[sum(int(one) * weight for one, weight in zip(body, WEIGHTS, strict=True)) % 11]
    return body + (check.lower() if dice.random() < 0.3 else check), born


def a_card(dice: random.Random) -> str:
    """A bank card whose Luhn digit is right, of 16 or 19 digits."""
    body = dice.choice(("622848", "621700", "622202", "621661", "955880", "623058"))
    body += "".join(str(dice.randint(0, 9)) for _ in range(dice.choice((9, 12))))
    total = 0
    for place, sign in enumerate(reversed(body)):
        digit = int(sign) * (2 if place % 2 == 0 else 1)
        total += digit - 9 if digit > 9 else digit
    return body + str(-total % 10)


def a_plate(dice: random.Random) -> str:
    region, city = dice.choice(REGIONS), dice.choice("ABCEH")
    signs = "".join(dice.choice("0123456789ABCDEFGHJKLMNPQRSTUVWXYZ") for _ in range(4)) + str(dice.randint(0, 9))
    if dice.random() < 0.25:
        return f"{region}{city}{dice.choice('DF')}{dice.randint(0, 99999):05}"
    return f"{region}{city}{signs}"


def someone(dice: random.Random) -> Someone:
    place, code = dice.choice(PLACES)
    identity, born = an_identity(dice, code)
    numbers = {
        "a": dice.randint(1, 399),
        "b": dice.randint(1, 36),
        "c": dice.randint(1, 6),
        "d": dice.randint(101, 1802),
    }
    mobile = f"{dice.choice(('139', '138', '186', '177', '150', '199', '166', '133'))}{dice.randint(0, 99999999):08}"
    detail = dice.choice(DETAILS).format(**numbers)
    return Someone(a_name(dice), identity, mobile, place, detail, a_card(dice), a_plate(dice), born)


FULL = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


def disguised(dice: random.Random, number: str, groups: tuple[int, ...], *, dash: bool = True) -> str:
    """A number as somebody typed it: plain, full-width, in groups parted by spaces or dashes, broken by the line's end."""
    draw = dice.random()
    if draw < 0.45:
        return number
    if draw < 0.6:
        return number.translate(FULL)
    parts, rest = [], number
    for length in groups:
        parts.append(rest[:length])
        rest = rest[length:]
    parts = [one for one in [*parts, rest] if one]
    joints = [" ", "　", "-" if dash else " ", "－" if dash else " ", "\n", "  "]
    return dice.choice(joints).join(parts)
