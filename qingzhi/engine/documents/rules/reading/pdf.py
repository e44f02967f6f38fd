"""PDF files: lines are put together into paragraphs, page numbers and running heads are left out."""

import re
import statistics
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from .assemble import assemble
from .limits import PDF_PAGES
from .model import ReadDocument, UnreadableDocument
from .pdf_rows import GAP, join_rows, parts_of
from .unwrap import STARTS

_PAGE_NUMBER = re.compile(
    r"[\s\-—–－─·.~]*(?:第\s*)?\d{1,4}\s*(?:页)?(?:\s*[/／,,共]+\s*\d{1,4}\s*页?)?[\s\-—–－─·.~]*"
)
_ENDS = tuple("。；;：:！？!?")


@dataclass(slots=True)
class Line:
    """A printed line and where it stands on its page."""

    text: str
    left: float
    right: float
    size: float
    parts: tuple[tuple[str, float, float], ...] = ()


def read_pdf(data: bytes) -> ReadDocument:
    """The text of a PDF; one that has only pictures is refused with the page named."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        raise UnreadableDocument("PDF加了密码,请去掉密码后导入" if locked else "PDF文件已损坏,打不开") from None
    try:
        if len(document) > PDF_PAGES:
            raise UnreadableDocument(f"PDF超过{PDF_PAGES}页,不是一份通知")
        pages = [_page_lines(document, index) for index in range(len(document))]
    finally:
        document.close()
    warnings = _without_text(pages)
    pages = _without_running_heads(pages)
    return assemble(list(_paragraphs(pages)), "pdf", warnings)


def _page_lines(document: pdfium.PdfDocument, index: int) -> list[Line]:
    try:
        page = document[index]
        text_page = page.get_textpage()
    except pdfium.PdfiumError:
        raise UnreadableDocument("PDF文件已损坏,有一页读不出来", f"第{index + 1}页") from None
    try:
        return list(_lines_of(_glyphs(text_page)))
    finally:
        text_page.close()
        page.close()


def _glyphs(text_page):
    """Every printed sign with its box, in the order of the file."""
    box = pdfium_c.FS_RECTF()
    for index in range(text_page.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(text_page.raw, index)
        if (
            code <= 32
            or code in (0xFFFE, 0xFFFF, 0xA0, 0x3000)
            or not pdfium_c.FPDFText_GetLooseCharBox(text_page.raw, index, box)
        ):
            continue
        yield chr(code), box.left, box.right, (box.top + box.bottom) / 2, abs(box.top - box.bottom)


def _lines_of(glyphs):
    """Signs at one height are a line, read from left to right whatever their order in the file."""
    lines: list[list[tuple]] = []
    for glyph in glyphs:
        line = next(
            (x for x in reversed(lines[-8:]) if abs(x[-1][3] - glyph[3]) < 0.35 * max(x[-1][4], glyph[4], 1)), None
        )
        if line is None:
            lines.append([glyph])
        else:
            line.append(glyph)
    for line in lines:
        line.sort(key=lambda g: g[1])
        yield Line(_text_of(line), line[0][1], line[-1][2], statistics.median(g[4] for g in line), parts_of(line))


def _text_of(line: list[tuple]) -> str:
    """The line's text: a gap between columns becomes three blanks, one between foreign words a blank."""
    parts = [line[0][0]]
    for before, glyph in pairwise(line):
        gap, size = glyph[1] - before[2], max(before[4], 1)
        if gap > 1.3 * size:
            parts.append("   ")
        elif gap > 0.15 * size and before[0].isascii() and glyph[0].isascii():
            parts.append(" ")
        parts.append(glyph[0])
    return "".join(parts)


def _without_text(pages: list[list[Line]]) -> tuple[str, ...]:
    empty = [i + 1 for i, lines in enumerate(pages) if sum(len(line.text) for line in lines) < 5]
    if len(empty) == len(pages):
        where = "第1页" if len(pages) == 1 else f"第1—{len(pages)}页"
        raise UnreadableDocument("PDF是扫描件,没有文字层,请先识别文字(OCR)再导入", where)
    if not empty:
        return ()
    return (f"第{'、'.join(map(str, empty[:20]))}页没有文字层(扫描页或空白页),其内容未读入",)


def _without_running_heads(pages: list[list[Line]]) -> list[list[Line]]:
    edges = Counter(key for lines in pages for key in {_mask(line) for line in lines[:1] + lines[-1:]})
    repeated = {key for key, count in edges.items() if count >= 3 and count >= len(pages) * 0.4}
    return [_trimmed(lines, repeated) for lines in pages]


def _trimmed(lines: list[Line], repeated: set[str]) -> list[Line]:
    lines = list(lines)
    for _ in range(2):
        if lines and _is_edge(lines[0], repeated):
            lines.pop(0)
        if lines and _is_edge(lines[-1], repeated):
            lines.pop()
    return lines


def _is_edge(line: Line, repeated: set[str]) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(line.text)) or _mask(line) in repeated


def _mask(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def _paragraphs(pages: list[list[Line]]):
    lines = join_rows([line for page in pages for line in page])
    full = [line for line in lines if line.size]
    if not full:
        yield from (line.text for line in lines)
        return
    right = statistics.quantiles([line.right for line in full], n=10)[-1] if len(full) > 1 else full[0].right
    edges = Counter(round(line.left) for line in full)
    left = min(x for x, count in edges.items() if count >= min(max(2, len(full) // 20), max(edges.values())))
    held, before = "", None
    for line in lines:
        if held and before is not None and _goes_on(before, line, left, right):
            held += _joint(held, line.text) + line.text
        else:
            if held:
                yield held
            held = line.text
        before = line
    if held:
        yield held


def _goes_on(before: Line, line: Line, left: float, right: float) -> bool:
    """A line goes on the paragraph above if that one ran to the margin and this one is not indented."""
    char = max(line.size, before.size, 6) * 0.9
    if before.right < right - 1.6 * char - _unbroken(line.text) * char:
        return False
    if GAP in before.text or GAP in line.text:
        return False
    if line.left > left + 1.2 * char:
        return False
    return not (before.text.endswith(_ENDS) and STARTS.match(line.text))


def _unbroken(text: str) -> float:
    """How wide, in signs, the start of a line is that could not stand at the end of the line above: 100%, 2025年."""
    match = re.match(r"[〔（《“]?[\x21-\x7e]*", text)
    token = match.group() if match else ""
    return (
        0.55 * len(token)
        + (0.5 if token[:1] in "〔（《“" else 0)
        + (1 if token and text[len(token) : len(token) + 1] in "。,，;；、）》”" else 0)
    )


def _joint(before: str, after: str) -> str:
    return (
        " " if before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha() else ""
    )
