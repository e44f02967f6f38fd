"""Made-up decisions with planted personal data: one seed, one decision. `⟦kind:text⟧` in a layout is a plant.

Kinds: name, identity, phone, contact (chat, mail), address (from below the county on), account, plate; `free` may be covered or
not and is counted nowhere (a shop called after its owner, the treasury's account). Not covered by this set: nicknames and
forms of address without a name (老马、马老板), names of people who are told of by kinship alone, scanned pages, handwriting that
was read wrongly, personal data that only a reader with knowledge recognises (the only dentist of a county).
"""

import random
import re
from dataclasses import dataclass

from .made_people import Someone, disguised, someone

MARK = re.compile(r"⟦(\w+):([^⟧]*)⟧")
LEFT_OPEN = ("free",)


@dataclass(frozen=True)
class Plant:
    """A piece of personal data at its place."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class MadeDecision:
    """The text, what was planted, and the natural persons who are parties (as the record of the decision tells them)."""

    text: str
    plants: list[Plant]
    parties: list[str]


def made_decisions(count: int, seed: int = 20) -> list[MadeDecision]:
    return [made_decision(seed * 100_000 + place) for place in range(count)]


def made_decision(seed: int) -> MadeDecision:
    dice = random.Random(seed)
    people = _different(dice, 9)
    layout = dice.choice((of_person, of_shop, of_firm, adjudication, on_the_spot, copyright_case))
    marked, parties = layout(dice, people)
    return _parsed(marked, parties)


def _different(dice: random.Random, count: int) -> list[Someone]:
    """People none of whose names is part of another's: what is planted stays clear."""
    found: list[Someone] = []
    while len(found) < count:
        one = someone(dice)
        if not any(one.name in other.name or other.name in one.name for other in found):
            found.append(one)
    return found


def _parsed(marked: str, parties: list[str]) -> MadeDecision:
    text, plants, last = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[last : match.start()]
        plants.append(Plant(match[1], len(text), len(text) + len(match[2])))
        text += match[2]
        last = match.end()
    return MadeDecision(text + marked[last:], plants, parties)


def name(dice: random.Random, one: Someone, *, odd: bool = True) -> str:
    """A name, now and then broken by the line's end or spaced out as forms do."""
    draw, plain = dice.random(), one.name
    if odd and draw < 0.05 and plain.isalpha() and not plain.isascii():
        return f"⟦name:{plain[:-1]}\n{plain[-1]}⟧"
    if odd and draw < 0.10 and len(plain) in (2, 3) and not plain.isascii():
        return f"⟦name:{'　'.join(plain) if len(plain) == 2 else ' '.join(plain)}⟧"
    return f"⟦name:{plain}⟧"


def identity(dice: random.Random, one: Someone) -> str:
    return f"⟦identity:{disguised(dice, one.identity, (6, 8), dash=False)}⟧"


def phone(dice: random.Random, one: Someone) -> str:
    if dice.random() < 0.25:
        area, local = dice.choice(("0971", "0972", "0977", "010")), str(dice.randint(2_100_000, 8_999_999))
        joint = dice.choice(("-", "－", "—", " ", ""))
        return "⟦phone:" + dice.choice((f"{area}{joint}{local}", f"（{area}）{local}", f"({area}) {local}")) + "⟧"
    lead = dice.choice(("", "", "", "+86 ", "86-"))
    return f"⟦phone:{lead}{disguised(dice, one.mobile, (3, 4))}⟧"


def card(dice: random.Random, one: Someone) -> str:
    return f"⟦account:{disguised(dice, one.card, (4, 4, 4, 4))}⟧"


def plate(dice: random.Random, one: Someone) -> str:
    region, rest = one.plate[:2], one.plate[2:]
    return f"⟦plate:{region}{dice.choice(('', '', '·', ' ', '-', '•'))}{rest}⟧"


