"""The operations on parties."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse
from ninja import Query, Router

from qingzhi.base.api.access import needs, open_operation
from qingzhi.base.api.answers import answer
from qingzhi.base.api.conditions import not_modified, tag_of
from qingzhi.base.api.paging import page_document, page_of
from qingzhi.base.api.problems import Problem, invalid
from qingzhi.base.api.schemas import coded
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Actor, Scope, check, region_prefix
from qingzhi.base.regions.models import Region
from qingzhi.engine.imports.queries.republishing import allowed_by, allowed_fields, republishable

from ..actions import register_party
from ..models import Party
from ..queries.spelt import parties_named
from ..refusals import CreditCodeTaken, SameNameKnown
from ..rules.credit_code import canonical_credit_code
from ..terms import EnterpriseSize, NameKind, PartyFlag, PartyKind
from .schemas import PartyFilters, PartyIn, PartyOut, PartyPage

FROM = {"name": "name", "credit_code": "credit_code", "region": "region", "place": "place", "size": "size"}
router = Router(tags=["主体"])


@router.get("", response=PartyPage, summary="主体清单")
@open_operation
def parties(request: PageRequest, query: Query[PartyFilters]) -> Any:
    """登记的主体，最近登记的在前。公众只见到单位，个人须有“查看主体”权限。"""
    rows = seen_by(request.actor, *[one for one in ("credit_code", "region") if getattr(query, one)])
    if query.name:
        rows = rows.filter(pk__in=parties_named(query.name, persons=sees_all(request.actor)).values("pk"))
    if query.credit_code:
        rows = rows.filter(credit_code=canonical_credit_code(query.credit_code))
    if query.kind:
        rows = rows.filter(kind=query.kind)
    if query.region:
        rows = rows.filter(region__code__startswith=region_prefix(query.region.ljust(6, "0")))
    found, cursor = page_of(request, rows.select_related("region"), query)
    full = sees_all(request.actor)
    allowed = {} if full else allowed_by(one.batch_id for one in found)
    return page_document(request, [_withheld(_item(one), one, allowed, full) for one in found], cursor)


@router.get("/{int:party_id}", response=PartyOut, summary="一个主体")
@open_operation
def party(request: PageRequest, party_id: int) -> Any:
    """按编号读取一个主体；已归并的记录给出归并到的主体编号。"""
    found = seen_by(request.actor).select_related("region").filter(pk=party_id).first()
    if found is None:
        raise Http404
    tag = tag_of(_whole(found))
    return not_modified(request, tag) or _answer(request, found, tag)


@router.post("", response={201: PartyOut}, summary="登记主体")
@needs("parties.register")
def register_a_party(request: PageRequest, payload: PartyIn) -> Any:
    """登记一个主体；统一社会信用代码按 GB 32100 校验，校验不通过的照录并标记。"""
    given = payload.model_dump(exclude={"region"})
    region = Region.objects.filter(code=payload.region).first() if payload.region else None
    if payload.region and region is None:
        raise invalid([{"in": "body", "name": "region", "pointer": "/region", "detail": "没有这个行政区划代码"}])
    try:
        made = register_party(actor=request.actor, region=region, **given)
    except (CreditCodeTaken, SameNameKnown) as taken:
        raise Problem("conflict", f"{taken.reason}。") from None
    response = _answer(request, made, tag_of(_whole(made)), 201)
    response["Location"] = _whole(made)["url"]
    return response


def sees_all(actor: Actor) -> bool:
    """Whether a caller sees persons and whole records; everybody else sees organisations as far as may be republished."""
    return bool(check(actor, "parties.view"))


def seen_by(actor: Actor, *fields: str) -> QuerySet[Party]:
    """The parties that a caller may see: all, those of the region, or the public ones."""
    scope = Scope.ALL if actor.is_system else actor.grants.get("parties.view")
    if scope is Scope.ALL:
        return Party.objects.all()
    public = Party.objects.exclude(kind=PartyKind.INDIVIDUAL).filter(provisional=False)
    public = republishable(public, ("name", *fields), "batch_id")
    prefix = region_prefix(actor.region_code)
    if scope is Scope.REGION and prefix:
        return Party.objects.filter(Q(pk__in=public.values("pk")) | Q(region__code__startswith=prefix))
    return public


def _item(one: Party) -> dict[str, Any]:
    return {
        "id": one.pk,
        "name": one.name,
        "kind": coded(PartyKind, one.kind),
        "credit_code": one.credit_code or None,
        "size": coded(EnterpriseSize, one.size) if one.size else None,
        "region": one.region.code if one.region else None,
        "place": one.place or None,
        "merged_into": one.root_id if one.root_id != one.pk else None,
        "provisional": one.provisional,
        "url": reverse("api:party", args=[one.pk]),
    }


def _whole(one: Party) -> dict[str, Any]:
    spans = ("valid_from", "valid_to")
    return {
        **_item(one),
        "founded_on": one.founded_on,
        "ended_on": one.ended_on,
        "names": [
            {"name": name.name, "kind": coded(NameKind, name.kind), **{at: getattr(name, at) for at in spans}}
            for name in one.names.order_by("valid_from", "pk")
        ],
        "flags": [
            {"flag": coded(PartyFlag, flag.flag), **{at: getattr(flag, at) for at in spans}}
            for flag in one.flags.order_by("valid_from", "pk")
        ],
        "industries": list(one.industries.order_by("-is_main", "code").values_list("code", flat=True)),
    }


def _withheld(document: dict[str, Any], one: Party, allowed: dict[int, frozenset[str]], full: bool) -> dict[str, Any]:
    fields = None if full else allowed_fields(allowed, one.batch_id)
    hidden = [] if fields is None else [name for name, field in FROM.items() if field not in fields]
    return {**document, **dict.fromkeys(hidden), "withheld": sorted(hidden)}


def _answer(request: PageRequest, one: Party, tag: str, status: int = 200) -> HttpResponse:
    full = sees_all(request.actor)
    document = _withheld(_whole(one), one, {} if full else allowed_by([one.batch_id]), full)
    return answer(PartyOut, document, status=status, headers={"ETag": tag})
