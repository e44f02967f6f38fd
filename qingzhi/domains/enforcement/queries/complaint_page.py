"""What the pages of a complaint show: the officer's with the table's reasons, the complainant's in plain words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.components import Document, Entry
from qingzhi.base.permits import Actor, check
from qingzhi.engine.procedures.access import layers_for
from qingzhi.engine.procedures.models import Case
from qingzhi.engine.procedures.queries.attention import Attention
from qingzhi.engine.procedures.terms import Layer
from qingzhi.engine.tasks.models import WorkItem

from ..access.complaints import is_open_for
from ..models import Complaint, ComplaintRoute, EvidenceItem, IdentityRequest
from ..terms.complaints import PLAIN_WAYS, Way, Wish
from .complaint_ways import routing_of
from .flag_notes import flag_notes

SEEN = (Layer.APPLICANT.value, Layer.PUBLIC.value)
OWN = "举报投诉人"


@dataclass(frozen=True)
class PlainRoute:
    """One way of a complaint as the complainant reads it."""

    what: str
    state: str
    number: str = ""


def complaint_context(actor: Actor, case: Case) -> Mapping[str, Any]:
    """What the case page shows of a complaint to who handles it; never who complained."""
    complaint = Complaint.objects.select_related("reporter", "satisfaction").get(case=case)
    complaint.case = case
    case.complaint = complaint
    inside, news = Layer.BODIES in layers_for(actor, case), _attention(actor, complaint)
    asked = list(complaint.identity_requests.all()) if hasattr(complaint, "reporter") else []
    permission = next((one for one in asked if is_open_for(one, actor)), None)
    return {
        "wishes": [Wish(one).label for one in complaint.wishes],
        "routing": routing_of(complaint, case) if case.state == "received" and inside else None,
        "routes": list(complaint.routes.select_related("body", "target"))
        if case.state != "received" or case.revision
        else [],
        "evidence": evidence_shown(complaint, whole=permission is not None) if inside else [],
        "identity": _identity(actor, complaint, asked, permission) if hasattr(complaint, "reporter") else None,
        "satisfaction": getattr(complaint, "satisfaction", None),
        "attention": (*news, *flag_notes(actor, case)),
        "news": bool(news),
    }


def evidence_shown(complaint: Complaint, *, whole: bool) -> list[tuple[EvidenceItem, Document | None]]:
    """Each piece of evidence with the file to open: the shown copy of a picture, unless who may know the complainant (`whole`)."""
    rows = EvidenceItem.objects.filter(case=complaint.case).select_related("file", "shown_copy__file").order_by("pk")
    return [(one, _document(one, whole)) for one in rows]


def _document(item: EvidenceItem, whole: bool) -> Document | None:
    if item.file is None:
        return None
    copy = getattr(item, "shown_copy", None)
    file = item.file if copy is None or whole else copy.file
    note = f"原图含{copy.removed}，这里打开的是去除后的查看件" if copy is not None and not whole else ""
    return Document(
        item.title, reverse("files:download", args=[file.pk]), file.size, note, item.sha256, item.received_at
    )


def _identity(
    actor: Actor, complaint: Complaint, asked: Sequence[IdentityRequest], permission: IdentityRequest | None
) -> dict[str, Any]:
    """What the actor may do about the sealed identity."""
    return {
        "may_ask": bool(check(actor, "enforcement.identity.ask", body_id=complaint.case.body_id)),
        "open": permission,
        "waiting": next((one for one in asked if one.decided_at is None), None),
    }


def _attention(actor: Actor, complaint: Complaint) -> tuple[Attention, ...]:
    items = WorkItem.objects.filter(
        kind="enforcement.complaint_news",
        subject_kind=complaint._meta.label_lower,
        subject_id=str(complaint.pk),
        closed_at=None,
    )
    if not items.exists() or not check(actor, "enforcement.case.handle", body_id=complaint.case.body_id):
        return ()
    title = "举报投诉人有新的消息" if complaint.case.is_open else "办结后举报投诉人有新的消息，可以依新的情况重新办理"
    return (Attention("warn", title, url="?talk=applicant#talk", link="去看留言"),)


def plain_timeline(case: Case) -> list[Entry]:
    """What happened, in the complainant's words: 「你」 and the office, no officer's name."""
    rows = case.entries.filter(layer__in=SEEN).order_by("pk")
    return [
        Entry(
            _local(one.at),
            "你" if one.by == OWN else case.body.name,
            one.told or ("说" if not one.step else one.label),
            note=one.text,
        )
        for one in rows
    ]


def question_of(case: Case) -> str:
    """What the office asks now; empty where it asks nothing."""
    if case.state != "asking":
        return ""
    last = case.entries.filter(step="ask").order_by("-pk").first()
    return last.text if last else ""


def plain_routes(complaint: Complaint) -> list[PlainRoute]:
    """Where it went and how far each part is."""
    rows = complaint.routes.select_related("body", "target")
    return [_plain(one) for one in rows]


def _plain(route: ComplaintRoute) -> PlainRoute:
    what = PLAIN_WAYS[Way(route.way)]
    if route.target is not None:
        return PlainRoute(what, route.target.state_declared.shown_to_applicant, route.target.number)
    if route.body is not None:
        return PlainRoute(what, f"已转送{route.body.name}")
    return PlainRoute(what, route.reason)


def _local(at: datetime) -> datetime:
    return at.astimezone(clock.now().tzinfo)
