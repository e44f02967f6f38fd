"""Reviews of dossiers: drawn from a seed that was bound before, scored by dated criteria, corrected; figures that open to their rows."""

from datetime import date
from decimal import Decimal
from hashlib import sha256

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.identity.models import Body
from qingzhi.base.identity.testing import a_body, a_region, an_account
from qingzhi.base.permits import SYSTEM, PermitRefused, Scope
from qingzhi.engine.procedures.models import Case, CaseClock
from qingzhi.engine.tasks.queries import open_items_about

from ..actions.review import answer_correction, close_review, confirm_correction, draw_dossiers, score_dossier
from ..models import Remedy
from ..queries.performance import officers_of_body, performance_of, records
from ..queries.review import drawn_again, how_many
from ..refusals import ValueNotValid
from ..refusals.review import OwnDossier, ReviewNotOpen
from ..terms.review import Measure
from ..testing.decisions import a_decision, someone
from ..testing.online import officer
from ..testing.review import closed_case, make_review, make_review_rules, reviewer

pytestmark = pytest.mark.django_db
ALL = {"subject": "100", "facts": "90", "law": "100", "procedure": "60", "papers": "80"}
FOUND = {"facts": "证据清单不全", "procedure": "送达超期", "papers": "目录缺页"}


@pytest.fixture(autouse=True)
def _march():
    with clock.fixed(date(2022, 3, 31)):
        yield


def drawn(cases: int = 4, **values):
    review = make_review(**values)
    made = [closed_case(number) for number in range(cases)]
    return draw_dossiers(actor=reviewer(), review=review), made


def sheet(**changes):
    points = {code: Decimal(value) for code, value in ALL.items()}
    return {"points": points, "findings": FOUND, "opinion": "基本规范", "to_correct": "", **changes}


@pytest.mark.parametrize(("whole", "count"), [(1, 1), (3, 3), (4, 3), (60, 3), (61, 4), (200, 10), (201, 11)])
def test_how_many_by_the_dated_rows(whole, count):
    make_review_rules()
    assert how_many(whole, date(2022, 3, 31)) == count


def test_the_seed_is_bound_first_and_anybody_draws_again():
    review = make_review()
    bound = review.seed_hash
    assert review.seed == "" and drawn_again(review) == []
    for number in range(5):
        closed_case(number)
    found = draw_dossiers(actor=reviewer(), review=review)
    assert sha256(found.seed.encode()).hexdigest() == bound and len(found.numbers) == 5
    key = sha256(
        f"{found.seed}\n\n{sha256(chr(10).join(['', *found.numbers]).encode()).hexdigest()}".encode()
    ).hexdigest()
    order = sorted(found.numbers, key=lambda one: sha256(f"{key}:sample:{one}".encode()).hexdigest())
    assert [one.case.number for one in found.dossiers.all()] == order[:3]
    assert all(one.holds for one in drawn_again(found))
    found.numbers = found.numbers[1:]
    assert not all(one.holds for one in drawn_again(found))
    with pytest.raises(ReviewNotOpen, match="评查中"):
        draw_dossiers(actor=reviewer(), review=review)


def test_an_agreed_public_number_is_asked_for():
    review = make_review(public_number_is="次日开奖号码")
    closed_case(1)
    with pytest.raises(ValueNotValid, match="次日开奖号码"):
        draw_dossiers(actor=reviewer(), review=review)
    assert draw_dossiers(actor=reviewer(), review=review, public_number="08 12").dossiers.count() == 1


def test_scored_corrected_confirmed_and_closed():
    review, _ = drawn()
    first, *others = review.dossiers.all()
    with pytest.raises(ValueNotValid, match="扣分的须写明"):
        score_dossier(actor=reviewer(), dossier=first, **sheet(findings={}))
    scored = score_dossier(actor=reviewer(), dossier=first, **sheet(to_correct="补正送达回证"))
    # 100×10% + 90×30% + 100×20% + 60×25% + 80×15%
    assert (scored.total, scored.state) == (Decimal("84.00"), "correcting")
    item = open_items_about(scored).get()
    assert (item.body, item.due_on) == (scored.case.body, date(2022, 4, 22))  # fifteen working days over Qingming
    with pytest.raises(ReviewNotOpen, match="已评查"):
        score_dossier(actor=reviewer(), dossier=first, **sheet())
    with pytest.raises(PermitRefused):
        answer_correction(actor=someone(90, "enforcement.case.view"), dossier=first, text="已补正")
    answer_correction(actor=officer(), dossier=first, text="已补正")
    assert confirm_correction(actor=reviewer(), dossier=first, returned_why="回证没有签名").state == "correcting"
    answer_correction(actor=officer(), dossier=first, text="已补签")
    assert confirm_correction(actor=reviewer(), dossier=first).state == "done"
    with pytest.raises(ReviewNotOpen, match="还有2份"):
        close_review(actor=reviewer(), review=review)
    for one in others:
        score_dossier(actor=reviewer(), dossier=one, **sheet())
    assert close_review(actor=reviewer(), review=review).state == "closed"
    assert AuditEntry.objects.filter(action="enforcement.confirm_correction").count() == 2


def test_nobody_reviews_his_own():
    review, _ = drawn(1)
    dossier = review.dossiers.get()
    person = an_account("owner", "承办人").person
    Case.objects.filter(pk=dossier.case_id).update(owner=person)
    from dataclasses import replace

    with pytest.raises(OwnDossier):
        score_dossier(actor=replace(reviewer(), subject_id=person.subject_id), dossier=dossier, **sheet())


def test_figures_open_to_their_rows_and_small_counts_are_not_ranked():
    make_review_rules()
    county = a_body("county", "示例县局", a_region("630121", "示例县"))
    one = closed_case(1)
    two = closed_case(2, county)
    CaseClock.objects.filter(case__in=(one, two)).update(ended_on=date(2022, 3, 31), due_on=date(2022, 3, 31))
    CaseClock.objects.bulk_create([
        CaseClock(case=one, code=f"x{n}", label="示例", limit="x", started_on=date(2022, 3, 1), due_on=date(2022, 3, 20),
                  ended_on=date(2022, 3, 20 if n else 21)) for n in range(9)
    ])  # fmt: skip
    decision = a_decision(one, decided_on=date(2022, 3, 30))
    Remedy.objects.create(
        case=one,
        decision=decision,
        kind="reconsideration",
        authority="示例",
        accepted_on=date(2022, 3, 30),
        outcome="revoked",
    )
    found = performance_of(SYSTEM, 2022)
    office, small = found.rows
    assert (office.ended, office.kept, office.missed, office.decisions, office.reversed, office.rank) == (
        10,
        9,
        1,
        1,
        1,
        1,
    )
    assert (small.name, small.rank, small.ended) == (county.short_name, None, 1)
    assert found.below == 50.0
    everybody = Body.objects.all()
    counts = {measure: records(measure, 2022, everybody).count() for measure in Measure}
    assert counts == {Measure.CASES: 2, Measure.ENDED: 11, Measure.KEPT: 10, Measure.MISSED: 1, Measure.LATE: 0, Measure.DECISIONS: 1,
                      Measure.REVERSED: 1, Measure.REVIEWED: 0}  # fmt: skip
    assert [row.name for row in performance_of(someone(5, "enforcement.performance.view", body=county), 2022).rows] == [
        county.short_name
    ]
    assert officers_of_body(a_body(), 2022) == [] and Scope.BODY
