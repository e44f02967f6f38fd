"""A small API of regions, for the tests alone."""

from datetime import date

from django.db import transaction
from django.http import Http404
from django.urls import include, path
from ninja import Query, Router, Schema
from ninja.responses import Response, Status
from pydantic import Field

from qingzhi.base.api.access import needs, open_operation
from qingzhi.base.api.assembly import build_api
from qingzhi.base.api.conditions import not_modified, require_match, tag_of
from qingzhi.base.api.paging import PageQuery, page_document, page_of
from qingzhi.base.audit.actions import record
from qingzhi.base.permits import Refusal, declare
from qingzhi.base.regions.models import Region

declare("api.test.write", "写入测试数据")
router = Router(tags=["测试"])


class Filters(PageQuery):
    level: str | None = None
    since: date | None = None


class Place(Schema):
    code: str = Field(min_length=6, max_length=6)
    name: str


class Name(Schema, extra="forbid"):
    name: str = Field(max_length=10)


class NameTaken(Refusal):
    """The name is another's."""


def document(region):
    return {"code": region.code, "name": region.name}


@router.get("/places")
@open_operation
def places(request, query: Query[Filters]):
    rows = Region.objects.filter(level=query.level) if query.level else Region.objects.all()
    found, cursor = page_of(request, rows, query, ascending=True)
    return page_document(request, [document(one) for one in found], cursor)


@router.get("/places/{code}")
@open_operation
def place(request, code: str):
    found = Region.objects.filter(code=code).first()
    if found is None:
        raise Http404
    tag = tag_of(document(found))
    return not_modified(request, tag) or Response(document(found), headers={"ETag": tag})


@router.post("/places", response={201: Place})
@needs("api.test.write")
def add_place(request, payload: Place):
    if payload.name == "炸":
        raise ZeroDivisionError("secret detail")
    if Region.objects.filter(name=payload.name).exists():
        raise NameTaken("这个名称已有人使用")
    with transaction.atomic():
        found = Region.objects.create(code=payload.code, name=payload.name, short_name="x", level="county", source="x")
        record(request.actor, "api.test", found)
    return Status(201, document(found))


@router.patch("/places/{code}", response=Place)
@needs("api.test.write")
def rename_place(request, code: str, payload: Name):
    with transaction.atomic():
        found = Region.objects.select_for_update().get(code=code)
        require_match(request, tag_of(document(found)))
        found.name = payload.name
        found.save()
    return document(found)


api = build_api({"": router}, title="测试", version="1", description="")
urlpatterns = [path("api/v1/", api.urls), path("", include("qingzhi.config.urls"))]
