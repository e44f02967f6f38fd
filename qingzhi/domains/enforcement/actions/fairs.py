"""A fair is entered, its stations, and who is on duty there."""

from datetime import date

from django.db import transaction

from qingzhi.base.audit.actions import changed, record
from qingzhi.base.identity.models import Body, Person
from qingzhi.base.permits import Actor, require
from qingzhi.base.regions.models import Region
from qingzhi.engine.tasks.queries import colleagues

from ..models import Fair, FairDuty, FairStation
from ..refusals.fairs import FairNotValid

NEEDED = {"name": "展会名称", "organiser": "主办方", "place": "地点"}


@transaction.atomic
def enter_fair(
    *,
    actor: Actor,
    body: Body,
    name: str,
    organiser: str,
    place: str,
    region: Region,
    begins_on: date,
    ends_on: date,
    fair: Fair | None = None,
) -> Fair:
    """Enter a fair 「登记展会」, or correct what was entered of `fair`."""
    require(actor, "enforcement.fair.manage", body_id=body.pk)
    values = {"name": name.strip(), "organiser": organiser.strip(), "place": place.strip(), "region_id": region.pk, "begins_on": begins_on,
              "ends_on": ends_on}  # fmt: skip
    for field, label in NEEDED.items():
        if not values[field]:
            raise FairNotValid(f"请填写{label}", field)
    if ends_on < begins_on:
        raise FairNotValid("闭展日期不能早于开展日期", "ends_on")
    same = Fair.objects.filter(name=values["name"], begins_on=begins_on)
    if same.exclude(pk=fair.pk if fair else 0).exists():
        raise FairNotValid("同一天开展的同名展会已经登记", "name")
    found = Fair.objects.select_for_update().get(pk=fair.pk) if fair else Fair(body=body)
    if found.pk:
        require(actor, "enforcement.fair.manage", body_id=found.body_id)
    changes = changed(found, **values)
    found.save()
    record(actor, "enforcement.enter_fair", found, changes=changes)
    return found


@transaction.atomic
def enter_station(
    *, actor: Actor, fair: Fair, name: str, place: str, phone: str, station: FairStation | None = None
) -> FairStation:
    """Enter a station, or change one; where it is and its phone are shown to everybody."""
    require(actor, "enforcement.fair.manage", body_id=fair.body_id)
    values = {"name": name.strip(), "place": place.strip(), "phone": phone.strip()}
    for field, label in (("name", "工作站名称"), ("place", "位置"), ("phone", "电话")):
        if not values[field]:
            raise FairNotValid(f"请填写{label}", field)
    if fair.stations.filter(name=values["name"]).exclude(pk=station.pk if station else 0).exists():
        raise FairNotValid("这个展会已有同名的工作站", "name")
    found = FairStation.objects.select_for_update().get(pk=station.pk) if station else FairStation(fair=fair)
    changes = changed(found, **values)
    found.save()
    record(actor, "enforcement.enter_station", found, changes=changes)
    return found


@transaction.atomic
def set_duty(*, actor: Actor, station: FairStation, person: Person, on: date) -> FairDuty:
    """Put somebody of the body on duty on a day of the fair; twice changes nothing."""
    fair = Fair.objects.get(pk=station.fair_id)
    require(actor, "enforcement.fair.manage", body_id=fair.body_id)
    if not fair.begins_on <= on <= fair.ends_on:
        raise FairNotValid(f"值班日期须在展期内（{fair.begins_on} 至 {fair.ends_on}）", "on")
    if not colleagues(fair.body, on).filter(pk=person.pk).exists():
        raise FairNotValid("驻会人员须是本单位在岗人员", "person")
    found, created = FairDuty.objects.get_or_create(station=station, person=person, on=on)
    if created:
        record(actor, "enforcement.set_duty", station, changes={"duty": ("", f"{on} {person.name}")})
    return found


@transaction.atomic
def end_duty(*, actor: Actor, station: FairStation, duty_id: int) -> None:
    """Take somebody off again; twice changes nothing."""
    require(actor, "enforcement.fair.manage", body_id=station.fair.body_id)
    found = FairDuty.objects.select_related("person").filter(pk=duty_id, station=station).first()
    if found is not None:
        record(actor, "enforcement.end_duty", station, changes={"duty": (f"{found.on} {found.person.name}", "")})
        found.delete()
