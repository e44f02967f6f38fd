"""Messages and the outbox."""

from django.contrib import messages as flash
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from qingzhi.base.pages.access import desk, signed_in
from qingzhi.base.pages.request import PageRequest

from .. import queries
from ..access import visible_messages
from ..actions import mark_all_read, mark_read
from ..listings import MessageListing, OutboxListing
from ..models import OutboxRow


@signed_in
def inbox(request: PageRequest) -> HttpResponse:
    rows = visible_messages(request.actor).select_related("recipient")
    return MessageListing(request, rows).respond(
        "notices/inbox.html", {"unread": queries.unread(request.actor).count()}
    )


@signed_in
def message(request: PageRequest, pk: int) -> HttpResponse:
    """One message; opening it is reading it."""
    found = get_object_or_404(visible_messages(request.actor).select_related("recipient"), pk=pk)
    if not found.is_read:
        mark_read(actor=request.actor, messages=[found])
        found.refresh_from_db()
    return render(request, "notices/message.html", {"found": found})


@signed_in
@require_POST
def read_all(request: PageRequest) -> HttpResponse:
    count = mark_all_read(actor=request.actor)
    flash.success(request, f"已将 {count} 条消息标为已读" if count else "没有未读消息")
    return redirect("notices:inbox")


@desk("messages.outbox.view")
def outbox(request: PageRequest) -> HttpResponse:
    """Whether the channels work, and what waits in them."""
    listing = OutboxListing(request, OutboxRow.objects.select_related("message"))
    return listing.respond("notices/outbox.html", {"channels": queries.channel_states()})
