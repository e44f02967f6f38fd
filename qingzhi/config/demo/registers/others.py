"""Made-up works, software, geographical indications, plant varieties and layout designs."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from .holders import Cast, place_word
from .world import World, some_day, zipf

WORK_HEADS = {
    "number": "登记号", "title": "作品/软件名称", "category": "作品类别", "version": "版本号", "author": "作者",
    "completed_on": "创作/开发完成日期", "published_on": "首次发表日期", "registered_on": "登记日期", "holders": "著作权人", "address": "地址",
}  # fmt: skip
GI_HEADS = {
    "number": "登记证书编号", "title": "产品名称", "type": "类型", "category": "产品类别", "area": "保护范围", "announcement": "公告文号",
    "registered_on": "登记日期", "status": "状态", "holders": "申请人", "users": "核准使用人",
}  # fmt: skip
VARIETY_HEADS = {
    "number": "品种权号", "title": "品种名称", "genus": "植物种属", "field": "领域", "applied_on": "申请日", "registered_on": "授权日",
    "holders": "品种权人", "breeder": "培育人", "status": "状态",
}  # fmt: skip
LAYOUT_HEADS = {
    "number": "布图设计登记号", "title": "布图设计名称", "applied_on": "申请日", "registered_on": "公告日期", "holders": "布图设计权利人", "category": "布图设计类别",
}  # fmt: skip


def copyrights(world: World, cast: Cast) -> Iterator[dict[str, str]]:
    """Works first (so many by the middle of 2017 as the notice counts), then software."""
    texts = world.facts["texts"]
    known = date(2017, 6, 30)
    for number in range(world.count("works") + world.count("works_later")):
        chance = world.chance("work", number)
        early = number < world.count("works")
        day = (
            some_day(chance, date(2009, 3, 1), known - timedelta(days=5))
            if early
            else some_day(chance, known, world.today)
        )
        kind = chance.choice("FFFFABDEI")
        owner = zipf(chance, [*cast.persons, *cast.enterprises])
        done = day - timedelta(days=chance.randint(60, 900))
        yield {
            "number": f"{'国' if chance.random() < 0.4 else world.short_name[0]}作登字-{day.year}-{kind}-{number + 101:08d}",
            "title": f"{place_word(owner.address)}{chance.choice(texts['works'])}（{chance.choice(texts['marks'])}{number + 1}号）",
            "category": {
                "F": "美术",
                "A": "文字",
                "B": "音乐",
                "D": "舞蹈",
                "E": "曲艺",
                "I": "电影和类似摄制电影方法创作的作品",
            }[kind],
            "author": owner.name,
            "completed_on": done.isoformat(),
            "registered_on": day.isoformat(),
            "holders": owner.name,
            "address": owner.address,
        }
    for number in range(world.count("software")):
        chance = world.chance("software", number)
        day = some_day(chance, date(2008, 1, 1), world.today - timedelta(days=1))
        owner = zipf(chance, [*cast.institutions, *cast.enterprises])
        done = day - timedelta(days=chance.randint(60, 500))
        yield {
            "number": f"{day.year}SR{number + 1000:06d}",
            "title": f"{chance.choice(owner.topic.objects)}{chance.choice(texts['software'])}",
            "version": f"V{chance.randint(1, 5)}.{chance.randint(0, 9)}",
            "completed_on": done.isoformat(),
            "published_on": (done + timedelta(days=20)).isoformat(),
            "registered_on": day.isoformat(),
            "holders": owner.name,
            "address": owner.address,
        }


def indications(world: World, cast: Cast) -> Iterator[dict[str, str]]:
    """GI products and agricultural GIs, each with some authorised users."""
    kinds = [("地理标志保护产品", world.count("gi_products")), ("农产品地理标志", world.count("agricultural_gi"))]
    for kind, count in kinds:
        for number in range(count):
            chance = world.chance(kind, number)
            topic = chance.choice(world.farming)
            prefecture = chance.choice(list(world.facts["places"]))
            place = chance.choice(world.counties[prefecture])[1]
            day = some_day(chance, date(2007, 1, 1), date(2018, 5, 1))
            makers = chance.sample(cast.cooperatives, min(len(cast.cooperatives), chance.randint(1, 4)))
            product = kind == "地理标志保护产品"
            yield {
                "number": f"{day.year}年第{number + 11}号公告" if product else f"AGI{1000 + number * 7:05d}",
                "title": f"{place_word(place)}{chance.choice(topic.objects)}（示例{number + 1}）",
                "type": kind,
                "category": topic.name,
                "area": f"{world.region_name}{place}所辖乡镇行政区域",
                "announcement": f"示例公告〔{day.year}〕{number + 11}号",
                "registered_on": day.isoformat(),
                "status": "有效",
                "holders": f"{place_word(place)}{topic.name}产业协会（示例）",
                "users": ";".join(maker.name for maker in makers),
            }


def varieties(world: World, cast: Cast) -> Iterator[dict[str, str]]:
    genera = {
        "农业": ("大麦（青稞）", "甘蓝型油菜", "马铃薯", "蚕豆", "普通小麦"),
        "林业": ("枸杞属", "沙棘", "丁香属"),
    }
    for field, count in (("农业", world.count("varieties")), ("林业", world.count("forest_varieties"))):
        for number in range(count):
            chance = world.chance("variety", field, number)
            day = some_day(chance, date(2008, 1, 1), date(2018, 5, 1))
            filed = day - timedelta(days=chance.randint(700, 1500))
            genus = chance.choice(genera[field])
            yield {
                "number": f"CNA{filed.year}{1000 + number * 3:04d}{number % 9}"
                if field == "农业"
                else f"{filed.year}{number + 11:04d}",
                "title": f"{chance.choice(world.facts['texts']['marks'])}{genus[:2]}{number + 1}号",
                "genus": genus,
                "field": field,
                "applied_on": filed.isoformat(),
                "registered_on": day.isoformat(),
                "holders": zipf(chance, cast.institutions).name,
                "breeder": _persons(world, chance),
                "status": "授权",
            }


def layouts(world: World, cast: Cast) -> Iterator[dict[str, str]]:
    for number in range(world.count("layouts")):
        chance = world.chance("layout", number)
        day = some_day(chance, date(2012, 1, 1), date(2018, 5, 1))
        yield {
            "number": f"BS.{day.year % 100:02d}{500000 + number * 17:06d}.{number % 9}",
            "title": f"光伏逆变控制芯片{number + 1}型（示例）",
            "applied_on": (day - timedelta(days=120)).isoformat(),
            "registered_on": day.isoformat(),
            "holders": zipf(chance, cast.enterprises).name,
            "category": "结构：MOS；功能：线性",
        }


def _persons(world: World, chance: random.Random) -> str:
    names = world.facts["names"]
    return ";".join(chance.choice(names["surnames"]) + chance.choice(names["given"]) for _ in range(3))
