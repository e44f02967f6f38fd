"""The protection list, a campaign from its leads to a typical case, a supervised case, in the demonstration. Parties and facts are made
up and marked as examples; the listed rights are those of the made-up registers.
"""

from contextlib import AbstractContextManager
from datetime import date, datetime

from qingzhi.base import clock
from qingzhi.base.identity.models import Body
from qingzhi.base.regions.models import Region
from qingzhi.domains.enforcement.actions import campaigns as act
from qingzhi.domains.enforcement.actions import leads
from qingzhi.domains.enforcement.actions import supervising as watch
from qingzhi.domains.enforcement.actions.flagging import recompute_flags
from qingzhi.domains.enforcement.actions.protection import list_right, note_particulars
from qingzhi.domains.enforcement.actions.publicity import finish_review, publish_draft
from qingzhi.domains.enforcement.actions.typical import tell_typical_case
from qingzhi.domains.enforcement.models import Campaign, Decision, ListedRight
from qingzhi.domains.enforcement.terms.campaigns import CampaignKind, LeadSource
from qingzhi.domains.enforcement.terms.flags import ListedKind
from qingzhi.domains.enforcement.terms.penalty import Offence
from qingzhi.domains.rights.models import Honour, Right
from qingzhi.domains.rights.queries.numbers import public_right
from qingzhi.engine.procedures.models import Case

from .stage import Stage

OFFICE, CHIEF, DIRECTOR = "enforcement", "enforcement_chief", "chief"
COUNTY = "630224"


def tell_campaigns(stage: Stage) -> int | bool:
    """List, open, enter leads, make cases of them, supervise one, tell one as a typical case; how many leads."""
    if Campaign.objects.exists():
        return False
    listed = _listed(stage)
    campaign = _opened(stage)
    case = _leads(stage, campaign, listed)
    _supervised(stage, case)
    _typical(stage, campaign)
    return campaign.leads.count()


def _at(text: str) -> AbstractContextManager[None]:
    return clock.fixed(datetime.fromisoformat(text))


def _listed(stage: Stage) -> ListedRight:
    """Two geographical indications and a well-known mark."""
    body = stage.bodies[stage.province.facts["plan"]["owner"]]
    found = []
    with _at("2018-01-15 10:00"):
        signs = Right.objects.filter(kind="gi", status="in_force", is_public=True).order_by("number")
        for right in [one for one in signs if public_right("gi", one.number_shown)][
            :2
        ]:  # an announcement may name several
            found.append(_one(stage, body, right, ListedKind.GI, "本省特色产品，侵权多发（示例）", "保护公告（示例）"))
        known = (
            Honour.objects.filter(right__status="in_force").select_related("right").order_by("right__number").first()
        )
        if known is not None:
            found.append(_one(stage, body, known.right, ListedKind.WELL_KNOWN, "省内知名品牌（示例）", known.basis))
    return found[0]


def _one(stage: Stage, body: Body, right: Right, kind: ListedKind, reason: str, source: str) -> ListedRight:
    return list_right(
        actor=stage.actor(CHIEF), body=body, right_id=right.pk, kind=kind, reason=reason, source=source,
        valid_from=date(2018, 1, 15),
    )  # fmt: skip


def _opened(stage: Stage) -> Campaign:
    """From March to November; one task is done, one is not yet due, one is late."""
    owner = stage.bodies[stage.province.facts["plan"]["owner"]]
    bodies = [stage.bodies[code] for code in ("qh-police", "qh-customs", "ip-630200")]
    with _at("2018-03-01 09:30"):
        campaign = act.open_campaign(
            actor=stage.actor(CHIEF), lead=owner, kind=CampaignKind.IRON_FIST, name="2018年“铁拳”专项行动（示例）",
            aim="查处假冒专利、侵犯地理标志和驰名商标的行为，曝光典型案例。", basis="示例通知〔2018〕3号", starts_on=date(2018, 3, 1),
            ends_on=date(2018, 11, 30), bodies=bodies,
        )  # fmt: skip
        tasks = (("ip-630200", "排查化隆、民和两县农贸市场", date(2018, 5, 31)), ("qh-police", "共享涉嫌犯罪线索", date(2018, 10, 31)),
                 ("qh-customs", "通报进出口环节查获情况", date(2018, 6, 15)))  # fmt: skip
        made = {
            code: act.set_task(
                actor=stage.actor(CHIEF), campaign=campaign, body=stage.bodies[code], title=title, due_on=due
            )
            for code, title, due in tasks
        }
    with _at("2018-05-28 16:00"):
        act.report_task(
            actor=stage.actor("haidong"), task=made["ip-630200"], result="排查市场6处、商户83户，移交线索1条。（示例）"
        )
    return campaign


