"""Members of a panel who are experts find the vote in their inbox."""

import pytest

from qingzhi.base.events.bus import deliver_events
from qingzhi.base.identity.models import Subject
from qingzhi.base.identity.testing import a_body
from qingzhi.base.permits import SYSTEM, Actor
from qingzhi.domains.talent.testing import make_expert
from qingzhi.engine.scoring.actions import NewItem, cast_ballot, close_vote, open_vote, take_attendance
from qingzhi.engine.scoring.testing import make_thresholds
from qingzhi.engine.tasks.models import WorkItem

pytestmark = pytest.mark.django_db


def delivered():
    """Everything that was published, and what that published in turn."""
    for _ in range(3):
        deliver_events()


def test_members_of_a_panel_find_the_vote_in_their_inbox_until_they_have_voted():
    make_thresholds()
    one, two = make_expert("评委一"), make_expert("评委二")
    outsider = Subject.objects.create(kind="person", display_name="列席领导")
    members = [one.subject, two.subject, outsider]
    vote = open_vote(actor=SYSTEM, title="拟奖名单", body=a_body(), items=[NewItem("甲")], members=members)
    delivered()
    delivered()
    asked = WorkItem.objects.filter(kind="talent.vote")
    assert {each.holder_id for each in asked} == {
        one.subject_id,
        two.subject_id,
    }  # only experts have an inbox of their own
    take_attendance(actor=SYSTEM, vote=vote, present=members[:2])
    voter = Actor(kind="person", name=one.name, user_id=1, subject_id=one.subject_id, role="expert")
    cast_ballot(actor=voter, vote=vote, choices={vote.items.get().pk: "for"})
    close_vote(actor=SYSTEM, vote=vote)
    delivered()
    assert set(asked.values_list("holder_id", "outcome")) == {(one.subject_id, "done"), (two.subject_id, "cancelled")}
