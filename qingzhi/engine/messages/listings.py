"""The inbox of messages and the outbox as listings."""

from django.db.models import Q, QuerySet
from django.urls import reverse

from qingzhi.base.pages.components import State
from qingzhi.base.pages.listing import Choice, Column, Flag, Listing, Search
from qingzhi.base.pages.request import PageRequest

from .channels import CHANNELS
from .kinds import kind_title
from .models import Message, OutboxRow
from .queries import KindNow


def reading_state(message: Message) -> State:
    if not message.is_read:
        return State("warn", "未读", "还没有人阅读")
    return State("none", "已读", f"{message.read_by} 已读")


def sending_state(row: OutboxRow) -> State:
    if row.sent_at:
        return State("done", "已发出", f"{row.sent_at:%Y-%m-%d %H:%M} 发出")
    if row.refused_at:
        return State("late", "被拒绝", row.error)
    if row.is_gathered:
        return State("none", "等待汇总", "收件人选择每天汇总成一封")
    return State("warn" if row.attempts else "none", "重试中" if row.attempts else "待发送", row.error)


def _gathered(row: OutboxRow) -> str:
    return "每日汇总" if row.message_id is None else ""


class MessageListing(Listing):
    """Messages to somebody and to the body, unread ones first."""

    name = "消息"
    columns = [
        Column("state", "状态", kind="state", value=reading_state, sort="read_at"),
        Column("title", "标题", kind="link", url=lambda m: reverse("notices:message", args=[m.pk])),
        Column("kind", "类别", value=lambda m: m.kind_title, drop=True),
        Column("recipient__display_name", "收件人", drop=True),
        Column("created_at", "时间", kind="datetime"),
    ]
    default_order = ("-created_at",)
    saved = [("全部", ""), ("未读", "unread=1")]
    empty_title = "没有消息"
    empty_hint = "督办、提醒和办理结果会发到这里。"

    def __init__(self, request: PageRequest, rows: QuerySet[Message]):
        super().__init__(request, rows)
        self.filters = [
            Search("q", "按标题或内容查找", fields=["title", "text"]),
            Choice("kind", "类别", options=self._kinds, lookup="kind"),
            Flag("unread", "只看未读", condition=Q(read_at=None)),
        ]

    def _kinds(self, listing: Listing) -> list[tuple[str, str]]:
        codes = self.all_rows.order_by("kind").values_list("kind", flat=True).distinct()
        return [(code, kind_title(code)) for code in codes]


class OutboxListing(Listing):
    """What went out, what waits. Addresses are masked."""

    name = "外发消息"
    columns = [
        Column("state", "状态", kind="state", value=sending_state, sort="sent_at"),
        Column("heading", "消息", kind="text", sort="message__title", sub=_gathered),
        Column(
            "channel", "渠道", value=lambda row: CHANNELS[row.channel].title if row.channel in CHANNELS else row.channel
        ),
        Column("address", "地址", value=lambda row: masked(row.address), sort=False),
        Column("attempts", "尝试次数", kind="number"),
        Column("created_at", "登记时间", kind="datetime"),
        Column("error", "最近错误", sort=False, drop=True),
    ]
    filters = [
        Search("q", "按标题查找", fields=["message__title", "title"]),
        Choice("channel", "渠道", options=[(code, channel.title) for code, channel in CHANNELS.items()]),
        Flag("waiting", "只看未发出", condition=Q(sent_at=None)),
    ]
    default_order = ("-created_at",)
    empty_title = "没有外发消息"
    empty_hint = "配置邮件服务器或短信网关后，消息会同时外发。"


def masked(address: str) -> str:
    """An address that an administrator can recognise and not copy: zh***@example.gov.cn, 138****0000."""
    name, at, host = address.partition("@")
    if at:
        return f"{name[:2]}***@{host}"
    return f"{address[:3]}****{address[-4:]}" if len(address) == 11 else "***"


def _worded_by(row: KindNow) -> State:
    if row.own is None:
        return State("none", "内置文字", "没有改过，按内置文字发送")
    return State("ok", "本单位文字", f"自 {row.own.valid_from} 起")


class KindListing(Listing):
    """The declared kinds of messages and whose texts hold for them."""

    name = "消息模板"
    columns = [
        Column("state", "现行", kind="state", value=_worded_by, sort=False),
        Column("title", "类别", kind="link", url=lambda row: reverse("notices:text", args=[row.pk]), sub="pk"),
        Column(
            "channels", "渠道", drop=True,
            value=lambda row: "、".join(["站内", *(CHANNELS[code].title for code in row.declared.channels)]),
        ),
        Column("short", "短信文字", value=lambda row: (row.own or row.declared).short, drop=True),
    ]  # fmt: skip
    filters = [Search("q", "按类别查找", fields=["title"])]
    exports = False
    page_size = 50
