"""The trail for audit administrators: list, entry, chain. That it was exported or opened is itself in the trail."""

import json
from typing import Any

from django.contrib import messages
from django.core import signing
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.request import PageRequest

from ..actions import read_personal, record, verify_chain
from ..anchors import kept_heads
from ..forms import ReasonForm
from ..listings import EntryListing
from ..models import AuditEntry
from ..personal import ERASED, decrypted
from ..queries import last_seal, unsealed_entries

SALT = "audit.personal"
SECONDS = 300


@desk("audit.view")
def entries(request: PageRequest) -> HttpResponse:
    """Every entry, with filters; the export is told to the trail."""
    listing = EntryListing(request, AuditEntry.objects.all())
    if request.GET.get("export"):
        asked = "、".join(label for label, _ in listing.chips) or "全部"
        with transaction.atomic():
            record(request.actor, "audit.export", reason=f"导出审计记录：{asked}")
    return listing.respond("audit/entries.html")


@desk("audit.view")
@never_cache
def entry(request: PageRequest, pk: int) -> HttpResponse:
    """One entry: who, what, old and new, and its place in the chain."""
    found = _entry(pk)
    context = {
        "entry": found,
        "rows": [(name, _shown(old), _shown(new)) for name, (old, new) in found.worded_changes],
        "seal": getattr(found, "seal", None),
        "subjects": list(found.personal),
        "opened": _opened(request, found),
        "form": ReasonForm(),
    }
    return render(request, "audit/entry.html", context)


@desk("audit.view")
@require_POST
def personal(request: PageRequest, pk: int) -> HttpResponse:
    """Open the personal data of an entry for some minutes, for a reason that is told to the trail."""
    found = _entry(pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, "请说明查看个人信息的理由。")
        return redirect("audit:entry", pk)
    read_personal(actor=request.actor, entry=found, reason=form.cleaned_data["reason"])
    ticket = signing.dumps([request.actor.user_id, pk], salt=SALT)
    return redirect(f"{reverse('audit:entry', args=[pk])}?ticket={ticket}")


@desk("audit.view")
def chain(request: PageRequest) -> HttpResponse:
    """How far the chain reaches; verifying it all on request."""
    if request.method == "POST":
        found = verify_chain(actor=request.actor)
        if found:
            messages.error(
                request, f"审计链有 {len(found)} 处不符，首处在第 {found[0].position} 条：{found[0].problem}。"
            )
        else:
            messages.success(request, "审计链完好。")
        return redirect("audit:chain")
    heads = kept_heads()
    context = {
        "seal": last_seal(),
        "waiting": unsealed_entries().count(),
        "kept": max(heads) if heads else None,
        "verified": AuditEntry.objects.filter(action="audit.verify_chain")[:10],
    }
    return render(request, "audit/chain.html", context)


def _entry(pk: int) -> AuditEntry:
    found = AuditEntry.objects.select_related("seal").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _opened(request: PageRequest, found: AuditEntry) -> list[tuple[str, Any]]:
    """The personal data, for whoever holds a fresh ticket of their own for this entry."""
    try:
        owner, pk = signing.loads(request.GET.get("ticket", ""), salt=SALT, max_age=SECONDS)
    except (signing.BadSignature, ValueError):
        return []
    if (owner, pk) != (request.actor.user_id, found.pk):
        return []
    opened = decrypted(found)
    return [(f"主体 {subject}", _shown(values) if values is not None else ERASED) for subject, values in opened.items()]


def _shown(value: Any) -> str:
    if value is None or value == "":
        return "—"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
