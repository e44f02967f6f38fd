"""A fine that is paid later or in parts: asked for, granted by another, late part by part; a penalty on the spot."""

from datetime import date
from decimal import Decimal

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.permits import PermitRefused
from qingzhi.engine.documents.queries import documents_about
from qingzhi.engine.procedures.actions import take_step
from qingzhi.engine.procedures.models import Case
from qingzhi.engine.procedures.refusals import FormWrong, GuardRefused

from ..models import Decision, PaymentRelief
from ..procedures.penalty_after import surcharge_of
from ..refusals import ValueNotValid
from ..refusals.cases import OfficersMissing
from ..testing.cases import make_on_the_spot, make_penalty, walk
from ..testing.decisions import someone

pytestmark = pytest.mark.django_db
FIRST = date(2022, 3, 1)
TWO = "2022-04-01 30000\n2022-05-06 50000"


@pytest.fixture(autouse=True)
def _march():
    with clock.fixed(FIRST):
        yield


def punished():
    case = walk(
        make_penalty(facts="少量").case,
        "assign",
        "propose_filing",
        "file",
        "finish",
        "propose",
        "pass_review",
        "notify",
    )
    return walk(case, "note_statement", "to_decision", "decide", "serve")


@pytest.mark.parametrize(
    ("parts", "refusal"),
    [
        ("2022-04-01 30000", "合计须等于罚款 80,000.00 元"), ("2022-03-01 80000", "须晚于今天"), ("四月 80000", "看不懂"),
        ("2022-05-06 50000\n2022-04-01 30000", "依次往后"), ("2022-04-01 90000\n2022-05-06 -10000", "合计须等于"), ("2022-04-01 NaN", "金额不对"),
    ],
)  # fmt: skip
def test_a_plan_is_the_fine_in_days_to_come(parts, refusal):
    with pytest.raises((ValueNotValid, FormWrong), match=refusal):
        walk(punished(), "ask_relief", parts=parts)
    assert not PaymentRelief.objects.exists()


def test_in_two_parts_and_late_with_the_second():
    case = walk(punished(), "ask_relief", parts=TWO)
    both = someone(1, "enforcement.case.handle", "enforcement.case.approve", "documents.issue")
    with pytest.raises(PermitRefused, match="另一人"):
        take_step(actor=both, case=case, step="grant_relief", revision=case.revision)
    case = walk(case, "grant_relief")
    relief = PaymentRelief.objects.get()
    assert relief.granted and relief.document.title == "延期（分期）缴纳罚款通知书"
    assert AuditEntry.objects.filter(action="enforcement.decide_relief").count() == 1
    with clock.fixed(date(2022, 3, 17)):
        case = walk(case, "pay", amount="5000")  # what was confiscated had to be paid in time
        with pytest.raises(GuardRefused, match="2022-04-01"):
            walk(case, "demand")
    with clock.fixed(date(2022, 4, 1)):
        case = walk(case, "pay", amount="30000")
    with clock.fixed(date(2022, 5, 6)), pytest.raises(GuardRefused, match="2022-05-06"):
        walk(case, "demand")
    with clock.fixed(date(2022, 5, 8)):
        assert surcharge_of(case, date(2022, 5, 8)) == Decimal(
            3000
        )  # two days of the second part; the first came in time
        assert walk(case, "demand").state == "demanded"


def test_refused_it_is_due_as_before():
    case = walk(walk(punished(), "ask_relief", parts=TWO), "refuse_relief")
    assert PaymentRelief.objects.get().granted is False
    with clock.fixed(date(2022, 3, 17)):
        assert walk(case, "demand").state == "demanded"


@pytest.mark.parametrize(
    ("on", "person", "fine", "collected", "refusal"),
    [
        (FIRST, False, "3000", "0", ""), (FIRST, False, "3000.01", "0", "不超过 3000"), (FIRST, True, "200", "100", ""),
        (FIRST, True, "201", "0", "不超过 200"), (FIRST, True, "200", "101", "当场收缴"),
        (date(2018, 7, 2), False, "1001", "0", "不超过 1000"), (date(2018, 7, 2), True, "50", "20", ""), (date(2018, 7, 2), True, "51", "0", "不超过 50"),
    ],
)  # fmt: skip
def test_how_much_may_be_fined_on_the_spot(on, person, fine, collected, refusal):
    with clock.fixed(on):
        case = make_on_the_spot(is_person=person).case
        if refusal:
            with pytest.raises(GuardRefused, match=refusal):
                walk(case, "punish", fine=fine, collected=collected)
            return
        case = walk(case, "punish", fine=fine, collected=collected)
    made = Decision.objects.get(case=case)
    assert (made.fine, made.effective_on, case.state) == (Decimal(fine), on, "served")
    assert {one.title for one in documents_about(case)} == {"当场行政处罚决定书"}


def test_on_the_spot_from_the_check_to_the_end():
    with pytest.raises(OfficersMissing):
        make_on_the_spot(officers=1)
    made = make_on_the_spot()
    assert make_on_the_spot().pk == made.pk  # two clicks
    case = walk(made.case, "punish", collected="0")
    assert case.due_on == date(2022, 3, 10)  # to be handed in: seven working days
    case = walk(case, "pay", "fulfilled")
    with pytest.raises(GuardRefused, match="还没有交存备案"):
        walk(case, "close")
    case = walk(case, "hand_in_closing", "close")
    assert case.outcome == "closed" and not case.clocks.filter(ended_on=None).exists()


def test_what_is_too_much_for_the_spot_goes_the_ordinary_way():
    case = walk(make_on_the_spot().case, "to_ordinary")
    ordinary = Case.objects.get(procedure="enforcement.penalty")
    assert case.outcome == "transferred" and ordinary.dossier.party_name == case.dossier.party_name
    assert ordinary.links.get().to_id == case.pk
