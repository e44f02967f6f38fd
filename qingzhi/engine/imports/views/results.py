"""Rejected rows: the list, and the file to correct and send again."""

import io
import tempfile
from pathlib import Path

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.request import PageRequest

from ..actions import read_rejections
from ..listings import RejectionListing, kind_title
from ..queries.rejections import write_errors
from ..rules.errors_file import ENCODING
from .finding import own_batch


@desk("imports.view")
def rejections(request: PageRequest, pk: int) -> HttpResponse:
    """The rejected places of a batch."""
    found, _ = own_batch(request, pk)
    listing = RejectionListing(request, found.rejections.all(), found)
    return listing.respond("imports/rejections.html", {"batch": found, "kind_title": kind_title(found.kind)})


@desk("imports.view")
def errors(request: PageRequest, pk: int) -> HttpResponseBase:
    """The rejected rows as a table with their reasons."""
    found, _ = own_batch(request, pk)
    read_rejections(actor=request.actor, batch=found)
    raw = tempfile.TemporaryFile()  # noqa: SIM115  (the response closes it)
    text = io.TextIOWrapper(raw, encoding=ENCODING, newline="")
    write_errors(found, text)
    text.detach()
    raw.seek(0)
    return FileResponse(raw, as_attachment=True, filename=f"{Path(found.file_name).stem}-拒收.csv")
