"""What comes with a complaint, taken in before the transaction: checked, scanned, hashed, and pictures freed of their traces."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import IO

from qingzhi.base.files.actions import ReceivedFile, receive_file, store_file
from qingzhi.base.files.queries import open_file
from qingzhi.base.files.refusals import FileDamaged
from qingzhi.base.permits import PUBLIC, Actor
from qingzhi.engine.procedures.models import Case
from qingzhi.engine.procedures.terms import Layer

from ..models import EvidenceItem, ShownCopy
from ..rules.pictures import PictureBroken, without_traces
from ..terms import EvidenceKind
from .evidence import take_evidence

KINDS = ("jpg", "png", "pdf", "docx", "xlsx", "txt", "mhtml")
PICTURES = ("jpg", "png")
SOURCE = "举报投诉人提交"
COMPLAINANT = Actor(kind="system", name="举报投诉人")  # whoever holds the code: no account, no address, no name


@dataclass(frozen=True)
class Piece:
    """A file as it came, and, of a picture, the copy that is shown; or a link with the time when it was seen."""

    file: ReceivedFile | None = None
    shown: ReceivedFile | None = None
    url: str = ""
    seen_at: datetime | None = None


def receive_piece(name: str, stream: IO[bytes]) -> Piece:
    """Take one upload in. Raises what `receive_file` refuses; nothing tells who sent it."""
    received = receive_file(actor=PUBLIC, name=name, stream=stream, kinds=KINDS)
    if received.kind.code not in PICTURES:
        return Piece(file=received)
    with open_file(received.sha256) as opened:
        data = opened.read()
    try:
        clean = without_traces(data)
    except PictureBroken:
        raise FileDamaged(f"图片“{received.name}”打不开，可能没有传完整，请重新拍照或截图后再上传") from None
    if clean == data:
        return Piece(file=received)
    ending = received.kind.endings[0]
    return Piece(
        file=received, shown=receive_file(actor=PUBLIC, name=f"图片{ending}", data=clean, kinds=(received.kind.code,))
    )


def keep_pieces(
    case: Case, pieces: Sequence[Piece], first: int = 1, *, actor: Actor = COMPLAINANT, source: str = SOURCE
) -> list[EvidenceItem]:
    """Make evidence of what came; files bear numbers instead of the names that their owners gave them."""
    return [_keep(case, piece, number, actor, source) for number, piece in enumerate(pieces, start=first)]


def _keep(case: Case, piece: Piece, number: int, actor: Actor, source: str) -> EvidenceItem:
    if piece.file is None:
        return take_evidence(
            actor=actor, case=case, kind=EvidenceKind.ELECTRONIC, title=f"网址{number}", source=source,
            url=piece.url, text=f"举报投诉人看到的时间：{piece.seen_at:%Y-%m-%d %H:%M}" if piece.seen_at else "",
            taken_at=piece.seen_at, layer=Layer.BODIES,
        )  # fmt: skip
    picture = piece.file.kind.code in PICTURES
    ending = piece.file.kind.endings[0]
    stored = store_file(actor=actor, received=replace(piece.file, name=f"证据{number}{ending}"))
    item = take_evidence(
        actor=actor, case=case, kind=EvidenceKind.AUDIOVISUAL if picture else EvidenceKind.DOCUMENT,
        title=f"{'图片' if picture else '文件'}{number}", source=source, file=stored, layer=Layer.BODIES,
    )  # fmt: skip
    if piece.shown is not None:
        shown = store_file(actor=actor, received=replace(piece.shown, name=f"证据{number}（查看件）{ending}"))
        ShownCopy.objects.create(item=item, file=shown, removed="拍摄时间、地点、设备等信息")
    return item
