"""Issued documents as a listing."""

from django.db.models import Q, QuerySet
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.components import State
from qingzhi.base.pages.listing import Choice, Column, DateRange, Listing, Search
from qingzhi.base.pages.request import PageRequest

from .kinds import kind_title
from .models import IssuedDocument, TemplateVersion
from .queries import TemplateNow
from .terms import Standing

CODES = {Standing.VALID: "ok", Standing.SUPERSEDED: "none", Standing.WITHDRAWN: "late"}
FILTERS = {
    Standing.VALID: Q(withdrawn_on=None, superseded_on=None),
    Standing.SUPERSEDED: Q(withdrawn_on=None, superseded_on__isnull=False),
    Standing.WITHDRAWN: Q(withdrawn_on__isnull=False),
}


def standing_state(document: IssuedDocument) -> State:
    """The light of a document."""
    standing = document.standing
    reason = {
        Standing.VALID: f"{document.issued_on} 制发",
        Standing.SUPERSEDED: f"{document.superseded_on} 已重新制发",
        Standing.WITHDRAWN: f"{document.withdrawn_on} 撤回：{document.withdrawn_reason}",
    }
    return State(CODES[standing], standing.label, reason[standing])


class DocumentListing(Listing):
    """Issued documents, newest first."""

    name = "公文"
    columns = [
        Column("state", "状态", kind="state", value=standing_state, sort=False),
        Column("title", "标题", kind="link", url=lambda d: reverse("documents:document", args=[d.pk]), sub="number"),
        Column("kind", "文种", value=lambda document: document.kind_title),
        Column("body__short_name", "发文单位", drop=True),
        Column("issued_on", "成文日期", kind="date"),
        Column("version", "版本", value=lambda document: f"第{document.version}版", drop=True),
    ]
    default_order = ("-issued_on", "-id")
    empty_title = "还没有公文"
    empty_hint = "办理事项时制发的公文会按成文日期列在这里。"

    def __init__(self, request: PageRequest, rows: QuerySet[IssuedDocument]):
        super().__init__(request, rows)
        standings = [(each.value, each.label) for each in Standing]
        self.filters = [
            Search("q", "按标题或字号查找", fields=["title", "number"]),
            Choice("kind", "文种", options=self._kinds, lookup="kind"),
            Choice("standing", "状态", options=standings, narrowing=self._standing),
            DateRange("issued_on", "成文日期"),
        ]

    def _standing(self, rows: QuerySet[IssuedDocument], asked: str) -> QuerySet[IssuedDocument]:
        return rows.filter(FILTERS[Standing(asked)])

    def _kinds(self, listing: Listing) -> list[tuple[str, str]]:
        codes = self.all_rows.order_by("kind").values_list("kind", flat=True).distinct()
        return [(code, kind_title(code)) for code in codes]


def template_state(version: TemplateVersion) -> State:
    """Whether a version holds, waits or is over."""
    today = clock.today()
    if version.valid_to is not None and version.valid_to <= max(today, version.valid_from):
        return State("none", "已停用", f"用至 {version.valid_to}")
    if version.valid_from > today:
        return State("warn", "待启用", f"自 {version.valid_from} 起")
    return State("ok", "现行", f"自 {version.valid_from} 起")


def _drawn_by(row: TemplateNow) -> State:
    if row.version is None:
        return State("none", "内置文本", "没有上传模板，按内置文本和 GB/T 9704 版式制发")
    return State("ok", f"第 {row.version.version} 版", f"自 {row.version.valid_from} 起")


class TemplateListing(Listing):
    """The declared notices and what draws them."""

    name = "文书模板"
    columns = [
        Column("state", "现行", kind="state", value=_drawn_by, sort=False),
        Column("title", "文书", kind="link", url=lambda row: reverse("documents:template", args=[row.pk]), sub="pk"),
        Column("series", "发文字号系列", value=lambda row: row.declared.series, drop=True),
        Column("note", "修改说明", value=lambda row: row.version.note if row.version else "", drop=True),
    ]
    filters = [Search("q", "按名称查找", fields=["title"])]
    exports = False
    page_size = 50
