"""The procedure of an objection to an archive 「档案异议」: marked within 2 working days, verified within 15 (默认，待确认)."""

from qingzhi.base.permits import SYSTEM, Answer
from qingzhi.engine.procedures.declaring import Clock, Lane, Occurrence, Procedure, State, Step
from qingzhi.engine.procedures.registry import effect, guard, procedure
from qingzhi.engine.procedures.terms import Outcome, Relation, Waits

from ..actions.archiving import correct_entry
from ..actions.disputing import PROCEDURE, mark_entry
from ..actions.ending import end_entry
from ..actions.penalties import correct_penalty, withdraw_penalty
from ..actions.revoking import revoke_listing
from ..models import Dispute, PenaltyNotice
from ..queries.dossiers import dispute_context
from ..terms import EntryState
from .step_forms import CorrectionForm, VerifiedForm

OPEN = ("submitted", "verifying")


@guard("credit.entry_gone", "记录已经失效")
def entry_gone(occurrence: Occurrence) -> Answer:
    """An objection loses its object only where the entry has ended."""
    gone = not occurrence.dossier.entry.counts
    return Answer(gone, "" if gone else "记录仍然有效，请核实")


@effect("credit.mark_disputed", "标注“异议中”")
def mark_disputed(occurrence: Occurrence) -> None:
    """Whoever reads the archive sees that the entry is disputed."""
    dossier = occurrence.dossier
    mark_entry(actor=occurrence.actor, entry=dossier.entry, state=EntryState.DISPUTED)
    dossier.marked_on = occurrence.on
    dossier.save(update_fields=["marked_on"])


@effect("credit.correct_disputed", "更正记录")
def correct_disputed(occurrence: Occurrence) -> None:
    """Another entry takes its place; what is public of it is corrected with its trace."""
    dossier, data = occurrence.dossier, occurrence.data
    new = {name: data[name] for name in ("violation", "content", "severity")}
    why = f"异议成立（{occurrence.case.number}）：{data['finding']}"[:300]
    correct_entry(actor=occurrence.actor, entry=dossier.entry, why=why, **new)
    for notice in PenaltyNotice.objects.filter(decision=dossier.entry.decision_id or 0):
        correct_penalty(actor=SYSTEM, notice=notice, content=data["content"], why="经核实，公示内容有误，予以更正")
    _found(occurrence, upheld=True)


@effect("credit.remove_disputed", "删除记录")
def remove_disputed(occurrence: Occurrence) -> None:
    """The entry counts no more; a finding or a publication that is the entry goes with it."""
    dossier = occurrence.dossier
    why = f"异议成立（{occurrence.case.number}）"
    end_entry(actor=occurrence.actor, entry=dossier.entry, state=EntryState.WITHDRAWN, why=why)
    if dossier.entry.listing is not None:
        revoke_listing(dossier.entry.listing, why)
    for notice in PenaltyNotice.objects.filter(decision=dossier.entry.decision_id or 0):
        withdraw_penalty(actor=SYSTEM, notice=notice, why="经核实，公示内容有误，予以撤下")
    _found(occurrence, upheld=True)


@effect("credit.dismiss_dispute", "异议不成立")
def dismiss_dispute(occurrence: Occurrence) -> None:
    """The mark is taken off."""
    mark_entry(actor=occurrence.actor, entry=occurrence.dossier.entry, state=EntryState.STANDING)
    _found(occurrence, upheld=False)


@effect("credit.unmark_disputed", "撤下“异议中”标注")
def unmark_disputed(occurrence: Occurrence) -> None:
    """The objection was taken back."""
    mark_entry(actor=occurrence.actor, entry=occurrence.dossier.entry, state=EntryState.STANDING)


def _found(occurrence: Occurrence, *, upheld: bool) -> None:
    dossier = occurrence.dossier
    dossier.finding, dossier.upheld = occurrence.data["finding"], upheld
    dossier.save(update_fields=["finding", "upheld"])


DISPUTE = procedure(
    Procedure(
        code=PROCEDURE,
        title="信用档案异议",
        dossier=Dispute,
        prefix="XY",
        initial="submitted",
        states=(
            State("submitted", "待标注", task="受理并标注异议", public="已提交", stage="受理"),
            State("verifying", "核实中", task="核实异议", public="已标注“异议中”，正在核实", stage="核实"),
            State("corrected", "已更正", Waits.NOBODY, outcome=Outcome.GRANTED, stage="办结"),
            State("removed", "已删除", Waits.NOBODY, outcome=Outcome.GRANTED),
            State("dismissed", "异议不成立", Waits.NOBODY, outcome=Outcome.REFUSED),
            State("withdrawn", "已撤回", Waits.NOBODY, outcome=Outcome.WITHDRAWN),
            State("fallen", "记录已失效", Waits.NOBODY, outcome=Outcome.CLOSED),
        ),
        steps=(
            Step("mark", "标注异议中", ("submitted",), "verifying", "desk", style="primary", effects=("credit.mark_disputed",),
                 told="已标注“异议中”"),
            Step("correct", "更正", ("verifying",), "corrected", "desk", form=CorrectionForm, style="primary",
                 effects=("credit.correct_disputed",), told="异议成立，已更正"),
            Step("remove", "删除", ("verifying",), "removed", "chief", form=VerifiedForm, style="danger",
                 confirm="记录不再计分、不再公示；删除留有痕迹。", effects=("credit.remove_disputed",), told="异议成立，已删除"),
            Step("dismiss", "异议不成立", ("verifying",), "dismissed", "desk", form=VerifiedForm,
                 effects=("credit.dismiss_dispute",), told="经核实，异议不成立"),
            Step("withdraw", "撤回异议", OPEN, "withdrawn", "applicant", style="danger", confirm="撤回后可以重新提出。",
                 effects=("credit.unmark_disputed",)),
            Step("fall", "记录已失效", OPEN, "fallen", "desk", needs_reason=True, guards=("credit.entry_gone",)),
        ),
        lanes=(
            Lane("applicant", "当事人", "credit.own", Relation.APPLICANT),
            Lane("desk", "信用档案经办", "credit.handle"),
            Lane("chief", "负责人", "credit.decide"),
        ),
        clocks=(
            Clock("mark", "标注期限", "credit.dispute.mark", ("submitted",)),
            Clock("verify", "核实期限", "credit.dispute.verify", ("verifying",)),
        ),
        view_permit="credit.case.view",
        detail="credit/case_dispute.html",
        matter="异议事项",
        context=dispute_context,
        basis="内部工作规则：2个工作日标注、15个工作日核实（默认，待确认）",
    )
)  # fmt: skip
