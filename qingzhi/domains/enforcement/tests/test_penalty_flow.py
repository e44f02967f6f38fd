"""A penalty case: two officers, the table's range, four eyes, the party's days, decision, service, court; what is refused."""

from datetime import date

import pytest

from qingzhi.base import clock
from qingzhi.base.audit.models import AuditEntry
from qingzhi.base.events.models import EventRow
from qingzhi.base.identity.testing import a_body
from qingzhi.base.permits import PermitRefused
from qingzhi.engine.documents.queries import documents_about
from qingzhi.engine.procedures.actions import take_step
from qingzhi.engine.procedures.models import CaseClock
from qingzhi.engine.procedures.refusals import CaseMoved, FormWrong, GuardRefused

from ..actions.finality import settle_decisions
from ..actions.opening import open_penalty
from ..actions.staffing import enter_certificate, exclude_person
from ..models import Decision, OfficerCertificate
from ..refusals.cases import Excluded
from ..rules.complaint_targets import opener_of
from ..terms.penalty import Offence, Source
from ..testing.cases import chief, make_case_rules, make_penalty, officer, reviewer, walk
from ..testing.complaints import make_complaint
from ..testing.complaints import officer as complaint_officer
from ..testing.decisions import someone

pytestmark = pytest.mark.django_db
TUESDAY = date(2022, 3, 1)


@pytest.fixture(autouse=True)
def _march():
    with clock.fixed(TUESDAY):
        yield


def take(case, step, actor, **data):
    return take_step(actor=actor, case=case, step=step, revision=case.revision, data=data, note="理由")


def to_notice(case):
    return walk(case, "assign", "propose_filing", "file", "finish", "propose", "pass_review", "notify")


def test_from_clue_to_payment():
    case = make_penalty().case
    assert case.due_on == date(2022, 3, 22)
    case = to_notice(case)
    dossier = case.dossier
    assert (dossier.fine_least, dossier.fine_most, dossier.severity) == (150_000, 350_000, "ordinary")
    assert dossier.may_hear and dossier.needs_collective and dossier.filed_on == TUESDAY
    assert {one.code: one.due_on for one in CaseClock.objects.filter(case=case, ended_on=None)} == {
        "decide": date(2022, 5, 30), "statement": date(2022, 3, 8),
    }  # fmt: skip
    with pytest.raises(GuardRefused, match="陈述申辩期限到 2022-03-08"):
        walk(case, "to_collective")
    with clock.fixed(date(2022, 3, 9)):
        case = walk(case, "to_collective", "discuss", "decide", "serve")
        made = Decision.objects.get(case=case)
        assert (made.fine, made.confiscated, made.effective_on) == (200_000, 5_000, date(2022, 3, 9))
        assert (
            made.number == made.document.number
            and made.severity == "一般处罚"
            and "罚款人民币200,000.00元" in made.content
        )
        case = walk(case, "pay", amount="5000")
        with pytest.raises(GuardRefused, match="还有 200,000"):
            walk(case, "fulfilled")
        case = walk(case, "pay", "fulfilled", "close")
    assert case.outcome == "closed"
    kinds = {one.kind.split(".")[1] for one in documents_about(case)}
    assert kinds == {"filing", "penalty_notice", "penalty_decision", "service_proof", "closing"}
    assert EventRow.objects.filter(name="enforcement.decision_effective").count() == 1
    assert AuditEntry.objects.filter(action="enforcement.make_decision").count() == 1


def test_two_officers_with_certificates_of_the_day_none_excluded():
    case = make_penalty().case
    with pytest.raises(GuardRefused, match="不得少于两人"):
        walk(case, "propose_filing")
    first = OfficerCertificate.objects.order_by("number").first()
    with pytest.raises(FormWrong):
        take(case, "assign", officer(), certificates=["999999"])
    with pytest.raises(Exception, match="不得少于两人"):
        take(case, "assign", officer(), certificates=[str(first.pk)])
    case = walk(case, "assign")
    enter_certificate(
        actor=chief(),
        person=first.person,
        body=first.body,
        number=first.number,
        valid_from=first.valid_from,
        valid_to=TUESDAY,
    )
    with pytest.raises(GuardRefused, match=r"执法证.*今天无效"):
        walk(case, "propose_filing")
    enter_certificate(
        actor=chief(), person=first.person, body=first.body, number=first.number, valid_from=first.valid_from
    )
    exclude_person(actor=chief(), case=case, person=first.person, reason="与当事人有近亲属关系")
    with pytest.raises(GuardRefused, match="不得少于两人"):
        walk(case, "propose_filing")
    with pytest.raises(FormWrong):
        take(case, "assign", officer(), certificates=[str(first.pk)])  # who is excluded is not offered
    others = list(OfficerCertificate.objects.order_by("number")[1:3])
    case = take(case, "assign", officer(), certificates=[str(one.pk) for one in others])
    assert walk(case, "propose_filing").state == "filing"
    from ..actions.staffing import assign_officers

    with pytest.raises(Excluded):
        assign_officers(actor=officer(), case=case, certificates=[first, *others])


