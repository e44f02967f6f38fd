"""The machine-readable annex of a report: every figure with its code, and what its tables and charts show."""

import csv
import io
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.urls import reverse
from xlsxwriter import Workbook

from qingzhi.engine.imports.rules.errors_file import harmless

from ..models import Report

COLUMNS = (
    ("number", "编号"), ("code", "核验码"), ("indicator", "指标代码"), ("name", "指标"), ("value", "数值"), ("unit", "单位"),
    ("period", "时期"), ("region", "地区代码"), ("region_name", "地区"), ("as_of", "数据截至"), ("frozen_on", "冻结日期"),
    ("lake_on", "数据湖日期"), ("source", "来源"), ("revised_on", "修订日期"), ("reason", "修订理由"), ("verify", "核验地址"),
)  # fmt: skip
WITHHELD = "来源未许可再发布，数值见报告正文"


def annex_of(report: Report, content: Mapping[str, Any]) -> dict[str, Any]:
    """Everything for machines: about the report, its figures, its tables and charts by their captions."""
    items = [item for chapter in content["chapters"] for item in chapter["items"]]
    return {
        "title": report.title,
        "report": report.code,
        "period": report.period,
        "region": report.region_code,
        "edition": report.edition,
        "number": report.document.number if report.document else "",
        "issued_on": report.issued_on.isoformat() if report.issued_on else None,
        "issuer": report.body.name,
        "outline": {"source": report.outline.source, "valid_from": report.outline.valid_from.isoformat()},
        "figures": [row_of(one) for one in content["figures"]],
        "tables": [
            {
                "caption": item["caption"],
                "header": item["header"],
                "rows": [[{"text": text, "code": code} for text, code in row] for row in item["rows"]],
            }
            for item in items
            if item["kind"] == "table"
        ],
        "charts": [
            {"caption": item["caption"], "finding": item["finding"], "spec": item["spec"], "codes": item["codes"]}
            for item in items
            if item["kind"] == "chart"
        ],
    }


def for_everybody(content: Mapping[str, Any]) -> dict[str, Any]:
    """The content without the values that their source does not let the house republish as data; what the report quotes, with
    its source, is quoted in the report alone."""
    kept = {one["code"] for one in content["figures"] if not one.get("republish", True)}
    chapters = [
        {**chapter, "items": [_withheld(item, kept) for item in chapter["items"]]} for chapter in content["chapters"]
    ]
    figures = [{**one, "value": "", "reason": WITHHELD} if one["code"] in kept else one for one in content["figures"]]
    return {**content, "chapters": chapters, "figures": figures}


def _withheld(item: Mapping[str, Any], kept: set[str]) -> dict[str, Any]:
    if item["kind"] == "table":
        return {
            **item,
            "rows": [[["—", code] if code in kept else [text, code] for text, code in row] for row in item["rows"]],
        }
    if item["kind"] == "chart" and kept & set(item["codes"]):
        return {**item, "spec": {}, "finding": WITHHELD}
    return dict(item)


def row_of(figure: Mapping[str, Any]) -> dict[str, Any]:
    """A figure with the address at which it is verified."""
    address = f"{settings.QINGZHI_SITE_URL.rstrip('/')}{reverse('metrics:verify', args=[figure['code']])}"
    known = {name: figure.get(name, "") for name, _ in COLUMNS if name != "verify"}
    return {**known, "verify": address}


def annex_csv(content: Mapping[str, Any]) -> bytes:
    """The figures as CSV with Chinese heads; it begins with a mark so that Excel reads it as UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([head for _, head in COLUMNS])
    for one in content["figures"]:
        writer.writerow([value if name == "value" else harmless(str(value)) for name, value in row_of(one).items()])
    return text.getvalue().encode("utf-8-sig")


def annex_xlsx(report: Report, content: Mapping[str, Any]) -> bytes:
    """The figures on one sheet, each table of the report on another."""
    file = io.BytesIO()
    with Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}) as book:
        head = book.add_format({"bold": True, "bg_color": "#E4F1F2", "bottom": 1})
        sheet = book.add_worksheet("数据")
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(COLUMNS) - 1, 16)
        for column, (_, title) in enumerate(COLUMNS):
            sheet.write_string(0, column, title, head)
        for line, one in enumerate(content["figures"], 1):
            for column, value in enumerate(row_of(one).values()):
                if COLUMNS[column][0] in ("number", "value") and value != "":
                    sheet.write_number(line, column, float(Decimal(str(value))))
                else:
                    sheet.write_string(line, column, str(value))
        _tables(book, head, content)
        book.set_properties({"title": report.title, "author": report.body.name})
    return file.getvalue()


def _tables(book: Workbook, head: Any, content: Mapping[str, Any]) -> None:
    for chapter in content["chapters"]:
        for item in chapter["items"]:
            if item["kind"] != "table":
                continue
            sheet = book.add_worksheet(item["caption"].split("\u3000")[0])
            sheet.set_column(0, 0, 30)
            sheet.write_string(0, 0, item["caption"])
            for column, title in enumerate(item["header"]):
                sheet.write_string(1, column, title, head)
            for line, row in enumerate(item["rows"], 2):
                for column, (text, _) in enumerate(row):
                    sheet.write_string(line, column, str(text))
