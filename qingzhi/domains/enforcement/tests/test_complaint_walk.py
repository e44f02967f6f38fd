"""The walking path of a complaint: form → receipt → question and answer → two cases → told → satisfied, and new evidence later."""

from datetime import date

import pytest

from qingzhi.base import clock
from qingzhi.base.events.bus import deliver_events
from qingzhi.base.permits import PUBLIC, PermitRefused
from qingzhi.engine.procedures.actions import take_step
from qingzhi.engine.procedures.models import Case
from qingzhi.engine.procedures.refusals import FormWrong, GuardRefused
from qingzhi.engine.tasks.models import WorkItem

from ..actions import complaint_receiving
from ..actions.complaint_following import note_seen, reply, tell_satisfaction, withdraw_complaint
from ..actions.complaint_receiving import receive_complaint
from ..models import ComplaintRoute
from ..queries.complaint_page import plain_routes, plain_timeline, question_of
from ..queries.complaint_ways import routing_of
from ..queries.receipts import verdict_on_receipt
from ..refusals import ValueNotValid
from ..refusals.complaints import NotOpen, RatedAlready
from ..terms.complaints import Place, RightType, Role, Solved, Way, Wish
from ..testing.complaints import make_complaint, make_complaint_rules, officer, pieces, stand_in, told

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _july():
    with clock.fixed(date(2018, 7, 2)):
        yield


def step(case: Case, code: str, **values: object) -> Case:
    case.refresh_from_db()
    return take_step(actor=values.pop("actor", officer()), case=case, step=code, revision=case.revision, **values)


def test_from_complaint_to_satisfaction():
    stand_in(Way.PENALTY)
    complaint = make_complaint(with_pieces=pieces("我家门口.jpg"))
    case = complaint.case
    assert (case.state, case.body.code) == ("received", "qh-ip")
    assert case.due_on == date(2018, 7, 11)  # 7 working days from Monday
    receipt = complaint.receipts.get()
    assert verdict_on_receipt(receipt.code, case.evidence.get().sha256).file_line.startswith("证据1")
    case = step(case, "ask", note="请问是哪天买的？")
    assert case.due_on is not None and question_of(case) == "请问是哪天买的？"
    with clock.fixed(date(2018, 7, 5)):
        assert reply(complaint=complaint, text="五月二十日，发票还在", pieces=pieces("发票.jpg")).number == 2
        case.refresh_from_db()
        assert (case.state, case.due_on) == ("received", date(2018, 7, 13))  # the 3rd and 4th stood still
        case = step(case, "route", data={"ways": ["grievance", "penalty"]})
    assert [one.way for one in complaint.routes.all()] == ["grievance", "penalty"]
    targets = [one.target for one in ComplaintRoute.objects.select_related("target")]
    assert len({one.pk for one in targets}) == 2 and all(one.links.get().to_id == case.pk for one in targets)
    with pytest.raises(GuardRefused, match="还有案件没有办结"):
        step(case, "results_in")
    for one in targets:
        if one.procedure == "enforcement.grievance":
            step(step(one, "accept"), "agree", data={"agreement": "退款八百元"})
        else:
            Case.objects.filter(pk=one.pk).update(closed_at=clock.now(), outcome="closed", state="closed")
    deliver_events()
    case.refresh_from_db()
    assert (case.state, case.due_on) == ("telling", date(2018, 7, 9))
    case = step(case, "tell", data={"result": "商家已经退款，假冒专利已立案查处。", "solved": "yes"})
    complaint.refresh_from_db()
    assert complaint.result and complaint.staff_solved == "yes" and case.outcome == "closed"
    rated = tell_satisfaction(complaint=complaint, responded=True, solved=Solved.PARTLY, content=3)
    assert (rated.solved, complaint.staff_solved) == ("partly", "yes")  # each keeps its own view
    with pytest.raises(RatedAlready):
        tell_satisfaction(complaint=complaint, responded=True, solved=Solved.YES, content=5)


def test_a_closed_complaint_still_hears_and_may_be_taken_up_again():
    complaint = make_complaint()
    step(complaint.case, "refuse", note="不是知识产权的事")
    given = reply(complaint=complaint, text="又找到了证据", pieces=pieces("新.jpg"))
    item = WorkItem.objects.get(kind="enforcement.complaint_news", closed_at=None)
    assert given.number == 2 and "办结后补充的证据" in item.title and complaint.case.evidence.count() == 1
    assert step(complaint.case, "reopen", note="新证据有关").state == "received"
    assert not WorkItem.objects.filter(kind="enforcement.complaint_news", closed_at=None).exists()
    reply(complaint=complaint, text="还有一句话")
    with pytest.raises(PermitRefused):
        note_seen(actor=PUBLIC, complaint=complaint)
    assert len(note_seen(actor=officer(), complaint=complaint)) == 1


