"""What follows in the register from a review: the seat in the expert's inbox, reminders, settled items, the engagement."""

from datetime import date, datetime

import pytest

from qingzhi.base import clock
from qingzhi.base.events.bus import deliver_events
from qingzhi.base.identity.models import Subject
from qingzhi.base.identity.testing import a_body, a_post, a_role, an_account
from qingzhi.base.permits import SYSTEM
from qingzhi.domains.talent.actions.reminding import remind_of_terms
from qingzhi.domains.talent.models import ExpertEngagement
from qingzhi.domains.talent.testing import make_expert
from qingzhi.engine.limits.testing import make_limit
from qingzhi.engine.messages.models import Message
from qingzhi.engine.scoring.actions import close_round, decline_seat, remind_experts
from qingzhi.engine.scoring.models import Round, Seat, Sheet
from qingzhi.engine.scoring.testing import expert_of, make_drawn_round, score
from qingzhi.engine.tasks.models import WorkItem

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day():
    with clock.fixed(datetime(2018, 7, 2, 9)):
        yield


def delivered():
    """Everything that was published, and what that published in turn."""
    for _ in range(3):
        deliver_events()


def asked_of(seat):
    return WorkItem.objects.filter(kind="talent.review", subject_id=str(seat.pk))


def test_a_review_from_the_draw_to_the_experts_record():
    round_ = make_drawn_round(entries=1, experts=7, quota=5, signed=True)
    seats = list(Seat.objects.filter(group__round=round_).order_by("pk"))
    experts = [
        make_expert(seat.candidate.name, subject=Subject.objects.get(pk=seat.candidate.subject_id)) for seat in seats
    ]
    delivered()
    assert {one.holder_id for one in WorkItem.objects.filter(kind="talent.review", closed_at=None)} == {
        seat.candidate.subject_id for seat in seats
    }
    assert Message.objects.filter(key=f"talent.seat.{seats[0].pk}").count() == 1

    for sheet in Sheet.objects.filter(seat__in=seats[:4]):
        score(sheet, 80)
    delivered()
    assert (asked_of(seats[0]).get().outcome, asked_of(seats[4]).get().closed_at) == ("done", None)
    remind_experts(actor=SYSTEM, round_=Round.objects.get(pk=round_.pk))
    delivered()
    reminded = set(Message.objects.filter(key__endswith="2018-07-02").values_list("recipient", flat=True))
    assert reminded == {seats[4].candidate.subject_id}, "only who has something left to do"

    close_round(actor=SYSTEM, round_=Round.objects.get(pk=round_.pk), reason="一位专家未评")
    delivered()
    assert asked_of(seats[4]).get().outcome == "cancelled"
    assert set(ExpertEngagement.objects.values_list("expert", flat=True)) == {one.pk for one in experts[:4]}
    assert "评审专家" in experts[0].engagements.get().role


def test_who_declines_is_asked_no_more_and_the_next_is():
    round_ = make_drawn_round(entries=1, experts=7, quota=5)
    delivered()
    gone = Seat.objects.filter(group__round=round_).order_by("pk")[0]
    decline_seat(actor=expert_of(gone), seat=gone, reason="出差")
    delivered()
    assert asked_of(gone).get().outcome == "cancelled"
    sitting = {seat.pk for seat in Seat.objects.filter(group__round=round_) if seat.sits}
    assert {int(one.subject_id) for one in WorkItem.objects.filter(kind="talent.review", closed_at=None)} == sitting


def test_the_keeper_hears_of_terms_that_end_once_for_each_mark():
    for code, days in (("first", 60), ("last", 15)):
        make_limit(f"talent.term.remind.{code}", days, counting="calendar")
    keeper = an_account("keeper", "祁永寿")
    a_post(keeper, a_role("keeper", "talent.register"), a_body())
    ending, other = make_expert("王致远", valid_to=date(2018, 8, 31)), make_expert("卓玛措", valid_to=date(2018, 9, 1))
    make_expert("才让")  # without an end
    told = Message.objects.filter(kind="talent.term").order_by("id")
    assert remind_of_terms() == 1
    assert remind_of_terms() == 1 and told.count() == 1
    assert "2018-08-31" in told[0].title and ending.number in told[0].text and other.name not in told[0].text
    with clock.fixed(date(2018, 8, 20)):
        remind_of_terms()
        assert told.count() == 4  # the other's first, and the last mark of both
    with clock.fixed(date(2018, 9, 3)):
        assert remind_of_terms() == 0
