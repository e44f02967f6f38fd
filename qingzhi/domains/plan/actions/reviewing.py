"""Looking at a draft beside its text: confirming, resolving warnings, correcting headings, citations and the head."""

from datetime import date
from typing import TypeVar

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.permits import Actor
from qingzhi.base.secrecy.rules import refuse_classified

from ..models import Citation, CompileWarning, PlanVersion, Section
from ..models.item import Item
from ..refusals import EditedMeanwhile, ValueNotValid
from ..rules import values
from .drafting import lock_draft, lock_item, require_reason, save_item, sound_place

I = TypeVar("I", bound=Item)  # noqa: E741


@transaction.atomic
def confirm_item(*, actor: Actor, item: I, revision: int | None = None) -> I:
    """Note that a person compared the item with the text and found it right; twice is harmless."""
    _, item = lock_item(actor, item, revision)
    if item.confirmed_at is None:
        changes = changed(item, confirmed_at=clock.now(), confirmed_by=actor.name)
        item.save(update_fields=["confirmed_at", "confirmed_by"])
        record(actor, "plan.confirm_item", item, changes=changes)
    return item


@transaction.atomic
def confirm_section(*, actor: Actor, section: Section) -> int:
    """Confirm all that is still open in one section; returns how many items."""
    version = lock_draft(actor, section.version_id)
    inside = {"start__gte": section.start, "start__lt": section.end, "confirmed_at": None}
    count = 0
    for related in (version.measures, version.targets, version.baselines, version.citations):
        count += related.filter(**inside).update(confirmed_at=clock.now(), confirmed_by=actor.name)
    if count:
        record(actor, "plan.confirm_section", section, changes={"confirmed": (0, count)})
    return count


@transaction.atomic
def resolve_warning(*, actor: Actor, warning: CompileWarning, resolution: str) -> CompileWarning:
    """Resolve a warning, saying how."""
    lock_draft(actor, warning.version_id)
    warning = CompileWarning.objects.get(pk=warning.pk)
    resolution = require_reason(resolution)
    if warning.resolved_at and warning.resolution != resolution:
        raise EditedMeanwhile(
            f"这个问题已由{warning.resolved_by}处理：{warning.resolution}", {"resolution": warning.resolution}
        )
    if not warning.resolved_at:
        changes = changed(warning, resolved_at=clock.now(), resolved_by=actor.name, resolution=resolution)
        warning.save()
        record(actor, "plan.resolve_warning", warning, changes=changes)
    return warning


@transaction.atomic
def reopen_warning(*, actor: Actor, warning: CompileWarning) -> CompileWarning:
    """Open a resolved warning again."""
    lock_draft(actor, warning.version_id)
    warning = CompileWarning.objects.get(pk=warning.pk)
    if warning.resolved_at:
        changes = changed(warning, resolved_at=None, resolved_by="", resolution="")
        warning.save()
        record(actor, "plan.reopen_warning", warning, changes=changes)
    return warning


@transaction.atomic
def correct_section(*, actor: Actor, section: Section, heading: str, revision: int | None = None) -> Section:
    """Correct a section's heading."""
    _, section = lock_item(actor, section, revision)
    heading = heading.strip()
    if not heading:
        raise ValueNotValid("请填写标题", "heading")
    _require_lengths({"heading": heading})
    save_item(actor, "plan.correct_section", section, {"heading": heading})
    return section


@transaction.atomic
def correct_citation(
    *,
    actor: Actor,
    citation: Citation,
    start: int,
    end: int,
    title: str = "",
    number: str = "",
    revision: int | None = None,
) -> Citation:
    """Correct what the text refers to."""
    version, citation = lock_item(actor, citation, revision)
    start, end = sound_place(version, start, end)
    if not title.strip() and not number.strip():
        raise ValueNotValid("名称和文号至少填写一项", "title")
    _require_lengths({"title": title, "number": number})
    fields = {"title": title.strip(), "number": number.strip(), "start": start, "end": end}
    save_item(actor, "plan.correct_citation", citation, {**fields, "quote": version.text[start:end]})
    return citation


@transaction.atomic
def delete_citation(*, actor: Actor, citation: Citation, reason: str, revision: int | None = None) -> None:
    """Delete what is no citation, with the reason."""
    _, citation = lock_item(actor, citation, revision)
    reason = require_reason(reason)
    record(actor, "plan.delete_citation", citation, changes={"quote": (citation.quote, "")}, reason=reason)
    citation.delete()


@transaction.atomic
def correct_head(
    *,
    actor: Actor,
    version: PlanVersion,
    title: str,
    document_number: str = "",
    issuer: str = "",
    issued_on: date | None = None,
    period_from: int | None = None,
    period_to: int | None = None,
) -> PlanVersion:
    """Correct the head of a draft: title, number, issuer, date, period."""
    version = lock_draft(actor, version.pk)
    if not title.strip():
        raise ValueNotValid("请填写标题", "title")
    if period_from and period_to and period_from > period_to:
        raise ValueNotValid("起始年不能晚于终止年", "period_to")
    if fault := values.fault_of_day("issued_on", issued_on):
        raise ValueNotValid(fault[1], fault[0])
    _require_lengths({"title": title, "number": document_number})
    refuse_classified(title, document_number, issuer)
    changes = changed(
        version,
        title=title.strip(),
        document_number=document_number.strip(),
        issuer=issuer.strip()[:200],
        issued_on=issued_on,
        period_from=period_from,
        period_to=period_to,
    )
    if changes:
        version.save()
        record(actor, "plan.correct_head", version, changes=changes)
    return version


def _require_lengths(given: dict[str, str]) -> None:
    if fault := values.fault_of_lengths(given):
        raise ValueNotValid(fault[1], fault[0])