def _leads(stage: Stage, campaign: Campaign, listed: ListedRight) -> Case:
    """One becomes a case, one was unfounded, one waits; the case that was paid in May counts as well."""
    owner, office = campaign.lead, stage.actor(OFFICE)
    asked = (
        ("2018-05-28 16:20", LeadSource.PARTNER, "化隆某某土产店（示例）", "海东市化隆县示例市场", COUNTY, f"店内散装产品标注“{listed.right.title}”，不能说明来源。（示例）"),
        ("2018-06-04 10:00", LeadSource.MONITORING, "某网店（示例）", "https://shop.example/item/2002", "630100", "页面标注的专利号疑似不存在。（示例）"),
        ("2018-06-25 09:40", LeadSource.INSPECTION, "乐都某某超市（示例）", "海东市乐都区示例路", "630202", "货架上的保温杯标注失效专利号。（示例）"),
    )  # fmt: skip
    made = []
    for at, source, accused, place, region, text in asked:
        with _at(at):
            made.append(
                leads.enter_lead(
                    actor=office,
                    campaign=campaign,
                    source=source,
                    accused=accused,
                    place=place,
                    region_code=region,
                    text=text,
                    body=owner,
                )
            )
    with _at("2018-06-01 11:00"):
        case = leads.open_case_from_lead(actor=office, lead=made[0], offence=Offence.TRADEMARK)
    with _at("2018-06-08 15:00"):
        leads.dismiss_lead(
            actor=office, lead=made[1], reason="经核对专利登记簿，专利号真实有效，页面标注属实。（示例）"
        )
        paid = (
            Decision.objects.filter(kind="penalty", effective_on__isnull=False, revoked_on=None).order_by("pk").first()
        )
        if paid is not None:
            leads.link_case(actor=office, campaign=campaign, number=paid.case.number)
    return case


def _supervised(stage: Stage, case: Case) -> None:
    """The case from the county: flagged, found malicious, supervised; the answer to a question is late."""
    with _at("2018-06-05 10:30"):
        note_particulars(
            actor=stage.actor(OFFICE), case=case, regions=list(Region.objects.filter(code="630222")), malicious=True,
            note="去年已被口头告知仍继续销售。（示例）",
        )  # fmt: skip
        recompute_flags(case_id=case.pk)
        found = watch.follow_flag(case_id=case.pk)
    if found is None:
        return
    with _at("2018-06-06 09:20"):
        watch.confirm_supervision(
            actor=stage.actor(CHIEF),
            supervision=found,
            body=case.body,
            reason="涉地理标志和贫困地区，社会影响较大。（示例）",
        )
    with _at("2018-06-07 09:00"):
        watch.set_day(actor=stage.actor(DIRECTOR), supervision=found, on=date(2018, 8, 31), text="查清货源")
    with _at("2018-06-20 09:00"):
        watch.ask_progress(
            actor=stage.actor(DIRECTOR), supervision=found, text="报告货源追查和封存情况。", by=date(2018, 6, 27)
        )


def _typical(stage: Stage, campaign: Campaign) -> None:
    """The case that was paid in May, without its party's name."""
    decision = (
        Decision.objects.filter(case__campaigns__campaign=campaign, effective_on__isnull=False, revoked_on=None)
        .order_by("pk")
        .first()
    )
    if decision is None:
        return
    with _at("2018-06-12 10:00"):
        draft = tell_typical_case(
            actor=stage.actor(OFFICE), decision=decision, campaign=campaign, title="某商贸公司销售假冒专利产品案（示例）",
            facts=f"2018年4月，执法人员检查发现，{decision.party_name}在售的保温杯标注的专利号所对应的专利权已经终止，标注时间在终止之后。",
            result="责令改正，消除专利标识，没收违法所得，并处罚款。当事人已经履行。", meaning="经营者进货时应当核对专利的法律状态；专利终止后继续标注专利标识的，属于假冒专利。",
        )  # fmt: skip
        draft = finish_review(actor=stage.actor(OFFICE), draft=draft, revision=draft.revision)
    with _at("2018-06-13 09:30"):
        publish_draft(actor=stage.actor(CHIEF), draft=draft, revision=draft.revision)
