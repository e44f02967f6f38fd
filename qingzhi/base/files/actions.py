"""Taking files in. `receive_file` does what is slow, outside of a transaction; `store_file` writes the row."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO

from django.conf import settings
from django.core.files.base import File
from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.permits import Actor
from qingzhi.base.secrecy.rules import ClassifiedText, refuse_classified

from .blobs import CHUNK, Incoming, set_aside, take_in
from .models import StoredFile
from .refusals import FileDamaged, FileKindRefused, FileRefused, MalwareFound
from .rules.kinds import DOCUMENTS, Kind, KindUnknown, kind_of, titles
from .rules.names import safe_name, split_name
from .rules.packages import ActiveContent, PackageDamaged
from .rules.texts import TextUnreadable, text_of
from .scanner import scan

MIB = 1024 * 1024


@dataclass(frozen=True)
class ReceivedFile:
    """A file whose bytes were checked and taken in, and that no row names yet."""

    sha256: str
    name: str
    size: int
    kind: Kind


def receive_file(
    *,
    actor: Actor,
    name: str,
    data: bytes | None = None,
    stream: IO[bytes] | File | None = None,
    kinds: Iterable[str] = DOCUMENTS,
    max_mib: int | None = None,
) -> ReceivedFile:
    """Check an upload and take its bytes in: size, kind by content, hidden content, malware, classification marks.

    Call it before the action's transaction begins: scanning takes time, and a transaction holds others up. Raises a
    `FileRefused` or `ClassifiedText`; then nothing is kept, and malware or a mark is told to the audit trail.
    """
    most = (max_mib or settings.QINGZHI_UPLOAD_MAX_MIB) * MIB
    name = safe_name(name)
    with set_aside(_parts(data, stream), most) as incoming:
        try:
            kind = _checked_kind(incoming, name, set(kinds))
            scan(incoming.path)
            _refuse_marked(incoming, kind)
        except (MalwareFound, ClassifiedText) as refused:
            _tell(actor, name, incoming, refused.reason)
            raise
        take_in(incoming)
    if not split_name(name)[1]:
        name += kind.endings[0]
    return ReceivedFile(incoming.sha256, name, incoming.size, kind)


def store_file(
    *,
    actor: Actor,
    received: ReceivedFile | None = None,
    name: str = "",
    data: bytes | None = None,
    stream: IO[bytes] | File | None = None,
    kinds: Iterable[str] = DOCUMENTS,
    max_mib: int | None = None,
) -> StoredFile:
    """Keep a file: what was received before, or bytes or a stream that are received now."""
    found = received or receive_file(actor=actor, name=name, data=data, stream=stream, kinds=kinds, max_mib=max_mib)
    with transaction.atomic():
        stored = StoredFile.objects.create(
            sha256=found.sha256,
            name=found.name,
            media_type=found.kind.media_type,
            size=found.size,
            body_id=actor.body_id,
            stored_by=actor.name,
            stored_by_id=actor.user_id,
            stored_at=clock.now(),
        )
        record(actor, "files.store", stored, changes={"sha256": ("", found.sha256), "size": (None, found.size)})
    return stored


def _parts(data: bytes | None, stream: IO[bytes] | File | None) -> Iterator[bytes]:
    if data is not None:
        yield data
        return
    if stream is None:
        raise ValueError("either data or a stream")
    stream.seek(0)
    while part := stream.read(CHUNK):
        yield part


def _checked_kind(incoming: Incoming, name: str, allowed: set[str]) -> Kind:
    ending = split_name(name)[1].lower()
    try:
        kind = kind_of(incoming.path, ending)
    except KindUnknown as unknown:
        raise FileKindRefused(f"“{name}”是{unknown.what}，不能上传；可以上传：{titles(allowed)}。") from unknown
    except ActiveContent as active:
        raise FileKindRefused(f"“{name}”{active.what}，不能上传。") from active
    except PackageDamaged as damaged:
        raise FileDamaged(f"“{name}”{damaged.what}，不能接收。") from damaged
    if kind.code not in allowed:
        raise FileKindRefused(f"“{name}”的内容是{kind.title}，这里可以上传：{titles(allowed)}。")
    if ending and ending not in kind.endings:
        raise FileKindRefused(f"“{name}”的内容其实是{kind.title}，与文件名不符，请改正后再上传。")
    return kind


def _refuse_marked(incoming: Incoming, kind: Kind) -> None:
    try:
        refuse_classified(text_of(incoming.path, kind))
    except (TextUnreadable, PackageDamaged) as unreadable:
        raise FileDamaged(f"文件无法打开：{unreadable}。请确认文件完好、没有打开密码。") from unreadable


def _tell(actor: Actor, name: str, incoming: Incoming, reason: str) -> None:
    """What was refused for danger is told in a transaction of its own."""
    changes = {"name": ("", name), "sha256": ("", incoming.sha256)}
    with transaction.atomic():
        record(actor, "files.refuse", changes=changes, reason=reason, label=name)


__all__ = ["FileRefused", "ReceivedFile", "receive_file", "store_file"]
