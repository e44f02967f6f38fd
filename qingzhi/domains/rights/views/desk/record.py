"""One right: its facts with their sources, its histories, any day of its past, fees, links, who changed what."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import Document, Entry
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check
from qingzhi.engine.documents.queries import documents_about

from ...models import Holding, Right, StatusSpan
from ...queries.classes import classes_in_words
from ...queries.facts import facts_of
from ...queries.fees import dues_of, fee_table, reduction_of
from ...queries.relations import links_of, users_of
from ...queries.sources import Origins
from ...queries.standing import judged, status_state
from ...rules.fees import surcharge
from ...rules.timeline import Span, standing
from ...terms import HoldingRole, HonourKind, RightKind, RightStatus
from .acting import drawer, found_right

COMING = 3  # fees to come that are shown; the others fold


@desk("rights.view")
def right(request: PageRequest, right_id: int) -> HttpResponse:
    """One right's page."""
    found = found_right(request, right_id)
    table = fee_table()
    judged([found], table)
    entries = drawer(found)
    origins = Origins(found, entries)
    spans = list(found.statuses.order_by("valid_from", "pk"))
    holdings = list(
        found.holdings.filter(role=HoldingRole.HOLDER.value)
        .select_related("party__root")
        .order_by("valid_from", "position")
    )
    may_register = bool(check(request.actor, "rights.register"))
    context = {
        "right": found,
        "kind": RightKind(found.kind),
        "facts": facts_of(found, origins),
        "origins": origins.all,
        "asked": as_of(request, spans, holdings),
        "statuses": status_entries(spans),
        "status_spans": [(one, RightStatus(one.status).label) for one in reversed(spans)],
        "holders": holder_entries(holdings),
        "latest": [one for one in holdings if one.valid_to is None],
        "fees": fees_of(found, table),
        "links": links_of(found),
        "users": users_of(found),
        "honours": [(HonourKind(one.kind).label, one) for one in found.honours.order_by("valid_from")],
        "classes": classes_in_words(found),
        "documents": documents_of(found),
        "entries": entries,
        "may_register": may_register,
        "verbs": verbs_of(found) if may_register else [],
        "public_url": reverse("rights:public_right", args=[found.pk]) if found.is_public else "",
    }
    return render(request, "rights/right.html", context)


def as_of(request: PageRequest, spans: list[StatusSpan], holdings: list[Holding]) -> dict[str, Any]:
    """Status and holders on the day that was asked for, in words; today unless another sensible day was asked."""
    today = clock.today()
    try:
        on = min(date.fromisoformat(request.GET.get("on", "")), today)
    except ValueError:
        on = today
    held = standing([Span(one.status, one.valid_from, one.valid_to) for one in spans], on)
    names = [
        one for one in holdings
        if (one.valid_from is None or one.valid_from <= on) and (one.valid_to is None or on < one.valid_to)
    ]  # fmt: skip
    return {
        "on": on,
        "today": today,
        "is_past": on != today,
        "status": status_state(held.value) if held else None,
        "holders": sorted(names, key=lambda one: (one.position, one.pk)),
    }


def status_entries(spans: list[StatusSpan]) -> list[Entry]:
    """The history of the legal status, the latest first."""
    return [
        Entry(
            one.valid_from,  # type: ignore[arg-type]  # a day that nobody knows is left out
            f"{'' if one.valid_from else '起始日不明，'}{f'至 {one.valid_to}' if one.valid_to else '至今'}",
            RightStatus(one.status).label, basis=one.basis, state=status_state(one.status).code,
        )
        for one in reversed(spans)
    ]  # fmt: skip


def holder_entries(holdings: list[Holding]) -> list[dict[str, Any]]:
    """Who held the right from when to when, the latest first."""
    spans: dict[tuple[date | None, date | None], list[Holding]] = {}
    for one in holdings:
        spans.setdefault((one.valid_from, one.valid_to), []).append(one)
    ordered = sorted(spans.items(), key=lambda item: item[0][0] or date.min, reverse=True)
    return [{"valid_from": first, "valid_to": last, "holders": held} for (first, last), held in ordered]


def fees_of(found: Right, table: Any) -> dict[str, Any] | None:
    """What was paid, what is due next and why, what comes later; None where nothing is ever due."""
    dues = dues_of(found, table)
    if not dues:
        return None
    due = found.fee_light.due if found.fee_light is not None else None  # type: ignore[attr-defined]
    payments = list(found.payments.order_by("-paid_on", "-pk"))
    facts: dict[str, Any] = {"light": found.fee_light, "due": due, "payments": payments, "later": []}  # type: ignore[attr-defined]
    if due is not None:
        holders = len([one for one in found.holder_text.split("；") if one])
        reduction = reduction_of(found, due, holders)
        facts["surcharge"] = surcharge(due, table.today)
        facts["reduction"] = reduction
        facts["reduced"] = (
            due.amount * (100 - reduction.percent) / 100 if reduction and due.amount is not None else None
        )
        facts["later"] = [one for one in dues if one.due_on > due.due_on]
    return facts


def documents_of(found: Right) -> list[Document]:
    """What was issued about the right."""
    return [
        Document(
            one.number or one.file.name, f"/files/{one.file_id}/", one.file.size, sha256=one.sha256, at=one.issued_at
        )
        for one in documents_about(found)
    ]


def verbs_of(found: Right) -> list[tuple[str, str]]:
    """What may be entered for a right of this kind, as (address, label); the first two stand at its head."""
    names = [("correct", "更正"), ("enter_status", "登记法律状态"), ("change_holders", "登记转让")]
    if found.kind in (RightKind.PATENT, RightKind.TRADEMARK):
        names += [("record_payment", "登记缴费"), ("add_link", "登记关联")]
    if found.kind == RightKind.TRADEMARK:
        names.append(("add_honour", "登记认定"))
    if found.kind == RightKind.GI or (found.kind == RightKind.TRADEMARK and found.trademark.is_gi):
        names.append(("admit_gi_user", "登记使用人"))
    return [(reverse(f"rights:{name}", args=[found.pk]), label) for name, label in names]
