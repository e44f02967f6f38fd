"""Small builders of WordprocessingML: every element of a drawn document is made here, and every text is made safe here."""

from __future__ import annotations

import re

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from . import layout
from .fonts import Face

# What XML cannot hold, and what reverses or hides text for the reader (bidirectional and zero-width controls).
_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


def safe(text: str) -> str:
    """The text without signs that break a file or deceive its reader; line breaks and tabs become spaces."""
    return re.sub(r"[\r\n\t\u2028\u2029]+", " ", _UNSAFE.sub("", text))


def el(tag: str, *children, **attributes):
    """`el("jc", val="center")` is `<w:jc w:val="center"/>`; children that are None are left out."""
    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    for child in children:
        if child is not None:
            element.append(child)
    return element


def run_properties(face: Face):
    """Fonts for every script, size, spacing and language, written on each run so that no viewer has to guess."""
    half_points = round(face.size * 2)
    return el(
        "rPr",
        el("rFonts", ascii=face.latin, hAnsi=face.latin, eastAsia=face.font, cs=face.latin, hint="eastAsia"),
        el("b") if face.bold else None,
        el("color", val=face.color) if face.color else None,
        el("spacing", val=layout.twips(face.spacing)) if face.spacing else None,
        el("sz", val=half_points),
        el("szCs", val=half_points),
        el("lang", val="en-US", eastAsia="zh-CN"),
    )


def run(text: str, face: Face):
    """A run of safe text in one face."""
    content = el("t")
    content.text = safe(text)
    content.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return el("r", run_properties(face), content)


def run_of(*content, face: Face | None = None):
    """A run of something other than text: a drawing, a field's mark."""
    return el("r", run_properties(face) if face else None, *content)


def line_break(face: Face):
    return run_of(el("br"), face=face)


def tab(face: Face):
    return run_of(el("tab"), face=face)


def paragraph(*runs, style: str | None = None, line: float = layout.LINE, rule: str = "exact", **options):
    """A paragraph on an exact line.

    Options, in points: `before`, `after`, `left`, `right`, `first`, `hanging`; and `align`, `keep_next`, `keep_lines`,
    `page_break`, `tabs` (positions with alignment), `borders` (a `w:pBdr`), `outline` (level from 0), `upright` (`center` beside a
    picture).
    """
    return el("p", paragraph_properties(style=style, line=line, rule=rule, **options), *runs)


def paragraph_properties(
    *, style=None, line=layout.LINE, rule="exact", align=None, before=0.0, after=0.0, left=0.0, right=0.0, first=0.0,
    hanging=0.0, keep_next=False, keep_lines=False, page_break=False, tabs=(), borders=None, outline=None, upright=None,
):  # fmt: skip
    """The `w:pPr`, its children in the order that the schema demands."""
    indents = {"left": left, "right": right, "firstLine": first, "hanging": hanging}
    unused = "firstLine" if hanging else "hanging"
    indents = {name: layout.twips(value) for name, value in indents.items() if name != unused}
    return el(
        "pPr",
        el("pStyle", val=style) if style else None,
        el("keepNext", val=int(keep_next)),
        el("keepLines") if keep_lines else None,
        el("pageBreakBefore") if page_break else None,
        el("widowControl", val="0"),
        borders,
        el("tabs", *(el("tab", val=kind, pos=layout.twips(position)) for position, kind in tabs)) if tabs else None,
        el("kinsoku", val="1"),
        el("overflowPunct", val="1"),
        el("snapToGrid", val=int(line == layout.LINE and not before and not after)),
        el("spacing", before=layout.twips(before), after=layout.twips(after), line=layout.twips(line), lineRule=rule),
        el("ind", **indents),
        el("jc", val=align or "both"),
        el("textAlignment", val=upright) if upright else None,
        el("outlineLvl", val=outline) if outline is not None else None,
    )


def keep_with_next(element) -> None:
    """Keep a drawn paragraph, or the last row of a drawn table, on the page of what follows."""
    for keep in element.xpath("self::w:p/w:pPr/w:keepNext | w:tr[last()]/w:tc/w:p/w:pPr/w:keepNext"):
        keep.set(qn("w:val"), "1")


def border(tag: str, style: str = "single", *, points: float = 0.5, color: str = "000000", space: int = 0):
    """One edge; its width is counted in eighths of a point."""
    return el(tag, val=style, sz=round(points * 8), space=space, color=color)
