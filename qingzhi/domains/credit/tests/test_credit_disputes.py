"""Objections: marked, verified, corrected with trace, removed, dismissed; repair and its bars; expiry."""

from datetime import date, timedelta

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.engine.procedures.actions import take_step
from qingzhi.engine.procedures.refusals import CaseMoved, GuardRefused

from ..actions import ask_repair, dispute_entry, expire_all, publish_penalty, record_result
from ..models import Entry, PenaltyNotice
from ..queries.repairs import bars_to_repair
from ..queries.standing import standing_of
from ..refusals import DisputedAlready, EntryNotOpen, NothingToRepair, ValueNotValid
from ..terms import EntryKind, Severity, Use, Wish
from ..testing import (
    chief,
    clerk,
    make_effective_penalty,
    make_entry,
    make_firm,
    make_listing,
    make_repair,
    subject,
)

pytestmark = pytest.mark.usefixtures("_sample_table", "june")
CLAIM = "罚款已经复议变更，内容不实。"


def disputed(firm, entry, wish=Wish.CORRECT):
    made = dispute_entry(actor=subject(firm), entry=entry, wish=wish, claim=CLAIM)
    case = take_step(actor=clerk(), case=made.case, step="mark", revision=made.case.revision)
    entry.refresh_from_db()
    return made, case


def test_marked_then_corrected_with_trace():
    firm = make_firm()
    decision = make_effective_penalty(firm)
    notice = publish_penalty(actor=clerk(), notice=PenaltyNotice.objects.get())
    entry = Entry.objects.get(decision=decision)
    _, case = disputed(firm, entry)
    assert entry.state == "disputed" and case.due_on == date(2018, 6, 26)
    data = {"violation": entry.violation, "content": "罚款人民币一万元", "severity": "light", "finding": "复议已变更"}
    take_step(actor=clerk(), case=case, step="correct", revision=case.revision, data=data)
    entry.refresh_from_db()
    new = entry.replaced_by
    assert (entry.state, new.state, new.points, new.kept_until) == ("corrected", "standing", 5, date(2019, 6, 3))
    assert "复议已变更" in entry.ended_why and AuditEntry.objects.filter(action="credit.correct_entry").exists()
    rows = list(notice.publication.items.order_by("pk"))
    assert [bool(one.withdrawn_at) for one in rows] == [True, False] and rows[1].values["content"] == "罚款人民币一万元"


def test_removed_by_another_person_than_the_desk():
    firm = make_firm()
    listing = make_listing(firm)
    entry = listing.entries.get()
    _, case = disputed(firm, entry, Wish.REMOVE)
    with pytest.raises(Exception, match="没有"):
        take_step(actor=clerk(), case=case, step="remove", revision=case.revision, data={"finding": "有误"})
    take_step(actor=chief(), case=case, step="remove", revision=case.revision, data={"finding": "有误"})
    listing.refresh_from_db()
    assert listing.state == "revoked" and standing_of(firm, clock.today(), Use.SUBSIDY).clear


def test_dismissed_or_taken_back_the_mark_goes():
    firm = make_firm()
    entry = make_entry(firm)
    _, case = disputed(firm, entry)
    case = take_step(actor=clerk(), case=case, step="dismiss", revision=case.revision, data={"finding": "与原件一致"})
    entry.refresh_from_db()
    assert entry.state == "standing" and case.outcome == "refused"
    _, case = disputed(firm, entry)
    take_step(actor=subject(firm), case=case, step="withdraw", revision=case.revision)
    entry.refresh_from_db()
    assert entry.state == "standing"


