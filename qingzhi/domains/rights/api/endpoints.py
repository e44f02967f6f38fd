"""The operations on rights; each calls a query or an action of the pages."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from ninja import Query, Router
from ninja.responses import Status

from qingzhi.base.api.access import needs, open_operation
from qingzhi.base.api.answers import answer
from qingzhi.base.api.conditions import not_modified, require_match, tag_of
from qingzhi.base.api.paging import page_document, page_of
from qingzhi.base.api.problems import Problem
from qingzhi.base.pages.request import PageRequest

from ..actions.correcting import correct_right
from ..actions.fees import record_payment
from ..actions.holders import change_holders
from ..actions.registering import register_right
from ..actions.status import enter_status
from ..models import Right
from ..queries.record import with_detail
from ..refusals import NumberTaken
from ..terms import RightKind
from .documents import items, whole, with_holders
from .finding import listed, right_of, sees_all
from .schemas import (
    AsOf,
    HoldersIn,
    PaymentIn,
    PaymentOut,
    RightFilters,
    RightIn,
    RightOut,
    RightPage,
    RightPatch,
    StatusIn,
)

WRITE = "rights.register"
CONDITIONAL = {"problems": ["precondition-required", "precondition-failed"]}
router = Router(tags=["权利"])


@router.get("", response=RightPage, summary="权利清单")
@open_operation
def rights(request: PageRequest, query: Query[RightFilters]) -> Any:
    """登记簿中的权利，最近登记的在前。公众只得到来源许可公开的项目。"""
    rows = with_detail(listed(request.actor, query)).prefetch_related(with_holders(query.as_of))
    if query.as_of:
        rows = rows.prefetch_related("statuses")
    found, cursor = page_of(request, rows, query)
    return page_document(request, items(found, full=sees_all(request.actor), as_of=query.as_of), cursor)


@router.post("", response={201: RightOut}, summary="登记权利")
@needs(WRITE)
def register_a_right(request: PageRequest, payload: RightIn) -> Any:
    """登记一件权利；号码按种类校验，无法校验的照录并标记。"""
    given = payload.model_dump(exclude={"classes"})
    try:
        made = register_right(actor=request.actor, **given, classes=_classes(payload))
    except NumberTaken as taken:
        raise Problem("conflict", f"{taken.reason}。") from None
    return _told(request, made, 201)


@router.post("/{kind}/{path:number}/statuses", response={201: RightOut}, summary="登记法律状态")
@needs(WRITE)
def enter_a_status(request: PageRequest, kind: RightKind, number: str, payload: StatusIn) -> Any:
    """自某日起的法律状态；同一状态再次登记不产生变化。"""
    with transaction.atomic():
        found = _locked(request, kind, number)
        enter_status(actor=request.actor, right=found, **payload.model_dump())
        return _told(request, found, 201)


@router.post("/{kind}/{path:number}/holders", response={201: RightOut}, summary="登记转让")
@needs(WRITE)
def transfer_a_right(request: PageRequest, kind: RightKind, number: str, payload: HoldersIn) -> Any:
    """自某日起的权利人；原权利人至当日止。"""
    with transaction.atomic():
        found = _locked(request, kind, number)
        change_holders(actor=request.actor, right=found, **payload.model_dump())
        return _told(request, found, 201)


@router.post("/{kind}/{path:number}/payments", response={201: PaymentOut}, summary="登记缴费")
@needs(WRITE)
def record_a_payment(request: PageRequest, kind: RightKind, number: str, payload: PaymentIn) -> Any:
    """某年度的费用；同一笔再次登记不产生变化。"""
    with transaction.atomic():
        found = _locked(request, kind, number)
        made = record_payment(actor=request.actor, right=found, **payload.model_dump())
    return Status(201, {name: getattr(made, name) for name in ("id", "fee", "year", "amount", "paid_on")})


# a number may hold a stroke, so that its route takes all that follows and stands behind those that are longer
@router.get("/{kind}/{path:number}", response=RightOut, summary="一件权利")
@open_operation
def right(request: PageRequest, kind: RightKind, number: str, query: Query[AsOf]) -> Any:
    """按号码（任何书写形式）读取一件权利；`as_of` 给出某日的状态和权利人。"""
    found = right_of(request.actor, kind, number, as_of=query.as_of)
    tag = _tag(found, query)
    same = not_modified(request, tag)
    return same or _answer(request, found, tag, query)


@router.patch("/{kind}/{path:number}", response=RightOut, summary="更正权利", openapi_extra=CONDITIONAL)
@needs(WRITE)
def correct_a_right(request: PageRequest, kind: RightKind, number: str, payload: RightPatch) -> Any:
    """更正登记的项目；须以 If-Match 写明所读记录的 ETag。状态、权利人、缴费另有地址。"""
    given = payload.model_dump(exclude_unset=True, exclude={"classes", "reason", "details"})
    classes = _classes(payload) if payload.classes is not None else None
    with transaction.atomic():
        found = _locked(request, kind, number, must_match=True)
        values = {**given, **payload.details}
        changed = correct_right(actor=request.actor, right=found, values=values, classes=classes, reason=payload.reason)
        return _told(request, changed)


def _locked(request: PageRequest, kind: str, number: str, *, must_match: bool = False) -> Right:
    """The right, held until the change is made; the caller's state must be the present one where it is named."""
    found = right_of(request.actor, kind, number)
    Right.objects.select_for_update().get(pk=found.pk)
    found = right_of(request.actor, kind, number)
    if must_match or "If-Match" in request.headers:
        require_match(request, _tag(found))
    return found


def _tag(found: Right, query: AsOf | None = None) -> str:
    """The tag of everything that the register says; of what a caller sees of it nobody needs another."""
    as_of = query.as_of if query else None
    return tag_of(whole(found, full=True, as_of=as_of))


def _told(request: PageRequest, changed: Right, status: int = 200) -> HttpResponse:
    """The right as it is now, with its address and its tag."""
    found = right_of(request.actor, changed.kind, changed.number)
    response = _answer(request, found, _tag(found), AsOf(as_of=None), status)
    if status == 201:
        response["Location"] = whole(found, full=True)["url"]
    return response


def _answer(request: PageRequest, found: Right, tag: str, query: AsOf, status: int = 200) -> HttpResponse:
    document = whole(found, full=sees_all(request.actor), as_of=query.as_of)
    return answer(RightOut, document, status=status, headers={"ETag": tag})


def _classes(payload: RightIn | RightPatch) -> list[tuple[str, str]]:
    return [(one.scheme, one.symbol) for one in payload.classes or ()]
