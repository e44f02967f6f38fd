"""The search page: the desk's and the public's alike."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers

from qingzhi.base.pages.access import open_to_public
from qingzhi.base.pages.request import PageRequest

from ..queries import Found, saved_searches, search
from ..queries.searching import sources_for
from ..queries.vocabulary import field_names
from ..sources import Source
from . import page

BODY = "search-body"


@open_to_public
def search_page(request: PageRequest) -> HttpResponse:
    """One box, kinds, facets, results; the part below the box alone for htmx."""
    sources = sources_for(request.actor)
    asked = page.Asked.of(request.GET, sources)
    found = _found(request, asked, sources)
    if asked.page > 1 and not found.results and found.total:
        return redirect(asked.url())
    whole = not request.htmx or request.htmx.history_restore_request or request.htmx.target != BODY
    context = {
        "face": "pages/base.html" if request.actor.is_signed_in else "pages/portal.html",
        "asked": asked,
        "found": found,
        "tabs": page.tabs(asked, found),
        "columns": page.facet_columns(asked, found),
        "chips": page.chips(asked, sources),
        "orders": page.orders(asked),
        "fields": _fields(sources),
        "first": asked.offset + 1,
        "last": asked.offset + len(found.results),
        "body_id": BODY,
        "is_part": not whole,
        "saving": urlencode(asked.pairs()),
        "wider": asked.url(filters={}),
        "everywhere": asked.url(kind="", filters={}),
        "elsewhere": _elsewhere(asked, found),
        "dates": asked.filters,
        "undated": [pair for pair in asked.pairs() if pair[0] not in page.DATES],
        **_paging(asked, found),
        **_saved(request, asked),
    }
    response = render(request, "search/search.html" if whole else "search/body.html", context)
    patch_vary_headers(response, ["HX-Request", "Cookie"])
    return response


def _found(request: PageRequest, asked: page.Asked, sources: list[Source]) -> Found:
    chosen = [one for one in sources if not asked.kind or one.kind == asked.kind]
    return search(
        request.actor,
        asked.query,
        kinds=[asked.kind] if asked.kind else [],
        filters=asked.filters,
        facets=["kind"] if asked.is_empty else ["kind", *page.facets_of(chosen)],
        limit=0 if asked.is_empty else page.PAGE_SIZE,
        offset=asked.offset,
        order=asked.order,
        all_kinds_counted=bool(asked.kind),
    )


def _elsewhere(asked: page.Asked, found: Found) -> int:
    """How many results the other kinds have."""
    kinds = next((one.values for one in found.facets if one.key == "kind"), [])
    return sum(one.count for one in kinds if one.value != asked.kind) if asked.kind else 0


def _paging(asked: page.Asked, found: Found) -> dict[str, Any]:
    previous, numbers, following = page.pages(asked, found.total)
    return {"previous": previous, "numbers": numbers, "following": following}


def _saved(request: PageRequest, asked: page.Asked) -> dict[str, Any]:
    if not request.actor.is_signed_in:
        return {"saved": []}
    kept = [(one, page.saved_url(one)) for one in saved_searches(request.actor)[:50]]
    return {"saved": kept, "may_save": not asked.is_empty}


def _fields(sources: list[Source]) -> list[tuple[str, str]]:
    """The fields that may be asked, as (example name, code), for the help."""
    codes = {"title", "no", *(code for one in sources for code in one.field_names)}
    names = field_names()
    shown = {
        code: next((name for name, of in names.items() if of == code and not name.isascii()), code) for code in codes
    }
    return sorted((name, code) for code, name in shown.items())
