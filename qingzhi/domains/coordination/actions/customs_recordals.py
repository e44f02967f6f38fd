"""Recordals at the customs: entered, renewed, cancelled, and their holders reminded in time."""

from datetime import date

from django.db import IntegrityError, transaction
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.models import Body, Subject
from qingzhi.base.permits import SYSTEM, Actor, require
from qingzhi.engine.limits.queries import limit, limits_under
from qingzhi.engine.messages.actions import send
from qingzhi.engine.tasks.actions import close_items, open_item

from ..events import RecordalEnding
from ..models import CustomsRecordal, RecordalReminder, RecordalTerm
from ..queries.customs import RENEW, TERM, standing_of
from ..refusals import ReasonMissing, RecordalNotRenewable, ValueNotValid
from ..rules.customs import expiry, months_from
from ..terms.customs import Place, RecordalStanding

WORK, KIND = "coordination.customs_renewal", "coordination.customs_ending"
MARKS = "coordination.customs.remind"


@transaction.atomic
def enter_recordal(
    *,
    actor: Actor,
    body: Body,
    number: str,
    holder: Subject,
    right_told: str,
    goods: str,
    valid_from: date,
    right_id: int | None = None,
    is_patent: bool = False,
    holder_place: Place = Place.CN,
) -> CustomsRecordal:
    """Enter a recordal 「登记海关备案」; its end is reckoned from the row of the day and from the right."""
    require(actor, "coordination.customs.record", body_id=body.pk)
    for name, value in (("number", number), ("right_told", right_told), ("goods", goods)):
        if not value.strip():
            raise ValueNotValid("请填写备案号、权利和主要商品", name)
    if valid_from > clock.today():
        raise ValueNotValid("备案生效日不能晚于今天", "valid_from")
    known = CustomsRecordal.objects.filter(number=number.strip()).first()
    if known is not None:
        raise ValueNotValid(f"备案号{known.number}已经登记（{known.right_told}）", "number")
    made = CustomsRecordal(
        number=number.strip()[:40], right_id=right_id, right_told=right_told.strip()[:300], is_patent=is_patent, holder=holder,
        holder_place=Place(holder_place).value, goods=goods.strip()[:300], body=body, valid_from=valid_from,
    )  # fmt: skip
    made.expires_on, made.expiry_told = _expiry(made, valid_from)
    if made.expires_on < valid_from:
        raise ValueNotValid("权利在备案生效日以前已经届满", "valid_from")
    made.save()
    _term(actor, made, valid_from, made.expiry_told)
    record(actor, "coordination.enter_recordal", made, changes={"expires_on": (None, made.expires_on)})
    return made


@transaction.atomic
def renew_recordal(*, actor: Actor, recordal: CustomsRecordal, basis: str) -> CustomsRecordal:
    """Renew for another term 「续展」: only within the last months of the one that runs; what was open about it is done."""
    found = _locked(actor, recordal)
    if not basis.strip():
        raise ReasonMissing("请填写准予续展的文书或日期", "basis")
    now = standing_of(found)
    if now is not RecordalStanding.ENDING:
        opens = months_from(found.expires_on, -limit(RENEW).value)
        raise RecordalNotRenewable(f"备案现在是“{now.label}”，只能在{opens}至{found.expires_on}之间续展", "basis")
    until, told = _expiry(found, found.expires_on)
    if until <= found.expires_on:
        raise RecordalNotRenewable(f"{told}，不能续展到更晚", "basis")
    begins = found.expires_on
    changes = changed(found, expires_on=until, expiry_told=told)
    found.save(update_fields=["expires_on", "expiry_told"])
    _term(actor, found, begins, f"续展：{basis.strip()}")
    record(actor, "coordination.renew_recordal", found, changes=changes, reason=basis)
    close_items(actor=actor, subject=found, kind=WORK)
    return found


