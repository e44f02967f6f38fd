"""What a .docx may not carry if it is to become the office's template: links outward, objects, fields that fetch or run.

Macros, programs, bombs and encrypted packages are refused before, when the upload is received (`base.files`).
"""

from __future__ import annotations

import io
import re
import zipfile

MOST_XML = 4 * 1024 * 1024  # of one part: patterns are looked for in it
_OBJECTS = re.compile(r"(^|/)(embeddings|activeX|ctrlProps|externalLinks|customXml/item\d+\.xml$)", re.IGNORECASE)
_OUTWARD = re.compile(rb"<Relationship\b[^>]*\bTargetMode\s*=\s*[\"']External[\"'][^>]*>", re.IGNORECASE)
_HYPERLINK = re.compile(rb"\bType\s*=\s*[\"'][^\"']*/hyperlink[\"']")
_WEB = re.compile(rb"\bTarget\s*=\s*[\"'](https?://|mailto:)", re.IGNORECASE)
_RUNS = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|MACROBUTTON|DATABASE|GOTOBUTTON|EMBED|AUTOTEXT|PRINT|FILLIN|ASK)\b",
    re.IGNORECASE,
)
_FIELD = re.compile(r"<w:instrText\b[^>]*>(.*?)</w:instrText>|<w:fldSimple\b[^>]*w:instr=\"([^\"]*)\"", re.DOTALL)
_JINJA = ("{{", "{%", "{#")
_KEPT_BACK = (  # what nobody sees on the page and everybody gets with the file
    (
        re.compile(r"<w:(?:ins|del|moveFrom|moveTo|rPrChange|pPrChange|tblPrChange|sectPrChange)\b"),
        "修订痕迹，请先接受或者拒绝全部修订",
    ),
    (re.compile(r"<w:(?:comment|commentReference)\b"), "批注，请先删去"),
    (re.compile(r"<w:vanish(?:\s*/>|\s*>|\s+w:val=\"(?:1|true|on)\")"), "隐藏文字，请先删去"),
)


class HostileTemplate(ValueError):
    """The file carries what a template may not carry; the message is fit for a page."""


def refuse_hostile(data: bytes) -> None:
    """Raise `HostileTemplate` with the first thing that may not be there."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
            if any(_OBJECTS.search(name) for name in names):
                raise HostileTemplate("模板中嵌有对象或控件，请删去后再上传")
            if any("afchunk" in name.lower() for name in names):
                raise HostileTemplate("模板中嵌有其他格式的内容，请粘贴为文字后再上传")
            for name in names:
                if name.lower().endswith((".xml", ".rels")):
                    _look_at(name, package.read(name) if package.getinfo(name).file_size <= MOST_XML else None)
    except (zipfile.BadZipFile, KeyError, RuntimeError) as error:
        raise HostileTemplate("文件已损坏，不是完整的 Word 文档") from error


def _look_at(name: str, content: bytes | None) -> None:
    if content is None:
        raise HostileTemplate("模板过大，请删去不需要的内容")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise HostileTemplate("模板内含有实体声明或者不是 UTF-8 编码，不能使用")
    if name.endswith(".rels"):
        for found in _OUTWARD.findall(content):
            if not (_HYPERLINK.search(found) and _WEB.search(found)):
                raise HostileTemplate("模板引用了外部文件（图片、模板或对象），请改为插入到文档内")
        return
    text = content.decode("utf-8", "replace")
    instructions = "".join(one or other for one, other in _FIELD.findall(text))
    if _RUNS.search(instructions):
        raise HostileTemplate("模板中有会读取外部内容或执行命令的域，请删去")
    for pattern, what in _KEPT_BACK if name.startswith("word/") else ():
        if pattern.search(text) and not name.endswith(("styles.xml", "stylesWithEffects.xml")):
            raise HostileTemplate(f"模板中有{what}后再上传：发出的文书会带着它")
    if name.startswith("docProps/") and any(mark in text for mark in _JINJA):
        raise HostileTemplate("文档属性中不能有占位符")
