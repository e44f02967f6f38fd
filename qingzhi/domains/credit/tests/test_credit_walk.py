"""The walking path: an effective decision → archive → notice → statement → finding → repair, and what stands against whom."""

from datetime import date

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.bus import deliver_events, publish
from qingzhi.domains.enforcement.actions import revoke_decision
from qingzhi.domains.enforcement.events import DecisionEffective
from qingzhi.domains.enforcement.events.decisions import DecisionContested
from qingzhi.domains.enforcement.terms import DecisionKind
from qingzhi.engine.documents.queries import documents_about
from qingzhi.engine.procedures.actions import take_step
from qingzhi.engine.procedures.refusals import GuardRefused, StepNotOpen

from ..models import Archive, Entry, Listing, PenaltyNotice
from ..queries.standing import standing_of
from ..refusals import NothingToRepair
from ..terms import ListingState, Use
from ..testing import SYSTEM, chief, clerk, make_effective_penalty, make_firm, make_listing, make_repair, subject, walk

pytestmark = pytest.mark.usefixtures("_sample_table", "june")


def test_from_decision_to_repair():
    firm = make_firm()
    decision = make_effective_penalty(firm, severity="从重")
    entry = Entry.objects.get(decision=decision)
    assert (entry.archive.party, entry.points, entry.kept_until) == (firm, 20, date(2021, 6, 3))
    listing = Listing.objects.get(arises_from=entry)  # the rule proposes it, a person goes on
    assert (listing.conduct, listing.kind, listing.case.state) == ("serious_infringement", "serious", "proposed")
    take_step(actor=clerk(), case=listing.case, step="drop", revision=0, note="情节尚未达到性质恶劣")
    assert standing_of(firm, clock.today(), Use.SUBSIDY).clear

    made = make_listing(firm, to="notified")
    case = made.case
    with pytest.raises(GuardRefused, match="陈述申辩期到 2018-06-11"):
        take_step(actor=clerk(), case=case, step="no_statement", revision=case.revision)
    case = take_step(
        actor=subject(firm), case=case, step="speak", revision=case.revision, data={"statement": "属于不可抗力。"}
    )
    made = walk(made, "listed")
    assert (made.since, made.until, made.repair_from) == (date(2018, 6, 4), date(2019, 6, 3), date(2018, 12, 4))
    assert made.publication is not None and made.entries.get().points == 20 and made.statement == "属于不可抗力。"
    assert {one.kind for one in documents_about(made.case)} == {"credit.notice", "credit.decision"}
    found = standing_of(firm, clock.today(), Use.SUBSIDY)
    assert not found.clear and "自 2018-12-04 起可申请信用修复" in found.text

    with pytest.raises(NothingToRepair, match="自 2018-12-04 起"):
        make_repair(firm, made)
    with clock.fixed(date(2018, 12, 4)):
        repair = make_repair(firm, made)
        made.refresh_from_db()
        assert repair.granted and made.state == ListingState.REPAIRED and made.entries.get().state == "repaired"
        made.publication.refresh_from_db()
        assert made.publication.withdrawn_at is not None and made.publication.text_hidden
        assert standing_of(firm, clock.today(), Use.SUBSIDY).clear
    assert AuditEntry.objects.filter(action="credit.end_listing").count() == 1


def test_what_rests_on_a_revoked_decision_goes():
    firm = make_firm()
    decision = make_effective_penalty(firm, severity="从重")
    listing = Listing.objects.get(archive__party=firm)
    revoke_decision(actor=SYSTEM, decision=decision, reason="复议撤销", on=date(2018, 6, 4))
    deliver_events()
    listing.case.refresh_from_db()
    assert Entry.objects.get(decision=decision).state == "withdrawn"
    assert listing.case.state == "fallen" and PenaltyNotice.objects.get().withdrawn_on == date(2018, 6, 4)
    assert standing_of(firm, clock.today(), Use.SUBSIDY).clear


def test_an_adjudication_that_is_contested_leaves_the_archive_and_comes_back_when_it_binds():
    firm = make_firm()
    decision = make_effective_penalty(firm, kind=DecisionKind.ADJUDICATION)
    rows = type(decision).objects.filter(pk=decision.pk)
    rows.update(effective_on=None)
    for _ in range(2):
        publish(DecisionContested(decision_id=decision.pk))
        deliver_events()
    fallen = Entry.objects.get(decision=decision)
    assert fallen.state == "withdrawn" and "被起诉" in fallen.ended_why
    rows.update(effective_on=date(2018, 6, 5))
    for _ in range(2):
        publish(DecisionEffective(decision_id=decision.pk))
        deliver_events()
    anew = Entry.objects.exclude(pk=fallen.pk).get(decision=decision)
    assert anew.state == "standing" and anew.replaces == fallen and anew.effective_on == date(2018, 6, 5)


def test_a_standing_finding_falls_with_its_decision():
    firm = make_firm()
    decision = make_effective_penalty(firm, severity="从重")
    listing = walk(Listing.objects.get(archive__party=firm), "listed")
    assert listing.until == date(2023, 6, 3) and listing.repair_from == date(
        2023, 6, 4
    )  # the rule of 2018 knows no early exit
    revoke_decision(actor=SYSTEM, decision=decision, reason="法院判决撤销", on=date(2018, 6, 4))
    deliver_events()
    listing.refresh_from_db()
    assert listing.state == ListingState.REVOKED and listing.entries.get().state == "withdrawn"


def test_a_revocation_that_is_told_late_says_so():
    decision = make_effective_penalty(make_firm())
    with clock.fixed(date(2018, 6, 12)):
        revoke_decision(actor=SYSTEM, decision=decision, reason="复议撤销", on=date(2018, 6, 6))
        deliver_events()
        assert PenaltyNotice.objects.get().withdrawn_why.endswith("应于 2018-06-11 前撤下，逾期")  # 7, 8, 11 June


def test_nobody_proposes_and_decides():
    made = make_listing(make_firm(), to="reviewing")
    both = clerk("credit.handle", "credit.decide", "credit.case.view", user_id=77)
    case = take_step(
        actor=both, case=made.case, step="propose", revision=made.case.revision, data={"finding": "核实无误"}
    )
    with pytest.raises(Exception, match="须由另一人办理"):
        take_step(actor=both, case=case, step="decide", revision=case.revision, data={"number": "1号"})
    with pytest.raises(StepNotOpen):
        take_step(actor=chief(), case=case, step="serve", revision=case.revision)


def test_a_delivery_that_comes_twice_enters_once():
    from ..actions import enter_penalty, take_decision

    decision = make_effective_penalty(make_firm())
    assert take_decision(decision_id=decision.pk) == Entry.objects.get() and enter_penalty(decision_id=decision.pk)
    assert (Entry.objects.count(), PenaltyNotice.objects.count(), Archive.objects.count()) == (1, 1, 1)
