"""Word files (.docx): the body's XML is streamed, so that 500 pages take seconds and little memory."""

import io
import re
import zipfile

from lxml import etree

from .assemble import Block, RawCell, assemble
from .limits import PART_BYTES, PART_RATIO
from .model import ReadDocument, UnreadableDocument
from .numbering import Numbering, W, read_numbering

_SKIPPED = {
    W + t for t in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "rt", "sectPr", "footnoteReference")
}
_SKIPPED.add("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
_BREAKS = {W + "tab": " ", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_TEXT_BOX = W + "txbxContent"


def read_word(data: bytes) -> ReadDocument:
    """The text of a .docx in order: automatic numbers restored, tracked changes accepted, text boxes after their place."""
    with _open(data) as archive:
        styles = _style_lists(_parse(archive, "word/styles.xml"))
        reader = _Reader(read_numbering(_parse(archive, "word/numbering.xml")), styles)
        body = io.BytesIO(_unpack(archive, "word/document.xml"))
    try:
        blocks = reader.blocks(body)
    except etree.XMLSyntaxError as error:
        raise UnreadableDocument("文件已损坏:Word正文读不出来", f"第{error.lineno}行") from None
    return assemble(blocks, "docx")


def _open(data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError):
        raise UnreadableDocument("文件已损坏:Word文件的压缩目录读不出来") from None


def _unpack(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        info = archive.getinfo(name)
        ratio = info.file_size / max(1, info.compress_size)
        if info.file_size > PART_BYTES or (info.file_size > 16 * 2**20 and ratio > PART_RATIO):
            raise UnreadableDocument("文件解压后过大,疑似压缩炸弹,已拒绝")
        with archive.open(info) as stream:
            content = stream.read(PART_BYTES + 1)
    except KeyError:
        return b""
    except UnreadableDocument:
        raise
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        locked = isinstance(error, RuntimeError) and "encrypt" in str(error)
        raise UnreadableDocument("文件加了密码,请去掉密码后导入" if locked else "文件已损坏:解压失败") from None
    except Exception as error:  # zlib.error and its kin
        raise UnreadableDocument("文件已损坏:解压失败") from error
    if len(content) > PART_BYTES:
        raise UnreadableDocument("文件解压后过大,疑似压缩炸弹,已拒绝")
    if re.search(rb"<!\x00?(DOCTYPE|ENTITY)|<\x00!\x00[DE]\x00", content[:4096]):
        raise UnreadableDocument("Word文件里有实体声明,疑似恶意文件,已拒绝")
    return content


def _parse(archive: zipfile.ZipFile, name: str):
    content = _unpack(archive, name)
    if not content:
        return None
    try:
        return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return None


def _style_lists(root) -> dict[str, tuple[str, int]]:
    """Which list and depth each paragraph style numbers with, its ancestors' included."""
    if root is None:
        return {}
    own: dict[str, tuple[str | None, int | None]] = {}
    based: dict[str, str] = {}
    for style in root.iter(W + "style"):
        name = style.get(W + "styleId")
        numbering = style.find(f"{W}pPr/{W}numPr")
        own[name] = _list_of(numbering) if numbering is not None else (None, None)
        parent = style.find(W + "basedOn")
        if parent is not None:
            based[name] = parent.get(W + "val")
    return {name: found for name in own if (found := _inherited(name, own, based))}


def _inherited(name: str, own: dict, based: dict) -> tuple[str, int] | None:
    depth, seen = None, set()
    while name and name not in seen:
        seen.add(name)
        list_id, level = own.get(name, (None, None))
        depth = level if depth is None else depth
        if list_id is not None:
            return (list_id, depth or 0) if list_id != "0" else None
        name = based.get(name, "")
    return None


def _list_of(numbering) -> tuple[str | None, int | None]:
    list_id, depth = numbering.find(W + "numId"), numbering.find(W + "ilvl")
    level = int(depth.get(W + "val", 0)) if depth is not None else None
    return (list_id.get(W + "val") if list_id is not None else None), level


class _Reader:
    """Walks the body once."""

    def __init__(self, numbering: Numbering, styles: dict[str, tuple[str, int]]):
        self.numbering = numbering
        self.styles = styles
        self.held = ""  # a paragraph whose mark was deleted by a tracked change

    def blocks(self, stream) -> list[Block]:
        found: list[Block] = []
        body = None
        for event, element in etree.iterparse(
            stream, events=("start", "end"), resolve_entities=False, no_network=True, huge_tree=True
        ):
            if event == "start":
                if body is None and element.tag == W + "body":
                    body = element
            elif body is not None and element.getparent() is body:
                self._add(element, found)
                element.clear()
                while element.getprevious() is not None:
                    del body[0]
        if self.held:
            found.append(self.held)
        return found

    def _add(self, element, found: list[Block]) -> None:
        if element.tag == W + "p":
            found.extend(self.paragraph(element))
        elif element.tag == W + "tbl":
            found.append(self._table(element))
        elif element.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "moveTo", W + "customXml", W + "smartTag"):
            for child in element:
                self._add(child, found)

    def paragraph(self, element) -> list[str]:
        """The paragraph's text with its number, and those of the text boxes anchored in it."""
        parts: list[str] = []
        boxes: list = []
        _collect(element, parts, boxes)
        text = self.held + "".join(parts)
        self.held = ""
        if element.find(f"{W}pPr/{W}rPr/{W}del") is not None:
            self.held = text
            return []
        if text.strip():
            text = self._label(element) + text.strip()
        inside: list[Block] = []
        for box in boxes:
            for child in box:
                self._add(child, inside)
        lines = [b if isinstance(b, str) else "\n".join("\t".join(c.text for c in row) for row in b) for b in inside]
        return [t for t in [text, *lines] if t.strip()]

    def _label(self, element) -> str:
        properties = element.find(W + "pPr")
        if properties is None:
            return ""
        numbering, style = properties.find(W + "numPr"), properties.find(W + "pStyle")
        list_id, depth = self.styles.get(style.get(W + "val"), (None, None)) if style is not None else (None, None)
        if numbering is not None:
            own_list, own_depth = _list_of(numbering)
            list_id = own_list if own_list is not None else list_id
            depth = own_depth if own_depth is not None else (depth if own_list is None else 0)
        if list_id in (None, "0"):
            return ""
        return self.numbering.label(list_id, depth or 0)

    def _table(self, element) -> list[list[RawCell]]:
        return [self._row(row) for row in _children(element, W + "tr")]

    def _row(self, row) -> list[RawCell]:
        cells: list[RawCell] = []
        for cell in _children(row, W + "tc"):
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            above = merge is not None and merge.get(W + "val", "continue") == "continue"
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            cells.append(RawCell(self._cell_text(cell), "above" if above else ""))
            width = int(span.get(W + "val", 1)) if span is not None else 1
            cells.extend(RawCell("", "left") for _ in range(min(width, 64) - 1))
        return cells

    def _cell_text(self, cell) -> str:
        found: list[Block] = []
        for child in cell:
            self._add(child, found)
        lines = [b if isinstance(b, str) else " ".join(c.text for row in b for c in row) for b in found]
        return "\n".join(lines)


def _children(element, tag: str):
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "customXml", W + "ins"):
            yield from _children(child, tag)


def _collect(element, parts: list[str], boxes: list) -> None:
    for child in element:
        tag = child.tag
        if tag == W + "t":
            parts.append(child.text or "")
        elif tag in _BREAKS:
            parts.append(_BREAKS[tag])
        elif tag == _TEXT_BOX:
            boxes.append(child)
        elif tag not in _SKIPPED and isinstance(tag, str):
            _collect(child, parts, boxes)
