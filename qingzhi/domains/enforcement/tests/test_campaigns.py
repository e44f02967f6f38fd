"""A campaign from its tasks and leads to cases, live figures, and typical cases for everybody."""

from datetime import date

import pytest

from qingzhi.base import clock
from qingzhi.base.events.bus import deliver_events, publish
from qingzhi.base.identity.testing import a_body
from qingzhi.base.permits import PermitRefused
from qingzhi.engine.publication.models import Publication
from qingzhi.engine.tasks.models import WorkItem

from ..access.campaigns import visible_campaigns
from ..actions import campaigns as act
from ..actions import leads, publicity, revoke_decision
from ..actions.typical import tell_typical_case
from ..events.decisions import DecisionContested
from ..models import CampaignLead, Decision, PublicDraft
from ..queries.campaigns import cases_of, decisions_of, narrowed_cases, results_of
from ..refusals import ValueNotValid
from ..refusals.campaigns import CampaignOver, LeadSettledAlready, NotInCampaign, OutsidePeriod, TaskDone
from ..refusals.publicity import DraftNotOpen, SamePersonPublishes
from ..terms.campaigns import LeadSource
from ..terms.penalty import Offence
from ..testing.cases import make_case_rules, make_penalty
from ..testing.decisions import a_decision
from ..testing.flags import head, make_campaign, make_flag_rules, office

pytestmark = pytest.mark.django_db
PARTY = "青海示例商贸有限公司"


@pytest.fixture(autouse=True)
def _july(db):
    with clock.fixed(date(2018, 7, 2)):
        make_flag_rules()
        yield


def a_lead(campaign, **values) -> CampaignLead:
    usual = {"source": LeadSource.INSPECTION, "accused": PARTY, "text": "货架上的保温杯标注失效专利号。", "region_code": "630000",
             "body": a_body(), "place": "西宁市示例市场"}  # fmt: skip
    return leads.enter_lead(actor=office(), campaign=campaign, **{**usual, **values})


def decided(case, **values) -> Decision:
    made = a_decision(case, decided_on=date(2018, 7, 2), **values)
    Decision.objects.filter(pk=made.pk).update(served_on=made.decided_on, effective_on=made.decided_on)
    return Decision.objects.get(pk=made.pk)


def numbers(campaign) -> dict[str, object]:
    return {one.label: one.value for one in results_of(campaign).figures}


def test_a_task_is_given_reported_once_and_stands_among_what_is_to_be_done():
    campaign = make_campaign(bodies=[a_body("police", "公安厅")])
    task = act.set_task(
        actor=head(), campaign=campaign, body=a_body("police"), title="共享假冒线索", due_on=date(2018, 9, 30)
    )
    act.set_task(actor=head(), campaign=campaign, body=a_body("police"), title="共享假冒线索", due_on=date(2018, 9, 30))
    assert list(WorkItem.objects.filter(closed_at=None).values_list("body__code", "due_on")) == [
        ("police", date(2018, 9, 30))
    ]
    with pytest.raises(PermitRefused):
        act.report_task(actor=office(), task=task, result="代报")
    act.report_task(actor=office(a_body("police")), task=task, result="已移送3条线索")
    with pytest.raises(TaskDone):
        act.report_task(actor=office(a_body("police"), 35), task=task, result="再报")
    assert not WorkItem.objects.filter(closed_at=None).exists()
    with pytest.raises(NotInCampaign):
        act.set_task(
            actor=head(), campaign=campaign, body=a_body("third", "第三单位"), title="排查", due_on=date(2018, 9, 30)
        )
    with pytest.raises(OutsidePeriod):
        act.set_task(actor=head(), campaign=campaign, body=a_body(), title="排查", due_on=date(2019, 1, 31))


def test_leads_become_cases_join_one_or_are_dismissed_and_every_figure_follows():
    make_case_rules()
    campaign = make_campaign()
    first, second, third = (a_lead(campaign, text=f"线索{place}") for place in (1, 2, 3))
    assert a_lead(campaign, text="线索1") == first and first.due_on == date(2018, 7, 23)
    case = leads.open_case_from_lead(actor=office(), lead=first, offence=Offence.COUNTERFEIT)
    assert (case.dossier.party_name, case.dossier.clue_on) == (PARTY, date(2018, 7, 2))
    leads.join_case(actor=office(), lead=second, number=case.number)
    with pytest.raises(ValueNotValid):
        leads.dismiss_lead(actor=office(), lead=third, reason="")
    leads.dismiss_lead(actor=office(), lead=third, reason="经核实专利有效")
    with pytest.raises(LeadSettledAlready, match="尕藏"):
        leads.dismiss_lead(actor=office(user_id=36), lead=third, reason="不属实的线索")
    assert not WorkItem.objects.filter(kind="enforcement.campaign_lead", closed_at=None).exists()
    decision = decided(case, fine=3_000, confiscated=200)
    found = numbers(campaign)
    assert (found["线索"], found["待核查线索"], found["案件"], found["作出决定"], found["罚款"], found["没收"]) == (
        3,
        0,
        1,
        1,
        "3,000",
        "200",
    )
    assert cases_of(campaign).filter(narrowed_cases("decided")).count() == 1
    revoke_decision(actor=head(), decision=decision, reason="自行撤销")
    assert numbers(campaign)["罚款"] == "0" and not decisions_of(campaign).exists()


