"""The expert register of the demonstration: sixty made-up experts, fifteen of them with accounts, and ties that a review runs into.

Experts work at made-up holders of the registers, so that a review of their patents finds its conflicts by itself.
"""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from qingzhi.base import clock
from qingzhi.base.identity.models import User
from qingzhi.base.permits import Actor
from qingzhi.base.regions.models import Region
from qingzhi.domains.parties.models import Party
from qingzhi.domains.talent.actions import add_employment, add_engagement, add_policy, declare_relation, register_expert
from qingzhi.domains.talent.models import Expert

from .stage import Stage, happens, number, pick

ENTERED_AT = datetime(2018, 6, 30, 17, 54)
EXPERTS = 60
TERM = (date(2018, 1, 10), date(2021, 1, 10))
LATER = date(2018, 6, 1)  # those without an account came after the experts of both rounds were drawn
SURNAMES = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何林高罗韩冶祁星"
GIVEN = (
    "志远",
    "秀兰",
    "建国",
    "文博",
    "海燕",
    "宗明",
    "永寿",
    "淑芳",
    "立群",
    "怀瑾",
    "雅琴",
    "克俭",
    "承业",
    "静波",
    "生花",
)
TIBETAN = ("才让多杰", "卓玛措", "扎西东周", "尕藏才旦", "拉毛吉", "索南达杰", "仁青卓玛")
TITLES = ("教授", "研究员", "高级工程师", "正高级工程师", "副教授", "专利代理师", "推广研究员")
FIELDS = (
    ("A61K", "中藏药", "C27"), ("C01D", "盐湖化工", "C26"), ("C12G", "农产品加工", "C15"), ("A23L", "农产品加工", "C14"),
    ("A01H", "作物育种", "A01"), ("H01L", "新能源材料", "C38"), ("B01D", "环境工程", "C26"), ("G06F", "信息技术", "I65"),
)  # fmt: skip
ABROAD = ("北京", "上海", "西安", "兰州", "成都", "杭州")
ORGANISATIONS = ("enterprise", "university", "institute")


def register_experts(stage: Stage) -> int | bool:
    """Enter the experts; how many. Those with accounts are the persons behind them."""
    if Expert.objects.exists():
        return False
    clerk = stage.actor("award_secretary")
    people = list(User.objects.filter(username__startswith="expert", is_demo=True).select_related("person__subject"))
    people.sort(key=lambda user: int(user.username.removeprefix("expert") or 1))
    firms = list(
        Party.objects.filter(kind__in=ORGANISATIONS, fictional=True, ended_on=None, merged_into=None).order_by("pk")[
            :200
        ]
    )
    regions = list(Region.objects.filter(level="prefecture", valid_to=None).order_by("code"))
    names = _names({user.person.name for user in people})
    with clock.fixed(ENTERED_AT):
        for index in range(EXPERTS):
            user = people[index] if index < len(people) else None
            expert = _enter(clerk, index, user.person.name if user else next(names), user, firms, regions)
            _tie(clerk, index, expert, firms)
    return EXPERTS


def _enter(clerk: Actor, index: int, name: str, user: User | None, firms: list[Party], regions: list[Region]) -> Expert:
    outside = index % 5 == 4
    ipc, discipline, industry = FIELDS[index % len(FIELDS)]
    at_firm = bool(firms) and index % 3 == 0 and not outside
    firm = pick(firms, "employer", index) if at_firm else None
    place = pick(ABROAD, "place", index) if outside else ""
    employer = (
        firm.name if firm else f"{place or '青海'}示例{pick(('大学', '研究院', '学会', '检测中心'), 'body', index)}"
    )
    return register_expert(
        actor=clerk, name=name, title=pick(TITLES, "title", index), honours="省级科技奖评审专家（示例）" if index % 7 == 0 else "",
        region=None if outside or not regions else pick(regions, "region", index), place=place, outside=outside,
        employer=employer, employer_party=firm, post="技术负责人" if firm else "教师",
        employed_from=date(number(2005, 2016, "since", index), 7, 1),
        fields=[("ipc", ipc), ("discipline", discipline), ("gbt4754", industry)], valid_from=TERM[0] if user else LATER, valid_to=TERM[1],
        subject=user.person.subject if user else None, source="2018年专家征集（示例）", despite_same_name=True, fictional=True,
    )  # fmt: skip


def _tie(clerk: Actor, index: int, expert: Expert, firms: list[Party]) -> None:
    """A former post, shares, a student, a policy: some have one."""
    if firms and happens(25, "former", index):
        firm = pick(firms, "former", index, "firm")
        last = date(number(2014, 2017, "left", index), 6, 30)
        add_employment(actor=clerk, expert=expert, party=firm, post="顾问", valid_from=date(2010, 1, 1), valid_to=last)
    told: dict[str, Any] = {"actor": clerk, "expert": expert, "source": "专家聘任登记表（示例）"}
    if firms and happens(12, "shares", index):
        declare_relation(
            kind="equity", party=pick(firms, "shares", index, "firm"), detail="持股不足百分之五（示例）", **told
        )
    if happens(15, "student", index):
        declare_relation(
            kind="student", name=f"{pick(SURNAMES, 'student', index)}{pick(GIVEN, 'student', index)}", **told
        )
    if expert.outside:
        add_policy(
            actor=clerk, expert=expert, title="柔性引才工作补贴（示例）", basis="省柔性引才办法（示例）", amount=Decimal(30000),
            valid_from=TERM[0], valid_to=TERM[1],
        )  # fmt: skip
        add_engagement(
            actor=clerk,
            expert=expert,
            kind="part_time",
            title="盐湖产业专利导航顾问（示例）",
            began_on=date(2018, 3, 1),
            role="顾问",
        )


def _names(taken: set[str]) -> Iterator[str]:
    """Made-up names, none twice."""
    for index in range(10_000):
        name = pick(TIBETAN, "t", index) if index % 9 == 8 else pick(SURNAMES, "s", index) + pick(GIVEN, "g", index)
        if name not in taken:
            taken.add(name)
            yield name
