"""Mediation and appraisal in the demonstration: an agreement that was confirmed and broken, one before the court, one that looks like a
sham, one under way with two commissions to appraise. Organisations, people, disputes and sums are made up and marked as examples.
"""

from datetime import date, datetime, timedelta
from typing import Any

from qingzhi.base import clock
from qingzhi.base.files.actions import receive_file
from qingzhi.base.identity.models import Subject, User
from qingzhi.base.permits import SYSTEM, Actor
from qingzhi.domains.enforcement.queries.disputes import Disputed
from qingzhi.domains.mediation.actions import (
    add_appraisal_body,
    add_appraiser,
    add_mediator,
    add_organisation,
    ask_for_mediation,
    commission_appraisal,
    declare_tie,
)
from qingzhi.domains.mediation.models import AppraisalBody, Appraiser, Mediation, Mediator
from qingzhi.engine.limits.queries import calendar_for
from qingzhi.engine.procedures.actions import attach, take_step
from qingzhi.engine.procedures.models import Case

from .outsiders import mandate
from .papers import pdf_of
from .stage import Stage

OFFICE, COURT, MEDIATOR, CLERK, APPRAISER = "enforcement", "court", "mediator", "mediation_clerk", "appraiser"
ONE, OTHER = "applicant", "applicant2"
SINCE = date(2018, 1, 10)
NO = {"related": "no", "contested": "yes", "debtor": "no", "validity": "no", "public": "no"}
OTHERS = (
    ("李慧敏（示例）", ("mark", "copyright"), "律师"),
    ("扎西（示例）", ("variety", "indication"), "农艺师"),
    ("周立民（示例）", ("patent", "secret"), "专利代理师"),
)
HOUSES = (
    ("青海某某司法鉴定所（示例）", "示司鉴许（2016）001号", ("patent", "secret"), ("陈志远（示例）", "赵敏（示例）")),
    ("西宁某某知识产权鉴定中心（示例）", "示知鉴（2017）002号", ("patent", "mark", "copyright"), ("何俊（示例）", "马小梅（示例）", "孙立（示例）")),
)  # fmt: skip


def tell_mediation(stage: Stage) -> int | bool:
    """Registers and four mediations; how many."""
    if Mediation.objects.exists():
        return False
    _enter_mediators(stage)
    _enter_appraisers(stage)
    _broken(stage)
    _before_the_court(stage)
    _sham(stage)
    _appraised(stage, _under_way(stage))
    return Mediation.objects.count()


def _row(stage: Stage, account: str) -> dict[str, str]:
    return next(row for row in stage.rows("outsiders") if row["account"] == account)


def _acts_for(stage: Stage, account: str, subject: Subject) -> None:
    mandate(stage, User.objects.select_related("person").get(username=account), subject, _row(stage, account))


def _enter_mediators(stage: Stage) -> None:
    office = stage.actor(OFFICE)
    with clock.fixed(datetime(2018, 1, 10, 9, 30)):
        house = add_organisation(
            actor=office, name="青海省知识产权纠纷人民调解委员会（示例）", founded_by="青海某某知识产权协会（示例）", valid_from=SINCE,
            court_list="西宁市中级人民法院特邀调解组织（示例）", contact="0971-0000000",
        )  # fmt: skip
        person = User.objects.select_related("person__subject").get(username=MEDIATOR).person
        add_mediator(
            actor=office, organisation=house, name=person.name, fields=("patent", "mark"), valid_from=SINCE, title="高级经济师（示例）",
            person=person,
        )  # fmt: skip
        for name, fields, title in OTHERS:
            made = add_mediator(
                actor=office, organisation=house, name=name, fields=fields, valid_from=SINCE, title=title
            )
        declare_tie(actor=office, listed=made, name=_name(stage, OTHER), kind="曾任专利代理师")
        _acts_for(stage, CLERK, house.subject)


def _enter_appraisers(stage: Stage) -> None:
    office = stage.actor(OFFICE)
    with clock.fixed(datetime(2018, 1, 10, 10, 30)):
        for place, (name, licence, fields, experts) in enumerate(HOUSES, 1):
            body = add_appraisal_body(
                actor=office, name=name, licence=licence, listed_by="青海某某司法行政部门（示例）", fields=fields, valid_from=SINCE,
                valid_to=date(2021, 1, 10), contact="0971-0000000",
            )  # fmt: skip
            for number, expert in enumerate(experts, 1):
                add_appraiser(
                    actor=office, body=body, name=expert, certificate=f"示鉴证{place:02d}{number:02d}", fields=fields, valid_from=SINCE,
                    valid_to=date(2021, 1, 10), title="高级工程师",
                )  # fmt: skip
        _acts_for(stage, APPRAISER, AppraisalBody.objects.get(licence=HOUSES[1][1]).subject)
        near = Appraiser.objects.get(name="孙立（示例）")
        declare_tie(actor=office, listed=near, name=_name(stage, ONE), kind="近三年内任职")


