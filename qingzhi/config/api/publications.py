"""What is public over HTTP: publicities, lists and results, with their rows as everybody may read them."""

from datetime import date
from typing import Any, Literal

from django.urls import reverse
from ninja import Query, Router, Schema
from pydantic import Field

from qingzhi.base.api.access import open_operation
from qingzhi.base.api.paging import PageQuery, page_document, page_of
from qingzhi.base.api.schemas import Coded
from qingzhi.base.pages.request import PageRequest
from qingzhi.engine.publication.listings import period_narrowed, publication_state, value_shown
from qingzhi.engine.publication.models import Publication, PublicationItem
from qingzhi.engine.publication.queries import public_publications
from qingzhi.engine.publication.terms import Shown
from qingzhi.engine.publication.views.public import public_one

router = Router(tags=["公示公开"])


class PublicationRow(Schema):
    """A publication."""

    number: str
    id: int
    kind: Coded
    title: str
    body: str
    state: Coded
    starts_on: date
    closes_on: date | None = Field(description="空为长期公开")
    takes_objections: bool
    withdrawn_reason: str
    licence: str
    url: str


class PublicationPage(Schema):
    items: list[PublicationRow]
    next_cursor: str | None
    next: str | None


class ColumnOut(Schema):
    code: str
    label: str


class PublicationOut(PublicationRow):
    """A publication with its text and columns; its rows have an address of their own."""

    text: str | None
    contact: str
    columns: list[ColumnOut]
    rows_url: str


class RowOut(Schema):
    """A row that stands, or that was withdrawn with its reason; `values` by the columns' codes."""

    position: int
    values: dict[str, str | None]
    withdrawn_reason: str


class RowPage(Schema):
    items: list[RowOut]
    next_cursor: str | None
    next: str | None


class PublicationFilters(PageQuery):
    kind: str = Field("", max_length=60)
    state: Literal["", "open", "over", "lasting", "withdrawn"] = Field(
        "", description="公示中、公示期满、长期公开、已撤回"
    )


@router.get("", response=PublicationPage, summary="公示公开清单")
@open_operation
def publications(request: PageRequest, query: Query[PublicationFilters]) -> Any:
    """公示、名单和结果，最近发布的在前；撤回的保留并说明理由。"""
    rows = public_publications()
    if query.kind:
        rows = rows.filter(kind=query.kind)
    if query.state:
        rows = period_narrowed(rows, query.state)
    found, cursor = page_of(request, rows, query)
    return page_document(request, [_row(one) for one in found], cursor)


@router.get("/{int:publication_id}", response=PublicationOut, summary="一件公示公开")
@open_operation
def publication(request: PageRequest, publication_id: int) -> Any:
    """正文和列；撤回后不再显示内容的不给出正文。"""
    found = public_one(publication_id)
    return {
        **_row(found),
        "text": None if found.is_covered else found.text,
        "contact": found.contact,
        "columns": [{"code": one.code, "label": one.label} for one in _shown(found)],
        "rows_url": reverse("api:publication_rows", args=[found.pk]),
    }


@router.get("/{int:publication_id}/rows", response=RowPage, summary="名单各行")
@open_operation
def publication_rows(request: PageRequest, publication_id: int, query: Query[PageQuery]) -> Any:
    """公开的列；个人姓名和号码已按公示时的规定遮蔽，撤下并遮盖的行没有内容。"""
    found = public_one(publication_id)
    rows = found.items.none() if found.is_covered else found.items.filter(replaced_by=None)
    page, cursor = page_of(request, rows, query, ascending=True)
    return page_document(request, [_item(found, one) for one in page], cursor)


def _row(one: Publication) -> dict[str, Any]:
    state = publication_state(one)
    plain = ("number", "title", "starts_on", "closes_on", "takes_objections", "withdrawn_reason", "licence")
    return {
        **{name: getattr(one, name) for name in plain},
        "id": one.pk,
        "kind": {"code": one.kind, "label": one.kind_title},
        "body": one.body.name,
        "state": {"code": state.code, "label": state.label},
        "url": reverse("api:publication", args=[one.pk]),
    }


def _item(found: Publication, one: PublicationItem) -> dict[str, Any]:
    values = {column.code: value_shown(column, one) for column in _shown(found)}
    texts = {code: None if value is None else str(value) for code, value in values.items()}
    return {"position": one.position, "values": texts, "withdrawn_reason": one.withdrawn_reason}


def _shown(found: Publication) -> list[Any]:
    return [one for one in found.declared if one.shown is not Shown.NEVER]
