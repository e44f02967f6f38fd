"""The procedure of a finding 「失信认定」 (P14): told before, heard, reviewed, decided, served.

认定前告知 → 陈述申辩 → 复核 → 认定决定 → 送达 → 公示: 《国家知识产权局知识产权信用管理规定》(2022)，条文级数字待核对（默认，待确认）.
"""

from qingzhi.base import clock
from qingzhi.base.permits import Answer
from qingzhi.engine.procedures.declaring import Clock, Lane, Occurrence, Procedure, State, Step
from qingzhi.engine.procedures.registry import effect, guard, procedure
from qingzhi.engine.procedures.terms import Layer, Outcome, Relation, Waits

from ..actions.archiving import enter_listing
from ..actions.listing import PROCEDURE, publish_listing, settle_terms, tell_listed
from ..models import Listing
from ..queries.dossiers import listing_context
from ..terms import ListingState
from . import papers  # noqa: F401  (registers itself)
from .step_forms import FindingForm, NumberForm, ServiceForm, StatementForm

YES = Answer(True, "")
UNSETTLED = ("proposed", "notified", "reviewing", "deciding")


@guard("credit.statement_over", "陈述申辩期满")
def statement_over(occurrence: Occurrence) -> Answer:
    """Whoever was told has the whole time to speak."""
    running = occurrence.case.clocks.filter(code="statement", ended_on=None).first()
    due_on = running.due_on if running is not None else None
    if due_on is None or clock.today() > due_on:
        return YES
    return Answer(False, f"陈述申辩期到 {due_on} 届满")


@guard("credit.ground_fell", "所依据的决定已撤销")
def ground_fell(occurrence: Occurrence) -> Answer:
    """A case is dropped for this reason only where it is so."""
    entry = occurrence.dossier.arises_from
    if entry is not None and not entry.counts:
        return YES
    return Answer(False, "所依据的档案记录仍然有效；不予认定请办理“不予认定”")


@effect("credit.notify", "告知拟认定")
def notify(occurrence: Occurrence) -> None:
    """The day on which the subject was told."""
    dossier = occurrence.dossier
    dossier.notified_on = occurrence.on
    dossier.save(update_fields=["notified_on"])


@effect("credit.keep_statement", "记下陈述申辩")
def keep_statement(occurrence: Occurrence) -> None:
    """What the subject says."""
    dossier = occurrence.dossier
    dossier.statement, dossier.stated_on = occurrence.data["statement"], occurrence.on
    dossier.save(update_fields=["statement", "stated_on"])


@effect("credit.keep_finding", "记下复核意见")
def keep_finding(occurrence: Occurrence) -> None:
    """What the office found of it."""
    dossier = occurrence.dossier
    dossier.finding = occurrence.data["finding"]
    dossier.save(update_fields=["finding"])


@effect("credit.decide_listing", "作出认定决定")
def decide_listing(occurrence: Occurrence) -> None:
    """Number and day; it has no effect before its service."""
    dossier = occurrence.dossier
    dossier.number, dossier.decided_on = occurrence.data["number"], occurrence.on
    dossier.save(update_fields=["number", "decided_on"])


@effect("credit.take_effect", "列入档案并公示")
def take_effect(occurrence: Occurrence) -> None:
    """From its service the finding holds: its terms are settled, it enters the archive, everybody may read it."""
    dossier = occurrence.dossier
    settle_terms(dossier, occurrence.data["served_on"])
    dossier.state = ListingState.LISTED.value
    enter_listing(occurrence.actor, dossier, until=dossier.until)
    publish_listing(dossier)
    dossier.save()
    tell_listed(dossier)


@effect("credit.not_listed", "记下不予认定")
def not_listed(occurrence: Occurrence) -> None:
    """Nothing is held against the subject."""
    dossier = occurrence.dossier
    dossier.state, dossier.ended_on = ListingState.NOT_LISTED.value, occurrence.on
    dossier.ended_why = occurrence.note[:300]
    dossier.save(update_fields=["state", "ended_on", "ended_why"])


LISTING = procedure(
    Procedure(
        code=PROCEDURE,
        title="失信认定",
        dossier=Listing,
        prefix="XR",
        initial="proposed",
        states=(
            State("proposed", "拟认定", task="核对并告知", public="正在核对，尚未告知", stage="告知"),
            State("notified", "待陈述申辩", Waits.APPLICANT, task="陈述和申辩", public="已告知，请陈述和申辩", stage="陈述申辩"),
            State("reviewing", "复核", task="复核", public="正在复核", stage="复核"),
            State("deciding", "待决定", task="作出认定决定", public="复核完毕，待决定", stage="决定"),
            State("decided", "待送达", task="送达", public="已作出认定决定，待送达", stage="送达"),
            State("listed", "已认定", Waits.NOBODY, outcome=Outcome.CLOSED, stage="公示"),
            State("not_listed", "不予认定", Waits.NOBODY, outcome=Outcome.REFUSED),
            State("fallen", "依据已撤销", Waits.NOBODY, outcome=Outcome.REVOKED),
        ),
        steps=(
            Step("notify", "告知", ("proposed",), "notified", "desk", style="primary", told="告知拟认定",
                 effects=("credit.notify", "credit.paper_notice")),
            Step("speak", "提交陈述申辩", ("notified",), "reviewing", "applicant", form=StatementForm, style="primary",
                 effects=("credit.keep_statement",)),
            Step("enter_statement", "登记书面陈述", ("notified",), "reviewing", "desk", form=StatementForm,
                 effects=("credit.keep_statement",), told="已收到书面陈述申辩"),
            Step("no_statement", "逾期未陈述", ("notified",), "reviewing", "desk", guards=("credit.statement_over",)),
            Step("propose", "提请决定", ("reviewing",), "deciding", "desk", form=FindingForm, style="primary",
                 effects=("credit.keep_finding",)),
            Step("decide", "认定", ("deciding",), "decided", "chief", form=NumberForm, style="primary", other_than="propose",
                 effects=("credit.decide_listing", "credit.paper_decision")),
            Step("serve", "登记送达", ("decided",), "listed", "desk", form=ServiceForm, style="primary", layer=Layer.PUBLIC,
                 told="决定已送达，开始公示", effects=("credit.take_effect",)),
            Step("drop", "不予认定", ("proposed", "reviewing"), "not_listed", "desk", needs_reason=True, style="danger",
                 effects=("credit.not_listed",)),
            Step("refuse", "决定不予认定", ("deciding",), "not_listed", "chief", needs_reason=True, style="danger",
                 effects=("credit.not_listed",)),
            Step("fall", "依据撤销，终止认定", (*UNSETTLED, "decided"), "fallen", "desk", needs_reason=True,
                 guards=("credit.ground_fell",), effects=("credit.not_listed",)),
        ),
        lanes=(
            Lane("applicant", "当事人", "credit.own", Relation.APPLICANT),
            Lane("desk", "信用档案经办", "credit.handle"),
            Lane("chief", "负责人", "credit.decide"),
        ),
        clocks=(
            Clock("notify", "核对告知期限", "credit.listing.notify", ("proposed",)),
            Clock("statement", "陈述申辩期限", "credit.listing.statement", ("notified",)),
            Clock("decide", "复核决定期限", "credit.listing.decide", ("reviewing", "deciding")),
            Clock("serve", "送达期限", "credit.listing.serve", ("decided",)),
        ),
        view_permit="credit.case.view",
        detail="credit/case_listing.html",
        matter="认定事项",
        context=listing_context,
        basis="《国家知识产权局知识产权信用管理规定》；市场监管总局令第44号（期限默认，待确认）",
    )
)  # fmt: skip
