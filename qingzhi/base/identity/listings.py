"""The administrators' lists."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.wording import action_title
from qingzhi.base.pages.components import State
from qingzhi.base.pages.listing import Choice, Column, DateRange, Listing, Search

from .models import AccountApplication, Body, BodyKind, EmergencyGrant, Role
from .queries import idle_accounts, valid
from .wording import ACTIONS, SIGN_IN_ACTIONS


def period_state(row: Any) -> State:
    """Whether a row with validity holds today."""
    today = clock.today()
    if row.valid_to and row.valid_to <= today:
        return State("none", "已结束", f"至 {row.valid_to}")
    if row.valid_from and row.valid_from > today:
        return State("unknown", "未到期", f"自 {row.valid_from}")
    return State("ok", "有效")


def narrowed_by_period(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    """Rows that hold today, or that do not."""
    return rows.filter(valid()) if value == "valid" else rows.exclude(pk__in=rows.filter(valid()).values("pk"))


PERIODS = [("valid", "有效"), ("other", "已结束或未到期")]


class AccountListing(Listing):
    name = "账号"
    columns = [
        Column(
            "state",
            "状态",
            kind="state",
            value=lambda user: State("ok", "在用") if user.is_active else State("late", "停用"),
            sort="is_active",
        ),
        Column("username", "账号", kind="link", url=lambda user: reverse("identity:account", args=[user.pk])),
        Column("name", "姓名", value=lambda user: user.person.name, sort="person__name"),
        Column("oidc_subject", "统一身份", value=lambda user: bool(user.oidc_subject), sort=False, drop=True),
        Column("created_at", "开立时间", kind="datetime", drop=True),
        Column("last_login", "最近登录", kind="datetime"),
    ]
    filters = [
        Search("q", "按账号或姓名查找", fields=["username", "person__name"]),
        Choice(
            "state",
            "状态",
            options=[("active", "在用"), ("disabled", "停用"), ("idle", "没有岗位")],
            narrowing=lambda rows, value: (
                rows.filter(pk__in=idle_accounts().values("pk"))
                if value == "idle"
                else rows.filter(is_active=value == "active")
            ),
        ),
    ]
    default_order = "username"
    empty_title = "还没有账号"


class BodyListing(Listing):
    name = "单位"
    columns = [
        Column("state", "状态", kind="state", value=period_state, sort="valid_to"),
        Column("name", "名称", kind="link", url=lambda body: reverse("identity:body", args=[body.pk])),
        Column("short_name", "简称"),
        Column("kind", "类别", value=Body.get_kind_display, drop=True),
        Column("region", "地区", value=lambda body: body.region.name, sort="region__code"),
        Column("valid_from", "设立", kind="date", drop=True),
        Column("valid_to", "撤销", kind="date"),
    ]
    filters = [
        Search("q", "按名称或曾用名查找", fields=["name", "short_name", "code", "former_names__name"]),
        Choice("kind", "类别", options=BodyKind.choices),
        Choice("state", "状态", options=PERIODS, narrowing=narrowed_by_period),
    ]
    default_order = ("position", "code")
    empty_title = "还没有单位"


class PostListing(Listing):
    name = "岗位"
    columns = [
        Column("state", "状态", kind="state", value=period_state, sort="valid_to"),
        Column(
            "person",
            "姓名",
            kind="link",
            value=lambda post: post.person.name,
            sort="person__name",
            url=lambda post: reverse("identity:post", args=[post.pk]),
        ),
        Column("body", "单位", value=lambda post: post.body.short_name, sort="body__name"),
        Column("role", "角色", value=lambda post: post.role.name, sort="role__position"),
        Column("title", "职务", drop=True),
        Column("valid_from", "任职", kind="date"),
        Column("valid_to", "离任", kind="date"),
    ]
    filters = [
        Search(
            "q",
            "按姓名、账号或单位查找",
            fields=["person__name", "person__account__username", "body__name", "body__short_name"],
        ),
        Choice("role", "角色", options=lambda listing: Role.objects.values_list("code", "name"), lookup="role__code"),
        Choice("state", "状态", options=PERIODS, narrowing=narrowed_by_period),
    ]
    default_order = ("role__position", "person__name")
    empty_title = "还没有任命岗位"


class MandateListing(Listing):
    name = "经办授权"
    columns = [
        Column("state", "状态", kind="state", value=period_state, sort="valid_to"),
        Column(
            "person",
            "姓名",
            kind="link",
            value=lambda row: row.person.name,
            sort="person__name",
            url=lambda row: reverse("identity:mandate", args=[row.pk]),
        ),
        Column("subject", "代表", value=lambda row: "本人" if row.is_own else row.subject.display_name, sort=False),
        Column("role", "角色", value=lambda row: row.role.name, sort="role__position"),
        Column("basis", "依据", sort=False, drop=True),
        Column("valid_from", "自", kind="date"),
        Column("valid_to", "至", kind="date"),
    ]
    filters = [
        Search(
            "q",
            "按姓名、账号或所代表的主体查找",
            fields=["person__name", "person__account__username", "subject__display_name"],
        ),
        Choice(
            "role",
            "角色",
            options=lambda listing: Role.objects.filter(by_mandate=True).values_list("code", "name"),
            lookup="role__code",
        ),
        Choice("state", "状态", options=PERIODS, narrowing=narrowed_by_period),
    ]
    default_order = ("role__position", "person__name")
    empty_title = "还没有经办授权"
    empty_hint = "企业申请账号并获批准后，或给已有账号授权后，会列在这里。"


def application_state(row: AccountApplication) -> State:
    """Amber while it waits."""
    codes = {"pending": "warn", "approved": "done", "refused": "none"}
    return State(codes[row.state], row.get_state_display(), row.decision_note)


class ApplicationListing(Listing):
    name = "企业账号申请"
    columns = [
        Column("state", "状态", kind="state", value=application_state, sort="state"),
        Column("name", "企业", kind="link", url=lambda row: reverse("identity:application", args=[row.pk])),
        Column("credit_code", "统一社会信用代码", drop=True),
        Column("contact", "经办人"),
        Column("reason", "事由", sort=False, drop=True),
        Column("submitted_at", "提交时间", kind="datetime"),
    ]
    filters = [
        Search("q", "按企业、代码、经办人或回执号查找", fields=["name", "credit_code", "contact", "receipt"]),
        Choice("state", "状态", options=AccountApplication.State.choices),
    ]
    default_order = ("-state", "submitted_at")  # refused, pending, approved
    saved = [("全部", ""), ("待审批", "state=pending")]
    empty_title = "没有企业账号申请"
    empty_hint = "企业在“申请企业账号”页面提交后，会列在这里等待审批。"


class SecurityListing(Listing):
    name = "锁定与双因素"
    columns = [
        Column("state", "状态", kind="state", value=lambda user: user.lock_state, sort=False),
        Column("username", "账号", kind="link", url=lambda user: reverse("identity:security_account", args=[user.pk])),
        Column("name", "姓名", value=lambda user: user.person.name, sort="person__name"),
        Column("has_second_factor", "双因素", value=lambda user: "已启用" if user.has_second_factor else "未启用"),
        Column("last_login", "最近登录", kind="datetime"),
    ]
    filters = [Search("q", "按账号或姓名查找", fields=["username", "person__name"])]
    default_order = "username"


class SignInLogListing(Listing):
    name = "登录日志"
    columns = [
        Column("at", "时间", kind="datetime"),
        Column("action", "动作", value=lambda entry: action_title(entry.action)),
        Column("actor_name", "姓名"),
        Column("object_label", "账号"),
        Column("address", "来源地址"),
        Column("reason", "说明", sort=False),
    ]
    filters = [
        Search("q", "按姓名、账号或地址查找", fields=["actor_name", "object_label", "address"]),
        Choice("action", "动作", options=[(code, ACTIONS[code]) for code in SIGN_IN_ACTIONS]),
        DateRange("at", "时间", lookup="at__date"),
    ]
    default_order = "-at"
    empty_title = "还没有登录记录"


class EmergencyListing(Listing):
    name = "应急授权"
    columns = [
        Column("state", "状态", kind="state", value=lambda row: emergency_state(row), sort=False),
        Column(
            "user",
            "姓名",
            kind="link",
            value=lambda row: row.user.person.name,
            sort="user__person__name",
            url=lambda row: reverse("identity:emergency", args=[row.pk]),
        ),
        Column("role", "借用角色", value=lambda row: row.role.name, sort="role__name"),
        Column("reason", "事由", sort=False),
        Column("started_at", "开始", kind="datetime"),
        Column("ends_at", "到期", kind="datetime"),
    ]
    filters = [Search("q", "按姓名或事由查找", fields=["user__person__name", "reason"])]
    default_order = "-started_at"
    empty_title = "没有应急授权"


def emergency_state(row: EmergencyGrant) -> State:
    """Red while it holds or waits for review."""
    if row.reviewed_at:
        return State("done" if row.verdict == "justified" else "warn", f"已复核：{row.get_verdict_display()}")
    if row.ended_at is None and row.ends_at > clock.real_now():
        return State("late", "生效中")
    return State("late", "待复核")
