"""Subsidies in the demonstration: two calls of 2018, applications at every stage, one double claim, one later check.

Applicants, amounts and documents are made up; the rights are those of the made-up registers.
"""

from datetime import date, datetime
from typing import Any

from qingzhi.base import clock
from qingzhi.base.files.actions import receive_file
from qingzhi.domains.funds.models import Programme
from qingzhi.domains.parties.models import Party
from qingzhi.domains.support.actions import (
    begin_application,
    choose_rights,
    draft_call,
    enter_earlier_grant,
    enter_payee,
    mark_right,
    publish_call,
    submit_application,
)
from qingzhi.domains.support.actions.applying import Wanted
from qingzhi.domains.support.models import Call, SubsidyApplication
from qingzhi.domains.support.queries.offers import offers_for
from qingzhi.engine.procedures.actions import attach, take_step

from .papers import docx_of
from .stage import Stage

OFFICE, CHIEF, PAYER = "support", "support_chief", "cashier"
CALLS = (
    ("patent-2018", "2018年度专利资助申报", "patent", "zhuanli",
     [("patent.invention", "grant"), ("patent.utility", "grant"), ("patent.design", "grant"), ("variety", "grant")]),
    ("sme-2018", "2018年度中小微企业商标和版权资助申报", "sme", "jiangli",
     [("trademark.ordinary", "registration"), ("trademark.gi", "registration"), ("work", "recording"), ("software", "recording")]),
)  # fmt: skip
PAPERS = [
    ("paper-1", "权利证书复印件", True, ""),
    ("paper-2", "官费缴费票据复印件", True, ""),
    ("paper-3", "实施情况说明", False, ""),
]
GUIDE = "申报主体为在本省登记的单位和个人。\n每个主体在每份通知中申报一次，权利由系统从登记簿中查出，勾选即可。\n请上传证书和官费票据复印件。"
PUBLISHED_AT, CHECKED_AT = "2018-03-05 10:20", "2018-03-21 11:05"
FILED_AT = {
    "closed": "2018-03-19 15:40", "correction": "2018-06-27 15:10", "formal": "2018-06-28 09:50", "review": "2018-06-22 11:30",
}  # fmt: skip
LISTED_AT, DECIDED_AT, PAID_AT = "2018-03-28 09:30", "2018-04-16 10:10", "2018-04-26 16:20"
STAGES = ("closed", "correction", "formal", "review")  # of the four applicants, in their order
LETTERS = ("applicant", "applicant2", "applicant3", "applicant4")


def tell_support(stage: Stage) -> int | bool:
    """Announce two calls and carry the applicants' cases as far as each is told; how many cases."""
    if Call.objects.exists():
        return False
    with clock.fixed(datetime.fromisoformat(PUBLISHED_AT)):
        calls = [_announce(stage, *one) for one in CALLS]
    for account, until in zip(LETTERS, STAGES, strict=True):
        actor = stage.actor(account)
        party = Party.objects.select_related("subject", "region").get(subject=actor.acts_for)
        _apply(stage, calls, actor, party, until)
    return SubsidyApplication.objects.count()


def _announce(stage: Stage, code: str, title: str, scheme: str, programme: str, items: list[tuple[str, str]]) -> Call:
    body = stage.bodies[stage.province.facts["plan"]["owner"]]
    call = draft_call(
        actor=stage.actor(OFFICE), code=code, year=2018, scheme=scheme, body=body, title=title, opens_on=date(2018, 3, 5),
        closes_on=date(2018, 8, 31), acts_from=date(2014, 1, 1), acts_to=date(2018, 6, 30), guide=GUIDE, items=items,
        documents=PAPERS, programme=Programme.objects.get(code=programme, year=2018), basis="推进计划四、（一）1",
        contact="0971-0000000", is_sample=True,
    )  # fmt: skip
    return publish_call(actor=stage.actor(CHIEF), call=call)


