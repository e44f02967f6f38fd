"""Drafting, saving, trying, publishing, ending: state, trail, event; four eyes; nobody's work overwritten."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.permits import PermitRefused
from qingzhi.base.secrecy.rules import ClassifiedText
from qingzhi.engine.decisions.access import visible_versions
from qingzhi.engine.decisions.actions import (
    discard_draft,
    draft_version,
    end_version,
    publish_version,
    record_case,
    save_draft,
    try_version,
)
from qingzhi.engine.decisions.models import DecidedCase, TableVersion, TrialDifference
from qingzhi.engine.decisions.queries import decide, last_trial, raw_rows
from qingzhi.engine.decisions.refusals import (
    DraftClosed,
    EditedMeanwhile,
    NotTried,
    NoVersionInForce,
    PeriodUnsound,
    ReasonMissing,
    SamePerson,
    SourceMissing,
    TableUnreadable,
)
from qingzhi.engine.decisions.rules.table import RawRow
from qingzhi.engine.decisions.testing import ROWS, make_table

from .people import EDITS, PUBLISHES, actor

pytestmark = pytest.mark.django_db
TODAY = date(2018, 7, 2)
LATER = date(2018, 9, 1)
FACTS = {
    "right_type": "invention", "granted_on": date(2018, 3, 1), "fee": Decimal(950), "abroad": False, "industry": "6301",
    "place": "甲市",
}  # fmt: skip
HIGHER = [RawRow({**ROWS[0], "amount": "8000", "fee": ">= 1000"}, "新文件"), RawRow({**ROWS[1]})]


@pytest.fixture(autouse=True)
def _day():
    with clock.fixed(TODAY):
        yield


@pytest.fixture
def current():
    return make_table()


@pytest.fixture
def clerk():
    return actor("clerk", *EDITS)


@pytest.fixture
def chief():
    return actor("chief", *PUBLISHES)


def decided(number: int = 1, **facts) -> DecidedCase:
    """A case that was decided by the version in force."""
    given = {**FACTS, **facts}
    with transaction.atomic():
        verdict = decide("tests.subsidy", given, TODAY)
        return record_case("tests.subsidy", "tests.case", number, given, verdict, label=f"案件 {number}", url="/")


def tried(clerk, current, rows=HIGHER) -> TableVersion:
    """A draft with these rows that was tried."""
    draft = draft_version(actor=clerk, table=current.table, based_on=current)
    draft = save_draft(actor=clerk, version=draft, rows=rows, revision=1)
    try_version(actor=clerk, version=draft)
    return TableVersion.objects.get(pk=draft.pk)


def test_a_draft_begins_with_the_rows_of_the_version_and_changes_nothing_yet(clerk, current):
    draft = draft_version(actor=clerk, table=current.table, based_on=current)
    assert (draft.state, draft.number, draft.source) == ("draft", current.number + 1, current.source)
    assert raw_rows(draft) == raw_rows(current)
    assert draft_version(actor=clerk, table=current.table, based_on=current) == draft
    saved = save_draft(actor=clerk, version=draft, rows=HIGHER, revision=1, source="新文件第二条")
    assert (saved.revision, saved.source, raw_rows(saved)[0].cells["amount"]) == (2, "新文件第二条", "8000")
    assert decide(current.table, FACTS, TODAY).outcome["amount"] == 5000
    assert [one.action for one in AuditEntry.objects.filter(actor_name=clerk.name).order_by("id")] == [
        "decisions.draft_version",
        "decisions.save_draft",
    ]


def test_saving_the_same_again_does_nothing_and_saving_over_somebody_else_is_refused(clerk, current):
    draft = draft_version(actor=clerk, table=current.table, based_on=current)
    save_draft(actor=clerk, version=draft, rows=HIGHER, revision=1)
    again = save_draft(actor=clerk, version=draft, rows=HIGHER, revision=1)
    assert again.revision == 2
    other = actor("other", *EDITS)
    with pytest.raises(EditedMeanwhile, match=r"clerk（示例）已于 07-02 12:00 修改过"):
        save_draft(actor=other, version=draft, rows=HIGHER[:1], revision=1)
    assert save_draft(actor=other, version=draft, rows=HIGHER[:1], revision=2).editors == [
        clerk.subject_id,
        other.subject_id,
    ]


def test_a_draft_keeps_what_cannot_be_read_but_is_not_tried_with_it(clerk, current):
    draft = draft_version(actor=clerk, table=current.table, based_on=current)
    save_draft(actor=clerk, version=draft, rows=[RawRow({**ROWS[0], "fee": "很多"})], revision=1)
    assert raw_rows(draft)[0].cells["fee"] == "很多"
    with pytest.raises(TableUnreadable, match="第 1 行“官费”：“很多”不是数字"):
        try_version(actor=clerk, version=draft)
    save_draft(actor=clerk, version=draft, rows=[RawRow(ROWS[0]), RawRow(ROWS[0])], revision=2)
    with pytest.raises(TableUnreadable, match="第 2 行：与第 1 行重叠"):
        try_version(actor=clerk, version=draft)
    with pytest.raises(ClassifiedText):
        save_draft(actor=clerk, version=draft, rows=[RawRow(ROWS[0], "机密★10年")], revision=3)


def test_a_trial_tells_which_past_cases_would_come_out_differently(clerk, current):
    decided(1)
    decided(2, fee=Decimal(1000))
    decided(3, right_type="design")
    decided(3, right_type="utility")  # the latest decision of a subject counts
    draft = tried(clerk, current)
    trial = last_trial(draft)
    assert (draft.state, trial.cases, trial.same, trial.differing, trial.failing) == ("tried", 3, 1, 2, 0)
    assert trial.totals == [["资助额", "10,500.00", "8,500.00"]]
    told = {one.case.label: one for one in TrialDifference.objects.filter(trial=trial).select_related("case")}
    assert (told["案件 1"].before, told["案件 1"].after) == ("资助额 5,000.00 元；官费比例 50%", "没有一行符合")
    assert "“官费”须不小于 1,000 元，实际为“950 元”" in told["案件 1"].why
    assert (told["案件 2"].rows_before, told["案件 2"].rows_after) == ("1", "1")
    assert "资助额 8,000.00 元" in told["案件 2"].after
    assert try_version(actor=clerk, version=draft) == trial
    with clock.fixed(date(2018, 7, 3)):
        decided(4)
        assert try_version(actor=clerk, version=draft).cases == 4


def test_publishing_ends_the_version_before_and_tells_it(clerk, chief, current):
    decided()
    draft = tried(clerk, current)
    done = publish_version(actor=chief, version=draft, valid_from=LATER, source="新文件第二条")
    assert (done.state, done.status, done.valid_from, done.published_by) == (
        "published",
        "confirmed",
        LATER,
        chief.name,
    )
    current.refresh_from_db()
    assert (current.valid_from, current.valid_to) == (None, LATER)
    high = {**FACTS, "fee": Decimal(1000)}
    assert decide(done.table, high, date(2018, 8, 31)).outcome["amount"] == 5000
    assert decide(done.table, high, LATER).outcome["amount"] == 8000
    assert decide(done.table, high, LATER, version=current.pk).outcome["amount"] == 5000
    event = EventRow.objects.get(name="decisions.version_published", payload__version_id=done.pk)
    assert event.payload["valid_from"] == LATER.isoformat()
    assert publish_version(actor=chief, version=draft, valid_from=LATER, source="新文件第二条") == done
    assert AuditEntry.objects.filter(action="decisions.publish_version").count() == 1


def test_four_eyes(clerk, chief, current):
    decided()
    both = actor("both", *EDITS, *PUBLISHES)
    draft = draft_version(actor=clerk, table=current.table, based_on=current)
    save_draft(actor=both, version=draft, rows=HIGHER, revision=1)
    try_version(actor=both, version=draft)
    for one, refused in ((both, SamePerson), (clerk, PermitRefused)):
        with pytest.raises(refused):
            publish_version(actor=one, version=draft, valid_from=LATER, source="新文件")
    assert publish_version(actor=chief, version=draft, valid_from=LATER, source="新文件").amended


def test_what_was_not_tried_as_it_is_now_takes_no_effect(clerk, chief, current):
    decided()
    draft = draft_version(actor=clerk, table=current.table, based_on=current)
    with pytest.raises(NotTried, match="还没有"):
        publish_version(actor=chief, version=draft, valid_from=LATER, source="新文件")
    try_version(actor=clerk, version=draft)
    save_draft(actor=clerk, version=draft, rows=HIGHER, revision=1)
    assert TableVersion.objects.get(pk=draft.pk).state == "draft"
    with pytest.raises(NotTried):
        publish_version(actor=chief, version=draft, valid_from=LATER, source="新文件")


def test_without_past_cases_a_reason_is_needed(clerk, chief, current):
    draft = tried(clerk, current)
    with pytest.raises(NotTried, match="写明不经试算即发布的理由"):
        publish_version(actor=chief, version=draft, valid_from=LATER, source="新文件")
    assert publish_version(
        actor=chief, version=draft, valid_from=LATER, source="新文件", reason="新政策首次施行"
    ).reason


def test_days_source_and_reason_are_asked_for(clerk, chief, current):
    decided()
    draft = tried(clerk, current)
    with pytest.raises(SourceMissing):
        publish_version(actor=chief, version=draft, valid_from=LATER, source=" ")
    with pytest.raises(ReasonMissing, match="早于今天"):
        publish_version(actor=chief, version=draft, valid_from=date(2018, 1, 1), source="新文件")
    with pytest.raises(PeriodUnsound):
        publish_version(actor=chief, version=draft, valid_from=LATER, valid_to=LATER, source="新文件")


def test_a_version_of_the_same_day_is_replaced_and_one_before_a_later_one_ends_there(clerk, chief, current):
    decided()
    later = publish_version(actor=chief, version=tried(clerk, current), valid_from=LATER, source="甲文件")
    other = [RawRow({**ROWS[0], "amount": "9000"})]
    same_day = publish_version(actor=chief, version=tried(clerk, current, other), valid_from=LATER, source="乙文件")
    later.refresh_from_db()
    assert (later.state, same_day.valid_from) == ("superseded", LATER)
    third = [RawRow({**ROWS[0], "amount": "7000"})]
    between = publish_version(
        actor=chief, version=tried(clerk, current, third), valid_from=date(2018, 8, 1), source="丙文件"
    )
    assert between.valid_to == LATER
    current.refresh_from_db()
    assert current.valid_to == date(2018, 8, 1)
    amounts = [decide(current.table, FACTS, day).outcome["amount"] for day in (TODAY, date(2018, 8, 1), LATER)]
    assert amounts == [5000, 7000, 9000]


def test_ending_a_version(clerk, chief, current):
    with pytest.raises(ReasonMissing):
        end_version(actor=chief, version=current, valid_to=LATER, reason=" ")
    with pytest.raises(PeriodUnsound):
        end_version(actor=chief, version=current, valid_to=date(2018, 1, 1), reason="文件废止")
    with pytest.raises(PermitRefused):
        end_version(actor=clerk, version=current, valid_to=LATER, reason="文件废止")
    for _ in range(2):
        assert end_version(actor=chief, version=current, valid_to=LATER, reason="文件废止").valid_to == LATER
    assert EventRow.objects.filter(name="decisions.version_ended").count() == 1
    with pytest.raises(PeriodUnsound, match="只能提前"):
        end_version(actor=chief, version=current, valid_to=date(2019, 1, 1), reason="文件废止")
    with pytest.raises(NoVersionInForce):
        decide(current.table, FACTS, LATER)


def test_a_published_version_and_a_discarded_draft_are_closed(clerk, chief, current):
    draft = draft_version(actor=clerk, table=current.table, based_on=current)
    with pytest.raises(ReasonMissing):
        discard_draft(actor=clerk, version=draft, reason="")
    for _ in range(2):
        assert discard_draft(actor=clerk, version=draft, reason="不再需要").state == "discarded"
    for version in (current, draft):
        with pytest.raises(DraftClosed):
            save_draft(actor=clerk, version=version, rows=HIGHER, revision=1)
        with pytest.raises(DraftClosed):
            try_version(actor=clerk, version=version)
    with pytest.raises(DraftClosed):
        publish_version(actor=chief, version=draft, valid_from=LATER, source="新文件")


def test_loading_leaves_a_table_alone_that_the_office_has_amended(clerk, chief, current):
    decided()
    publish_version(actor=chief, version=tried(clerk, current), valid_from=LATER, source="新文件")
    make_table(rows=[{"right_type": "invention", "amount": "1"}])
    assert decide(current.table, FACTS, TODAY).outcome["amount"] == 5000


def test_loading_again_does_not_touch_what_is_only_drafted(clerk, current):
    draft_version(actor=clerk, table=current.table, based_on=current)
    newer = make_table(rows=[{"right_type": "invention", "amount": "6000"}])
    current.refresh_from_db()
    assert (current.state, newer.number) == ("superseded", 3)
    assert decide(current.table, FACTS, TODAY, version=current.pk).outcome["amount"] == 5000


def test_drafts_are_seen_by_those_who_draft_or_publish(clerk, chief, current):
    draft = draft_version(actor=clerk, table=current.table, based_on=current)
    reader = actor("reader", "decisions.view")
    assert set(visible_versions(clerk)) == set(visible_versions(chief)) == {current, draft}
    assert set(visible_versions(reader)) == {current}
    assert not visible_versions(actor("stranger")).exists()


def test_a_decision_is_kept_only_in_the_transaction_that_decides(current):
    case = decided()
    assert case.facts["fee"] == "950"
    assert case.outcome == {"amount": "5000", "share": "50", "note_text": None}
    assert case.fired == [1]
    with pytest.raises(ValueError, match="kept version"), transaction.atomic():
        verdict = decide(current.table, FACTS, TODAY)
        record_case(current.table, "tests.case", 1, FACTS, type(verdict)(verdict.table, verdict.facts, 1, {}))


@pytest.mark.django_db(transaction=True)
def test_outside_of_a_transaction_nothing_is_kept():
    make_table()
    verdict = decide("tests.subsidy", FACTS, TODAY)
    with pytest.raises(RuntimeError):
        record_case("tests.subsidy", "tests.case", 1, FACTS, verdict)
    assert not DecidedCase.objects.exists()
