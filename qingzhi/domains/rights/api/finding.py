"""Finding rights for a caller: among the visible rows, by number in any written form, by what changed since when."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.permits import Actor, check
from qingzhi.domains.parties.queries.spelt import parties_named
from qingzhi.engine.imports.models import Batch
from qingzhi.engine.imports.queries.republishing import republishable

from ..access import visible_rights
from ..models import Holding, Right, StatusSpan
from ..queries.counting import rights_with_status
from ..queries.holdings import covers
from ..queries.record import with_detail
from ..rules.numbers import read_number
from ..terms import HoldingRole, RightKind
from .documents import with_holders
from .schemas import RightFilters

BATCHES = ("batch_id", "created_batch_id")


def sees_all(actor: Actor) -> bool:
    """Whether a caller sees whole records; everybody else sees what may be republished."""
    return bool(check(actor, "rights.view"))


def seen_by(actor: Actor, *fields: str) -> QuerySet[Right]:
    """The visible rights; for the public those of which number and the fields that are asked by may be republished."""
    rows = visible_rights(actor)
    return rows if sees_all(actor) else republishable(rows, ("number", *fields), *BATCHES)


def right_of(actor: Actor, kind: str, number: str, *, as_of: date | None = None) -> Right:
    """The right of a number, however it is written; raises 404 where there is none that the caller sees."""
    if kind not in list(RightKind):
        raise Http404
    canonical = read_number(RightKind(kind), number).canonical
    rows = with_detail(seen_by(actor), [kind]).prefetch_related(with_holders(as_of), "statuses", "classes")
    found = rows.filter(kind=kind, number=canonical).first()
    if found is None:
        raise Http404
    return found


def listed(actor: Actor, query: RightFilters) -> QuerySet[Right]:
    """The rights that a list asks for."""
    asked = {"status": query.status, "region": query.region, "holders": query.holder}
    if query.registered_from or query.registered_to:
        asked["registered_on"] = "asked"
    rows = seen_by(actor, *[field for field, value in asked.items() if value])
    if query.kind:
        rows = rows.filter(kind=query.kind)
    if query.region:
        rows = rows.filter(region_code__startswith=_prefix(query.region))
    if query.registered_from:
        rows = rows.filter(registered_on__gte=query.registered_from)
    if query.registered_to:
        rows = rows.filter(registered_on__lte=query.registered_to)
    if query.holder:
        rows = held_by(rows, query.holder, query.as_of, persons=sees_all(actor))
    rows = _standing(rows, query)
    if query.updated_since:
        rows = changed_since(rows, query.updated_since)
    return rows


def held_by(rows: QuerySet[Right], name: str, as_of: date | None, *, persons: bool) -> QuerySet[Right]:
    """The rights of the family of parties that bears a name; the public finds nothing by a person's name."""
    family = list(parties_named(name, persons=persons).values_list("pk", flat=True))
    on = covers(as_of) if as_of else Q(valid_to=None)
    held = Holding.objects.filter(on, party_id__in=family, role=HoldingRole.HOLDER).order_by()
    return rows.filter(pk__in=held.values("right_id"))


def changed_since(rows: QuerySet[Right], since: datetime) -> QuerySet[Right]:
    """What batches that worked since then brought, or persons changed."""
    batches = Batch.objects.filter(Q(beat_at__gte=since) | Q(finished_at__gte=since)).values_list("pk", flat=True)
    entries = AuditEntry.objects.filter(object_kind=Right._meta.label, at__gte=since).values_list(
        "object_id", flat=True
    )
    by_hand = {int(one) for one in entries if one.isdecimal()}
    return rows.filter(Q(batch_id__in=list(batches)) | Q(pk__in=by_hand))


def _standing(rows: QuerySet[Right], query: RightFilters) -> QuerySet[Right]:
    """What there was on a day: by its status then, or any that had begun."""
    if query.as_of is None:
        return rows.filter(status=query.status) if query.status else rows
    if query.status:
        return rights_with_status(query.status, query.as_of, rows=rows)
    begun = StatusSpan.objects.filter(right=OuterRef("pk"), valid_from__lte=query.as_of)
    return rows.filter(Q(applied_on__lte=query.as_of) | Q(registered_on__lte=query.as_of) | Exists(begun))


def _prefix(region: str) -> str:
    while region.endswith("00") and len(region) > 2:
        region = region[:-2]
    return region
