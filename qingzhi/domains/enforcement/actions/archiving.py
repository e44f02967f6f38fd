"""A closed case as one paginated PDF with a table of contents 「一案一卷」: 《市场监督管理行政处罚程序规定》(2021) 第七十八条."""

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.files.actions import receive_file, store_file
from qingzhi.base.permits import Actor, require
from qingzhi.engine.documents.convert import PdfUnavailable
from qingzhi.engine.procedures.models import Case

from ..queries.volume import volume_of
from ..refusals.cases import ArchiveNotReady


def archive_case(*, actor: Actor, case: Case) -> Case:
    """Bind the papers, evidence and attachments of a closed case in one file and keep it; binding again replaces it.

    Conversions take seconds and hold no lock.
    """
    require(actor, "enforcement.case.handle", body_id=case.body_id)
    if case.is_open:
        raise ArchiveNotReady("案件办结后才能归档")
    try:
        data = volume_of(case)
    except PdfUnavailable as missing:
        raise ArchiveNotReady(f"这里不能生成 PDF：{missing}") from missing
    received = receive_file(actor=actor, name=f"{case.number}案卷.pdf", data=data, kinds=("pdf",))
    with transaction.atomic():
        locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
        if locked.is_open:
            raise ArchiveNotReady("案件已重新办理，办结后才能归档")
        dossier = locked.dossier
        dossier.archive, dossier.archived_at = store_file(actor=actor, received=received), clock.now()
        dossier.save(update_fields=["archive", "archived_at"])
        record(actor, "enforcement.archive", locked, changes={"archive": ("", dossier.archive.sha256)})
    return locked
