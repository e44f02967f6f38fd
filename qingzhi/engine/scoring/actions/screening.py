"""Looking for conflicts of interest in the registers 「回避筛查」, and what people add or lift."""

from collections.abc import Iterable

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.permits import Actor

from ..models import Candidate, Entry, Finding, Round, Seat, Sheet
from ..queries.rounds import entry_facts
from ..refusals import FindingInvalid, ReasonMissing, RoundStateWrong
from ..sources import EntryFacts, Screening, conflicts
from ..terms import RoundState, SeatState
from .locking import locked_round
from .seating import leave_entry, leave_seat

BATCH = 500
DECLARED = "declared"  # what a person told, found by no source


@transaction.atomic
def screen_round(*, actor: Actor, round_: Round) -> int:
    """Ask every source again, before the draw; what was lifted stays lifted. Returns how many findings are new."""
    round_ = locked_round(actor, round_, RoundState.FROZEN)
    found = screen(round_, entry_facts(round_))
    record(actor, "scoring.screen", round_, reason=f"新发现 {found} 项回避情形")
    return found


def screen(round_: Round, entries: Iterable[EntryFacts]) -> int:
    """Write what the sources find among the round's candidates and these entries; called inside an action."""
    people = dict(Candidate.objects.filter(round=round_).values_list("subject_id", "pk"))
    asked = Screening(tuple(people), tuple(entries), round_.rules_on)
    known: set[tuple[int | None, int, str, str]] = set(
        Finding.objects.filter(candidate__round=round_).values_list("entry_id", "candidate_id", "code", "source_text")
    )
    of_round = {one.id for one in asked.entries}
    now, rows = clock.now(), []
    for source in conflicts.all():
        for one in source.function(asked):
            if one.expert not in people or (one.entry is not None and one.entry not in of_round):
                raise LookupError(f"conflict source {source.code} answered for a stranger")
            key = (one.entry, people[one.expert], source.code, one.source_text[:300])
            if key in known:
                continue
            known.add(key)
            rows.append(
                Finding(
                    entry_id=one.entry, candidate_id=people[one.expert], code=source.code, reason=one.reason[:400],
                    source_kind=one.source_kind, source_id=one.source_id, source_text=one.source_text[:300], source_url=one.source_url,
                    certain=one.certain, found_at=now,
                )
            )  # fmt: skip
    Finding.objects.bulk_create(rows, batch_size=BATCH)
    return len(rows)


@transaction.atomic
def lift_finding(*, actor: Actor, finding: Finding, reason: str) -> Finding:
    """Lift what was only suspected 「排除疑点」, for instance a namesake, before the draw and with a reason."""
    locked_round(actor, finding.candidate.round, RoundState.FROZEN)
    finding = Finding.objects.select_for_update().get(pk=finding.pk)
    if finding.certain:
        raise FindingInvalid("登记簿已确认的回避情形不能排除")
    if not reason.strip():
        raise ReasonMissing("排除疑点须写明核实情况")
    if finding.lifted_reason:
        return finding
    finding.lifted_reason, finding.lifted_by = reason.strip()[:300], actor.name
    finding.save(update_fields=["lifted_reason", "lifted_by"])
    record(actor, "scoring.lift_finding", finding, changes={"reason": (finding.reason, "")}, reason=reason)
    return finding


@transaction.atomic
def add_finding(*, actor: Actor, entry: Entry, candidate: Candidate, reason: str, source_text: str) -> Finding:
    """Register a conflict that was reported 「登记回避情形」; an expert who judges the entry already leaves it, and another is drawn."""
    round_ = locked_round(actor, entry.round, RoundState.FROZEN, RoundState.SCORING)
    if candidate.round_id != round_.pk:
        raise RoundStateWrong("该专家不在本轮次的候选名单中")
    if not reason.strip() or not source_text.strip():
        raise ReasonMissing("登记回避情形须写明理由和来源")
    finding, created = Finding.objects.get_or_create(
        entry=entry, candidate=candidate, code=DECLARED, source_text=source_text.strip()[:300],
        defaults={"reason": reason.strip()[:400], "found_at": clock.now()},
    )  # fmt: skip
    if not created:
        return finding
    record(actor, "scoring.add_finding", finding, changes={"reason": ("", finding.reason)}, reason=source_text)
    judging = Sheet.objects.filter(entry=entry, seat__candidate=candidate).exclude(state="recused")
    for sheet in judging:
        leave_entry(actor, round_, sheet, f"回避：{finding.reason}")
    if round_.state == RoundState.SCORING and not judging:
        _leave_unsigned(actor, round_, entry, candidate)
    return finding


def _leave_unsigned(actor: Actor, round_: Round, entry: Entry, candidate: Candidate) -> None:
    """An expert who has not signed yet leaves the seat as a whole."""
    for seat in Seat.objects.filter(candidate=candidate, group=entry.group, state=SeatState.OFFERED):
        if seat.only_entry_id in (None, entry.pk):
            leave_seat(actor, round_, seat, SeatState.REMOVED, "发现回避情形")
