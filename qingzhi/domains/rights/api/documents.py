"""Rights as documents: everything for whoever has the permit, for the public what licences and privacy leave."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q
from django.urls import reverse

from qingzhi.base.api.schemas import coded
from qingzhi.domains.parties.terms import PartyKind
from qingzhi.engine.imports.queries.republishing import allowed_by, allowed_fields

from ..models import Holding, Right
from ..queries.fees import dues_of as reckoned
from ..queries.fees import fee_table, lights_of
from ..queries.holdings import covers
from ..queries.record import detail_fields, detail_of
from ..rules.timeline import Span, standing
from ..terms import (
    GiKind,
    HoldingRole,
    LinkKind,
    MarkType,
    NumberCheck,
    PatentType,
    RightKind,
    RightStatus,
    Scheme,
    VarietyField,
)

PERSONAL = ("address", "inventors", "author", "breeder")  # of persons, and never for the public
TYPES = {RightKind.PATENT: PatentType, RightKind.TRADEMARK: MarkType, RightKind.GI: GiKind}
FROM = {  # by which field of an import a part of the document came
    "title": "title",
    "type": "type",
    "status": "status",
    "status_on": "status_on",
    "applied_on": "applied_on",
    "registered_on": "registered_on",
    "expires_on": "expires_on",
    "holders": "holders",
    "region": "region",
    "statuses": "status",
    "classes": "classes",
    "links": "priority",
    "fees": "registered_on",
}
LISTS = ("holders",)


def with_holders(as_of: date | None) -> Prefetch:
    """The holders of a day (or of now), the first one first, in one query for a page."""
    on = covers(as_of) if as_of else Q(valid_to=None)
    rows = Holding.objects.filter(on, role=HoldingRole.HOLDER).select_related("party").order_by("position", "id")
    return Prefetch("holdings", rows, to_attr="told_holders")


def items(rights: Sequence[Right], *, full: bool, as_of: date | None = None) -> list[dict[str, Any]]:
    """The rights of a page; read them with their typed part, `with_holders`, and their statuses where a day is asked for."""
    allowed = {} if full else allowed_by(batches_of(rights))
    return [_withheld(_item(right, full, as_of), right, allowed, full) for right in rights]


def whole(right: Right, *, full: bool, as_of: date | None = None) -> dict[str, Any]:
    """Everything about one right, read `with_holders`."""
    allowed = {} if full else allowed_by(batches_of([right]))
    statuses = [
        one for one in right.statuses.all() if as_of is None or one.valid_from is None or one.valid_from <= as_of
    ]
    document = {
        **_item(right, full, as_of),
        "number_check": coded(NumberCheck, right.number_check),
        "as_of": as_of,
        "statuses": [
            {
                "status": coded(RightStatus, one.status),
                "valid_from": one.valid_from,
                "valid_to": one.valid_to,
                "basis": one.basis,
            }
            for one in statuses
        ],
        "classes": [{"scheme": coded(Scheme, one.scheme), "symbol": one.symbol} for one in right.classes.all()],
        "links": [_link(one) for one in right.links.select_related("other")],
        "fees": _fees(right) if as_of is None else None,
        "details": {
            name: getattr(detail_of(right), name, None) for name in detail_fields(right.kind) if name != "type"
        },
    }
    return _withheld(document, right, allowed, full)


def batches_of(rights: Iterable[Right]) -> set[int | None]:
    """Every batch that brought something of these rights."""
    return {one for right in rights for one in (right.batch_id, right.created_batch_id)}


def _item(right: Right, full: bool, as_of: date | None) -> dict[str, Any]:
    status, since = (right.status, right.status_on) if as_of is None else _status_on(right, as_of)
    return {
        "kind": coded(RightKind, right.kind),
        "number": right.number,
        "number_shown": right.number_shown,
        "title": right.title,
        "type": _type(right),
        "status": coded(RightStatus, status) if status else None,
        "status_on": since,
        "applied_on": right.applied_on,
        "registered_on": right.registered_on,
        "expires_on": right.expires_on,
        "holders": [_holder(one, full) for one in right.told_holders],  # type: ignore[attr-defined]
        "region": right.region_code or None,
        "data_as_of": right.data_as_of,
        "url": reverse("api:right", args=[right.kind, right.number]),
    }


def _withheld(document: dict[str, Any], right: Right, allowed: dict[int, frozenset[str]], full: bool) -> dict[str, Any]:
    """Take out what may not leave: what no licence allows, and what is of persons."""
    hidden: list[str] = []
    if not full:
        fields = allowed_fields(allowed, right.batch_id, right.created_batch_id)
        hidden = [name for name in FROM if name in document and fields is not None and FROM[name] not in fields]
        details = document.get("details", {})
        gone = [name for name in details if name in PERSONAL or (fields is not None and name not in fields)]
        document = {**document, **{name: [] if name in LISTS else None for name in hidden}}
        if details:
            document["details"] = {name: value for name, value in details.items() if name not in gone}
        hidden += gone
    return {**document, "withheld": sorted(hidden)}


def _type(right: Right) -> dict[str, str] | None:
    if right.kind == RightKind.VARIETY:
        return coded(VarietyField, getattr(detail_of(right), "field", ""))
    terms = TYPES.get(RightKind(right.kind))
    return coded(terms, getattr(detail_of(right), "type", "")) if terms else None


def _status_on(right: Right, on: date) -> tuple[str, date | None]:
    found = standing([Span(one.status, one.valid_from, one.valid_to) for one in right.statuses.all()], on)
    return (found.value, found.valid_from) if found else ("", None)


def _holder(one: Holding, full: bool) -> dict[str, Any]:
    is_person = one.party.kind == PartyKind.INDIVIDUAL
    hidden = is_person and not full
    return {
        "name": None if hidden else one.name_written,
        "party": None if hidden else one.party.root_pk,
        "valid_from": one.valid_from,
        "valid_to": one.valid_to,
    }


def _link(one: Any) -> dict[str, Any]:
    number = one.other.number_shown if one.other and one.other.is_public else one.other_number
    return {"kind": coded(LinkKind, one.kind), "number": number, "country": one.other_country, "on": one.other_on}


def _fees(right: Right) -> dict[str, Any]:
    table = fee_table()
    light = lights_of([right], table)[right.pk]
    names = ("fee", "label", "year", "opens_on", "due_on", "grace_until", "amount", "paid_on", "source")
    return {
        "state": {"code": light.code, "label": light.label} if light else None,
        "reason": light.reason if light else "",
        "dues": [{name: getattr(due, name) for name in names} for due in reckoned(right, table)],
    }
