"""The protection list 「重点保护名录」, poverty counties, and what officers note of a case."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.models import Body
from qingzhi.base.permits import Actor, require
from qingzhi.base.regions.models import Region
from qingzhi.base.secrecy.rules import refuse_classified
from qingzhi.engine.procedures.models import Case

from ..events.flags import ListChanged, ParticularsNoted, PovertyChanged
from ..models import CaseParticulars, ListedRight, PovertyCounty
from ..refusals import ValueNotValid
from ..refusals.flags import ListedAlready, NotListed
from ..terms.flags import ListedKind


@transaction.atomic
def list_right(
    *,
    actor: Actor,
    body: Body,
    right_id: int,
    kind: ListedKind,
    reason: str,
    source: str,
    valid_from: date,
) -> ListedRight:
    """Put a right of the register on the list 「列入名录」, with reason and ground."""
    require(actor, "enforcement.list.manage", body_id=body.pk)
    refuse_classified(reason, source)
    for name, value, said in (("reason", reason, "请填写列入理由"), ("source", source, "请填写依据")):
        if not value.strip():
            raise ValueNotValid(said, name)
    Body.objects.select_for_update(of=("self",)).get(pk=body.pk)  # two who list the same come one after the other
    if ListedRight.objects.filter(right=right_id, kind=kind.value, valid_to=None).exists():
        raise ListedAlready(f"这一权利已在名录中（{kind.label}）", "number")
    made = ListedRight.objects.create(
        right_id=right_id,
        kind=kind.value,
        reason=reason.strip()[:300],
        source=source.strip()[:300],
        body=body,
        valid_from=valid_from,
    )
    record(
        actor,
        "enforcement.list_right",
        made,
        changes={"right": ("", made.right.number), "valid_from": (None, valid_from)},
    )
    publish(ListChanged(entry_id=made.pk))
    return made


@transaction.atomic
def unlist_right(*, actor: Actor, entry: ListedRight, reason: str, on: date | None = None) -> ListedRight:
    """Take an entry off the list from a day on 「移出名录」; off already it stays as it is."""
    found = ListedRight.objects.select_for_update(of=("self",)).select_related("right").get(pk=entry.pk)
    require(actor, "enforcement.list.manage", body_id=found.body_id)
    if found.valid_to is not None:
        raise NotListed(f"已于{found.valid_to}移出名录")
    day = on or clock.today()
    if not reason.strip():
        raise ValueNotValid("请填写移出理由", "reason")
    if not found.valid_from <= day:
        raise ValueNotValid(f"移出日期不能早于列入日期（{found.valid_from}）", "on")
    changes = changed(found, valid_to=day, ended_why=reason.strip()[:300])
    found.save(update_fields=["valid_to", "ended_why"])
    record(actor, "enforcement.unlist_right", found, changes=changes, reason=reason)
    publish(ListChanged(entry_id=found.pk))
    return found


@transaction.atomic
def load_poverty_counties(*, actor: Actor, rows: Iterable[Mapping[str, str]]) -> int:
    """Enter the province's list (`region,valid_from,valid_to,source`); what is known stays as the office has it. Returns how many are new."""
    regions = {one.code: one for one in Region.objects.all()}
    new = 0
    for row in rows:
        ends = date.fromisoformat(row["valid_to"]) if row["valid_to"] else None
        _, created = PovertyCounty.objects.get_or_create(
            region=regions[row["region"]], valid_from=date.fromisoformat(row["valid_from"]),
            defaults={"valid_to": ends, "source": row["source"], "ended_source": row.get("ended_source", "")},
        )  # fmt: skip
        new += created
    if new:
        record(actor, "enforcement.load_poverty_counties", None, changes={"rows": (0, new)})
    return new


@transaction.atomic
def end_poverty(*, actor: Actor, county: PovertyCounty, on: date, source: str) -> PovertyCounty:
    """Note since when a county is no poverty county 「退出贫困县」, by which announcement."""
    require(actor, "enforcement.list.manage")
    found = PovertyCounty.objects.select_for_update(of=("self",)).select_related("region").get(pk=county.pk)
    if not source.strip():
        raise ValueNotValid("请填写退出依据（公告名称和日期）", "source")
    if on <= found.valid_from:
        raise ValueNotValid(f"退出日期须晚于认定日期（{found.valid_from}）", "on")
    changes = changed(found, valid_to=on, ended_source=source.strip()[:300])
    if not changes:
        return found
    found.save(update_fields=["valid_to", "ended_source"])
    record(actor, "enforcement.end_poverty", found, changes=changes, reason=source)
    publish(PovertyChanged(region_code=found.region.code))
    return found


@transaction.atomic
def note_particulars(
    *, actor: Actor, case: Case, regions: Sequence[Region] = (), amount: Decimal | None = None, is_source: bool = False,
    malicious: bool = False, is_group: bool = False, note: str = "",
) -> CaseParticulars:  # fmt: skip
    """Note of a case what its record does not say itself 「登记案件要素」; the flags are computed anew."""
    locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    require(actor, "enforcement.case.handle", body_id=locked.body_id)
    refuse_classified(note)
    if not locked.is_open:
        raise NotListed("已办结的案件不再登记要素")
    if (is_source or malicious or is_group) and not note.strip():
        raise ValueNotValid("勾选制假源头、恶意侵权、群体侵权的，请写明认定的事实", "note")
    known = CaseParticulars.objects.filter(case=locked).first() or CaseParticulars(case=locked)
    values = {
        "amount": amount,
        "is_source": is_source,
        "malicious": malicious,
        "is_group": is_group,
        "note": note.strip()[:500],
    }
    before = sorted(known.regions.values_list("code", flat=True)) if known.pk else []
    changes = changed(known, **values)
    known.noted_by, known.noted_at = actor.name[:100], clock.now()
    known.save()
    known.regions.set(regions)
    after = sorted(one.code for one in regions)
    if before != after:
        changes["regions"] = ("、".join(before), "、".join(after))
    if changes:
        record(actor, "enforcement.note_particulars", locked, changes=changes)
        publish(ParticularsNoted(case_id=locked.pk))
    return known
