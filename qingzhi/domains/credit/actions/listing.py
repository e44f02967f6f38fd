"""A finding is proposed, takes effect, ends."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.models import Body
from qingzhi.base.permits import SYSTEM, Actor, require
from qingzhi.base.secrecy.rules import refuse_classified
from qingzhi.engine.procedures.actions import open_case, take_step
from qingzhi.engine.publication.actions import Row, publish_notice, withdraw_publication

from ..access import require_writer
from ..events import Listed, ListingEnded
from ..models import Archive, Entry, Listing
from ..queries.archives import listings_standing
from ..queries.rulings import ask
from ..refusals import ListedAlready, ValueNotValid
from ..rules.dates import add_months
from ..terms import COUNTING, Conduct, EntryState, ListingState
from ..terms.publications import LISTED
from .ending import end_entry

PROCEDURE = "credit.listing"
OPEN = (ListingState.PROPOSED.value, ListingState.LISTED.value)


@transaction.atomic
def propose_listing(
    *, actor: Actor, conduct: str, facts: str, body: Body, entry: Entry | None = None, archive: Archive | None = None
) -> Listing:
    """Open the case of a finding 「启动失信认定」, on an entry or on facts alone; one open case per entry and conduct."""
    require(actor, "credit.handle", body_id=body.pk)
    known = Conduct(conduct)
    about = entry.archive if entry is not None else archive
    if about is None:
        raise ValueNotValid("请选择档案", "archive")
    about = Archive.objects.select_for_update(of=("self",)).select_related("subject").get(pk=about.pk)
    if not facts.strip():
        raise ValueNotValid("请写明事实和理由", "facts")
    refuse_classified(facts)
    same = Listing.objects.filter(archive=about, conduct=known.value, arises_from=entry, state__in=OPEN)
    if entry is not None and (there := same.first()) is not None:
        return there
    if entry is None and (there := same.filter(state=ListingState.PROPOSED.value).first()) is not None:
        raise ListedAlready(f"同一行为正在认定（办件 {there.case.number}）")
    rule = ask("conducts", clock.today(), conduct=known.value)
    if not rule:
        raise ValueNotValid("失信认定表没有这一行为，不能认定", "conduct")
    dossier = Listing(
        archive=about, arises_from=entry, conduct=known.value, kind=rule.get("list"), facts=facts.strip(),
        basis=rule.told.split("：", 1)[-1], measures=rule.get("measures")[:500], rule=rule.told,
    )  # fmt: skip
    open_case(
        actor=actor, procedure=PROCEDURE, body=body, title=f"{about.name}：{known.label}", dossier=dossier,
        applicant=about.subject, region_code=about.region_code, told="启动失信认定",
    )  # fmt: skip
    record(actor, "credit.propose_listing", dossier, changes={"conduct": (None, known.value)})
    return dossier


def term_of(listing: Listing, since: date) -> tuple[int, int]:
    """For how many months a finding holds and after how many it may be repaired, by the rule of the day on which the case was
    opened; who is found again while a finding of the kind stands gets longer 「期内再犯顺延」, up to the most."""
    rule = ask("conducts", listing.case.rules_on, conduct=listing.conduct)
    before = listings_standing([listing.archive], since).filter(kind=listing.kind).exclude(pk=listing.pk)
    listing.relapses = before.count()
    months = min(int(rule.get("months")) + listing.relapses * int(rule.get("extend")), int(rule.get("most")))
    return months, int(rule.get("repair_after"))


def settle_terms(listing: Listing, since: date) -> None:
    """From when to when a finding holds; the last day is the one before the same day of the last month."""
    months, after = term_of(listing, since)
    listing.since = since
    listing.until = add_months(since, months) - timedelta(days=1)
    listing.repair_from = add_months(since, after)


def publish_listing(listing: Listing) -> None:
    """The finding is published until its last day; a natural person's never is."""
    if listing.archive.is_person:
        return
    party = listing.archive.party
    values = {
        "name": listing.archive.name, "code": party.credit_code if party is not None else None,
        "conduct": listing.get_conduct_display(), "list": listing.get_kind_display(), "number": listing.number,
        "decided_on": listing.decided_on, "until": listing.until, "body": listing.case.body.name,
    }  # fmt: skip
    listing.publication = publish_notice(
        actor=SYSTEM, kind=LISTED, title=f"失信认定公示：{listing.archive.name}"[:200], rows=[Row(values, listing)],
        body=listing.case.body, subject=listing, region_code=listing.archive.region_code,
        text="当事人可以查阅本单位信用档案、提出异议，符合条件的可以申请信用修复。",
    )  # fmt: skip


@transaction.atomic
def end_listing(*, actor: Actor, listing: Listing, state: ListingState, why: str) -> Listing:
    """A finding ends: repaired, expired, revoked; its entry counts no more and its publication is withdrawn with the reason."""
    require_writer(actor)
    found = (
        Listing.objects.select_for_update(of=("self",)).select_related("case__body", "publication").get(pk=listing.pk)
    )
    if found.state != ListingState.LISTED:
        return found
    changes = changed(found, state=state.value, ended_on=clock.today(), ended_why=why[:300])
    found.save(update_fields=["state", "ended_on", "ended_why"])
    _end_entries(actor, found, state, why)
    if found.publication is not None and found.publication.withdrawn_at is None:
        withdraw_publication(actor=SYSTEM, publication=found.publication, reason=why, hide=True)
    for repair in found.repairs.filter(case__closed_at=None).select_related("case"):
        if state is not ListingState.REPAIRED:  # the one that is being granted ends by its own step
            drop_open_case(repair.case, "fall", why)
    record(actor, "credit.end_listing", found, changes=changes, reason=why)
    publish(ListingEnded(listing_id=found.pk))
    return found


def _end_entries(actor: Actor, listing: Listing, state: ListingState, why: str) -> None:
    ends = {
        ListingState.REPAIRED: EntryState.REPAIRED, ListingState.EXPIRED: EntryState.EXPIRED,
        ListingState.REVOKED: EntryState.WITHDRAWN,
    }  # fmt: skip
    for entry in listing.entries.filter(state__in=COUNTING):
        end_entry(actor=actor, entry=entry, state=ends[state], why=why)


def drop_open_case(case: Any, step: str, why: str) -> None:
    """Close a case that has lost what it rests on, as the system, where the step is open there."""
    case.refresh_from_db()
    if any(one.code == step for one in case.declared.steps_from(case.state)):
        take_step(actor=SYSTEM, case=case, step=step, revision=case.revision, note=why)


def tell_listed(listing: Listing) -> None:
    """The finding has taken effect."""
    publish(Listed(listing_id=listing.pk))
