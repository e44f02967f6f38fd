"""Evidence comes in and passes from hand to hand."""

from datetime import datetime
from hashlib import sha256

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.files.models import StoredFile
from qingzhi.base.permits import Actor, require
from qingzhi.engine.procedures.models import Case
from qingzhi.engine.procedures.terms import Layer

from ..events import EvidenceTaken
from ..models import CustodyStep, EvidenceItem
from ..refusals import NothingToHold, NotTheHolder, ValueNotValid
from ..terms import EvidenceKind


@transaction.atomic
def take_evidence(
    *,
    actor: Actor,
    case: Case,
    kind: EvidenceKind,
    title: str,
    source: str,
    file: StoredFile | None = None,
    url: str = "",
    text: str = "",
    taken_at: datetime | None = None,
    taken_by: str = "",
    layer: Layer = Layer.INTERNAL,
    holder: str = "",
) -> EvidenceItem:
    """Take a piece of evidence in: its digest is of the bytes as they arrived, its chain of custody begins.

    Whoever brings it from outside has no permit on the case: the action that receives a complaint calls this as the system.
    """
    require(actor, "enforcement.case.handle", body_id=case.body_id)
    if file is None and not url.strip() and not text.strip():
        raise NothingToHold("请上传文件、填写网址或说明", "file")
    if not title.strip():
        raise ValueNotValid("请填写证据名称", "title")
    now = clock.now()
    if taken_at is not None and taken_at > now:
        raise ValueNotValid("取得时间不能晚于现在", "taken_at")
    digest = file.sha256 if file is not None else sha256(f"{url.strip()}\n{text.strip()}".encode()).hexdigest()
    item = EvidenceItem.objects.create(
        case=case, kind=EvidenceKind(kind).value, title=title.strip()[:200], file=file, url=url.strip(), text=text.strip(), sha256=digest,
        taken_at=taken_at, received_at=now, source=source.strip()[:200], taken_by=taken_by.strip(), layer=layer.value,
    )  # fmt: skip
    CustodyStep.objects.create(item=item, at=now, to_holder=holder or case.body.name, reason="收取", by=actor.name)
    record(actor, "enforcement.take_evidence", case, changes={"evidence": (None, f"{item.title} {digest}")})
    publish(EvidenceTaken(item_id=item.pk))
    return item


@transaction.atomic
def hand_evidence_on(*, actor: Actor, item: EvidenceItem, to_holder: str, reason: str, place: str = "") -> CustodyStep:
    """Hand a piece of evidence from who holds it to somebody else, with the reason."""
    found = EvidenceItem.objects.select_for_update(of=("self",)).select_related("case__body").get(pk=item.pk)
    require(actor, "enforcement.case.handle", body_id=found.case.body_id)
    if not to_holder.strip() or not reason.strip():
        raise ValueNotValid("请填写接收人和事由", "to_holder")
    holder = found.custody.order_by("-id").values_list("to_holder", flat=True)[0]
    if holder == to_holder.strip():
        raise NotTheHolder(f"证据已在{holder}处")
    made = CustodyStep.objects.create(
        item=found, at=clock.now(), from_holder=holder, to_holder=to_holder.strip()[:120], place=place.strip(),
        reason=reason.strip()[:200], by=actor.name,
    )  # fmt: skip
    changes = {"custody": (holder, made.to_holder)}
    record(actor, "enforcement.hand_evidence_on", found.case, changes=changes, reason=reason)
    return made


@transaction.atomic
def copy_evidence(*, actor: Actor, case: Case, to: Case, source: str) -> None:
    """Take the evidence of a case into the one that follows it; files keep their hashes."""
    for item in EvidenceItem.objects.filter(case=case).select_related("file").order_by("pk"):
        take_evidence(
            actor=actor, case=to, kind=EvidenceKind(item.kind), title=item.title, source=source, file=item.file, url=item.url,
            text=item.text, taken_by=item.taken_by, layer=Layer(item.layer),
        )  # fmt: skip