def test_one_objection_at_a_time_and_only_to_the_own_archive():
    firm, other = make_firm(), make_firm()
    entry = make_entry(firm)
    first = dispute_entry(actor=subject(firm), entry=entry, wish=Wish.REMOVE, claim=CLAIM)
    assert dispute_entry(actor=subject(firm), entry=entry, wish=Wish.REMOVE, claim=CLAIM) == first  # a double click
    with pytest.raises(DisputedAlready, match=first.case.number):
        dispute_entry(actor=subject(firm), entry=entry, wish=Wish.REMOVE, claim="另一个理由也不对")
    with pytest.raises(EntryNotOpen, match="不在贵单位"):
        dispute_entry(actor=subject(other), entry=entry, wish=Wish.REMOVE, claim=CLAIM)
    take_step(actor=clerk(), case=first.case, step="mark", revision=0)
    with pytest.raises(CaseMoved, match="信用经办51"):
        take_step(actor=clerk(user_id=60), case=first.case, step="mark", revision=0)


def test_what_bars_a_repair():
    firm = make_firm()
    listing = make_listing(firm)
    assert bars_to_repair(listing, date(2018, 12, 3)) == ["自 2018-12-04 起才可申请修复"]
    with clock.fixed(date(2018, 12, 4)):
        made = make_repair(firm, listing, to="deciding")
        assert ask_repair(actor=subject(firm), listing=listing) == made  # the same draft
        data = {"finding": "证明系伪造", "found_false": "on"}
        take_step(actor=chief(), case=made.case, step="refuse", revision=made.case.revision, data=data)
        assert bars_to_repair(listing, clock.today()) == ["修复中弄虚作假未满一年"]
        with pytest.raises(NothingToRepair, match="弄虚作假"):
            ask_repair(actor=subject(firm), listing=listing)
        with pytest.raises(NothingToRepair, match="不在贵单位"):
            ask_repair(actor=subject(make_firm()), listing=listing)


def test_within_a_year_of_a_repair_none_is_granted():
    firm = make_firm()
    first = make_listing(firm)
    with clock.fixed(date(2018, 12, 4)):
        make_repair(firm, first)
        second = make_listing(firm)
    assert bars_to_repair(second, date(2019, 6, 4)) == ["距上次信用修复不满一年"]
    second.until = date(2020, 12, 31)
    assert bars_to_repair(second, date(2019, 12, 4)) == []


def test_what_has_run_out_ends_by_itself():
    firm = make_firm()
    listing = make_listing(firm)
    with clock.fixed(date(2018, 12, 4)):
        draft = make_repair(firm, listing, to="submitted")
    with clock.fixed(listing.until):
        assert expire_all() == 0
    with clock.fixed(listing.until + timedelta(days=1)):
        assert expire_all() == 1 and expire_all() == 0
        listing.refresh_from_db()
        draft.case.refresh_from_db()
        assert (listing.state, listing.entries.get().state, draft.case.state) == ("expired", "expired", "fallen")
        assert listing.publication.__class__.objects.get(pk=listing.publication_id).withdrawn_at is not None
    with clock.fixed(date(2020, 1, 15)):
        assert expire_all() == 1  # the entry of the fair: 24 months
        assert Entry.objects.filter(archive__party=firm, state="expired").count() == 2


def test_nothing_is_dropped_while_it_stands():
    firm = make_firm()
    listing = make_listing(firm, to="reviewing")
    with pytest.raises(GuardRefused, match="仍然有效"):
        take_step(actor=clerk(), case=listing.case, step="fall", revision=listing.case.revision, note="想终止")


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"effective_on": date(2018, 6, 5)}, "effective_on"), ({"decided_on": date(2018, 2, 1)}, "effective_on"),
     ({"kind": EntryKind.DISHONEST}, "kind"), ({"party": None}, "party")],
)  # fmt: skip
def test_only_effective_results_are_entered(changes, field):
    usual = {
        "party": make_firm(), "kind": EntryKind.CIVIL, "severity": Severity.ORDINARY, "number": "1号", "authority": "示例法院",
        "violation": "侵权", "content": "赔偿", "decided_on": date(2018, 1, 5), "effective_on": date(2018, 1, 20),
    }  # fmt: skip
    with pytest.raises(ValueNotValid) as refused:
        record_result(actor=clerk(), **{**usual, **changes})
    assert refused.value.field == field and not Entry.objects.exists()
