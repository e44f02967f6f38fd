"""The catalogue of folk-cultural resources 「民间文化资源目录」: entered, corrected, opened to readers by their communities."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.models import Body
from qingzhi.base.permits import Actor, require
from qingzhi.base.secrecy.rules import refuse_classified

from ..events import FolkConsentGiven, RestrictedKnowledgeRead
from ..models import FolkCategory, FolkConsent, FolkItem, FolkReading, FolkStateSpan, FolkWork, Right
from ..queries.folk import may_read_knowledge
from ..refusals import DatesOutOfOrder, ReadingNotAllowed, RecordStandsAlready, ValueNotValid
from ..terms import AccessLevel, RightKind

PERMIT = "rights.folk.manage"
EDITABLE = (
    "name", "name_tibetan", "category", "level", "community", "region", "carriers", "summary", "knowledge",
    "access_level", "access_reason", "sources",
)  # fmt: skip
SEALED = ("knowledge",)  # what the audit trail tells only the length of


@transaction.atomic
def load_folk_categories(*, actor: Actor, rows: Iterable[Mapping[str, str]]) -> int:
    """Load the categories of the national lists; twice changes nothing, what is gone is retired."""
    require(actor, PERMIT)
    touched, seen = 0, set()
    for position, row in enumerate(rows):
        seen.add(row["code"])
        wanted = {"title": row["title"], "source": row["source"], "position": position, "retired_on": None}
        found = FolkCategory.objects.filter(code=row["code"]).first()
        if found is None or any(getattr(found, name) != value for name, value in wanted.items()):
            FolkCategory.objects.update_or_create(code=row["code"], defaults=wanted)
            touched += 1
    touched += FolkCategory.objects.exclude(code__in=seen).filter(retired_on=None).update(retired_on=clock.today())
    if touched:
        record(actor, "rights.load_folk_categories", changes={"items": (None, touched)})
    return touched


@transaction.atomic
def register_folk_item(*, actor: Actor, code: str, state: str, is_sample: bool = False, **facts: Any) -> FolkItem:
    """Enter a resource 「登记」 with how it is protected today."""
    require(actor, PERMIT, region_code=facts["region"].code)
    code = code.strip()
    if FolkItem.objects.filter(code=code).exists():
        raise RecordStandsAlready(f"编号“{code}”已经使用", "code")
    _checked(facts)
    today = clock.today()
    item = FolkItem.objects.create(
        code=code, state=state, is_sample=is_sample, registered_on=today, updated_at=clock.now(), **facts
    )
    FolkStateSpan.objects.create(item=item, state=state, valid_from=today, basis="登记")
    told = {"name": ("", item.name), "community": ("", item.community), "access_level": ("", item.access_level)}
    record(actor, "rights.register_folk_item", item, changes=told)
    return item


@transaction.atomic
def correct_folk_item(*, actor: Actor, item: FolkItem, state: str = "", basis: str = "", **facts: Any) -> FolkItem:
    """Correct a resource 「更正」; another protection state begins a new span. Restricted text is not told in the trail."""
    item = _locked(actor, item)
    unknown = set(facts) - set(EDITABLE)
    if unknown:
        raise TypeError(f"a resource's {sorted(unknown)} is not corrected here")
    _checked({**{name: getattr(item, name) for name in EDITABLE}, **facts})
    if state and state != item.state:
        _move(item, state, basis)
        facts["state"] = state
    changes = changed(item, **facts)
    if changes:
        item.updated_at = clock.now()
        item.save()
        record(
            actor, "rights.correct_folk_item", item, changes={k: _told(k, v) for k, v in changes.items()}, reason=basis
        )
    return item


@transaction.atomic
def add_folk_work(
    *, actor: Actor, item: FolkItem, title: str, maker: str = "", made_on: date | None = None, agreed: str = "",
    number: str = "",
) -> FolkWork:  # fmt: skip
    """Note a work made from a resource 「衍生作品」; by its registration number it is joined to the register."""
    item = _locked(actor, item)
    right = None
    if number.strip():
        kinds = (RightKind.WORK, RightKind.TRADEMARK, RightKind.PATENT)
        rows = Right.objects.filter(kind__in=kinds)
        right = rows.filter(number=number.strip()).first() or rows.filter(number_shown=number.strip()).first()
        if right is None:
            raise ValueNotValid("登记簿中没有这个登记号，请核对后再填，或留空", "number")
    if not title.strip():
        raise ValueNotValid("请填写作品名称", "title")
    refuse_classified(title, agreed)
    same = item.works.filter(title=title.strip(), maker=maker.strip()).first()
    if same is not None:
        return same
    work = FolkWork.objects.create(
        item=item, right=right, title=title.strip(), maker=maker.strip(), made_on=made_on, agreed=agreed.strip()
    )
    record(actor, "rights.add_folk_work", item, changes={"title": ("", work.title)}, reason=agreed)
    return work


@transaction.atomic
def give_folk_consent(
    *, actor: Actor, item: FolkItem, body: Body, purpose: str, given_by: str, basis: str, valid_from: date,
    valid_to: date | None = None,
) -> FolkConsent:  # fmt: skip
    """Enter the community's written consent 「持有群体同意」 that a body reads restricted knowledge for a purpose."""
    item = _locked(actor, item)
    if valid_to is not None and valid_to <= valid_from:
        raise DatesOutOfOrder("终止日期须晚于起始日期", "valid_to")
    if not all(text.strip() for text in (purpose, given_by, basis)):
        raise ValueNotValid("请填写用途、同意人和书面同意的出处", "basis")
    dates = {"valid_from": valid_from, "valid_to": valid_to}
    consent, made = FolkConsent.objects.get_or_create(
        item=item, body=body, purpose=purpose.strip(), valid_from=valid_from, revoked_on=None,
        defaults={"given_by": given_by.strip(), "basis": basis.strip(), **dates},
    )  # fmt: skip
    if made:
        record(actor, "rights.give_folk_consent", item, changes={"body": ("", body.name)}, reason=basis)
        publish(FolkConsentGiven(item_id=item.pk, consent_id=consent.pk))
    return consent


