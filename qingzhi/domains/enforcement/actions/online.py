"""Online cases: opened from a complaint or a case, links entered, pages kept as evidence. The server never opens an address."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.files.actions import ReceivedFile, store_file
from qingzhi.base.files.queries import path_of
from qingzhi.base.files.rules.archives import ArchivedPage, archived_page
from qingzhi.base.identity.models import Body
from qingzhi.base.permits import Actor, require
from qingzhi.base.secrecy.rules import refuse_classified
from qingzhi.engine.procedures.actions import link as link_cases
from qingzhi.engine.procedures.actions import open_case
from qingzhi.engine.procedures.models import Case
from qingzhi.engine.procedures.terms import Layer, LinkKind

from ..events.online import LinkCaptured
from ..models import LinkCapture, OnlineCase, OnlineLink
from ..queries.platforms import operator_named
from ..refusals import ValueNotValid
from ..refusals.online import LinkKnown, LinkNotOpen
from ..rules.online import BadLink, links_of
from ..terms import EvidenceKind
from ..terms.online import LinkOutcome, NoticeGround
from .evidence import take_evidence

CODE = "enforcement.online"
KINDS = ("mhtml", "pdf", "png", "jpg")
OPEN = ("collecting", "measured")


@transaction.atomic
def open_online(
    *,
    actor: Actor,
    body: Body,
    platform: str,
    shop: str,
    ground: NoticeGround,
    right_told: str,
    facts: str,
    links: str,
    right_id: int | None = None,
    source: Case | None = None,
) -> OnlineCase:
    """Open an online case 「线上处置」 of one shop on one platform with its links (a line each), by itself or from another case."""
    require(actor, "enforcement.case.handle", body_id=body.pk)
    for name, value in (("platform", platform), ("shop", shop), ("right_told", right_told), ("facts", facts)):
        if not value.strip():
            raise ValueNotValid("请填写平台、网店、权利和侵权的事实", name)
    refuse_classified(facts)
    wanted = _links(links)
    dossier = OnlineCase(
        source=source, platform=platform.strip()[:120], operator=operator_named(platform), shop=shop.strip()[:200], ground=NoticeGround(ground).value, right_id=right_id,
        right_told=right_told.strip()[:300], facts=facts.strip(),
    )  # fmt: skip
    case = open_case(
        actor=actor, procedure=CODE, body=body, dossier=dossier, region_code=source.region_code if source else "",
        title=f"{dossier.platform}“{dossier.shop}”{NoticeGround(ground).label}",
    )  # fmt: skip
    if source is not None:
        link_cases(actor=actor, case=case, to=source, kind=LinkKind.ARISES_FROM, reason="线上处置")
    _enter(dossier, wanted)
    record(actor, "enforcement.open_online", case, changes={"links": (0, len(wanted))})
    return dossier


@transaction.atomic
def add_links(*, actor: Actor, online: OnlineCase, links: str) -> list[OnlineLink]:
    """Enter more links of the same shop; those that are there already are refused by name."""
    found = _locked(actor, online)
    made = _enter(found, _links(links))
    record(actor, "enforcement.add_links", found.case, changes={"links": (None, len(made))})
    return made


@transaction.atomic
def capture_link(
    *, actor: Actor, link: OnlineLink, received: ReceivedFile, seen_at: datetime, taken_by: str = ""
) -> LinkCapture:
    """Keep a page as somebody's browser saved it: evidence under the digest of its bytes, with the address and the time."""
    online = _locked(actor, OnlineCase(pk=link.online_id))
    if received.kind.code not in KINDS:
        raise ValueNotValid("快照须是网页存档（MHTML）、PDF 或图片", "file")
    if seen_at > clock.now():
        raise ValueNotValid("看到的时间不能晚于现在", "seen_at")
    told = archived_page(path_of(received.sha256)) if received.kind.code == "mhtml" else ArchivedPage("")
    item = take_evidence(
        actor=actor, case=online.case, kind=EvidenceKind.ELECTRONIC, title=f"{link}的快照"[:200], source="办案人员浏览器保存",
        file=store_file(actor=actor, received=received), url=link.url, taken_at=seen_at, taken_by=taken_by.strip() or actor.name,
        layer=Layer.BODIES,
    )  # fmt: skip
    made = LinkCapture.objects.create(
        link=link, item=item, told_address=told.address[:1000], told_at=told.saved_at[:80]
    )
    publish(LinkCaptured(capture_id=made.pk))
    return made


def settle_links(links: Sequence[OnlineLink], outcome: LinkOutcome) -> None:
    """Note what became of links; within the transaction of the step that says so."""
    for one in links:
        one.outcome, one.outcome_on = outcome.value, clock.today()
        one.save(update_fields=["outcome", "outcome_on"])


def _links(text: str) -> list[str]:
    try:
        found = links_of(text)
    except BadLink as bad:
        raise ValueNotValid(f"“{bad}”不是网页地址，每行写一个以 http:// 或 https:// 开头的地址", "links") from None
    if not found:
        raise ValueNotValid("请至少填写一个链接", "links")
    return found


def _enter(online: OnlineCase, wanted: list[str]) -> list[OnlineLink]:
    known = OnlineLink.objects.filter(online=online, url__in=wanted).values_list("url", flat=True).first()
    if known is not None:
        raise LinkKnown(f"链接已经登记：{known[:80]}", "links")
    now = clock.now()
    return [OnlineLink.objects.create(online=online, url=url, added_at=now) for url in wanted]


def _locked(actor: Actor, online: OnlineCase) -> OnlineCase:
    found = OnlineCase.objects.select_for_update(of=("self",)).select_related("case__body__region").get(pk=online.pk)
    require(actor, "enforcement.case.handle", body_id=found.case.body_id)
    if found.case.state not in OPEN:
        raise LinkNotOpen(f"案件现在是“{found.case.state_label}”，不能增加链接和快照", "links")
    return found