def _apply(stage: Stage, calls: list[Call], actor: Any, party: Any, until: str) -> None:
    """The first call in which the party has something to claim; what a prefecture paid before stands in the way of one."""
    with clock.fixed(datetime.fromisoformat(FILED_AT[until])):
        today = clock.today()
        for call in calls:
            found = offers_for(call, party, today)
            if found.against_applicant or not found.eligible:
                continue
            if until == "formal" and len(found.eligible) > 1:
                _paid_before(stage, found.eligible[-1].right, found.eligible[-1].deed.act.value, party)
                found = offers_for(call, party, today)
            application = begin_application(actor=actor, call=call, party=party)
            wanted = [Wanted(one.key) for one in found.eligible[:4]]
            choose_rights(actor=actor, application=application, wanted=wanted)
            _fill_in(actor, application)
            application = submit_application(actor=actor, application=application, promised=True)
            break
        else:
            return
    _carry(stage, application, until)


def _paid_before(stage: Stage, right: Any, act: str, party: Any) -> None:
    """A prefecture's payment of the year before, as the office entered it from a letter."""
    enter_earlier_grant(
        actor=stage.actor(OFFICE), kind=right.kind, number=right.number_shown, act=act, level="prefectural",
        body_name="西宁市科学技术局（示例）", holder_name=party.name, year=2017, amount=None, paid_on=date(2017, 11, 20),
        reference="宁科资〔2017〕示例", region_code="630100",
    )  # fmt: skip


def _fill_in(actor: Any, application: SubsidyApplication) -> None:
    enter_payee(
        actor=actor, application=application, contact=actor.name, phone="0971-0000000", bank="示例银行西宁分行",
        account="6228480402564890018",
    )  # fmt: skip
    for code, label, required, _ in PAPERS:
        if required:
            data = docx_of([f"{label}（示例）", "示例文件：内容均为虚构。"])
            received = receive_file(actor=actor, name=f"{label}（示例）.docx", data=data)
            attach(actor=actor, case=application.case, slot=code, label=label, received=received)


def _carry(stage: Stage, application: SubsidyApplication, until: str) -> None:
    steps: tuple[tuple[str, str, str, dict[str, Any], str], ...] = (
        (CHECKED_AT, OFFICE, "accept", {}, ""), (LISTED_AT, OFFICE, "propose", {"opinion": "权属和法律状态与登记簿相符。"}, ""),
        (LISTED_AT, CHIEF, "publish", {}, ""), (DECIDED_AT, OFFICE, "end_publicity", {}, ""),
        (DECIDED_AT, CHIEF, "decide",
         {"meeting": "2018年第4次局务会（示例）", "meeting_on": "2018-04-16", "decision_number": "青知资〔2018〕示例1号"}, ""),
        (PAID_AT, PAYER, "pay", {"paid_on": "2018-04-26", "voucher": "示例凭证-0426"}, ""),
    )  # fmt: skip
    if until == "correction":
        missing = {"missing": "缴费票据复印件看不清金额，请重新上传\n实施情况说明没有盖章"}
        _step(stage, application, "2018-06-29 10:30", OFFICE, "ask_correction", missing)
        return
    if until == "review":
        _step(stage, application, "2018-06-26 16:05", OFFICE, "accept", {})
        return
    for when, account, step, data, _ in steps:
        if application.case.state == until:
            return
        _step(stage, application, when, account, step, data)
    with clock.fixed(datetime.fromisoformat("2018-05-02 09:10")):
        case = application.case
        take_step(actor=stage.actor(LETTERS[0]), case=case, step="confirm", revision=case.revision)
    with clock.fixed(datetime.fromisoformat("2018-06-20 14:10")):
        right = application.claims.order_by("pk").first().right  # type: ignore[union-attr]
        basis = "国家知识产权局非正常专利申请通报（示例）"
        mark_right(actor=stage.actor(OFFICE), right=right, kind="abnormal", on=date(2018, 6, 19), basis=basis)


def _step(
    stage: Stage, application: SubsidyApplication, when: str, account: str, step: str, data: dict[str, Any]
) -> None:
    with clock.fixed(datetime.fromisoformat(when)):
        case = application.case
        case.refresh_from_db()
        application.case = take_step(
            actor=stage.actor(account), case=case, step=step, revision=case.revision, data=data
        )
