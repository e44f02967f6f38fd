"""Tables, their versions and the differences of a trial as listings."""

from collections.abc import Iterable

from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.components import State
from qingzhi.base.pages.listing import Choice, Column, Listing, Search

from .models import TableVersion, TrialDifference
from .queries.versions import TableOverview
from .terms import RowStatus, VersionState


def standing(version: TableVersion) -> State:
    """Where a version stands today."""
    today, state = clock.today(), VersionState(version.state)
    if state is VersionState.TRIED:
        return State("warn", "待发布", "已试算，待另一人发布")
    if state is not VersionState.PUBLISHED:
        return State("none", state.label, version.reason)
    if version.valid_from and version.valid_from > today:
        return State("none", "未施行", f"自 {version.valid_from} 起施行")
    if version.valid_to and version.valid_to <= today:
        return State("none", "已失效", f"至 {version.valid_to} 失效")
    if version.status == RowStatus.DEFAULT:
        return State("warn", "默认", "现行，默认值待本单位确认")
    return State("ok", "现行", "已确认，现行有效")


def table_state(about: TableOverview) -> State:
    """Where a table stands: what is in force today."""
    if about.current is not None:
        return standing(about.current)
    if about.coming is not None:
        return State("warn", "未施行", f"自 {about.coming.valid_from} 起施行，今天没有版本")
    return State("late", "无版本", "今天没有施行中的版本，凭它办理的事项无法决定")


def period(version: TableVersion | None) -> str:
    """From when to when, in words."""
    if version is None or version.published_at is None:
        return ""
    if version.valid_from is None and version.valid_to is None:
        return "长期"
    begins = f"{version.valid_from} 起" if version.valid_from else "此前起"
    return f"{begins}，至 {version.valid_to} 止（不含当日）" if version.valid_to else begins


def _drafts(about: TableOverview) -> str:
    waiting = sum(one.state == VersionState.TRIED for one in about.drafts)
    open_drafts = len(about.drafts) - waiting
    parts = [f"{waiting} 份待发布"] if waiting else []
    return "，".join([*parts, f"{open_drafts} 份草稿"] if open_drafts else parts)


class TableListing(Listing):
    """Every declared table."""

    name = "决策表"
    columns = [
        Column("state", "状态", kind="state", value=table_state),
        Column("title", "决策表", kind="link", url=lambda row: reverse("decisions:table", args=[row.code]), sub="code"),
        Column("hit", "命中方式", value=lambda row: row.spec.hit_label, drop=True),
        Column("current", "现行版本", value=lambda row: f"第 {row.current.number} 版" if row.current else None,
               sub=lambda row: period(row.current)),
        Column("source", "依据", value=lambda row: row.current.source if row.current else row.spec.basis, drop=True),
        Column("drafts", "在办", value=_drafts),
        Column("cases", "已决事项", kind="number"),
    ]  # fmt: skip
    filters = [
        Search("q", "按名称或代码查找", fields=["title", "code"]),
    ]
    default_order = "title"
    empty_title = "还没有决策表"
    empty_hint = "决策表由各业务声明，规则行随基础数据装入。"


class VersionListing(Listing):
    """The versions of one table."""

    name = "版本"
    columns = [
        Column("state", "状态", kind="state", value=standing, sort="state"),
        Column("number", "版本", kind="link", value=lambda row: f"第 {row.number} 版",
               url=lambda row: reverse("decisions:version", args=[row.pk])),
        Column("period", "施行时间", value=period, sort="valid_from"),
        Column("source", "依据", sort=False, drop=True),
        Column("drafted_by", "起草", sub=lambda row: f"{row.drafted_at.astimezone(clock.now().tzinfo):%Y-%m-%d}", drop=True),
        Column("published_by", "发布"),
    ]  # fmt: skip
    exports = False
    default_order = "-number"
    compact = True
    empty_title = "还没有版本"
    empty_hint = "起草一个版本，试算后由另一人发布。"


class DifferenceListing(Listing):
    """The cases that would come out differently."""

    name = "试算差异"
    columns = [
        Column("kind", "结果", kind="state", value=lambda row: _kind(row), sort="is_failure"),
        Column("case", "事项", kind="link", value=lambda row: str(row.case), url=lambda row: row.case.url, sort=False),
        Column("before", "原来决定", sub=lambda row: f"第 {row.rows_before} 行" if row.rows_before else "", sort=False),
        Column("after", "改后决定", sub=lambda row: f"第 {row.rows_after} 行" if row.rows_after else "", sort=False),
        Column("why", "原因", sort=False, drop=True),
    ]
    filters = [
        Search("q", "按事项查找", fields=["case__label"]),
        Choice("kind", "结果", options=[("0", "结果不同"), ("1", "无法得出")], lookup="is_failure"),
    ]
    default_order = "id"
    empty_title = "没有一件会有不同"
    empty_hint = "按草稿办理，已决事项的结果都与原来相同。"


def _kind(row: TrialDifference) -> State:
    return State("late", "无法得出", row.why) if row.is_failure else State("warn", "不同", row.why)


def in_words(rows: Iterable[TableVersion]) -> list[tuple[str, str]]:
    """Versions as options of a choice."""
    return [(str(row.pk), f"第 {row.number} 版（{standing(row).label}）") for row in rows]
