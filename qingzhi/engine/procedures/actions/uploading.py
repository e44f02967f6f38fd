"""Receiving a file in parts: what has arrived stays when the connection or the session is lost, and the rest is sent later."""

import secrets
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.files.actions import receive_file
from qingzhi.base.files.refusals import FileRefused, ScannerUnreachable, StorageFull
from qingzhi.base.files.rules.kinds import DOCUMENTS
from qingzhi.base.permits import Actor
from qingzhi.base.secrecy.rules import ClassifiedText

from ..models import Case, CaseAttachment, CaseUpload
from ..refusals import UploadUnfit
from ..terms import Layer
from .attaching import attach, require_reader

MIB = 1024 * 1024
PART = 2 * MIB  # the most that is taken at once
KEPT = timedelta(days=7)


@transaction.atomic
def begin_upload(
    *, actor: Actor, case: Case, slot: str, label: str, name: str, size: int, mark: str, layer: Layer = Layer.APPLICANT
) -> CaseUpload:
    """Announce a file for a slot; the same file announced again goes on where it stopped."""
    require_reader(actor, case, layer)
    most = settings.QINGZHI_UPLOAD_MAX_MIB * MIB
    if not 0 < size <= most:
        raise UploadUnfit(f"文件须不为空，且不超过 {settings.QINGZHI_UPLOAD_MAX_MIB} MB")
    now = clock.now()
    found, created = CaseUpload.objects.get_or_create(
        case=case, slot=slot, by_user_id=actor.user_id or 0, mark=mark[:80],
        defaults={"label": label[:120], "layer": layer.value, "name": name[:255], "size": size,
                  "token": secrets.token_hex(16), "begun_at": now, "moved_at": now},
    )  # fmt: skip
    if not created and found.size != size:
        raise UploadUnfit("文件在两次上传之间有变化，请先清除未传完的部分，再重新上传")
    return found


@transaction.atomic
def add_part(*, actor: Actor, upload: CaseUpload, offset: int, data: bytes) -> CaseUpload:
    """Take the next bytes. What came twice is taken once; a gap is refused, telling how much has arrived."""
    upload = CaseUpload.objects.select_for_update().get(pk=upload.pk, by_user_id=actor.user_id or 0)
    if offset + len(data) <= upload.received:
        return upload
    if offset != upload.received or len(data) > PART or offset + len(data) > upload.size:
        raise UploadUnfit(f"已收到 {upload.received} 字节，请从这里接着传")
    path = place_of(upload)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("r+b" if path.exists() else "w+b") as file:
        file.seek(offset)
        file.truncate()
        file.write(data)
    upload.received, upload.moved_at = offset + len(data), clock.now()
    upload.save(update_fields=["received", "moved_at"])
    return upload


def finish_upload(*, actor: Actor, upload: CaseUpload) -> CaseAttachment:
    """The whole file is there: checked and scanned outside of the transaction, then attached. What is refused for what it
    is goes; where the scanner does not answer or the disk is full it stays, so that it can be finished later."""
    if upload.received != upload.size:
        raise UploadUnfit(f"还差 {upload.size - upload.received} 字节，请接着传")
    try:
        with place_of(upload).open("rb") as file:
            received = receive_file(
                actor=actor, name=upload.name, stream=file, kinds=kinds_of(upload.case, upload.slot)
            )
    except FileNotFoundError:
        _forget(upload)
        raise UploadUnfit("已收到的部分不在了，请重新上传") from None
    except (ScannerUnreachable, StorageFull):
        raise
    except (FileRefused, ClassifiedText):
        _forget(upload)
        raise
    with transaction.atomic():
        if not CaseUpload.objects.select_for_update().filter(pk=upload.pk).exists():
            raise UploadUnfit("这份材料已经提交")
        found = attach(
            actor=actor, case=upload.case, slot=upload.slot, label=upload.label, received=received,
            layer=Layer(upload.layer),
        )  # fmt: skip
        _forget(upload)
    return found


def kinds_of(case: Case, slot: str) -> tuple[str, ...]:
    """The kinds of file that a slot takes: as declared, every kind of document elsewhere."""
    declared = (one for step in case.declared.steps for one in step.attachments if one.code == slot)
    first = next(declared, None)
    return first.kinds if first else DOCUMENTS


@transaction.atomic
def drop_upload(*, actor: Actor, upload: CaseUpload) -> None:
    """Give up a file of one's own that has not wholly arrived."""
    if upload.by_user_id == actor.user_id:
        _forget(upload)


def sweep_uploads() -> int:
    """Remove what nobody has gone on with for a week; returns how many."""
    old = list(CaseUpload.objects.filter(moved_at__lt=clock.now() - KEPT))
    for one in old:
        _forget(one)
    return len(old)


def place_of(upload: CaseUpload) -> Path:
    """Where the bytes that have arrived lie."""
    return Path(settings.QINGZHI_DATA) / "uploads" / upload.token


def _forget(upload: CaseUpload) -> None:
    CaseUpload.objects.filter(pk=upload.pk).delete()
    place_of(upload).unlink(missing_ok=True)