def _name(stage: Stage, account: str) -> str:
    return Subject.objects.get(pk=stage.actor(account).acts_for or 0).display_name


def _asked(stage: Stage, on: str, right: str, facts: str, amount: str, dispute: str = "infringement") -> Case:
    """The first applicant asks for mediation against the second, who agrees; the mediator takes it on."""
    other = Subject.objects.get(pk=stage.actor(OTHER).acts_for or 0)
    values = {
        "respondent": other.display_name, "field": "patent", "dispute": dispute, "right": right, "facts": facts,
        "sum_in_dispute": amount,
    }  # fmt: skip
    body = stage.bodies[stage.province.facts["plan"]["owner"]]
    with clock.fixed(_at(on)):
        case = ask_for_mediation(actor=stage.actor(ONE), body=body, other=other, values=values).case
    chosen = Mediator.objects.get(subject=stage.actor(MEDIATOR).acts_for or 0)
    return _walk(stage, case, on, (
        (0, ONE, "agree", {}), (2, OTHER, "accept", {}), (3, OFFICE, "choose", {"mediator": str(chosen.pk)}),
        (4, MEDIATOR, "take_on", {"independent": "on"}), (8, MEDIATOR, "session", {
            "held_on": _day(on, 8).isoformat(), "place": "知识产权纠纷调解室（示例）", "present": "双方代理人（示例）",
            "record": "双方对产品来源没有争议，对赔偿数额差距较大，愿意继续协商。（示例）",
        }),
    ))  # fmt: skip


def _signed(stage: Stage, case: Case, on: str, agreement: str, pays: str, perform_by: str) -> Case:
    draft = {**NO, "agreement": agreement, "pays": pays, "perform_by": perform_by}
    return _walk(stage, case, on, (
        (14, MEDIATOR, "draft", draft), (15, OFFICE, "pass_on", {}), (17, ONE, "sign", {}), (18, OTHER, "countersign", {}),
    ))  # fmt: skip


def _broken(stage: Stage) -> None:
    """Confirmed in May, not paid by the middle of June: the court is asked to enforce."""
    on = "2018-04-16"
    case = _asked(
        stage,
        on,
        "ZL201520000001.0（示例）",
        "对方未经许可制造、销售使用本专利的牛粪清理机，请求停止侵权并赔偿八万元。（示例）",
        "80000",
    )
    terms = "一、对方停止制造、销售被诉产品。\n二、对方于2018年6月15日前支付五万元。\n三、双方就本纠纷别无其他争议。（示例）"
    _signed(stage, case, on, terms, "50000", "2018-06-15")
    court = {"court": str(stage.bodies["ct-630100"].pk)}
    _walk(stage, case, on, (
        (22, ONE, "ask_court", court), (23, COURT, "receive", {}), (37, COURT, "confirm", {"ruling": "（2018）示01民特1号"}),
        (65, ONE, "report_breach", {}, "履行期限届满，对方只支付了一万元。（示例）"), (73, ONE, "ask_enforcement", {}),
    ))  # fmt: skip


def _before_the_court(stage: Stage) -> None:
    """Signed in June, the court decides whether to take the application."""
    on = "2018-06-11"
    case = _asked(
        stage,
        on,
        "ZL201620000002.0（示例）",
        "双方就合作期间完成的枸杞清洗装置专利的许可使用费发生争议。（示例）",
        "60000",
        "contract",
    )
    _signed(
        stage,
        case,
        on,
        "一、对方自2018年7月起按季度支付使用费六千元。\n二、一方违约的，应当支付违约金一万元。（示例）",
        "24000",
        "2019-06-30",
    )
    _walk(stage, case, on, ((18, ONE, "ask_court", {"court": str(stage.bodies["ct-630100"].pk)}),))


