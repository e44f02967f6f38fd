"""A report's content as a bound report: the same structure, drawn for Word and PDF."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.urls import reverse

from qingzhi.base.pages.charts import png_of
from qingzhi.engine.documents.rules.drawing import (
    Align,
    Book,
    BookChapter,
    Line,
    Note,
    NoteGroup,
    Paragraph,
    Picture,
    Section,
    Span,
    Table,
    Tabled,
    Verification,
)

from ..models import Report
from ..rules.figure_codes import written
from ..rules.report_content import numeral
from ..rules.report_words import number_text

WIDTH, SCALE = 640, 2.2
APPENDIX = "附录　数据核验码"
DIFFERENCES = "与上年报告的差异说明"
FIRST, NARROW = 2.6, 1.0


def book_of(
    report: Report,
    content: Mapping[str, Any],
    *,
    dated_on: date,
    pages: tuple[int, ...] = (),
    number: str = "",
    draft_mark: str = "",
    verification: Verification | None = None,
) -> Book:
    """The report to be drawn."""
    chapters = [BookChapter(one["title"], tuple(map(_content, one["items"]))) for one in content["chapters"]]
    if before := content.get("before"):
        chapters.append(BookChapter(f"{numeral(len(chapters) + 1)}、{DIFFERENCES}", tuple(_difference(before))))
    return Book(
        title=report.title,
        subtitle=_subtitle(report),
        issuer=report.body.name,
        dated_on=dated_on,
        chapters=tuple(chapters),
        number=number,
        draft_mark=draft_mark,
        appendix_title=APPENDIX,
        appendix_text=_how_to_verify(),
        notes=tuple(_notes(content["figures"])),
        verification=verification,
        words=("知识产权", "发展状况报告", "保护状况", "工作简报"),
        pages=pages,
        flowing=bool(report.outline.spec.get("flowing")),
    )


def _subtitle(report: Report) -> str:
    return str(report.outline.spec.get("subtitle") or "").replace("{period}", report.period_text)


def _how_to_verify() -> str:
    address = f"{settings.QINGZHI_SITE_URL.rstrip('/')}{reverse('metrics:verify_form')}"
    return (
        "本报告所列数据均为冻结数据，方括号内为数据编号。凭核验码可查询该数据的口径、来源、冻结日期、修订情况及所依据的记录："
        f"{address}"
    )


def _content(item: Mapping[str, Any]) -> Any:
    if item["kind"] == "section":
        return Section(item["text"])
    if item["kind"] == "text":
        return Line(tuple(Span(part["text"], tuple(part["notes"])) for part in item["parts"]))
    remark = f"数据编号：{item['notes_text']}" if item["notes"] else ""
    if item["kind"] == "chart":
        png = png_of(item["spec"], WIDTH, scale=SCALE)
        return Picture(png, item["caption"], f"{item['heading']}。{item['finding']}", remark)
    left = int(item.get("left", 1))
    columns = len(item["header"])
    align = tuple(Align.LEFT if place < left else Align.CENTER for place in range(columns))
    widths = tuple(FIRST if place < left else NARROW for place in range(columns))
    rows = tuple(tuple(str(text) for text, _ in row) for row in item["rows"])
    return Tabled(Table(tuple(item["header"]), rows, widths, align, caption=item["caption"]), remark)


def _difference(before: Mapping[str, Any]) -> list[Any]:
    found: list[Any] = [Paragraph(f"与《{before['title']}》相比，{before['words']}")]
    if before["restated"]:
        header = ("数据", "上年报告", "本报告", "修订理由")
        rows = tuple(
            (
                f"{one['region']}{one['period']}{one['name']}（{one['unit']}）",
                one["old"],
                one["new"],
                one["reason"] or "—",
            )
            for one in before["restated"]
        )
        align = (Align.LEFT, Align.CENTER, Align.CENTER, Align.LEFT)
        found.append(Tabled(Table(header, rows, (2.6, 1, 1, 2), align, caption="修订的数据")))
    return found


def _notes(figures: list[Mapping[str, Any]]) -> list[NoteGroup]:
    """The figures by indicator, in the order of their numbers."""
    groups: dict[tuple[str, str], list[Note]] = defaultdict(list)
    for one in figures:
        address = f"{settings.QINGZHI_SITE_URL.rstrip('/')}{reverse('metrics:verify', args=[one['code']])}"
        label = f"{one['region_name']}{one['period_label']}"
        value = number_text(Decimal(one["value"]))
        groups[one["name"], one["unit"]].append(Note(one["number"], label, value, written(one["code"]), address))
    return [NoteGroup(f"{name}（{unit}）", tuple(notes)) for (name, unit), notes in groups.items()]
