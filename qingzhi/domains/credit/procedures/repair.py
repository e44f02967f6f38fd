"""The procedure of a repair 「信用修复」 (P14): asked with promise and evidence, checked, decided by another person."""

from qingzhi.base.permits import Answer
from qingzhi.engine.procedures.declaring import Attachment, Clock, Lane, Occurrence, Procedure, State, Step
from qingzhi.engine.procedures.registry import effect, guard, procedure
from qingzhi.engine.procedures.terms import Outcome, Relation, Waits

from ..actions.listing import end_listing
from ..actions.repairing import PROCEDURE
from ..models import Repair
from ..queries.dossiers import repair_context
from ..queries.repairs import bars_to_repair
from ..terms import ListingState
from .papers import issue_repair_answer
from .step_forms import FindingForm, PromiseForm, RefusalForm

UNDECIDED = ("draft", "submitted", "reviewing", "deciding")


@guard("credit.repair_open", "符合修复条件")
def repair_open(occurrence: Occurrence) -> Answer:
    """The minimum term is over and no dated rule bars it; every reason at once."""
    reasons = bars_to_repair(occurrence.dossier.listing, occurrence.on)
    return Answer(not reasons, "；".join(reasons))


@guard("credit.object_gone", "认定已经结束")
def object_gone(occurrence: Occurrence) -> Answer:
    """A repair loses its object only where the finding has ended."""
    gone = occurrence.dossier.listing.state != ListingState.LISTED
    return Answer(gone, "" if gone else "认定仍然有效，请作出决定")


@effect("credit.keep_promise", "记下承诺和纠正情况")
def keep_promise(occurrence: Occurrence) -> None:
    """What was set right, and the day of the promise."""
    dossier = occurrence.dossier
    dossier.measures, dossier.promised_on = occurrence.data["measures"], occurrence.on
    dossier.save(update_fields=["measures", "promised_on"])


@effect("credit.keep_repair_finding", "记下核实意见")
def keep_repair_finding(occurrence: Occurrence) -> None:
    """What the office found."""
    dossier = occurrence.dossier
    dossier.finding = occurrence.data["finding"]
    dossier.save(update_fields=["finding"])


@effect("credit.grant_repair", "准予修复")
def grant_repair(occurrence: Occurrence) -> None:
    """The finding ends, its publication is withdrawn at once (停止公示), the subject is told."""
    dossier = occurrence.dossier
    dossier.granted, dossier.decided_on = True, occurrence.on
    dossier.save(update_fields=["granted", "decided_on"])
    why = f"准予信用修复（{occurrence.case.number}）"
    end_listing(actor=occurrence.actor, listing=dossier.listing, state=ListingState.REPAIRED, why=why)
    issue_repair_answer(occurrence, "准予信用修复，停止公示，不再作为限制依据", dossier.finding)


@effect("credit.refuse_repair", "不予修复")
def refuse_repair(occurrence: Occurrence) -> None:
    """The finding stands; where something was false that is kept against the next attempt."""
    dossier, data = occurrence.dossier, occurrence.data
    dossier.finding, dossier.found_false, dossier.decided_on = data["finding"], data["found_false"], occurrence.on
    dossier.save(update_fields=["finding", "found_false", "decided_on"])
    issue_repair_answer(occurrence, "不予信用修复", data["finding"])


REPAIR = procedure(
    Procedure(
        code=PROCEDURE,
        title="信用修复",
        dossier=Repair,
        prefix="XF",
        initial="draft",
        states=(
            State("draft", "填报", Waits.APPLICANT, task="填写承诺并提交", stage="申请"),
            State("submitted", "待受理", task="受理", public="已提交，待受理", stage="受理"),
            State("reviewing", "核实", task="核实", public="已受理，正在核实", stage="核实"),
            State("deciding", "待决定", task="作出修复决定", public="核实完毕，待决定", stage="决定"),
            State("repaired", "已修复", Waits.NOBODY, outcome=Outcome.GRANTED, stage="办结"),
            State("refused", "不予修复", Waits.NOBODY, outcome=Outcome.REFUSED),
            State("withdrawn", "已撤回", Waits.NOBODY, outcome=Outcome.WITHDRAWN),
            State("fallen", "认定已结束", Waits.NOBODY, outcome=Outcome.CLOSED),
        ),
        steps=(
            Step("submit", "提交", ("draft",), "submitted", "applicant", form=PromiseForm, style="primary",
                 attachments=(Attachment("evidence", "履行义务、纠正行为的证明"),),
                 guards=("credit.repair_open",), effects=("credit.keep_promise",)),
            Step("accept", "受理", ("submitted",), "reviewing", "desk", style="primary"),
            Step("refuse_acceptance", "不予受理", ("submitted",), "refused", "desk", form=RefusalForm, style="danger",
                 effects=("credit.refuse_repair",)),
            Step("propose", "提请决定", ("reviewing",), "deciding", "desk", form=FindingForm, style="primary",
                 effects=("credit.keep_repair_finding",)),
            Step("grant", "准予修复", ("deciding",), "repaired", "chief", style="primary", other_than="propose",
                 guards=("credit.repair_open",), effects=("credit.grant_repair",), told="准予信用修复，已停止公示"),
            Step("refuse", "不予修复", ("deciding",), "refused", "chief", form=RefusalForm, style="danger",
                 other_than="propose", effects=("credit.refuse_repair",)),
            Step("withdraw", "撤回申请", UNDECIDED, "withdrawn", "applicant", style="danger",
                 confirm="撤回后可以重新申请。"),
            Step("fall", "认定已结束", UNDECIDED, "fallen", "desk", needs_reason=True, guards=("credit.object_gone",)),
        ),
        lanes=(
            Lane("applicant", "当事人", "credit.own", Relation.APPLICANT),
            Lane("desk", "信用档案经办", "credit.handle"),
            Lane("chief", "负责人", "credit.decide"),
        ),
        clocks=(
            Clock("accept", "受理期限", "credit.repair.accept", ("submitted",)),
            Clock("decide", "决定期限", "credit.repair.decide", ("reviewing", "deciding")),
        ),
        view_permit="credit.case.view",
        detail="credit/case_repair.html",
        matter="修复事项",
        context=repair_context,
        basis="《市场监督管理信用修复管理办法》；《国家知识产权局知识产权信用管理规定》（期限默认，待确认）",
    )
)  # fmt: skip