def test_what_is_proposed_fits_the_table_of_filing():
    case = walk(make_penalty(facts="轻微").case, "assign")
    with pytest.raises(GuardRefused, match="没有证据"):
        walk(case, "propose_filing", evidence="no", proposed="file")
    filed = walk(make_penalty().case, "assign")
    with pytest.raises(GuardRefused, match="应当立案"):
        walk(filed, "propose_filing", proposed="leave")
    with pytest.raises(GuardRefused, match="已超过追责时效"):
        walk(filed, "propose_filing", acted_to="2020-02-28")
    assert walk(case, "propose_filing", "leave").outcome == "refused"


def test_the_fine_stays_within_the_law_and_outside_of_the_grade_only_with_a_reason():
    case = walk(make_penalty().case, "assign", "propose_filing", "file", "finish")
    with pytest.raises(FormWrong, match=r"法定罚款为 0\.00 至 500,000\.00"):
        walk(case, "propose", fine="500001")
    with pytest.raises(FormWrong, match="写明理由"):
        walk(case, "propose", fine="100000")
    case = walk(case, "propose", fine="100000", outside="主动召回")
    assert case.state == "review" and case.dossier.penalty_told["outside"] == "主动召回"


def test_a_lighter_law_since_the_act_counts():
    """Counterfeit patents: no more than four times until June 2021, five times since; the older law is the lighter one."""
    case = make_penalty(offence=Offence.COUNTERFEIT).case
    case = walk(case, "assign", "propose_filing", "file")
    case = walk(case, "finish", acted_to="2021-05-01", turnover="60000")
    assert case.dossier.penalty_told["law"]["on"] == "2021-05-01" and case.dossier.fine_most == 240_000 * 7 / 10


def test_four_eyes():
    case = walk(make_penalty().case, "assign", "propose_filing")
    both = someone(1, "enforcement.case.approve", "enforcement.case.handle", "documents.issue")
    with pytest.raises(PermitRefused, match="须由另一人办理"):
        take(case, "file", both)
    case = walk(case, "file", "finish", "propose")
    with pytest.raises(PermitRefused):
        take(case, "pass_review", officer(), opinion="同意")
    person = OfficerCertificate.objects.filter(cases__case=case).first().person
    reviews = reviewer()
    same = type(reviews)(
        **{**{name: getattr(reviews, name) for name in reviews.__dataclass_fields__}, "subject_id": person.subject_id}
    )
    with pytest.raises(GuardRefused, match="您是本案的办案人员"):
        take(case, "pass_review", same, opinion="同意")
    with pytest.raises(PermitRefused):
        take(case, "pass_review", reviewer(a_body("elsewhere", "外单位")), opinion="同意")


def test_two_at_once_and_the_same_click_twice():
    case = walk(make_penalty().case, "assign", "propose_filing")
    take_step(actor=chief(), case=case, step="file", revision=case.revision)
    take_step(actor=chief(), case=case, step="file", revision=case.revision)
    assert documents_about(case).count() == 1
    with pytest.raises(CaseMoved, match="马负责已于"):
        take_step(actor=officer(), case=case, step="send_back_filing", revision=case.revision, note="退回")


