"""A CSV of made-up patents as the national export writes it, the same at every run: 140-character abstracts, about 200,000
holders of whom few hold much and many one, spellings of several hands, co-holders, every legal status.

`python -m bench.patents_file FILE [ROWS]` writes it. Rows stand in the order of their publication, as weekly exports do.
"""

import csv
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

ROWS, HOLDERS, SEED = 1_000_000, 200_000, 20181122
FIRST, LAST = date(2008, 1, 1), date(2018, 5, 31)
AS_OF = date(2018, 6, 30)
HEAD = (
    "申请号", "专利类型", "发明名称", "申请日", "公开（公告）号", "公开（公告）日", "授权公告号", "授权公告日", "当前法律状态", "法律状态日期",
    "申请（专利权）人", "地址", "国省代码", "发明（设计）人", "代理机构", "主分类号", "分类号", "摘要", "权利要求数",
)  # fmt: skip
PLACES = (
    ("青海省西宁市城西区", "青海；63"), ("青海省西宁市城北区", "青海；63"), ("青海省海东市乐都区", "青海；63"), ("青海省格尔木市", "青海；63"),
    ("北京市海淀区", "北京；11"), ("广东省深圳市南山区", "广东；44"), ("江苏省南京市鼓楼区", "江苏；32"), ("浙江省杭州市西湖区", "浙江；33"),
    ("上海市浦东新区", "上海；31"), ("四川省成都市武侯区", "四川；51"), ("陕西省西安市雁塔区", "陕西；61"), ("日本东京都", "日本；JP"),
)  # fmt: skip
FORMS = ("有限公司", "有限责任公司", "股份有限公司", "科技有限公司", "集团有限公司")
TOPICS = [
    "盐湖",
    "锂电",
    "光伏",
    "枸杞",
    "青稞",
    "牦牛",
    "藏药",
    "水电",
    "风电",
    "冶金",
    "化工",
    "机械",
    "软件",
    "通信",
    "生物",
    "环保",
    "建材",
    "农业",
    "医疗",
    "交通",
]
WORDS = [
    "装置",
    "方法",
    "系统",
    "结构",
    "工艺",
    "材料",
    "设备",
    "组件",
    "支架",
    "箱体",
    "电机",
    "轴承",
    "齿轮",
    "阀门",
    "管道",
    "传感器",
    "控制器",
    "处理器",
    "存储",
    "信号",
    "数据",
    "图像",
    "网络",
    "终端",
    "基站",
    "天线",
    "电池",
    "电极",
    "隔膜",
    "溶液",
    "萃取",
    "吸附",
    "沉淀",
    "结晶",
    "过滤",
    "干燥",
    "粉碎",
    "搅拌",
    "加热",
    "冷却",
    "蒸发",
    "压缩",
    "输送",
    "检测",
    "分析",
    "识别",
    "定位",
    "调节",
    "固定",
    "连接",
    "安装",
    "设置",
    "包括",
    "其中",
    "所述",
    "用于",
    "通过",
    "采用",
    "提高",
    "降低",
    "效率",
    "成本",
    "质量",
    "寿命",
    "稳定",
    "安全",
    "节能",
    "环保",
    "简单",
    "方便",
    "可靠",
    "均匀",
    "快速",
    "自动",
    "智能",
    "混合",
    "表面",
    "内部",
    "外部",
    "上端",
    "下端",
    "一侧",
    "底部",
    "顶部",
]
SURNAMES, GIVEN = "王李张刘陈杨赵黄周吴徐孙马朱胡", "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂"
SYLLABLES = "华瑞恒泰嘉盛宏远博创天润金诚永新中正大通达信安康美佳益丰茂昌隆兴旺源清源岭川昆仑江河湖海云峰"
WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)


