"""The trail as a list."""

from django.urls import reverse

from qingzhi.base.pages.listing import Choice, Column, DateRange, Listing, Search

from .models import AuditEntry
from .wording import action_title, named_actions

KINDS = [("person", "人员"), ("program", "其他单位的系统"), ("system", "系统"), ("public", "公众或未登录")]


def changes_text(entry: AuditEntry) -> str:
    """Old and new in one line, for the sheet."""
    return "；".join(f"{name}：{_said(old)} → {_said(new)}" for name, (old, new) in entry.worded_changes)


def _said(value: object) -> str:
    return "空" if value is None else str(value)


class EntryListing(Listing):
    name = "审计记录"
    columns = [
        Column("at", "时间", kind="datetime"),
        Column(
            "action",
            "动作",
            kind="link",
            value=lambda entry: action_title(entry.action),
            url=lambda entry: reverse("audit:entry", args=[entry.pk]),
        ),
        Column("actor_name", "姓名", sub="role_title"),
        Column("body_name", "单位"),
        Column("object_label", "对象"),
        Column("reason", "理由", sort=False, drop=True),
        Column("address", "来源地址", drop=True),
        Column("changes", "变更", value=lambda entry: len(entry.changes) or None, export=changes_text, sort=False),
    ]
    filters = [
        Search("person", "按姓名或岗位查找", fields=["actor_name", "role_title"]),
        Search("body", "按单位查找", fields=["body_name"]),
        Search("object", "按对象查找", fields=["object_label", "object_kind", "object_id"]),
        Search("reason", "按理由全文查找", fields=["reason"]),
        Choice("action", "动作", options=lambda listing: named_actions()),
        Choice("kind", "操作者", options=KINDS, lookup="actor_kind"),
        DateRange("at", "时间", lookup="at__date"),
    ]
    default_order = "-id"
    saved = [("登录失败", "action=identity.sign_in_failed"), ("应急授权", "action=identity.take_emergency")]
    empty_title = "还没有审计记录"