def address(dice: random.Random, one: Someone) -> str:
    return f"{one.place}⟦address:{one.detail}⟧"


def contact(dice: random.Random) -> str:
    letters = "".join(dice.choice("abcdefghkmnprstuwxyz") for _ in range(5))
    number = dice.randint(10_000_000, 3_999_999_999)
    return dice.choice(
        (f"微信号：⟦contact:{letters}_{number % 9999}⟧", f"QQ：⟦contact:{number}⟧", f"QQ号码为⟦contact:{number}⟧",
         f"电子邮箱：⟦contact:{letters}{number % 99}@163.com⟧", f"微信：⟦contact:wx{letters}{number % 999}⟧",
         f"邮箱 ⟦contact:{letters}.{letters[::-1]}@qq.com⟧")
    )  # fmt: skip


MARKS = ("“李宁”", "“王老吉”", "“张小泉”", "“可可西里”", "“青稞人家”", "“天佑德”", "“三江雪”", "“老凤祥”")
GOODS = ("牛肉干", "青稞酒", "运动鞋", "菜刀", "洗发水", "枸杞", "羊毛围巾", "凉茶")
NUMBER = "青市监处罚〔{year}〕{n}号"
REMEDY = (
    "如不服本决定，可以在收到本决定书之日起六十日内向青海省人民政府申请行政复议，或者在六个月内依法向西宁市城西区人民法院提起行政诉讼。"
    "逾期不缴纳罚款的，依据《中华人民共和国行政处罚法》第七十二条第一款第（一）项的规定，每日按罚款数额的百分之三加处罚款。"
)
OFFICE = "青海省市场监督管理局"


def head(dice: random.Random, title: str) -> tuple[str, str]:
    year = dice.randint(2018, 2024)
    return f"{OFFICE}\n{title}\n{NUMBER.format(year=year, n=dice.randint(1, 400))}\n", str(year)


def amount(dice: random.Random) -> str:
    value = dice.randint(800, 248_000)
    return dice.choice((f"{value:,}元", f"{value}.50元", f"人民币{value}元", f"{value / 10_000:.2f}万元"))


def day(dice: random.Random, year: str) -> str:
    return f"{year}年{dice.randint(1, 12)}月{dice.randint(1, 28)}日"


def firm(dice: random.Random) -> str:
    return dice.choice(
        ("青海高原红商贸有限公司", "西宁康源食品有限责任公司", "义乌市双林日用品厂", "青海马氏清真食品股份有限公司",
         "格尔木昆仑玉石经营部", "海东市乐都区福源超市", "深圳市王强科技有限公司", "青海大学", "西宁张记餐饮管理有限公司")
    )  # fmt: skip


def code(dice: random.Random) -> str:
    return "9163" + "".join(dice.choice("0123456789") for _ in range(4)) + "MA" + "".join(
        dice.choice("0123456789ABCDEFGHJKLMNPQRTUWXY") for _ in range(8)
    )  # fmt: skip


