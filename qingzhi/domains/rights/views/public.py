"""What the public sees of the registers: search first, one thing a page, and only what the sources let be shown."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from qingzhi.base.pages.access import open_to_public
from qingzhi.base.pages.components import Entry
from qingzhi.base.pages.listing import Choice, Column, Listing
from qingzhi.base.pages.request import PageRequest
from qingzhi.engine.imports.queries.republishing import allowed_by, allowed_fields, republishable

from ..access import public_rights
from ..models import Right
from ..queries.classes import classes_in_words
from ..queries.facts import facts_of
from ..queries.parts import Parts
from ..queries.record import with_detail
from ..queries.sources import AS_IMPORTED, Origins
from ..queries.standing import status_state
from ..terms import RightKind, RightStatus
from .desk.filters import NumberOrHolder, year_filter

NEEDED = ("number", "title")  # what must be free to be shown, or the right is not shown at all
BATCHES = ("batch_id", "created_batch_id")


def shown_rights() -> Any:
    """The rights that are public, and whose sources let at least number and title be shown."""
    return republishable(public_rights(), NEEDED, *BATCHES)


def freed(rights: list[Right]) -> list[Right]:
    """Give rights `free`: the fields that the public may see of each (None: all); one query."""
    allowed = allowed_by({pk for one in rights for pk in (one.batch_id, one.created_batch_id)})
    for one in rights:
        one.free = allowed_fields(allowed, one.batch_id, one.created_batch_id)  # type: ignore[attr-defined]
    return rights


def is_free(right: Any, name: str) -> bool:
    return right.free is None or name in right.free


def _if_free(name: str, path: str) -> Any:
    """A value of a row where its sources let it be shown."""
    return lambda row: getattr(row, path) if is_free(row, name) else None


class PublicListing(Listing):
    """One kind for the public: few columns, large."""

    columns = [
        Column("status", "法律状态", kind="state", sort=False,
               value=lambda row: status_state(row.status) if is_free(row, "status") else None),
        Column("title", "名称", kind="link", sort=False, url=lambda row: reverse("rights:public_right", args=[row.pk])),
        Column("number_shown", "号码", sort=False, nowrap=True),
        Column("holder_text", "权利人", value=_if_free("holders", "holder_text"), sort=False),
        Column("registered_on", "授权、登记日", kind="date", value=_if_free("registered_on", "registered_on"), sort=False),
    ]  # fmt: skip
    default_order = ("-registered_on", "-pk")
    exports = False
    count_limit = 1_000
    empty_title = "还没有公开的权利"

    def __init__(self, request: PageRequest, rows: Any, kind: RightKind):
        self.name = kind.label
        self.filters = [
            NumberOrHolder("q", "号码或权利人", placeholder="号码任意写法", of=kind),
            Choice(
                "status",
                "法律状态",
                options=[(one.value, one.label) for one in (RightStatus.IN_FORCE, RightStatus.EXPIRED)],
            ),
            year_filter("年份"),
        ]
        super().__init__(request, rows)

    def prepare(self, rows: list[Any]) -> list[Any]:
        return freed(rows)


@open_to_public
def front(request: PageRequest) -> HttpResponse:
    """Search first, then the kinds."""
    kinds = [(one.label, reverse("rights:public_rights", args=[one.value])) for one in RightKind]
    return render(request, "rights/public/front.html", {"kinds": kinds, "search_url": reverse("search:search")})


@open_to_public
def rights(request: PageRequest, kind: str) -> HttpResponse:
    """The public list of one kind."""
    if kind not in list(RightKind):
        raise Http404
    known = RightKind(kind)
    listing = PublicListing(request, shown_rights().filter(kind=kind), known)
    context = {"kind": known, "search_url": reverse("search:search")}
    return listing.respond("rights/public/rights.html", context)


@open_to_public
def right(request: PageRequest, right_id: int) -> HttpResponse:
    """One right for the public: only what its sources let be shown."""
    found = get_object_or_404(with_detail(shown_rights()), pk=right_id)
    freed([found])
    origins, parts = Origins(found), Parts(found)
    facts = [one for one in facts_of(found, origins) if is_free(found, AS_IMPORTED.get(one.name, one.name))]
    context = {
        "right": found,
        "kind": RightKind(found.kind),
        "status": status_state(found.status) if is_free(found, "status") else None,
        "facts": [one for one in facts if not one.is_long and one.name != "address"],
        "texts": [one for one in facts if one.is_long],
        "statuses": _public_statuses(parts) if is_free(found, "status") else [],
        "classes": classes_in_words(parts) if is_free(found, "classes") else [],
        "users": [one for one in parts.users if one.valid_to is None] if is_free(found, "users") else [],
        "origins": origins.all,
    }
    return render(request, "rights/public/right.html", context)


def _public_statuses(parts: Parts) -> list[Entry]:
    return [
        Entry(
            one.valid_from,  # type: ignore[arg-type]  # a day that nobody knows is left out
            f"至 {one.valid_to}" if one.valid_to else "至今", RightStatus(one.code).label, state=status_state(one.code).code,
        )
        for one in reversed(parts.statuses)
    ]  # fmt: skip
