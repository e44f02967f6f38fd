"""A first template to begin with: the built-in drawing with its placeholders left open, to be changed in a word processor."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

from ..drawing import Item, OfficialDocument, Paragraph, Table, draw, fill
from ..drawing.layout import chinese_date
from ..notices import FieldKind, NoticeField, NoticeTemplate

_DAY = date(1999, 9, 9)  # stands for the date until the text is drawn
_WHOLE = re.compile(r"\{(table|items):(\w+)\}")


def starting_template(template: NoticeTemplate) -> bytes:
    """The template as a .docx in GB/T 9704 layout; uploaded unchanged it draws what the built-in text draws."""
    paper = OfficialDocument(
        kind=template.kind,
        issuer_head="{{ issuer }}",
        number="{{ number }}",
        title="{{ title }}",
        body=tuple(_body(template)),
        signatory="{{ issuer }}",
        dated_on=_DAY,
        addressees=("{{ addressee }}",),
        note="核验码：{{ verification_code }}",
    )
    return _with_open_date(draw(paper))


def _body(template: NoticeTemplate) -> list:
    blocks: list = []
    for line in template.body.splitlines():
        whole = _WHOLE.fullmatch(line.strip())
        if whole:
            blocks += _repeated(template.field(whole[2]))
            continue
        asked = {one.name: f"{{{{ {one.name} }}}}" for one in template.fields}
        house = {name: f"{{{{ {name} }}}}" for name in ("title", "issuer", "addressee")}
        optional = [one.name for one in template.fields if not one.required and f"{{{one.name}}}" in line]
        made = list(fill(line, {**house, **asked}))
        if optional and made:
            blocks += [Paragraph(f"{{%p if {' and '.join(optional)} %}}"), *made, Paragraph("{%p endif %}")]
        else:
            blocks += made
    return blocks


def _repeated(field: NoticeField) -> list:
    if field.kind is FieldKind.TABLE:
        open_row = (f"{{%tr for row in {field.name} %}}", *[""] * (len(field.columns) - 1))
        close_row = ("{%tr endfor %}", *[""] * (len(field.columns) - 1))
        row = tuple(f"{{{{ row.{name} }}}}" for name, _ in field.columns)
        return [Table(header=tuple(label for _, label in field.columns), rows=(open_row, row, close_row))]
    return [
        Paragraph(f"{{%p for one in {field.name} %}}"),
        Item("{{ one }}", number="{{ loop.index }}."),
        Paragraph("{%p endfor %}"),
    ]


def _with_open_date(data: bytes) -> bytes:
    """The date is drawn as a text; here it becomes a placeholder. Properties of the file hold none."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry.filename)
            if entry.filename == "word/document.xml":
                content = content.replace(chinese_date(_DAY).encode(), b"{{ issued_on }}")
            if entry.filename.startswith("docProps/"):
                content = re.sub(rb"\{\{.*?\}\}", b"", content)
            target.writestr(entry, content)
    return packed.getvalue()
