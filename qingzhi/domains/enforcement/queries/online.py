"""Reads of online cases: what their pages show, what is proposed from a complaint."""

from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from qingzhi.base import clock
from qingzhi.base.pages.components import State
from qingzhi.base.permits import Actor, check
from qingzhi.engine.procedures.access import visible_cases
from qingzhi.engine.procedures.models import Case

from ..models import EvidenceItem, LinkCapture, OnlineCase, OnlineLink
from ..rules.online import same_page
from ..terms.online import LinkOutcome

CODE = "enforcement.online"
LIGHTS = {
    LinkOutcome.PENDING: "unknown", LinkOutcome.REMOVED: "done", LinkOutcome.KEPT: "late", LinkOutcome.RESTORED: "warn",
}  # fmt: skip


def link_light(link: OnlineLink) -> State:
    """The light of a link."""
    outcome = LinkOutcome(link.outcome)
    return State(LIGHTS[outcome], outcome.label, f"{link.outcome_on}" if link.outcome_on else "")


def visible_online(actor: Actor) -> QuerySet[Case]:
    """The online cases that the actor sees, with how many links each has and how many are settled."""
    rows = visible_cases(actor).filter(procedure=CODE).select_related("online", "body", "owner")
    return rows.annotate(
        link_count=Count("online__links"), removed=Count("online__links", filter=Q(online__links__outcome=LinkOutcome.REMOVED)),
        pending=Count("online__links", filter=Q(online__links__outcome=LinkOutcome.PENDING)),
    )  # fmt: skip


def online_context(actor: Actor, case: Any) -> dict[str, Any]:
    """What `enforcement/case_online.html` shows beside case and dossier."""
    dossier = case.dossier
    noticed = case.state != "collecting"
    inside = bool(check(actor, "enforcement.case.handle", body_id=case.body_id))
    return {
        "listed": [
            (one, link_light(one), [(each, mismatch(each, one)) for each in one.captures.all()])
            for one in links_of(dossier)
        ],
        "notices": list(dossier.notices.select_related("document").annotate(count=Count("links"))) if noticed else [],
        "counters": list(dossier.counters.annotate(count=Count("links"))) if noticed else [],
        "may_add": inside and case.state in ("collecting", "measured"),
        "today": clock.today(),
    }


def links_of(dossier: OnlineCase) -> list[OnlineLink]:
    """The links with their captures, read once of a dossier as it was read."""
    known: list[OnlineLink] | None = dossier.__dict__.get("_links")
    if known is None:
        captures = Prefetch("captures", LinkCapture.objects.select_related("item"))
        known = dossier.__dict__["_links"] = list(dossier.links.prefetch_related(captures).order_by("pk"))
    return known


def mismatch(capture: LinkCapture, link: OnlineLink) -> bool:
    """Whether the saved page says that it is another one than the link."""
    return bool(capture.told_address) and not same_page(capture.told_address, link.url)


def proposed(source: Case | None) -> dict[str, str]:
    """What the form of a new online case begins with, from the complaint or case it comes from."""
    if source is None:
        return {}
    urls = EvidenceItem.objects.filter(case=source).exclude(url="").order_by("pk").values_list("url", flat=True)
    found = {"case": source.number, "links": "\n".join(dict.fromkeys(urls))}
    complaint, penalty = getattr(source, "complaint", None), getattr(source, "penalty", None)
    if complaint is not None:
        found |= {
            "shop": complaint.accused,
            "platform": complaint.accused_at,
            "facts": complaint.facts,
            "right_told": complaint.right_told,
        }
    elif penalty is not None:
        found |= {
            "shop": penalty.party_name,
            "platform": penalty.place,
            "facts": penalty.facts,
            "right_told": penalty.right_number,
        }
    return found
