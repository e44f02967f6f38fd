"""Small real files that bodies attach: Word, Excel, PDF and text, each saying that it is an example."""

import io

from xlsxwriter import Workbook

from qingzhi.base.files.actions import store_file
from qingzhi.base.files.models import StoredFile
from qingzhi.base.permits import Actor
from qingzhi.domains.plan.models import PlanTask, ReportingRound

from .papers import docx_of, pdf_of
from .stage import happens, number, pick
from .wording import Said, first_evidence

NOTE = "示例文件：由演示省份自动生成，内容均为虚构，不作为任何依据。"
ENDINGS = ("docx",) * 6 + ("xlsx",) * 6 + ("txt",) * 5 + ("pdf",)  # reading a PDF takes a process of its own
FOLLOWING = {"docx": "xlsx", "xlsx": "txt", "pdf": "docx", "txt": "docx"}


class Evidence:
    """Makes the evidence of a report: one file, sometimes two."""

    def files(self, actor: Actor, task: PlanTask, round_: ReportingRound, said: Said) -> list[StoredFile]:
        key = (task.code, round_.label)
        ending = pick(ENDINGS, "ending", *key)
        endings = [ending, FOLLOWING[ending]] if happens(15, "two", *key) else [ending]
        return [self._file(actor, one, task, round_, said) for one in endings]

    def _file(self, actor: Actor, ending: str, task: PlanTask, round_: ReportingRound, said: Said) -> StoredFile:
        name = f"{first_evidence(task)}（{task.lead.short_name}，{round_.label}，示例）.{ending}"
        lines = [
            f"{first_evidence(task)}（示例）",
            NOTE,
            f"任务：{task.code} {task.title}",
            f"单位：{task.lead.name}",
            f"填报期：{round_.label}",
            *said.text.replace("。", "。\n").splitlines(),
        ]
        return store_file(actor=actor, name=name, data=MAKERS[ending](lines))


def xlsx_of(lines: list[str]) -> bytes:
    """A ledger of some rows below the head lines."""
    target = io.BytesIO()
    with Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("台账（示例）")
        sheet.set_column(0, 0, 8)
        sheet.set_column(1, 3, 26)
        for place, line in enumerate(lines[:5]):
            sheet.write(place, 0, line)
        sheet.write_row(6, 0, ("序号", "事项", "日期", "备注"))
        for row in range(1, number(4, 12, *lines) + 1):
            sheet.write_row(6 + row, 0, (row, f"示例事项{row}", f"{number(1, 28, row, *lines)}日", "示例"))
    return target.getvalue()


def txt_of(lines: list[str]) -> bytes:
    return "\n".join(lines).encode()


MAKERS = {"docx": docx_of, "xlsx": xlsx_of, "pdf": pdf_of, "txt": txt_of}
