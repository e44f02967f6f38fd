"""Keeping searches and letting them go."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from qingzhi.base.pages.access import signed_in
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal

from ..actions import forget_search, save_search
from ..queries.searching import sources_for
from . import page


@signed_in
@require_POST
def save(request: PageRequest) -> HttpResponse:
    """Keep the search that the hidden field `search` holds as an address."""
    asked = page.Asked.of(QueryDict(request.POST.get("search", "")[:2000]), sources_for(request.actor))
    filters: dict[str, list[str]] = {}
    for name, value in asked.pairs():
        if name != "q":
            filters.setdefault(name, []).append(value)
    try:
        saved = save_search(actor=request.actor, name=request.POST.get("name", ""), query=asked.query, filters=filters)
    except Refusal as refused:
        messages.error(request, refused.reason)
    else:
        messages.success(request, f"已保存检索“{saved.name}”")
    return redirect(asked.url())


@signed_in
@require_POST
def forget(request: PageRequest, pk: int) -> HttpResponse:
    """Delete a search of one's own."""
    forget_search(actor=request.actor, pk=pk)
    messages.success(request, "已删除保存的检索")
    return redirect("search:search")
