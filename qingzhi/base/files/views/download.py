"""Handing a file out: to whom an owner allows it, never as something that a browser would run."""

from django.contrib.auth.views import redirect_to_login
from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from qingzhi.base.pages.access import open_to_public
from qingzhi.base.pages.request import PageRequest

from ..access import may_read
from ..models import StoredFile
from ..queries import kind_of_file, open_file

LOCKED = "sandbox; default-src 'none'"
SHOWN = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"


@open_to_public
@require_safe
def download(request: PageRequest, pk: int) -> HttpResponseBase:
    """The file, when one of its owners lets this actor read it; what may not be read does not exist."""
    file = StoredFile.objects.filter(pk=pk).first()
    if file is None or not may_read(request.actor, file):
        if not request.actor.is_signed_in:
            return redirect_to_login(request.get_full_path())
        raise Http404
    kind = kind_of_file(file)
    inline = bool(kind and kind.inline and request.GET.get("inline") == "1")
    media_type, name = file.media_type, file.name
    if kind and kind.saved_as:
        media_type, name = "application/octet-stream", f"{file.name}{kind.saved_as}"
    response = FileResponse(open_file(file.sha256), content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(not inline, name) or "inline"
    response["Content-Length"] = str(file.size)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = SHOWN if inline and kind and kind.code == "pdf" else LOCKED
    return response