def found_out(dice: random.Random, people: list[Someone], year: str) -> str:
    """Running text of an inspection: officers, relatives, sellers, transfers, vans, orders, bar codes."""
    a, b, c, d, e = people[:5]
    mark, goods = dice.choice(MARKS), dice.choice(GOODS)
    pieces = [
        f"{day(dice, year)}，本局执法人员{name(dice, b)}、{name(dice, c)}（执法证号：63000{dice.randint(1000, 9999)}、63000{dice.randint(1000, 9999)}）依法对当事人的经营场所进行现场检查，"
        f"发现货架上摆放标有{mark}字样的{goods}{dice.randint(3, 300)}件，商品条形码69{dice.randint(10**10, 10**11 - 1)}。",
        f"经询问，{name(dice, a)}称上述商品系其于{day(dice, year)}从一名姓{dice.choice('马王陈')}的推销人员处购进，未索取票据。",
        f"证人{name(dice, d)}证实，{name(dice, a, odd=False)}曾多次向其销售同类商品，货款共计{amount(dice)}，转入{name(dice, e)}尾号{dice.randint(1000, 9999)}的银行卡（卡号{card(dice, e)}）。",
        f"当事人雇用{name(dice, d)}驾驶{plate(dice, d)}小型面包车运送货物，车主为{name(dice, e)}。",
        f"供货人{name(dice, d)}，联系电话{phone(dice, d)}，{contact(dice)}。",
        f"当事人的妻子{name(dice, c, odd=False)}在现场笔录上签字，其身份证号码为{identity(dice, c)}。",
        f"商标注册人委托{name(dice, e, odd=False)}对上述商品进行辨认，出具《鉴定证明》，认定为侵犯第{dice.randint(1_000_000, 68_000_000)}号注册商标专用权的商品。",
        f"订单编号{dice.randint(10**17, 10**18)}显示，收货人{name(dice, d, odd=False)}，收货地址{address(dice, d)}，手机{phone(dice, d)}。",
        f"{name(dice, e, odd=False)}陈述，其与{name(dice, d, odd=False)}系合伙关系，二人各出资{amount(dice)}。",
        f"本局依法向{firm(dice)}发出《协助调查函》，该公司回复称未授权{name(dice, a, odd=False)}使用上述标识。",
        f"另查明，当事人于{day(dice, year)}通过支付宝账户（⟦contact:{people[5].mobile}⟧）收取定金{amount(dice)}，由{name(dice, people[5], odd=False)}代收。",
    ]  # fmt: skip
    chosen = [pieces[0], pieces[1], *dice.sample(pieces[2:], dice.randint(4, 7))]
    return "".join(chosen)


def close(dice: random.Random, people: list[Someone], year: str) -> str:
    evidence = [
        f"1．{name(dice, people[0], odd=False)}的询问笔录2份；", f"2．现场检查照片{dice.randint(2, 9)}张；",
        f"3．{name(dice, people[3], odd=False)}身份证复印件1份；", "4．《鉴定证明》及注册商标证复印件；",
    ]  # fmt: skip
    pay = f"罚没款缴至中国工商银行西宁支行，账号⟦free:2806{dice.randint(10**12, 10**13 - 1)}⟧，户名：青海省财政厅。"
    return (
        "以上事实，有下列证据证明：\n" + "\n".join(evidence) + "\n"
        f"本局认为，当事人的行为违反了《中华人民共和国商标法》第五十七条第（三）项的规定，依据第六十条第二款，决定处罚如下：\n"
        f"一、没收侵权商品；\n二、罚款{amount(dice)}。\n{pay}\n{REMEDY}\n{day(dice, year)}\n"
    )


def of_person(dice: random.Random, people: list[Someone]) -> tuple[str, list[str]]:
    """A natural person is punished."""
    a = people[0]
    top, year = head(dice, "行政处罚决定书")
    sex, folk = dice.choice(("男", "女")), dice.choice(("汉族", "回族", "藏族", "土族", "撒拉族", "蒙古族"))
    about = dice.choice((
        f"当事人：{name(dice, a)}，{sex}，{folk}，{a.born}出生，公民身份号码{identity(dice, a)}，住{address(dice, a)}，联系电话：{phone(dice, a)}。\n",
        f"当事人\n姓　　名：{name(dice, a)}　性别：{sex}　民族：{folk}\n身份证（其他有效证件）号码：{identity(dice, a)}\n住址：{address(dice, a)}\n电话：{phone(dice, a)}\n",
        f"被处罚人姓名 {name(dice, a)} 身份证号 {identity(dice, a)}\n户籍所在地 {address(dice, a)} 现住 {address(dice, people[6])}\n手机号 {phone(dice, a)}\n",
    ))  # fmt: skip
    return f"{top}{about}{found_out(dice, people, year)}\n{close(dice, people, year)}", [a.name]


