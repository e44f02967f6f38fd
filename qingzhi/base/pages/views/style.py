"""The stylesheet: the sheets of the room in one answer, kept by browsers for a year under its hash."""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from ..access import open_to_public
from ..assets import style


@open_to_public
def sheet(request: HttpRequest, version: str) -> HttpResponse:
    text, current = style()
    response = HttpResponse(text, content_type="text/css; charset=utf-8")
    if version == current:
        patch_cache_control(response, public=True, max_age=31536000, immutable=True)
    else:
        patch_cache_control(response, no_cache=True)
    return response
