"""Answers with headers of their own, checked against their schema like all others."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from ninja import Schema


def answer(
    schema: type[Schema], document: Mapping[str, Any], *, status: int = 200, headers: Mapping[str, str] | None = None
) -> HttpResponse:
    """The document as the schema has it."""
    content = schema.model_validate(document).model_dump_json()
    return HttpResponse(
        content, status=status, content_type="application/json; charset=utf-8", headers=dict(headers or {})
    )