def of_shop(dice: random.Random, people: list[Someone]) -> tuple[str, list[str]]:
    """A shop, its keeper named."""
    a = people[0]
    top, year = head(dice, "行政处罚决定书")
    shop = dice.choice((f"西宁市城东区⟦free:{a.name}⟧牛羊肉店", "乐都区好又多便利店", "门源县雪域特产经营部"))
    about = (
        f"当事人：{shop}\n主体资格证照名称：营业执照\n统一社会信用代码：{code(dice)}\n住所（住址）：{a.place}⟦free:{a.detail}⟧\n"
        f"{dice.choice(('法定代表人（负责人、经营者）：', '经营者：', '经营者姓名：', '负责人：'))}{name(dice, a)}\n"
        f"身份证件号码：{identity(dice, a)}\n联系电话：{phone(dice, a)}\n其他联系方式：{contact(dice)}\n联系地址：{address(dice, people[7])}\n"
    )
    return f"{top}{about}{found_out(dice, people, year)}\n{close(dice, people, year)}", []


def of_firm(dice: random.Random, people: list[Someone]) -> tuple[str, list[str]]:
    """A firm, with its representative, agent and people."""
    a, b = people[0], people[1]
    top, year = head(dice, "行政处罚决定书")
    about = (
        f"当事人：{firm(dice)}，统一社会信用代码：{code(dice)}，住所：{a.place}金桥路{dice.randint(1, 99)}号，法定代表人：{name(dice, a)}，职务：执行董事兼总经理。\n"
        f"委托代理人：{name(dice, b)}，{dice.choice(('青海观若律师事务所律师', '该公司员工', '系当事人法务'))}，电话{phone(dice, b)}。\n"
    )  # fmt: skip
    return f"{top}{about}{found_out(dice, people, year)}\n{close(dice, people, year)}", []


def adjudication(dice: random.Random, people: list[Someone]) -> tuple[str, list[str]]:
    """A dispute about a patent between persons and firms."""
    a, b, c, d, e, f, g, h, i = people
    year = str(dice.randint(2019, 2025))
    text = (
        f"青海省知识产权局\n专利侵权纠纷行政裁决书\n青知法裁字〔{year}〕{dice.randint(1, 40)}号\n"
        f"请求人：{name(dice, a)}，{a.born}生，住{address(dice, a)}，公民身份号码{identity(dice, a)}。\n"
        f"委托代理人：{name(dice, b)}、{name(dice, c)}，北京市示例律师事务所律师。\n"
        f"被请求人：{firm(dice)}，住所地{d.place}纬二路{dice.randint(1, 99)}号。\n法定代表人：{name(dice, d)}，该公司经理。\n"
        f"第三人：{name(dice, e)}，住{address(dice, e)}。\n"
        f"请求人于{day(dice, year)}就ZL20{dice.randint(10, 20)}2{dice.randint(1000000, 9999999)}.{dice.randint(0, 9)}号“一种{dice.choice(GOODS)}加工装置”实用新型专利向本局提出处理请求。该专利的专利权人为{name(dice, a, odd=False)}，发明人为{name(dice, a, odd=False)}、{name(dice, f, odd=False)}。\n"
        f"本局组成合议组，由{name(dice, g)}担任组长，与审理员{name(dice, h)}、{name(dice, i)}于{day(dice, year)}公开进行口头审理。请求人{name(dice, a)}及其委托代理人{name(dice, b, odd=False)}，被请求人的委托代理人{name(dice, f, odd=False)}到庭。\n"
        f"{name(dice, a, odd=False)}诉称：{name(dice, e, odd=False)}自{day(dice, year)}起未经许可制造被控侵权产品，销售额{amount(dice)}，货款由{name(dice, e, odd=False)}以{card(dice, e)}账户收取，并用{plate(dice, e)}号货车运输。\n"
        f"被请求人辩称：其产品采用现有技术，见CN10{dice.randint(1000000, 9999999)}A号公开文本；{name(dice, e, odd=False)}已于{day(dice, year)}离职，{contact(dice)}。\n"
        f"本局认为，依据《中华人民共和国专利法》第六十五条、《专利纠纷行政裁决和调解办法》第三十七条，裁决如下：\n一、责令停止侵权行为；\n二、驳回其他请求。\n{REMEDY}\n"
        f"合议组组长：{name(dice, g, odd=False)}\n审　理　员：{name(dice, h, odd=False)}\n审　理　员：{name(dice, i, odd=False)}\n{day(dice, year)}\n书　记　员：{name(dice, b, odd=False)}\n"
    )  # fmt: skip
    return text, [a.name, e.name]


