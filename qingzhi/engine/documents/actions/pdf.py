"""The PDF of an issued document."""

from django.db import transaction

from qingzhi.base.audit.actions import record
from qingzhi.base.files.actions import receive_file, store_file
from qingzhi.base.files.queries import read_file
from qingzhi.base.permits import Actor, require

from ..convert import to_pdf
from ..models import IssuedDocument
from .issuing import file_name


def make_pdf(*, actor: Actor, document: IssuedDocument) -> IssuedDocument:
    """Make and keep the PDF of a document, once; raises `PdfUnavailable` with one clear line where that cannot be.

    The conversion takes seconds and holds no lock.
    """
    require(actor, "documents.view")
    if document.pdf_id:
        return document
    name = file_name(document.number, document.title, document.version, "pdf")
    data = to_pdf(read_file(document.file))
    received = receive_file(actor=actor, name=name, data=data, kinds=("pdf",))
    with transaction.atomic():
        document = IssuedDocument.objects.select_for_update().get(pk=document.pk)
        if document.pdf_id:
            return document
        document.pdf = store_file(actor=actor, received=received)
        document.save(update_fields=["pdf"])
        record(actor, "documents.make_pdf", document, changes={"pdf": ("", document.pdf.sha256)})
    return document
