"""The answer sheet as an Excel file to be filled in: only the answers and their reasons can be written."""

import io

from xlsxwriter import Workbook

from ..models import SurveyAnswer
from ..rules.answer_files import HEADS, MARK, Mark
from .survey_sheets import Line, sheet_of

WIDTHS = (10, 46, 10, 16, 16, 16, 46)


def mark_of(answer: SurveyAnswer) -> Mark:
    """The mark by which an uploaded file finds its sheet."""
    round_ = answer.round
    return Mark(round_.survey.code, round_.version.number, round_.period, answer.body.code, answer.revision)


def workbook_of(answer: SurveyAnswer) -> bytes:
    """The file."""
    held = io.BytesIO()
    with Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("调查表")
        line_in = {"border": 1, "border_color": "#B8C2CC", "valign": "vcenter"}
        head = book.add_format({**line_in, "bold": True, "bg_color": "#E4F1F2", "align": "center"})
        fixed = book.add_format({**line_in, "text_wrap": True, "bg_color": "#F4F6F8"})
        number = book.add_format({**line_in, "num_format": "#,##0.######", "bg_color": "#F4F6F8"})
        typed = book.add_format({**line_in, "locked": False, "num_format": "#,##0.######"})
        reason = book.add_format({**line_in, "locked": False, "text_wrap": True, "num_format": "@"})
        sheet.write_string(
            0,
            0,
            f"{answer.round.survey.title}（{answer.round.period_label}）",
            book.add_format({"bold": True, "font_size": 14}),
        )
        sheet.write_row(1, 0, ["填报单位", answer.body.name])
        sheet.write_row(2, 0, [MARK, mark_of(answer).text])
        for column, (name, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(3, column, name, head)
        for row, line in enumerate(sheet_of(answer).lines, 4):
            sheet.set_row(row, 21)
            sheet.write_string(row, 0, line.question.code, fixed)
            sheet.write_string(row, 1, _title(line), fixed)
            sheet.write_string(row, 2, line.question.unit, fixed)
            for column, value in ((3, line.cell.value), (4, line.cell.previous), (5, line.cell.computed)):
                style = typed if column == 3 else number
                if value is None:
                    sheet.write_blank(row, column, None, style)
                else:
                    sheet.write_number(row, column, float(value), style)
            if not line.question.is_number:
                sheet.write_string(row, 3, line.cell.text, reason)
            sheet.write_string(row, 6, line.cell.reason, reason)
        sheet.set_row(3, 22)
        sheet.freeze_panes(4, 2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.protect("", {"format_columns": True, "format_rows": True})
    return held.getvalue()


def _title(line: Line) -> str:
    return f"　其中：{line.question.title}" if line.question.is_part else line.question.title
