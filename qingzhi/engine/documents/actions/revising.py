"""Drawing anew and withdrawing: the number stays, the old version stays."""

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require

from ..events import DocumentRedrawn, DocumentTakenBack
from ..models import DocumentSeries, IssuedDocument
from ..refusals import DocumentWithdrawn, NothingChanges, ReasonMissing
from ..terms import Standing
from .issuing import Builder, draw_version


@transaction.atomic
def redraw(
    *, actor: Actor, document: IssuedDocument, build: Builder, reason: str, title: str = "", signed_by: str = ""
) -> IssuedDocument:
    """Draw a new version under the same number 「重新制发」; the old one is kept and its code says so."""
    old = _locked_newest(document)
    require(actor, "documents.withdraw", body_id=old.body_id, region_code=old.body.region.code)
    if not reason.strip():
        raise ReasonMissing("重新制发须写明理由")
    version, title = old.version + 1, title or old.title
    made = draw_version(actor, build(old.number), old.number, title, version)
    if made.content_hash == old.content_hash:
        raise NothingChanges("新版与现行版内容完全相同，不需要重新制发")
    new = IssuedDocument.objects.create(
        kind=old.kind, series=old.series, year=old.year, sequence=old.sequence, version=version, number=old.number,
        title=title[:200], subject_kind=old.subject_kind, subject_id=old.subject_id, url=old.url, body=old.body,
        signed_by=signed_by or old.signed_by, issued_on=clock.today(), issued_at=clock.now(), file=made.file,
        sha256=made.file.sha256, content_hash=made.content_hash, verification_code=made.code, replaces=old,
        change_reason=reason.strip()[:300], addressee=old.addressee, template=old.template,
    )  # fmt: skip
    new.recipients.set(old.recipients.all())
    IssuedDocument.objects.filter(pk=old.pk).update(superseded_on=clock.today())
    changes = {"version": (old.version, version), "sha256": (old.sha256, new.sha256)}
    record(actor, "documents.redraw", new, changes=changes, reason=reason.strip())
    publish(DocumentRedrawn(document_id=new.pk, replaces_id=old.pk))
    return new


@transaction.atomic
def withdraw_document(*, actor: Actor, document: IssuedDocument, reason: str) -> IssuedDocument:
    """Withdraw a document 「撤回」 with all its versions; its number is never given again."""
    newest = _locked_newest(document)
    require(actor, "documents.withdraw", body_id=newest.body_id, region_code=newest.body.region.code)
    if not reason.strip():
        raise ReasonMissing("撤回公文须写明理由")
    today = clock.today()
    same = IssuedDocument.objects.filter(series=newest.series_id, year=newest.year, sequence=newest.sequence)
    same.update(withdrawn_on=today, withdrawn_reason=reason.strip()[:300])
    record(actor, "documents.withdraw_document", newest, changes={"withdrawn_on": (None, today)}, reason=reason.strip())
    taken_back = DocumentTakenBack(
        document_id=newest.pk, kind=newest.kind, subject_kind=newest.subject_kind, subject_id=newest.subject_id
    )
    publish(taken_back)
    newest.refresh_from_db()
    return newest


def _locked_newest(document: IssuedDocument) -> IssuedDocument:
    """The newest version under the number, its series locked; raises when it was withdrawn."""
    DocumentSeries.objects.select_for_update().get(pk=document.series_id)
    same = {name: getattr(document, name) for name in ("series_id", "year", "sequence")}
    newest = IssuedDocument.objects.filter(**same).select_related("body__region", "series").latest("version")
    if newest.standing is Standing.WITHDRAWN:
        raise DocumentWithdrawn(f"{newest.number}已于 {newest.withdrawn_on} 撤回")
    return newest
