"""The life of a report, as a table."""

import pytest

from qingzhi.domains.plan.rules import progress
from qingzhi.domains.plan.rules.progress import ACCEPT, RETURN, REVISE, SAVE, SUBMIT, Content
from qingzhi.domains.plan.terms import ReportState as S

OPEN_ROUND = {
    (S.OWED, SAVE): S.DRAFT,
    (S.OWED, SUBMIT): S.SUBMITTED,
    (S.DRAFT, SAVE): S.DRAFT,
    (S.DRAFT, SUBMIT): S.SUBMITTED,
    (S.SUBMITTED, RETURN): S.RETURNED,
    (S.SUBMITTED, ACCEPT): S.ACCEPTED,
    (S.RETURNED, SAVE): S.RETURNED,
    (S.RETURNED, SUBMIT): S.SUBMITTED,
}


@pytest.mark.parametrize("state", list(S))
@pytest.mark.parametrize("verb", [SAVE, SUBMIT, RETURN, ACCEPT, REVISE])
def test_every_verb_in_every_state_of_an_open_round(state, verb):
    found = progress.move(verb, state, locked=False)
    assert found.to == OPEN_ROUND.get((state, verb))
    assert bool(found) is ((state, verb) in OPEN_ROUND)
    assert found.allowed or found.reason


@pytest.mark.parametrize("state", list(S))
@pytest.mark.parametrize("verb", [SAVE, SUBMIT, RETURN, ACCEPT, REVISE])
def test_a_locked_round_changes_only_by_revision_of_what_was_accepted(state, verb):
    assert bool(progress.move(verb, state, locked=True)) is (verb == REVISE and state is S.ACCEPTED)


@pytest.mark.parametrize(
    ("content", "fields"),
    [
        (Content("办了", 30), []),
        (Content("", 30), ["text"]),
        (Content("  ", None), ["text", "percent"]),
        (Content("办了", 101), ["percent"]),
        (Content("办了", 20, last_percent=30), ["problems"]),
        (Content("办了", 20, problems="经费未到位", last_percent=30), []),
        (Content("办了", 100, expects_evidence=True), ["evidence"]),
        (Content("办了", 100, expects_evidence=True, evidence_count=1), []),
        (Content("办了", 100), []),
    ],
)
def test_what_keeps_a_report_from_being_handed_in(content, fields):
    assert list(progress.faults(content)) == fields


@pytest.mark.parametrize(
    ("content", "gap"),
    [
        (Content("办了", 30, expects_evidence=True), True),
        (Content("办了", 30, expects_evidence=True, evidence_count=1), False),
        (Content("办了", 30, last_percent=30, expects_evidence=True), False),
        (Content("办了", 30), False),
    ],
)
def test_progress_without_the_evidence_that_is_expected_is_a_gap(content, gap):
    assert bool(progress.evidence_gap(content)) is gap