def _sham(stage: Stage) -> None:
    """Two related sides settle a large sum at the first session: another person looks at it."""
    on = "2018-06-13"
    case = _asked(
        stage, on, "ZL201420000003.0（示例）", "请求对方支付专利转让款一百二十万元。（示例）", "1200000", "contract"
    )
    draft = {
        **NO,
        "related": "yes",
        "contested": "no",
        "agreement": "对方一次性支付一百二十万元。（示例）",
        "pays": "1200000",
    }
    _walk(
        stage,
        case,
        on,
        ((13, MEDIATOR, "draft", draft), (14, OFFICE, "refer", {}, "双方有共同的股东，且没有争议，请复核。（示例）")),
    )


def _under_way(stage: Stage) -> Case:
    """Whether the product falls under the claim is for experts to say."""
    return _asked(
        stage,
        "2018-06-04",
        "ZL201320000004.0（示例）",
        "对方销售的藏毯平针机落入本专利权保护范围，请求停止销售。（示例）",
        "30000",
    )


def _appraised(stage: Stage, source: Case) -> None:
    """One opinion to which a side objects; another commission has just been offered."""
    held = source.dossier
    told = Disputed(held.claimant, held.respondent, "", held.field, held.right, None, held.facts)
    sides = (source.applicant, held.other)
    house = str(AppraisalBody.objects.get(licence=HOUSES[1][1]).pk)
    case = _commissioned(stage, "2018-06-12", source, told, sides, "compare", (
        "被诉产品是否具备权利要求1的全部技术特征？", "有区别的技术特征是否构成等同？",
    ))  # fmt: skip
    experts = [str(one.pk) for one in Appraiser.objects.filter(body__pk=house).order_by("certificate")[:2]]
    _walk(stage, case, "2018-06-12", (
        (1, OFFICE, "choose", {"body": house, "payer": "claimant", "agreed": "on"}),
        (5, APPRAISER, "take_on", {"experts": experts, "fee": "8000", "independent": "on"}),
        (7, OFFICE, "pay", {"paid_on": _day("2018-06-12", 7).isoformat(), "receipt": "示例-0619"}),
        (14, APPRAISER, "opine", {"number": "示知鉴〔2018〕7号", "conclusion": "一、具备权利要求1的全部技术特征。\n二、无须再判断等同。（示例）"}),
        (16, OTHER, "object", {}, "没有说明比对所用样品的来源。（示例）"),
    ))  # fmt: skip
    _commissioned(stage, "2018-06-28", source, told, sides, "genuine", ("铭牌上的专利标识是否由专利权人制作？",))


def _commissioned(
    stage: Stage, on: str, source: Case, told: Disputed, sides: tuple[Any, Any], matter: str, questions: tuple[str, ...]
) -> Case:
    materials = [("被诉藏毯平针机1台（示例）", ""), ("专利授权公告文本（示例）", "")]
    with clock.fixed(_at(on)):
        return commission_appraisal(
            actor=stage.actor(OFFICE), source=source, matter=matter, field="patent", questions=questions, materials=materials, told=told,
            sides=sides,
        ).case  # fmt: skip


def _walk(stage: Stage, case: Case, on: str, steps: tuple[tuple[Any, ...], ...]) -> Case:
    """Steps so many days after a day: (days, account, step, what is filled in, a reason)."""
    for days, account, code, data, *note in steps:
        with clock.fixed(_at(_day(on, days).isoformat())):
            case = Case.objects.get(pk=case.pk)
            _hand_in(stage.actor(account), case, code)
            case = Case.objects.get(pk=case.pk)
            case = take_step(
                actor=stage.actor(account), case=case, step=code, revision=case.revision, data=data, note="".join(note)
            )
    return case


def _hand_in(actor: Actor, case: Case, code: str) -> None:
    held = set(case.attachments.filter(replaced_at=None).values_list("slot", flat=True))
    for wanted in case.declared.step(code).attachments:
        if wanted.required and wanted.code not in held:
            data = pdf_of([f"{wanted.label}（示例）", f"{case.number} {case.title}", "示例文件：内容均为虚构。"])
            received = receive_file(actor=SYSTEM, name=f"{wanted.label[:20]}（示例）.pdf", data=data)
            attach(actor=SYSTEM, case=case, slot=wanted.code, label=wanted.label, received=received)


def _day(on: str, days: int) -> date:
    return calendar_for().next_working(date.fromisoformat(on) + timedelta(days=days))


def _at(on: str) -> datetime:
    return datetime.fromisoformat(f"{on} 10:10")
