"""Factories."""

from datetime import date
from itertools import count
from typing import Any

from qingzhi.base import clock
from qingzhi.base.identity.models import Body, Subject
from qingzhi.base.permits import SYSTEM
from qingzhi.base.regions.models import Region

from .actions import Builder, issue_document, load_series
from .kinds import document_kind
from .models import DocumentSeries, IssuedDocument
from .rules.drawing import Kind, OfficialDocument, Paragraph

document_kind("tests.dunning", "督办单")
_numbers = count(1)


def make_issuer(name: str = "甲省某办公室") -> Body:
    place = {"name": "甲省", "short_name": "甲省", "level": "province", "source": "测试"}
    region = Region.objects.get_or_create(code="990000", defaults=place)[0]
    subject = Subject.objects.create(kind="body", display_name=name)
    code = f"issuer-{next(_numbers)}"
    return Body.objects.create(subject=subject, code=code, name=name, short_name=name, kind="other", region=region)


def make_series(code: str = "tests", prefix: str = "甲联办", **values: str) -> DocumentSeries:
    row = {
        "code": code,
        "title": "测试发文",
        "prefix": prefix,
        "form": "number",
        "body": "",
        "retired_on": "",
        **values,
    }
    load_series(actor=SYSTEM, rows=[row])
    return DocumentSeries.objects.get(code=code)


def builder(text: str = "请抓紧办理。", title: str = "关于限期办理的督办单", on: date | None = None) -> Builder:
    """A builder of a short document."""

    def build(number: str) -> OfficialDocument:
        return OfficialDocument(
            kind=Kind.SUPERVISION,
            issuer_head="甲省某办公室文件",
            number=number,
            title=title,
            body=(Paragraph(text),),
            signatory="甲省某办公室",
            dated_on=on or clock.today(),
        )

    return build


def make_document(body: Body | None = None, **values: Any) -> IssuedDocument:
    """An issued document."""
    title = values.pop("title", "关于限期办理的督办单")
    text = values.pop("text", "请抓紧办理。")
    series = values.pop("series", None) or make_series()
    given = {"actor": SYSTEM, "kind": "tests.dunning", "document": builder(text, title), **values}
    return issue_document(title=title, series=series, body=body or make_issuer(), **given)