def rows(count: int = ROWS, seed: int = SEED) -> Iterator[tuple[str, ...]]:
    """Rows under `HEAD`."""
    dice = random.Random(seed)
    holders = min(HOLDERS, max(50, count // 5))
    weights = list(accumulate(1 / (rank + 20.0) for rank in range(holders)))
    days = (LAST - FIRST).days
    pool = "".join(dice.choice(WORDS) for _ in range(60_000))
    serials: dict[tuple[int, str], int] = {}
    for place in range(count):
        published = FIRST + timedelta(days=place * days // count)
        yield _row(dice, place, published, dice.choices(range(holders), cum_weights=weights)[0], pool, serials)


def _row(
    dice: random.Random, place: int, published: date, holder: int, pool: str, serials: dict[tuple[int, str], int]
) -> tuple[str, ...]:
    kind = dice.choices(("发明", "实用新型", "外观设计"), (45, 42, 13))[0]
    granted = kind != "发明" or dice.random() < 0.5
    filed = published - timedelta(days=dice.randrange(500, 1200) if kind == "发明" else dice.randrange(120, 320))
    digit = {"发明": "1", "实用新型": "2", "外观设计": "3"}[kind]
    serial = serials[filed.year, digit] = serials.get((filed.year, digit), dice.randrange(9)) + dice.randrange(1, 9)
    status, on = _status(dice, granted, published)
    topic = TOPICS[holder % len(TOPICS)]
    first, second = dice.randrange(len(pool) - 300), dice.randrange(len(pool) - 300)
    classes = [_symbol(dice, kind, topic) for _ in range(1 if kind == "外观设计" else dice.randrange(1, 5))]
    base = f"CN{100_000_000 + place}"
    spot, region = PLACES[holder % len(PLACES)]
    day = published.isoformat()
    return (
        _number(dice, f"{filed.year}{digit}{serial:07d}"), kind, f"一种{topic}{pool[second : second + dice.randrange(6, 20)]}",
        filed.isoformat(), base + ("B" if granted and kind == "发明" else {"1": "A", "2": "U", "3": "S"}[digit]), day,
        base + {"1": "B", "2": "U", "3": "S"}[digit] if granted else "", day if granted else "", status, on,
        _written(dice, holder), f"{810000 + holder % 9000:06d} {spot}示例路{holder % 997 + 1}号", region,
        "；".join(_person(dice) for _ in range(dice.randrange(1, 5))),
        "" if dice.random() < 0.3 else f"示例专利代理事务所{dice.randrange(900)}", classes[0], "；".join(dict.fromkeys(classes)),
        pool[first : first + 139] + "。", str(dice.randrange(1, 21)),
    )  # fmt: skip


def _number(dice: random.Random, body: str) -> str:
    check = "0123456789X"[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11]
    roll = dice.random()
    if roll < 0.9:
        return f"{body}.{check}"
    return f"ZL{body}.{check}" if roll < 0.95 else f"{body}{check}"


def _status(dice: random.Random, granted: bool, published: date) -> tuple[str, str]:
    later = min(published + timedelta(days=dice.randrange(200, 2000)), AS_OF).isoformat()
    if granted:
        return dice.choices(
            (("授权", published.isoformat()), ("未缴年费专利权终止", later), ("专利权有效", "")), (60, 30, 10)
        )[0]
    return dice.choices((("实质审查", published.isoformat()), ("驳回", later), ("视为撤回", later)), (60, 20, 20))[0]


def holder_name(holder: int) -> str:
    """The name of a holder as it is registered: firms, some schools, some persons."""
    one, two, three = holder % 46, holder // 46 % 46, holder // 2116 % 46
    if holder % 9 == 4:
        return SURNAMES[holder % 15] + GIVEN[holder // 15 % 23] + GIVEN[holder // 345 % 23]
    stem = f"{PLACES[holder % len(PLACES)][0][:2]}{SYLLABLES[one]}{SYLLABLES[two]}{SYLLABLES[three]}"
    if holder % 17 == 3:
        return f"{stem}大学"
    return f"{stem}{TOPICS[holder % len(TOPICS)]}{FORMS[holder % len(FORMS)]}"


def _written(dice: random.Random, holder: int) -> str:
    """The name as one of several hands writes it, alone or with a co-holder."""
    name, roll = holder_name(holder), dice.random()
    if roll < 0.02:
        name = name.replace("有限责任公司", "有限公司")
    elif roll < 0.03:
        name = f"{name[:3]} {name[3:]}"
    elif roll < 0.04:
        name = name.replace("公司", "公司　")
    if dice.random() < 0.12:
        return f"{name}；{holder_name(dice.randrange(2000))}"
    return name


def _person(dice: random.Random) -> str:
    return dice.choice(SURNAMES) + dice.choice(GIVEN) + dice.choice(GIVEN)


def _symbol(dice: random.Random, kind: str, topic: str) -> str:
    if kind == "外观设计":
        return f"{dice.randrange(1, 32):02d}-{dice.randrange(1, 10):02d}"
    return f"{'ABCDEFGH'[len(topic) * dice.randrange(8) % 8]}{dice.randrange(1, 70):02d}{'BCDFGK'[dice.randrange(6)]}{dice.randrange(1, 60)}/{dice.randrange(1, 40):02d}"


def write(path: Path, count: int = ROWS) -> Path:
    """Write the file, in UTF-8 with a mark."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        table.writerow(HEAD)
        table.writerows(rows(count))
    return path


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else ROWS)