def test_only_own_cases_are_linked_and_a_wrong_one_taken_out():
    campaign, case = make_campaign(), make_penalty().case
    other = make_penalty(body=a_body("other", "外局")).case
    linked = leads.link_case(actor=office(), campaign=campaign, number=case.number)
    assert leads.link_case(actor=office(), campaign=campaign, number=case.number) == linked
    with pytest.raises(ValueNotValid, match="没有这个编号"):
        leads.link_case(actor=office(), campaign=campaign, number=other.number)
    with pytest.raises(PermitRefused, match="没有参加"):
        leads.link_case(actor=office(a_body("other")), campaign=campaign, number=other.number)
    leads.unlink_case(actor=head(), linked=linked, reason="不属于本次行动")
    assert numbers(campaign)["案件"] == 0


def test_it_is_summed_up_when_no_lead_is_open():
    campaign = make_campaign()
    lead = a_lead(campaign)
    summary = "排查市场12处，查处案件1件。"
    with pytest.raises(CampaignOver, match="1条线索"):
        act.close_campaign(actor=head(), campaign=campaign, summary=summary)
    leads.dismiss_lead(actor=office(), lead=lead, reason="经核实专利有效")
    act.close_campaign(actor=head(), campaign=campaign, summary=summary)
    with pytest.raises(CampaignOver):
        a_lead(campaign, text="另一条")


def test_who_sees_a_campaign():
    make_campaign(bodies=[a_body("police", "公安厅")])
    seen = [
        visible_campaigns(office(body)).count() for body in (a_body(), a_body("police"), a_body("third", "第三单位"))
    ]
    assert seen == [1, 1, 0]


WORDS = {"title": f"{PARTY}假冒专利案", "facts": f"2018年4月，{PARTY}销售标注失效专利号的保温杯，负责人马德彪承认属实。",
         "result": "没收违法所得200元，罚款3000元。", "meaning": "警示经营者核对专利标识。"}  # fmt: skip


def typical(campaign, case) -> PublicDraft:
    return tell_typical_case(actor=office(), decision=decided(case), campaign=campaign, **WORDS)


def test_a_typical_case_names_nobody_is_reviewed_by_one_and_published_by_another():
    campaign, case = make_campaign(), make_penalty().case
    leads.link_case(actor=office(), campaign=campaign, number=case.number)
    draft = typical(campaign, case)
    assert draft.title == "某单位假冒专利案" and PARTY not in draft.text and draft.due_on == date(2018, 7, 30)
    draft = publicity.finish_review(actor=office(), draft=draft, revision=draft.revision)
    with pytest.raises(SamePersonPublishes):
        publicity.publish_draft(actor=head(user_id=31), draft=draft, revision=draft.revision)
    publicity.publish_draft(actor=head(), draft=draft, revision=draft.revision)
    public = Publication.objects.get(kind="enforcement.typical")
    assert PARTY not in f"{public.title}{public.text}" and "马德彪" not in public.text and "某单位" in public.text
    assert numbers(campaign)["典型案例"] == 1
    with pytest.raises(DraftNotOpen, match="已写成典型案例"):
        tell_typical_case(actor=office(), decision=draft.decision, campaign=campaign, **WORDS)


def test_the_decision_itself_and_its_typical_case_go_out_apart_and_fall_together():
    campaign, case = make_campaign(), make_penalty().case
    leads.link_case(actor=office(), campaign=campaign, number=case.number)
    draft = typical(campaign, case)
    own = publicity.prepare_draft(decision_id=draft.decision_id)
    assert own is not None and own.pk != draft.pk
    for one in (draft, own):
        one = publicity.finish_review(actor=office(), draft=one, revision=one.revision)
        publicity.publish_draft(actor=head(), draft=one, revision=one.revision)
    assert Publication.objects.filter(withdrawn_at=None).count() == 2
    revoke_decision(actor=head(), decision=draft.decision, reason="复议撤销")
    deliver_events()
    assert Publication.objects.filter(withdrawn_at=None).count() == 0 and numbers(campaign)["典型案例"] == 0


def test_a_typical_case_goes_while_its_decision_is_contested_and_may_be_told_anew_when_it_binds():
    campaign, case = make_campaign(), make_penalty().case
    leads.link_case(actor=office(), campaign=campaign, number=case.number)
    draft = typical(campaign, case)
    draft = publicity.finish_review(actor=office(), draft=draft, revision=draft.revision)
    publicity.publish_draft(actor=head(), draft=draft, revision=draft.revision)
    rows = Decision.objects.filter(pk=draft.decision_id)
    since = draft.decision.effective_on
    rows.update(effective_on=None)
    publish(DecisionContested(decision_id=draft.decision_id))
    deliver_events()
    public = Publication.objects.get(kind="enforcement.typical")
    assert public.withdrawn_at is not None and "起诉" in public.withdrawn_reason and numbers(campaign)["典型案例"] == 0
    rows.update(effective_on=since)
    again = tell_typical_case(actor=office(), decision=rows.get(), campaign=campaign, **WORDS)
    assert again.pk != draft.pk and again.standing == "review"


def test_what_is_not_effective_or_not_of_the_campaign_is_no_typical_case():
    campaign, case = make_campaign(), make_penalty().case
    with pytest.raises(DraftNotOpen, match="没有生效"):
        tell_typical_case(actor=office(), decision=a_decision(case), campaign=None, **WORDS)
    with pytest.raises(ValueNotValid, match="没有列入"):
        tell_typical_case(actor=office(), decision=decided(case), campaign=campaign, **WORDS)
