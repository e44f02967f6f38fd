"""Cursor pages: the next page goes on after the last row that was seen, whatever was added meanwhile."""

import base64
import hashlib
import hmac
import json
from collections.abc import Sequence
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from .problems import invalid

LIMIT, MOST = 50, 500
M = TypeVar("M", bound=Model)


class PageQuery(Schema):
    """What every list takes."""

    cursor: str | None = Field(None, max_length=400, description="上一页返回的 next_cursor")
    limit: int = Field(LIMIT, ge=1, le=MOST, description="每页条数")


def page_of(
    request: HttpRequest, rows: QuerySet[M], query: PageQuery, *, ascending: bool = False
) -> tuple[list[M], str | None]:
    """The rows of a page in the order of keys, and the cursor of the next page (None on the last one)."""
    mark = _fingerprint(request)
    ordered = rows.order_by("pk" if ascending else "-pk")
    if query.cursor:
        after = _read(query.cursor, mark)
        ordered = ordered.filter(**{"pk__gt" if ascending else "pk__lt": after})
    found = list(ordered[: query.limit + 1])
    more = len(found) > query.limit
    page = found[: query.limit]
    return page, _write(page[-1].pk, mark) if more else None


def offset_of(request: HttpRequest, cursor: str | None) -> int:
    """Where a page of a ranking begins, which has no key to go on after."""
    return _read(cursor, _fingerprint(request)) if cursor else 0


def cursor_at(request: HttpRequest, offset: int) -> str:
    """The cursor of the page of a ranking that begins there."""
    return _write(offset, _fingerprint(request))


def next_link(request: HttpRequest, cursor: str | None) -> str | None:
    """The address of the next page."""
    if cursor is None:
        return None
    parameters = request.GET.copy()
    parameters["cursor"] = cursor
    return f"{request.path}?{parameters.urlencode()}"


def page_document(request: HttpRequest, items: Sequence[Any], cursor: str | None) -> dict[str, Any]:
    """A page as it is answered."""
    return {"items": list(items), "next_cursor": cursor, "next": next_link(request, cursor)}


def _fingerprint(request: HttpRequest) -> str:
    """A cursor belongs to one list with one choice of filters."""
    chosen = sorted((key, sorted(values)) for key, values in request.GET.lists() if key not in {"cursor", "limit"})
    return hashlib.sha256(json.dumps([request.path, chosen]).encode()).hexdigest()[:12]


def _write(after: int, mark: str) -> str:
    text = f"{after}.{mark}"
    return base64.urlsafe_b64encode(f"{text}.{_sign(text)}".encode()).decode().rstrip("=")


def _read(cursor: str, mark: str) -> int:
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        body, _, signature = text.rpartition(".")
        after, _, given = body.partition(".")
        if hmac.compare_digest(signature, _sign(body)) and given == mark:
            return int(after)
    except ValueError:
        pass
    raise invalid([{"in": "query", "name": "cursor", "detail": "无效，或不属于这组筛选条件，请从第一页重新读取"}])


def _sign(text: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"api.cursor:{text}".encode(), hashlib.sha256).hexdigest()[:16]