def test_what_goes_to_others_alone_is_told_at_once():
    complaint = make_complaint(right_type=RightType.COPYRIGHT, wishes=(Wish.PUNISH, Wish.DAMAGES), role=Role.HOLDER)
    proposals = routing_of(complaint).proposals
    assert [(one.way, one.body and one.body.code) for one in proposals] == [
        (Way.OTHER_BODY, "qh-culture"),
        (Way.CIVIL, None),
    ]
    step(complaint.case, "route", data={"ways": ["other_body", "civil"], "body": str(proposals[0].body.pk)})
    deliver_events()
    complaint.case.refresh_from_db()
    assert complaint.case.state == "telling"
    assert [one.state for one in plain_routes(complaint)] == [
        "已转送省版权局",
        "行政机关不判赔偿，可以协商、调解或起诉",
    ]


@pytest.mark.parametrize(
    ("values", "ways"),
    [
        ({"wishes": (Wish.MEDIATE,)}, {"grievance"}),
        ({"wishes": (Wish.MEDIATE, Wish.PUNISH)}, {"grievance", "penalty"}),
        ({"wishes": (Wish.STOP,), "role": Role.HOLDER}, {"adjudication"}),
        ({"wishes": (Wish.STOP, Wish.DAMAGES), "role": Role.LICENSEE}, {"adjudication", "civil"}),
        ({"wishes": (Wish.STOP,), "role": Role.OTHER}, set()),  # nobody else may ask for it
        ({"wishes": (Wish.STOP,), "role": Role.HOLDER, "right_type": RightType.TRADEMARK}, {"penalty"}),
        ({"wishes": (Wish.PUNISH,), "right_type": RightType.VARIETY}, {"other_body"}),
        ({"wishes": (Wish.PUNISH,), "place": Place.CUSTOMS}, {"other_body"}),
        ({"wishes": (Wish.MEDIATE,), "role": Role.HOLDER}, set()),  # no consumer
    ],
)
def test_ways_by_the_table(values, ways):
    assert {one.way.value for one in routing_of(make_complaint(**values)).proposals} == ways


def test_other_ways_than_the_table_s_need_a_reason_and_a_body():
    complaint = make_complaint(wishes=(Wish.MEDIATE,))
    for data, message in (
        ({"ways": ["civil"]}, "写明理由"),
        ({"ways": ["other_body"], "why": "不归我们"}, "转送哪个机关"),
    ):
        with pytest.raises(FormWrong, match=message):
            step(complaint.case, "route", data=data)
    assert not complaint.routes.exists()


def test_the_same_form_twice_is_one_complaint():
    make_complaint_rules()
    first, again = (receive_complaint(actor=PUBLIC, told=told(), request_key="k" * 32) for _ in range(2))
    assert first.pk == again.pk and Case.objects.filter(procedure="enforcement.complaint").count() == 1


def test_two_clicks_at_the_same_moment_are_one_complaint(monkeypatch):
    make_complaint_rules()
    first = receive_complaint(actor=PUBLIC, told=told(), request_key="k" * 32)
    answers = iter([None, first])  # the second click looked before the first had written
    monkeypatch.setattr(complaint_receiving, "_known", lambda key: next(answers))
    assert receive_complaint(actor=PUBLIC, told=told(), request_key="k" * 32) == first
    assert Case.objects.filter(procedure="enforcement.complaint").count() == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [({"accused": " "}, "accused"), ({"facts": ""}, "facts"), ({"wishes": ()}, "wishes"),
     ({"happened_on": date(2018, 7, 3)}, "happened_on"), ({"name": "李某"}, "contact"), ({"contact": "139"}, "name")],
)  # fmt: skip
def test_what_is_missing_is_named_by_its_field(values, field):
    make_complaint_rules()
    with pytest.raises(ValueNotValid) as refused:
        receive_complaint(actor=PUBLIC, told=told(**values))
    assert refused.value.field == field and not Case.objects.exists()


def test_withdrawn_only_before_it_went_anywhere():
    complaint = make_complaint("handling")
    with pytest.raises(NotOpen):
        withdraw_complaint(complaint=complaint, reason="")
    other = make_complaint("asking")
    assert withdraw_complaint(complaint=other, reason="已经和解").outcome == "withdrawn"
    assert withdraw_complaint(complaint=other, reason="").outcome == "withdrawn"  # the same click again


def test_the_complainant_reads_no_officer_s_name():
    complaint = make_complaint()
    step(complaint.case, "ask", note="请补充", actor=officer(name="王办案"))
    reply(complaint=complaint, text="好的")
    entries = plain_timeline(Case.objects.get(pk=complaint.case_id))
    assert [one.who for one in entries] == ["你", "省知识产权局", "你"] and "王办案" not in str(entries)


def test_a_complaint_is_routed_by_the_table_of_its_day():
    with clock.fixed(date(2026, 4, 15)):
        complaint = make_complaint(right_type=RightType.COPYRIGHT, wishes=(Wish.PUNISH,))
        version = routing_of(complaint).version
    assert version != routing_of(make_complaint()).version
