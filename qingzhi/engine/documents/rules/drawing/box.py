"""A frameless box that stands on the lower edge of the text area and pushes nothing aside: what the imprint is drawn in.

A floating table would be the older way; LibreOffice lets such a table sink into the text when it is as wide as the text,
and a table that wraps text can chase its own anchor from page to page. This box wraps nothing: the paragraph that
carries it is as high as the box, so that the room is there on whatever page that paragraph comes to stand.
"""

from __future__ import annotations

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from .layout import TEXT_WIDTH_MM, points
from .ooxml import paragraph, run_of

EMU_PER_POINT = 12700
_BOX_ID = 9001  # pictures count from 1
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_BOX = """<mc:AlternateContent {namespaces}><mc:Choice Requires="wps"><w:drawing>
<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" locked="1"
 layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="margin"><wp:align>left</wp:align></wp:positionH>
<wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align></wp:positionV>
<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>
<wp:docPr id="{identifier}" name="版记" descr="{description}"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>
<wps:txbx><w:txbxContent/></wps:txbx>
<wps:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="b" anchorCtr="0"><a:noAutofit/></wps:bodyPr>
</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent>"""


def at_foot(elements: list, height: float, *, style: str):
    """A paragraph `height` points high that carries the elements in a box on the lower edge of its page."""
    width = round(points(TEXT_WIDTH_MM) * EMU_PER_POINT)
    options = {"width": width, "height": round(height * EMU_PER_POINT), "identifier": _BOX_ID, "description": "版记"}
    box = parse_xml(_BOX.format(namespaces=_NAMESPACES, **options).replace("\n", ""))
    content = next(box.iter(qn("w:txbxContent")))
    for element in elements:
        content.append(element)
    return paragraph(run_of(box), style=style, line=height)
