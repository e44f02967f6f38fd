"""What a filled template must not carry out of the house: who wrote it, where it lay, what it was before 「文件属性和痕迹」.

《信息安全技术 个人信息安全规范》（GB/T 35273）最小必要；what stands in the text itself is refused at the upload (`hostile`).
"""

from __future__ import annotations

import re
from typing import Any

from docx.opc.part import XmlPart
from docx.oxml.ns import qn

_NOT_ON = (  # kinds of parts that no page shows
    "custom-properties", "extended-properties", "thumbnail", "comments", "commentsExtended", "commentsIds", "commentsExtensible",
    "people", "customXml", "glossaryDocument", "attachedTemplate", "keyMapCustomizations", "printerSettings", "mailMergeSource",
    "mailMergeHeaderSource",
)  # fmt: skip
_SETTINGS = (
    "rsids",
    "docVars",
    "attachedTemplate",
    "mailMerge",
    "saveThroughXslt",
    "documentProtection",
    "writeProtection",
)
_PROPERTIES = ("category", "comments", "content_status", "identifier", "keywords", "version")
_FILE = re.compile(r"[\\/]|\.\w{2,5}$")
_NAMED = (qn("wp:docPr"), qn("pic:cNvPr"))
_START, _END, _FIELD = qn("w:bookmarkStart"), qn("w:bookmarkEnd"), qn("w:instrText")
_LEADS = (qn("w:instr"), qn("w:anchor"))  # by which a field or a link names a bookmark


def clean(word: Any) -> None:
    """Take everything out of an opened document that its reader does not see on the page."""
    for part in word.part.package.iter_parts():
        _drop_relations(part.rels)
        if isinstance(part, XmlPart):
            _clean_part(part.element)
    _drop_relations(word.part.package.rels)
    settings = word.settings.element
    for name in _SETTINGS:
        for element in settings.findall(qn(f"w:{name}")):
            settings.remove(element)
    properties = word.core_properties
    for name in _PROPERTIES:
        setattr(properties, name, "")
    properties.revision = 1
    printed = properties._element.find(qn("cp:lastPrinted"))
    if printed is not None:
        properties._element.remove(printed)


def _drop_relations(relations: Any) -> None:
    for key in [key for key, one in relations.items() if one.reltype.rsplit("/", 1)[-1] in _NOT_ON]:
        del relations[key]


def _clean_part(root: Any) -> None:
    """No marks of sessions, no bookmark that nothing leads to, no name of the file that a picture came from."""
    marks, ends, leads = [], {}, []
    for element in root.iter():
        for name in [name for name in element.attrib if name.rpartition("}")[2].startswith("rsid")]:
            del element.attrib[name]
        if element.tag in _NAMED:
            _unname(element)
        elif element.tag == _START:
            marks.append(element)
        elif element.tag == _END:
            ends[element.get(qn("w:id"))] = element
        leads += [element.text or "" if element.tag == _FIELD else "", *(element.get(one, "") for one in _LEADS)]
    used = " ".join(filter(None, leads))
    for mark in marks:
        if mark.get(qn("w:name"), "") not in used:
            for element in (mark, ends.get(mark.get(qn("w:id")))):
                if element is not None:
                    element.getparent().remove(element)


def _unname(picture: Any) -> None:
    """A picture keeps the words that describe it, not the name of its file."""
    picture.set("name", f"图片{picture.get('id', '')}")
    for name in ("descr", "title"):
        if name in picture.attrib and _FILE.search(picture.get(name)):
            del picture.attrib[name]