def test_a_seizure_has_its_thirty_days_once_lengthened():
    case = walk(make_penalty().case, "assign", "propose_filing", "file", "impose")
    row = CaseClock.objects.get(case=case, code__startswith="measure_")
    assert row.due_on == case.due_on == date(2022, 3, 31)
    assert Decision.objects.get(case=case, kind="seizure").document is not None
    with clock.fixed(date(2022, 3, 30)):
        case = walk(case, "lengthen_measure")
        row.refresh_from_db()
        assert row.due_on == date(2022, 5, 5)
        with pytest.raises(Exception, match="延长过一次"):
            walk(case, "lengthen_measure")
        case = walk(case, "end_measure_investigating")
    row.refresh_from_db()
    assert row.ended_on == date(2022, 3, 30) and case.due_on == date(2022, 5, 30)
    assert case.measures.get().ended_how == "解除，退还当事人"


def test_nobody_pays_so_the_court_is_asked_when_nobody_can_contest_any_more():
    """Served 1 March, payable until 16; demand of 17 March runs to 31 March; contestable to 1 September; three months to 1 December."""
    case = walk(to_notice(make_penalty(facts="少量").case), "note_statement", "to_decision", "decide", "serve")
    with clock.fixed(date(2022, 3, 16)), pytest.raises(GuardRefused, match="2022-03-16"):
        walk(case, "demand")
    with clock.fixed(date(2022, 3, 17)):
        case = walk(case, "demand")
        dues = dict(CaseClock.objects.filter(case=case, ended_on=None).values_list("code", "due_on"))
        assert dues == {"demand": date(2022, 3, 31)} and case.due_on is None
    with clock.fixed(date(2022, 3, 31)), pytest.raises(GuardRefused, match="催告期限到 2022-03-31"):
        walk(case, "apply_to_court")
    with clock.fixed(date(2022, 9, 1)), pytest.raises(GuardRefused, match="可以复议、起诉到 2022-09-01"):
        walk(case, "apply_to_court")
    with clock.fixed(date(2022, 9, 2)):
        assert settle_decisions() == 1 and settle_decisions() == 0
        case.refresh_from_db()
        assert case.due_on == date(2022, 12, 1) and Decision.objects.get(case=case).final_on == date(2022, 9, 2)
        assert EventRow.objects.filter(name="enforcement.decision_final").count() == 1
    with clock.fixed(date(2022, 12, 2)), pytest.raises(GuardRefused, match="已于 2022-12-01 届满"):
        walk(case, "apply_to_court")
    with clock.fixed(date(2022, 12, 1)):
        case = walk(case, "apply_to_court", "court_result")
    assert case.state == "closing" and case.dossier.court == "西宁市城东区人民法院"
    assert not CaseClock.objects.filter(case=case, code="court_application", ended_on=None).exists()


def test_a_court_that_revokes_takes_the_decision_back():
    case = walk(to_notice(make_penalty(facts="少量").case), "note_statement", "to_decision", "decide", "serve")
    case = walk(case, "remedy_served")
    with pytest.raises(GuardRefused, match="尚无结果"):
        walk(case, "revoke")
    case = walk(case, "remedy_result_served", outcome="revoked")
    case = walk(case, "revoke", note="法院判决撤销")
    assert case.outcome == "revoked" and Decision.objects.get(case=case).revoked_on == TUESDAY
    assert EventRow.objects.filter(name="enforcement.decision_revoked").count() == 1


def test_counterfeit_patents_had_a_month_before_2019():
    with clock.fixed(date(2018, 5, 14)):
        case = walk(make_penalty(offence=Offence.COUNTERFEIT).case, "assign", "propose_filing", "file")
    assert case.due_on == date(2018, 6, 14)


def test_a_complaint_routed_to_another_body_becomes_its_case():
    complaint = make_complaint()
    make_case_rules()
    other = a_body("elsewhere", "外单位")
    penalty = opener_of("penalty")(actor=complaint_officer(), complaint=complaint, body=other, note="有销售台账")
    assert (penalty.body, penalty.state, penalty.due_on) == (other, "clue", date(2022, 3, 22))
    assert penalty.dossier.party_name == complaint.accused and "有销售台账" in penalty.dossier.facts
    claim = opener_of("adjudication")(actor=complaint_officer(), complaint=complaint, body=other, note="")
    assert (claim.state, claim.due_on, claim.applicant) == ("submitted", date(2022, 3, 8), None)
    with pytest.raises(PermitRefused):
        open_penalty(
            actor=complaint_officer(),
            body=other,
            offence=Offence.TRADEMARK,
            source=Source.INSPECTION,
            party_name="某",
            facts="某",
        )