@transaction.atomic
def revoke_folk_consent(*, actor: Actor, consent: FolkConsent, reason: str) -> FolkConsent:
    """Enter that the community took its consent back 「撤回同意」; nobody reads on the strength of it any more."""
    item = _locked(actor, consent.item)
    consent = FolkConsent.objects.select_for_update(of=("self",)).select_related("body").get(pk=consent.pk)
    if not reason.strip():
        raise ValueNotValid("请填写撤回理由", "reason")
    if consent.revoked_on is None:
        consent.revoked_on, consent.revoked_reason = clock.today(), reason.strip()
        consent.save(update_fields=["revoked_on", "revoked_reason"])
        record(actor, "rights.revoke_folk_consent", item, changes={"body": (consent.body.name, "")}, reason=reason)
    return consent


@transaction.atomic
def begin_reading(*, actor: Actor, item: FolkItem, purpose: str) -> FolkReading:
    """Open restricted text 「查阅」 to a reader whom the rules admit; noted with purpose and ground before it is shown."""
    item = FolkItem.objects.select_related("region").get(pk=item.pk)
    answer = may_read_knowledge(actor, item)
    if not answer:
        raise ReadingNotAllowed(answer.reason)
    if not purpose.strip():
        raise ValueNotValid("请填写查阅用途", "purpose")
    reading = FolkReading.objects.create(
        item=item, reader=actor.name, reader_id=actor.user_id, body_name=actor.body_name, purpose=purpose.strip(),
        ground=answer.reason, read_at=clock.now(),
    )  # fmt: skip
    record(actor, "rights.read_restricted_knowledge", item, reason=f"{purpose.strip()}（{answer.reason}）")
    publish(RestrictedKnowledgeRead(item_id=item.pk, reading_id=reading.pk))
    return reading


def _locked(actor: Actor, item: FolkItem) -> FolkItem:
    found = FolkItem.objects.select_for_update(of=("self",)).select_related("region", "category").get(pk=item.pk)
    require(actor, PERMIT, region_code=found.region.code)
    return found


def _move(item: FolkItem, state: str, basis: str) -> None:
    if not basis.strip():
        raise ValueNotValid("保护状况变更须填写依据", "basis")
    today, last = clock.today(), item.states.order_by("valid_from", "pk").last()
    if last is not None:
        last.valid_to = today
        last.save(update_fields=["valid_to"])
    FolkStateSpan.objects.create(item=item, state=state, valid_from=today, basis=basis.strip())


def _checked(facts: Mapping[str, Any]) -> None:
    refuse_classified(facts["name"], facts["summary"], facts.get("knowledge", ""))
    if facts["access_level"] != AccessLevel.PUBLIC and not facts.get("access_reason", "").strip():
        raise ValueNotValid("限制查阅的，请写明理由", "access_reason")


def _told(name: str, pair: tuple[Any, Any]) -> tuple[Any, Any]:
    if name in SEALED:
        old, new = (f"（{len(text)} 字）" for text in pair)
        return old, new
    return tuple(str(one) if hasattr(one, "pk") else one for one in pair)  # type: ignore[return-value]
