"""Batches, rejected rows and sources as listings."""

from typing import Any

from django.urls import reverse

from qingzhi.base.pages.listing import Choice, Column, DateRange, Listing, Search
from qingzhi.base.pages.request import PageRequest

from .kinds import UnknownImportKind, all_kinds, kind_of
from .models import Batch, Rejection
from .queries.feeds import silent_feeds
from .queries.lights import batch_state, feed_state
from .terms import BatchState


def kind_title(code: str) -> str:
    """The kind's name; a kind whose register is not installed shows its code."""
    try:
        return kind_of(code).title
    except UnknownImportKind:
        return code


def batch_url(batch: Batch) -> str:
    return reverse("imports:batch", args=[batch.pk])


class BatchListing(Listing):
    """Every file that came in."""

    name = "导入批次"
    columns = [
        Column("state", "状态", kind="state", value=batch_state, sort="state"),
        Column("file_name", "文件", kind="link", url=batch_url, sub=lambda one: kind_title(one.kind)),
        Column("data_as_of", "数据截至", kind="date"),
        Column("cursor", "数据行", kind="number"),
        Column("created_count", "新增", kind="number"),
        Column("updated_count", "更新", kind="number"),
        Column("unchanged_count", "未变", kind="number", drop=True),
        Column("rejected_count", "拒收", kind="number", url=lambda one: reverse("imports:rejections", args=[one.pk])),
        Column("feed__title", "来源", drop=True),
        Column("requested_at", "提交", kind="datetime", sub="requested_by", drop=True),
    ]
    filters = [
        Search("q", "按文件名或说明查找", fields=["file_name", "note"]),
        Choice("kind", "种类", options=lambda listing: [(one.code, one.title) for one in all_kinds()], lookup="kind"),
        Choice("state", "状态", options=BatchState.choices(), lookup="state"),
        DateRange("on", "提交日期", lookup="requested_at__date"),
    ]
    default_order = "-id"
    saved = [("全部", ""), ("待确认", "state=prepared"), ("已中止", "state=failed"), ("已撤回", "state=rolled_back")]
    empty_title = "还没有导入过文件"
    empty_hint = "从“导入数据”开始：选种类、选文件、核对列名、预览差异，再确认。"


class RejectionListing(Listing):
    """The rejected places of one batch."""

    name = "拒收的行"
    columns = [
        Column("line", "行", kind="number"),
        Column("column_name", "列", sub=lambda one: f"第 {one.column} 列" if one.column else ""),
        Column("content", "内容"),
        Column("reason", "原因"),
    ]
    default_order = ("line", "id")
    exports = False
    count_limit = 10_000
    empty_title = "没有拒收的行"
    empty_hint = "文件的每一行都已收下。"

    def __init__(self, request: PageRequest, rows: Any, batch: Batch):
        super().__init__(request, rows)
        self.filters = [
            Search("q", "按内容或原因查找", fields=["content", "reason"]),
            Choice("column", "列", options=self._columns, lookup="column_name"),
        ]
        self.batch = batch

    def _columns(self, listing: Listing) -> list[str]:
        names = Rejection.objects.filter(batch=self.batch).order_by("column_name").values_list("column_name", flat=True)
        return [name for name in names.distinct() if name]


class FeedListing(Listing):
    """The sources, those with which something is wrong first."""

    name = "数据来源"
    columns = [
        Column("state", "状态", kind="state", sort=False),
        Column("title", "来源", kind="link", url=lambda one: reverse("imports:feed", args=[one.code]), sub="code"),
        Column("kind", "导入种类", value=lambda one: kind_title(one.kind)),
        Column("every", "周期", value=lambda one: one.get_every_display()),
        Column("reason", "情况", sort=False),
        Column("keeper__short_name", "责任单位", drop=True),
        Column("licence", "使用许可", drop=True),
    ]
    default_order = "code"
    empty_title = "还没有登记数据来源"
    empty_hint = "登记后，来源到期没有数据、跳过一期或将有缺口时会提醒。"

    def prepare(self, rows: list[Any]) -> list[Any]:
        silent = {one.feed.pk: one for one in silent_feeds()}
        for row in rows:
            one = silent.get(row.pk)
            row.state, row.reason = feed_state(one), one.reason if one else "按期"
        return rows
