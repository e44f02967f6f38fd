"""Certificates, officers, panels, exclusions."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.identity.models import Body, Person
from qingzhi.base.permits import Actor, require
from qingzhi.engine.procedures.models import Case

from ..models import CaseOfficer, Exclusion, OfficerCertificate, PanelMember
from ..queries.staff import free_certificates
from ..refusals import ValueNotValid
from ..refusals.cases import Excluded, OfficersMissing, PanelNotValid

LEAST_OFFICERS = 2  # 《行政处罚法》(2021) 第四十二条：执法人员不得少于两人


@transaction.atomic
def enter_certificate(
    *, actor: Actor, person: Person, body: Body, number: str, valid_from: date, valid_to: date | None = None
) -> OfficerCertificate:
    """Enter an officer's certificate 「登记执法证」; the same one again changes its end."""
    require(actor, "enforcement.officer.manage", body_id=body.pk)
    if not number.strip():
        raise ValueNotValid("请填写执法证号", "number")
    if valid_to is not None and valid_to <= valid_from:
        raise ValueNotValid("有效期止须晚于起", "valid_to")
    found = OfficerCertificate.objects.filter(number=number.strip()).first()
    if found is not None and (found.person_id, found.body_id) != (person.pk, body.pk):
        raise ValueNotValid(f"执法证号{number}已登记给{found.person.name}", "number")
    values = {"person": person, "body": body, "valid_from": valid_from, "valid_to": valid_to}
    row, created = OfficerCertificate.objects.update_or_create(number=number.strip(), defaults=values)
    record(actor, "enforcement.enter_certificate", row, changes={"valid_to": ("" if created else "…", str(valid_to))})
    return row


@transaction.atomic
def assign_officers(
    *, actor: Actor, case: Case, certificates: Sequence[OfficerCertificate], reason: str = ""
) -> list[CaseOfficer]:
    """Say who handles a case 「指定办案人员」: at least two with valid certificates, none excluded. Who is left out leaves."""
    require(actor, "enforcement.case.handle", body_id=case.body_id)
    today = clock.today()
    free = {one.pk: one for one in free_certificates(case, today)}
    for one in certificates:
        if one.pk not in free:
            raise Excluded(f"{one.person.name}须回避，或者执法证今天无效")
    if len({one.person_id for one in certificates}) < LEAST_OFFICERS:
        raise OfficersMissing("办案人员不得少于两人")
    wanted = {one.pk for one in certificates}
    held = {one.certificate_id: one for one in CaseOfficer.objects.select_for_update().filter(case=case, to_on=None)}
    CaseOfficer.objects.filter(pk__in=[one.pk for key, one in held.items() if key not in wanted]).update(to_on=today)
    made = [
        held.get(key)
        or CaseOfficer.objects.create(case=case, certificate=free[key], from_on=today, reason=reason[:200])
        for key in sorted(wanted)
    ]
    names = "、".join(f"{free[key].person.name}（{free[key].number}）" for key in sorted(wanted))
    record(actor, "enforcement.assign_officers", case, changes={"officers": ("", names)}, reason=reason)
    return made


@transaction.atomic
def exclude_person(*, actor: Actor, case: Case, person: Person, reason: str) -> Exclusion:
    """Decide that somebody may not take part 「回避」; he leaves the case. Twice changes nothing."""
    require(actor, "enforcement.case.approve", body_id=case.body_id)
    if not reason.strip():
        raise ValueNotValid("回避须写明理由", "reason")
    today = clock.today()
    found, created = Exclusion.objects.get_or_create(
        case=case, person=person, defaults={"reason": reason.strip()[:300], "decided_by": actor.name, "on": today}
    )
    if created:
        CaseOfficer.objects.filter(case=case, certificate__person=person, to_on=None).update(to_on=today)
        PanelMember.objects.filter(case=case, person=person, to_on=None).update(to_on=today)
        record(actor, "enforcement.exclude", case, changes={"excluded": ("", person.name)}, reason=reason)
    return found


@transaction.atomic
def name_panel(*, actor: Actor, case: Case, presiding: Person, members: Sequence[Person]) -> list[PanelMember]:
    """Name the panel 「指定合议组」: three or more, odd, one of them presiding, none excluded: 令81 第二十条."""
    require(actor, "enforcement.case.approve", body_id=case.body_id)
    people = {one.pk: one for one in (presiding, *members)}
    if len(people) < 3 or len(people) % 2 == 0:
        raise PanelNotValid(f"合议组须由三人以上的单数组成，现为{len(people)}人", "members")
    barred = case.exclusions.filter(person__in=people).select_related("person").first()
    if barred is not None:
        raise Excluded(f"{barred.person.name}须回避")
    today = clock.today()
    PanelMember.objects.filter(case=case, to_on=None).exclude(person__in=people).update(to_on=today)
    PanelMember.objects.filter(case=case, to_on=None).update(presiding=False)
    for key in people:
        PanelMember.objects.get_or_create(case=case, person_id=key, to_on=None, defaults={"from_on": today})
    PanelMember.objects.filter(case=case, to_on=None, person=presiding).update(presiding=True)
    names = "、".join(one.name for one in people.values())
    record(actor, "enforcement.name_panel", case, changes={"panel": ("", names)})
    return list(case.panel.filter(to_on=None).select_related("person"))
