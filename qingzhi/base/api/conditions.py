"""Conditional requests (RFC 9110 § 13): unchanged records are not sent again, and nobody overwrites what they have not seen."""

import hashlib
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags, quote_etag

from .problems import Problem


def tag_of(document: Any) -> str:
    """The entity tag of a record: a digest of everything that the register says of it, whoever asks."""
    text = json.dumps(document, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True)
    return quote_etag(hashlib.sha256(text.encode()).hexdigest()[:32])


def not_modified(request: HttpRequest, tag: str) -> HttpResponse | None:
    """304 when the caller has this state already."""
    known = parse_etags(request.headers.get("If-None-Match", ""))
    if "*" in known or tag in {one.removeprefix("W/") for one in known}:
        return HttpResponse(status=304, headers={"ETag": tag})
    return None


def require_match(request: HttpRequest, tag: str) -> None:
    """A change must name the state that it was made on; call it with the record locked."""
    given = request.headers.get("If-Match", "")
    if not given:
        raise Problem("precondition-required")
    if given.strip() != "*" and tag not in parse_etags(given):
        raise Problem("precondition-failed", headers={"ETag": tag})