def on_the_spot(dice: random.Random, people: list[Someone]) -> tuple[str, list[str]]:
    """A form filled in on the spot: words and values on lines of their own, no full stops."""
    a, b, c, d = people[:4]
    top, year = head(dice, "当场行政处罚决定书")
    text = (
        f"{top}当事人姓名/名称\n{name(dice, a)}\n证件号码\n{identity(dice, a)}\n家庭住址\n{address(dice, a)}\n联系方式\n{phone(dice, a)}\n车牌号码\n{plate(dice, a)}\n"
        f"违法事实：{day(dice, year)}在{b.place}夜市销售假冒{dice.choice(MARKS)}{dice.choice(GOODS)}，{name(dice, b, odd=False)}等人在场。\n"
        f"处罚决定：罚款二百元。缴款人{name(dice, a)}，{dice.choice(('银行卡', '卡号：', '开户行建设银行，账号'))}{card(dice, a)}。\n"
        f"当事人（签名）：{name(dice, a, odd=False)}　　{day(dice, year)}\n执法人员（签字）：{name(dice, c)}　{name(dice, d)}\n见证人：{name(dice, b)}\n"
    )  # fmt: skip
    return text, [a.name]


def copyright_case(dice: random.Random, people: list[Someone]) -> tuple[str, list[str]]:
    """A case of the copyright bureau, told at length, several parties of a family."""
    a, b, c, d, e, f = people[:6]
    top, year = head(dice, "行政处罚决定书")
    text = (
        f"{top}当事人一：{name(dice, a)}（公民身份号码：{identity(dice, a)}）\n当事人二：{name(dice, b)}（身份证号{identity(dice, b)}），系{name(dice, a, odd=False)}之妻\n"
        f"二人共同住址：{address(dice, a)}\n案由：未经许可复制发行图书《读者文摘》《王阳明传》案\n"
        f"根据举报，本局会同西宁市公安局民警{name(dice, c)}于{day(dice, year)}对{name(dice, a, odd=False)}、{name(dice, b, odd=False)}租用的仓库进行检查。房东{name(dice, d)}（{phone(dice, d)}）到场。\n"
        f"经查，{name(dice, a, odd=False)}负责印刷，{name(dice, b, odd=False)}负责销售，{name(dice, e)}提供版样。{name(dice, e, odd=False)}以其{card(dice, e)}的农业银行账户收款{amount(dice)}，以{plate(dice, f)}（登记在{name(dice, f)}名下）运送。\n"
        f"上述事实，有{name(dice, a, odd=False)}、{name(dice, b, odd=False)}、{name(dice, e, odd=False)}的陈述，{name(dice, d, odd=False)}的证言，《王阳明传》样书，发货单等证据为证。\n"
        f"送达方式：直接送达。受送达人：{name(dice, a, odd=False)}；代收人：{name(dice, b, odd=False)}，与受送达人关系：夫妻；收件地址：{address(dice, a)}\n"
        f"依据《中华人民共和国著作权法》第五十三条，决定没收违法所得{amount(dice)}。\n{REMEDY}\n{OFFICE}\n{day(dice, year)}\n"
    )  # fmt: skip
    return text, [a.name, b.name]
