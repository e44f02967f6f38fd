"""The rule table as a listing."""

from django.db.models import Q, QuerySet

from qingzhi.base import clock
from qingzhi.base.pages.components import State
from qingzhi.base.pages.listing import Choice, Column, Listing, Search
from qingzhi.base.pages.request import PageRequest

from .models import LimitRule
from .queries import holding
from .terms import RuleStatus


def validity(rule: LimitRule) -> State:
    """Whether a rule holds today."""
    today = clock.today()
    if rule.valid_from and rule.valid_from > today:
        return State("none", "未施行", f"自 {rule.valid_from} 起施行")
    if rule.valid_to and rule.valid_to <= today:
        return State("none", "已失效", f"至 {rule.valid_to} 失效")
    if rule.is_default:
        return State("warn", "默认", "默认值，待本单位确认")
    return State("ok", "现行", "已确认，现行有效")


def period(rule: LimitRule) -> str:
    """From when to when, in words."""
    if rule.valid_from is None and rule.valid_to is None:
        return "长期"
    return f"{rule.valid_from or '此前'} 起{f'，至 {rule.valid_to} 止' if rule.valid_to else ''}"


class LimitListing(Listing):
    """Every limit with its validity and source."""

    name = "期限规则"
    columns = [
        Column("state", "状态", kind="state", value=validity, sort="valid_to"),
        Column("title", "期限", kind="link", url=lambda rule: f"/limits/count/?code={rule.code}", sub="code"),
        Column("length", "长度", value=lambda rule: str(rule.length), sort="value"),
        Column("period", "有效期", value=period, sort="valid_from", drop=True),
        Column("source", "来源", sort=False),
        Column("amend", "维护", kind="html", template="limits/amend_link.html", sort=False, export=lambda rule: ""),
    ]
    default_order = ("code", "valid_from")
    empty_title = "还没有期限规则"
    empty_hint = "期限规则随基础数据装入。"

    def __init__(self, request: PageRequest, rows: QuerySet[LimitRule], *, may_manage: bool):
        super().__init__(request, rows)
        if not may_manage:
            self.columns = [column for column in self.columns if column.name != "amend"]
        statuses = [(each.value, each.label) for each in RuleStatus]
        self.filters = [
            Search("q", "按名称或代码查找", fields=["title", "code", "source"]),
            Choice("status", "状态", options=statuses, lookup="status"),
            Choice("valid", "有效性", options=[("now", "现行"), ("other", "未施行或已失效")], narrowing=self._valid),
        ]

    def _valid(self, rows: QuerySet[LimitRule], asked: str) -> QuerySet[LimitRule]:
        now: Q = holding(clock.today())
        return rows.filter(now) if asked == "now" else rows.exclude(now)
