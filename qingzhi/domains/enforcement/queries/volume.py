"""The volume of a case: its papers in their order, evidence and attachments, with a table of contents in front."""

from datetime import datetime
from io import BytesIO
from typing import Any

import pypdfium2 as pdfium

from qingzhi.base import clock
from qingzhi.base.files.models import StoredFile
from qingzhi.base.files.queries import read_file
from qingzhi.engine.documents.convert import to_pdf
from qingzhi.engine.documents.queries import documents_about
from qingzhi.engine.documents.rules.drawing import Align, Block, Kind, OfficialDocument, Paragraph, Table, draw
from qingzhi.engine.procedures.models import Case

from ..rules.binding import Leaf, bound, pages_in, starts

PICTURES = ("jpg", "jpeg")
A4 = (595.0, 842.0)
EDGE = 56.0


def volume_of(case: Case) -> bytes:
    """The whole volume as one PDF; raises `PdfUnavailable` where none can be made."""
    leaves = [*_papers(case), *_evidence(case), *_attachments(case)]
    leaves = [_record(case), *leaves]
    contents = _contents(case, leaves, [1] * len(leaves))
    counted = starts(leaves, pages_in(contents))
    contents = _contents(case, leaves, counted)
    return bound([contents, *(leaf.data for leaf in leaves)])


def _papers(case: Case) -> list[Leaf]:
    rows = documents_about(case).filter(superseded_on=None).order_by("issued_at", "id")
    return [
        Leaf(
            f"{one.title}（{one.number}）",
            f"{one.issued_on}",
            read_file(one.pdf) if one.pdf else to_pdf(read_file(one.file)),
        )
        for one in rows
    ]


def _evidence(case: Case) -> list[Leaf]:
    return [
        _leaf(
            f"证据：{one.title}",
            _day(one.received_at),
            one.file,
            f"来源：{one.source}。\n{one.url} {one.text}\nSHA-256：{one.sha256}。",
        )
        for one in case.evidence.select_related("file")
    ]


def _attachments(case: Case) -> list[Leaf]:
    rows = case.attachments.filter(replaced_at=None).select_related("file")
    return [_leaf(one.label, _day(one.at), one.file, "") for one in rows]


def _leaf(title: str, date: str, file: StoredFile | None, note: str) -> Leaf:
    """A PDF as it is, a picture on a page, of anything else a sheet that says what is kept elsewhere."""
    if file is not None and file.name.lower().endswith(".pdf"):
        return Leaf(title, date, read_file(file), note)
    if file is not None and file.name.lower().rsplit(".", 1)[-1] in PICTURES:
        return Leaf(title, date, _picture(read_file(file)), note)
    kept = f"原件（{file.name}，{file.size}字节）另存于本系统，SHA-256：{file.sha256}。" if file is not None else ""
    return Leaf(
        title,
        date,
        _sheet(title, [Paragraph(text.strip()) for text in (*note.splitlines(), kept) if text.strip()]),
        note,
    )


def _picture(data: bytes) -> bytes:
    """A JPEG on one A4 page, as large as it fits."""
    document = pdfium.PdfDocument.new()
    image = pdfium.PdfImage.new(document)
    image.load_jpeg(BytesIO(data), inline=True)
    width, height = image.get_px_size()
    scale = min((A4[0] - 2 * EDGE) / width, (A4[1] - 2 * EDGE) / height)
    image.set_matrix(
        pdfium.PdfMatrix().scale(width * scale, height * scale).translate(EDGE, A4[1] - EDGE - height * scale)
    )
    page = document.new_page(*A4)
    page.insert_obj(image)
    page.gen_content()
    out = BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def _record(case: Case) -> Leaf:
    """What happened, who acted, who held the evidence: the course of the case in one table."""
    rows = tuple((f"{_local(one.at):%Y-%m-%d %H:%M}", one.label, one.by, one.text[:300]) for one in case.entries.all())
    held = tuple(
        (f"{_local(step.at):%Y-%m-%d %H:%M}", one.title, f"{step.from_holder or '—'}→{step.to_holder}", step.reason)
        for one in case.evidence.prefetch_related("custody") for step in one.custody.all()
    )  # fmt: skip
    blocks: list[Block] = [Paragraph("办理经过："), _table(("时间", "事项", "经办", "说明"), rows)]
    if held:
        blocks += [Paragraph("证据保管："), _table(("时间", "证据", "交接", "事由"), held)]
    return Leaf("办理经过和证据保管记录", _day(clock.now()), _sheet(f"{case.number}办理记录", blocks))


def _table(header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Table:
    return Table(
        header=header,
        rows=rows,
        widths=(1.3, 1.6, 1.4, 2.2),
        alignment=(Align.CENTER, Align.LEFT, Align.LEFT, Align.LEFT),
    )


def _contents(case: Case, leaves: list[Leaf], pages: list[int]) -> bytes:
    rows = tuple(
        (str(n), leaf.title, leaf.date, str(page))
        for n, (leaf, page) in enumerate(zip(leaves, pages, strict=True), start=1)
    )
    table = Table(header=("序号", "材料名称", "日期", "页次"), rows=rows, widths=(0.6, 4, 1.2, 0.7),
                  alignment=(Align.CENTER, Align.LEFT, Align.CENTER, Align.CENTER))  # fmt: skip
    about = f"案件编号：{case.number}。案由：{case.title}。立卷单位：{case.body.name}。"
    return _sheet("卷宗目录", [Paragraph(about), table])


def _sheet(title: str, blocks: list[Any]) -> bytes:
    made = OfficialDocument(
        kind=Kind.LETTER,
        issuer_head="执法案卷",
        number="",
        title=title,
        body=tuple(blocks),
        signatory="",
        dated_on=clock.today(),
    )
    return to_pdf(draw(made))


def _day(at: datetime) -> str:
    return f"{_local(at):%Y-%m-%d}"


def _local(at: datetime) -> datetime:
    return at.astimezone(clock.now().tzinfo)
