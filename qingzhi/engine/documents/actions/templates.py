"""Offices' own templates: uploaded as a new dated version, ended to return to the built-in text."""

from datetime import date

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.files.actions import receive_file, store_file
from qingzhi.base.permits import Actor, require

from ..models import TemplateVersion
from ..notices import notice_of
from ..refusals import ReasonMissing, TemplateDayWrong, TemplateNotFit
from ..rules.templating import TemplateRefused, check_template


def upload_template(
    *, actor: Actor, template: str, name: str, data: bytes, valid_from: date | None = None, note: str
) -> TemplateVersion:
    """Put a .docx in the place of a notice's built-in text from a day on; the version before ends that day.

    It is checked first, holding no lock: hostile content, undeclared placeholders, missing ones, a trial filling.
    """
    require(actor, "documents.templates.manage")
    declared, on = notice_of(template), valid_from or clock.today()
    if not note.strip():
        raise ReasonMissing("请写明这一版模板改了什么、依据是什么")
    received = receive_file(actor=actor, name=name, data=data, kinds=("docx",), max_mib=10)
    try:
        check_template(data, declared)
    except TemplateRefused as refused:
        raise TemplateNotFit(str(refused)) from refused
    with transaction.atomic():
        rows = list(TemplateVersion.objects.select_for_update().filter(template=declared.code))
        before = next((one for one in rows if one.valid_to is None), None)
        if on < clock.today() or (before is not None and on < before.valid_from):
            raise TemplateDayWrong("启用日期不能早于今天，也不能早于现行版本的启用日期")
        if before is not None and before.sha256 == received.sha256:
            return before
        if before is not None:
            before.valid_to = on
            before.save(update_fields=["valid_to"])
        made = TemplateVersion.objects.create(
            template=declared.code, version=max((one.version for one in rows), default=0) + 1,
            file=store_file(actor=actor, received=received), sha256=received.sha256, valid_from=on, note=note.strip()[:300],
            uploaded_at=clock.now(), uploaded_by=actor.name,
        )  # fmt: skip
        changes = {"version": (before.version if before else None, made.version), "sha256": ("", made.sha256)}
        record(actor, "documents.upload_template", made, changes=changes, reason=note.strip())
    return made


@transaction.atomic
def end_template(*, actor: Actor, version: TemplateVersion, reason: str) -> TemplateVersion:
    """End a version today and return to the built-in text; documents that were drawn from it stay."""
    require(actor, "documents.templates.manage")
    if not reason.strip():
        raise ReasonMissing("停用模板须写明理由")
    found = TemplateVersion.objects.select_for_update().get(pk=version.pk)
    if found.valid_to is not None:
        return found
    changes = changed(found, valid_to=max(clock.today(), found.valid_from))
    found.save(update_fields=["valid_to"])
    record(actor, "documents.end_template", found, changes=changes, reason=reason.strip())
    return found
