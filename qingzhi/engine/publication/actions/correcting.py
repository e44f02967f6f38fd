"""Correcting and withdrawing what is public: nothing disappears, everything says why."""

from django.db import transaction
from django.db.models import Max

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require
from qingzhi.base.secrecy.rules import refuse_classified

from ..events import PublicationTakenBack
from ..models import Publication, PublicationItem, PublicationTrace
from ..refusals import PeriodRuns, PersonalDataShown, PublicationWithdrawn, ReasonMissing, RowNotOpen
from ..rules.redaction import personal_in
from ..terms import Trace
from .rows import Row, drawn, refuse_unfit


@transaction.atomic
def add_row(*, actor: Actor, publication: Publication, row: Row, reason: str = "") -> PublicationItem:
    """Add a row to a list that stays for good, or to a publicity on its first day: nobody may get a shorter period."""
    found = locked(actor, publication)
    if not found.is_permanent and found.starts_on != clock.today():
        raise PeriodRuns("公示已经开始，后列入的对象公示期不足，请另行公示")
    refuse_unfit(found.declared, row, 1)
    last = found.items.aggregate(last=Max("position"))["last"] or 0
    item = drawn(found, row, last + 1, clock.now())
    item.save()
    _trace(found, Trace.ROW_ADDED, reason, item)
    record(actor, "publication.add_row", found, changes={"row": (None, item.position)}, reason=reason)
    return item


@transaction.atomic
def correct_row(*, actor: Actor, item: PublicationItem, row: Row, reason: str, hide: bool = False) -> PublicationItem:
    """Correct a row 「更正」: the old one stays, struck out, with the reason; `hide` covers what it said."""
    found = locked(actor, item.publication)
    reason = _told(reason)
    refuse_unfit(found.declared, row, item.position)
    old = _open_row(item)
    _take_down(old, reason, hide=hide)
    new = drawn(found, row, old.position, clock.now())
    new.subject_kind, new.subject_id = new.subject_kind or old.subject_kind, new.subject_id or old.subject_id
    new.replaces = old
    new.save()
    _trace(found, Trace.ROW_CORRECTED, reason, new)
    record(actor, "publication.correct_row", found, changes={"row": (old.position, new.position)}, reason=reason)
    return new


@transaction.atomic
def withdraw_row(*, actor: Actor, item: PublicationItem, reason: str, hide: bool = False) -> PublicationItem:
    """Withdraw a row 「撤下」; withdrawn already it stays as it is. `hide` covers its content, for instance personal data."""
    found = locked(actor, item.publication)
    reason = _told(reason)
    old = PublicationItem.objects.select_for_update().get(pk=item.pk)
    if not old.stands:
        return old
    _take_down(old, reason, hide=hide)
    _trace(found, Trace.ROW_WITHDRAWN, reason, old)
    record(actor, "publication.withdraw_row", found, changes={"row": (old.position, None)}, reason=reason)
    return old


@transaction.atomic
def correct_text(*, actor: Actor, publication: Publication, title: str, text: str, reason: str) -> Publication:
    """Correct title or text; what it said before stands in the trail, why on the page."""
    found = locked(actor, publication)
    reason = _told(reason)
    refuse_classified(title, text)
    if personal := personal_in(f"{title}\n{text}"):
        raise PersonalDataShown(f"公示正文含有{personal}，不能公开，请删去")
    changes = changed(found, title=title.strip()[:200] or found.title, text=text.strip())
    if not changes:
        return found
    found.save(update_fields=["title", "text"])
    _trace(found, Trace.TEXT_CORRECTED, reason)
    record(actor, "publication.correct_text", found, changes=changes, reason=reason)
    return found


@transaction.atomic
def withdraw_publication(*, actor: Actor, publication: Publication, reason: str, hide: bool = False) -> Publication:
    """Withdraw the whole 「撤回」: the page stays with what was withdrawn and why; `hide` covers the content."""
    found = locked(actor, publication)
    reason = _told(reason)
    changes = changed(found, withdrawn_at=clock.now(), withdrawn_reason=reason, text_hidden=hide)
    found.save()
    _trace(found, Trace.WITHDRAWN, reason)
    record(actor, "publication.withdraw", found, changes=changes, reason=reason)
    publish(PublicationTakenBack(found.pk, found.kind, found.subject_kind, found.subject_id))
    return found


def locked(actor: Actor, publication: Publication) -> Publication:
    """The publication, locked, for somebody who may manage it; raises when it was withdrawn."""
    rows = Publication.objects.select_for_update(of=("self",)).select_related("body__region")
    found = rows.get(pk=publication.pk)
    require(actor, "publication.manage", body_id=found.body_id, region_code=found.body.region.code)
    if found.withdrawn_at:
        raise PublicationWithdrawn(f"{found.number}已于 {found.withdrawn_at:%Y-%m-%d} 撤回，不能再更改")
    return found


def _told(reason: str) -> str:
    if len(reason.strip()) < 4:
        raise ReasonMissing("请写明理由，它会显示在公示页上")
    refuse_classified(reason)
    if personal := personal_in(reason):
        raise PersonalDataShown(f"理由会公开显示，其中含有{personal}，请删去")
    return reason.strip()[:500]


def _open_row(item: PublicationItem) -> PublicationItem:
    old = PublicationItem.objects.select_for_update().get(pk=item.pk)
    if not old.stands:
        raise RowNotOpen(f"第 {old.position} 行已经更正或撤下，请刷新查看")
    return old


def _take_down(old: PublicationItem, reason: str, *, hide: bool) -> None:
    old.withdrawn_at, old.withdrawn_reason, old.is_hidden = clock.now(), reason, hide
    old.save(update_fields=["withdrawn_at", "withdrawn_reason", "is_hidden"])


def _trace(found: Publication, what: Trace, reason: str, item: PublicationItem | None = None) -> None:
    PublicationTrace.objects.create(
        publication=found, at=clock.now(), what=what.value, item=item, reason=reason.strip()[:500]
    )
