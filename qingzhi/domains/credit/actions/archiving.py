"""Results enter an archive by rule, and leave it when what they rest on falls."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import SYSTEM, Actor, require
from qingzhi.base.secrecy.rules import refuse_classified
from qingzhi.domains.enforcement.queries.findings import finds_wrong
from qingzhi.domains.enforcement.terms import DecisionKind

from ..access import require_writer
from ..events import EntryRecorded
from ..models import Archive, Entry
from ..queries.archives import handling_body
from ..queries.decisions import decision_of
from ..queries.rulings import ask
from ..refusals import EntryNotOpen, ValueNotValid
from ..rules.dates import add_months
from ..rules.penalties import severity_of
from ..terms import COUNTING, EntryKind, EntryState, Severity
from .ending import end_entry
from .listing import propose_listing
from .opening import archive_of_party, archive_of_person, archive_of_stranger

KINDS = {DecisionKind.PENALTY.value: EntryKind.PENALTY, DecisionKind.ADJUDICATION.value: EntryKind.ADJUDICATION}


@transaction.atomic
def take_decision(*, decision_id: int) -> Entry | None:
    """Enter an effective decision by rule 「生效决定归档」; safe to call again. None where the rules do not record it.

    One that fell because it was contested, and binds from a later day, is entered anew.
    """
    decision = decision_of(decision_id, lock=True)
    if decision is None or decision.effective_on is None or decision.revoked_on is not None:
        return None
    there = Entry.objects.filter(decision=decision).order_by("-pk").first()
    stays = there is not None and (there.state != EntryState.WITHDRAWN or there.effective_on == decision.effective_on)
    kind = KINDS.get(decision.kind)
    if stays or kind is None or not finds_wrong(decision):
        return there
    archive = _archive_of_decision(decision)
    made = _enter(
        SYSTEM, archive, kind=kind, severity=severity_of(decision.severity), decision=decision, number=decision.number,
        authority=decision.case.body.name, violation=decision.violation, content=decision.content, basis=decision.basis,
        decided_on=decision.decided_on, effective_on=decision.effective_on, replaces=there,
    )  # fmt: skip
    if made is not None and made.proposed:
        body = handling_body(decision.case.body)
        if body is not None:
            propose_listing(actor=SYSTEM, entry=made, conduct=made.proposed, facts=decision.facts, body=body)
    return made


@transaction.atomic
def record_result(
    *,
    actor: Actor,
    kind: EntryKind,
    severity: Severity,
    number: str,
    authority: str,
    violation: str,
    content: str,
    decided_on: date,
    effective_on: date,
    party: Any = None,
    person: str = "",
    identity: str = "",
    basis: str = "",
) -> Entry:
    """Enter an effective result of another authority 「登记生效结果」: a judgment, a confiscation by customs, a matter of a fair."""
    require(actor, "credit.handle", body_id=actor.body_id)
    refuse_classified(violation, content, basis)
    if party is None and not person.strip():
        raise ValueNotValid("请选择主体，或填写自然人姓名", "party")
    if effective_on > clock.today():
        raise ValueNotValid("只有已经生效的结果才归档", "effective_on")
    if decided_on > effective_on:
        raise ValueNotValid("生效日期不能早于作出日期", "effective_on")
    if kind is EntryKind.DISHONEST:
        raise ValueNotValid("失信认定由认定程序归档，不直接登记", "kind")
    archive = archive_of_party(party) if party is not None else archive_of_person(person, identity, actor.region_code)
    archive = Archive.objects.select_for_update(of=("self",)).get(pk=archive.pk)
    there = Entry.objects.filter(archive=archive, number=number.strip(), kind=kind.value).exclude(
        state=EntryState.WITHDRAWN
    )
    if (known := there.first()) is not None:
        return known
    made = _enter(
        actor, archive, kind=kind, severity=severity, number=number.strip(), authority=authority.strip(),
        violation=violation.strip(), content=content.strip(), basis=basis.strip(), decided_on=decided_on,
        effective_on=effective_on,
    )  # fmt: skip
    if made is None:
        raise ValueNotValid("按归档规则，这一事项不归档", "kind")
    return made


def enter_listing(actor: Actor, listing: Any, *, until: date) -> Entry:
    """A finding that took effect is itself an entry, kept as long as the finding holds."""
    made = _enter(
        actor, listing.archive, kind=EntryKind.DISHONEST,
        severity=Severity.HEAVY if listing.kind == "serious" else Severity.ORDINARY, listing=listing, number=listing.number,
        authority=listing.case.body.name, violation=listing.get_conduct_display(), content=listing.measures,
        basis=listing.basis, decided_on=listing.decided_on, effective_on=listing.since, until=until,
    )  # fmt: skip
    if made is None:
        raise ValueNotValid("归档规则没有失信认定一行，请先补全决策表")
    return made


def _archive_of_decision(decision: Any) -> Archive:
    region = decision.case.region_code
    if decision.party is not None:
        return archive_of_party(decision.party)
    if decision.is_person:
        return archive_of_person(decision.party_name, region_code=region)
    return archive_of_stranger(decision.party_name, region)


def _enter(
    actor: Actor, archive: Archive, *, kind: EntryKind, severity: Severity, effective_on: date, until: date | None = None,
    **values: Any,
) -> Entry | None:  # fmt: skip
    """An entry with points and terms by the rule of the day on which it took effect; None where nothing is recorded."""
    terms = _terms(kind, severity, archive.is_person, effective_on, until)
    if terms is None:
        return None
    made = Entry.objects.create(
        archive=archive, kind=kind.value, severity=severity.value, effective_on=effective_on, recorded_at=clock.now(),
        recorded_by=actor.name[:100], **terms, **values,
    )  # fmt: skip
    record(
        actor, "credit.record_entry", made, changes={"archive": (None, archive.number), "points": (None, made.points)}
    )
    publish(EntryRecorded(entry_id=made.pk))
    return made


def _terms(
    kind: EntryKind, severity: Severity, is_person: bool, start: date, until: date | None = None
) -> dict[str, Any] | None:
    """Points, last days and what to propose, by the rule in force on the first day; terms run from that day."""
    rule = ask("entries", start, kind=kind.value, severity=severity.value, is_person=is_person)
    if not rule or not rule.get("record"):
        return None
    kept = until or _last(start, rule.get("months"))
    public = (until or min(kept, _last(start, rule.get("public_months")))) if rule.get("public_months") else None
    return {
        "points": rule.get("points"), "kept_until": kept, "public_until": public, "rule": rule.told,
        "proposed": rule.get("conduct") or "",
    }  # fmt: skip


def _last(start: date, months: Any) -> date:
    """The last day of a term of months: the day before the same day."""
    return add_months(start, int(months)) - timedelta(days=1)


@transaction.atomic
def correct_entry(*, actor: Actor, entry: Entry, why: str, **new: Any) -> Entry:
    """Correct an entry 「更正」: another one replaces it, the old one stays with the reason."""
    require_writer(actor)
    old = Entry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if old.state not in COUNTING:
        raise EntryNotOpen(f"这条记录{old.get_state_display()}，不能再更正")
    refuse_classified(*(str(one) for one in new.values()))
    values = {field.attname: getattr(old, field.attname) for field in Entry._meta.concrete_fields if field.name != "id"}
    made = Entry(**{**values, **_points(old, new), **new})
    made.state, made.replaces, made.ended_on, made.ended_why = EntryState.STANDING.value, old, None, ""
    made.recorded_at, made.recorded_by = clock.now(), actor.name[:100]
    end_entry(actor=actor, entry=old, state=EntryState.CORRECTED, why=why)
    made.save()
    told = {name: (getattr(old, name), value) for name, value in new.items()}
    record(actor, "credit.correct_entry", made, changes=told, reason=why)
    publish(EntryRecorded(entry_id=made.pk))
    return made


def _points(old: Entry, new: dict[str, Any]) -> dict[str, Any]:
    """Another severity weighs and lasts otherwise, by the rule of the same day."""
    severity = new.get("severity", old.severity)
    if severity == old.severity or old.listing_id is not None:
        return {}
    terms = _terms(EntryKind(old.kind), Severity(severity), old.archive.is_person, old.effective_on)
    return {} if terms is None else terms


@transaction.atomic
def match_archive(*, actor: Actor, archive: Archive, party: Any, reason: str) -> Archive:
    """Say which party of the register an unmatched archive belongs to 「核对主体」; what it holds moves to that party's archive."""
    require(actor, "credit.handle")
    found = Archive.objects.select_for_update(of=("self",)).get(pk=archive.pk)
    if found.party_id is not None or found.is_person:
        raise EntryNotOpen("这一档案的主体已经核对")
    if not reason.strip():
        raise ValueNotValid("请写明核对的依据", "reason")
    there = archive_of_party(party)
    found.entries.update(archive=there)
    found.listings.update(archive=there)
    record(actor, "credit.match_archive", there, changes={"from": (found.number, there.number)}, reason=reason)
    return there
