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

from ...models import Right
from ...queries.classes import classes_in_words
from ...queries.facts import facts_of
from ...queries.fees import FeeTable, dues_of, fee_table, reduction_of
from ...queries.parts import Part, Parts
from ...queries.relations import links_in_words
from ...queries.sources import Origins
from ...queries.standing import judge, status_state
from ...rules.fees import surcharge
from ...rules.timeline import standing
from ...terms import HonourKind, RightKind, RightStatus
from .acting import drawer, found_right


@desk("rights.view")
def right(request: PageRequest, right_id: int) -> HttpResponse:
    """One right's page."""
    found, table = found_right(request, right_id), fee_table()
    parts = Parts(found)
    judge(found, parts.paid, table)
    entries = drawer(found)
    origins = Origins(found, entries)
    may_register = bool(check(request.actor, "rights.register"))
    context = {
        "right": found,
        "kind": RightKind(found.kind),
        "facts": facts_of(found, origins),
        "origins": origins.all,
        "asked": as_of(request, parts),
        "statuses": status_entries(parts),
        "status_spans": [(one, RightStatus(one.code).label) for one in reversed(parts.statuses)],
        "holders": holder_entries(parts),
        "fees": fees_of(found, parts, table),
        "links": links_in_words(parts),
        "users": parts.users,
        "honours": [(HonourKind(one.code).label, one) for one in parts.honours],
        "classes": classes_in_words(parts),
        "documents": documents_of(found),
        "entries": entries,
        "may_register": may_register,
        "verbs": verbs_of(found) if may_register else [],
        "public_url": reverse("rights:public_right", args=[found.pk]) if found.is_public else "",
    }
    return render(request, "rights/right.html", context)


def as_of(request: PageRequest, parts: Parts) -> dict[str, Any]:
    """Status and holders on the day that was asked for; today unless another sensible day was asked."""
    today = clock.today()
    try:
        on = min(date.fromisoformat(request.GET.get("on", "")), today)
    except ValueError:
        on = today
    held = standing(parts.spans, on)
    return {
        "on": on,
        "today": today,
        "is_past": on != today,
        "status": status_state(held.value) if held else None,
        "holders": sorted((one for one in parts.holders if one.covers(on)), key=lambda one: (one.number or 0, one.pk)),
    }


def status_entries(parts: Parts) -> list[Entry]:
    """The history of the legal status, the latest first."""
    return [
        Entry(
            one.valid_from,  # type: ignore[arg-type]  # a day that nobody knows is left out
            f"{'' if one.valid_from else '起始日不明，'}{f'至 {one.valid_to}' if one.valid_to else '至今'}",
            RightStatus(one.code).label, basis=one.note, state=status_state(one.code).code,
        )
        for one in reversed(parts.statuses)
    ]  # fmt: skip


def holder_entries(parts: Parts) -> list[dict[str, Any]]:
    """Who held the right from when to when, the latest first."""
    spans: dict[tuple[date | None, date | None], list[Part]] = {}
    for one in parts.holders:
        spans.setdefault((one.valid_from, one.valid_to), []).append(one)
    ordered = sorted(spans.items(), key=lambda item: item[0][0] or date.min, reverse=True)
    return [{"valid_from": first, "valid_to": last, "holders": held} for (first, last), held in ordered]


def fees_of(found: Right, parts: Parts, table: FeeTable) -> dict[str, Any] | None:
    """What was paid, what is due next and why, what comes later; None where nothing is ever due."""
    dues = dues_of(found, table, parts.paid)
    if not dues:
        return None
    light = found.fee_light  # type: ignore[attr-defined]
    due = light.due if light is not None else None
    facts: dict[str, Any] = {"light": light, "due": due, "payments": parts.payments, "later": []}
    if due is not None:
        holders = sum(one.valid_to is None for one in parts.holders)
        reduction = reduction_of(found, due, holders, table)
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