@transaction.atomic
def cancel_recordal(*, actor: Actor, recordal: CustomsRecordal, reason: str) -> CustomsRecordal:
    """Note that a recordal was cancelled or revoked 「注销」; twice is told."""
    found = _locked(actor, recordal)
    if not reason.strip():
        raise ReasonMissing("请填写注销理由", "reason")
    if found.cancelled_on is not None:
        raise RecordalNotRenewable(f"备案已于{found.cancelled_on}注销：{found.cancelled_why}", "reason")
    changes = changed(found, cancelled_on=clock.today(), cancelled_why=reason.strip()[:300])
    found.save(update_fields=["cancelled_on", "cancelled_why"])
    record(actor, "coordination.cancel_recordal", found, changes=changes, reason=reason)
    close_items(actor=actor, subject=found, kind=WORK)
    return found


def remind_of_expiry() -> int:
    """Remind holders at each mark `coordination.customs.remind.*` of the limit table (months before the end): once each, also
    where the worker slept over the day. Safe to run twice; returns how many reminders are new."""
    today, new = clock.today(), 0
    for rule in sorted(limits_under(MARKS, today), key=lambda one: -one.value):
        open_now = CustomsRecordal.objects.filter(cancelled_on=None, expires_on__gte=today)
        open_now = open_now.filter(expires_on__lte=months_from(today, rule.value + 1))
        for one in open_now.select_related("holder", "body__region").order_by("expires_on", "pk"):
            if months_from(one.expires_on, -rule.value) <= today:
                new += _remind(one, rule.code)
    return new


def _remind(recordal: CustomsRecordal, mark: str) -> bool:
    """One mark, in a transaction of its own; another worker's counts too."""
    ends = recordal.expires_on
    if RecordalReminder.objects.filter(recordal=recordal, mark=mark, expires_on=ends).exists():
        return False
    try:
        with transaction.atomic():
            RecordalReminder.objects.create(recordal=recordal, mark=mark, expires_on=ends, at=clock.now())
            title, url = (
                f"海关备案将于{ends}届满：{recordal.number}",
                reverse("coordination:recordal", args=[recordal.pk]),
            )
            text = f"{recordal}的海关备案有效期至{ends:%Y年%m月%d日}（{recordal.expiry_told}），请在届满前向海关总署申请续展。"
            own = reverse("coordination:customs_mine")
            for who, where in ((recordal.holder, own), (recordal.body, url)):
                send(
                    actor=SYSTEM,
                    recipient=who,
                    kind=KIND,
                    key=f"{mark}:{recordal.pk}:{ends}",
                    title=title[:200],
                    text=text,
                    url=where,
                )
            open_item(
                actor=SYSTEM, kind=WORK, title=f"办理续展：{recordal}"[:200], url=own, holder=recordal.holder, subject=recordal,
                due_on=ends, due_explained=[recordal.expiry_told],
            )  # fmt: skip
            record(SYSTEM, "coordination.remind_of_expiry", recordal, changes={"mark": ("", mark)})
            publish(RecordalEnding(recordal_id=recordal.pk, mark=mark))
    except IntegrityError:
        return False
    return True


def _expiry(recordal: CustomsRecordal, from_on: date) -> tuple[date, str]:
    right = recordal.right
    return expiry(from_on, limit(TERM, from_on).value, right.expires_on if right else None)


def _term(actor: Actor, recordal: CustomsRecordal, valid_from: date, told: str) -> None:
    RecordalTerm.objects.create(
        recordal=recordal, valid_from=valid_from, expires_on=recordal.expires_on, told=told[:200], by=actor.name, at=clock.now()
    )  # fmt: skip


def _locked(actor: Actor, recordal: CustomsRecordal) -> CustomsRecordal:
    found = CustomsRecordal.objects.select_for_update(of=("self",)).select_related("right").get(pk=recordal.pk)
    require(actor, "coordination.customs.record", body_id=found.body_id)
    return found
