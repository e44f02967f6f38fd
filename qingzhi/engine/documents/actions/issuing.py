"""Issuing: number, drawing, code and row come about together or not at all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.db import models, transaction
from django.db.models import Max

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.files.actions import store_file
from qingzhi.base.files.models import StoredFile
from qingzhi.base.identity.models import Body, Subject
from qingzhi.base.permits import Actor, require

from ..events import DocumentIssued
from ..kinds import kind_of
from ..models import DocumentSeries, IssuedDocument, TemplateVersion
from ..refusals import SeriesRetired
from ..rules.drawing import BoundReport, OfficialDocument, Verification, draw, fingerprint
from ..rules.numbering import verification_code
from ..rules.templating import FilledTemplate

Paper = OfficialDocument | FilledTemplate | BoundReport
Builder = Callable[[str], Paper]


@dataclass(frozen=True)
class Drawn:
    """A drawn version: its file, the code on it, and the hash of what it says."""

    file: StoredFile
    code: str
    content_hash: str


@transaction.atomic
def issue_document(
    *,
    actor: Actor,
    kind: str,
    title: str,
    series: str | DocumentSeries,
    document: Builder,
    body: Body,
    subject: models.Model | None = None,
    url: str = "",
    recipients: Iterable[Body] = (),
    signed_by: str = "",
    issued_on: date | None = None,
    verify_at: str = "/verify/",
    addressee: Subject | None = None,
    template: TemplateVersion | None = None,
) -> IssuedDocument:
    """Issue a document 「制发」: it gets the next number of its series and year, is drawn, stored and can be checked.

    `document` is called with the number and returns the document that bears it; `addressee` is whom outside the
    administration it is for, `template` the office's own that it was filled from; `verify_at` is the page that the printed
    code leads to, where documents of a kind have one of their own. The series is locked until the caller's
    transaction ends, so that numbers have neither gaps nor doubles: issue last, and keep the builder quick.
    """
    require(actor, "documents.issue", body_id=body.pk, region_code=body.region.code)
    issued_on = issued_on or clock.today()
    locked = _locked(series, issued_on)
    used = IssuedDocument.objects.filter(series=locked, year=issued_on.year).aggregate(last=Max("sequence"))
    sequence = (used["last"] or 0) + 1
    number = locked.written(issued_on.year, sequence)
    made = draw_version(actor, document(number), number, title, verify_at=verify_at)
    row = IssuedDocument.objects.create(
        kind=kind_of(kind).code, series=locked, year=issued_on.year, sequence=sequence, number=number, title=title[:200],
        subject_kind=subject._meta.label_lower if subject is not None else "",
        subject_id=str(subject.pk) if subject is not None else "",
        url=url, body=body, addressee=addressee, template=template, signed_by=signed_by, issued_on=issued_on, issued_at=clock.now(),
        file=made.file, sha256=made.file.sha256, content_hash=made.content_hash, verification_code=made.code,
    )  # fmt: skip
    row.recipients.set(recipients)
    record(actor, "documents.issue_document", row, changes={"number": ("", number), "sha256": ("", made.file.sha256)})
    publish(DocumentIssued(document_id=row.pk, kind=kind, subject_kind=row.subject_kind, subject_id=row.subject_id))
    return row


def draw_version(
    actor: Actor, document: Paper, number: str, title: str, version: int = 1, verify_at: str = "/verify/"
) -> Drawn:
    """Draw a document with its code on it and store the file."""
    if document.number != number:
        raise ValueError(f"the builder was given {number} and drew {document.number}")
    said = fingerprint(document) if isinstance(document, OfficialDocument) else document.fingerprint()
    told = number if version == 1 else f"{number}/{version}"
    code = verification_code(said, told, settings.SECRET_KEY.encode())
    address = f"{settings.QINGZHI_SITE_URL.rstrip('/')}{verify_at}"
    shown = Verification(code, address)
    if isinstance(document, OfficialDocument):
        data = draw(replace(document, verification=shown))
    else:
        data = document.draw(shown)
    name = file_name(number, title, version)
    return Drawn(store_file(actor=actor, name=name, data=data, kinds=("docx",)), code, said.hex())


def file_name(number: str, title: str, version: int = 1, ending: str = "docx") -> str:
    """What a downloaded file is called."""
    suffix = "" if version == 1 else f"（第{version}版）"
    plain = "".join(sign for sign in f"{number} {title}{suffix}" if sign.isprintable() and sign not in '\\/:*?"<>|')
    return f"{plain[:120]}.{ending}"


def _locked(series: str | DocumentSeries, on: date) -> DocumentSeries:
    wanted = {"pk": series.pk} if isinstance(series, DocumentSeries) else {"code": series}
    found = DocumentSeries.objects.select_for_update().get(**wanted)
    if found.retired_on and found.retired_on <= on:
        raise SeriesRetired(f"“{found.title}”已于 {found.retired_on} 停用，不再编号")
    return found
