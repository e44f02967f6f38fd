"""Flags follow what happens: to the case, to decisions about its party, to the lists."""

from collections.abc import Iterable

from qingzhi.base.events.bus import subscribe
from qingzhi.domains.rights.events import StatusEntered
from qingzhi.engine.procedures.events import CaseMovedOn, CaseOpened

from ..actions.flagging import recompute_flags, tell_flag
from ..actions.supervising import follow_flag
from ..events import DecisionEffective, DecisionRevoked
from ..events.complaints import CaseRouted
from ..events.decisions import DecisionContested
from ..events.flags import CaseFlagged, FlagEnded, ListChanged, ParticularsNoted, PovertyChanged
from ..models import Complaint, Decision
from ..queries.flag_facts import PREFIX
from ..queries.flag_reach import cases_about_party, cases_in_county, cases_of_entry, entries_of_right


def _again(cases: Iterable[int]) -> None:
    for pk in cases:
        recompute_flags(case_id=pk)


@subscribe(CaseOpened, "enforcement.flag_opened")
def on_opened(happened: CaseOpened) -> None:
    """A case may touch something from the first."""
    if happened.procedure.startswith(PREFIX):
        recompute_flags(case_id=happened.case_id)


@subscribe(CaseMovedOn, "enforcement.flag_moved")
def on_moved(happened: CaseMovedOn) -> None:
    """Steps write facts."""
    if happened.procedure.startswith(PREFIX):
        recompute_flags(case_id=happened.case_id)


@subscribe(CaseRouted, "enforcement.flag_routed")
def on_routed(happened: CaseRouted) -> None:
    """One complaint more about a party."""
    complaint = Complaint.objects.filter(pk=happened.complaint_id).first()
    about = cases_about_party(complaint.accused, None) if complaint is not None else []
    _again({*about, *([happened.target_id] if happened.target_id else [])})


@subscribe(ParticularsNoted, "enforcement.flag_noted")
def on_noted(happened: ParticularsNoted) -> None:
    recompute_flags(case_id=happened.case_id)


@subscribe(DecisionEffective, "enforcement.flag_effective")
def on_effective(happened: DecisionEffective) -> None:
    """Who was found to infringe before repeats."""
    _about_party(happened.decision_id)


@subscribe(DecisionRevoked, "enforcement.flag_revoked")
def on_revoked(happened: DecisionRevoked) -> None:
    _about_party(happened.decision_id)


@subscribe(DecisionContested, "enforcement.flag_contested")
def on_contested(happened: DecisionContested) -> None:
    """A lawsuit in time took the effect of an adjudication back."""
    _about_party(happened.decision_id)


def _about_party(decision_id: int) -> None:
    decision = Decision.objects.get(pk=decision_id)
    _again(cases_about_party(decision.party_name, decision.party_id))


@subscribe(ListChanged, "enforcement.flag_list")
def on_list(happened: ListChanged) -> None:
    _again(cases_of_entry(happened.entry_id))


@subscribe(StatusEntered, "enforcement.flag_status")
def on_status(happened: StatusEntered) -> None:
    """A listed right that has lapsed protects nobody any more."""
    for entry_id in entries_of_right(happened.right_id):
        _again(cases_of_entry(entry_id))


@subscribe(PovertyChanged, "enforcement.flag_poverty")
def on_poverty(happened: PovertyChanged) -> None:
    _again(cases_in_county(happened.region_code))


@subscribe(CaseFlagged, "enforcement.tell_flag")
def on_flagged(happened: CaseFlagged) -> None:
    """Body and region are told; what fulfils the rules of supervised handling is put before an officer."""
    tell_flag(flag_id=happened.flag_id)
    follow_flag(case_id=happened.case_id)


@subscribe(FlagEnded, "enforcement.flag_ended")
def on_ended(happened: FlagEnded) -> None:
    follow_flag(case_id=happened.case_id)
