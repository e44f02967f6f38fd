"""Web pages: the article is kept, navigation and scripts are dropped."""

import re

from lxml import etree
from lxml import html as lxml_html

from .assemble import Block, RawCell, assemble
from .model import ReadDocument, UnreadableDocument
from .plain import decode

_META = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.I)
_ALWAYS_DROPPED = {"script", "style", "noscript", "template", "head"}
_DROPPED = {"script", "style", "nav", "header", "footer", "aside", "iframe", "noscript", "button", "select", "svg"}
_DROPPED |= {"object", "embed", "template", "input", "textarea", "head"}
_BOILERPLATE = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|footer|foot|header|breadcrumb|crumbs?|position|share|sidebar|side|related|recommend"
    r"|toolbar|pager|pagination|copyright|search|login|banner|qrcode|ewm|print|dy-share)(?:$|[\s_-])",
    re.I,
)
_ARTICLE = re.compile(r"TRS_Editor|UCAP-CONTENT|pages_content|article|zoom|content|detail|news_?text|main", re.I)
_BLOCK = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "section", "article", "blockquote", "pre"}
_BLOCK |= {"dl", "dt", "dd", "center", "main", "body", "form", "fieldset", "address", "hr", "figure", "figcaption"}
_NUMBER_LABEL = re.compile(
    r"(?:发文字号|文\s*号|文件编号|发布文号)\s*[:：]?\s*(\S{1,14}[〔\[【(（]\s*\d{4}\s*[〕\]】)）]\s*\d+\s*号)"
)


def read_webpage(data: bytes) -> ReadDocument:
    """The article of an HTML page."""
    declared = _META.search(data[:4096])
    name = declared.group(1).decode("ascii") if declared else ""
    text = decode(data, "gb18030" if name.lower() in ("gb2312", "gbk", "gb_2312-80") else name)
    try:
        root = lxml_html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        raise UnreadableDocument("网页读不出来:里面没有内容") from None
    whole = re.sub(r"\s+", "", root.text_content()[:200_000])
    _drop_boilerplate(root)
    article = _article(root)
    walker = _Walker()
    walker.walk(article)
    blocks = walker.done()
    heads = _missing_heads(root, article, whole, blocks)
    return assemble([*heads, *blocks], "html")


def _drop_boilerplate(root) -> None:
    half = 0.5 * _weight(root) + 1
    for element in list(root.iter()):
        if (
            not isinstance(element.tag, str)
            or element.tag in _ALWAYS_DROPPED
            or (element.tag not in ("body", "html") and _is_boilerplate(element) and _weight(element) < half)
        ):
            _remove(element)


def _is_boilerplate(element) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    hidden = "display:none" in style or "visibility:hidden" in style or element.get("hidden") is not None
    label = f"{element.get('id') or ''} {element.get('class') or ''}"
    return hidden or element.tag in _DROPPED or (len(label) > 1 and bool(_BOILERPLATE.search(label)))


def _remove(element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _weight(element) -> int:
    """How much running prose an element holds: its full stops and commas."""
    text = element.text_content() if isinstance(element.tag, str) else ""
    return sum(text.count(c) for c in "。;；,，、")


def _article(root):
    """The deepest element that still holds nearly all the prose."""
    body = root.find("body")
    node = body if body is not None else root
    total = _weight(node)
    if not total:
        return node
    while True:
        best = max((c for c in node if isinstance(c.tag, str)), key=_weight, default=None)
        if best is None or _weight(best) < 0.9 * total or best.tag in ("p", "table", "tr", "td", "span", "li"):
            return _with_table(best, total) if best is not None and best.tag == "table" else node
        node = best


def _with_table(table, total: int):
    """A page laid out with a table: its heaviest cell; a table of data: itself."""
    cells = list(table.iter("td"))
    heaviest = max(cells, key=_weight, default=None)
    if heaviest is not None and _weight(heaviest) >= 0.85 * total:
        return heaviest
    return table.getparent() if table.getparent() is not None else table


def _missing_heads(root, article, whole: str, blocks: list[Block]) -> list[str]:
    """The page's title and document number where they stand outside the article."""
    body = "".join(b for b in blocks if isinstance(b, str))
    squeezed = re.sub(r"\s+", "", body)
    heads = []
    for heading in root.iter("h1", "h2"):
        title = re.sub(r"\s+", "", heading.text_content())
        if 8 <= len(title) <= 120 and title not in squeezed:
            heads.append(title)
            break
    found = _NUMBER_LABEL.search(whole)
    if found and found.group(1) not in squeezed:
        heads.append("发文字号:" + found.group(1))
    return heads


class _Walker:
    """Elements → paragraphs and tables."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.parts: list[str] = []

    def done(self) -> list[Block]:
        self._flush()
        return self.blocks

    def _flush(self) -> None:
        text = "".join(self.parts).strip()
        self.parts = []
        self.blocks.extend(line for line in (part.strip() for part in text.split("\n")) if line)

    def walk(self, root) -> None:
        """Depth first without recursion, so that deeply nested pages do not overflow."""
        stack: list = [("open", root)]
        while stack:
            what, element = stack.pop()
            if what == "text":
                self.parts.append(re.sub(r"[ \t\r\n]+", " ", element))
            elif what == "close":
                self._flush()
            elif isinstance(element.tag, str):
                self._open(element, stack, element is root)

    def _open(self, element, stack: list, is_root: bool) -> None:
        if element.tag == "br":
            self.parts.append("\n")
            return
        if element.tag == "table" and not is_root and _is_data(element):
            self._flush()
            self.blocks.append(_table(element))
            return
        is_block = element.tag in _BLOCK or element.tag in ("table", "tr", "td", "th", "tbody", "thead")
        if is_block:
            self._flush()
            stack.append(("close", element))
        for child in reversed(element):
            if child.tail:
                stack.append(("text", child.tail))
            stack.append(("open", child))
        if element.text and isinstance(element.tag, str):
            stack.append(("text", element.text))


def _is_data(table) -> bool:
    rows = list(table.iter("tr"))
    if next(table.iterdescendants("table"), None) is not None or len(rows) < 2:
        return False
    widest = max(len([c for c in row if c.tag in ("td", "th")]) for row in rows)
    return widest >= 2


def _table(table) -> list[list[RawCell]]:
    grid: list[list[RawCell]] = []
    below: dict[int, int] = {}
    for row in table.iter("tr"):
        cells: list[RawCell] = []
        for cell in (c for c in row if c.tag in ("td", "th")):
            _fill_from_above(cells, below)
            depth, width = _span(cell, "rowspan"), _span(cell, "colspan")
            for offset in range(width):
                if depth > 1:
                    below[len(cells)] = depth - 1
                cells.append(RawCell(_cell_text(cell) if not offset else "", "left" if offset else ""))
        _fill_from_above(cells, below)
        grid.append(cells)
    return grid


def _fill_from_above(cells: list[RawCell], below: dict[int, int]) -> None:
    while below.get(len(cells), 0) > 0:
        below[len(cells)] -= 1
        cells.append(RawCell("", "above"))


def _span(cell, name: str) -> int:
    value = cell.get(name) or "1"
    return min(max(int(value), 1), 200) if value.isdigit() else 1


def _cell_text(cell) -> str:
    walker = _Walker()
    walker.walk(cell)
    return "\n".join(b for b in walker.done() if isinstance(b, str))
