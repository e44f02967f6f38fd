"""A transfer to the police: thresholds of the day of the act, envelopes with their limits, refusal, supervision, filing."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.files.actions import receive_file
from qingzhi.base.files.testing import pdf_bytes
from qingzhi.base.permits import SYSTEM, PermitRefused
from qingzhi.domains.enforcement.testing.cases import make_penalty, walk
from qingzhi.engine.procedures.access import visible_cases
from qingzhi.engine.procedures.actions import attach, take_step
from qingzhi.engine.procedures.models import Case
from qingzhi.engine.procedures.refusals import AttachmentMissing, GuardRefused, ReasonMissing
from qingzhi.engine.procedures.terms import Outcome

from ..models import Handover
from ..queries.thresholds import reached
from ..refusals import ValueNotValid
from ..testing import body_of, make_rules, make_transfer, somebody

pytestmark = pytest.mark.django_db
FACTS = {
    "offence": "mark_counterfeit",
    "marks": 1,
    "repeated": False,
    "gain": 0,
    "turnover": 0,
    "total": 0,
    "loss": 0,
    "pieces": 0,
}


@pytest.fixture(autouse=True)
def _july():
    with clock.fixed(date(2018, 7, 2)):
        yield


def step(case: Case, role: str, code: str, note: str = "", **data: object) -> Case:
    case.refresh_from_db()
    return take_step(actor=somebody(role), case=case, step=code, revision=case.revision, data=data, note=note)


def papers(case: Case) -> None:
    for slot in ("letter", "report", "goods"):
        received = receive_file(actor=SYSTEM, name=f"{slot}.pdf", data=pdf_bytes(slot))
        attach(actor=somebody("office"), case=case, slot=slot, label=slot, received=received)


def sent(**values: object) -> Case:
    case = make_transfer(**values).case
    step(case, "chief", "approve")
    papers(case)
    return step(case, "office", "send")


# what was done, when, decided when → how many thresholds count (hand-made from §3 of the reference)
TABLE = [
    ({"turnover": 50_000}, date(2018, 3, 1), date(2018, 7, 2), 1),
    ({"turnover": 49_999}, date(2018, 3, 1), date(2018, 7, 2), 0),
    ({"turnover": 30_000, "marks": 2}, date(2018, 3, 1), date(2018, 7, 2), 1),
    ({"turnover": 30_000, "repeated": True}, date(2018, 3, 1), date(2018, 7, 2), 0),  # repetition counts since 2025 only
    ({"turnover": 30_000, "repeated": True}, date(2025, 4, 26), date(2025, 7, 2), 1),
    ({"offence": "mark_labels", "pieces": 10_000}, date(2025, 4, 25), date(2025, 7, 2), 0),  # the day before the new one
    ({"offence": "mark_labels", "pieces": 10_000}, date(2025, 4, 26), date(2025, 7, 2), 1),
    ({"offence": "mark_labels", "gain": 30_000}, date(2025, 4, 25), date(2025, 7, 2), 1),
    ({"offence": "patent_counterfeit", "loss": 400_000}, date(2018, 3, 1), date(2018, 7, 2), 0),
    ({"offence": "patent_counterfeit", "loss": 400_000}, date(2026, 3, 1), date(2026, 7, 2), 1),
    ({"offence": "mark_selling", "total": 150_000}, date(2018, 3, 1), date(2018, 7, 2), 1),
    ({"offence": "secrets", "repeated": True, "loss": 100_000}, date(2026, 3, 1), date(2026, 7, 2), 1),
    # 从旧兼从轻: the old law's hundred thousand of gain from selling copies is reached, and so is the new one's
    ({"offence": "copies_selling", "gain": 100_000}, date(2018, 3, 1), date(2026, 7, 2), 1),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "acted_on", "today", "count"), TABLE)
def test_thresholds_of_the_day_of_the_act(facts, acted_on, today, count):
    make_rules()
    finding = reached({**FACTS, **facts}, acted_on, today)
    assert len(finding.hits) == count and finding.told


def test_below_the_threshold_a_reason_of_suspicion_is_asked():
    with pytest.raises(ValueNotValid, match="没有达到追诉标准") as refused:
        make_transfer(amounts={"turnover": Decimal(10_000)})
    assert refused.value.field == "suspicion"
    made = make_transfer(amounts={"turnover": Decimal(10_000)}, suspicion="账本显示另有仓库")
    assert made.hits == [] and made.case.due_on == date(2018, 7, 5)  # three days: 第五条


def test_from_proposal_to_filing_and_goods():
    case = sent()
    envelope = Handover.objects.get(case=case)
    assert envelope.due_at - envelope.sent_at == timedelta(hours=24)
    assert envelope.receiver == case.dossier.police and envelope.files.count() == 3
    step(case, "police", "receive")
    case.refresh_from_db()
    assert case.due_on == date(2018, 7, 5)
    case = step(case, "police", "file", filing_number="示公立字〔2018〕1号")
    assert [one.reply for one in Handover.objects.filter(case=case)] == ["accept", "accept"]
    assert case.due_on == date(2018, 7, 5)  # three days for the goods
    case = step(case, "office", "hand_goods", handed_on="2018-07-02")
    assert case.outcome == Outcome.TRANSFERRED and case.dossier.goods_handed_on == date(2018, 7, 2)
    assert AuditEntry.objects.filter(action="coordination.answer").count() == 2


def test_refused_reviewed_supervised_filed():
    case = sent()
    step(case, "police", "receive")
    case = step(case, "police", "not_file", "现有证据不足以证明数额", reason="no_crime")
    assert case.dossier.refusal.startswith("没有犯罪事实")
    step(case, "office", "ask_review", "数额有账本为证")
    step(case, "police", "uphold", "维持", reason="slight")
    with pytest.raises(GuardRefused, match="已提请过复议"):
        step(case, "office", "ask_review", "再次")
    step(case, "office", "ask_supervision", "请监督立案")
    step(case, "procuratorate", "ask_reasons")
    case.refresh_from_db()
    assert case.due_on == date(2018, 7, 9)  # seven days: 第十条
    step(case, "police", "explain", "数额存疑")
    case = step(case, "procuratorate", "order", "理由不能成立")
    assert case.due_on == date(2018, 7, 17)  # fifteen days
    case = step(case, "police", "file", filing_number="示公立字〔2018〕2号")
    kinds = list(Handover.objects.filter(case=case).order_by("pk").values_list("kind", "reply"))
    assert kinds == [
        ("transfer", "accept"), ("filing", "refuse"), ("review", "refuse"), ("supervision", "accept"), ("explain", "accept"),
        ("judge", "accept"), ("order", "accept"),
    ]  # fmt: skip


def test_only_the_police_that_received_it_decide():
    from qingzhi.base.identity.testing import a_body

    case = sent()
    other = somebody("police", body=a_body("police2", "另一公安局"))
    with pytest.raises(PermitRefused, match="接收移送的公安机关"):
        take_step(actor=other, case=case, step="receive", revision=case.revision)
    with pytest.raises(PermitRefused):
        step(case, "office", "receive")
    assert not visible_cases(other).filter(pk=case.pk).exists()
    assert visible_cases(somebody("police")).filter(pk=case.pk).exists()


def test_before_it_is_sent_the_police_see_nothing():
    case = make_transfer().case
    assert not visible_cases(somebody("police")).filter(pk=case.pk).exists()


def test_nothing_is_sent_without_the_papers_and_nothing_refused_without_words():
    case = make_transfer().case
    step(case, "chief", "approve")
    with pytest.raises(AttachmentMissing, match="移送书"):
        step(case, "office", "send")
    case = make_transfer(suspect="另一示例酒业（虚构）").case
    with pytest.raises(ReasonMissing):
        step(case, "chief", "reject")
    assert step(case, "chief", "reject", "属一般违法").outcome == Outcome.REFUSED


def test_returned_for_papers_and_sent_again():
    case = sent()
    step(case, "police", "return_", "缺检验报告", reason="materials")
    case.refresh_from_db()
    assert case.state == "approved"
    step(case, "office", "send")
    replies = list(Handover.objects.filter(case=case).order_by("pk").values_list("reply", "reason"))
    assert replies == [("return", "materials"), ("", "")]


def test_silent_police_are_supervised_and_the_filing_answers_what_was_left():
    case = sent()
    with pytest.raises(GuardRefused, match="尚未逾期"):
        step(case, "office", "ask_supervision_silent", "没有签收")
    with clock.fixed(date(2018, 7, 4)):
        step(case, "office", "ask_supervision_silent", "没有签收")
        case = step(case, "procuratorate", "ask_reasons")
        assert case.due_on == date(2018, 7, 11)
        assert Handover.objects.get(case=case, kind="transfer").is_waiting  # they owe it still
        case = step(case, "police", "file", filing_number="示公立字〔2018〕3号")
    replies = dict(Handover.objects.filter(case=case).values_list("kind", "reply"))
    assert replies == {"transfer": "accept", "supervision": "accept", "explain": "accept"}


@pytest.mark.parametrize(("last", "state"), [("file", "transferred"), ("punish", "investigating")])
def test_the_penalty_case_waits_for_the_police_and_goes_on_or_ends(last, state):
    penalty = walk(make_penalty(body=body_of("office")).case, "assign", "propose_filing", "file")
    case = make_transfer(arises_from=penalty).case
    step(case, "chief", "approve")
    penalty.refresh_from_db()
    assert penalty.state == "with_police" and penalty.due_on is None
    papers(case)
    step(case, "office", "send")
    step(case, "police", "receive")
    if last == "file":
        step(case, "police", "file", filing_number="示公立字〔2018〕4号")
    else:
        step(case, "police", "not_file", "情节轻微", reason="slight")
        step(case, "office", "punish", "依法处罚")
    penalty.refresh_from_db()
    assert penalty.state == state
