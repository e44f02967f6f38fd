"""Sources: the list, one with what it brought, entering and changing."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from qingzhi.base.audit.queries import entries_of
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal, check

from ..access import visible_batches, visible_feeds
from ..actions import save_feed
from ..forms import FeedForm
from ..kinds import all_kinds
from ..listings import BatchListing, FeedListing
from ..models import Feed
from ..queries.feeds import silent_feeds
from ..queries.lights import feed_state

FIELDS = (
    "code", "title", "kind", "every", "since", "grace_days", "window_days", "grace_until", "grace_reason", "licence",
    "keeper", "retired_on",
)  # fmt: skip


@desk("imports.view")
def feeds(request: PageRequest) -> HttpResponse:
    """Every source and how it stands."""
    listing = FeedListing(request, visible_feeds(request.actor))
    context = {"silent": silent_feeds(), "may_manage": bool(check(request.actor, "imports.feed.manage"))}
    return listing.respond("imports/feeds.html", context)


@desk("imports.feed.manage")
def add(request: PageRequest) -> HttpResponse:
    """Enter a source."""
    return _form(request, None)


@desk("imports.view")
def feed(request: PageRequest, code: str) -> HttpResponse:
    """One source: how it stands, its batches; those who may keep it change it here."""
    found = visible_feeds(request.actor).filter(code=code).first()
    if found is None:
        raise Http404
    if request.method == "POST" or "edit" in request.GET:
        return _form(request, found)
    silence = next((one for one in silent_feeds() if one.feed.pk == found.pk), None)
    listing = BatchListing(request, visible_batches(request.actor).filter(feed=found))
    listing.empty_action = None
    context = {
        "feed": found,
        "state": feed_state(silence),
        "facts": _facts(found),
        "may_manage": bool(check(request.actor, "imports.feed.manage")),
        "audit": entries_of(found),
    }
    return listing.respond("imports/feed.html", context)


def _form(request: PageRequest, found: Feed | None) -> HttpResponse:
    initial = {name: getattr(found, name) for name in FIELDS} if found else {}
    form = FeedForm(request.POST or None, kinds=all_kinds(), feed=found, initial=initial)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            saved = save_feed(actor=request.actor, feed=found, **form.cleaned_data)
        except Refusal as refused:
            refusal = refused.reason
        else:
            messages.success(request, f"已保存“{saved.title}”")
            return redirect("imports:feed", code=saved.code)
    back = reverse("imports:feed", args=[found.code]) if found else reverse("imports:feeds")
    context = {"feed": found, "form": form, "refusal": refusal, "back": back}
    return render(request, "imports/feed_form.html", context, status=409 if refusal else 200)


def _facts(found: Feed) -> list[tuple[str, Any]]:
    return [
        ("代码", found.code),
        ("周期", found.get_every_display()),
        ("自何日起应有数据", found.since),
        ("宽限", f"{found.grace_days} 天"),
        ("来源保留", f"{found.window_days} 天" if found.window_days else "一直提供"),
        ("暂不提醒至", f"{found.grace_until}（{found.grace_reason}）" if found.grace_until else ""),
        ("使用许可", found.licence),
        ("责任单位", found.keeper.name if found.keeper else ""),
        ("停用", found.retired_on),
    ]
