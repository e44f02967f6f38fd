"""Calls: drafted, published with a document and a public page, taken back with a reason."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require

from ..events import CallPublished, CallWithdrawn
from ..models import Call, CallApplicant, CallDocument, CallItem, CallRegion
from ..refusals import CallChanged, ValueNotValid
from ..terms import Act, CallState, Scheme, SubsidyType
from .notices import publish_call_document

FIELDS = (
    "title", "opens_on", "closes_on", "acts_from", "acts_to", "precheck", "guide", "basis", "contact", "programme",
)  # fmt: skip


@transaction.atomic
def draft_call(
    *,
    actor: Actor,
    code: str,
    year: int,
    scheme: str,
    body: Any,
    title: str,
    opens_on: date,
    closes_on: date,
    guide: str,
    items: Sequence[tuple[str, str]],
    applicants: Sequence[str] = (),
    regions: Sequence[Any] = (),
    documents: Sequence[tuple[str, str, bool, str]] = (),
    programme: Any = None,
    acts_from: date | None = None,
    acts_to: date | None = None,
    precheck: bool = False,
    basis: str = "",
    contact: str = "",
    is_sample: bool = False,
) -> Call:
    """Draft a call 「拟定申报通知」. `items` are pairs of type and act; `documents` (slot, name, required, note)."""
    require(actor, "support.call.write", body_id=body.pk)
    if Call.objects.filter(code=code).exists():
        raise ValueNotValid("这个代码已用于另一通知", "code")
    _check(title, opens_on, closes_on, items, acts_from, acts_to)
    call = Call.objects.create(
        code=code, year=year, scheme=Scheme(scheme).value, body=body, title=title.strip(), opens_on=opens_on,
        closes_on=closes_on, guide=guide.strip(), programme=programme, acts_from=acts_from, acts_to=acts_to,
        precheck=precheck, basis=basis.strip(), contact=contact.strip(), is_sample=is_sample, created_at=clock.now(),
    )  # fmt: skip
    _write_parts(call, items, applicants, regions, documents)
    record(actor, "support.draft_call", call, changes={"title": (None, call.title)})
    return call


@transaction.atomic
def change_call(
    *,
    actor: Actor,
    call: Call,
    values: Mapping[str, Any],
    items: Sequence[tuple[str, str]],
    applicants: Sequence[str] = (),
    regions: Sequence[Any] = (),
    documents: Sequence[tuple[str, str, bool, str]] = (),
) -> Call:
    """Change a draft; what is published is not changed any more, it is taken back and announced anew."""
    call = _locked(call)
    require(actor, "support.call.write", body_id=call.body_id)
    if call.state != CallState.DRAFT:
        raise CallChanged("通知已发布，不能修改；需要调整的请撤回后重新发布")
    given = {name: values[name] for name in FIELDS if name in values}
    changes = changed(call, **given)
    _check(call.title, call.opens_on, call.closes_on, items, call.acts_from, call.acts_to)
    call.save()
    _write_parts(call, items, applicants, regions, documents)
    record(actor, "support.change_call", call, changes=changes)
    return call


@transaction.atomic
def publish_call(*, actor: Actor, call: Call) -> Call:
    """Publish a call 「发布申报通知」: document and public page. A second click changes nothing."""
    call = _locked(call)
    require(actor, "support.call.publish", body_id=call.body_id)
    if call.state == CallState.PUBLISHED:
        return call
    if call.state != CallState.DRAFT:
        raise CallChanged("通知已撤回，请另拟一份")
    if call.closes_on < clock.today():
        raise ValueNotValid("申报截止日已过，不能发布", "closes_on")
    changes = changed(call, state=CallState.PUBLISHED.value, published_on=clock.today())
    call.document = publish_call_document(actor, call)
    call.save()
    record(actor, "support.publish_call", call, changes=changes)
    publish(CallPublished(call_id=call.pk))
    return call


@transaction.atomic
def withdraw_call(*, actor: Actor, call: Call, reason: str) -> Call:
    """Take a call back 「撤回申报通知」; its page stays with the reason, what was filed goes on."""
    call = _locked(call)
    require(actor, "support.call.publish", body_id=call.body_id)
    if not reason.strip():
        raise ValueNotValid("请填写撤回理由", "reason")
    if call.state == CallState.WITHDRAWN:
        raise CallChanged("通知已被他人撤回")
    changes = changed(call, state=CallState.WITHDRAWN.value, withdrawn_reason=reason.strip()[:300])
    call.save()
    record(actor, "support.withdraw_call", call, changes=changes, reason=reason)
    publish(CallWithdrawn(call_id=call.pk))
    return call


def _locked(call: Call) -> Call:
    return Call.objects.select_for_update().get(pk=call.pk)


def _check(
    title: str,
    opens_on: date,
    closes_on: date,
    items: Sequence[tuple[str, str]],
    acts_from: date | None,
    acts_to: date | None,
) -> None:
    if not title.strip():
        raise ValueNotValid("请填写通知名称", "title")
    if closes_on < opens_on:
        raise ValueNotValid("申报截止日不能早于开始日", "closes_on")
    if acts_from and acts_to and acts_to < acts_from:
        raise ValueNotValid("授权（注册、登记）的起止日期颠倒", "acts_to")
    if not items:
        raise ValueNotValid("请至少选择一项资助范围", "items")


def _write_parts(
    call: Call,
    items: Sequence[tuple[str, str]],
    applicants: Sequence[str],
    regions: Sequence[Any],
    documents: Sequence[tuple[str, str, bool, str]],
) -> None:
    """What hangs on a call, in place of what stood."""
    for model in (CallItem, CallApplicant, CallRegion, CallDocument):
        model._default_manager.filter(call=call).delete()  # type: ignore[attr-defined]
    CallItem.objects.bulk_create(
        CallItem(call=call, type=SubsidyType(kind).value, act=Act(act).value) for kind, act in dict.fromkeys(items)
    )
    CallApplicant.objects.bulk_create(CallApplicant(call=call, kind=kind) for kind in dict.fromkeys(applicants))
    CallRegion.objects.bulk_create(CallRegion(call=call, region=region) for region in dict.fromkeys(regions))
    CallDocument.objects.bulk_create(
        CallDocument(call=call, code=code, label=label, required=required, note=note)
        for code, label, required, note in documents
    )
