"""Schemas that every operation shares."""

from typing import Any

from ninja import Schema
from pydantic import Field


class FieldError(Schema):
    """One place that does not validate."""

    in_: str = Field(alias="in", description="query、path、header、body、form 或 file")
    name: str
    detail: str
    pointer: str | None = Field(None, description="请求内容中的位置（RFC 6901）")


class ProblemDocument(Schema):
    """An error (RFC 9457)."""

    type: str = Field(description="错误种类的地址")
    title: str
    status: int
    detail: str = Field(description="一句话说明")
    instance: str | None = None
    reference: str | None = Field(None, description="参考号，报障时使用")
    permit: str | None = Field(None, description="所缺的权限")
    errors: list[FieldError] | None = None


class Coded(Schema):
    """A code and its official label."""

    code: str
    label: str


def coded(term: Any, code: str) -> dict[str, str]:
    """A code of a `Term` with its label."""
    return {"code": code, "label": dict(term.choices()).get(code, code)}
